"""Flags about the writing itself: numbering, typos, two spellings of one word, a quote left open."""

import re
from collections.abc import Iterator

from vandong.programme.reader.layout import is_caps
from vandong.programme.reader.numbers import roman
from vandong.programme.reader.plan import Flag, Span
from vandong.programme.reader.sections import Node
from vandong.programme.reader.text import Text

_LETTERS = "abcdđeghiklmnopqrstuvxy"
TYPOS = {
    "chủ chương": "chủ trương", "tuyên tuyền": "tuyên truyền", "tiêu trí": "tiêu chí", "phố biến": "phổ biến", "giãm": "giảm", "xử dụng": "sử dụng",
    "sử lý": "xử lý", "bổ xung": "bổ sung", "sát nhập": "sáp nhập", "chia sẽ": "chia sẻ", "nổ lực": "nỗ lực", "hổ trợ": "hỗ trợ",
    "giử vững": "giữ vững", "kiễm tra": "kiểm tra", "đẫy mạnh": "đẩy mạnh", "lảnh đạo": "lãnh đạo", "phối hơp": "phối hợp", "tuyên truyên": "tuyên truyền",
    "vân động": "vận động", "tổ chưc": "tổ chức", "thưc hiện": "thực hiện", "nhiêm vụ": "nhiệm vụ", "kế hoach": "kế hoạch", "cũng cố": "củng cố",
    "cộng đồng cư": "cộng đồng dân cư", "dân cử khu": "dân cư khu", "phòng trống": "phòng chống", "ma tuí": "ma túy", "tội pham": "tội phạm",
    "gíam sát": "giám sát", "hội nghi ": "hội nghị ", "khu dân cử": "khu dân cư", "mặt trân": "mặt trận", "đoàn kêt": "đoàn kết", "triễn khai": "triển khai",
    "trãi nghiệm": "trải nghiệm", "tham mưa": "tham mưu", "giáo giục": "giáo dục", "quản lí": "quản lý", "gửi gấm": "gửi gắm", "dể dàng": "dễ dàng",
    "tuyên chuyền": "tuyên truyền", "truyên truyền": "tuyên truyền", "trỉ đạo": "chỉ đạo", "chỉ đao": "chỉ đạo", "xây dưng": "xây dựng", "nghị quyêt": "nghị quyết",
    "trách nghiệm": "trách nhiệm", "tập chung": "tập trung", "nghành": "ngành", "xắp xếp": "sắp xếp", "sữa chữa": "sửa chữa", "sữa đổi": "sửa đổi",
    "bão đảm": "bảo đảm", "đảm bão": "đảm bảo", "kết quã": "kết quả", "hiệu quã": "hiệu quả", "suất sắc": "xuất sắc", "đề suất": "đề xuất", "sản suất": "sản xuất",
    "giúp đở": "giúp đỡ", "kỹ luật": "kỷ luật", "kỹ niệm": "kỷ niệm", "kỹ cương": "kỷ cương", "rã soát": "rà soát", "khẫu hiệu": "khẩu hiệu", "trao dồi": "trau dồi",
    "phòng chóng": "phòng chống", "nâng cau": "nâng cao", "tệ nan": "tệ nạn", "nghiên ma túy": "nghiện ma túy", "quần chung": "quần chúng",
}  # fmt: skip
_KEPT = {"quản lí"}  # a spelling, not a mistake
_OLD_NEW = (
    ("uỷ", "ủy"),
    ("tuý", "túy"),
    ("hoá", "hóa"),
    ("hoà", "hòa"),
    ("hoạ", "họa"),
    ("toà", "tòa"),
    ("khoẻ", "khỏe"),
    ("xoá", "xóa"),
    ("loà", "lòa"),
    ("thuỷ", "thủy"),
)


TWICE = re.compile(r"(?<!\w)(của|và|các|trong|được|cho|với|về|tại) \1(?!\w)")


def lowered(text: str) -> str:
    """Small letters, each in its old place."""
    return "".join(small if len(small := c.lower()) == 1 else c for c in text)


