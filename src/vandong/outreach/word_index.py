"""Which activities may hold given words, without reading them all: an index of words beside the activities.

It is derived, in no backup, and read only where an officer's scope holds more activities than can be read through
(`finding`). Who records waits for none of it: the database notes which activities are new or changed, the schedule
reads those into the index (`actions.index_words`), and a search takes them as candidates meanwhile. So the index never
says that something is there, only where to look: `finding` asks every candidate for the words themselves.

After migrations, a restore, or whatever else the triggers were lifted for, laying the promises makes it anew.
"""
# ruff: noqa: S608, S611  names of our own tables; what is asked travels as a parameter

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

_WORDS, _UNREAD, _ACTIVITIES = "outreach_activity_words", "outreach_activity_unread", "outreach_activity"
LONGEST_WORD = 60  # letters of a word that are looked at; PostgreSQL's index takes no word of thousands


@dataclass(frozen=True)
class WordsAreIndexed:
    """Every activity is in the index of words as it reads now, or noted as unread; under the new name of its unit as
    well as the old one, where that was corrected."""

    name: str = "outreach_words_are_indexed"

    def statements(self, vendor: str) -> Sequence[str]:
        return self._sqlite() if vendor == "sqlite" else self._postgresql()

    def _sqlite(self) -> list[str]:
        lifted = f"NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = '{self.name}_update')"
        made = [
            # Neither texts nor places of words are kept: which activity holds which words is all that is asked.
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {_WORDS} "
            "USING fts5(said, content='', contentless_delete=1, detail='none', tokenize='ascii')",
            f"CREATE TABLE IF NOT EXISTS {_UNREAD} (activity_id INTEGER PRIMARY KEY)",
            f"INSERT INTO {_WORDS}({_WORDS}) SELECT 'delete-all' WHERE {lifted}",
            f"INSERT INTO {_WORDS}(rowid, said) SELECT id, search_key FROM {_ACTIVITIES} WHERE {lifted}",
            f"DELETE FROM {_UNREAD} WHERE {lifted}",
        ]
        note = f"INSERT OR IGNORE INTO {_UNREAD} (activity_id) VALUES"
        moments = {
            "update": (f"AFTER UPDATE OF search_key ON {_ACTIVITIES}", f"{note} (NEW.id)"),
            "delete": (f"AFTER DELETE ON {_ACTIVITIES}", f"{note} (OLD.id)"),
            "unit": (f"AFTER UPDATE OF search_key ON units_unit WHEN {_RENAMED}", _ADD_NAME),
        }
        # New ones are told by their ids, past all that were read: a trigger would have SQLite copy every page that an
        # insert touches, against its failing half-way, and importing would take ten times as long.
        made.append(f"DROP TRIGGER IF EXISTS {self.name}_insert")
        for label, (moment, deed) in moments.items():
            made += [
                f"DROP TRIGGER IF EXISTS {self.name}_{label}",
                f"CREATE TRIGGER {self.name}_{label} {moment} BEGIN {deed}; END",
            ]
        return made

    def _postgresql(self) -> list[str]:
        made = [
            f"CREATE TABLE IF NOT EXISTS {_WORDS} (activity_id bigint PRIMARY KEY, said tsvector NOT NULL)",
            f"CREATE TABLE IF NOT EXISTS {_UNREAD} (activity_id bigint PRIMARY KEY)",
            f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = '{self.name}_insert' "
            f"AND tgrelid = '{_ACTIVITIES}'::regclass) THEN "
            f"TRUNCATE {_WORDS}, {_UNREAD}; DROP INDEX IF EXISTS {_WORDS}_said; "
            f"INSERT INTO {_WORDS} SELECT id, {_READ} FROM {_ACTIVITIES}; END IF; END $$",
            f"CREATE INDEX IF NOT EXISTS {_WORDS}_said ON {_WORDS} USING gin (said)",
        ]
        # A note made again is locked, so that who reads the index in lets alone what is being written just now.
        again = "ON CONFLICT (activity_id) DO UPDATE SET activity_id = EXCLUDED.activity_id"
        note = f"INSERT INTO {_UNREAD} (activity_id)"
        moments = {
            "insert": (
                f"AFTER INSERT ON {_ACTIVITIES} REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
                f"{note} SELECT id FROM added {again}",
            ),
            "update": (
                f"AFTER UPDATE OF search_key ON {_ACTIVITIES} FOR EACH ROW",
                f"{note} VALUES (NEW.id) {again}",
            ),
            "delete": (f"AFTER DELETE ON {_ACTIVITIES} FOR EACH ROW", f"{note} VALUES (OLD.id) {again}"),
            "unit": (f"AFTER UPDATE OF search_key ON units_unit FOR EACH ROW WHEN ({_RENAMED_THERE})", _ADD_NAME),
        }
        for label, (moment, deed) in moments.items():
            trigger = f"{self.name}_{label}"
            made += [
                f"CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {deed}; RETURN NULL; END $$",
                f"DROP TRIGGER IF EXISTS {trigger} ON {moment.split(' ON ')[1].split()[0]}",
                f"CREATE TRIGGER {trigger} {moment} EXECUTE FUNCTION {trigger}()",
            ]
        return made


