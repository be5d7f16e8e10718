"""The template that goes out: the columns with their lists and checks, the units that may be named, and how to."""

from collections.abc import Sequence

from vandong.accounts.access import Officer
from vandong.kernel import sheet
from vandong.kernel.sheet_intake.declared import Taken
from vandong.units import queries as units

STEPS = (
    "Mỗi việc một dòng. Ngày ghi như 05/11/2024; số ghi như 46 hoặc 1.234.",
    "Có sẵn bảng riêng thì gửi thẳng bảng ấy: phần mềm tự tìm hàng tiêu đề, bỏ qua dòng cộng và chữ ký.",
    "“Ở đâu” ghi tên thôn, khu dân cư hoặc xã; trùng tên thì điền thêm mã ở trang “Đơn vị”.",
    "“Bằng cách nào” chọn trong danh sách của ô.",
    "Nhóm nguy cơ chỉ ghi số người, không bao giờ ghi tên.",
    "Gửi lên thì xem trước; chưa ghi gì cho đến khi anh/chị nhận. Gửi lại cùng một tệp không ghi thêm việc.",
)


def template(officer: Officer, columns: Sequence[Taken]) -> list[sheet.Sheet]:
    kept = [column.for_template for column in columns if column.in_template]
    below = [row for level in units.LEVEL_NAMES for row in units.descendants(officer.unit_id, officer.on, level)]
    parents = units.latest_parents([row.id for row in below], officer.on)
    rows = [(row.code, row.name, parents[row.id].name if row.id in parents else "") for row in below]
    return [
        sheet.Sheet("Hoạt động", kept, [], heading=[f"Hoạt động, {officer.unit_name}"], is_template=True),
        sheet.Sheet(
            "Đơn vị", [sheet.Column("Mã đơn vị", 14), sheet.Column("Tên", 32), sheet.Column("Thuộc", 32)], rows
        ),
        sheet.Sheet("Hướng dẫn", [sheet.Column("Cách điền", 100)], [(step,) for step in STEPS]),
    ]
