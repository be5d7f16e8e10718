"""What units hand to analytics: the dated tree, and how communes stood as to drugs."""

from vandong.kernel.facts import Fact

FACTS = (
    Fact(
        name="ancestry",
        columns={
            "descendant_id": "int64",
            "ancestor_id": "int64",
            "depth": "int64",
            "ancestor_level": "string",
            "valid_from": "date",
            "valid_until": "date",  # an open end is 9999-12-31
        },
        sql=(
            "SELECT a.descendant_id, a.ancestor_id, a.depth, u.level AS ancestor_level, a.valid_from, "
            "COALESCE(a.valid_until, '9999-12-31') AS valid_until "
            "FROM units_ancestry AS a JOIN units_unit AS u ON u.id = a.ancestor_id"
        ),
    ),
    Fact(
        name="standing",
        columns={
            "unit_id": "int64",
            "kind": "string",  # of units.StandingKind
            "valid_from": "date",
            "valid_until": "date",  # an open end is 9999-12-31
        },
        sql=(
            "SELECT s.unit_id, s.kind, s.valid_from, COALESCE(s.valid_until, '9999-12-31') AS valid_until "
            "FROM units_unitstanding AS s"
        ),
    ),
)
