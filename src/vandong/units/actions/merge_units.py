"""Merge units, or divide one among several: predecessors end, a successor takes over, the areas go with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from vandong.kernel import audit, vietnamese
from vandong.units import tree
from vandong.units.actions.open_unit import begin_unit
from vandong.units.errors import EndAlreadyDecided, MergerUnsound, UnitNotStanding
from vandong.units.models import ParentEdge, Succession, Unit
from vandong.units.spans import valid_on


@dataclass(frozen=True)
class NewUnit:
    """A successor that the merger itself founds."""

    code: str
    kind: str
    name: str
    parent_id: int


@transaction.atomic
def merge_units(
    *,
    by: audit.Actor,
    predecessors: Sequence[tuple[int, Decimal | None]],
    successor: NewUnit | int,
    on: date,
    legal_reference: str,
    now: datetime,
) -> int:
    """From `on` the successor stands in place of the predecessors; returns its id.

    `predecessors` are (id, share): 1 = wholly taken over, None or less = divided, share unknown or known. A wholly
    taken over unit's children go on under the successor. A divided one is named once for each of its successors (by
    as many calls on the same day); its children stand under nobody from `on` until `move_unit` places each.
    `successor` is new, or an existing unit of the level that goes on. Only rows that change are closed and reopened.
    """
    rows = _sound(predecessors, successor, on)
    level = rows[0].level
    ending = [row.id for row in rows if row.valid_until is None or row.valid_until > on]
    children = list(
        ParentEdge.objects.filter(parent_id__in=ending)
        .exclude(valid_until__isnull=False, valid_until__lte=on)
        .select_related("child")
    )
    tree.end_units(ending, on)
    tree.cut_edges(ParentEdge.objects.filter(parent_id__in=ending), on)
    if isinstance(successor, NewUnit):
        successor_id = begin_unit(
            level=level,
            code=successor.code,
            kind=successor.kind,
            name=successor.name,
            parent_id=successor.parent_id,
            valid_from=on,
        )
    else:
        successor_id = successor
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=unit_id,
            successor_id=successor_id,
            on=on,
            share=share,
            legal_reference=vietnamese.tidy(legal_reference),
        )
        for unit_id, share in predecessors
    )
    whole = {unit_id for unit_id, share in predecessors if share == 1}
    moving = [edge for edge in children if edge.parent_id in whole]
    ParentEdge.objects.bulk_create(
        row
        for edge in moving
        for row in tree.edges(edge.child_id, successor_id, max(on, edge.valid_from), edge.child.valid_until)
    )
    list(tree.renew_ancestry(tree.below([*ending, *(edge.child_id for edge in children)])))
    list(tree.renew_lineage(tree.heirs([successor_id])))
    audit.record(
        by=by,
        at=now,
        action="units.unit.merged",
        subject_type="units.unit",
        subject_id=successor_id,
        subject_label=Unit.objects.get(id=successor_id).full_name,
        unit_id=successor_id,
        note=f"{legal_reference}: tiếp nhận {', '.join(row.name_in_sentence for row in rows)}"[:500],
    )
    return successor_id


def _sound(predecessors: Sequence[tuple[int, Decimal | None]], successor: NewUnit | int, on: date) -> list[Unit]:
    """The predecessors' rows, or a refusal in one sentence."""
    if not predecessors:
        raise MergerUnsound("Chưa chọn đơn vị nào để sáp nhập. Xin chọn ít nhất một đơn vị.")
    ids = [unit_id for unit_id, _ in predecessors]
    if len(set(ids)) != len(ids) or successor in ids:
        raise MergerUnsound("Một đơn vị được chọn hai lần trong cùng một lần sáp nhập. Xin bỏ bớt một lần.")
    if any(share is not None and not 0 < share <= 1 for _, share in predecessors):
        raise MergerUnsound("Phần tiếp nhận phải lớn hơn 0 và không quá 1 (toàn bộ). Xin sửa lại.")
    # Ended on that very day by the call before, for another part of a divided unit: still a predecessor.
    rows = {
        row.id: row
        for row in Unit.objects.filter(id__in=ids, valid_from__lt=on)
        if row.valid_until is None or row.valid_until >= on
    }
    if len(rows) != len(ids):
        raise UnitNotStanding
    if Succession.objects.filter(predecessor_id__in=ids, on__gt=on).exists():
        raise EndAlreadyDecided
    taken = Succession.objects.filter(predecessor_id__in=ids, on=on)
    if any(row.successor_id == successor for row in taken):
        raise MergerUnsound("Lần tiếp nhận này đã được ghi. Không cần ghi thêm.")
    if any(row.share == 1 or dict(predecessors)[row.predecessor_id] == 1 for row in taken):
        raise MergerUnsound("Đơn vị này đã được tiếp nhận toàn bộ vào ngày này. Xin kiểm tra lại phần tiếp nhận.")
    if len({row.level for row in rows.values()}) != 1:
        raise MergerUnsound("Các đơn vị sáp nhập phải cùng một cấp. Xin chọn lại.")
    if isinstance(successor, int):
        heir = Unit.objects.filter(valid_on(on), id=successor).first()
        if heir is None:
            raise UnitNotStanding
        if heir.level != rows[ids[0]].level:
            raise MergerUnsound("Đơn vị tiếp nhận phải cùng cấp với các đơn vị được sáp nhập. Xin chọn lại.")
    return [rows[unit_id] for unit_id in ids]
