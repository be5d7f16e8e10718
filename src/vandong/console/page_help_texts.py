"""The words of `page_help`: route name (or its beginning) → (what it is, what one does there, a note)."""

Text = tuple[str, tuple[str, ...]] | tuple[str, tuple[str, ...], str]

_UNDER_5 = (
    "Nhóm nguy cơ cao có từ 1 đến 4 người hiện là “dưới 5” ở cấp trên và trong bảng xuất ra; ô “không nêu” giữ lại để "
    "không suy ra số nhỏ."
)

TEXTS: dict[str, Text] = {
    "home": (
        "Trang này trả lời ba câu hỏi: việc nào đến hạn, mục tiêu đạt đến đâu, có gì mới.",
        (
            "Xem khung Việc đến hạn: việc trễ đứng trên cùng. Nút đỏ là việc đang chờ chính anh/chị.",
            "Bấm vào một con số để xem con số ấy gồm những việc nào.",
            "Đọc thông báo mới; đọc rồi thì không còn được đếm ở chuông.",
        ),
        "Con số ở đây đếm đến hôm nay. Báo cáo dừng ở ngày chốt số liệu của kỳ, nên hai nơi có thể khác nhau.",
    ),
    "unit_map": (
        "Trang này vẽ mỗi đơn vị cấp dưới một chấm, chấm đậm là nơi làm nhiều, chấm rỗng là nơi chưa ghi gì.",
        (
            "Chọn chỉ số và cấp rồi bấm Vẽ.",
            "Bảng bên dưới nói đủ từng nơi: bấm tên cột để xếp, bấm tên đơn vị để mở, xuất ra Excel được.",
        ),
        "Số theo việc đã ghi đến hôm nay, chưa phải số trong báo cáo. Không vẽ số người trong nhóm nguy cơ cao.",
    ),
    "filter": (
        "Trang này giữ các bộ lọc anh/chị đã đặt tên ở các danh sách, chỉ anh/chị thấy.",
        (
            "Ở một danh sách, lọc hoặc tìm xong thì bấm Lưu bộ lọc và đặt tên; tên ấy đứng ở đầu danh sách.",
            "Ở đây bấm vào tên để mở danh sách đã lọc, sửa tên rồi bấm Đổi tên, hoặc bấm Xóa.",
        ),
        "Bộ lọc giữ điều đã hỏi, không giữ kết quả: mở lại là thấy số mới nhất.",
    ),
    "search": (
        "Trang này tìm cùng lúc trong đơn vị, chương trình, việc đã ghi, tổ chức và tuyên truyền viên.",
        (
            "Gõ vài chữ của tên, có dấu hay không dấu, tên cũ hay tên mới đều được.",
            "Bấm vào một dòng để mở; bấm Xem cả danh sách khi còn nhiều hơn.",
        ),
        "Chỉ tìm trong phạm vi anh/chị được xem.",
    ),
    "more": ("Trang này liệt kê mọi mục mà chức danh của anh/chị mở được.", ("Bấm vào mục cần đến.",)),
    "notice": (
        "Trang này có mọi thông báo gửi cho tổ chức của anh/chị, mới nhất ở trên.",
        ("Bấm vào một thông báo để đến đúng chỗ nó nói.", "Đã nắm hết thì bấm Đã đọc cả."),
        "Thông báo gửi cho tổ chức; mỗi người đọc và đánh dấu cho riêng mình.",
    ),
    "account_me": (
        "Trang này là tài khoản của chính anh/chị: chức danh đang giữ, mật khẩu, đăng nhập hai bước.",
        (
            "Xem các chức danh và thời gian giữ.",
            "Đổi mật khẩu khi nghi có người biết.",
            "Nên bật hai bước nếu anh/chị duyệt báo cáo hoặc quản trị tài khoản.",
        ),
    ),
    "appointment_switch": (
        "Trang này để chọn hôm nay làm việc theo chức danh nào.",
        ("Bấm Làm việc ở chức danh cần dùng. Việc làm sau đó được ghi theo chức danh ấy.",),
    ),
    "account_change_password": (
        "Trang này để đặt mật khẩu của riêng anh/chị.",
        ("Gõ mật khẩu đang dùng, rồi gõ mật khẩu mới hai lần.", "Chọn một câu dài dễ nhớ, ít nhất 10 ký tự."),
    ),
    "mfa": (
        "Trang này về đăng nhập hai bước: ngoài mật khẩu còn cần mã sáu số trên điện thoại.",
        ("Cài một ứng dụng tạo mã trên điện thoại, quét mã trên trang, gõ mã sáu số.", "In mã dự phòng, cất nơi kín."),
        "Mất điện thoại và mất cả mã dự phòng thì nhờ người quản trị của cấp trên đặt lại.",
    ),
    "organisation": (
        "Trang này là sổ tổ chức trên địa bàn: cơ quan, trường học, doanh nghiệp, cơ sở tôn giáo, chi hội, chi đoàn.",
        (
            "Tìm theo tên, địa chỉ hoặc nơi; viết không dấu cũng thấy.",
            "Ghi từng tổ chức, hoặc gửi một bảng Excel đang có.",
            "Tổ chức không còn thì bấm Thôi hoạt động, không xóa: việc đã ghi với họ vẫn còn.",
        ),
    ),
    "group_size": (
        "Trang này là sổ của xã: mỗi nhóm nguy cơ cao có bao nhiêu người, theo nguồn nào, tính đến ngày nào.",
        (
            "Chỉ ghi số đếm, không ghi tên ai.",
            "Chưa có số thì để trống, đừng ghi 0: số 0 nghĩa là đã xem và không có người nào.",
            "Có số mới thì ghi tiếp; số cũ vẫn giữ lại ở phần Đã ghi trước đây.",
            "Cột Độ phủ: đã đến được với bao nhiêu phần của nhóm; câu nhỏ dưới tên nhóm nói khi số chưa chắc.",
        ),
        "Cấp trên không xem được sổ này; cấp trên chỉ thấy điều báo cáo đã duyệt nêu.",
    ),
    "group_size_choose_unit": (
        "Trang này liệt kê những xã bên dưới chưa có ai ghi được, để cấp trên ghi thay số người trong nhóm.",
        ("Gõ tên xã hoặc huyện để tìm.", "Bấm vào tên xã rồi ghi từng nhóm."),
    ),
    "coverage": (
        "Trang này cho biết mỗi nhóm nguy cơ cao đã được tuyên truyền đến đâu, ở đơn vị và từng đơn vị bên dưới.",
        (
            "Đọc cột Độ phủ: số người đến lần đầu trong năm chia cho số người của nhóm.",
            "Chọn kỳ khác ở hàng đầu trang; bấm tên đơn vị để mở báo cáo của đơn vị ấy.",
            "Tải bảng Excel để gửi kèm; bảng chỉ có điều trang này nêu.",
        ),
        _UNDER_5,
    ),
    "propagandist": (
        "Trang này là sổ tuyên truyền viên của xã: người đã đồng ý giúp Mặt trận tuyên truyền.",
        (
            "Đọc lời đồng ý cho người ấy nghe, hỏi, rồi mới ghi. Số điện thoại phải hỏi riêng.",
            "Ai không muốn nữa thì bấm Rút lại: tên và mọi điều về họ được xóa hẳn khỏi sổ.",
            "Mở Nơi chưa có ai để biết khu dân cư nào còn thiếu người.",
        ),
        "Cấp trên của xã không xem được tên.",
    ),
    "activity_leaders": (
        "Trang này ghi ai trong sổ tuyên truyền viên của xã đã dẫn một buổi.",
        ("Đánh dấu từng người rồi bấm Lưu.", "Người chưa đồng ý ghi buổi mình dẫn không có trong danh sách."),
    ),
    "sheet": (
        "Trang này nhận một bảng Excel đang có sẵn vào phần mềm: đọc, cho xem trước, rồi mới ghi.",
        (
            "Gửi tệp như đang giữ: có hàng tên bảng, dòng cộng, chữ ký cũng được; phần mềm tự tìm hàng tiêu đề.",
            "Xem các chỗ cần sửa: mỗi chỗ có số dòng và tên cột. Sửa trong tệp rồi gửi lại.",
            "Chỗ hiểu gần đúng (tên viết sai, tên xã cũ) phải đánh dấu xác nhận thì mới nhận được.",
            "Bấm Nhận: ghi tất cả, hoặc không ghi dòng nào.",
        ),
        "Gửi lại cùng một tệp không ghi thêm lần nữa. Bản xem trước giữ nhiều nhất một ngày.",
    ),
    "sheet_account": (
        "Trang này để cấp tài khoản cho cả địa bàn một lần, bằng một bảng tính.",
        (
            "Tải mẫu, điền họ tên, chức danh, đánh x vào việc được làm; gửi tệp lên.",
            "Xem trước: hàng nào chưa đúng thì sửa trong tệp rồi gửi lại. Chưa ghi gì cho đến khi bấm Nhận.",
            "In phiếu ngay khi phiếu hiện ra; phiếu chỉ hiện một lần.",
        ),
    ),
    "account": (
        "Trang này để quản trị tài khoản của những người trong địa bàn anh/chị.",
        (
            "Tìm người theo tên; bấm vào tên để xem chức danh và đặt lại mật khẩu.",
            "Thêm từng người, hoặc cấp cho cả địa bàn bằng một bảng tính.",
            "In phiếu mật khẩu dùng một lần và đưa tận tay.",
        ),
        "Mọi thay đổi đều vào nhật ký, kèm tên người thứ hai khi đặt lại mật khẩu.",
    ),
    "appointment": (
        "Trang này để giao, sửa, kết thúc hoặc bàn giao một chức danh.",
        ("Chọn ngày bắt đầu và những việc được làm.", "Bàn giao thì chọn người nhận; quyền chuyển đúng ngày ấy."),
    ),
    "audit": (
        "Nhật ký cho biết ai đã làm gì, lúc nào, trong địa bàn của anh/chị.",
        ("Lọc theo người, theo ngày, theo việc.",),
        "Nhật ký không sửa, không xóa được; giá trị riêng của người không được ghi, chỉ ghi là đã đổi.",
    ),
    "unit": (
        "Trang này cho thấy các đơn vị và tổ chức của Mặt trận trong địa bàn, theo đúng ngày đang xem.",
        ("Bấm tên đơn vị để xem cấp trên, cấp dưới, tổ chức và lịch sử sáp nhập.",),
        "Đơn vị đã sáp nhập vẫn được giữ, để số liệu năm cũ còn chỗ đứng.",
    ),
    "standing": (
        "Trang này cho biết mỗi xã, phường, thị trấn xếp loại thế nào về ma túy, từ ngày nào, theo quyết định nào.",
        (
            "Lọc theo xếp loại để thấy các địa bàn trọng điểm.",
            "Cán bộ điều phối của cấp trên bấm tên đơn vị rồi ghi quyết định mới; lần ghi nhầm cuối cùng thì bỏ được.",
        ),
        "Việc đã làm được đếm theo xếp loại của chính ngày làm, không theo xếp loại hôm nay.",
    ),
    "area_open": (
        "Trang này để thêm một thôn, khu dân cư, tổ dân phố chưa có trong danh sách.",
        ("Ghi loại và tên như trong quyết định, chọn ngày bắt đầu, rồi lưu.",),
    ),
    "programme": (
        "Chương trình là kế hoạch đã thành mục tiêu, nhiệm vụ và thời hạn để các cấp cùng theo.",
        (
            "Đọc mục tiêu và nhiệm vụ của cấp mình.",
            "Cấp ra chương trình thì ghi, sửa khi còn là bản thảo, rồi ban hành.",
            "Cấp dưới ghi số, ngày kế hoạch cụ thể hóa của mình.",
        ),
    ),
    "reading_upload": (
        "Trang này để đưa văn bản kế hoạch vào và cho máy đọc ra mục tiêu, nhiệm vụ, thời hạn.",
        ("Chọn tệp Word, PDF có chữ hoặc .txt rồi bấm Đọc văn bản.", "Sau đó xem lại từng mục ở bước 2."),
        "Văn bản được đọc ngay trên máy này, không gửi đi đâu.",
    ),
    "reading_source": (
        "Trang này cho thấy từng mục của chương trình đến từ câu nào của kế hoạch.",
        ("Bấm số bên cạnh câu để thấy mục; bấm số của mục để về câu.",),
    ),
    "reading": (
        "Trang này để xem lại từng điều máy hiểu từ văn bản; chưa có gì thành chương trình khi chưa chấp nhận.",
        (
            "Đọc câu được đánh dấu, bấm Chấp nhận nếu đúng, Sửa nếu chưa đúng, Bỏ qua nếu không cần.",
            "Máy bỏ sót câu nào thì bấm Thêm mục. Quyết nhầm thì bấm Đổi ý.",
            "Để đó lúc nào cũng được; người khác trong đơn vị có thể xem tiếp.",
        ),
    ),
    "handing": (
        "Trang này giao từng việc cho các cấp, đặt hạn của mỗi cấp và ghi những con số cần để đo.",
        (
            "Chọn cấp làm từng việc; sửa hạn máy đề nghị nếu cần.",
            "Ghi số gốc, tổng số; chưa có thì chọn ban hành trước.",
        ),
    ),
    "target_input": (
        "Trang này ghi con số mà một mục tiêu được so với: số gốc hoặc tổng số.",
        ("Ghi số, ngày hoặc kỳ, và lấy từ đâu.", "Ghi lại lần nữa thì số mới nhất được dùng; số cũ vẫn được giữ."),
    ),
    "adoption": (
        "Trang này về kế hoạch cụ thể hóa: đơn vị nào đã có, đơn vị nào chưa.",
        ("Đơn vị của anh/chị ký xong thì ghi số, ngày, gửi tệp.", "Cấp trên xem danh sách, nhắc nơi chưa có."),
    ),
    "amendment": (
        "Trang này để đưa một văn bản sửa đổi, bổ sung vào chương trình đã ban hành.",
        (
            "Gửi tệp văn bản sửa đổi; phần mềm đọc và đặt cái cũ, cái mới cạnh nhau.",
            "Xem từng thay đổi với đúng câu của văn bản; bỏ dấu ở thay đổi chưa đúng.",
            "Ghi ngày có hiệu lực, bấm Áp dụng. Nội dung cũ được giữ lại, không bị xóa.",
        ),
    ),
    "unit_plan": (
        "Trang này để soạn kế hoạch của đơn vị từ chương trình cấp trên và lấy tệp Word đúng thể thức.",
        (
            "Ghi số đơn vị nhận ở từng mục tiêu, thêm chỉ thị của địa phương vào phần căn cứ.",
            "Sửa lời cho hợp với địa phương, lưu, xem bản A4 bên cạnh.",
            "Người ký cấp số: văn bản được làm và cấp trên thấy đơn vị đã có kế hoạch.",
        ),
        "Chỉ ghi số người. Không ghi tên người thuộc nhóm nguy cơ cao.",
    ),
    "activity_record": (
        "Trang này để ghi một việc vừa làm, mất chưa đến một phút.",
        (
            "Giống lần trước thì chọn dòng gợi ý, các ô được điền sẵn; số lần trước bấm mới điền.",
            "Chọn ngày, nơi, cách làm; ghi số người dự bằng dấu cộng, dấu trừ.",
            "Phần ít dùng được gập lại: cùng với ai, tờ rơi, phong trào, tài liệu, kinh phí. Cần thì bấm để mở.",
            "Bấm Lưu hoạt động. Bấm hai lần cũng chỉ lưu một việc.",
        ),
        "Với nhóm nguy cơ cao chỉ ghi số lượt, không bao giờ ghi tên. Ảnh được xóa vị trí chụp.",
    ),
    "activity_density": (
        "Trang này so số việc mỗi xã mỗi tháng ở địa bàn trọng điểm về ma túy với nơi khác, từ đầu năm đến nay.",
        (
            "Xem số lần ở dòng đầu: dưới 1 là trọng điểm đang được làm ít hơn nơi khác.",
            "Xem bảng dưới để biết địa bàn trọng điểm nào còn ít việc; bấm tên để xem việc đã ghi.",
        ),
        "Xếp loại theo quyết định, ghi ở trang Xếp loại địa bàn.",
    ),
    "activity_choose_unit": (
        "Trang này để ghi thay một đơn vị cấp dưới chưa có ai ghi được.",
        ("Tìm đơn vị theo tên, bấm vào tên rồi ghi như thường. Việc ấy mang dấu Cấp trên ghi thay.",),
    ),
    "activity_correct": (
        "Trang này để sửa một việc đã ghi.",
        ("Sửa ô cần sửa, bấm Lưu bản sửa. Có người vừa sửa cùng việc thì được xem cả hai bản rồi chọn.",),
        "Việc đã nằm trong báo cáo trình lên thì khóa lại; muốn sửa xin đề nghị trả lại hoặc đính chính báo cáo.",
    ),
    "activity_withdraw": (
        "Trang này để rút lại một việc ghi nhầm hay ghi trùng.",
        ("Ghi vì sao, rồi bấm Rút lại. Việc bị gạch ngang, không tính vào đâu, và khôi phục được.",),
    ),
    "activity": (
        "Trang này cho thấy hoạt động đã ghi của đơn vị anh/chị và các đơn vị dưới.",
        ("Tìm, lọc theo ngày, nơi, cách làm.", "Bấm vào một việc để xem; ghi nhầm thì Sửa hoặc Rút lại."),
        _UNDER_5,
    ),
    "period_open": (
        "Trang này để mở một kỳ báo cáo cho các đơn vị cấp dưới.",
        ("Xem lại các ngày lấy từ kế hoạch: từ ngày, ngày chốt số liệu, hạn từng cấp. Rồi bấm Mở kỳ báo cáo.",),
    ),
    "period": (
        "Trang này liệt kê các kỳ báo cáo và báo cáo của đơn vị anh/chị trong mỗi kỳ.",
        ("Chọn kỳ, bấm Lập báo cáo nếu chưa có, hoặc mở báo cáo đang làm.",),
    ),
    "report_list": (
        "Trang này cho biết từng đơn vị trong kỳ đã nộp, đang làm hay còn trễ; nơi trễ đứng trước.",
        (
            "Bấm tên đơn vị để mở báo cáo của đơn vị ấy. Báo cáo của mình thì bấm Lập báo cáo.",
            "Tìm theo tên đơn vị, xếp theo tên; tệp .xlsx xuất ra đúng những gì đang xem.",
        ),
    ),
    "report_line": (
        "Trang này mở một con số ra: gồm những việc nào của đơn vị và báo cáo nào của đơn vị dưới.",
        (
            "Đi theo từng dòng xuống đến hoạt động đã ghi.",
            "Số thực tế khác với số tính thì khai số ấy kèm lý do, khi báo cáo còn đang lập.",
        ),
        _UNDER_5,
    ),
    "report_units": (
        "Trang này cho biết từng đơn vị bên dưới đã báo lên bao nhiêu, như lúc tổng hợp.",
        ("Bấm vào một con số để xem nó gồm những gì; bấm tên đơn vị để mở báo cáo của đơn vị ấy.",),
    ),
    "report": (
        "Đây là báo cáo của một đơn vị trong một kỳ: số liệu tự cộng, lời văn gợi ý, và đường đi lập, trình, duyệt.",
        (
            "Bấm tên một phần để mở: các con số, lời văn, văn bản. Nút của bước đang chờ luôn ở cuối màn hình.",
            "Người lập: xem số, sửa lời văn, bấm Trình duyệt; lời văn đang viết được lưu cùng.",
            "Người duyệt: đọc chỗ khác thường ở đầu trang, rồi bấm Duyệt và ký, hoặc Trả lại kèm ý kiến.",
            "Duyệt xong thì bấm Cấp số, làm văn bản để lấy số và tệp Word.",
        ),
        "Báo cáo đã duyệt không đổi; muốn sửa thì đề nghị đính chính.",
    ),
    "document_register": (
        "Trang này là sổ văn bản đi của một cơ quan trong một năm, theo thứ tự số.",
        ("Chọn cơ quan và năm, bấm Xem sổ. In, hoặc xuất .xlsx để lưu.",),
    ),
    "document_sign": (
        "Trang này để lưu bản giấy đã ký, đóng dấu của một văn bản.",
        ("Chọn tệp quét hoặc ảnh chụp rõ, xem lại số và ngày trên bản giấy, rồi bấm Lưu bản ký.",),
        "Bản ký chỉ lưu được một lần.",
    ),
    "document": (
        "Trang này giữ các văn bản đã cấp số của đơn vị: tệp Word, PDF và bản quét đã ký.",
        ("Tải tệp Word để in, ký.", "Có bản ký rồi thì gửi bản quét, ghi số và ngày của văn thư."),
        "Số văn bản cấp liên tục theo năm, không bỏ trống, không trùng.",
    ),
}
