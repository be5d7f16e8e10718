"""Workbooks as people keep them, each a few lines of text, and what a careful reader would take from them.

Cells stand between bars. `46` is a number, `'46` a text, `d:2024-10-05` a day cell, `m:2024-10-01` one that shows its
month alone, `=46` a formula with that last value, `!` a formula that is broken, `<` belongs to the merged cell at its
left, `^` to the one above. A line `== Tên` begins a sheet. An expected line is "day place channel attendances", and
more counts where they matter.
"""

import io
from dataclasses import dataclass, field
from datetime import date

import xlsxwriter


@dataclass(frozen=True)
class Gold:
    about: str
    who: str  # of the cast
    text: str
    rows: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()  # "row column: part of the sentence"
    likely: tuple[str, ...] = ()  # "said → meant"
    left_out: tuple[str, ...] = ()  # "row why"
    counts: tuple[str, ...] = field(default=("attendance_count",))


def workbook(text: str) -> bytes:
    """The .xlsx of a description."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = {"day": book.add_format({"num_format": "dd/mm/yyyy"}), "month": book.add_format({"num_format": "mmm-yy"})}
    for name, lines in _sheets(text):
        page = book.add_worksheet(name)
        grid = [[cell.strip() for cell in line.split("|")] for line in lines]
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if cell not in ("", "<", "^"):
                    _write(page, row, column, cell, day)
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if cell not in ("", "<", "^"):
                    _merge(page, grid, row, column, day)
    book.close()
    return out.getvalue()


def _sheets(text: str) -> list[tuple[str, list[str]]]:
    sheets: list[tuple[str, list[str]]] = []
    for line in text.strip("\n").split("\n"):
        if line.startswith("== "):
            sheets.append((line[3:], []))
            continue
        if not sheets:
            sheets.append(("Sheet1", []))
        sheets[-1][1].append(line)
    return sheets


def _write(page, row: int, column: int, cell: str, day) -> None:
    if cell.startswith("'"):
        page.write_string(row, column, cell[1:])
    elif cell.startswith("d:"):
        page.write_datetime(row, column, date.fromisoformat(cell[2:]), day["day"])
    elif cell.startswith("m:"):
        page.write_datetime(row, column, date.fromisoformat(cell[2:]), day["month"])
    elif cell.startswith("="):
        page.write_formula(row, column, "=1", None, float(cell[1:]))
    elif cell == "!":
        page.write_formula(row, column, "=1/0", None, "#DIV/0!")
    else:
        try:
            page.write_number(row, column, float(cell))
        except ValueError:
            page.write_string(row, column, cell)


def _merge(page, grid: list[list[str]], row: int, column: int, day) -> None:
    right = column
    while right + 1 < len(grid[row]) and grid[row][right + 1] == "<":
        right += 1
    bottom = row
    while bottom + 1 < len(grid) and column < len(grid[bottom + 1]) and grid[bottom + 1][column] == "^":
        bottom += 1
    if (right, bottom) != (column, row):
        page.merge_range(row, column, bottom, right, "")
        _write(page, row, column, grid[row][column], day)


GOLD = (
    Gold(
        "our own template's titles",
        "hanh",
        """
Ngày | Ở đâu | Bằng cách nào | Tên việc | Lượt người dự | Nữ
d:2024-10-05 | Thôn Bồng Lai | Họp thôn, khu dân cư | Họp cuối quý | 46 | 20
""",
        rows=("05/10 Bồng Lai meeting 46 20",),
        counts=("attendance_count", "female_count"),
    ),
    Gold(
        "title rows, STT, a totals row and signatures",
        "hanh",
        """
UBMTTQ XÃ HỒNG PHONG
TỔNG HỢP HOẠT ĐỘNG TUYÊN TRUYỀN QUÝ III NĂM 2024

STT | Ngày tổ chức | Địa bàn | Hình thức | Số người tham dự
1 | d:2024-09-03 | Thôn Bồng Lai | Họp thôn | 46
2 | d:2024-09-04 | Thôn Tiêu Sơn | Hội nghị | 51
Tổng cộng | < | < | < | =97

