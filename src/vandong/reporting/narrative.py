"""The words a report suggests: full Vietnamese sentences from figures. A person edits them; the figures stay theirs.

A part nobody has figures for is suggested empty and left to the writer; an empty part is left out of the document.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vandong.kernel import disclosure, numbers, vietnamese
from vandong.reporting import rules, shown
from vandong.reporting.tree import list_names

# Code → heading, in the usual order of an annual report (documents.md). Two-part codes stand under their Roman part.
PARTS: dict[str, str] = {
    "I": "Tình hình, công tác chỉ đạo",
    "II": "Kết quả",
    "III": "Đánh giá",
    "IV": "Phương hướng",
    "V": "Kiến nghị, đề xuất",
}
SECTIONS: dict[str, str] = {
    "I": "Tình hình, công tác chỉ đạo",
    "II.1": "Công tác tuyên truyền",
    "II.2": "Vận động, ký cam kết",
    "II.3": "Mô hình ở khu dân cư",
    "II.4": "Tiếp nhận, chuyển nguồn tin",
    "II.5": "Cảm hóa, giáo dục; nhóm nguy cơ cao",
    "II.6": "Giám sát",
    "II.7": "Tuyên truyền điểm",
    "II.8": "Kinh phí, khen thưởng",
    "III.1": "Ưu điểm",
    "III.2": "Tồn tại, hạn chế",
    "III.3": "Nguyên nhân",
    "IV": "Phương hướng",
    "V": "Kiến nghị, đề xuất",
}
_WHOLE = {"province": "tỉnh", "district": "huyện", "commune": "xã"}
_BELOW = {"province": "đơn vị cấp huyện, cấp xã trực thuộc", "district": "xã, phường, thị trấn", "commune": ""}


@dataclass(frozen=True)
class Figures:
    """What a narrative is told from. Keys of figures are (indicator, risk group or "")."""

    unit_in_sentence: str  # "xã Hồng Phong"
    level: str
    body_name: str  # "Ban Thường trực Ủy ban MTTQ Việt Nam xã Hồng Phong"
    values: Mapping[tuple[str, str], int]
    before: Mapping[tuple[str, str], int] | None  # the same figures one period earlier
    before_label: str
    groups: tuple[tuple[str, str], ...]  # (code, name) of each high-risk group
    area_count: int  # residential areas of the unit on the cut-off
    child_count: int
    late_names: tuple[str, ...]  # units below without an approved report
    gaps: tuple[str, ...]  # what approved reports below lack themselves, each said in a sentence
    hidden: Mapping[tuple[str, str], str]  # figures the document does not tell, and the words in their place

    @property
    def is_partial(self) -> bool:
        """Some units are missing: what they did is unknown, which is not the same as nothing."""
        return bool(self.late_names or self.gaps)

    def of(self, indicator: str, group: str = "") -> int:
        return self.values.get((indicator, group), 0)

    def earlier(self, indicator: str) -> int | None:
        return None if self.before is None else self.before.get((indicator, ""), 0)


def suggestions(told: Figures) -> dict[str, str]:
    """A text for every section, by code; paragraphs divided by line breaks."""
    written = {
        "I": _direction(told),
        "II.1": _outreach(told),
        "II.2": _households(told),
        "II.5": _risk_groups(told),
        "II.8": _funding(told),
        "III.1": _strengths(told),
        "III.2": _weaknesses(told),
        "IV": _next(told),
        "V": f"{told.body_name} không có kiến nghị, đề xuất.",
    }
    return {code: written.get(code, "") for code in SECTIONS}


def _direction(told: Figures) -> str:
    who = vietnamese.capitalised(told.body_name)
    records = told.of("record_count")
    if not records:
        first = f"{who} chưa ghi nhận việc nào trong kỳ báo cáo."
    else:
        first = f"{who} đã chỉ đạo, triển khai {_n(records)} việc tuyên truyền, vận động"
        tied = told.of("task_activity_count")
        first += f", trong đó {_n(tied)} việc gắn với nhiệm vụ của kế hoạch." if tied and tied < records else "."
    conferences = told.of("conference_count")
    second = (
        f"Đã tổ chức {_n(conferences)} hội nghị quán triệt."
        if conferences
        else "Trong kỳ chưa tổ chức hội nghị quán triệt riêng."
    )
    return _paragraphs(f"{first} {second}", _who_reported(told))


def _who_reported(told: Figures) -> str:
    if not told.child_count:
        return ""
    whole = f"Toàn {_WHOLE.get(told.level, 'địa bàn')} có {_n(told.child_count)} {_BELOW.get(told.level, 'đơn vị')}"
    late = len(told.late_names)
    if not told.is_partial:
        return f"{whole}; tất cả đã có báo cáo được duyệt và được cộng vào số liệu dưới đây."
    text = f"{whole}; {_n(told.child_count - late) if late else 'tất cả'} đơn vị đã có báo cáo được duyệt."
    if late:
        names = list_names(list(told.late_names), 300)
        text += f" Đến lúc tổng hợp còn {_n(late)} đơn vị chưa có báo cáo được duyệt: {names}."
    if told.gaps:
        text += f" {vietnamese.capitalised('; '.join(told.gaps))}."
    return f"{text} Số liệu dưới đây chưa gồm các đơn vị này."


def _outreach(told: Figures) -> str:
    sessions, attended = told.of("activity_count"), told.of("attendance_count")
    if not sessions:
        talk = "Trong kỳ chưa tổ chức được buổi tuyên truyền nào."
        if attended:
            talk += f" Các hình thức khác có {_n(attended)} lượt người dự."
    else:
        # Attendances are those of every record, of visits to homes too, and women are counted at some only: neither a
        # mean by session nor a share of women follows from these figures.
        talk = f"Đã tổ chức {_n(sessions)} buổi tuyên truyền"
        if attended:
            talk += f"; các việc đã làm có {_n(attended)} lượt người dự"
            women = told.of("female_attendance_count")
            talk += f", trong đó đếm được {_n(women)} lượt nữ" if women else ""
        talk += "."
        kinds = _listed(
            (told.of("association_session_count"), "buổi sinh hoạt đoàn thể"),
            (told.of("club_session_count"), "buổi sinh hoạt câu lạc bộ"),
            (told.of("culture_session_count"), "buổi giao lưu văn hóa, văn nghệ"),
            (told.of("school_session_count"), "buổi tại trường học"),
            (told.of("contest_count"), "cuộc thi, hội thi"),
        )
        talk += f" Trong số các buổi có {kinds}." if kinds else ""
    return _paragraphs(talk, _compared(told), _coverage(told), _hot_spots(told), _media(told), _joint(told))


def _compared(told: Figures) -> str:
    sessions, attended = told.earlier("activity_count"), told.earlier("attendance_count")
    if sessions is None or attended is None:
        return ""
    first = rules.change(told.of("activity_count"), sessions, "buổi")
    second = rules.change(told.of("attendance_count"), attended, "lượt")
    return f"So với {told.before_label}, số buổi {first}, số lượt người dự {second}."


def _coverage(told: Figures) -> str:
    if not told.area_count:
        return ""
    reached = min(told.of("area_reached_count"), told.area_count)
    if told.is_partial:
        return f"Ở các đơn vị đã có báo cáo, {_n(reached)} khu dân cư có hoạt động trong kỳ."
    share = numbers.format_share(reached, told.area_count)
    return f"Có {_n(reached)}/{_n(told.area_count)} khu dân cư có hoạt động trong kỳ, đạt {share}."


def _hot_spots(told: Figures) -> str:
    count, records = told.of("hot_spot_activity_count"), told.of("record_count")
    if not count:
        return ""
    share = numbers.format_share(count, records)
    attended = told.of("hot_spot_attendance_count")
    return (
        f"Có {_n(count)} việc ở địa bàn trọng điểm về ma túy, chiếm {share} số việc, với {_n(attended)} lượt người dự."
    )


def _media(told: Figures) -> str:
    listed = _listed(
        (told.of("broadcast_count"), "lượt phát trên loa truyền thanh"),
        (told.of("leaflet_count"), "tờ rơi, tài liệu đã phát"),
        (told.of("banner_count"), "băng rôn, pa nô, áp phích"),
        (told.of("social_media_count"), "lần đăng tin, bài trên mạng xã hội"),
    )
    return f"Về các hình thức khác, có {listed}." if listed else ""


def _joint(told: Figures) -> str:
    joint, records = told.of("joint_activity_count"), told.of("record_count")
    sentences = []
    if joint:
        share = numbers.format_share(joint, records)
        sentences.append(f"Có {_n(joint)} việc được làm cùng tổ chức khác, chiếm {share} số việc.")
    tied = _listed(
        (told.of("movement_activity_count"), "việc gắn với các phong trào, cuộc vận động"),
        (told.of("instrument_activity_count"), "việc phổ biến văn bản, pháp luật"),
    )
    if tied:
        sentences.append(f"Trong số việc đã làm có {tied}.")
    return " ".join(sentences)


def _households(told: Figures) -> str:
    visits = told.of("household_visit_count")
    if not visits:
        return "Trong kỳ chưa ghi nhận lượt hộ gia đình nào được đến thăm, vận động."
    return f"Đã đến thăm, vận động {_n(visits)} lượt hộ gia đình."


def _risk_groups(told: Figures) -> str:
    whole = told.of("risk_attendance_count")
    said = told.hidden.get(("risk_attendance_count", ""), "")
    if not whole and not said:
        return "Trong kỳ chưa ghi nhận lượt người nào thuộc các nhóm nguy cơ cao được tuyên truyền."
    if said == shown.WHEN_SUBMITTED:
        return "Số lượt người thuộc các nhóm nguy cơ cao được ghi vào đây khi báo cáo được trình."
    reached = "các nhóm nguy cơ cao được tuyên truyền, giáo dục kỹ năng phòng ngừa"
    if said == disclosure.NOT_TOLD:
        return f"Người thuộc {reached}; số lượt không nêu, để không suy ra số nhỏ."
    text = f"Có {shown.text(whole, said)} lượt người thuộc {reached}"
    if said:
        return f"{text}."
    values = {code: told.of("risk_attendance_count", code) for code, _ in told.groups}
    kept_back = [code for code, value in values.items() if value and ("risk_attendance_count", code) in told.hidden]
    parts = [
        f"{vietnamese.uncapitalised(name)} {_n(values[code])} lượt"
        for code, name in told.groups
        if values[code] and code not in kept_back
    ]
    if parts:
        text += f", gồm: {'; '.join(parts)}"
        return f"{text}; số của các nhóm còn lại không nêu, để không suy ra số nhỏ." if kept_back else f"{text}."
    return f"{text}."


def _funding(told: Figures) -> str:
    cost = told.of("activity_cost_vnd")
    return f"Kinh phí đã ghi ở các việc là {numbers.format_number(cost)} đồng." if cost else ""


def _strengths(told: Figures) -> str:
    if not told.of("record_count"):
        return ""
    grown = [
        word
        for code, word in (("activity_count", "số buổi tuyên truyền"), ("attendance_count", "số lượt người dự"))
        if (before := told.earlier(code)) is not None and told.of(code) > before
    ]
    text = f"Công tác tuyên truyền được duy trì trong kỳ ở {told.unit_in_sentence}"
    if told.area_count and told.of("area_reached_count") >= told.area_count:
        text += "; mọi khu dân cư đều có hoạt động"
    if told.of("joint_activity_count"):
        text += "; Mặt trận và các tổ chức thành viên có phối hợp"
    if grown:
        text += f"; {' và '.join(grown)} tăng so với {told.before_label}"
    return f"{text}."


def _weaknesses(told: Figures) -> str:
    sentences = []
    missing = told.area_count - told.of("area_reached_count")
    if told.area_count and missing > 0 and not told.is_partial:
        sentences.append(f"Còn {_n(missing)} khu dân cư chưa có hoạt động nào trong kỳ.")
    untouched = [vietnamese.uncapitalised(name) for name in _untouched(told)]
    if untouched and len(untouched) < len(told.groups):
        sentences.append(f"Chưa ghi nhận hoạt động đến được với: {'; '.join(untouched)}.")
    if told.late_names:
        sentences.append(f"Còn {_n(len(told.late_names))} đơn vị chậm báo cáo.")
    return " ".join(sentences)


def _untouched(told: Figures) -> list[str]:
    """Groups told as not reached; a 0 that is kept back is no such group."""
    key = "risk_attendance_count"
    return [name for code, name in told.groups if not told.of(key, code) and not told.hidden.get((key, code))]


def _next(told: Figures) -> str:
    text = f"{told.body_name} tiếp tục thực hiện kế hoạch, duy trì tuyên truyền ở khu dân cư"
    if not told.is_partial and told.of("area_reached_count") < told.area_count:
        text += ", ưu tiên những khu dân cư chưa có hoạt động"
    if _untouched(told):
        text += " và những nhóm nguy cơ cao chưa được tiếp cận"
    return f"{text}."


def _listed(*pairs: tuple[int, str]) -> str:
    return list_names([f"{_n(count)} {word}" for count, word in pairs if count])


def _paragraphs(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _n(value: int) -> str:
    """In running text small counts are written with two digits, as official documents do: 05, 12, 1.234."""
    return numbers.two_digits(value)
