"""The child's side of taking a table in: opens the workbook, finds the table, and hands back its columns."""

from typing import Any

from vandong.kernel import sheet_reader
from vandong.kernel.child import CannotRead
from vandong.kernel.sheet_intake import finding
from vandong.kernel.sheet_intake.found import dumps
from vandong.kernel.sheet_intake.titles import Wanted

MOST_COLUMNS = 200


def read_table(payload: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Meta: {"rows": how many}. Body: the table, as `found.loads` reads it. Options: `wanted` as lists of (key, names,
    fills_down), `needs`, `max_rows`."""
    pages = sheet_reader.pages(payload, max_rows=options["max_rows"] + 100, max_columns=MOST_COLUMNS)
    wanted = [Wanted(key, tuple(names), fills_down) for key, names, fills_down in options["wanted"]]
    try:
        found = finding.find(pages, wanted, options["needs"])
    except finding.NotFound as missing:
        raise CannotRead(str(missing)) from missing
    page = next(one for one in pages if one.name == found.sheet)
    if page.is_cut or len(found) > options["max_rows"]:
        most = f"{options['max_rows']:,}".replace(",", ".")
        raise CannotRead(
            f"Trang “{found.sheet}” dài hơn {most} dòng nên chưa đọc dòng nào. "
            "Xin chia thành nhiều tệp rồi gửi từng tệp."
        )
    if not found.rows:
        raise CannotRead(f"Trang “{found.sheet}” có hàng tiêu đề nhưng chưa có dòng nào. Xin điền ít nhất một dòng.")
    return {"rows": len(found)}, dumps(found)
