"""The demonstration's programme: its plan, written for it, entered as an officer would, issued, and taken up below."""

from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from random import Random
from typing import Any

from django.urls import reverse

from vandong.ops.demonstration import days
from vandong.ops.demonstration.cast import Cast
from vandong.ops.demonstration.places import Places
from vandong.programme import actions as programme_actions
from vandong.programme import queries as programmes

_YEAR_END, _PROGRAMME_END = date(2024, 12, 31), date(2025, 12, 31)
_TARGETS: tuple[dict[str, Any], ...] = (
    {"kind": "at_least", "subject": "hoạt động tuyên truyền, vận động ở mỗi xã, phường, thị trấn", "value": 22,
     "value_unit": "hoạt động", "indicator": "record_count", "holder_level": "commune", "due_on": _YEAR_END},
    {"kind": "at_least", "subject": "lượt người dự các buổi tuyên truyền ở mỗi xã, phường, thị trấn", "value": 800,
     "value_unit": "lượt người", "indicator": "attendance_count", "holder_level": "commune", "due_on": _YEAR_END},
    {"kind": "at_least", "subject": "lượt người thuộc sáu nhóm nguy cơ cao được trao đổi về kỹ năng phòng ngừa",
     "value": 16000, "value_unit": "lượt người", "indicator": "risk_attendance_count", "holder_level": "province",
     "due_on": _YEAR_END},
    {"kind": "at_least", "subject": "tờ rơi, tài liệu đến hộ gia đình ở mỗi huyện, thị xã, thành phố", "value": 15000,
     "value_unit": "tờ", "indicator": "leaflet_count", "holder_level": "district", "successor_level": "commune",
     "due_on": _YEAR_END},
    {"kind": "reduce_share", "subject": "số xã, phường, thị trấn trọng điểm về ma túy", "value": 5, "value_unit": "%",
     "baseline_text": "cuối năm 2023", "due_on": _PROGRAMME_END},
    {"kind": "keep_none", "subject": "xã, phường, thị trấn đang không có tệ nạn ma túy không để phát sinh mới",
     "holder_level": "commune", "due_on": _PROGRAMME_END},
    {"kind": "count_per_unit", "subject": "mô hình điểm khu dân cư phòng ngừa ma túy mỗi năm", "value": 1,
     "value_unit": "mô hình", "holder_level": "district", "successor_level": "commune", "due_on": _PROGRAMME_END},
)  # fmt: skip
_EVERYWHERE = ["province", "district", "commune", "area"]
_TASKS: tuple[tuple[str, list[str], date | None], ...] = (
    ("Xây dựng kế hoạch riêng của từng cấp", ["district", "commune"], date(2024, 2, 29)),
    ("Nói chuyện, họp bàn ở khu dân cư", ["commune", "area"], None),
    ("Truyền thanh, mạng xã hội, tài liệu", ["commune", "area"], None),
    ("Gặp gỡ nhóm nguy cơ cao", ["commune", "area"], None),
    ("Phối hợp với nhà trường", ["district", "commune"], None),
    ("Tháng hành động phòng, chống ma túy", _EVERYWHERE, date(2024, 6, 30)),
    ("Lồng ghép trong Ngày hội Đại đoàn kết", ["commune", "area"], date(2024, 11, 18)),
    ("Xây dựng mô hình điểm", ["district"], date(2024, 12, 15)),
    ("Tập huấn cho lực lượng nòng cốt", ["province", "district"], date(2024, 9, 30)),
)
_DEADLINES: tuple[dict[str, Any], ...] = (
    {"kind": "report", "recurs": "yearly", "month": 11, "day": 10, "from_level": "commune", "to_level": "district",
     "text": "Cấp xã gửi kết quả trước hết ngày 10/11 hằng năm"},
    {"kind": "report", "recurs": "yearly", "month": 11, "day": 15, "from_level": "district", "to_level": "province",
     "via": "Ban Phong trào", "text": "Cấp huyện gửi kết quả trước hết ngày 15/11 hằng năm"},
)  # fmt: skip
_TERMS: tuple[dict[str, Any], ...] = (
    {"kind": "movement", "name": "Toàn dân bảo vệ an ninh Tổ quốc"},
    {"kind": "movement", "name": "Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh"},
    {"kind": "instrument", "name": "Luật Phòng, chống ma túy năm 2021", "doc_type": "Luật", "is_basis": True},
    {"kind": "instrument", "name": "Tăng cường, nâng cao hiệu quả công tác phòng, chống ma túy", "doc_type": "Chỉ thị",
     "number": "36-CT/TW", "dated_on": date(2019, 8, 16), "issuer": "Bộ Chính trị", "is_basis": True},
)  # fmt: skip
TITLE = "Kế hoạch vận động nhân dân các khu dân cư chủ động phòng ngừa ma túy, giai đoạn 2024 - 2025"


