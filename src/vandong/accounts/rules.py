"""Pure rules of accounts: user names, one-time passwords, and what the rows of a workbook would do. No database."""

import re
import secrets
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from vandong.kernel import vietnamese

SLIP_DAYS = 14  # how long a one-time password opens the door
CAPABILITIES = ("record", "approve", "coordinate", "liaise", "administer")  # what may be given; everyone may view

# What is read off paper and typed on a phone: no 0/o, 1/l/i.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58}[a-z0-9])")
_PHONE = re.compile(r"\+?\d{8,14}")


def one_time_password() -> str:
    """Twelve characters in three groups, about 59 bits: "k7m4-pq2x-9hdt"."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def slip_expires_on(today: date) -> date:
    """The last day a slip issued today opens the door."""
    return today + timedelta(days=SLIP_DAYS)


def tidy_username(text: str) -> str:
    return vietnamese.tidy(text).lower()


def is_username(text: str) -> bool:
    """3 to 60 characters: a–z, 0–9, and . - _ inside."""
    return bool(_USERNAME.fullmatch(text))


def suggest_username(unit_name: str, unit_code: str) -> str:
    """ "Hồng Phong", "11203" → "hongphong.11203": stable, so that a second template suggests the same."""
    name = re.sub(r"[^a-z0-9]", "", vietnamese.search_key(unit_name))[:40] or "donvi"
    return f"{name}.{unit_code.lower()}"


def tidy_phone(text: str) -> str:
    """Digits only, "+84…" kept; "" for nothing. Raises ValueError for what is no phone number."""
    digits = re.sub(r"[\s().\-\u00a0]", "", text)
    if not digits:
        return ""
    if re.fullmatch(r"[1-9]\d{8}", digits):  # a spreadsheet took the leading zero
        digits = f"0{digits}"
    if not _PHONE.fullmatch(digits):
        raise ValueError(text)
    return digits


# ---- the workbook of accounts ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class SheetRow:
    """One filled row as read, tidy but not yet judged."""

    number: int  # of the row in the sheet, as its owner sees it
    unit_code: str
    username: str
    full_name: str
    title: str
    phone: str
    capabilities: tuple[str, ...]


@dataclass(frozen=True)
class KnownUnit:
    id: int
    name: str


@dataclass(frozen=True)
class KnownAccount:
    id: int
    full_name: str
    unit_ids: frozenset[int]  # where they hold a standing appointment
    is_waiting: bool  # has never chosen a password of their own


@dataclass(frozen=True)
class RowPlan:
    """What a row would do: "new", "known" (nothing), "waiting" (known, never signed in) or "problem"."""

    row: SheetRow
    outcome: str
    unit: KnownUnit | None
    account_id: int | None
    problem: str = ""


def plan_rows(
    rows: Iterable[SheetRow],
    units: Mapping[str, KnownUnit],
    accounts: Mapping[str, KnownAccount],
    may_be_new_in: Set[int] | None = None,
) -> list[RowPlan]:
    """Judge each row against the units in scope (by code) and every account there is (by user name). New accounts only
    in the units `may_be_new_in`; in others of the scope a row may still name somebody who is there."""
    plans: list[RowPlan] = []
    seen: dict[str, int] = {}
    for row in rows:
        plan = _plan_row(row, units, accounts, seen)
        if plan.outcome == "new" and plan.unit and may_be_new_in is not None and plan.unit.id not in may_be_new_in:
            told = f"{plan.unit.name} không nhận tài khoản từ bảng. Xin cấp từng người ở trang Tài khoản."
            plan = RowPlan(row, "problem", plan.unit, None, told)
        plans.append(plan)
        seen.setdefault(row.username, row.number)
    return plans


def _plan_row(
    row: SheetRow, units: Mapping[str, KnownUnit], accounts: Mapping[str, KnownAccount], seen: Mapping[str, int]
) -> RowPlan:
    unit = units.get(row.unit_code)
    known = accounts.get(row.username)

    def problem(sentence: str) -> RowPlan:
        return RowPlan(row, "problem", unit, None, sentence)

    if unit is None:
        return problem(f"Không có đơn vị mã “{row.unit_code}” trong phạm vi của anh/chị. Xin xem lại mã đơn vị.")
    if not row.full_name:
        return problem("Thiếu họ và tên. Xin điền họ tên đầy đủ, có dấu.")
    if len(row.full_name) > 120 or len(row.title) > 120:
        return problem("Họ tên hoặc chức danh dài quá 120 ký tự. Xin viết gọn lại.")
    if row.username in seen:
        return problem(f"Tên đăng nhập “{row.username}” trùng với hàng {seen[row.username]}. Xin đổi một trong hai.")
    try:
        tidy_phone(row.phone)
    except ValueError:
        return problem(f"Số điện thoại “{row.phone}” chưa đúng. Xin xem lại hoặc để trống.")
    if known is not None:
        same_person = unit.id in known.unit_ids and vietnamese.search_key(known.full_name) == vietnamese.search_key(
            row.full_name
        )
        if not same_person:
            return problem(f"Tên đăng nhập “{row.username}” đã có người khác dùng. Xin chọn tên khác.")
        return RowPlan(row, "waiting" if known.is_waiting else "known", unit, known.id)
    if not is_username(row.username):
        return problem(
            f"Tên đăng nhập “{row.username}” chưa đúng. Xin dùng 3 đến 60 ký tự: chữ thường không dấu, số, dấu chấm."
        )
    if not row.title:
        return problem("Thiếu chức danh. Xin điền chức danh, ví dụ “Cán bộ Mặt trận”.")
    if not row.capabilities:
        return problem("Chưa đánh dấu việc được làm. Xin đánh “x” vào ít nhất một cột việc.")
    return RowPlan(row, "new", unit, None)
