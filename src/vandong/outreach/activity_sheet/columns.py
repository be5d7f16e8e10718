"""The columns of a workbook of activities, in one list: the template, the finder and the judge all read it.

A new plain field of `ActivityEntry` (a count, a text, money) needs one line here, with the field's name as its key.
"""

from collections.abc import Sequence
from dataclasses import replace

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.kernel.sheet_intake.declared import Taken
from vandong.kernel.sheet_intake.values import read_choice, read_count, read_day, read_money, read_text
from vandong.outreach import recording
from vandong.outreach.models.channel import Channel
from vandong.outreach.rules import MOST, MOST_COST_VND
from vandong.programme.queries import RiskGroupRow
from vandong.units.queries import place_columns

# What people write for each channel, after its own label.
CHANNEL_NAMES: dict[str, tuple[str, ...]] = {
    "meeting": ("Họp thôn", "Họp dân", "Họp khu dân cư", "Họp KDC", "Họp tổ dân phố", "Sinh hoạt khu dân cư", "Họp"),
    "conference": ("Hội nghị", "Quán triệt", "Nói chuyện chuyên đề", "Nói chuyện", "Tập huấn", "Tọa đàm", "HN"),
    "association": ("Sinh hoạt chi hội", "Sinh hoạt đoàn thể", "Sinh hoạt hội", "Sinh hoạt chi đoàn", "Chi hội"),
    "club": ("Câu lạc bộ", "CLB", "Sinh hoạt CLB"),
    "culture": ("Văn nghệ", "Giao lưu", "Giao lưu văn nghệ", "Văn hóa, văn nghệ", "Sân khấu hóa", "Văn hóa văn nghệ"),
    "loudspeaker": (
        "Loa", "Phát thanh", "Truyền thanh", "Loa đài", "Đài truyền thanh", "Phát loa", "Hệ thống truyền thanh",
        "Tuyên truyền trên loa truyền thanh", "Truyền thanh cơ sở",
    ),
    "leaflet": ("Tờ rơi", "Phát tờ rơi", "Tài liệu", "Phát tài liệu", "Tờ gấp", "Cấp phát tờ rơi"),
    "banner": ("Băng rôn", "Băng zôn", "Pa nô", "Áp phích", "Khẩu hiệu", "Băng rôn, khẩu hiệu", "Pano", "Trực quan"),
    "contest": ("Cuộc thi", "Hội thi", "Thi tìm hiểu"),
    "social_media": ("Facebook", "Zalo", "Fanpage", "MXH", "Internet", "Trang mạng xã hội", "Zalo, Facebook"),
    "school": ("Trường học", "Ngoại khóa", "Nhà trường", "Trong trường học"),
    "house_visit": ("Thăm hộ", "Đến nhà", "Gặp gỡ tại nhà", "Vận động tại hộ", "Thăm hộ gia đình", "Đến từng hộ"),
    "other": ("Khác", "Hình thức khác"),
}  # fmt: skip
CHANNELS = {code: (label, *CHANNEL_NAMES.get(code, ())) for code, label in Channel.choices}

NEEDS = (("day",), ("channel", "title"))

