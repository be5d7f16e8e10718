"""What someone agrees to, and what may be said of them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vandong.kernel import vietnamese
from vandong.kernel.errors import Invalid
from vandong.outreach.errors import PropagandistUnsound

LONGEST_NAME, LONGEST_PHONE = 100, 20
# Read out before anybody agrees. A text that was ever agreed to is never edited: what changes is the next number.
CONSENT_TEXTS = {
    1: (
        "Tôi đồng ý để Ủy ban Mặt trận Tổ quốc xã ghi họ tên, vai trò, ngày tập huấn và nơi tôi giúp tuyên truyền "
        "vào sổ của xã. Chỉ cán bộ có tài khoản của xã và của các thôn, tổ dân phố trong xã xem được. Tôi có thể rút "
        "lại bất cứ lúc nào; khi ấy những điều này được xóa khỏi sổ, còn bản sao lưu cũ thì hết hạn sẽ hủy."
    ),
    2: (
        "Tôi đồng ý để Ủy ban Mặt trận Tổ quốc xã ghi họ tên, vai trò, các lần tập huấn, nơi tôi giúp tuyên truyền và "
        "những buổi tôi dẫn vào sổ của xã. Chỉ cán bộ có tài khoản của xã và của các thôn, tổ dân phố trong xã xem "
        "được; danh sách lấy ra khỏi sổ chỉ có tôi khi tôi đồng ý riêng. Tôi có thể rút lại bất cứ lúc nào; khi ấy "
        "những điều này được xóa khỏi sổ, số buổi vẫn được tính mà không còn tên tôi, còn bản sao lưu cũ thì hết hạn "
        "sẽ hủy."
    ),
}
SPEAKS_OF_SESSIONS = 2  # from this text on, people agreed that the sessions they lead are written down
CONSENT_VERSION = max(CONSENT_TEXTS)


@dataclass(frozen=True)
class PropagandistEntry:
    """Everything said of one person. `has_agreed` and the other agreements are their answers, never assumed."""

    name: str
    kind: str
    area_ids: frozenset[int]
    has_agreed: bool
    consent_version: int
    consent_form: str
    consented_on: date
    phone: str = ""
    has_agreed_to_phone: bool = False
    has_agreed_to_lists: bool = False
    trained_on: date | None = None


def faults(
    entry: PropagandistEntry,
    *,
    kinds: frozenset[str],
    consent_forms: frozenset[str],
    area_ids: frozenset[int],
    today: date,
) -> Iterator[Invalid]:
    """Everything wrong with an entry, each with the field it concerns."""
    if not vietnamese.search_key(entry.name) or len(entry.name) > LONGEST_NAME:
        yield PropagandistUnsound(f"Xin ghi họ tên, không quá {LONGEST_NAME} ký tự.", field="name")
    if entry.kind not in kinds:
        yield PropagandistUnsound("Xin chọn vai trò trong danh sách.", field="kind")
    if not entry.area_ids <= area_ids:
        yield PropagandistUnsound("Có nơi không thuộc xã của anh/chị. Xin chọn lại.", field="areas")
    if not entry.has_agreed:
        yield PropagandistUnsound(
            "Chưa có sự đồng ý của người này nên chưa ghi được. Xin đọc lời trên cho họ nghe rồi hỏi.",
            field="has_agreed",
        )
    if entry.consent_version != CONSENT_VERSION:
        yield PropagandistUnsound("Lời đồng ý đã có bản mới. Xin tải lại trang và đọc bản mới cho họ nghe.")
    if entry.consent_form not in consent_forms:
        yield PropagandistUnsound("Xin chọn cách người này đã đồng ý.", field="consent_form")
    if entry.consented_on > today:
        yield PropagandistUnsound("Ngày đồng ý chưa đến. Xin xem lại.", field="consented_on")
    if entry.trained_on is not None and entry.trained_on > today:
        yield PropagandistUnsound("Ngày tập huấn chưa đến. Xin ghi ngày đã qua, hoặc để trống.", field="trained_on")
    if entry.phone and not entry.has_agreed_to_phone:
        yield PropagandistUnsound(
            "Người này chưa đồng ý để ghi số điện thoại. Xin hỏi rồi đánh dấu, hoặc để trống số.", field="phone"
        )
    if len(entry.phone) > LONGEST_PHONE or not set(entry.phone) <= set("0123456789 +.-"):
        yield PropagandistUnsound("Số điện thoại chỉ gồm chữ số, như 0912 345 678. Xin xem lại.", field="phone")
