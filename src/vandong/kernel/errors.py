"""Refusals: what the software will not do, said aloud.

A refusal carries a stable code (for tests, logs and programs) and one complete Vietnamese sentence for the person:
what happened and what to do next. Raising one inside an action leaves the transaction to roll back: nothing changed.
"""


class Refused(Exception):
    """A verb was not carried out. Subclass it in a domain's `errors.py`, one class for each reason."""

    code = "refused"
    status = 409  # the HTTP status a page answers with
    message = "Việc này chưa làm được. Xin xem lại rồi thử lần nữa."

    def __init__(self, message: str | None = None, *, field: str | None = None) -> None:
        self.message = message or self.message
        self.field = field  # the form field it concerns, if one
        super().__init__(self.message)

    @property
    def faults(self) -> "tuple[Refused, ...]":
        """What is wrong, one by one: itself, or the several things a refusal of many names together."""
        return (self,)


class Invalid(Refused):
    """What was typed can't be accepted; `field` says where."""

    code = "invalid"
    status = 422


class NotHere(Refused):
    """Does not exist, or lies outside what this person may see: the same answer, so that nothing is revealed."""

    code = "not_here"
    status = 404
    message = "Không tìm thấy nội dung này. Có thể đường dẫn đã cũ, hoặc nội dung thuộc đơn vị khác."


class ChangedMeanwhile(Refused):
    """Someone else saved the same record in between. `theirs` holds their values, by field name."""

    code = "changed_meanwhile"
    message = "Có người vừa sửa nội dung này. Xin xem cả hai bản rồi chọn."

    def __init__(self, message: str | None = None, *, theirs: object = None) -> None:
        super().__init__(message)
        self.theirs = theirs
