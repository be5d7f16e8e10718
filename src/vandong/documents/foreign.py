"""Read a .docx that came from outside. Runs only in the limited child process (`kernel.child`): no Django, no database.

Takes out what our own files carry (their properties) and the text, paragraph by paragraph, so that a changed copy of
one of our documents can be known and its changes named.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from vandong.kernel.child import CannotRead

MOST_BYTES = 64 * 1024 * 1024  # unpacked, all read parts together
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADER = re.compile(r"word/(header|footer)\d*\.xml")


def read_docx(payload: bytes, options: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """({"reference", "content_hash", "lines"}, b""). Refuses what is not a Word file."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            names = archive.namelist()
            wanted = [name for name in names if _HEADER.fullmatch(name)]
            wanted = ["word/document.xml", *sorted(wanted), *(n for n in names if n == "docProps/custom.xml")]
            if sum(archive.getinfo(name).file_size for name in wanted) > MOST_BYTES:
                raise CannotRead("Tệp này mở ra quá lớn so với một văn bản. Xin kiểm tra lại tệp.")
            trees = {name: etree.fromstring(archive.read(name), parser) for name in wanted}
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        raise CannotRead("Tệp này không phải văn bản Word (.docx). Xin chọn lại tệp.") from None
    properties = {}
    if "docProps/custom.xml" in trees:
        properties = {each.get("name"): "".join(each.itertext()) for each in trees["docProps/custom.xml"]}
    lines = [
        text
        for name in wanted
        if name != "docProps/custom.xml"
        for each in trees[name].iter(f"{_W}p")
        if (text := "".join(part.text or "" for part in each.iter(f"{_W}t")).strip())
    ]
    return {
        "reference": properties.get("VanDongReference", ""),
        "content_hash": properties.get("VanDongContentHash", ""),
        "lines": lines,
    }, b""