_PLACE = (
    Taken("id", "Mã việc", read_count(2**63 - 1, empty=None), in_template=False),
    Taken(
        "day", "Ngày", read_day, fills_down=True, width=14, note="Như 05/11/2024. Mỗi việc một dòng.",
        names=("Ngày tổ chức", "Ngày thực hiện", "Thời gian", "Ngày tháng", "Ngày tháng năm", "Thời gian tổ chức",
               "Thời gian thực hiện", "TG", "Ngày diễn ra", "Thời điểm", "Ngày làm"),
    ),
    *place_columns("Ở đâu"),
)  # fmt: skip
_SAID = (
    Taken(
        "channel", "Bằng cách nào", read_choice(CHANNELS), fills_down=True, width=26,
        choices=tuple(names[0] for names in CHANNELS.values()),
        names=("Hình thức", "Hình thức tuyên truyền", "Cách làm", "Kênh", "Hình thức tổ chức", "Loại hoạt động",
               "Loại hình", "Hình thức hoạt động", "Kênh tuyên truyền", "Cách thức"),
    ),
    Taken(
        "title", "Tên việc", read_text(200), width=34, longest=200, note="Khi cách làm chưa nói đủ. Không bắt buộc.",
        names=("Việc", "Nội dung", "Tên hoạt động", "Hoạt động", "Nội dung hoạt động", "Nội dung tuyên truyền",
               "Nội dung công việc", "Chủ đề", "Chuyên đề", "Nội dung thực hiện", "Tên cuộc", "Diễn giải"),
    ),
    Taken("place", "Địa điểm", read_text(200), names=("Nơi tổ chức", "Địa điểm tổ chức", "Tại"), width=24, longest=200),
    Taken("lead", "Chủ trì", read_text(200), width=22, note="Bỏ trống là Mặt trận của đơn vị ấy.",
          names=("Đơn vị chủ trì", "Cơ quan chủ trì", "Tổ chức chủ trì")),
    Taken("partners", "Phối hợp", read_text(400), width=26, note="Tên ngắn, cách nhau bằng dấu phẩy.",
          names=("Cùng với", "Đơn vị phối hợp", "Cơ quan phối hợp", "Tổ chức phối hợp")),
    Taken("task", "Nhiệm vụ", read_text(400), names=("Nhiệm vụ trong kế hoạch",), in_template=False),
    Taken("programme", "Chương trình", read_text(400), in_template=False),
)  # fmt: skip
_COUNTS = (
    Taken(
        "attendance_count", "Lượt người dự", read_count(MOST["attendance_count"]), width=12,
        names=("Số người dự", "Số lượt người", "Lượt người", "Số người tham dự", "Số người", "Người dự", "SL người",
               "Số lượng người", "Tổng số người", "Số lượng tham gia", "Số người tham gia", "Số lượt", "Số lượng", "SL",
               "Tham dự", "Tổng số lượt người", "Số lượt người dự", "Số lượt người tham dự", "Lượt người tham dự",
               "Số lượt người tham gia", "Lượt người nghe", "Số người nghe"),
    ),
    Taken("female_count", "Nữ", read_count(MOST["attendance_count"], empty=None), width=8,
          names=("Trong đó nữ", "Số nữ", "Lượt nữ", "Nữ giới"), note="Bỏ trống khi không đếm."),
    Taken("leaflet_count", "Tờ rơi", read_count(MOST["leaflet_count"]), width=10,
          names=("Tờ rơi, tài liệu", "Số tờ rơi", "Tài liệu", "Tờ gấp", "Tờ rơi đã phát", "Số tài liệu", "SL tờ rơi",
                 "Số tờ rơi, tài liệu", "Tờ rơi, tờ gấp")),
    Taken("household_count", "Hộ đến thăm", read_count(MOST["household_count"]), width=10,
          names=("Số hộ", "Hộ", "Hộ gia đình", "Số hộ đến thăm", "Hộ đã đến thăm", "Số hộ gia đình")),
    Taken("banner_count", "Băng rôn", read_count(MOST["banner_count"]), width=10,
          names=("Băng rôn, pa nô", "Băng zôn", "Khẩu hiệu", "Pa nô", "Số băng rôn", "Băng rôn, khẩu hiệu",
                 "Pa nô, áp phích", "Băng rôn, pa nô, áp phích", "Pano")),
    Taken("broadcast_count", "Lượt phát loa", read_count(MOST["broadcast_count"]), width=10,
          names=("Tin, bài", "Lượt phát", "Lượt phát thanh", "Số lượt phát", "Phát thanh", "Số tin bài", "Loa",
                 "Buổi phát thanh", "Số lượt phát thanh", "Tin bài phát thanh")),
)  # fmt: skip
_COST = (
    Taken("cost_vnd", "Kinh phí (đồng)", read_money(MOST_COST_VND), width=14,
          names=("Kinh phí", "Chi phí", "Số tiền", "Kinh phí (VNĐ)", "Kinh phí thực hiện"),
          note="Bỏ trống khi chưa rõ; không tốn tiền thì ghi 0."),
)  # fmt: skip
_DETAILS = (
    Taken("organisations", "Nơi cùng làm", read_text(2000), width=26,
          note="Theo sổ tổ chức; cách nhau bằng dấu chấm phẩy.",
          names=("Tổ chức cùng làm", "Tổ chức trên địa bàn cùng làm")),
    Taken("movements", "Phong trào, cuộc vận động", read_text(2000), width=26,
          note="Tên ở trang “Phong trào, văn bản”; cách nhau bằng dấu chấm phẩy.",
          names=("Phong trào", "Cuộc vận động", "Thuộc phong trào", "Lồng ghép phong trào")),
    Taken("instruments", "Văn bản phổ biến", read_text(2000), width=26,
          note="Tên ở trang “Phong trào, văn bản”; cách nhau bằng dấu chấm phẩy.",
          names=("Văn bản được phổ biến", "Văn bản pháp luật", "Luật được phổ biến", "Văn bản tuyên truyền")),
    Taken("materials", "Tài liệu đã dùng", read_text(600), width=26, note="Như: Tờ gấp Luật: 200; Phim ngắn.",
          names=("Tài liệu sử dụng", "Tài liệu tuyên truyền đã dùng")),
)  # fmt: skip
_NOTE = (Taken("note", "Ghi chú", read_text(1000), names=("Ghi thêm",), width=30, longest=1000),)

