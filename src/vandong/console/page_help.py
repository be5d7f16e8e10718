"""What each page is and what one does there, by route name. Complete sentences, for someone who has never seen it."""

from dataclasses import dataclass

from vandong.accounts.access import Officer


@dataclass(frozen=True)
class PageHelp:
    """One page's help: what it is, what one does there, a note; `guide_path` leads to the reader's own guide."""

    what: str
    steps: tuple[str, ...] = ()
    note: str = ""
    guide_path: str = ""


def page_help(route: str, officer: Officer | None) -> PageHelp | None:
    """Help for the page of that route; None where there is nothing to say yet."""
    return _HELP.get(route)


_HELP: dict[str, PageHelp] = {
    "home": PageHelp(
        what="Trang này trả lời ba câu hỏi: việc nào đến hạn, mục tiêu đạt đến đâu, có gì mới.",
        steps=(
            "Xem khung đầu tiên: việc nào trễ đứng trên cùng. Nút đỏ là việc đang chờ chính anh/chị.",
            "Bấm vào một con số để xem con số ấy gồm những gì.",
            "Đọc thông báo mới; đọc xong thì thông báo không còn được đếm ở chuông.",
        ),
    ),
}
