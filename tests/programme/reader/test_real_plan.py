"""The plan of 2019, read: what the issue promises, to the letter."""

from datetime import date

import pytest

from tests.programme.reader import real_plan
from vandong.programme.reader import Plan, read, to_data
from vandong.programme.reader.plan import Section

PLAN_LEVELS = ("province", "district", "commune")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read(real_plan.source())


def outline(sections: tuple[Section, ...]) -> list[tuple[int, str | None, str]]:
    return [row for s in sections for row in [(s.level, s.label, s.title), *outline(s.children)]]


def test_its_frame(plan: Plan) -> None:
    head = plan.document
    assert (head.type, head.number, head.issued_on) == ("KẾ HOẠCH", None, None)
    assert head.issuer == "Ban Thường trực Uỷ ban MTTQ tỉnh"
    assert head.subject == (
        "Tuyên truyền, vận động nhân dân tham gia thực hiện Dự án "
        '"Nâng cao hiệu quả công tác phòng, chống ma tuý tại xã, phường, thị trấn"'
    )
    assert (head.signer.name, head.signer.title, head.signer.on_behalf_of) == (
        "Lê Văn Cần",
        "PHÓ CHỦ TỊCH",
        "BAN THƯỜNG TRỰC",
    )
    assert head.recipients == (
        "Uỷ ban nhân dân tỉnh",
        "Ban Thường trực Uỷ ban MTTQ tỉnh",
        "Ban Phong trào Uỷ ban MTTQ tỉnh",
        "Ban TT Uỷ ban MTTQ huyện, thành phố",
        "Lưu",
    )


def test_its_one_basis(plan: Plan) -> None:
    (basis,) = plan.document.legal_bases
    assert (basis.type, basis.number, basis.issued_on) == ("Kế hoạch", "1044/KH-UBND", date(2019, 4, 4))
    assert basis.issuer == "Uỷ ban nhân dân tỉnh Hải Dương"
    assert plan.quote(basis.span).startswith("kế hoạch số 1044/KH-UBND")


def test_every_heading_numbered_or_not(plan: Plan) -> None:
    assert outline(plan.sections) == [
        (1, "I", "MỤC ĐÍCH, YÊU CẦU"),
        (1, "II", "MỤC TIÊU"),
        (2, "1", "Mục tiêu chung"),
        (2, "2", "Mục tiêu cụ thể"),
        (1, "III", "NỘI DUNG THỰC HIỆN"),
        (2, "1", "Đẩy mạnh phát huy vai trò của MTTQ các cấp về công tác phòng, chống ma tuý"),
        (
            2,
            "2",
            "Phối hợp tổ chức các hoạt động tuyên truyền, phố biến giáo dục pháp luật về phòng, chống ma tuý",
        ),
        (
            3,
            None,
            "Tuyên truyền các chủ trương, chính sách của Đảng, pháp luật của Nhà nước về công tác phòng, chống ma tuý",
        ),
        (3, None, "Tuyên truyền hoạt động của MTTQ tham gia phòng, chống ma tuý"),
        (2, "3", "Tổ chức tuyên truyền điểm về phòng, chống ma tuý"),
        (1, "IV", "TỔ CHỨC THỰC HIỆN"),
        (2, "1", "Cấp tỉnh"),
        (2, "2", "Cấp huyện"),
    ]


def test_its_five_targets(plan: Plan) -> None:
    hot_spots, clean, at_risk, growth, models = plan.targets
    assert (hot_spots.kind, hot_spots.value, hot_spots.unit, hot_spots.due) == (
        "reduce_share",
        5,
        "%",
        date(2020, 12, 31),
    )
    assert hot_spots.subject == "số xã, phường, thị trấn trọng điểm về ma tuý"
    assert hot_spots.baseline is not None
    assert (hot_spots.baseline.from_on, hot_spots.baseline.to_on) == (date(2011, 1, 1), date(2015, 12, 31))
    assert (clean.kind, clean.scope) == ("keep_none", "xã, phường, thị trấn không có tệ nạn ma tuý")
    assert (at_risk.kind, at_risk.value, at_risk.subject) == ("reach_share", 100, "người trong nhóm nguy cơ cao")
    assert (growth.kind, growth.subject) == ("halt_growth", "người nghiện ma tuý")
    assert (models.kind, models.value, models.holder) == ("count_per_unit", 1, "MTTQ các huyện, thành phố")


def test_its_one_deadline(plan: Plan) -> None:
    (report,) = plan.deadlines
    assert (report.kind, report.recurs, report.month, report.day, report.date) == ("report", "yearly", 11, 20, None)
    assert report.from_body == "Ban Thường trực Uỷ ban MTTQ các huyện, thành phố"
    assert report.to_body == "Ban Thường trực Uỷ ban MTTQ tỉnh"
    assert (report.via, report.section) == ("Ban phong trào", "IV.2")


def test_its_groups_models_movements_and_channels(plan: Plan) -> None:
    assert [group.text for group in plan.risk_groups] == [
        "người đang làm ăn xa",
        "thanh thiếu niên bỏ học sống lang thang",
        "người lao động theo thời vụ",
        "người nghiện",
        "đối tượng tha tù đã bị xử lý về ma tuý",
        "người đang quản lý giáo dục tại xã, phường, thị trấn",
    ]
    assert [model.text for model in plan.models] == ["Tổ đoàn kết", "Khu phố tự quản", "Tổ liên gia"]
    assert [movement.text for movement in plan.movements] == [
        "Toàn dân bảo vệ an ninh Tổ quốc",
        "Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh",
        "Toàn dân đoàn kết xây dựng đời sống văn hóa",
    ]
    assert {"đường dây nóng", "hòm thư tố giác tội phạm và tệ nạn ma tuý"} <= {c.text for c in plan.channels}


def test_the_tasks_of_iii_and_iv_with_their_levels(plan: Plan) -> None:
    levels = [(task.section, task.levels) for task in plan.tasks]
    assert levels == [
        *[("III.1", PLAN_LEVELS)] * 2,
        *[("III.2", PLAN_LEVELS)] * 7,
        ("III.3", ("province",)),
        *[("IV.1", ("province",))] * 2,
        *[("IV.2", ("district",))] * 3,
    ]


def test_its_defects_are_flags(plan: Plan) -> None:
    codes = {flag.code for flag in plan.flags}
    assert codes >= {
        "stale_period",
        "missing_baseline",
        "missing_denominator",
        "level_without_tasks",
        "unnumbered_heading",
        "typo",
        "mixed_spelling",
        "recipients_incomplete",
        "no_number",
        "no_date",
        "no_header",
        "holder_has_ended",
    }
    typos = {plan.quote(flag.span) for flag in plan.flags if flag.code == "typo" and flag.span}
    assert {"chủ chương", "tuyên tuyền", "phố biến", "tiêu trí"} <= typos
    (stale,) = [flag for flag in plan.flags if flag.code == "stale_period"]
    assert stale.span is not None
    assert plan.quote(stale.span) == "giai đoạn 2011 - 2015"


def test_the_answer_keeps_the_contract(plan: Plan) -> None:
    answer = to_data(plan)
    told = "document sections targets tasks deadlines risk_groups models movements channels instruments flags"
    assert list(answer) == told.split()
    start, end = answer["targets"][0]["span"]
    assert "giảm 5% số xã" in plan.text[start:end]
