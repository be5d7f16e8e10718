"""What each audit line says, in Vietnamese. An action that is not here yet still reads as a sentence."""

from dataclasses import dataclass

from vandong.kernel import vietnamese
from vandong.kernel.audit import Line

# action → what the person did; {subject} is the line's label.
SENTENCES: dict[str, str] = {
    "accounts.account.opened": "mở tài khoản cho {subject}",
    "accounts.account.loaded": "mở nhiều tài khoản: {subject}",
    "accounts.account.edited": "sửa thông tin tài khoản {subject}",
    "accounts.account.deactivated": "khóa tài khoản {subject}",
    "accounts.account.reactivated": "mở lại tài khoản {subject}",
    "accounts.account.password_changed": "đổi mật khẩu của {subject}",
    "accounts.account.password_reset": "cấp lại mật khẩu một lần cho {subject}",
    "accounts.account.slip_reissued": "in lại phiếu mật khẩu một lần cho {subject}",
    "accounts.account.signed_in": "đăng nhập",
    "accounts.account.locked_out": "tạm chặn đăng nhập tài khoản {subject} vì sai mật khẩu nhiều lần",
    "accounts.account.two_step_reset": "đặt lại xác minh hai bước cho {subject}",
    "accounts.account.two_step_on": "bật xác minh hai bước",
    "accounts.account.two_step_off": "tắt xác minh hai bước",
    "accounts.account.recovery_codes_made": "tạo mã dự phòng mới",
    "accounts.account.recovery_code_used": "đăng nhập bằng mã dự phòng",
    "accounts.appointment.given": "giao chức danh: {subject}",
    "accounts.appointment.changed": "sửa chức danh: {subject}",
    "accounts.appointment.ended": "kết thúc chức danh: {subject}",
    "accounts.appointment.handed_over": "bàn giao chức danh: {subject}",
    "accounts.filter.saved": "lưu một bộ lọc cho riêng mình",
    "accounts.filter.renamed": "đổi tên một bộ lọc của riêng mình",
    "accounts.filter.deleted": "xóa một bộ lọc của riêng mình",
    "accounts.sheet.imported": "nhận danh sách tài khoản từ tệp {subject}",
    "documents.document.issued": "cấp số văn bản {subject}",
    "documents.document.pdf_made": "làm bản PDF của văn bản {subject}",
    "documents.document.signed": "đưa bản ký đã quét của văn bản {subject} lên",
    "messaging.notice.read": "đọc thông báo",
    "ops.installation.set_up": "đặt hệ thống cho {subject}",
    "ops.demonstration.created": "dựng dữ liệu minh họa",
    "ops.demonstration.removed": "bỏ dữ liệu minh họa",
    "outreach.activity.recorded": "ghi việc: {subject}",
    "outreach.activity.corrected": "sửa việc: {subject}",
    "outreach.activity.withdrawn": "rút lại việc: {subject}",
    "outreach.activity.restored": "khôi phục việc: {subject}",
    "outreach.activity.photos_added": "thêm ảnh vào việc: {subject}",
    "outreach.activity.photo_removed": "bỏ một ảnh khỏi việc: {subject}",
    "outreach.organisation.registered": "ghi vào sổ tổ chức: {subject}",
    "outreach.organisation.corrected": "sửa tổ chức: {subject}",
    "outreach.organisation.ended": "ghi thôi hoạt động: {subject}",
    "outreach.organisations.imported": "nhận nhiều tổ chức từ một bảng: {subject}",
    "outreach.organisations.loaded": "nạp nhiều tổ chức cùng lúc: {subject}",
    "outreach.group_sizes.imported": "nhận số người của nhiều nhóm nguy cơ cao từ một bảng: {subject}",
    "outreach.group_size.stated": "ghi số người của một nhóm nguy cơ cao: {subject}",
    "outreach.activity.leaders_named": "ghi người dẫn của hoạt động {subject}",
    "outreach.propagandist.registered": "ghi tuyên truyền viên đã đồng ý: {subject}",
    "outreach.propagandist.corrected": "sửa lời ghi về tuyên truyền viên: {subject}",
    "outreach.propagandist.withdrawn": "xóa tuyên truyền viên đã rút lại sự đồng ý: {subject}",
    "outreach.activities.imported": "nhận nhiều việc từ một bảng: {subject}",
    "outreach.activity.loaded": "nạp nhiều việc cùng lúc: {subject}",
    "programme.programme.drafted": "soạn chương trình {subject}",
    "programme.programme.read": "đọc văn bản kế hoạch thành bản thảo {subject}",
    "programme.programme.handed_down": "giao việc và hạn cho các cấp theo chương trình {subject}",
    "programme.item.accepted": "chấp nhận {subject} của văn bản kế hoạch",
    "programme.item.changed": "sửa và nhận {subject} của văn bản kế hoạch",
    "programme.item.dismissed": "bỏ qua {subject} của văn bản kế hoạch",
    "programme.item.undone": "đổi ý về {subject} của văn bản kế hoạch",
    "programme.item.added": "thêm {subject} từ một câu của văn bản kế hoạch",
    "programme.item.settled": "để nguyên {subject} của văn bản kế hoạch",
    "programme.items.accepted": "chấp nhận nhiều mục của văn bản kế hoạch cùng lúc: {subject}",
    "programme.target.input_entered": "ghi số gốc hoặc tổng số cho mục tiêu {subject}",
    "programme.target.input_put_off": "cho ban hành khi chưa có số của mục tiêu {subject}",
    "programme.programme.dropped": "bỏ bản thảo chương trình {subject}",
    "programme.programme.edited": "sửa chương trình {subject}",
    "programme.programme.issued": "ban hành chương trình {subject}",
    "programme.programme.adopted": "cụ thể hóa chương trình {subject}",
    "programme.programme.file_attached": "đính kèm bản kế hoạch của {subject}",
    "programme.adoption.corrected": "sửa kế hoạch cụ thể hóa chương trình {subject}",
    "programme.target.saved": "ghi một mục tiêu của chương trình {subject}",
    "programme.target.removed": "bỏ một mục tiêu của chương trình {subject}",
    "programme.task.saved": "ghi một nhiệm vụ của chương trình {subject}",
    "programme.task.removed": "bỏ một nhiệm vụ của chương trình {subject}",
    "programme.deadline.saved": "ghi một hạn của chương trình {subject}",
    "programme.deadline.removed": "bỏ một hạn của chương trình {subject}",
    "programme.risk_group.saved": "ghi một nhóm nguy cơ của chương trình {subject}",
    "programme.risk_group.removed": "bỏ một nhóm nguy cơ của chương trình {subject}",
    "programme.programme.amendment_read": "đọc văn bản sửa đổi chương trình {subject}",
    "programme.programme.amended": "áp dụng văn bản sửa đổi chương trình {subject}",
    "programme.programme.amendment_set_aside": "bỏ văn bản sửa đổi chương trình {subject}, không đổi gì",
    "programme.unit_plan.saved": "soạn kế hoạch của đơn vị: {subject}",
    "programme.unit_plan.issued": "cấp số kế hoạch của đơn vị {subject}",
    "reporting.period.opened": "mở kỳ báo cáo {subject}",
    "reporting.report.opened": "lập {subject}",
    "reporting.report.compiled": "tính lại số liệu của {subject}",
    "reporting.report.declared": "khai số liệu trong {subject}",
    "reporting.report.written": "viết lời của {subject}",
    "reporting.report.submitted": "trình {subject}",
    "reporting.report.returned": "trả lại {subject}",
    "reporting.report.sent_back": "trả lại {subject} cho cấp dưới",
    "reporting.report.approved": "duyệt {subject}",
    "reporting.report.document_issued": "lấy số văn bản cho {subject}",
    "reporting.report.correction_asked": "xin đính chính {subject}",
    "reporting.report.correction_granted": "cho đính chính {subject}",
    "reporting.report.correction_refused": "không cho đính chính {subject}",
    "units.unit.opened": "mở đơn vị {subject}",
    "units.unit.closed": "kết thúc đơn vị {subject}",
    "units.unit.merged": "sáp nhập đơn vị: {subject}",
    "units.unit.moved": "chuyển đơn vị {subject} sang cấp trên khác",
    "units.area.opened": "mở khu dân cư {subject}",
    "units.areas.opened": "mở nhiều khu dân cư: {subject}",
    "units.body.opened": "mở tổ chức {subject}",
    "units.bodies.opened": "mở nhiều tổ chức: {subject}",
    "units.front_bodies.opened": "mở các tổ chức Mặt trận: {subject}",
    "units.standing.recorded": "ghi xếp loại địa bàn: {subject}",
    "units.standing.taken_back": "bỏ lần ghi xếp loại địa bàn: {subject}",
    "units.boundaries.loaded": "nạp địa giới cho bản đồ: {subject}",
    "units.boundaries.forgotten": "bỏ địa giới của bản đồ: {subject}",
    "units.standings.loaded": "nạp xếp loại địa bàn của {subject}",
    "units.reference.loaded": "nạp danh mục đơn vị hành chính",
}

