"""From what the reader understood to what a person is asked about, and from there to a part of the programme.

Pure: no ORM, no clock. `items_of` cuts the reader's answer into single questions in the order of the text;
`values_of` says what a part would hold if the person said yes; `lack_of` why that can't be said yet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vandong.kernel import numbers, vietnamese
from vandong.programme import own_words, rules, suggestions
from vandong.programme.reader import stops
from vandong.programme.reader.answer import Answer

READER_VERSION = 2  # raise when the reader's rules change what a text says
Values = Mapping[str, Any]  # cleaned values of a part's columns, as its form gives them

# Flags that wait for a person's word before the programme is issued.
DECIDED_FLAGS = frozenset({"stale_period", "contradictory_dates", "doubtful_target", "level_without_tasks"})
# Flags that the programme itself asks about: a field of the header, a target's holder, a number in step three.
ASKED_FLAGS = frozenset(
    {"no_number", "no_date", "no_type", "missing_baseline", "missing_denominator", "holder_has_ended"}
)
_GROUND = re.compile(
    r"^(?:trên cơ sở|căn cứ) [^;.]{0,300}?, (?=xây dựng|tổ chức|triển khai|ban hành|chủ động)", re.IGNORECASE
)
# Flags that what a person adds from their sentence answers: flag → the kind of item.
ANSWERED_BY_ADDING = {"level_without_tasks": "task", "doubtful_target": "target"}
# What the header's own lines say in one sentence, and its form asks for.
HEADER_FLAGS = frozenset({"no_number", "no_date"})
_FILE_COPY = re.compile(r"lưu\b(?! trữ| động| vực)", re.IGNORECASE)
TERM_KINDS = ("model", "movement", "channel", "instrument", "recipient")


@dataclass(frozen=True)
class Proposed:
    """One question. `start` and `end` are code points of the normalised text; both None for the document as a whole."""

    kind: str
    start: int | None
    end: int | None
    quote: str
    understood: Answer


def items_of(answer: Answer, text: str) -> tuple[Proposed, ...]:
    """Every question a reading asks, in the order of the text; flags last, first those that wait for a person."""
    found = [_header(answer, text)]
    for kind, key in (
        ("target", "targets"),
        ("task", "tasks"),
        ("deadline", "deadlines"),
        ("risk_group", "risk_groups"),
        ("model", "models"),
        ("movement", "movements"),
        ("channel", "channels"),
    ):
        found += [_at(kind, one, text) for one in answer[key]]
    found += [_at("instrument", {**one, "is_basis": True}, text) for one in answer["document"]["legal_bases"]]
    found += [_at("instrument", {**one, "is_basis": False}, text) for one in answer["instruments"]]
    found += _recipients(answer, text)
    found.sort(key=lambda one: (one.start or 0, one.end or 0))
    flags = [_at("flag", one, text) for one in answer["flags"]]
    flags.sort(key=lambda one: not needs_decision("flag", one.understood))  # those with a number people meet, first
    return (*found, *flags)


def _at(kind: str, understood: Answer, text: str) -> Proposed:
    start, end = understood["span"] or (None, None)
    return Proposed(kind, start, end, text[start:end] if start is not None else "", understood)


def _header(answer: Answer, text: str) -> Proposed:
    """The first lines, up to the first legal basis or section."""
    firsts = [basis["span"][0] for basis in answer["document"]["legal_bases"]]
    firsts += [section["span"][0] for section in answer["sections"][:1]]
    end = min([place for place in firsts if place], default=0)
    end = text.rfind("\n", 0, end) if end else text.find("\n")  # whole lines: a basis begins behind its "Căn cứ"
    end = len(text[: end if end > 0 else len(text)].rstrip())
    understood = {key: value for key, value in answer["document"].items() if key != "legal_bases"}
    starts_on, ends_on = _span_of(answer)
    span = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()} if starts_on and ends_on else {}
    return Proposed("header", 0, max(end, 1), text[:end], {**understood, **span})


def _span_of(answer: Answer) -> tuple[date | None, date | None]:
    """From the year the document is of to the last day it speaks of; None where it names no year."""
    document = answer["document"]
    issued = _day(document["issued_on"])
    bases = [day for basis in document["legal_bases"] if (day := _day(basis["issued_on"]))]
    dues = [day for target in answer["targets"] if (day := _day(target["due"]))]
    dues += [day for deadline in answer["deadlines"] if (day := _day(deadline["date"]))]
    first = issued or max(bases, default=None) or min(dues, default=None)
    years = [int(year) for year in re.findall(r"\b(20\d\d)\b", document["subject"] or "")]
    if first is None and not years:
        return None, None
    starts_on = date(min(years), 1, 1) if years else date(first.year, 1, 1) if first else None
    last = date(max(years), 12, 31) if years else max([*dues, date(first.year, 12, 31)]) if first else None
    return starts_on, last


def _recipients(answer: Answer, text: str) -> list[Proposed]:
    """The reader gives their words; their places are found below the last "Nơi nhận"."""
    place = max(text.rfind("Nơi nhận"), 0)
    found = []
    for name in answer["document"]["recipients"]:
        if _FILE_COPY.match(name):
            continue  # "Lưu: VT" is where the paper is kept; nobody receives it
        at = text.find(name, place)
        if at < 0:
            at, end = place, place + len("Nơi nhận")
        else:
            end = place = at + len(name)
        found.append(Proposed("recipient", at, max(end, at + 1), text[at:end], {"text": name}))
    return found


# ---- what a part would hold -----------------------------------------------------------------------------------------


def values_of(kind: str, understood: Answer | None, quote: str) -> Values:
    """The columns of the part, as the reader would fill them; with nothing understood, what the sentence alone says."""
    return _VALUES[kind](understood or {}, quote)


def _target(said: Answer, quote: str) -> Values:
    value = None if said.get("value") is None else Decimal(str(said["value"]))
    subject = own_words.whole(said.get("subject") or quote, value, quote)
    baseline, holder = said.get("baseline") or {}, said.get("holder") or ""
    kind = said.get("kind") or "other"
    return {
        "kind": kind,
        "subject": clipped(subject, 300),
        "value": None if value is None or abs(value) >= numbers.AMOUNT_LIMIT else value,
        "value_unit": (said.get("unit") or "")[:40],
        "indicator": suggestions.indicator_for(kind, f"{subject} {quote}", said.get("unit") or ""),
        "holder_level": rules.level_named(holder),
        "successor_level": "",
        "baseline_text": clipped(re.sub(r"^so với ", "", baseline.get("text") or "", flags=re.IGNORECASE), 200),
        "baseline_from": _day(baseline.get("from")),
        "baseline_to": _day(baseline.get("to")),
        "due_on": _day(said.get("due")),
        "recurs": said.get("recurs") or "",
        "scope": clipped(said.get("scope") or "", 300),
        "holder_text": clipped(holder, 300),
        "quote": quote,
    }


def _task(said: Answer, quote: str) -> Values:
    text = said.get("text") or quote
    named = [] if said else [rules.level_named(quote)]  # a person points the sentence out: whom it speaks of is a guess
    return {
        "section": (said.get("section") or "")[:60],
        "text": text,
        "short_text": short_task(text, said.get("lead") or ""),
        "levels": [level for level in said.get("levels", named) if level in rules.LEVELS],
        "due_on": _day(said.get("due")),
        "lead": clipped(said.get("lead") or "", 300),
        "partners": clipped("; ".join(said.get("partners", ())), 600),
    }


def _deadline(said: Answer, quote: str) -> Values:
    kind, to, via = said.get("kind") or "other", said.get("to") or "", said.get("via") or ""
    text = quote
    if kind == "report" and to:
        text = f"Báo cáo kết quả thực hiện về {to}" + (f" (qua {via})" if via else "")
    return {
        "kind": kind,
        "recurs": said.get("recurs") or "",
        "month": said.get("month"),
        "day": said.get("day"),
        "on": _day(said.get("date")),
        "starts_on": _day(said.get("starts_on")),
        "from_level": rules.level_named(said.get("from") or ""),
        "to_level": rules.level_named(to),
        "via": clipped(via, 120),
        "text": clipped(text, 300),
        "section": (said.get("section") or "")[:60],
    }


def _risk_group(said: Answer, quote: str) -> Values:
    name = vietnamese.capitalised(said.get("text") or quote)
    return {"name": clipped(name, 160), "short_name": clipped(name, 60)}


def _term(said: Answer, quote: str) -> Values:
    return {"name": clipped(said.get("text") or quote, 400)}


def _instrument(said: Answer, quote: str) -> Values:
    subject = said.get("subject") or said.get("title") or ""
    return {
        "name": clipped(subject or quote, 400),
        "doc_type": (said.get("type") or "")[:60],
        "number": (said.get("number") or "")[:60],
        "dated_on": _day(said.get("issued_on")),
        "issuer": clipped(said.get("issuer") or "", 200),
        "is_basis": bool(said.get("is_basis")),
    }


def _basics(said: Answer, quote: str) -> Values:
    subject = said.get("subject") or ""
    kind = (said.get("type") or "").capitalize()
    title = f"{kind} {vietnamese.uncapitalised(subject)}".strip() or vietnamese.tidy(quote)
    return {
        "title": clipped(title, 400),
        "short_title": short_title(subject or quote),
        "plan_number": (said.get("number") or "")[:60],
        "plan_dated_on": _day(said.get("issued_on")),
        "starts_on": _day(said.get("starts_on")),
        "ends_on": _day(said.get("ends_on")),
    }


_VALUES = {
    "header": _basics,
    "target": _target,
    "task": _task,
    "deadline": _deadline,
    "risk_group": _risk_group,
    "model": _term,
    "movement": _term,
    "channel": _term,
    "recipient": _term,
    "instrument": _instrument,
}


def lack_of(kind: str, values: Values) -> str:
    """Why these values can't stand yet, as a sentence for the person; empty when they can."""
    if kind == "header":
        return _header_lacks(values)
    if kind == "task" and not values["levels"]:
        return "Câu này không nói cấp nào làm. Xin bấm Sửa rồi chọn cấp."
    if kind == "deadline" and not values["recurs"] and values["on"] is None and values["day"] is None:
        return "Câu này không nói ngày nào. Xin bấm Sửa rồi ghi ngày."
    if kind == "deadline" and values["recurs"] == "yearly" and (values["day"] is None or values["month"] is None):
        return "Hạn hằng năm cần cả ngày và tháng. Xin bấm Sửa rồi ghi."
    return ""


