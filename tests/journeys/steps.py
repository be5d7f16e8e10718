"""Steps people take on the pages of a journey, and what is read off them."""

import io

from docx import Document

from vandong.reporting.models import Report


def sentence_of(page) -> str:
    """What a page of refusal says."""
    return page.locator(".refused .lead").inner_text().strip()


def sentence_beside(page, field: str) -> str:
    """What is said beside a field that was not accepted."""
    return page.locator(f"#{field}_error").inner_text().strip()


def record(page, attendance: int, leaflets: int = 0) -> None:
    """Record yesterday's village meeting as a thumb would."""
    page.goto("/hoat-dong/ghi/")
    page.get_by_label("Hôm qua").check(force=True)
    for place in ("Bồng Lai", "thôn Bồng Lai"):
        found = page.locator("fieldset#id_unit label", has_text=place)
        if found.count():
            found.first.click()
            break
    page.locator("fieldset#id_channel label").first.click()
    page.locator("#id_attendance_count").fill(str(attendance))
    if leaflets:
        page.locator("summary", has_text="Tờ rơi").click()
        page.locator("#id_leaflet_count").fill(str(leaflets))
    page.get_by_role("button", name="Lưu hoạt động").click()
    page.wait_for_url("**/hoat-dong/**")


def open_own_report(page, period: int) -> str:
    """Start one's own report; returns its address."""
    page.goto(f"/bao-cao/ky/{period}/")
    page.get_by_role("button", name="Lập báo cáo").click()
    page.wait_for_url("**/bao-cao/*/")
    return page.url


def submit(page) -> None:
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_load_state("networkidle")


def approve(page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Duyệt và ký").click()
    page.get_by_role("dialog").get_by_role("button", name="Duyệt").click()
    page.get_by_text("Đã duyệt").first.wait_for()


def report_of(unit_id: int) -> Report:
    return Report.objects.filter(unit_id=unit_id).latest("version")


def figure(unit_id: int, indicator: str) -> int:
    return report_of(unit_id).lines.get(indicator=indicator, risk_group="").value


def text_of(content: bytes) -> str:
    """All words of a Word document, tables included."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
