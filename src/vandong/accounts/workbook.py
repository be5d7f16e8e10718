"""The workbook of accounts: the template that goes out, and its rows as they come back."""

from collections.abc import Mapping, Sequence

from vandong.accounts import rules
from vandong.accounts.models import Capability
from vandong.kernel import sheet, vietnamese
from vandong.kernel.sheet_intake.declared import Taken
from vandong.kernel.sheet_intake.judging import Reading
from vandong.kernel.sheet_intake.values import read_text, read_yes
from vandong.units import queries as units
from vandong.units.queries import UnitRow

_LABELS = {"record": "Ghi việc", "approve": "Duyệt, ký", "coordinate": "Điều phối", "liaise": "Liên hệ",
           "administer": "Quản trị"}  # fmt: skip
NEEDS = (("username",), ("full_name",))
COLUMNS: tuple[Taken, ...] = (
    *units.place_columns("Đơn vị"),
    Taken("username", "Tên đăng nhập", read_text(60), names=("Tên truy cập", "Tài khoản", "User", "Username")),
    Taken("full_name", "Họ và tên", read_text(200), names=("Họ tên", "Tên cán bộ", "Họ và tên cán bộ", "Người dùng")),
    Taken("title", "Chức danh", read_text(400), names=("Chức vụ", "Chức danh, chức vụ")),
    Taken("phone", "Điện thoại", read_text(30), names=("Số điện thoại", "ĐT", "SĐT", "Di động")),
    *(Taken(code, label, read_yes, names=("Duyệt",) if code == "approve" else ()) for code, label in _LABELS.items()),
)


STEPS = (
    "Điền họ tên, chức danh cho từng đơn vị có người dùng. Hàng chưa có họ tên thì được bỏ qua.",
    "Tên đăng nhập đã gợi ý sẵn, sửa được. Không dùng lại tên của người khác.",
    "Đánh x vào việc người ấy được làm. Xem thì ai cũng được.",
    "Một xã có hai người: chép cả hàng, đổi tên đăng nhập và họ tên.",
    "Lưu lại, gửi lên trang “Nhận từ bảng tính”. Phần mềm cho xem trước, chưa ghi gì.",
    "Gửi lại cùng một bảng không tạo thêm tài khoản.",
)


def template(place: str, listed: Sequence[UnitRow]) -> list[sheet.Sheet]:
    """One row a unit with its code, name and a suggested user name; the rest to be filled; and how to."""
    columns = [
        sheet.Column("Mã đơn vị", 12, note="Giữ nguyên. Thêm người thứ hai của xã: chép cả hàng xuống dưới."),
        sheet.Column("Đơn vị", 28),
        sheet.Column("Tên đăng nhập", 26, note="Sửa được. Chữ thường không dấu, số, dấu chấm.", longest=60),
        sheet.Column("Họ và tên", 28, note="Có dấu, đầy đủ. Để trống thì bỏ qua hàng này.", longest=120),
        sheet.Column("Chức danh", 22, note="Như “Cán bộ Mặt trận”, “Chủ tịch”.", longest=120),
        sheet.Column("Điện thoại", 16, note="Không bắt buộc.", longest=30),
        *(
            sheet.Column(_LABELS[code], 11, choices=("x",), note=f"Đánh x: {Capability(code).label}.")
            for code in rules.CAPABILITIES
        ),
    ]
    rows = [
        (unit.code, unit.name, rules.suggest_username(unit.proper_name, unit.code), "", "", "", "x") for unit in listed
    ]
    guide = sheet.Sheet("Hướng dẫn", [sheet.Column("Cách điền", 90)], [(step,) for step in STEPS])
    heading = (f"Tài khoản của các đơn vị thuộc {vietnamese.uncapitalised(place)}",)
    return [sheet.Sheet("Tài khoản", columns, rows, heading=heading, is_template=True), guide]


def rows_of(reading: Reading, names: units.RowPlaces, codes: Mapping[int, str]) -> list[rules.SheetRow]:
    """The filled rows, each with the code of its unit; `codes` are those of the units in scope. What can't be told is
    noted in the reading."""
    values, rows = reading.values, []
    for n, number in enumerate(reading.found.rows):
        said = {key: str(values[key][n]) for key in ("unit_code", "username", "full_name", "title", "phone")}
        if not said["full_name"] and not said["phone"] and not said["title"]:
            continue  # a line of the template that nobody filled
        code = said["unit_code"]
        if not code and names.said(n):
            unit_id = names.unit_of(n)
            if unit_id is None:
                continue
            code = codes[unit_id]
        granted = tuple(code for code in rules.CAPABILITIES if values[code][n] is True)
        username = rules.tidy_username(said["username"])
        rows.append(rules.SheetRow(number, code, username, said["full_name"], said["title"], said["phone"], granted))
    return rows