# The first word of an action, as a choice for the reader.
DOMAINS: dict[str, str] = {
    "outreach": "Hoạt động",
    "reporting": "Báo cáo",
    "documents": "Văn bản",
    "programme": "Chương trình",
    "accounts": "Tài khoản, chức danh",
    "units": "Đơn vị, tổ chức",
    "ops": "Hệ thống",
}

# Names of fields as people call them; one that is not here is left out rather than shown as a code. A name that means
# something else of one subject stands there with it: an account's "address" is how to speak to a person.
FIELDS: dict[str, str] = {
    "unit": "nơi", "unit_id": "nơi", "held_on": "ngày", "channel": "cách làm", "title": "tên", "place": "địa điểm",
    "lead_body": "chủ trì", "lead_body_id": "chủ trì", "partners": "phối hợp", "partner_ids": "phối hợp",
    "attendance_count": "số lượt người dự", "female_count": "số nữ", "risk_counts": "lượt người theo nhóm nguy cơ",
    "leaflet_count": "số tờ rơi", "banner_count": "số băng rôn", "broadcast_count": "số lượt phát loa",
    "household_count": "số hộ đến thăm", "note": "ghi chú", "task": "nhiệm vụ", "task_id": "nhiệm vụ",
    "programme": "chương trình", "programme_id": "chương trình", "photos": "ảnh",
    "first_timer_counts": "số người lần đầu", "organisation_ids": "tổ chức trên địa bàn", "cost_vnd": "kinh phí",
    "movement_ids": "phong trào, cuộc vận động", "instrument_ids": "văn bản được phổ biến",
    "materials": "tài liệu đã dùng", "outreach.organisation.address": "địa chỉ", "code": "mã số",
    "count": "số người", "source": "nguồn", "as_of_on": "ngày tính đến",
    "password": "mật khẩu", "two_step": "xác minh hai bước", "is_active": "trạng thái tài khoản",
    "full_name": "họ tên", "phone": "điện thoại", "address": "cách xưng hô", "username": "tên đăng nhập",
    "valid_from": "ngày bắt đầu", "valid_until": "ngày kết thúc", "parent": "đơn vị cấp trên",
    "is_acting": "quyền chức danh", "signs_for_chair": "ký thay", "capabilities": "quyền hạn",
    "record": "quyền ghi việc", "approve": "quyền duyệt, ký", "coordinate": "quyền điều phối",
    "liaise": "quyền liên hệ", "administer": "quyền quản trị",
    "state": "trạng thái", "plan_file": "bản kế hoạch", "plan_number": "số kế hoạch", "plan_dated_on": "ngày kế hoạch",
    "short_title": "tên ngắn", "starts_on": "ngày bắt đầu", "ends_on": "ngày kết thúc", "targets": "mục tiêu",
    "declared_value": "số khai", "text": "lời văn", "kind": "loại", "name": "tên", "value": "trị số",
    "indicator": "chỉ số", "position": "thứ tự", "due_on": "hạn", "quote": "câu trong kế hoạch", "levels": "cấp",
    "successor_level": "cấp nhận tiếp", "dues": "hạn của từng cấp", "lead": "chủ trì", "via": "nơi nhận qua",
    "subject": "nội dung", "section": "mục", "short_text": "tên ngắn", "baseline_text": "mốc so sánh",
    "value_unit": "đơn vị tính", "holder_level": "ai phải đạt", "holder_text": "kế hoạch ghi ai làm", "scope": "ở đâu",
    "baseline_from": "mốc so sánh", "baseline_to": "mốc so sánh", "recurs": "lặp lại",
    "month": "tháng", "day": "ngày", "on": "ngày", "from_level": "cấp gửi", "to_level": "cấp nhận",
    "short_name": "tên ngắn", "doc_type": "loại văn bản", "number": "số văn bản", "dated_on": "ngày văn bản",
    "issuer": "nơi ban hành", "is_basis": "vai trò căn cứ", "allotted": "phần mục tiêu đơn vị nhận",
    "pdf_file": "bản PDF", "scan_file": "bản ký", "document": "văn bản",
    "clerk_number": "số văn thư ghi", "signed_on": "ngày ký",
    "latitude": "vĩ độ", "longitude": "kinh độ", "legal_reference": "căn cứ",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One line as told: "đã ghi việc: …", then which fields changed, then the note."""

    did: str
    changed: str
    note: str


def tell(line: Line) -> Told:
    """The line in words. Values of fields are never in it: the audit does not hold them."""
    did = SENTENCES.get(line.action)
    subject = line.subject_label or "(không tên)"
    if line.action.startswith("reporting.report."):
        subject = vietnamese.uncapitalised(subject)  # "báo cáo năm 2024 của …", inside the sentence
    sentence = did.format(subject=subject) if did else f"thay đổi: {subject} ({line.action})"
    return Told(f"Đã {sentence}.", _changed(line.action.rpartition(".")[0], line.changed_fields), line.note)


def _changed(subject: str, names: tuple[str, ...]) -> str:
    """ "ngày, địa điểm", each said once; a report's line is named by what it is ("outreach_x" → left out)."""
    words = (FIELDS.get(f"{subject}.{name}") or FIELDS.get(name) for name in names)
    return ", ".join(dict.fromkeys(filter(None, words)))


def actions_of(domain: str) -> list[str]:
    """Every known action of a domain."""
    return [action for action in SENTENCES if action.startswith(f"{domain}.")]
