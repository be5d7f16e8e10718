"""Which unit a person means by what they wrote. Pure: the units there are come in, words come in, an answer comes out.

An answer is "exact" only if nothing else could be meant: a code, the name (its kind may be left out), and, where a
name is borne twice, who it stands under. Whatever needed a guess (another kind, other marks, a letter wrong, a name
from before a merger) is "likely" and says why; a person must say yes to it. Else "unclear", with candidates.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vandong.kernel import vietnamese
from vandong.kernel.numbers import format_day

_ABBREVIATED = {
    "x": "xa", "p": "phuong", "tt": "thi tran", "tx": "thi xa", "tp": "thanh pho", "h": "huyen", "q": "quan",
    "kdc": "khu dan cu", "tdp": "to dan pho", "kp": "khu pho", "t": "tinh",
}  # fmt: skip
_KINDS = (
    "thi tran", "dac khu", "xa", "phuong", "thi xa", "thanh pho", "huyen", "quan", "tinh", "thon", "khu dan cu",
    "to dan pho", "khu pho", "xom", "ap", "ban", "lang", "buon", "khom", "tieu khu",
)  # fmt: skip
_BEFORE = re.compile(
    r"^(ubmttq( viet nam)?|uy ban (mat tran to quoc|mttq)( viet nam)?|uy ban mat tran|mat tran( to quoc)?|"
    r"mttq|mttqvn|ban thuong truc|ubnd|ban cong tac mat tran|bctmt|btt) "
)
_HERE = re.compile(r"(toan|ca|tai)? ?(xa|phuong|thi tran|dia ban|huyen|tinh|don vi)( nha)?")
_BREAKS = re.compile(r"\s*[,;/|]\s*|\s+[-–—]\s+|\s*[()]\s*")
_PARENT_WORD = re.compile(r"(?<=\S)\s+(?=(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\s)", re.IGNORECASE)
_MOST_CANDIDATES = 4


@dataclass(frozen=True)
class Named:
    """A unit that may be meant. `above` are the names of those it stands under, with and without their kind."""

    id: int
    code: str
    kind: str
    name: str
    shown: str  # "xã Hồng Phong, huyện Ninh Giang"
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class Former:
    """A unit that ended, and who took it over."""

    kind: str
    name: str
    ended_on: date
    heir_ids: tuple[int, ...]


@dataclass(frozen=True)
class Meant:
    """What was understood. `unit_id` is None unless `how` is "exact" or "likely"."""

    how: str  # "exact", "likely", "unclear"
    unit_id: int | None = None
    shown: str = ""
    why: str = ""
    candidates: tuple[str, ...] = ()


class UnitNames:
    """The units that may be meant; `home_id` is whom "toàn xã" means."""

    def __init__(self, units: Iterable[Named], formers: Iterable[Former] = (), home_id: int | None = None) -> None:
        self._units = {unit.id: unit for unit in units}
        self._home = self._units.get(home_id) if home_id is not None else None
        self._by_code: dict[str, list[Named]] = {}
        self._by_full: dict[str, list[Named]] = {}
        self._by_name: dict[str, list[Named]] = {}
        for unit in self._units.values():
            self._by_code.setdefault(unit.code.lower(), []).append(unit)
            self._by_full.setdefault(_key(f"{unit.kind} {unit.name}"), []).append(unit)
            name = _key(unit.name)
            self._by_name.setdefault(name, []).append(unit)
        self._formers: dict[str, list[Former]] = {}
        for former in formers:
            for key in {_key(f"{former.kind} {former.name}"), _key(former.name)}:
                self._formers.setdefault(key, []).append(former)
        self._answers: dict[tuple[str, tuple[str, ...]], Meant] = {}

    def meant(self, text: str, within: Sequence[str] = ()) -> Meant:
        """Whom the text means; `within` are names it is said to stand under (headings of sections, a district's
        column): they decide between bearers of one name."""
        question = (text, tuple(within))
        if question not in self._answers:
            self._answers[question] = self._answer(text, question[1])
        return self._answers[question]

    def by_code(self, code: str) -> Meant:
        """The bearer of an official code, which a spreadsheet may have taken the leading zeros from."""
        code = code.strip().lower()
        found = self._by_code.get(code) or next(
            (units for known, units in self._by_code.items() if known.lstrip("0") == code.lstrip("0") and code), []
        )
        if len(found) == 1:
            return Meant("exact", found[0].id, found[0].shown)
        return Meant("unclear", why=f"Không có đơn vị mã “{code}” trong phạm vi của anh/chị.")

    # ---- how ------------------------------------------------------------------------------------------------

    def _answer(self, text: str, within: tuple[str, ...]) -> Meant:
        text = vietnamese.tidy(text)
        if re.fullmatch(r"\d{2,6}(-\d{1,3})?", text) and (found := self.by_code(text)).how == "exact":
            return found
        if self._home is not None and _HERE.fullmatch(_key(text)):
            return Meant("exact", self._home.id, self._home.shown)
        for said, above in _ways_to_read(text):
            answer = self._named(said, above, within)
            if answer is not None:
                return answer
        return self._older(text) or self._misspelt(text, within)

    def _named(self, said: str, above: Sequence[str], within: Sequence[str]) -> Meant | None:
        """By name, with or without kind; None where no unit is called so."""
        key = _expanded(said)
        kind, name = _without_kind(key)
        full, by_name = self._by_full.get(key, []), self._by_name.get(name, [])
        # An area's own name may begin with a word that is a kind ("Khu 3"): the whole key is a name then.
        bare = self._by_name.get(key, []) if kind else []
        found = full or bare or by_name
        if not found:
            return None
        why = "" if full or bare or not kind else f"trong danh mục là {found[0].kind}, trong bảng viết khác"
        if above:
            inside = [unit for unit in found if all(_stands_under(unit, one) for one in above)]
            if not inside:
                return None
            found = inside
        if len(found) > 1 and within:
            found = [unit for unit in found if any(_stands_under(unit, one) for one in within)] or found
        elif len(found) == 1 and within and not any(_stands_under(found[0], one) for one in within):
            known = [one for one in within if self._is_somewhere(one)]
            why = why or (f"không thuộc “{known[-1]}” như bảng đang xếp" if known else "")
        if len(found) > 1:
            marked = [unit for unit in found if _same_marks(said, unit)]
            if len(marked) != 1 or len({_marks(unit.name) for unit in found}) == 1:
                return self._unclear("có nhiều đơn vị cùng tên", found)
            found = marked
        unit = found[0]
        if not why and not _same_marks(said, unit) and _has_marks(said):
            why = "viết khác dấu"
        return Meant("likely" if why else "exact", unit.id, unit.shown, why)

    def _older(self, text: str) -> Meant | None:
        """By a name from before a merger."""
        for said, _above in _ways_to_read(text):
            formers = self._formers.get(_expanded(said)) or self._formers.get(_without_kind(_expanded(said))[1])
            if not formers:
                continue
            heirs = {unit_id for former in formers for unit_id in former.heir_ids}
            known = [self._units[unit_id] for unit_id in sorted(heirs) if unit_id in self._units]
            if len(heirs) == len(known) == len(formers) == 1:
                unit, former = known[0], formers[0]
                gone = f"{former.kind} {former.name}"
                return Meant("likely", unit.id, unit.shown, f"{gone} đã nhập vào từ {format_day(former.ended_on)}")
            if known:
                return self._unclear("đơn vị cũ này đã chia về nhiều nơi", known)
        return None

    def _misspelt(self, text: str, within: Sequence[str]) -> Meant:
        """By the nearest name: a letter or two wrong, and no other name as near."""
        said = next((said for said, above in _ways_to_read(text) if above), text)
        key = _expanded(said)
        kind, name = _without_kind(key)
        near: list[tuple[int, Named]] = []
        for bearers_key, bearers in self._by_name.items():
            limit = _allowed(name)
            apart = _apart(name, bearers_key, limit + 1)
            if apart <= limit + 1:
                near += [(apart + (1 if kind and _key(unit.kind) != kind else 0), unit) for unit in bearers]
        if within:
            near = [one for one in near if any(_stands_under(one[1], name) for name in within)] or near
        near.sort(key=lambda one: one[0])
        if near and near[0][0] <= _allowed(name):
            nearest = [unit for apart, unit in near if apart == near[0][0]]
            if len(nearest) == 1 and (len(near) == 1 or near[1][0] > near[0][0]):
                return Meant("likely", nearest[0].id, nearest[0].shown, "viết khác một, hai chữ")
            return self._unclear("gần giống nhiều đơn vị", nearest)
        return self._unclear("không có đơn vị nào tên như vậy", [unit for _, unit in near])

    def _unclear(self, why: str, candidates: Sequence[Named]) -> Meant:
        return Meant("unclear", why=why, candidates=tuple(unit.shown for unit in candidates[:_MOST_CANDIDATES]))

    def _is_somewhere(self, name: str) -> bool:
        """Whether any unit here stands under a unit of that name: else it is a heading about something else."""
        return any(_stands_under(unit, name) for unit in self._units.values())


def _ways_to_read(text: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """(name, names it stands under), the plainest way first."""
    yield text, ()
    parts = [part for part in _BREAKS.split(text) if part]
    if len(parts) > 1:
        yield parts[0], tuple(parts[1:])
    words = [part for part in _PARENT_WORD.split(text) if part]
    if len(words) > 1:
        yield words[0].strip(" ,-"), tuple(one.strip(" ,-") for one in words[1:])


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    return vietnamese.search_key(text)


def _expanded(text: str) -> str:
    """The search key, an abbreviated kind written out and the name of a body before it left off."""
    key = re.sub(r"^(\w{1,3})\s*\.\s*", r"\1 ", text.strip())
    key = _BEFORE.sub("", _key(key))
    first, _, rest = key.partition(" ")
    return f"{_ABBREVIATED[first]} {rest}" if rest and first in _ABBREVIATED else key


def _without_kind(key: str) -> tuple[str, str]:
    for kind in _KINDS:
        if key.startswith(f"{kind} "):
            return kind, key[len(kind) + 1 :]
    return "", key


def _stands_under(unit: Named, name: str) -> bool:
    key = _expanded(name)
    _, bare = _without_kind(key)
    return key in unit.above or (key == bare and bare in unit.above) or name.strip() in unit.above


def _marks(text: str) -> str:
    """Lower case, one way of placing the tone: "Hoà" and "hòa" are one."""
    return _placed(vietnamese.tidy(text).lower())


_OLD_PLACES = str.maketrans({"ý": "í", "ỳ": "ì", "ỷ": "ỉ", "ỹ": "ĩ", "ỵ": "ị", "y": "i"})
_TONE_PAIRS = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"),
    ("oẽ", "õe"), ("oẹ", "ọe"), ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip


def _placed(text: str) -> str:
    for old, new in _TONE_PAIRS:
        text = text.replace(old, new)
    return text.translate(_OLD_PLACES)


def _has_marks(text: str) -> bool:
    return _key(text) != re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def _same_marks(said: str, unit: Named) -> bool:
    """Whether the name, as written with its marks, ends like the unit's own."""
    return _marks(said).endswith(_marks(unit.name))


def _allowed(name: str) -> int:
    """How many letters may be wrong in a name of this length."""
    return 0 if len(name) < 4 or any(c.isdigit() for c in name) else 1 if len(name) < 9 else 2


def _apart(a: str, b: str, limit: int) -> int:
    """Letters to add, take, change or swap to make one of the other; `limit` + 1 where it is more than `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    two_before: list[int] = []
    before = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        row = [i]
        for j, right in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        two_before, before = before, row
    return before[-1]
