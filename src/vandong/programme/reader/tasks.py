"""Tasks: what the plan asks to be done, of whom, at which level."""

import re

from vandong.programme.reader import bodies, context, dues
from vandong.programme.reader.bodies import World
from vandong.programme.reader.context import GOAL, LOGISTICS, PAST, PURPOSE, WORK, Clause, Passage, Setting
from vandong.programme.reader.plan import Target, Task
from vandong.programme.reader.sections import marker
from vandong.programme.reader.text import fold

_BEGINS_WITH_VERB = re.compile(
    rf"(?:(?:phấn đấu|hằng năm|hàng năm|hằng quý|hằng tháng|định kỳ|trước ngày [^,]*|trong [^,]{{0,30}}),?\s)?(?:(?:đồng loạt|chủ động|tích cực|khẩn trương|nghiêm túc|trực tiếp|cùng với [^,]{{0,60}},) )?{bodies.FIRST_VERBS}"
)
# Below "Tuyên truyền … :" and "Nội dung tuyên truyền:" stand the things told, which are no work by themselves.
_TELLS = re.compile(r"(?:phối hợp |đẩy mạnh |tổ chức |nội dung )*(?:tuyên truyền|phổ biến|quán triệt|giới thiệu)\b")
_INTRODUCES = re.compile(r"(?:sau|sau đây|dưới đây|gồm|là|cụ thể|nội dung|nhiệm vụ|việc|công việc)\s*:$")
_NOT_A_TASK = re.compile(
    r"(?:trên đây là|kế hoạch này|quyết định này|trong quá trình|nếu có|mọi|điện thoại|kinh phí|thời gian:|địa điểm|thành phần|lưu ý)\b"
)


Voices = dict[int, tuple[str, tuple[str, ...]]]  # heading → who was last set to work below it


def find(setting: Setting, world: World, targets: list[Target]) -> list[Task]:
    tasks: list[Task] = []
    aimed = [target.span for target in targets]
    voice: Voices = {}
    headed = {id(passage.node) for passage in setting.passages if not passage.is_heading}  # with text below
    for passage in setting.passages:
        whole = _content(passage, is_alone=id(passage.node) not in headed)
        if whole is None or passage.paragraph.is_row or _is_elsewhere(passage):
            continue
        if passage.is_aimed and any(a.start < whole.end and whole.start < a.end for a in aimed):
            continue
        for clause in _by_actor(whole):
            made = _task(setting, passage, clause, world, voice)
            if made is not None:
                tasks.append(made)
    return tasks


def _by_actor(whole: Clause) -> list[Clause]:
    """A paragraph is one task, unless a later clause of it sets another body to work."""
    pieces = [piece for sentence in context.sentences(whole) for piece in context.clauses(sentence)]
    cuts: list[int] = []
    first = bodies.actor(pieces[0]) if pieces else None
    for piece in pieces[1:]:
        said = bodies.actor(piece)
        if said and said != first and not re.match(r"cán bộ|mỗi|trường hợp|hội viên|thôn ", said.lower()):
            cuts.append(piece.start - whole.start)
    starts = [0, *cuts]
    ends = [*cuts, len(whole.text)]
    return [_stretch(whole, a, b) for a, b in zip(starts, ends, strict=True) if whole.text[a:b].strip()]


def _stretch(whole: Clause, start: int, end: int) -> Clause:
    said = whole.text[start:end].rstrip()
    return Clause(whole.start + start, whole.start + start + len(said), said, whole.shadow[start : start + len(said)])


def _task(setting: Setting, passage: Passage, clause: Clause, world: World, voice: Voices) -> Task | None:
    said = bodies.actor(clause)
    if not said and _is_a_topic(passage, clause):
        return None
    if not (
        said
        or _BEGINS_WITH_VERB.match(clause.shadow)
        or len(clause.text) > 200
        or _is_of_a_verb(passage)
        or _is_of_a_body(passage)
    ) or _NOT_A_TASK.match(clause.shadow):
        return None
    levels = _levels(passage, said, world, voice)
    if said and passage.node is not None and bodies.levels_in(said, world):
        for node in passage.node.ancestors():
            if node.level > 1:
                voice[id(node)] = (said, bodies.levels_in(said, world))
    due = dues.first_in(clause.shadow, setting.year)
    lead = said or _heading_body(passage)
    return Task(clause.text.rstrip(" ;"), levels, lead, bodies.partners(clause), passage.section, due, clause.span)


