"""Tasks: what the plan asks to be done, of whom, at which level."""

import re

from vandong.programme.reader import bodies, context, dues
from vandong.programme.reader.bodies import World
from vandong.programme.reader.context import GOAL, LOGISTICS, PAST, PURPOSE, WORK, Clause, Passage, Setting
from vandong.programme.reader.plan import Target, Task
from vandong.programme.reader.text import fold

_BEGINS_WITH_VERB = re.compile(
    rf"(?:(?:phấn đấu|hằng năm|hàng năm|hằng quý|hằng tháng|định kỳ|trước ngày [^,]*|trong [^,]{{0,30}}),?\s)?{bodies.VERBS}"
)
_INTRODUCES = re.compile(r"(?:sau|sau đây|dưới đây|gồm|là|cụ thể)\s*:$")
_NOT_A_TASK = re.compile(
    r"(?:trên đây là|kế hoạch này|quyết định này|trong quá trình|nếu có|mọi|điện thoại|kinh phí|thời gian:|địa điểm|thành phần|lưu ý)\b"
)


def find(setting: Setting, world: World, targets: list[Target]) -> list[Task]:
    tasks: list[Task] = []
    aimed = [target.span for target in targets]
    voice: dict[int, tuple[str, tuple[str, ...]]] = {}  # heading → who was last set to work below it
    for passage in setting.passages:
        clause = _content(passage)
        if clause is None or passage.paragraph.is_row or _is_elsewhere(passage):
            continue
        if any(a.start < clause.end and clause.start < a.end and passage.is_aimed for a in aimed):
            continue
        said = bodies.actor(clause)
        if not (
            said
            or _BEGINS_WITH_VERB.match(clause.shadow)
            or len(clause.text) > 200
            or _is_of_a_verb(passage)
            or _is_of_a_body(passage)
        ) or _NOT_A_TASK.match(clause.shadow):
            continue
        levels = _levels(passage, said, world, voice)
        if said and passage.node is not None and bodies.levels_in(said, world):
            for node in passage.node.ancestors():
                if node.level > 1:
                    voice[id(node)] = (said, bodies.levels_in(said, world))
        lead = said or _heading_body(passage)
        tasks.append(
            Task(
                clause.text.rstrip(" ;"),
                levels,
                lead,
                bodies.partners(clause),
                passage.section,
                dues.first_in(clause.shadow, setting.year),
                clause.span,
            )  # fmt: skip
        )
    return tasks


def _is_of_a_verb(passage: Passage) -> bool:
    """ "Tuyên truyền hoạt động của MTTQ:" makes tasks of all that is listed below it."""
    titles = [passage.intro.clause.shadow] if passage.intro else []
    if passage.node is not None and passage.node.style in ("plain", "dash") and not passage.is_heading:
        titles.append(fold(passage.node.title))
    return any(_BEGINS_WITH_VERB.match(title) for title in titles)


def _is_of_a_body(passage: Passage) -> bool:
    """ "1. Công an xã: …" is work of that body, however it is told."""
    return passage.is_heading and passage.node is not None and bodies.looks_like_body(passage.node.title)


def _content(passage: Passage) -> Clause | None:
    """The words of a task; None for a heading or an introduction."""
    clause = passage.clause
    if _INTRODUCES.search(clause.shadow):
        return None
    if not passage.is_heading or passage.node is None:
        return None if clause.text.endswith(":") and len(clause.text) < 120 else clause
    node = passage.node
    if node.content < passage.paragraph.end:
        cut = node.content - passage.paragraph.start
        return Clause(node.content, passage.paragraph.end, passage.paragraph.text[cut:], passage.paragraph.shadow[cut:])
    whole = clause.text.endswith((".", ";")) and len(clause.text) > 30
    return clause if whole and not node.children else None


def _is_elsewhere(passage: Passage) -> bool:
    """Sections that state aims, grounds, results or money hold no tasks."""
    if not passage.kinds:
        return passage.node is None and len(passage.paragraph.text) < 60
    first = next((kind for kind in passage.kinds if kind != context.OTHER), context.OTHER)
    top = passage.kinds[-1]
    return first in (GOAL, PURPOSE, PAST, LOGISTICS) or (top in (GOAL, PURPOSE, PAST) and WORK not in passage.kinds)


def _levels(
    passage: Passage, said: str | None, world: World, voice: dict[int, tuple[str, tuple[str, ...]]]
) -> tuple[str, ...]:
    if said and (named := bodies.levels_in(said, world)):
        return named
    nodes = passage.node.ancestors() if passage.node else []
    for node in nodes:
        if (bodies.looks_like_body(node.title) or "các cấp" in node.title.lower()) and (
            named := bodies.levels_in(node.title, world)
        ):
            return named
    for node in nodes:
        if id(node) in voice and not said:
            return voice[id(node)][1]
    if said and not re.match(r"các |đoàn |hội |công an", said.lower()) and world.own:
        return (world.own,)
    at_level = re.search(r"\bcấp (tỉnh|huyện|xã)\b", passage.clause.shadow) if not said else None
    if at_level and (named := bodies.levels_in(at_level.group(), world)):
        return named
    return (world.own,) if world.own == bodies.COMMUNE and not said else ()


def _heading_body(passage: Passage) -> str | None:
    for node in passage.node.ancestors() if passage.node else []:
        if bodies.looks_like_body(node.title):
            return bodies.without_lead(node.title)
    return None
