"""Words taken over from the plan above that are probably written wrongly: shown with the right ones, and written right
only where a person says so. Pure.

The plan above keeps its own words for ever; what this unit signs need not repeat its slips.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vandong.kernel.vietnamese import capitalised
from vandong.programme.reader import flags_text

ALL = "*"  # what the button sends that mends every one


@dataclass(frozen=True)
class Slip:
    """`wrong` in small letters, as it stands `count` times in the parts named by `where`."""

    wrong: str
    right: str
    count: int
    where: tuple[str, ...]


def slips(texts: Mapping[str, str]) -> tuple[Slip, ...]:
    """Of texts by the name of their part, in the order they are met."""
    found: dict[str, Slip] = {}
    for name, text in texts.items():
        low = flags_text.lowered(text)
        each = [(wrong, right, len(places)) for wrong, right, places in flags_text.misspelt(low)]
        each += [(twice[0], twice[1], 1) for twice in flags_text.TWICE.finditer(low)]
        for wrong, right, count in each:
            known = found.get(wrong, Slip(wrong, right, 0, ()))
            where = known.where if name in known.where else (*known.where, name)
            found[wrong] = Slip(wrong, right, known.count + count, where)
    return tuple(found.values())


def mended(text: str, chosen: Collection[Slip]) -> str:
    """The text with the chosen ones written right; a capital stays one."""
    for slip in chosen:
        text = re.sub(
            rf"(?<!\w){re.escape(slip.wrong)}(?!\w)",
            lambda found, right=slip.right: _like(found[0], right),  # type: ignore[misc]
            text,
            flags=re.IGNORECASE,
        )
    return text


def _like(written: str, right: str) -> str:
    if written.isupper():
        return right.upper()
    return capitalised(right) if written[:1].isupper() else right
