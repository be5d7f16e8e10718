"""A promise over two tables, which no check constraint can make: nobody from a group came who did not come at all."""

from collections.abc import Sequence
from dataclasses import dataclass

_TOO_MANY_IN_GROUP = (
    "EXISTS (SELECT 1 FROM outreach_activity AS whole "
    "WHERE whole.id = NEW.activity_id AND whole.attendance_count < NEW.count)"
)
_TOO_FEW_IN_ALL = (
    "EXISTS (SELECT 1 FROM outreach_riskattendance AS part "
    "WHERE part.activity_id = NEW.id AND part.count > NEW.attendance_count)"
)


@dataclass(frozen=True)
class GroupsArePartOfAll:
    """Attendances of each risk group are at most the activity's; a person may be in several groups, so each alone."""

    name: str = "outreach_groups_are_part_of_all"

    def statements(self, vendor: str) -> Sequence[str]:
        triggers = (
            ("group_insert", "BEFORE INSERT ON outreach_riskattendance", _TOO_MANY_IN_GROUP),
            ("group_update", "BEFORE UPDATE ON outreach_riskattendance", _TOO_MANY_IN_GROUP),
            ("whole_update", "BEFORE UPDATE OF attendance_count ON outreach_activity", _TOO_FEW_IN_ALL),
        )
        made: list[str] = []
        for suffix, moment, wrong in triggers:
            trigger = f"{self.name}_{suffix}"
            table = moment.rsplit(" ", 1)[-1]
            if vendor == "sqlite":
                made += [
                    f"DROP TRIGGER IF EXISTS {trigger}",
                    f"CREATE TRIGGER {trigger} {moment} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
                ]
            else:
                made += [
                    f"CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN IF {wrong} THEN RAISE EXCEPTION '{self.name}' "
                    f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
                    f"DROP TRIGGER IF EXISTS {trigger} ON {table}",
                    f"CREATE TRIGGER {trigger} {moment} FOR EACH ROW EXECUTE FUNCTION {trigger}()",
                ]
        return made
