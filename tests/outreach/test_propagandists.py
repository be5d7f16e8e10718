"""Propagandists: nobody without consent, found by any spelling in their commune alone, gone when they withdraw."""

import io
from datetime import date
from itertools import groupby

import openpyxl
import pytest
from django.core import serializers

from tests.make import NOW
from tests.outreach.access_samples import propagandist_typed
from tests.outreach.forms import recorded
from vandong.kernel.models import AuditLine
from vandong.outreach.models import Propagandist, ServedArea
from vandong.units import queries as units

LIST, NEW, GAPS = "/tuyen-truyen-vien/", "/tuyen-truyen-vien/ghi/", "/tuyen-truyen-vien/noi-chua-co-ai/"


@pytest.mark.django_db
def test_someone_agrees_is_found_and_withdraws_and_nothing_of_them_is_left(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    area = units.children(world.hong_phong, world.hanh.on, "area")[0]
    page = hanh.get(NEW).content.decode()
    assert "checked" not in page.split("<form", 1)[1]  # consent is never preset
    said = propagandist_typed(world, world.hong_phong) | {"name": "Vũ Thị Ước Mơ", "areas": [str(area.id)]}
    without = {key: value for key, value in said.items() if key != "has_agreed"}
    for refused in (without, said | {"phone": "0912 345 678"}, said | {"areas": [str(world.hong_phong)]}):
        assert hanh.post(NEW, refused).status_code == 422
    assert hanh.post(NEW, said | {"version": "0"}).status_code == 422  # another text than the one in force
    assert not Propagandist.objects.exists()

    first = said | {"name": "Lê Thị Bấm Đúp"}
    assert [hanh.post(NEW, one).status_code for one in (first, first | {"name": "LÊ thị bấm  đúp"})] == [302, 422]
    assert hanh.post(NEW, first | {"consented_on": "31/10/2024"}).status_code == 302  # something else is said of them
    ServedArea.objects.all().delete()
    Propagandist.objects.all().delete()

    bare = hanh.get(GAPS).context["listing"].page.paginator.count
    assert hanh.post(NEW, said | {"phone": "0912 345 678", "has_agreed_to_phone": "on"}).status_code == 302
    assert hanh.get(GAPS).context["listing"].page.paginator.count == bare - 1
    for spelling in ("uoc mo", "ƯỚC", "vu thi"):
        assert [row.name for row in hanh.get(LIST, {"tim": spelling}).context["rows"]] == ["Vũ Thị Ước Mơ"], spelling
    for other in (world.khai, world.binh, world.nam):
        assert "Ước Mơ" not in signed_in_as(other).get(LIST, {"tim": "uoc"}).content.decode()

    row = Propagandist.objects.get()
    away = f"{LIST}{row.id}/rut-lai/"
    assert signed_in_as(world.khai).post(away).status_code == 404
    hanh = signed_in_as(world.hanh)
    assert hanh.post(away).status_code == 302
    assert hanh.post(away).status_code == 404
    kept = serializers.serialize("json", [*Propagandist.objects.all(), *AuditLine.objects.all()], ensure_ascii=False)
    for trace in ("Ước", "uoc", "0912", "elder"):
        assert trace not in kept
    assert not ServedArea.objects.exists()
    assert hanh.get(GAPS).context["listing"].page.paginator.count == bare
    shown = hanh.get(LIST)
    assert (shown.context["rows"], shown.context["withdrawn_count"]) == ([], 1)


@pytest.mark.django_db
def test_whoever_agreed_before_a_merger_can_still_withdraw_with_the_commune_that_took_theirs_in(world, signed_in_as):
    earlier = Propagandist(
        unit_id=world.hung_thai,
        name="Đỗ Văn Sông",
        kind="elder",
        consent_version=1,
        consent_form="signed",
        consented_on=date(2019, 3, 1),
        created_at=NOW,
    )
    earlier.fill_keys()
    earlier.save()
    away = f"{LIST}{earlier.id}/rut-lai/"
    for other in (world.hanh, world.nam, world.khai, world.binh):
        client = signed_in_as(other)
        assert "Đỗ Văn Sông" not in client.get(LIST).content.decode()
        assert client.post(away).status_code == 404
    ha = signed_in_as(world.ha)
    assert [row.name for row in ha.get(LIST, {"tim": "song"}).context["rows"]] == ["Đỗ Văn Sông"]
    assert ha.post(away).status_code == 302
    assert (ha.get(LIST).context["rows"], Propagandist.objects.get().name) == ([], "")


@pytest.mark.django_db
def test_what_is_said_of_someone_is_corrected_and_the_second_of_two_is_told(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    area = units.children(world.hong_phong, world.hanh.on, "area")[0]
    said = propagandist_typed(world, world.hong_phong) | {"name": "Vũ Thị Ước Mơ", "trained_on": "01/04/2024"}
    hanh.post(NEW, said)
    row = Propagandist.objects.get()
    page = f"{LIST}{row.id}/sua/"
    opened = hanh.get(page)
    assert "has_agreed" not in opened.context["form"].fields
    changed = {
        "name": "Vũ Thị Ước",
        "kind": "prestige",
        "areas": [str(area.id)],
        "trained_on": "02/05/2024",
        "version": "1",
    }
    assert hanh.post(page, changed | {"phone": "0912 345 678"}).status_code == 422  # not agreed to
    assert hanh.post(page, changed).status_code == 302
    assert hanh.post(page, changed).status_code in (409, 422)
    row = Propagandist.objects.get()
    assert (row.name, row.kind, row.version, row.consent_version) == ("Vũ Thị Ước", "prestige", 2, 2)
    (shown,) = hanh.get(LIST).context["rows"]
    assert (shown.area_names, [day.month for day in shown.trained_on]) == (("Thôn Bồng Lai",), [5, 4])
    assert signed_in_as(world.khai).get(page).status_code == 404

    hanh = signed_in_as(world.hanh)
    assert hanh.get(LIST).context["lists_count"] == 0
    assert "Ước" not in str(cells(hanh.get(LIST, {"xuat": "xlsx"})))  # asked for, and not agreed to
    hanh.post(page, changed | {"version": "2", "trained_on": "", "has_agreed_to_lists": "on"})
    assert "Vũ Thị Ước" in str(cells(hanh.get(LIST, {"xuat": "xlsx"})))


@pytest.mark.django_db
def test_sessions_led_are_counted_and_outlive_the_name(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    hanh.post(NEW, propagandist_typed(world, world.hong_phong) | {"name": "Vũ Thị Ước Mơ"})
    hanh.post(NEW, propagandist_typed(world, world.hong_phong) | {"name": "Người Cũ"})
    Propagandist.objects.filter(name="Người Cũ").update(consent_version=1)  # agreed before sessions were spoken of
    led, old = Propagandist.objects.order_by("-consent_version")
    activity = recorded(world)
    page = f"/hoat-dong/{activity}/nguoi-dan/"
    assert hanh.get(page).context["people"] == [(led.id, "Vũ Thị Ước Mơ")]
    assert hanh.post(page, {"leaders": [str(old.id)]}).status_code == 422
    assert hanh.post(page, {"leaders": [str(led.id)]}).status_code == 302
    assert {row.name: row.session_count for row in hanh.get(LIST).context["rows"]} == {
        "Vũ Thị Ước Mơ": 1,
        "Người Cũ": 0,
    }
    assert "Ước Mơ" in hanh.get(f"/hoat-dong/{activity}/").content.decode()
    assert "Ước Mơ" not in signed_in_as(world.khai).get(f"/hoat-dong/{activity}/").content.decode()
    hanh = signed_in_as(world.hanh)
    hanh.post(f"{LIST}{led.id}/rut-lai/")
    shown = hanh.get(f"/hoat-dong/{activity}/").content.decode()
    assert "Ước Mơ" not in shown
    assert "1 người đã rút tên" in shown


@pytest.mark.django_db
def test_the_map_of_gaps_counts_each_commune_with_those_merged_into_it(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    area = units.children(world.hong_phong, world.hanh.on, "area")[0]
    hanh.post(NEW, propagandist_typed(world, world.hong_phong) | {"areas": [str(area.id)], "trained_on": "01/04/2024"})
    Propagandist.objects.create(
        unit_id=world.hung_thai, name="Đỗ Văn Sông", kind="elder", consent_version=1, consent_form="signed",
        consented_on=date(2019, 3, 1), created_at=NOW,
    )  # fmt: skip
    page = signed_in_as(world.khai).get(GAPS)
    rows = {row.name: row for row in page.context["network"]}
    hong_phong = rows["Xã Hồng Phong"]
    assert (hong_phong.propagandist_count, hong_phong.trained_count) == (1, 1)
    assert (hong_phong.area_count, hong_phong.bare_count, hong_phong.shade) == (2, 1, 2)
    assert rows["Xã Tân Hương"].propagandist_count == 1
    whole = signed_in_as(world.binh).get(GAPS).context["network"]
    districts = [name for name, _ in groupby(whole, key=lambda row: row.parent_name)]
    assert districts == ["Huyện Ninh Giang", "Huyện Thanh Miện"], "communes of one district stand together"
    assert [row.name for row in page.context["listing"].page.object_list] == ["Thôn Tiêu Sơn"]
    assert not signed_in_as(world.khai).get(GAPS, {"tim": "bồng lai"}).context["listing"].rows
    found = signed_in_as(world.khai).get(GAPS, {"tim": "tieu son hong", "sap": "-area"}).context["listing"].rows
    assert [row.row.name for row in found] == ["Thôn Tiêu Sơn"]
    assert "Thôn Tiêu Sơn" in str(cells(signed_in_as(world.khai).get(GAPS, {"xuat": "xlsx"})))


def cells(answer):
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [cell for row in rows for cell in row]
