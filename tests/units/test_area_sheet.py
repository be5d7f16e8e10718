"""Residential areas from a workbook: of one commune by its officer, of a whole district by its administrator."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.outreach.gold_sheets import workbook
from tests.sheets import accept
from vandong.units import queries as units
from vandong.units.models import Body, Unit

SEND = "/bang-tinh/khu-dan-cu/"
OF_A_DISTRICT = """
DANH SÁCH THÔN, KHU DÂN CƯ
STT | Xã, phường, thị trấn | Tên thôn, khu dân cư | Ngày thành lập
1 | Hồng Phong | Thôn Bồng Lai |
2 | ^ | KDC Số 5 | 1/3/2022
3 | 11206 | xóm Đông |
4 | Tân Hương | thôn Đông |
Cộng: 4 khu dân cư
Người lập biểu
"""


def looked_at(client, content: bytes):
    client.post(SEND, {"file": SimpleUploadedFile("khu.xlsx", content)})
    return client.get(f"{SEND}xem/").context["judged"]


@pytest.mark.django_db
def test_a_district_opens_its_areas_once(world, signed_in_as):
    khai = signed_in_as(world.khai)
    judged = looked_at(khai, workbook(OF_A_DISTRICT))
    assert judged.mistakes == []
    assert (judged.new_count, [row for row, _ in judged.same]) == (3, [3])  # Bồng Lai is there
    accept(khai, SEND, {"hieu": [one.key for one in judged.understandings]})
    opened = Unit.objects.filter(level="area").order_by("code")
    assert [(one.code, one.full_name) for one in opened] == [
        ("11203-01", "Thôn Bồng Lai"),
        ("11203-02", "Thôn Tiêu Sơn"),
        ("11203-03", "Khu dân cư Số 5"),
        ("11206-01", "Xóm Đông"),
        ("11206-02", "Thôn Đông"),
    ]
    assert units.parent(opened[2].id, world.khai.on).id == world.hong_phong
    assert opened[2].valid_from.isoformat() == "2022-03-01"
    assert Body.objects.filter(unit=opened[3], kind="front_work_board").exists()
    assert looked_at(khai, workbook(OF_A_DISTRICT)).new_count == 0
    back = looked_at(khai, khai.get("/don-vi/?xuat=xlsx").content)
    assert (back.mistakes, back.understandings, back.new_count) == ([], [], 0)


@pytest.mark.django_db
def test_a_commune_s_own_list_needs_one_column(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    judged = looked_at(hanh, workbook("TT | Tên thôn\n1 | Thôn An Lạc\n2 | Đoài\n3 | Trại"))
    assert [(one.row, one.column) for one in judged.mistakes] == [(3, "Tên thôn"), (4, "Tên thôn")]
    assert "chưa rõ loại" in judged.mistakes[0].sentence
    judged = looked_at(hanh, workbook("TT | Tên thôn\n1 | Thôn An Lạc"))
    (asked,) = judged.understandings
    assert asked.meant == "xã Hồng Phong"
    assert accept(hanh, SEND).status_code == 422
    assert accept(hanh, SEND, {"hieu": [asked.key]}).status_code == 302
    assert Unit.objects.filter(name="An Lạc", level="area").exists()


@pytest.mark.django_db
def test_a_province_s_recorder_opens_no_areas(world, signed_in_as):
    assert signed_in_as(world.binh).get(SEND).status_code == 403
    assert signed_in_as(world.tuyet).get(SEND).status_code == 403
    assert signed_in_as(world.khai).get(SEND).status_code == 200
