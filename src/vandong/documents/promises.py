"""An issued document stays what it is: only the kept PDF and, once, the signed scan are ever written beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

_FROZEN = [
    "body_id",
    "unit_id",
    "source_type",
    "source_id",
    "registered_number_id",
    "document_type",
    "symbol",
    "dated_on",
    "subject",
    "profile",
    "is_demonstration",
    "content_hash",
    "docx_file_id",
    "issued_at",
    "issued_by_label",
]
_SIGNED = ["state", "scan_file_id", "clerk_number", "signed_on", "signed_recorded_at", "signed_recorded_by_label"]


@dataclass(frozen=True)
class IssuedStays:
    """No delete; no change of what was issued; no change of a signature once recorded."""

    table: str = "documents_officialdocument"

    @property
    def name(self) -> str:
        return f"{self.table}_stays"

    def statements(self, vendor: str) -> Sequence[str]:
        differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
        same_json = "OLD.content" if vendor == "sqlite" else "OLD.content::text"
        frozen = [f"OLD.{column} {differs} NEW.{column}" for column in _FROZEN]
        frozen.append(f"{same_json} {differs} {same_json.replace('OLD', 'NEW')}")
        signed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in _SIGNED)
        changed = f"({' OR '.join(frozen)} OR (OLD.state = 'signed' AND ({signed})))"
        if vendor == "sqlite":
            return [
                statement
                for verb, condition in (("UPDATE", changed), ("DELETE", "1 = 1"))
                for statement in (
                    f"DROP TRIGGER IF EXISTS {self.name}_{verb.lower()}",
                    f"CREATE TRIGGER {self.name}_{verb.lower()} BEFORE {verb} ON {self.table} "
                    f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
                )
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF TG_OP = 'DELETE' OR {changed} THEN RAISE EXCEPTION '{self.name}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]
