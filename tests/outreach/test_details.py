"""What an activity served, spread, used and cost, and which organisations took part."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests import make
from tests.outreach import forms
from tests.pages import fields_of, text_of
from tests.sheets import accept
from vandong.kernel.audit import SYSTEM
from vandong.kernel.models import AuditLine
from vandong.outreach import actions, conflict, lists, queries, recording
from vandong.outreach.errors import EntryRefused
from vandong.outreach.models import Activity
from vandong.outreach.queries import ActivityFilter
from vandong.programme.models import Programme


@pytest.fixture
def told(world):
    """A conference that tells everything; the ids of what it names."""
    ids = {
        "movement": forms.term(world, "movement", "Toàn dân bảo vệ an ninh Tổ quốc"),
        "text": forms.term(world, "instrument", "Phòng, chống ma túy", doc_type="Chỉ thị", number="36-CT/TW"),
        "school": forms.organisation(world, "Trường THCS Hồng Phong"),
    }
    said = {
        "movement_ids": frozenset({ids["movement"]}),
        "instrument_ids": frozenset({ids["text"]}),
        "organisation_ids": frozenset({ids["school"]}),
        "materials": (("Tờ gấp", 46), ("Phim ngắn", None)),
        "cost_vnd": 1_200_000,
    }
    return ids | {"activity": forms.recorded(world, **said), "said": said}


def test_details_are_kept_shown_corrected_and_told_field_by_field(world, told, signed_in_as):
    done = told["activity"]
    assert recording.entry_of(Activity.objects.get(id=done)) == forms.entry(world, **told["said"])
    hanh, lan = signed_in_as(world.hanh), signed_in_as(world.lan)
    address = f"/hoat-dong/{done}/sua/"
    mine, theirs = fields_of(hanh.get(address)), fields_of(lan.get(address))
    saved = lan.post(
        address, theirs | {"cost_vnd": "900.000", "movements": [], "material_2": "", "material_1": "Sổ tay"}
    )
    assert saved.status_code == 302
    line = AuditLine.objects.get(action="outreach.activity.corrected")
    assert line.changed_fields == ["movement_ids", "materials", "cost_vnd"]
    answer = hanh.post(address, mine | {"cost_vnd": "1.500.000", "organisations": []})
    differences = {one.field: (one.mine, one.theirs, one.chosen) for one in answer.context["differences"]}
    assert differences == {
        "organisation_ids": ("để trống", "Trường THCS Hồng Phong", "mine"),
        "movement_ids": ("Toàn dân bảo vệ an ninh Tổ quốc", "để trống", "theirs"),
        "materials": ("Tờ gấp: 46; Phim ngắn", "Sổ tay: 46", "theirs"),
        "cost_vnd": ("1.500.000 đồng", "900.000 đồng", ""),
    }
    page = text_of(hanh.get(f"/hoat-dong/{done}/"))
    assert "Sửa: phong trào, cuộc vận động, tài liệu đã dùng, kinh phí" in page.replace("</b>", "").replace("<b>", "")


def test_a_seal_of_an_older_version_still_opens(world, told):
    entry = forms.entry(world, **told["said"])
    assert conflict.unseal(conflict.seal(entry)) == entry


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"cost_vnd": -1}, "Kinh phí phải từ 0 đến"),
        ({"cost_vnd": 100_000_000_001}, "Kinh phí phải từ 0 đến"),
        ({"materials": (("Tờ gấp", 1), ("tờ gấp", 2))}, "Có tài liệu ghi hai lần."),
        ({"materials": (("", 2),)}, "Có số mà chưa có tên tài liệu."),
        ({"materials": tuple((f"Loại {n}", None) for n in range(5))}, "nhiều nhất 4 loại tài liệu"),
        ({"movement_ids": frozenset({987_654})}, "Có mục không thuộc chương trình này."),
        ({"organisation_ids": frozenset({987_654})}, "Có tổ chức không có trong sổ của đơn vị vào ngày ấy."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(world, change, sentence):
    with pytest.raises(EntryRefused) as refused:
        forms.recorded(world, **change)
    assert sentence in refused.value.message
    assert not Activity.objects.exists()


def test_only_what_stood_in_the_place_s_own_register_on_that_day_may_take_part(world):
    gone = forms.organisation(world, "Chùa cũ", valid_until=date(2024, 10, 1))
    elsewhere = forms.organisation(world, "Trường Tân Hương", unit_id=world.tan_huong)
    inherited = forms.organisation(world, "Trường Hưng Thái", unit_id=world.hung_thai)
    earlier = forms.recorded(world, held_on=date(2024, 9, 1), organisation_ids=frozenset({gone}))
    assert recording.entry_of(Activity.objects.get(id=earlier)).organisation_ids == {gone}
    for one in (gone, elsewhere):
        with pytest.raises(EntryRefused):
            forms.recorded(world, "later", organisation_ids=frozenset({one}))
    own = {"unit_id": world.tan_huong, "lead_body_id": world.ha.body_id, "partner_ids": frozenset()}
    assert forms.recorded(world, "heir", by=world.ha, organisation_ids=frozenset({inherited}), **own)
    offered = dict(recording.offer(world.ha, world.tan_huong).organisations)
    assert set(offered) == {elsewhere, inherited}


def test_the_database_keeps_a_cost_believable(world, told):
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(id=told["activity"]).update(cost_vnd=100_000_000_001)


def test_the_list_is_filtered_and_added_up_by_what_was_told(world, told, signed_in_as):
    forms.recorded(world, "plain", partner_ids=frozenset())
    client = signed_in_as(world.khai)
    for asked in ({"pt": told["movement"]}, {"tc": told["school"]}, {"kp": "on"}, {"ph": "on"}):
        shown = client.get("/hoat-dong/", asked).context["listing"].rows
        assert [one.row.id for one in shown] == [told["activity"]], asked
    assert queries.totals(world.khai, ActivityFilter()).cost_vnd == 1_200_000
    page = text_of(client.get("/hoat-dong/"))
    assert page.count("1.200.000") == 2  # its row, and the sum


def test_doing_it_again_offers_everything_but_the_day_and_fills_in_no_number(world, told, signed_in_as):
    form = signed_in_as(world.hanh).get(f"/hoat-dong/ghi/?nhu={told['activity']}").context["form"]
    assert form["movements"].value() == [str(told["movement"])]
    assert form["material_1"].value() == "Tờ gấp"
    for name in ("attendance_count", "female_count", "leaflet_count", "cost_vnd", "material_count_1"):
        assert form[name].value() in (None, ""), name
    assert form.last_time == "46 người dự, 20 nữ, 30 tờ"
    group = world.risk_groups["away_workers"]
    assert not form.fields[f"risk_{group}"].widget.attrs.get("data-last"), "people at risk are counted anew"


def test_ticks_at_another_programme_are_left_out(world, told, typed, signed_in_as):
    other = Programme.objects.get(id=world.programme)
    other.pk, other.title = None, "Chương trình khác"
    other.save()
    answer = signed_in_as(world.hanh).post(
        "/hoat-dong/ghi/",
        typed(
            token=str(forms.token("other")),
            programme=str(other.id),
            task="",
            movements=[str(told["movement"])],
            **{f"risk_{group}": "" for group in world.risk_groups.values()},
        ),
    )
    assert answer.status_code == 302
    assert recording.entry_of(Activity.objects.latest("id")).movement_ids == frozenset()


def test_loading_and_recording_keep_the_same_parts(world, told):
    loaded = actions.LoadedActivity(forms.entry(world, **told["said"]), None, "Sổ cũ", world.hong_phong, make.NOW)
    actions.load_activities(by=SYSTEM, activities=[loaded], now=make.NOW)
    assert recording.entry_of(Activity.objects.latest("id")) == forms.entry(world, **told["said"])


def test_a_workbook_tells_every_detail_and_comes_back_unchanged(world, told, signed_in_as):
    client = signed_in_as(world.hanh)
    content = client.get("/hoat-dong/?xuat=xlsx").getvalue()
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows()]
    heads = next(row for row in cells if "Phong trào, cuộc vận động" in row)
    row = dict(zip(heads, next(row for row in cells if told["activity"] in row), strict=True))
    assert (row["Phong trào, cuộc vận động"], row["Văn bản phổ biến"]) == (
        "Toàn dân bảo vệ an ninh Tổ quốc", "Chỉ thị 36-CT/TW",
    )  # fmt: skip
    assert (row["Tài liệu đã dùng"], row["Nơi cùng làm"]) == ("Tờ gấp: 46; Phim ngắn", "Trường THCS Hồng Phong")
    assert row["Kinh phí (đồng)"] == 1_200_000
    sent = SimpleUploadedFile("hoat-dong.xlsx", content)
    page = text_of(client.post("/bang-tinh/hoat-dong/", {"file": sent}, follow=True))
    assert "0 việc mới, 1 dòng đã có" in page
    assert Activity.objects.count() == 1


NOT_READ = {"Địa bàn ngày ấy", "Người ghi", "Ghi lúc", "Tình trạng"}  # what the software says of it, not a person


def test_every_column_a_workbook_tells_is_read_back_and_a_changed_cell_is_told(world, told, signed_in_as):
    client = signed_in_as(world.hanh)
    Activity.objects.update(note="Có khách đến dự", title="Họp quý III", place="Nhà văn hóa", female_count=20)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/hoat-dong/?xuat=xlsx").getvalue()))
    page = book.active
    (head,) = {cell.row for row in page.iter_rows() for cell in row if cell.value == "Mã việc"}
    titles = [cell.value for cell in page[head]]
    assert titles == [column.title for column in lists.workbook_columns()]

    def looked_at():
        filled = io.BytesIO()
        book.save(filled)
        client.post("/bang-tinh/hoat-dong/", {"file": SimpleUploadedFile("so.xlsx", filled.getvalue())})
        return client.get("/bang-tinh/hoat-dong/xem/")

    unchanged = looked_at()
    assert (unchanged.context["judged"].mistakes, unchanged.context["judged"].new_count) == ([], 0)
    assert set(unchanged.context["found"].unread) == NOT_READ
    other = {
        "Ngày": date(2024, 1, 2), "Ở đâu": "Thôn Tiêu Sơn", "Bằng cách nào": "Cuộc thi", "Mã việc": 999_999,
        "Chương trình": "Chương trình khác",
    }  # fmt: skip
    for column, title in enumerate(titles, start=1):
        if title in NOT_READ:
            continue
        cell = page.cell(head + 1, column)
        stood, cell.value = cell.value, other.get(title, 7 if isinstance(cell.value, int) else "Khác hẳn")
        told_of = {mistake.column for mistake in looked_at().context["judged"].mistakes}
        assert title in told_of, title
        cell.value = stood

    page.delete_cols(titles.index("Mã việc") + 1)
    judged = looked_at().context["judged"]
    assert (judged.mistakes, judged.new_count) == ([], 1)
    assert (
        accept(client, "/bang-tinh/hoat-dong/", {"hieu": [one.key for one in judged.understandings]}).url
        == "/hoat-dong/"
    )
    first, again = (recording.entry_of(one) for one in Activity.objects.order_by("id"))
    assert again == first._replace(risk_counts=(), first_timer_counts=())  # no workbook holds people at risk
