"""The plan as plain data: the answer of `vandong plan read --json` (docs/plan-reader.md)."""

import json
from datetime import date
from typing import Any

from vandong.programme.reader.plan import Baseline, Deadline, Instrument, Named, Plan, Section, Span, Target, Task

Answer = dict[str, Any]  # JSON itself: the one place where a dictionary is the shape


def to_json(plan: Plan, *, indent: int | None = None) -> str:
    return json.dumps(to_data(plan), ensure_ascii=False, indent=indent)


def to_data(plan: Plan) -> Answer:
    head = plan.document
    return {
        "document": {
            "type": head.type,
            "number": head.number,
            "issued_on": _day(head.issued_on),
            "issuer": head.issuer,
            "subject": head.subject,
            "signer": {"name": head.signer.name, "title": head.signer.title, "on_behalf_of": head.signer.on_behalf_of},
            "addressees": list(head.addressees),
            "recipients": list(head.recipients),
            "legal_bases": [_instrument(basis, "subject") for basis in head.legal_bases],
        },
        "sections": [_section(section) for section in plan.sections],
        "targets": [_target(target) for target in plan.targets],
        "tasks": [_task(task) for task in plan.tasks],
        "deadlines": [_deadline(deadline) for deadline in plan.deadlines],
        "risk_groups": [_named(name) for name in plan.risk_groups],
        "models": [_named(name) for name in plan.models],
        "movements": [_named(name) for name in plan.movements],
        "channels": [_named(name) for name in plan.channels],
        "instruments": [_instrument(instrument, "title") for instrument in plan.instruments],
        "flags": [{"code": f.code, "message": f.message, "span": _span(f.span)} for f in plan.flags],
    }


def item_data(item: Target | Task | Deadline | Named) -> Answer:
    """One item alone."""
    if isinstance(item, Target):
        return _target(item)
    if isinstance(item, Task):
        return _task(item)
    return _deadline(item) if isinstance(item, Deadline) else _named(item)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _named(name: Named) -> Answer:
    return {"text": name.text, "span": _span(name.span)}


def _instrument(item: Instrument, subject: str) -> Answer:
    return {
        "type": item.type,
        "number": item.number,
        "issued_on": _day(item.issued_on),
        "issuer": item.issuer,
        subject: item.subject,
        "span": _span(item.span),
    }


def _section(section: Section) -> Answer:
    return {
        "label": section.label,
        "title": section.title,
        "level": section.level,
        "span": _span(section.span),
        "children": [_section(child) for child in section.children],
    }


def _baseline(baseline: Baseline | None) -> Answer | None:
    if baseline is None:
        return None
    return {"from": _day(baseline.from_on), "to": _day(baseline.to_on), "text": baseline.text}


def _target(target: Target) -> Answer:
    return {
        "kind": target.kind,
        "value": target.value,
        "unit": target.unit,
        "subject": target.subject,
        "baseline": _baseline(target.baseline),
        "due": _day(target.due),
        "scope": target.scope,
        "holder": target.holder,
        "recurs": target.recurs,
        "span": _span(target.span),
    }


def _task(task: Task) -> Answer:
    return {
        "text": task.text,
        "levels": list(task.levels),
        "lead": task.lead,
        "partners": list(task.partners),
        "section": task.section,
        "due": _day(task.due),
        "span": _span(task.span),
    }


def _deadline(deadline: Deadline) -> Answer:
    return {
        "kind": deadline.kind,
        "recurs": deadline.recurs,
        "month": deadline.month,
        "day": deadline.day,
        "date": _day(deadline.date),
        "starts_on": _day(deadline.starts_on),
        "from": deadline.from_body,
        "to": deadline.to_body,
        "via": deadline.via,
        "section": deadline.section,
        "span": _span(deadline.span),
    }
