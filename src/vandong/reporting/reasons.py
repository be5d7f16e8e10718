"""A reason someone else will read: at least a sentence."""

from vandong.kernel import vietnamese
from vandong.reporting.errors import ReasonNeeded

LEAST_WORDS = 3


def sentence(text: str, *, at_most: int) -> str:
    """The reason, tidied. Raises ReasonNeeded for less than three words or more than `at_most` characters."""
    reason = vietnamese.tidy_lines(text)
    if len(reason.split()) < LEAST_WORDS:
        raise ReasonNeeded
    if len(reason) > at_most:
        raise ReasonNeeded(f"Ý kiến dài quá {at_most} ký tự. Xin viết gọn lại.")
    return reason
