"""What the real plan becomes in a district's own plan."""

import re

import pytest
from django.urls import reverse

from tests.programme.confirming import hand_in, issue
from tests.programme.reader import real_plan
from vandong.programme.models import PlanReading

pytestmark = pytest.mark.django_db


def test_the_real_plan_becomes_a_districts_own_with_what_it_gives_below_and_nothing_the_province_says_to_it(
    world, signed_in_as
):
    binh, khai = signed_in_as(world.binh), signed_in_as(world.khai)
    hand_in(binh, real_plan.source().encode())
    programme = PlanReading.objects.get().programme
    issue(binh, programme)
    write = reverse("unit_plan_write", args=[programme.id])
    page = khai.get(write).context["page"]
    texts = {part.code: part.text for part in page.parts}
    body = "Ban Thường trực Ủy ban MTTQ Việt Nam huyện Ninh Giang"
    assert texts["II"].split("\n") == [
        "- Giảm 5 % số xã, phường, thị trấn trọng điểm về ma tuý so với giai đoạn 2011 - 2015, chậm nhất ngày "
        "31/12/2020.",
        "- Không để phát sinh tệ nạn ma tuý.",
        "- 100% người trong nhóm nguy cơ cao được tuyên truyền, giáo dục kỹ năng phòng, chống ma tuý.",
        "- Ngăn chặn đà gia tăng người nghiện ma tuý.",
        "- Mỗi năm xây dựng được 01 mô hình điểm về phòng, chống ma tuý tại xã, phường, thị trấn.",
    ]
    assert (
        "các xã, phường, thị trấn báo cáo kết quả thực hiện về " + body + " trước ngày 10/11 hằng năm." in texts["IV"]
    )
    assert f"{body} triển khai Kế hoạch này tới các tổ chức thành viên" in texts["III"]
    assert f"{body} tổ chức triển khai thực hiện kế hoạch, định kỳ báo cáo kết quả" in texts["III"]
    assert not re.search("tỉnh đề nghị|căn cứ kế hoạch của Ban Thường trực", texts["III"])
    assert [line[:45] for line in texts["bases"].split("\n")] == [
        "Căn cứ Chỉ thị số 48-CT/TW của Bộ chính trị",
        "Căn cứ Kế hoạch số 1044/KH-UBND ngày 04/04/20",
        "Căn cứ Kế hoạch số 16/KH-MTTQ-BTT ngày 10/05/",
    ]
    [offered] = [line for line in page.offered_bases if "Tỉnh uỷ" in line]
    shown = {f"text-{code}": text for code, text in texts.items()}
    khai.post(write, {**shown, "subject": page.subject, "version": "", "basis": offered})
    page = khai.get(write).context["page"]
    assert page.parts[0].text.split("\n")[2] == offered, "before the plan this one carries out"
    assert offered not in page.offered_bases