def _header_lacks(values: Values) -> str:
    """Everything the first lines don't say, in one sentence."""
    lacking = [] if values["plan_number"] else ["số"]
    lacking += [] if values["plan_dated_on"] else ["ngày ký"]
    lacking += [] if values["starts_on"] and values["ends_on"] else ["thời gian thực hiện"]
    if not lacking:
        return ""
    named = f"{', '.join(lacking[:-1])} và {lacking[-1]}" if lacking[1:] else lacking[0]
    later = " Kế hoạch chưa cấp số thì để trống ô ấy, ghi trước khi ban hành." if "số" in lacking else ""
    return f"Văn bản không ghi {named}. Xin bấm Sửa để ghi.{later}"


def flag_code(understood: Answer | None) -> str:
    """Which flag it is, "" for what is no flag."""
    return str(understood.get("code", "")) if understood else ""


def needs_decision(kind: str, understood: Answer | None) -> bool:
    """Whether a person must decide this item; notes about the writing need nobody."""
    return kind != "flag" or flag_code(understood) in DECIDED_FLAGS


# ---- words ----------------------------------------------------------------------------------------------------------


def clipped(text: str, most: int) -> str:
    """At most `most` characters, cut after a whole word, with "…" where something is left out."""
    text = vietnamese.tidy(text)
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def short_task(text: str, lead: str = "") -> str:
    """What fits a phone: the beginning of what is to be done, without the bullet, who does it, or on what ground."""
    text, lead = re.sub(r"^[-+•*]\s*", "", vietnamese.tidy(text)), vietnamese.tidy(lead)
    named = text.find(lead, 0, 120 + len(lead)) if lead else -1
    if named >= 0:
        without = re.sub(r"^[\s,:]+(?:cần |phải |sẽ )?", "", text[named + len(lead) :])
        text = without if len(without) > 15 else text
    text = _GROUND.sub("", text)
    return clipped(vietnamese.capitalised(stops.first_clause(text)), 100)


def short_title(subject: str) -> str:
    """A heading for a phone: the name between quotes where the subject has one, else its beginning."""
    subject = vietnamese.tidy(subject)
    named = re.search(r"[\"“”]([^\"“”]{8,110})[\"“”]", subject)
    name = named[1] if named else subject
    name = re.sub(r",? (?:giai đoạn|trong năm|năm) \d{4}.*$", "", name) or name
    return clipped(vietnamese.capitalised(name), 80)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
