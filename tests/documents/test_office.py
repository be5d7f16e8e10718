"""What LibreOffice makes of our documents: pages, sizes, fonts, and where the signature falls."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests import make
from tests.documents import contents
from tests.documents.issuing import issue
from vandong.documents import actions
from vandong.documents import profile as profiles
from vandong.documents.models import OfficialDocument
from vandong.documents.rendering_docx import Issue, render
from vandong.documents.rendering_pdf import convert
from vandong.kernel import files
from vandong.kernel.models import AuditLine

pytestmark = pytest.mark.office
DAY = date(2024, 11, 5)


def docx_of(content) -> bytes:
    return render(Issue(content, "05/BC-MTTQ-BTT", DAY, "1-2024-BC-5"), profiles.choose("standing_board", DAY))


def tool(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pages_of(pdf: Path) -> list[str]:
    return tool("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]


@pytest.fixture(scope="module")
def province(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "province.pdf"
    path.write_bytes(convert(docx_of(contents.province(is_demonstration=True))))
    return path


def test_the_province_report_is_a_handful_of_a4_pages(province):
    sizes = [
        line.split(":")[1].split()
        for line in tool("pdfinfo", "-l", "99", str(province)).splitlines()
        if line.startswith("Page") and " size:" in line
    ]
    upright, lying = sizes[:-1], sizes[-1]
    assert 5 <= len(upright) <= 8
    assert all((round(float(s[0])), round(float(s[2]))) == (595, 842) for s in upright)
    assert (round(float(lying[0])), round(float(lying[2]))) == (842, 595)


def test_every_letter_is_set_in_the_stand_in_for_times_new_roman(province):
    fonts = [line.split()[0].split("+")[-1] for line in tool("pdffonts", str(province)).splitlines()[2:]]
    assert fonts
    assert all(font.startswith(("LiberationSerif", "TimesNewRoman")) for font in fonts), fonts


def test_the_first_page_has_the_header_and_no_number_and_the_second_says_two(province):
    first, second, *_ = pages_of(province)
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BAN THƯỜNG TRỰC", "Số: 05/BC-MTTQ-BTT", "Kính gửi:"):
        assert words in first
    assert [line.strip() for line in first.splitlines() if line.strip()][1] != "1"
    assert [line.strip() for line in second.splitlines() if line.strip()][1] == "2"


def test_every_page_of_a_demonstration_is_marked_above_and_below(province):
    for page in pages_of(province):
        assert page.count("BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ") == 2


def test_the_appendix_counts_from_one_again_and_shows_no_number_on_its_first_page(province):
    appendix = pages_of(province)[-1]
    assert "PHỤ LỤC" in appendix
    assert "7" not in [line.strip() for line in appendix.splitlines()]


@pytest.mark.ci
def test_the_signature_never_stands_alone_and_never_breaks(tmp_path):
    """A commune's report grown line by line across the foot of the page."""
    for lines in range(14, 27, 2):
        (tmp_path / f"{lines}.pdf").write_bytes(convert(docx_of(contents.commune(paragraphs=lines))))
        pages = pages_of(tmp_path / f"{lines}.pdf")
        assert len(pages) <= 2, "no empty page behind the text"
        (signed,) = [page for page in pages if "Trần Thị Lan" in page]
        assert "TM. BAN THƯỜNG TRỰC" in signed, f"{lines} paragraphs: the block is broken"
        assert "Nơi nhận:" in signed
        assert "Lưu: VT." in signed
        assert "Đề nghị cấp thêm tờ rơi" in signed, f"{lines} paragraphs: the signature stands alone"


def test_the_pdf_is_made_once_kept_and_served(world, signed_in_as):
    document_id = issue(world.lan, 1)
    client = signed_in_as(world.hanh)
    answer = client.get(f"/van-ban/{document_id}/pdf/")
    made = b"".join(answer.streaming_content)
    assert made.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(client.get(f"/van-ban/{document_id}/pdf/").streaming_content) == made
    document = OfficialDocument.objects.get(id=document_id)
    assert files.read(document.pdf_file) == made
    assert AuditLine.objects.filter(action="documents.document.pdf_made").count() == 1
    assert actions.make_pdf(by=world.lan, document_id=document_id, now=make.NOW) == document.pdf_file