# What stands in an entry under its own name, straight from a cell.
PLAIN = ("title", "place", "note", "cost_vnd", *(column.key for column in _COUNTS))
# What names things kept in tables of their own → the field of an entry.
DETAILS = {"organisations": "organisation_ids", "movements": "movement_ids", "instruments": "instrument_ids",
           "materials": "materials"}  # fmt: skip


FIXED = (*_PLACE, *_SAID, *_COUNTS, *_COST, *_DETAILS, *_NOTE)


def columns(officer: Officer) -> tuple[Taken, ...]:
    """Every column this officer's workbook may have: the fixed ones, and two for each risk group they count. Where
    several programmes run, the template asks which."""
    offered = recording.programmes_to_record(officer)
    groups = {group.id: group for one in offered for group in one.risk_groups}
    counted = [taken for first in groups_by_column(offered) for taken in _of_group(groups[first])]
    said = tuple(_asked(taken, offered) if taken.key == "programme" else taken for taken in _SAID)
    return (*_PLACE, *said, *_COUNTS, *counted, *_COST, *_DETAILS, *_NOTE)


def groups_by_column(offered: Sequence[recording.OfferedProgramme]) -> dict[int, dict[int, int]]:
    """The group a column is named after → programme → that programme's group of this name. Two programmes often count
    the same people: one column for both, or a heading would mean either."""
    found: dict[int, dict[int, int]] = {}
    named: dict[str, int] = {}
    for one in offered:
        for group in one.risk_groups:
            names = {vietnamese.search_key(group.short_name), vietnamese.search_key(group.name)}
            first = next((named[name] for name in names if name in named), group.id)
            if one.row.id in found.setdefault(first, {}):
                first = group.id  # two of one programme are two, whatever they are called
                found.setdefault(first, {})
            found[first][one.row.id] = group.id
            named |= dict.fromkeys(names - named.keys(), first)
    return found


def _asked(taken: Taken, offered: Sequence[recording.OfferedProgramme]) -> Taken:
    if len(offered) < 2:
        return taken
    titles = tuple(one.row.short_title for one in offered)
    return replace(taken, in_template=True, width=30, choices=titles, note=f"Bỏ trống là “{titles[0]}”.")


def _of_group(group: RiskGroupRow) -> tuple[Taken, Taken]:
    """How many of a group came, and how many of these for the first time this year."""
    names = (group.name,) if group.name != group.short_name else ()
    most = MOST["attendance_count"]
    return (
        Taken(f"risk_{group.id}", group.short_name, read_count(most), names=names, width=11,
              note="Đếm bằng giơ tay, trong số người dự. Không ghi tên ai."),
        Taken(f"first_{group.id}", f"{group.short_name}, lần đầu", read_count(most, empty=None), width=11,
              names=tuple(f"{name}, lần đầu" for name in names),
              note="Lần đầu trong năm theo chương trình này, đếm bằng giơ tay. Bỏ trống khi không hỏi."),
    )  # fmt: skip