def misspelt(low: str) -> Iterator[tuple[str, str, list[int]]]:
    """What is probably written wrongly, how it is written, and where each stands in the lowered text."""
    for wrong, right in TYPOS.items():
        if wrong in _KEPT or wrong.strip() not in low:  # a plain search first: most are nowhere
            continue
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(wrong.strip())}(?!\w)", low)]
        if places:
            yield wrong.strip(), right.strip(), places


def spelling(text: Text) -> list[Flag]:
    low = lowered(text.text)
    found = []
    for wrong, right, places in misspelt(low):
        often = f" (gặp {len(places)} lần)" if len(places) > 1 else ""
        message = f"“{wrong}” có lẽ là “{right}”{often}. Câu gốc được giữ nguyên; xin sửa khi soạn văn bản mới."
        found.append(Flag("typo", message, Span(places[0], places[0] + len(wrong))))
    for repeated in TWICE.finditer(low):
        found.append(
            Flag("typo", f"Chữ “{repeated.group(1)}” viết hai lần liền nhau. Xin kiểm tra câu.", Span(*repeated.span()))
        )
    for old, new in _OLD_NEW:
        first = re.search(rf"{old}(?!\w)", low)
        if first and re.search(rf"{new}(?!\w)", low):
            message = f"Văn bản viết lẫn “{old}” và “{new}”. Phần mềm coi là một; xin thống nhất một cách viết khi soạn văn bản mới."
            found.append(Flag("mixed_spelling", message, Span(*first.span())))
    for paragraph in text.paragraphs:
        if paragraph.shadow.count('"') % 2:
            at = paragraph.start + paragraph.shadow.rfind('"')
            found.append(
                Flag(
                    "unclosed_quote",
                    "Dấu ngoặc kép ở đoạn này mở mà không đóng (hoặc ngược lại). Xin kiểm tra tên được trích.",
                    Span(at, at + 1),
                )
            )
    return found


def numbering(tops: list[Node]) -> list[Flag]:
    found = _unnumbered(tops)
    for siblings in _sibling_groups(tops):
        by_style: dict[str, list[Node]] = {}
        for node in siblings:
            if node.label and node.style not in ("dash", "plus"):
                by_style.setdefault(node.style, []).append(node)
        for nodes in by_style.values():
            found.extend(_sequence(nodes))
    return found


def _sibling_groups(tops: list[Node]) -> list[list[Node]]:
    groups = [tops]
    for node in tops:
        groups.extend(_sibling_groups(node.children) if node.children else [])
    return groups


def _sequence(nodes: list[Node]) -> list[Flag]:
    found = []
    for before, node in zip(nodes, nodes[1:], strict=False):
        last, number = _ordinal(before), _ordinal(node)
        if number == 1 or not number or not last:  # a new list, or a style without order
            continue
        if number <= last:
            message = (
                f"Số thứ tự “{node.label}” bị trùng hoặc lùi so với mục trước (“{before.label}”). Xin đánh số lại."
            )
            found.append(Flag("duplicate_numbering", message, node.span))
        elif number > last + 1:
            message = f"Số thứ tự nhảy từ “{before.label}” sang “{node.label}”. Xin kiểm tra có thiếu mục nào không."
            found.append(Flag("numbering_gap", message, node.span))
    return found


def _ordinal(node: Node) -> int:
    label = (node.label or "").strip("().")
    last = label.split(" ")[-1].split(".")[-1]
    if last.isdigit():
        return int(last)
    if node.style in ("roman", "part", "chapter", "mục"):
        return roman(last)
    if node.style == "letter" and last in _LETTERS:
        return _LETTERS.index(last) + 1
    return 0


def _unnumbered(tops: list[Node]) -> list[Flag]:
    nodes = [node for group in _sibling_groups(tops) for node in group]
    if not any(node.label and node.style not in ("dash", "plus") for node in nodes):
        return []
    return [
        Flag(
            "unnumbered_heading",
            f"Đề mục “{node.title}” không đánh số. Vị trí của nó được suy từ chỗ đứng; xin xem lại cây mục.",
            node.span,
        )
        for node in nodes
        if node.style in ("plain", "caps") and not (is_caps(node.title) and node.title.startswith("PHỤ LỤC"))
    ]