Ghi chú: số liệu đến hết ngày 30/9
| | | Hồng Phong, ngày 30 tháng 9 năm 2024
Người lập biểu | | | TM. BAN THƯỜNG TRỰC
(Ký, ghi rõ họ tên)
Nguyễn Thị Hạnh | | | Trần Thị Lan
""",
        rows=("03/09 Bồng Lai meeting 46", "04/09 Tiêu Sơn conference 51"),
        left_out=("7 dòng cộng", "9 ghi chú", "10 ghi chú", "11 ghi chú", "12 ghi chú", "13 ghi chú"),
    ),
    Gold(
        "a header of two rows with merged cells",
        "hanh",
        """
STT | Thời gian | Thôn | Hình thức | Số người dự | < | Tài liệu
^ | ^ | ^ | ^ | Tổng số | Nữ | Tờ rơi
1 | 5/10/2024 | Bồng Lai | Phát tờ rơi | 60 | 31 | 200
""",
        rows=("05/10 Bồng Lai leaflet 60 31 200",),
        counts=("attendance_count", "female_count", "leaflet_count"),
    ),
    Gold(
        "two rows of header that nobody merged, and a row that numbers the columns",
        "hanh",
        """
TT | Ngày | Khu dân cư | Cách làm | Lượt người | |
 | | | | Tổng số | Trong đó nữ
(1) | (2) | (3) | (4) | (5) | (6)
1 | 05-10-2024 | Bồng Lai | CLB | 30 | 22
""",
        rows=("05/10 Bồng Lai club 30 22",),
        left_out=("3 hàng đánh số",),
        counts=("attendance_count", "female_count"),
    ),
    Gold(
        "no marks, abbreviations, another order of columns",
        "hanh",
        """
SL | hinh thuc | KDC | NGAY
46 | hop thon | bong lai | 5/10/24
""",
        rows=("05/10 Bồng Lai meeting 46",),
    ),
    Gold(
        "letters decomposed, as a Mac writes them",
        "hanh",
        """
Nga\u0300y | Đi\u0323a ba\u0300n | Hi\u0300nh thư\u0301c | Sô\u0301 ngươ\u0300i
5/10/2024 | Thôn Bô\u0300ng Lai | Ho\u0323p thôn | 46
""",
        rows=("05/10 Bồng Lai meeting 46",),
    ),
    Gold(
        "numbers as texts, with points, spaces and words",
        "hanh",
        """
Ngày | Thôn | Hình thức | Số người | Nữ | Tờ rơi
5/10/2024 | Bồng Lai | Hội nghị | '1.234 | '612 người | '1 500
6/10/2024 | Bồng Lai | Hội nghị | '1,234 | '05 | '200 tờ
7/10/2024 | Bồng Lai | Hội nghị | '120,0 | - | 0
""",
        rows=(
            "05/10 Bồng Lai conference 1234 612 1500",
            "06/10 Bồng Lai conference 1234 5 200",
            "07/10 Bồng Lai conference 120 None 0",
        ),
        counts=("attendance_count", "female_count", "leaflet_count"),
    ),
    Gold(
        "numbers that might be two numbers are asked about",
        "hanh",
        """
Ngày | Thôn | Hình thức | Số người
5/10/2024 | Bồng Lai | Họp | 46/20
6/10/2024 | Bồng Lai | Họp | 1.5
7/10/2024 | Bồng Lai | Họp | khoảng 40
8/10/2024 | Bồng Lai | Họp | -3
9/10/2024 | Bồng Lai | Họp | !
""",
        wrong=(
            "2 Số người: “46/20” không phải",
            "3 Số người: 1,5 không phải số nguyên",
            "4 Số người: “khoảng 40”",
            "5 Số người: -3 là số âm",
            "6 Số người: công thức",
        ),
    ),
    Gold(
        "days in every way people write them",
        "hanh",
        """
