"""A programme's great verbs, each killed in the middle: told to a child process of an installation of its own.

For each verb a child tries it out and takes it back, saying what it writes and what would then be there; other children
die by SIGKILL right after their first write, one in the middle, and their last before the commit; the last one dies as
soon as the verb has returned. Prints {verb: [writes, [what a killed child left behind], what is missing at the end]}.
"""

import json
import os
import random
import signal
from collections.abc import Callable

from tests import make
from tests.world import World, build

Verb = Callable[[], object]


def main() -> None:
    from django.db import transaction

    with transaction.atomic():
        world = build()
    draft, amended = begin(world)
    told = {"accept_many": killed(lambda: accept_many(world, draft))}
    decide_the_rest(world, draft)
    told["issue_programme"] = killed(lambda: issue(world, draft))
    told["apply_amendment"] = killed(lambda: amend(world, amended))
    told["save_unit_plan"] = killed(lambda: write_own_plan(world))
    print(json.dumps(told))


# ---- the kills --------------------------------------------------------------------------------------------------


def killed(verb: Verb) -> tuple[int, list[str], list[str]]:
    """How often the verb writes; tables a child killed on the way left changed; tables that lack rows once it is done
    and its process killed."""
    from vandong.ops.backup import digests_of

    writes, whole = tried_out(verb)
    half: list[str] = []
    for write in sorted({1, random.Random(writes).randint(1, writes), writes}):
        before = digests_of()
        in_child(lambda write=write: until_write(verb, write))
        half += [f"{name} after write {write}" for name, one in digests_of().items() if before[name] != one]
    in_child(verb)
    return writes, half, [name for name, one in digests_of().items() if whole[name] != one.rows]


def tried_out(verb: Verb) -> tuple[int, dict[str, int]]:
    """Its writes, and the rows of every table with it, before all is taken back."""
    from django.db import connection, transaction

    from vandong.ops.backup import digests_of

    counter = Writes()
    with transaction.atomic():
        with connection.execute_wrapper(counter):
            verb()
        rows = {name: one.rows for name, one in digests_of().items()}
        transaction.set_rollback(True)
    return counter.seen, rows


def in_child(verb: Verb) -> None:
    """Run the verb in a child that dies by SIGKILL at the latest when it returns. No connection crosses the fork."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            verb()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def until_write(verb: Verb, number: int) -> None:
    from django.db import connection

    with connection.execute_wrapper(Writes(dies_after=number)):
        verb()
    raise AssertionError("it should be dead by now")


class Writes:
    """Counts the statements that write, and dies after the one it was told."""

    def __init__(self, dies_after: int = 0) -> None:
        self.seen, self.dies_after = 0, dies_after

    def __call__(self, execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.seen += 1
            if self.seen == self.dies_after:
                os.kill(os.getpid(), signal.SIGKILL)
        return done


# ---- the verbs --------------------------------------------------------------------------------------------------


def begin(world: World) -> tuple[int, int]:
    """A plan was read into a draft, and a document that amends the programme that runs; ids of draft and reading."""
    from tests.programme.test_amendment import AMENDMENT
    from vandong.programme import actions
    from vandong.programme.reading import example

    plan = actions.open_plan_document(example.content(), example.NAME)
    draft = actions.read_plan_document(by=world.binh, document=plan, now=make.NOW)
    later = actions.open_plan_document(AMENDMENT.encode(), "sua-doi.txt")
    amended = actions.read_amendment(by=world.binh, programme_id=world.programme, document=later, now=make.NOW)
    return draft, amended


def accept_many(world: World, draft: int) -> None:
    from vandong.programme import actions
    from vandong.programme.models import ReadItem

    versions = dict(ReadItem.objects.filter(reading__programme_id=draft).values_list("id", "version"))
    assert actions.accept_many(by=world.binh, programme_id=draft, versions=versions, now=make.NOW) > 20


def decide_the_rest(world: World, draft: int) -> None:
    """Every item and doubt that is left, every number put off: ready to be issued."""
    from vandong.kernel.errors import Refused
    from vandong.programme import actions
    from vandong.programme.handing_down import readiness
    from vandong.programme.models import Programme, ReadItem
    from vandong.programme.reading import proposals

    for item in ReadItem.objects.filter(reading__programme_id=draft, state="waiting").order_by("position"):
        one = {"by": world.binh, "programme_id": draft, "item_id": item.id, "version": item.version, "now": make.NOW}
        if item.kind == "flag":
            if proposals.needs_decision(item.kind, item.understood):
                actions.settle_flag(**one)
            continue
        try:
            actions.accept_item(**one)
        except Refused:
            actions.dismiss_item(**one)
    programme = Programme.objects.get(id=draft)
    for target in readiness.without_input(list(programme.targets.all())):
        actions.put_off_target_input(by=world.binh, programme_id=draft, target_id=target.id, now=make.NOW)
    given = actions.HandDown(
        {}, {}, {target.id: "commune" for target in programme.targets.filter(holder_level="district")}
    )
    actions.set_level_dues(by=world.binh, programme_id=draft, given=given, version=programme.version, now=make.NOW)


def issue(world: World, draft: int) -> None:
    from vandong.programme import actions

    actions.issue_programme(by=world.binh, programme_id=draft, version=None, path="", now=make.NOW)


def amend(world: World, reading: int) -> None:
    from vandong.programme import actions
    from vandong.programme.models import ReadItem

    ids = list(ReadItem.objects.filter(reading_id=reading).values_list("id", flat=True))
    done = actions.apply_amendment(
        by=world.binh,
        programme_id=world.programme,
        reading_id=reading,
        item_ids=ids,
        on=make.TODAY,
        path="/",
        now=make.NOW,
    )
    assert done == 5


def write_own_plan(world: World) -> None:
    from vandong.programme import actions
    from vandong.programme.models import Target

    target = Target.objects.get(programme_id=world.programme, withdrawn_on=None)
    entry = actions.UnitPlanEntry(
        "Kế hoạch của xã", {"I": "1. Mục đích\n- Làm tốt.", "III": "1. Tuyên truyền ở thôn."}, {target.id: target.value}
    )
    actions.save_unit_plan(
        by=world.hanh, programme_id=world.programme, entry=entry, version=None, path="/", now=make.NOW
    )


if __name__ == "__main__":
    from vandong.ops.command_line import set_up_django

    set_up_django()
    main()
