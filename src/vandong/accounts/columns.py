"""The columns of the list of accounts, on the page and in the workbook."""

from django.urls import reverse

from vandong.accounts.queries import AccountRow
from vandong.kernel.listing import Column
from vandong.kernel.numbers import format_day

ACCOUNT_COLUMNS: list[Column[AccountRow]] = [
    Column(
        "ten",
        "Họ và tên",
        lambda row: row.full_name,
        href=lambda row: reverse("account_show", args=[row.id]),
        is_sortable=True,
        width=28,
    ),
    Column("ten_dang_nhap", "Tên đăng nhập", lambda row: row.username, is_sortable=True, width=24),
    Column(
        "chuc_danh", "Chức danh", lambda row: "; ".join(f"{a.title}, {a.body_name}" for a in row.standing), width=44
    ),
    Column("don_vi", "Đơn vị", lambda row: "; ".join(a.unit_name for a in row.standing), on_page=False, width=28),
    Column(
        "ma_don_vi",
        "Mã đơn vị",
        lambda row: row.standing[0].unit_code if row.standing else "",
        on_page=False,
        width=12,
    ),
    Column(
        "duoc_lam",
        "Được làm",
        lambda row: "; ".join(", ".join(a.capability_labels) for a in row.standing),
        on_page=False,
        width=44,
    ),
    Column("tinh_trang", "Tình trạng", lambda row: row.state_label, width=18),
    Column(
        "vao_gan_nhat",
        "Vào gần nhất",
        lambda row: format_day(row.last_sign_in.date()) if row.last_sign_in else "",
        cell=lambda row: row.last_sign_in,
        is_sortable=True,
        width=18,
    ),
]
