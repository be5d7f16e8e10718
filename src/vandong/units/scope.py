"""Whose records a unit may read on a day, as one SQL statement.

Written by hand because every page asks it several times: the same through the ORM (three models, five joins, a union)
took Django longer to put together, each time, than the database took to answer. Plain SQL of both databases.
"""

from datetime import date

from django.db.models.expressions import RawSQL

from vandong.units.models import Ancestry, Lineage, Unit

_ANCESTRY, _UNIT, _LINEAGE = (model._meta.db_table for model in (Ancestry, Unit, Lineage))
_SQL = f"""
SELECT descendant_id FROM {_ANCESTRY}
 WHERE ancestor_id = %s AND valid_from <= %s AND (valid_until IS NULL OR valid_until > %s)
UNION ALL
SELECT ended.descendant_id FROM {_ANCESTRY} ended JOIN {_UNIT} gone ON gone.id = ended.descendant_id
 WHERE ended.ancestor_id = %s AND ended.valid_until <= %s AND gone.valid_until = ended.valid_until
UNION ALL
SELECT older.descendant_id FROM {_LINEAGE} line
  JOIN {_ANCESTRY} older ON older.ancestor_id = line.predecessor_id
  JOIN {_UNIT} place ON place.id = older.descendant_id
 WHERE line.until < %s
   AND line.unit_id IN (
     SELECT descendant_id FROM {_ANCESTRY}
      WHERE ancestor_id = %s AND valid_from <= %s AND (valid_until IS NULL OR valid_until > %s))
   AND older.valid_from <= line.until
   AND (older.valid_until IS NULL OR older.valid_until > line.until OR older.valid_until = place.valid_until)
"""  # noqa: S608  names of our own tables


def readable(unit_id: int, on: date) -> RawSQL:
    """Ids of the subtree on that day; of the units that ended while they stood below; and the same of every unit that
    those of the subtree succeeded, as it last stood (`Lineage.until` is inclusive)."""
    day = on.isoformat()
    here = (unit_id, day, day)
    return RawSQL(_SQL, (*here, unit_id, day, day, *here))  # noqa: S611  no text of a user's