def _is_a_topic(passage: Passage, clause: Clause) -> bool:
    """ "- Luật Phòng, chống ma túy …" below "Tuyên truyền các chủ trương:" is what is told."""
    if passage.is_heading or _BEGINS_WITH_VERB.match(clause.shadow):
        return False
    above = passage.intro.clause.shadow if passage.intro else fold(passage.node.title) if passage.node else ""
    return bool(_TELLS.match(above)) and bool(marker(passage.paragraph.text))


def _is_of_a_verb(passage: Passage) -> bool:
    """ "Tuyên truyền hoạt động của MTTQ:" makes tasks of all that is listed below it."""
    titles = [passage.intro.clause.shadow] if passage.intro else []
    if passage.node is not None and passage.node.style in ("plain", "dash") and not passage.is_heading:
        titles.append(fold(passage.node.title))
    return any(_BEGINS_WITH_VERB.match(title) for title in titles)


def _is_of_a_body(passage: Passage) -> bool:
    """ "1. Công an xã: …" is work of that body, however it is told; so is what stands right below its name."""
    return passage.node is not None and bodies.looks_like_body(passage.node.title)


def _content(passage: Passage, *, is_alone: bool) -> Clause | None:
    """The words of a task; None for a heading or an introduction. One `is_alone` with nothing below it."""
    clause = passage.clause
    if _INTRODUCES.search(clause.shadow):
        return None
    if not passage.is_heading or passage.node is None:
        return None if clause.text.endswith(":") and len(clause.text) < 120 and not _sets_to_work(clause) else clause
    node = passage.node
    if node.content < passage.paragraph.end and not _is_work(passage):
        cut = node.content - passage.paragraph.start
        return Clause(node.content, passage.paragraph.end, passage.paragraph.text[cut:], passage.paragraph.shadow[cut:])
    ends = clause.text.endswith((".", ";")) or (is_alone and _BEGINS_WITH_VERB.match(clause.shadow) is not None)
    whole = ends and len(clause.text) > 30
    return clause if (whole and not node.children) or _sets_to_work(clause) else None


def _sets_to_work(clause: Clause) -> bool:
    """ "- Ban đại diện Hội tỉnh phân công các ủy viên phụ trách cụm:" is work, though a list follows."""
    return clause.text.endswith(":") and len(clause.text) > 40 and bodies.actor(clause) is not None


def _is_work(passage: Passage) -> bool:
    """ "7.2. Ủy ban nhân dân các xã thành lập tổ công tác …. Mỗi xã …": the title is a sentence, work by itself."""
    if passage.node is None or passage.paragraph.text[
        : passage.node.content - passage.paragraph.start
    ].rstrip().endswith(":"):
        return False
    clause = passage.clause
    return len(passage.node.title) > 60 and bool(bodies.actor(clause) or _BEGINS_WITH_VERB.match(clause.shadow))


def _is_elsewhere(passage: Passage) -> bool:
    """Sections that state aims, grounds, results or money hold no tasks."""
    if not passage.kinds:
        return passage.node is None and len(passage.paragraph.text) < 60
    first = next((kind for kind in passage.kinds if kind != context.OTHER), context.OTHER)
    top = passage.kinds[-1]
    if first == LOGISTICS and any(bodies.actor(sentence) for sentence in context.sentences(passage.clause)):
        return False
    return first in (GOAL, PURPOSE, PAST, LOGISTICS) or (top in (GOAL, PURPOSE, PAST) and WORK not in passage.kinds)


def _levels(passage: Passage, said: str | None, world: World, voice: Voices) -> tuple[str, ...]:
    if said and (named := bodies.levels_in(said, world)):
        return named
    nodes = passage.node.ancestors() if passage.node else []
    if said and passage.is_heading:
        nodes = nodes[1:]  # the sentence itself, not who stands above it
    for node in nodes:
        if (bodies.looks_like_body(node.title) or "các cấp" in node.title.lower()) and (
            named := bodies.levels_in(node.title, world)
        ):
            return named
    for node in nodes:
        if id(node) in voice and not said:
            return voice[id(node)][1]
    if body := said or _heading_body(passage):
        return bodies.home(body, world)
    at_level = re.search(r"\bcấp (tỉnh|huyện|xã)\b", passage.clause.shadow) if not said else None
    if at_level and (named := bodies.levels_in(at_level.group(), world)):
        return named
    return (world.own,) if world.own in (bodies.COMMUNE, bodies.AREA) and not said else ()


def _heading_body(passage: Passage) -> str | None:
    for node in passage.node.ancestors() if passage.node else []:
        if bodies.looks_like_body(node.title):
            return bodies.without_lead(node.title)
    return None
