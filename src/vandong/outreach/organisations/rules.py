"""What an organisation may be, and what its name gives away. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vandong.kernel import vietnamese
from vandong.kernel.errors import Invalid
from vandong.outreach import errors

LONGEST_NAME, LONGEST_CODE = 200, 40
# The first words of a name, and the kind of organisation that is called so.
_BEGINNINGS = {
    "school": ("truong", "mam non", "tieu hoc", "thcs", "thpt", "trung tam giao duc", "nhom tre", "lop mau giao"),
    "enterprise": (
        "cong ty", "doanh nghiep", "hop tac xa", "htx", "dntn", "xi nghiep", "nha may", "co so san xuat",
        "ho kinh doanh",
        "quy tin dung", "ngan hang", "hieu thuoc",
    ),
    "religious": (
        "chua", "nha tho", "giao xu", "giao ho", "den", "dinh", "mieu", "phu", "thanh that", "hoi thanh",
        "niem phat duong",
        "tinh that", "tu vien", "ho dao",
    ),
    "branch": ("chi hoi", "chi doan", "to phu nu", "clb", "cau lac bo", "to hoi"),
    "agency": (
        "ubnd", "uy ban nhan dan", "cong an", "tram y te", "benh vien", "trung tam y te", "buu dien", "ban chi huy",
        "toa an", "vien kiem sat", "kho bac", "trung tam", "hat kiem lam", "phong", "so", "chi cuc", "don bien phong",
        "don cong an",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class OrganisationEntry:
    """Everything a person says about one organisation. `valid_from` None: it was always there."""

    unit_id: int
    kind: str
    name: str
    code: str = ""
    address: str = ""
    valid_from: date | None = None


def kind_spoken_of(name: str) -> str | None:
    """The kind a name begins like; None where it begins like none."""
    said = f"{vietnamese.search_key(name)} "
    found = [
        (len(beginning), kind)
        for kind, beginnings in _BEGINNINGS.items()
        for beginning in beginnings
        if said.startswith(f"{beginning} ")
    ]
    return max(found)[1] if found else None


def faults(entry: OrganisationEntry, *, kinds: frozenset[str], today: date) -> Iterator[Invalid]:
    """Everything wrong with an entry by itself, each with the field it concerns."""
    if not vietnamese.search_key(entry.name):
        yield errors.OrganisationUnsound("Chưa có tên tổ chức. Xin ghi tên đầy đủ.", field="name")
    if len(entry.name) > LONGEST_NAME:
        yield errors.OrganisationUnsound(f"Tên dài quá {LONGEST_NAME} ký tự. Xin viết gọn lại.", field="name")
    if entry.kind not in kinds:
        yield errors.OrganisationUnsound("Chưa rõ loại tổ chức. Xin chọn một loại trong danh sách.", field="kind")
    if entry.valid_from is not None and entry.valid_from > today:
        yield errors.OrganisationUnsound(
            "Ngày thành lập chưa đến. Xin ghi ngày đã qua, hoặc để trống.", field="valid_from"
        )