Ngày | Thôn | Hình thức | Số người
05/10/2024 | Bồng Lai | Họp | 1
6/10/24 | Bồng Lai | Họp | 2
07-10-2024 | Bồng Lai | Họp | 3
8.10.2024 | Bồng Lai | Họp | 4
2024-10-09 | Bồng Lai | Họp | 5
ngày 10 tháng 10 năm 2024 | Bồng Lai | Họp | 6
45576 | Bồng Lai | Họp | 7
19h30, ngày 12/10/2024 | Bồng Lai | Họp | 8
Chủ nhật, 13/10/2024 | Bồng Lai | Họp | 9
tối ngày 14/10/2024 | Bồng Lai | Họp | 10
""",
        rows=tuple(f"{day:02d}/10 Bồng Lai meeting {n}" for n, day in enumerate(range(5, 15), start=1)),
    ),
    Gold(
        "days that are no day",
        "hanh",
        """
Ngày | Thôn | Hình thức | Số người
Tháng 10/2024 | Bồng Lai | Họp | 1
m:2024-10-01 | Bồng Lai | Họp | 2
5/10 | Bồng Lai | Họp | 3
05-07/10/2024 | Bồng Lai | Họp | 4
10/25/2024 | Bồng Lai | Họp | 5
31/9/2024 | Bồng Lai | Họp | 6
đầu tháng | Bồng Lai | Họp | 7
 | Bồng Lai | Họp | 8
25/12/2024 | Bồng Lai | Họp | 9
""",
        wrong=(
            "2 Ngày: mới có tháng",
            "3 Ngày: mới có tháng",
            "4 Ngày: thiếu năm",
            "5 Ngày: nhiều ngày",
            "6 Ngày: tháng trước ngày",
            "7 Ngày: Không có ngày",
            "8 Ngày: không đọc được",
            "9 Ngày: chưa có ngày",
            "10 Ngày: chưa tới",
        ),
    ),
    Gold(
        "sections that name the commune for the rows below, with their sums",
        "khai",
        """
STT | Ngày | Nội dung | Hình thức | Số người
I | Xã Kiến Quốc | | | 97
1 | 5/10/2024 | Nói chuyện | Hội nghị | 46
2 | 6/10/2024 | Phát động | Hội nghị | 51
II | Xã Đồng Tâm | | | 30
1 | 7/10/2024 | Họp quý | Họp dân | 30
 | Cộng | | | 127
""",
        rows=("05/10 Kiến Quốc conference 46", "06/10 Kiến Quốc conference 51", "07/10 Đồng Tâm meeting 30"),
        left_out=("2 tên nhóm", "5 tên nhóm", "7 dòng cộng"),
    ),
    Gold(
        "sections written in one cell",
        "khai",
        """
Nội dung | Ngày | Hình thức | Số người
A. HUYỆN NINH GIANG
I. Xã Kiến Quốc
Nói chuyện | 5/10/2024 | Hội nghị | 46
II. Xã Đồng Tâm
Họp quý | 7/10/2024 | Họp dân | 30
""",
        rows=("05/10 Kiến Quốc conference 46", "07/10 Đồng Tâm meeting 30"),
    ),
    Gold(
        "the commune in a cell merged over its rows",
        "khai",
        """
STT | Xã | Ngày | Hình thức | Số người
1 | Kiến Quốc | 5/10/2024 | Hội nghị | 46
2 | ^ | 6/10/2024 | Hội nghị | 51
3 | Đồng Tâm | 7/10/2024 | Họp dân | 30
""",
        rows=("05/10 Kiến Quốc conference 46", "06/10 Kiến Quốc conference 51", "07/10 Đồng Tâm meeting 30"),
    ),
    Gold(
        "official codes, which need no name",
        "khai",
        """
Mã đơn vị | Tên đơn vị | Ngày | Hình thức | Số người
11300 | xa kien quoc | 5/10/2024 | Hội nghị | 46
'11301 | | 6/10/2024 | Hội nghị | 51
11999 | Không có | 7/10/2024 | Họp dân | 30
""",
        wrong=("4 Mã đơn vị: Không có đơn vị mã",),
    ),
    Gold(
        "a name that two communes bear, told apart by its district",
        "binh",
        """
