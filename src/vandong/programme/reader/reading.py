"""From a text to a plan."""

from vandong.programme.reader import (
    bodies,
    citations,
    context,
    deadlines,
    flags,
    header,
    layout,
    names,
    schedules,
    sections,
    tables,
    targets,
    tasks,
)  # fmt: skip
from vandong.programme.reader import text as normalised
from vandong.programme.reader.context import Setting
from vandong.programme.reader.plan import Instrument, Plan, Target

LONGEST = 4_000_000  # code points: some two thousand pages


class TooLong(ValueError):
    """The text is longer than any plan; nothing was read."""


def read(source: str) -> Plan:
    """Understand a plan document. Deterministic, no clock, no network; the same text always gives the same answer.

    Raises TooLong above LONGEST code points, and nothing else: of a text that is no plan little is understood.
    """
    if len(source) > LONGEST:
        raise TooLong
    text = normalised.of(source)
    parts = layout.parts(text)
    tops, under = sections.grow(text, parts)
    head = header.read(text, parts)
    world = bodies.world(head.issuer, head.issued_on)
    if world.own is None and not bodies.is_of_no_level(
        head.issuer
    ):  # a steering committee's name doesn't say its level; the letterhead above it may
        world = bodies.world(" ".join(text.paragraphs[i].text for i in parts[0].head), head.issued_on)
    setting = context.setting(text, parts, under, head, world.own)

    in_sentences, doubted = targets.find(setting)
    drawn = tables.all_in(setting)
    aims = _in_order([*in_sentences, *tables.targets(setting, drawn)])
    dated, scheduled = schedules.schedule(setting, drawn)
    due = sorted([*deadlines.find(setting, aims), *dated], key=lambda d: d.span)
    work = sorted([*tasks.find(setting, world, aims), *scheduled], key=lambda t: t.span)
    named = names.quoted(setting)
    return Plan(
        text=text.text,
        document=head,
        sections=tuple(top.frozen() for top in tops),
        targets=tuple(aims),
        tasks=tuple(work),
        deadlines=tuple(due),
        risk_groups=names.risk_groups(setting),
        models=named["models"],
        movements=named["movements"],
        channels=named["channels"],
        instruments=_cited(setting),
        flags=flags.find(text, setting, parts, tops, world, aims, work, due, doubted),
    )


def _in_order(found: list[Target]) -> list[Target]:
    return sorted(dict.fromkeys(found), key=lambda target: target.span)


def _cited(setting: Setting) -> tuple[Instrument, ...]:
    """Documents the body cites, once each; the legal bases are told apart in the head."""
    told = {(basis.type, basis.number or basis.subject) for basis in setting.header.legal_bases}
    found: dict[tuple[str, str | None], Instrument] = {}
    for passage in setting.passages:
        for instrument in citations.in_paragraph(passage.paragraph):
            key = (instrument.type, instrument.number or instrument.subject)
            if key not in told:
                found.setdefault(key, instrument)
    return tuple(found.values())
