"""Propagandists: nobody without consent, found by any spelling in their commune alone, gone when they withdraw."""

from datetime import date

import pytest
from django.core import serializers

from tests.make import NOW
from tests.outreach.access_samples import propagandist_typed
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

    bare = hanh.get(GAPS).context["page"].paginator.count
    assert hanh.post(NEW, said | {"phone": "0912 345 678", "has_agreed_to_phone": "on"}).status_code == 302
    assert hanh.get(GAPS).context["page"].paginator.count == bare - 1
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
    assert hanh.get(GAPS).context["page"].paginator.count == bare
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
