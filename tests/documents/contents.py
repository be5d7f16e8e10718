"""Contents as reporting would build them: a province's long report with its appendix, a commune's short one."""

from vandong.documents.actions import Appendix, Column, Content, Section, Signature

DISTRICTS = (
    "Thành phố Hải Dương",
    "Thành phố Chí Linh",
    "Thị xã Kinh Môn",
    "Huyện Bình Giang",
    "Huyện Cẩm Giàng",
    "Huyện Gia Lộc",
    "Huyện Kim Thành",
    "Huyện Nam Sách",
    "Huyện Ninh Giang",
    "Huyện Thanh Hà",
    "Huyện Thanh Miện",
    "Huyện Tứ Kỳ",
)
RESULTS = (
    "Công tác tuyên truyền",
    "Vận động, ký cam kết",
    "Mô hình ở khu dân cư",
    "Tiếp nhận, chuyển nguồn tin",
    "Cảm hóa, giáo dục, giúp đỡ",
    "Giám sát, kiểm tra",
    "Tuyên truyền điểm",
    "Kinh phí, khen thưởng",
)
LONG = (
    "Ủy ban Mặt trận Tổ quốc các cấp đã phối hợp với các tổ chức thành viên tổ chức 1.127 buổi tuyên truyền ở khu dân "
    "cư với 172.346 lượt người dự, phát 153.587 tờ rơi; 87,34 % người thuộc nhóm nguy cơ cao được tuyên truyền, giáo "
    "dục kỹ năng phòng, chống ma túy."
)


def province(*, is_demonstration: bool = False, appendix: bool = True) -> Content:
    """More than sixty paragraphs, an appendix of 12 rows by 8 columns."""
    results = tuple(
        Section(
            f"{position}.",
            heading,
            2,
            (LONG, LONG, LONG, "Có 06 xã gửi báo cáo chậm so với quy định; Ban Thường trực đã nhắc nhở từng đơn vị."),
        )
        for position, heading in enumerate(RESULTS, start=1)
    )
    judgement = Section(
        "III.",
        "Đánh giá",
        1,
        children=(
            Section("1.", "Ưu điểm", 2, (LONG, "Ban công tác Mặt trận ở khu dân cư chủ động, nền nếp hơn năm trước.")),
            Section(
                "2.",
                "Tồn tại, hạn chế",
                2,
                children=(
                    Section("a)", "Về tuyên truyền", 3, ("Người đi làm ăn xa còn ít được tiếp cận.",)),
                    Section("b)", "", 3, ("Một số mô hình hoạt động còn hình thức.", LONG)),
                ),
            ),
            Section("3.", "Nguyên nhân", 2, (LONG, LONG)),
        ),
    )
    table = Appendix(
        title="Số liệu theo đơn vị, năm 2024",
        columns=(
            Column("TT", "center", 2),
            Column("Đơn vị", "left", 9),
            Column("Số buổi tuyên truyền", "right", 4),
            Column("Lượt người dự", "right", 4),
            Column("Tờ rơi đã phát", "right", 4),
            Column("Hộ ký cam kết", "right", 4),
            Column("Mô hình đang duy trì", "right", 4),
            Column("Người nguy cơ cao được tuyên truyền", "right", 5),
        ),
        rows=tuple(
            (
                str(n),
                name,
                str(60 + n),
                f"{9 + n}.{100 + n}",
                f"{10 + n}.{200 + n}",
                f"{20 + n}.{300 + n}",
                "dưới 5",
                f"{n + 1},5 %",
            )
            for n, name in enumerate(DISTRICTS, start=1)
        ),
        total_row=("", "Toàn tỉnh", "798", "187.278", "198.378", "318.378", "192", "87,34 %"),
        notes=("Ghi chú: số người của nhóm nguy cơ từ 1 đến 4 được ghi “dưới 5”.",),
    )
    return Content(
        document_type="BC",
        type_name="BÁO CÁO",
        subject=(
            "Kết quả tuyên truyền, vận động nhân dân tham gia",
            "phòng, chống ma túy tại xã, phường, thị trấn năm 2024",
        ),
        place="Hải Dương",
        superior_body_lines=("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "TỈNH HẢI DƯƠNG"),
        issuing_body_lines=("BAN THƯỜNG TRỰC",),
        issuer="Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hải Dương",
        addressees=("Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam", "Thường trực Tỉnh ủy Hải Dương"),
        legal_bases=(
            "Căn cứ Luật Phòng, chống ma túy ngày 30 tháng 3 năm 2021",
            "Căn cứ Kế hoạch số 16/KH-MTTQ-BTT ngày 15 tháng 01 năm 2024 của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh",
        ),
        opening=(
            "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hải Dương báo cáo kết quả năm 2024 (số liệu tính đến ngày 31 "
            "tháng 10 năm 2024) như sau:",
        ),
        sections=(
            Section("I.", "Tình hình, công tác chỉ đạo", 1, (LONG, LONG, LONG)),
            Section("II.", "Kết quả thực hiện", 1, (LONG,), results),
            judgement,
            Section("IV.", "Phương hướng năm 2025", 1, (LONG, LONG, LONG)),
            Section(
                "V.",
                "Kiến nghị, đề xuất",
                1,
                ("Đề nghị Ban Chỉ đạo 138 tỉnh hỗ trợ kinh phí tuyên truyền điểm tại các địa bàn phức tạp.",),
            ),
        ),
        closing=("Trên đây là báo cáo kết quả năm 2024 của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hải Dương./.",),
        signature=Signature("TM. BAN THƯỜNG TRỰC", True, "Phó Chủ tịch", "Đặng Văn Cơ"),
        recipients=(
            "Như trên",
            "Ban Chỉ đạo 138 tỉnh",
            "Thành viên Ban Thường trực",
            "Ủy ban MTTQ các huyện, thị xã, thành phố",
            "Lưu: VT, BPT",
        ),
        appendices=(table,) if appendix else (),
        as_of_note="Số liệu tính đến ngày 31 tháng 10 năm 2024",
        is_demonstration=is_demonstration,
    )


def commune(*, paragraphs: int = 3, is_demonstration: bool = False) -> Content:
    """A page or so; `paragraphs` lengthens it line by line, to try where the signature falls."""
    return Content(
        document_type="BC",
        type_name="BÁO CÁO",
        subject=("Kết quả tuyên truyền, vận động nhân dân phòng, chống ma túy", "năm 2024"),
        place="Hồng Phong",
        superior_body_lines=("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "XÃ HỒNG PHONG"),
        issuing_body_lines=("BAN THƯỜNG TRỰC",),
        issuer="Ban Thường trực Ủy ban MTTQ Việt Nam xã Hồng Phong",
        addressees=("Ban Thường trực Ủy ban MTTQ Việt Nam huyện Ninh Giang",),
        sections=(
            Section("I.", "Kết quả", 1, (*("Đã tổ chức 14 buổi tuyên truyền với 812 lượt người dự.",) * paragraphs,)),
            Section("II.", "Kiến nghị", 1, ("Đề nghị cấp thêm tờ rơi cho khu dân cư.",)),
        ),
        signature=Signature("TM. BAN THƯỜNG TRỰC", False, "Chủ tịch", "Trần Thị Lan"),
        recipients=("Như trên", "Đảng ủy xã", "Lưu: VT"),
        is_demonstration=is_demonstration,
    )
