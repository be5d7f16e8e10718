"""The workbook of accounts: the template that goes out, and its rows as they come back."""

from collections.abc import Sequence

from vandong.accounts import rules
from vandong.accounts.errors import ColumnsMissing, NothingToImport
from vandong.accounts.models import Capability
from vandong.kernel import sheet, vietnamese
from vandong.units.queries import UnitRow

_TITLES: dict[str, tuple[str, ...]] = {
    "unit_code": ("Mã đơn vị", "Mã"),
    "unit_name": ("Đơn vị",),
    "username": ("Tên đăng nhập",),
    "full_name": ("Họ và tên", "Họ tên"),
    "title": ("Chức danh", "Chức vụ"),
    "phone": ("Điện thoại", "Số điện thoại"),
    "record": ("Ghi việc",),
    "approve": ("Duyệt, ký", "Duyệt"),
    "coordinate": ("Điều phối",),
    "liaise": ("Liên hệ",),
    "administer": ("Quản trị",),
}


def template(place: str, units: Sequence[UnitRow]) -> list[sheet.Sheet]:
    """One row a unit with its code, name and a suggested user name; the rest to be filled; and how to."""
    columns = [
        sheet.Column("Mã đơn vị", 12, note="Giữ nguyên. Thêm người thứ hai của xã: chép cả hàng xuống dưới."),
        sheet.Column("Đơn vị", 28),
        sheet.Column("Tên đăng nhập", 26, note="Sửa được. Chữ thường không dấu, số, dấu chấm.", longest=60),
        sheet.Column("Họ và tên", 28, note="Có dấu, đầy đủ. Để trống thì bỏ qua hàng này.", longest=120),
        sheet.Column("Chức danh", 22, note="Như “Cán bộ Mặt trận”, “Chủ tịch”.", longest=120),
        sheet.Column("Điện thoại", 16, note="Không bắt buộc.", longest=30),
        *(
            sheet.Column(_TITLES[code][0], 11, choices=("x",), note=f"Đánh x: {Capability(code).label}.")
            for code in rules.CAPABILITIES
        ),
    ]
    rows = [
        (unit.code, unit.name, rules.suggest_username(unit.proper_name, unit.code), "", "", "", "x") for unit in units
    ]
    steps = (
        "Điền họ tên, chức danh cho từng đơn vị có người dùng. Hàng chưa có họ tên thì được bỏ qua.",
        "Tên đăng nhập đã gợi ý sẵn, sửa được. Không dùng lại tên của người khác.",
        "Đánh x vào việc người ấy được làm. Xem thì ai cũng được.",
        "Một xã có hai người: chép cả hàng, đổi tên đăng nhập và họ tên.",
        "Lưu lại, gửi lên trang “Tài khoản từ một bảng”. Phần mềm cho xem trước, chưa ghi gì.",
        "Gửi lại cùng một bảng không tạo thêm tài khoản.",
    )
    guide = sheet.Sheet("Hướng dẫn", [sheet.Column("Cách điền", 90)], [(step,) for step in steps])
    heading = (f"Tài khoản của các đơn vị thuộc {vietnamese.uncapitalised(place)}",)
    return [sheet.Sheet("Tài khoản", columns, rows, heading=heading, is_template=True), guide]


def rows_of(sheets: Sequence[sheet.ReadSheet]) -> list[rules.SheetRow]:
    """The filled rows. Raises ColumnsMissing, NothingToImport."""
    table = sheet.find_table(sheets, _TITLES, needed=("unit_code", "username", "full_name"))
    if table is None:
        raise ColumnsMissing(field="file")
    rows = []
    for number, record in table.records:
        said = {key: sheet.as_text(record.get(key)) for key in _TITLES}
        granted = tuple(code for code in rules.CAPABILITIES if rules.is_yes(said[code]))
        if not said["full_name"] and not said["phone"] and not said["title"]:
            continue
        rows.append(
            rules.SheetRow(
                number,
                said["unit_code"],
                rules.tidy_username(said["username"]),
                said["full_name"],
                said["title"],
                said["phone"],
                granted,
            )
        )
    if not rows:
        raise NothingToImport(field="file")
    return rows