Đơn vị | Huyện | Ngày | Hình thức | Số người
Xã Đồng Tâm | Ninh Giang | 5/10/2024 | Hội nghị | 46
Xã Đồng Tâm, huyện Thanh Miện | | 6/10/2024 | Hội nghị | 51
Đồng Tâm | | 7/10/2024 | Hội nghị | 30
""",
        wrong=("4 Đơn vị: có nhiều đơn vị cùng tên",),
    ),
    Gold(
        "told apart by its district, all of it right",
        "binh",
        """
Đơn vị | Huyện | Ngày | Hình thức | Số người
Xã Đồng Tâm | Ninh Giang | 5/10/2024 | Hội nghị | 46
X. Đồng Tâm - Thanh Miện | | 6/10/2024 | Hội nghị | 51
""",
        rows=("05/10 Đồng Tâm conference 46", "06/10 Đồng Tâm conference 51"),
    ),
    Gold(
        "a commune by its name from before a merger",
        "khai",
        """
Đơn vị | Ngày | Hình thức | Số người
Xã Quyết Thắng | 5/10/2024 | Hội nghị | 46
""",
        rows=("05/10 Kiến Quốc conference 46",),
        likely=("Xã Quyết Thắng → xã Kiến Quốc",),
    ),
    Gold(
        "a letter wrong, another mark, another kind: understood, and asked about",
        "khai",
        """
Đơn vị | Ngày | Hình thức | Số người
Xã Kiến Quôc | 5/10/2024 | Hội nghị | 46
Xã Kiến Quố | 6/10/2024 | Hội nghị | 47
Phường Đồng Tâm | 7/10/2024 | Hội nghị | 48
Xã Đông Tâm | 8/10/2024 | Hội nghị | 49
""",
        rows=(
            "05/10 Kiến Quốc conference 46",
            "06/10 Kiến Quốc conference 47",
            "07/10 Đồng Tâm conference 48",
            "08/10 Đồng Tâm conference 49",
        ),
        likely=(
            "Xã Kiến Quôc → xã Kiến Quốc",
            "Xã Kiến Quố → xã Kiến Quốc",
            "Phường Đồng Tâm → xã Đồng Tâm",
            "Xã Đông Tâm → xã Đồng Tâm",
        ),
    ),
    Gold(
        "a name too far from any, and one of somebody else's",
        "hanh",
        """
Thôn | Ngày | Hình thức | Số người
Bồng Trai Thượng | 5/10/2024 | Họp | 46
Xã Đình Cao | 6/10/2024 | Họp | 46
""",
        wrong=("2 Thôn: không có đơn vị", "3 Thôn: không có đơn vị"),
    ),
    Gold(
        "a channel nobody knows, with the list of those there are",
        "hanh",
        """
Thôn | Ngày | Hình thức | Số người
Bồng Lai | 5/10/2024 | Cắm trại | 46
""",
        wrong=("2 Hình thức: “Cắm trại” không có trong danh sách. Xin ghi một trong: Họp thôn",),
    ),
    Gold(
        "no column of channels: the name of the activity speaks of it, and is asked about",
        "hanh",
        """
Ngày | Nội dung | Địa bàn | Số lượng
5/10/2024 | Hội nghị tuyên truyền Luật Phòng, chống ma túy | Toàn xã | 120
6/10/2024 | Phát tờ rơi tại chợ | xã | 85
""",
        rows=("05/10 Hồng Phong conference 120", "06/10 Hồng Phong leaflet 85"),
        likely=(
            "Ô cách làm để trống → làm bằng cách “Hội nghị, quán triệt”",
            "Ô cách làm để trống → làm bằng cách “Phát tờ rơi, tài liệu”",
        ),
    ),
    Gold(
        "no column of units in a commune's own book: all of its own, to be said yes to",
        "hanh",
        """