_RENAMED = "NEW.search_key IS NOT OLD.search_key"
_RENAMED_THERE = "NEW.search_key IS DISTINCT FROM OLD.search_key"
_ADD_NAME = f"UPDATE {_ACTIVITIES} SET search_key = search_key || ' ' || NEW.search_key WHERE unit_id = NEW.id"
_READ = rf"array_to_tsvector(string_to_array(regexp_replace(search_key, '(\S{{{LONGEST_WORD}}})\S+', '\1', 'g'), ' '))"


def candidates(words: Sequence[str], most: int) -> list[int] | None:
    """Ids of activities, anybody's, that may hold words that begin so; every activity that does is among them. None
    where they are more than `most`."""
    told = f"SELECT rowid FROM {_WORDS} WHERE {_HOLDS_SQLITE}" if connection.vendor == "sqlite" else _TOLD
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({told} LIMIT %s) AS told UNION ALL SELECT * FROM ({_unread()} LIMIT %s) AS unread",
            [_asked(words), most + 1, most + 1],
        )
        ids = [activity_id for (activity_id,) in cursor.fetchall()]
    return ids if len(ids) <= most else None


def among(ids: Sequence[int]) -> RawSQL:
    """These ids to stand in `id__in`, as one parameter however many."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", (json.dumps(ids),))
    return RawSQL("SELECT unnest(%s::bigint[])", (list(ids),))


def _unread() -> str:
    """Ids of what the index does not know as it reads now."""
    noted = f"SELECT activity_id FROM {_UNREAD}"
    if connection.vendor != "sqlite":
        return noted
    known = f"SELECT COALESCE(MAX(id), 0) FROM {_WORDS}_docsize"  # FTS5 keeps a row there for each
    return f"{noted} UNION SELECT id FROM {_ACTIVITIES} WHERE id > ({known})"


_HOLDS_SQLITE = f"{_WORDS} MATCH %s"
_TOLD = f"SELECT activity_id FROM {_WORDS} WHERE said @@ %s::tsquery"


def _asked(words: Sequence[str]) -> str:
    """Every word, as the beginning of one. Folded words hold letters and digits only: nothing to escape."""
    cut = sorted({word[:LONGEST_WORD] for word in words})
    if connection.vendor == "sqlite":
        return " ".join(f'"{word}"*' for word in cut)
    return " & ".join(f"'{word}':*" for word in cut)


@transaction.atomic
def read_in(most: int) -> int:
    """Bring at most so many activities noted as unread into the index; returns how many. Two at once do no harm."""
    with connection.cursor() as cursor:
        skip = "" if connection.vendor == "sqlite" else "FOR UPDATE SKIP LOCKED"
        cursor.execute(f"{_unread()} ORDER BY 1 LIMIT %s {skip}", [most])  # in order: what is left has higher ids
        ids = [activity_id for (activity_id,) in cursor.fetchall()]
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            among = f"IN ({', '.join(['%s'] * len(some))})"
            key, read = ("rowid", "search_key") if connection.vendor == "sqlite" else ("activity_id", _READ)
            cursor.execute(f"DELETE FROM {_WORDS} WHERE {key} {among}", some)
            cursor.execute(
                f"INSERT INTO {_WORDS} ({key}, said) SELECT id, {read} FROM {_ACTIVITIES} WHERE id {among}",
                some,
            )
            cursor.execute(f"DELETE FROM {_UNREAD} WHERE activity_id {among}", some)
    return len(ids)
