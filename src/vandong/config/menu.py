"""The shell every page stands in: whose place this is, the ways on, what is unread. Wired here, above all domains.

A way on is offered to those whose appointment may take it, and only while its address exists.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from vandong.accounts.access import Officer
from vandong.console import queries as console
from vandong.messaging import queries as messaging


@dataclass(frozen=True)
class MenuItem:
    """One way on. `css`: "" everywhere, "wide" on the rail only, "phone" on the bottom bar only, "do" the round one."""

    label: str
    path: str
    icon: str
    is_current: bool
    css: str = ""
    about: str = ""


@dataclass(frozen=True)
class Shell:
    """What kernel/base.html draws around a page."""

    place: str
    items: tuple[MenuItem, ...]
    account_links: tuple[MenuItem, ...]
    is_demonstration: bool
    pinned_on: Any  # date | None
    unread_count: int
    notices_path: str
    search_path: str
    help_path: str
    help: console.PageHelp | None


@dataclass(frozen=True)
class _Way:
    label: str
    route: str
    icon: str
    routes: tuple[str, ...]  # beginnings of the route names that stand under it
    about: str
    css: str = ""
    may: str = "view"
    levels: tuple[str, ...] = ()  # empty = every level


_WAYS = (
    _Way("Hôm nay", "home", "home", ("home",), "Việc đến hạn, mục tiêu và thông báo mới."),
    _Way(
        "Mục tiêu",
        "programme_list",
        "target",
        ("programme", "adoption", "target", "task", "deadline", "reading", "handing", "unit_plan", "amendment"),
        "Chương trình, mục tiêu, nhiệm vụ và kế hoạch của từng cấp.",
    ),
    _Way("Ghi việc", "activity_record", "pen", ("activity_record",), "Ghi một hoạt động vừa làm.", "do", "record"),
    _Way("Báo cáo", "period_list", "doc", ("period", "report"), "Lập, gửi, duyệt và tổng hợp báo cáo."),
    _Way("Thêm", "more", "more", ("more", "help", "guide"), "", "phone"),
    _Way("Hoạt động", "activity_list", "loa", ("activity",), "Các hoạt động đã ghi của đơn vị và cấp dưới.", "wide"),
    _Way(
        "Tổ chức trên địa bàn",
        "organisation_list",
        "hands",
        ("organisation",),
        "Cơ quan, trường học, doanh nghiệp, cơ sở tôn giáo, chi hội, chi đoàn.",
        "wide",
    ),
    _Way(
        "Nhóm nguy cơ cao",
        "group_size_list",
        "group",
        ("group_size",),
        "Mỗi nhóm có bao nhiêu người, theo nguồn nào, tính đến ngày nào.",
        "wide",
        levels=("commune", "area"),
    ),
    _Way(
        "Nhóm nguy cơ cao",
        "coverage_show",
        "group",
        ("coverage", "group_size"),
        "Mỗi nhóm đã được tuyên truyền đến đâu, theo các báo cáo đã duyệt.",
        "wide",
        levels=("district", "province", "nation"),
    ),
    _Way(
        "Tuyên truyền viên",
        "propagandist_list",
        "me",
        ("propagandist",),
        "Người đã đồng ý giúp tuyên truyền, và khu dân cư chưa có ai.",
        "wide",
    ),
    _Way(
        "Nhận từ bảng tính",
        "sheet_list",
        "box",
        ("sheet",),
        "Gửi bảng Excel đang có: xem trước rồi mới ghi.",
        "wide",
        "record",
    ),
    _Way("Văn bản", "document_list", "send", ("document",), "Báo cáo đã cấp số, tệp Word và bản ký.", "wide"),
    _Way("Đơn vị", "unit_list", "map", ("unit", "standing"), "Cây đơn vị và các tổ chức của Mặt trận.", "wide"),
    _Way(
        "Tài khoản",
        "account_list",
        "group",
        ("account_list", "account_show", "sheet_account", "account_new", "appointment"),
        "Cấp, khóa tài khoản, giao và bàn giao chức danh.",
        "wide",
        "administer",
    ),
    _Way("Nhật ký", "audit_list", "eye", ("audit",), "Ai đã làm gì, lúc nào.", "wide", "administer"),
    _Way("Trợ giúp", "help", "help", ("help", "guide"), "Cách làm từng việc, bản hướng dẫn một trang để in.", "wide"),
)
# Whose page of many is also somebody else's: the longest beginning wins, so "activity_record" is not "activity".


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` for the base template, and for lists the filters their reader keeps."""
    officer: Officer | None = getattr(request, "officer", None)
    installation = getattr(request, "installation", None)
    route = _route(request)
    notices = _path("notice_list") if officer else ""
    return {
        "shell": Shell(
            place=officer.body_name if officer else "Mặt trận Tổ quốc Việt Nam",
            items=ways_on(officer, route) if officer else (),
            account_links=_account_links(request, officer, route),
            is_demonstration=bool(installation and installation.is_demonstration),
            pinned_on=installation.pinned_on if installation else None,
            unread_count=messaging.unread_count(officer) if officer and notices else 0,
            notices_path=notices,
            search_path=_path("search") if officer else "",
            help_path=_path("help"),
            help=console.page_help(route, officer) if route else None,
        ),
        "saved_filters": console.saved_filters_at(officer, route),
    }


def ways_on(officer: Officer, route: str = "") -> tuple[MenuItem, ...]:
    """The ways on an officer has, in the order of the rail; `route` is where they are now."""
    offered = [way for way in _WAYS if _is_for(way, officer) and _path(way.route)]
    here = max((len(start) for way in offered for start in way.routes if _stands_under(route, start)), default=0)

    def is_current(way: _Way) -> bool:
        return here > 0 and any(_stands_under(route, start) and len(start) == here for start in way.routes)

    is_behind_more = any(is_current(way) for way in offered if way.css == "wide")  # the phone's bar has no place for it
    items = [
        MenuItem(
            w.label, _path(w.route), w.icon, is_current(w) or (w.css == "phone" and is_behind_more), w.css, w.about
        )
        for w in offered
    ]
    if not officer.may("record"):  # the place of "Ghi việc" on the bottom bar goes to what was recorded
        items = [_on_the_bar(item) if item.icon == "loa" else item for item in items]
        bar = [item for item in items if item.css != "wide"]
        items = (
            [item for item in bar if item.css != "phone"]
            + [item for item in bar if item.css == "phone"]
            + [item for item in items if item.css == "wide"]
        )
    return tuple(items)


def _on_the_bar(item: MenuItem) -> MenuItem:
    return MenuItem(item.label, item.path, item.icon, item.is_current, "", item.about)


def _is_for(way: _Way, officer: Officer) -> bool:
    return officer.may(way.may) and (not way.levels or officer.level in way.levels)


def _stands_under(route: str, start: str) -> bool:
    return route == start or route.startswith(f"{start}_")


def _account_links(request: HttpRequest, officer: Officer | None, route: str) -> tuple[MenuItem, ...]:
    if not request_is_signed_in(request):
        return ()
    links = [("Tài khoản của tôi", "account_me", "lock")]
    if officer and officer.holds_several:
        links.append(("Đổi chức danh", "appointment_switch", "group"))
    return tuple(MenuItem(label, _path(name), icon, route == name) for label, name, icon in links if _path(name))


def request_is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def _route(request: HttpRequest) -> str:
    match = getattr(request, "resolver_match", None)
    return (match.url_name or "") if match else ""


def _path(route: str) -> str:
    """The address of a route without arguments; empty while no domain brings it."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
