"""Where a list of nouns ends: "cán bộ, đoàn viên, hội viên được tuyên truyền" speaks of three, not of the first."""

import re

from vandong.programme.reader import bodies

_MOST_WORDS = 12  # of one member of a list; longer is a clause
_COMMA = re.compile(r",\s")
_STOP = re.compile(r"[;.:()/]")
# What opens a clause of its own rather than one more member.
_CLAUSE = re.compile(
    rf"(?:{bodies.VERBS}|trong đó|nhất là|đặc biệt|so với|trước|đến|vào|phấn đấu|không|được|bị|từ|bằng|đồng thời|góp phần|nhằm|để|"
    r"qua|thông qua|theo|hằng|hàng|mỗi|ít nhất|tối thiểu|tạo|làm|kịp thời|có|đạt|giữ|giảm|tăng|thu hút|với|gắn|kể cả|riêng|cả|"
    r"chiếm|bằng|trong|tại|khi|nếu|do|cho|chậm nhất|hoàn thành|xong|năm \d|tháng \d|ngày \d|\d)(?!\w)|·"
)
_VERB_WITHIN = re.compile(
    r"\s(?:được|bị|đạt|có|là|phải|sẽ|không|đã|tham gia|ký|cam kết|đăng ký|thực hiện|biết|nắm|hưởng ứng|chấp hành(?! xong))\b"
)


def end(shadow: str, at: int, stop: int) -> int:
    """The end of the list whose first comma stands at `at`; `at` itself when what follows is no further member. Never
    beyond `stop`."""
    while at < stop and (comma := _COMMA.match(shadow, at)) is not None:
        begin = comma.end()
        following = _COMMA.search(shadow, begin)
        close = _STOP.search(shadow, begin)
        piece_end = min(following.start() if following else stop, close.start() if close else stop, stop)
        piece = shadow[begin:piece_end]
        verb = _VERB_WITHIN.search(piece)
        member = piece[: verb.start()] if verb else piece
        if _CLAUSE.match(piece) or not member.strip() or len(member.split()) > _MOST_WORDS:
            return at
        if verb:
            return begin + verb.start()
        at = piece_end
    return at