def plan_text() -> str:
    """The plan document of the demonstration, as plain text."""
    return files("vandong.ops.demonstration").joinpath("plan-2024.txt").read_text(encoding="utf-8")


def issue(cast: Cast) -> int:
    """Draft, fill and issue the programme; returns its id."""
    chair, now = cast.named("dangco", days.PLAN_SIGNED), days.at(days.PLAN_SIGNED, 8)
    programme_id = programme_actions.draft_programme(
        by=chair,
        basics=programme_actions.Basics(
            title=TITLE,
            short_title="Khu dân cư phòng ngừa ma túy",
            plan_number="21/KH-MTTQ-BTT",
            plan_dated_on=days.PLAN_SIGNED,
            starts_on=date(2024, 1, 1),
            ends_on=_PROGRAMME_END,
        ),
        with_suggestions=True,
        now=now,
    )
    quotes, bodies = _sentences()
    for number, target in enumerate(_TARGETS, start=1):
        value = {"value": Decimal(target["value"])} if "value" in target else {}
        _save(chair, programme_id, "target", {**target, **value, "quote": quotes[number]}, now)
    for row in programmes.parts(programme_id).targets:
        if row.kind == "reduce_share":  # its baseline is the police's to give, and the demonstration has none
            programme_actions.put_off_target_input(by=chair, programme_id=programme_id, target_id=row.id, now=now)
    for number, (short_text, levels, due_on) in enumerate(_TASKS, start=1):
        values = {"section": f"III.{number}", "text": bodies[number], "short_text": short_text, "levels": levels}
        _save(chair, programme_id, "task", {**values, "due_on": due_on}, now)
    for term in _TERMS:
        _save(chair, programme_id, "term", term, now)
    for deadline in _DEADLINES:
        _save(chair, programme_id, "deadline", deadline, now)
    programme_actions.attach_plan_file(
        by=chair, programme_id=programme_id, content=plan_text().encode(), name="ke-hoach-minh-hoa.txt",
        media_type="text/plain", now=now,
    )  # fmt: skip
    programme_actions.issue_programme(
        by=chair, programme_id=programme_id, version=None, path=reverse("programme_show", args=[programme_id]),
        now=days.at(days.PLAN_SIGNED, 9),
    )  # fmt: skip
    return programme_id


def take_up(places: Places, cast: Cast, programme_id: int) -> int:
    """Eleven districts and most communes issue plans of their own; returns how many."""
    chance, done = Random("plans"), 0  # noqa: S311
    levels = {"district": list(places.districts), "commune": [commune.unit for commune in places.communes]}
    for level, below in levels.items():
        allottable = programmes.allottable(programme_id, level)
        for unit in below:
            signed = days.PLAN_SIGNED + timedelta(days=chance.randint(7, 20) + (14 if level == "commune" else 0))
            number, has_plan = chance.randint(2, 30), chance.random() < 0.9
            officer = cast.recorder(unit.id, signed)
            if officer is None or unit.code == "292" or not (has_plan or level == "district"):
                continue
            programme_actions.adopt_programme(
                by=officer,
                programme_id=programme_id,
                plan=programme_actions.OwnPlan(
                    plan_number=f"{number:02d}/KH-MTTQ-BTT",
                    plan_dated_on=signed,
                    allotted={target.id: target.value for target in allottable if target.value is not None},
                ),
                version=None,
                path=reverse("adoption_list", args=[programme_id]),
                now=days.at(signed, 10),
            )
            done += 1
    return done


def _save(by: Any, programme_id: int, part: str, values: dict[str, Any], now: Any) -> None:
    programme_actions.save_part(
        by=by, programme_id=programme_id, part=part, item_id=None, values=values, version=None, now=now
    )


def _sentences() -> tuple[dict[int, str], dict[int, str]]:
    """From the plan itself: the sentence of each target, and what follows each task's heading."""
    sections = plan_text().split("\n\n")
    targets = next(part for part in sections if part.startswith("1. Mỗi xã"))
    quotes = {int(line.split(".")[0]): line.split(". ", 1)[1] for line in targets.splitlines()}
    headings = {name: number for number, (name, _, _) in enumerate(_TASKS, start=1)}
    bodies = {}
    for part in sections:
        heading, _, body = part.partition("\n")
        if (name := heading.partition(". ")[2]) in headings:
            bodies[headings[name]] = body.strip()
    return quotes, bodies
