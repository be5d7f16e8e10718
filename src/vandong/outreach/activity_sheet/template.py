"""The template that goes out: the columns with their lists and checks, the units that may be named, and how to."""

from collections.abc import Sequence
from dataclasses import replace

from vandong.accounts.access import Officer
from vandong.kernel import sheet
from vandong.kernel.sheet_intake.declared import Taken
from vandong.outreach import recording
from vandong.units import queries as units

_KINDS = {recording.MOVEMENT: "Phong trào, cuộc vận động", recording.INSTRUMENT: "Văn bản"}
STEPS = (
    "Mỗi việc một dòng. Ngày ghi như 05/11/2024; số ghi như 46 hoặc 1.234.",
    "Có sẵn bảng riêng thì gửi thẳng bảng ấy: phần mềm tự tìm hàng tiêu đề, bỏ qua dòng cộng và chữ ký.",
    "“Ở đâu” ghi tên thôn, khu dân cư hoặc xã; trùng tên thì điền thêm mã ở trang “Đơn vị”.",
    "“Bằng cách nào” chọn trong danh sách của ô.",
    "Nhóm nguy cơ chỉ ghi số người, không bao giờ ghi tên.",
    "Gửi lên thì xem trước; chưa ghi gì cho đến khi anh/chị nhận. Gửi lại cùng một tệp không ghi thêm việc.",
)


def template(officer: Officer, columns: Sequence[Taken]) -> list[sheet.Sheet]:
    below = [row for level in units.LEVEL_NAMES for row in units.descendants(officer.unit_id, officer.on, level)]
    parents = units.latest_parents([row.id for row in below], officer.on)
    places = units.names_to_choose(below, parents)
    kept = [
        replace(column, choices=places, is_open=True).for_template if column.key == "unit" else column.for_template
        for column in columns
        if column.in_template
    ]
    rows = [(row.code, row.name, parents[row.id].name if row.id in parents else "") for row in below]
    offered = recording.programmes_to_record(officer)
    terms = [(_KINDS[term.kind], term.label, one.row.short_title) for one in offered for term in one.terms]
    words = sheet.Sheet(
        "Phong trào, văn bản",
        [sheet.Column("Loại", 28), sheet.Column("Tên để ghi", 60), sheet.Column("Chương trình", 40)],
        terms,
    )
    return [
        sheet.Sheet("Hoạt động", kept, [], heading=[f"Hoạt động, {officer.unit_name}"], is_template=True),
        sheet.Sheet(
            "Đơn vị", [sheet.Column("Mã đơn vị", 14), sheet.Column("Tên", 32), sheet.Column("Thuộc", 32)], rows
        ),
        *([words] if terms else []),
        sheet.Sheet("Hướng dẫn", [sheet.Column("Cách điền", 100)], [(step,) for step in STEPS]),
    ]