Ngày | Hình thức | Số người
5/10/2024 | Loa truyền thanh | 0
6/10/2024 | Văn nghệ | 200
""",
        rows=("05/10 Hồng Phong loudspeaker 0", "06/10 Hồng Phong culture 200"),
        likely=("Bảng không có cột đơn vị → xã Hồng Phong",),
    ),
    Gold(
        "several sheets: the one that fits is read, and the other that fits is named",
        "hanh",
        """
== Bìa
Sổ theo dõi
== Dự toán
STT | Nội dung chi | Thành tiền
1 | In tờ rơi | 1200000
== Quý III
Ngày | Thôn | Hình thức | Số người
5/9/2024 | Bồng Lai | Họp | 46
== Quý IV
Ngày | Thôn | Hình thức
5/10/2024 | Bồng Lai | Họp
""",
        rows=("05/09 Bồng Lai meeting 46",),
    ),
    Gold(
        "the header again on each printed page, empty rows between, only a number prefilled",
        "hanh",
        """
STT | Ngày | Thôn | Hình thức | Số người
1 | 5/10/2024 | Bồng Lai | Họp | 46

STT | Ngày | Thôn | Hình thức | Số người
2 | 6/10/2024 | Tiêu Sơn | Họp | 47
3 | | | |
4 | | | |
""",
        rows=("05/10 Bồng Lai meeting 46", "06/10 Tiêu Sơn meeting 47"),
        left_out=("4 hàng tiêu đề", "6 mới có số", "7 mới có số"),
    ),
    Gold(
        "notes in brackets, stars, units of measure and line breaks in the titles",
        "hanh",
        """
Ngày (*) | Thôn, tổ dân phố (nơi diễn ra) | Hình thức: | Số lượt người tham dự (người) | Đơn vị tính
5/10/2024 | Thôn Bồng Lai | Họp thôn | 46 | người
""",
        rows=("05/10 Bồng Lai meeting 46",),
    ),
    Gold(
        "who led and with whom, in short names",
        "hanh",
        """
Ngày | Thôn | Hình thức | Số người | Chủ trì | Phối hợp
5/10/2024 | Bồng Lai | Họp | 46 | Mặt trận xã Hồng Phong | Công an xã, Hội Phụ nữ
6/10/2024 | Bồng Lai | Họp | 46 | | CA và phụ nữ
7/10/2024 | Bồng Lai | Họp | 46 | | Hội Sinh vật cảnh
""",
        wrong=("4 Phối hợp: không có tổ chức “Hội Sinh vật cảnh”",),
    ),
    Gold(
        "counts of groups at risk, beyond those who came",
        "hanh",
        """
Ngày | Thôn | Hình thức | Số người | Làm ăn xa | Người nghiện
5/10/2024 | Bồng Lai | Họp | 46 | 12 | 3
6/10/2024 | Bồng Lai | Họp | 4 | 12 |
""",
        wrong=("3 Làm ăn xa: nhiều hơn số người dự",),
    ),
    Gold(
        "women beyond all, and an activity that tells no number",
        "hanh",
        """
Ngày | Thôn | Hình thức | Số người | Nữ
5/10/2024 | Bồng Lai | Họp | 46 | 47
6/10/2024 | Bồng Lai | Họp | |
""",
        wrong=("2 Nữ: nhiều hơn", "3 Số người: ít nhất một con số"),
    ),
    Gold(
        "a unit that records for itself",
        "khai",
        """
Đơn vị | Ngày | Hình thức | Số người
Xã Hồng Phong | 5/10/2024 | Hội nghị | 46
""",
        wrong=("2 Đơn vị: tự ghi được việc của mình",),
    ),
    Gold(
        "a commune whose name begins like a total, and a total that begins like a commune",
        "khai",
        """
STT | Đơn vị | Ngày | Hình thức | Số người
1 | Cộng Hòa | 5/10/2024 | Hội nghị | 46
2 | Tổng Xá | 6/10/2024 | Hội nghị | 47
| Cộng | | | 93
| Lũy kế từ đầu năm | | | 930
""",
        rows=("05/10 Cộng Hòa conference 46", "06/10 Tổng Xá conference 47"),
        left_out=("4 dòng cộng", "5 dòng cộng"),
    ),
)
