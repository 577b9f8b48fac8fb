"""Words of administrative Vietnamese that the rules rest on. Data only; all lower case, new tone placement."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())


# Verbs that name a task to be finished.
FINITE_VERBS = _words("""
    rà soát, xóa bỏ, loại bỏ, gỡ bỏ, khơi thông, nạo vét, phân luồng, điều tiết, cắm mốc, đo đạc, kê biên, truy quét, tịch thu, xét xử, khởi tố, truy tố, kiểm đếm, di chuyển, cấp phép, gia hạn, thu hút, xếp hạng, xếp loại, chấm điểm, khôi phục, phục hồi, điều phối, điều động, luân chuyển, cứu trợ, tiếp tế, cắt tỉa, chặt hạ, gia cố, tu sửa, làm mới, dọn dẹp, tổng rà soát, tổng kiểm tra, phúc tra, tái cấu trúc, tinh giản, tiết giảm, hạ lãi suất, đăng công khai, đối chiếu, xử phạt, đình chỉ, tạm đình chỉ, niêm phong, truy tìm, truy vết, cứu chữa, cứu nạn, giải tỏa, khoanh nuôi, tái canh, chuyển đổi, vận hành thử, chạy thử, hoàn chỉnh, chỉnh sửa, chỉnh lý, biên tập, công chứng, thu nộp, thu nợ, đôn thu, phân khai, phân kỳ, ghi thu, ghi chi, lập lại, rà phá, kết thúc, khép kín, chốt số liệu, bố trí lịch, có mặt, điểm danh, trực chiến, ứng trực, treo cờ, tổ chức lại, thăm dò, nhập dữ liệu, làm sạch, tích hợp, chia sẻ, kích cầu, bình ổn, dự trữ, xây mới,
    tìm kiếm, tìm nguồn, xác lập, xét duyệt, cắt cử, sơ tán, kêu gọi, nhận thức, nhận thức rõ, xây dựng, ban hành, hoàn thành, hoàn thiện, lập, trình, báo cáo, đề xuất, tham mưu, nghiên cứu, xác định, bố trí,
    thẩm định, phê duyệt, tổng hợp, kiểm tra, xác minh, làm rõ, làm việc, làm thủ tục, thống nhất, trao đổi, phân công, phân bổ,
    phân định, thành lập, thiết lập, thiết kế, tổ chức, công bố, công khai, niêm yết, bàn giao, giải ngân, thanh toán, quyết toán,
    nghiệm thu, khởi công, khắc phục, xử lý, giải quyết, tháo gỡ, thu hồi, cắt giảm, sắp xếp, bổ sung, sửa đổi, điều chỉnh,
    cập nhật, thống kê, khảo sát, đánh giá, phân tích, tiếp thu, giải trình, trả lời, gửi, cung cấp, tiếp nhận, chuyển, nộp,
    đăng ký, đăng tải, lắp đặt, triển khai, thực hiện, chuẩn bị, chuẩn hóa, kết nối, đồng bộ, số hóa, điều tra, ứng dụng,
    kích hoạt, trưng dụng, vận chuyển, cấp, mua sắm, đấu thầu, lựa chọn, ký kết, ký, đàm phán, hướng dẫn, góp ý, cho ý kiến,
    tham gia, tham dự, dự họp, chủ trì, phối hợp, bảo đảm, đảm bảo, ứng phó, di dời, đào tạo, tập huấn, bồi dưỡng, tuyển dụng, bổ nhiệm,
    kiện toàn, cử, mời, thông báo, quyết định, kiểm kê, kiểm điểm, kiến nghị, tính toán, cân đối, phát hành, in, sao gửi,
    lấy ý kiến, soạn thảo, dự thảo, biên soạn, thu thập, thu thuế, thu phí, thu thêm, thu gom, thu ngân sách, phân loại, đề nghị, yêu cầu, giao, quy định, mở, đóng, lưu trữ, tạm giữ,
    tạm dừng, dừng, chấm dứt, hủy bỏ, bãi bỏ, thay thế, đối soát, thẩm tra, thanh tra, kiểm toán, truy thu, hỗ trợ, bồi thường,
    cưỡng chế, giải phóng, thi công, đầu tư, huy động, vận động, tuyên truyền, phổ biến, truyền thông, giới thiệu, quảng bá,
    xúc tiến, tặng, trao, thăm hỏi, chăm lo, phục vụ, đón tiếp, đón, tiếp, họp, sơ kết, tổng kết, khen thưởng, biểu dương, đưa, bảo trì,
    sửa chữa, nâng cấp, cải tạo, trồng, tiêm, xét nghiệm, cách ly, khoanh vùng, dập dịch, khống chế, phát hiện, ngăn chặn, thu dọn,
    vệ sinh, khử khuẩn, tiêu hủy, chi trả, hoàn trả, trích, xuất cấp, tiến hành, xem xét, có văn bản, có kế hoạch, có giải pháp, có biện pháp,
    có phương án, có báo cáo, có ý kiến, tính, ghi, kê khai, khai báo, xin ý kiến, xin, phản ánh, liên hệ, trả hồ sơ, ghi nhận ý kiến, tuần tra, canh gác, bảo quản, lưu ý, thông tin, tham vấn, đối thoại, giải thích, phân tích, chọn, bình xét, đề cử, hoàn tất, xác nhận, chứng thực, cam đoan, lồng ghép, gắn, đề ra, chỉ rõ, nêu rõ, tách, ghép, sáp nhập, hợp nhất,
    thuê, bán, mua, rút ngắn, rút kinh nghiệm, nhân rộng, thí điểm, vận hành, khai thác, phát động, hưởng ứng, cam kết, ký cam kết, cụ thể hóa,
    thể chế hóa, lồng ghép, đa dạng hóa, phát dọn, tu sửa, dọn dẹp, ưu tiên, tạo, tạo điều kiện, bám sát, quán triệt, nắm, nắm bắt, nắm chắc, nắm sát, nắm tình hình, tháo dỡ, giám định, chứng nhận, công nhận, cấm, hạn chế, giảm, tăng
""")

# Verbs and adverbs of a duty without an end.
STANDING_VERBS = _words("""
    tiếp tục, tăng cường, thường xuyên, duy trì, theo dõi, đôn đốc, chấp hành, đẩy mạnh, nâng cao, chịu trách nhiệm, phát huy,
    giám sát, quản lý, giữ vững, giữ gìn, quán triệt, nêu cao, chú trọng, quan tâm, phấn đấu, quyết tâm, tích cực, chủ động, nghiêm túc, kiên quyết,
    tuyệt đối, bảo đảm, đảm bảo, phát triển, thúc đẩy, đề cao, đổi mới, cải thiện, củng cố, tập trung, bảo vệ, phòng ngừa, phòng chống, đấu tranh,
    siết chặt, chấn chỉnh, không để, không được, tự chịu trách nhiệm, chỉ đạo, lãnh đạo, tuân thủ, bám sát, tăng tốc, nỗ lực, đẩy nhanh, khuyến khích,
    tạo điều kiện, phòng chống, quyết liệt, sâu sát, gương mẫu, nắm chắc, nắm bắt, nắm tình hình, sẵn sàng, trực ban, trực sẵn sàng, vận động, tuyên truyền, chăm sóc, kiểm soát, thực hiện nghiêm
""")

# Words that open a duty before its verb: manner, modality, grounds.
OPENERS = _words("""
    khẩn trương, kịp thời, nhanh chóng, sớm, ngay, phải, cần, có trách nhiệm, định kỳ, trực tiếp, căn cứ, theo, trên cơ sở, đồng thời,
    không, hằng, hàng, nghiêm, chỉ, đồng loạt, đồng bộ, cùng, cùng với, làm, có nhiệm vụ, có văn bản, hết sức, khẩn cấp, lập tức, nhất là,
    có kế hoạch, đặc biệt, đúng, hoàn toàn, dự kiến, xem xét, làm đầu mối, là đầu mối, là cơ quan đầu mối, là đơn vị đầu mối, là cơ quan thường trực, là đơn vị thường trực, làm tốt, làm rõ, bên cạnh, ngoài, trong, trước, sau,
    tùy, tùy theo, dựa, với, bằng, từ, qua, thông qua, nhằm, để, rà, tự, cử, nên, sẽ, làm cơ quan
""")

# Nouns whose first syllable is a verb.
NOT_VERBS = _words(
    "giao thông, giao dịch, giao lưu, giao ban, cấp huyện, cấp xã, cấp tỉnh, cấp ủy, cấp nước, cấp thoát nước, thu nhập, mở rộng, tính chất, in ấn, trồng trọt, tiếp dân, bán lẻ, đưa tin, tăng trưởng, họp báo, cử tri"
)

ACTIONS = FINITE_VERBS | STANDING_VERBS | OPENERS
VERBS = FINITE_VERBS | STANDING_VERBS
ACTION_SINGLES = frozenset(a for a in ACTIONS if " " not in a)
VERB_SINGLES = frozenset(a for a in VERBS if " " not in a)

# Manner words that may open a bare imperative ("Khẩn trương rà soát …").
IMPERATIVE_OPENERS = _words("""
    khẩn trương, kịp thời, nhanh chóng, sớm, ngay, phải, cần, định kỳ, trực tiếp, đồng thời, chủ động, tích cực, nghiêm túc, không được, không để,
    hết sức, khẩn cấp, lập tức, hằng năm, hàng năm, hằng tháng, hàng tháng, hằng quý, hàng quý, thường xuyên, làm tốt, đặc biệt, đồng bộ, đồng loạt, tuyệt đối, tự,
    có văn bản, có kế hoạch, có giải pháp, có biện pháp, có phương án, có trách nhiệm, có nhiệm vụ, làm đầu mối, đưa, lấy, coi, xem, dành, ưu tiên, sử dụng, hình thành, áp dụng, đa dạng hóa, tinh gọn,
    là đầu mối, là cơ quan đầu mối, là cơ quan thường trực, không cho, không cho phép, nghiêm cấm, dứt khoát, tăng, cắt cử, đi, có mặt, giữ, phân bổ, sáu tháng một lần, ba tháng một lần, mỗi, thi hành, chịu, tự chịu trách nhiệm
""")

# A subject followed by one of these is described, not directed.
STATE_WORDS = _words("""
    đã, đang, vẫn, còn, là, vắng, được, bị, có ý nghĩa, luôn, chưa, của, gồm, bao gồm, vừa qua, cơ bản, mới, như, cho biết, nhận thấy, nhận được, ghi nhận,
    đạt, bằng, chiếm, ước, cảm ơn, cám ơn, trân trọng cảm ơn, trân trọng cám ơn, chúc, đánh giá cao, biểu dương, hoan nghênh, thống nhất với nội dung, cơ bản thống nhất,
    đồng ý, nhất trí, thấy rằng, cho rằng, cho là, khẳng định, nhấn mạnh, ban hành kế hoạch, thông báo, kết luận, trân trọng, thông báo kết luận, thông báo ý kiến, có ý kiến, nhận định, chia sẻ
""")

# Verbs that give a duty to the units after them.
ASSIGN_VERBS = _words("""
    giao, giao cho, giao trách nhiệm cho, giao nhiệm vụ cho, yêu cầu, đề nghị, kính đề nghị, trân trọng đề nghị, phân công, ủy quyền, ủy quyền cho, phân công cho, chỉ đạo, nhắc nhở, nhắc,
    đồng ý giao, thống nhất giao, tiếp tục giao, yêu cầu các, kính mong, phê bình, trân trọng kính đề nghị, trân trọng yêu cầu, cũng giao, tạm giao, đồng ý để, thống nhất đề nghị, đề nghị các, mong, mời, kính mời, trách nhiệm của, trách nhiệm
""") - {"yêu cầu các", "đề nghị các", "phê bình"}

# A word before "giao", "yêu cầu" … that makes a noun or a passive of it.
NOT_ASSIGNING_AFTER = _words("""
    được, đã, theo, đáp ứng, các, những, một số, mọi, bàn, chuyển, theo yêu, tại, với, do, nhiệm vụ, sự, công tác, tiếp, đúng, văn bản, khi có, có, nêu trong, như, về, nội dung, và đã, việc, từng đã, hướng, của, bảo đảm, xuất, mục
""")

# Names of fields that follow "Bộ", "Sở", "Ban", "Phòng", "Cục", "Vụ" (before and after the 2025 reform).
FIELDS = (
    _words(
        """
    kế hoạch và đầu tư; tài chính; nội vụ; tư pháp; công thương; nông nghiệp và phát triển nông thôn; nông nghiệp và ptnt; nông nghiệp và môi trường;
    tài nguyên và môi trường; tài nguyên môi trường; giao thông vận tải; giao thông vận tải - xây dựng; xây dựng; thông tin và truyền thông; khoa học và công nghệ; y tế; ngoại vụ; ngoại giao;
    quốc phòng; công an; lao động - thương binh và xã hội; lao động, thương binh và xã hội; lao động thương binh và xã hội; văn hóa và thể thao;
    văn hóa, thể thao và du lịch; văn hóa - thể thao và du lịch; du lịch; giáo dục và đào tạo; quy hoạch - kiến trúc; quy hoạch và kiến trúc; dân tộc và tôn giáo; dân tộc;
    an toàn thực phẩm; kinh tế và hạ tầng; kinh tế, hạ tầng và đô thị; kinh tế; hạ tầng kinh tế; quản lý đô thị; tài chính - kế hoạch; văn hóa và thông tin; văn hóa - thông tin; văn hóa - xã hội;
    nông nghiệp; lao động - tb&xh; lđ-tb&xh; lđtb&xh; lđtbxh; nn&ptnt; nnptnt; nn&mt; nnmt; tn&mt; tnmt; kh&đt; khđt; gtvt; tt&tt; tttt; kh&cn; khcn; gd&đt; gdđt; vhtt&dl; vh,tt&dl; vhttdl; vh&tt; vhtt; lđ,tb&xh; thuế; hải quan; thống kê; thi hành án dân sự; pháp chế; tổ chức - cán bộ; tổ chức cán bộ; hợp tác quốc tế;
    kế hoạch - tài chính; môi trường; biến đổi khí hậu; quản lý đất đai; thi đua - khen thưởng; thi đua, khen thưởng; tuyên giáo; tuyên giáo và dân vận; dân vận; tổ chức; nội chính; kinh tế - ngân sách; pháp chế; văn hóa xã hội; hội nhập quốc tế; đối ngoại; kiểm lâm; thủy lợi; thủy sản; chăn nuôi và thú y; trồng trọt và bảo vệ thực vật; phòng cháy chữa cháy; cảnh sát giao thông; quản lý thị trường
""".replace(",", "\x00").replace(";", ",")
    )
    | frozenset()
)
FIELDS = frozenset(f.replace("\x00", ",") for f in FIELDS)

# Capitalised words that open the name of a body, longest first where they share words.
HEADS = _words("""
    bộ, sở, ban, cục, tổng cục, chi cục, vụ, viện, phòng, trung tâm, văn phòng, công an, thanh tra, ngân hàng, kho bạc, bảo hiểm xã hội, bhxh, tòa án, viện kiểm sát,
    ủy ban, ủy ban mặt trận tổ quốc, ubnd, ub, hđnd, hội đồng, ubmttq, mặt trận, liên đoàn, liên minh, liên hiệp, hội, hiệp hội, đoàn, tỉnh đoàn, thành đoàn, huyện đoàn, báo, đài, báo và đài, trường, đại học, học viện, bệnh viện, công ty, tập đoàn, tổng công ty,
    ban quản lý, ban chỉ đạo, ban chỉ huy, ban tổ chức, ban quản lý dự án, bql, bqlda, tổ công tác, tổ, đội, hạt, trạm, bộ chỉ huy, bộ tư lệnh, bộ đội biên phòng, bch, bchqs, quân khu, quân đoàn, tỉnh ủy, thành ủy, huyện ủy, quận ủy, thị ủy, đảng ủy, đảng đoàn, ban cán sự đảng, điện lực, cảng vụ, thông tấn xã, vpcp, vp, văn phòng chính phủ, cổng thông tin điện tử, tạp chí, nhà xuất bản, thường trực, ban thường vụ, ban dân vận,
    ủy ban trung ương, trung ương, thương vụ, đại sứ quán, tổng lãnh sự quán, cơ quan đại diện, khu quản lý, quỹ, sư đoàn, lữ đoàn, đồn biên phòng, cảnh sát, hải quan, chi nhánh, kiểm toán, phân viện, chi hội, câu lạc bộ, nhà máy, xí nghiệp, hợp tác xã, liên danh, vườn quốc gia, khu bảo tồn, nông trường, lâm trường, bảo tàng, thư viện, nhà hát, cảng, bưu điện, vnpt, viettel, mobifone, vinaphone, evn, agribank, ban thường trực, ban chấp hành, ủy ban kiểm tra, văn phòng thường trực, báo và phát thanh, tiểu ban, nhóm công tác, cơ quan thường trực, cơ quan điều phối, đồn
""")

# Bodies whose full name holds no field name; also nouns that act for a body.
SPECIAL_UNITS = _words("""
    thủ tướng chính phủ, thủ tướng, chính phủ, quốc hội, ủy ban thường vụ quốc hội, văn phòng chính phủ, thanh tra chính phủ, ngân hàng nhà nước việt nam, ngân hàng nhà nước, kiểm toán nhà nước, thông tấn xã việt nam,
    ủy ban dân tộc, bảo hiểm xã hội việt nam, đài truyền hình việt nam, đài tiếng nói việt nam, tòa án nhân dân tối cao, viện kiểm sát nhân dân tối cao, văn phòng trung ương đảng, văn phòng quốc hội, văn phòng chủ tịch nước,
    ủy ban trung ương mặt trận tổ quốc việt nam, tổng liên đoàn lao động việt nam, kho bạc nhà nước, bộ đội biên phòng, văn phòng tỉnh ủy, văn phòng thành ủy, văn phòng đoàn đại biểu quốc hội, đoàn đại biểu quốc hội
""")

SPECIAL_UNITS |= _words("mttq, mttq việt nam, ubmttq việt nam, ủy ban mttq, ủy ban mttq việt nam")
# A name with a comma in it, as words: what the papers and stations of provinces became in 2025.
SPECIAL_UNITS |= {"báo và phát thanh , truyền hình", "báo và đài phát thanh , truyền hình"}
# Offices of the finance branch are called by their branch and level alone since 2025.
SPECIAL_UNITS |= _words("thuế tỉnh, thuế thành phố, thuế cơ sở, thống kê tỉnh, thống kê thành phố, thống kê cơ sở")
# Bodies that are called by what they do.
SPECIAL_UNITS |= {"hội đồng bồi thường , hỗ trợ và tái định cư"} | _words(
    "hội đồng nghiệm thu, hội đồng thẩm định, đoàn kiểm tra, đoàn giám sát, đoàn thanh tra, tổ thẩm định, tổ kiểm tra, tổ chuyên gia, tổ giúp việc"
)

# Words of action that belong to a body's name ("Ban Quản lý dự án đầu tư xây dựng …").
NAME_PARTS = _words("""
    đầu tư xây dựng, đầu tư và xây dựng, các công trình, các khu công nghiệp, các khu kinh tế, quản lý dự án, quản lý khu kinh tế, phục vụ hành chính công, phát triển quỹ đất, phát triển nhà, phát triển nông thôn, kiểm soát bệnh tật,
    đăng ký đất đai, dịch vụ việc làm, xúc tiến đầu tư, giáo dục nghề nghiệp, bảo vệ thực vật, tìm kiếm cứu nạn, khai thác công trình thủy lợi, hỗ trợ doanh nghiệp, phòng chống thiên tai,
    nông thôn mới, nông thôn, công trình, chương trình, quá trình, quản lý rừng, quản lý chất lượng, giám sát và đánh giá đầu tư, tiếp công dân, cứu nạn cứu hộ, xây dựng công trình, đào tạo nghề, điều hành, chỉ đạo, bảo trợ xã hội, cải cách hành chính, chuyển đổi số,
    xử lý nước thải, tổ chức sự kiện, thẩm định giá, giải phóng mặt bằng, bồi thường giải phóng mặt bằng, xây dựng nông thôn mới, quản lý bảo vệ rừng, tư vấn pháp luật, trợ giúp pháp lý
""")

POSITIONS = _words("""
    chủ tịch, phó chủ tịch, phó chủ tịch thường trực, các phó chủ tịch, giám đốc, phó giám đốc, tổng giám đốc, phó tổng giám đốc, thủ trưởng, bộ trưởng, thứ trưởng, trưởng ban, phó trưởng ban, trưởng phòng, chánh văn phòng, phó chánh văn phòng,
    chánh thanh tra, chánh án, viện trưởng, cục trưởng, vụ trưởng, chi cục trưởng, hiệu trưởng, bí thư, phó bí thư, người đứng đầu, lãnh đạo, thành viên, chỉ huy trưởng, tư lệnh, thống đốc, tổng thanh tra, chủ nhiệm, phó chủ nhiệm, tổ trưởng, trưởng đoàn,
    trưởng, phó thủ tướng, phó thủ tướng chính phủ, phó thủ tướng thường trực chính phủ, trưởng công an, chính ủy, đội trưởng, tổng biên tập, đồng chí, ông, bà, đ/c, các ông, các bà, các đồng chí, trưởng ban chỉ đạo, tổng kiểm toán, chủ đầu tư
""")

# Nouns that stand for a set of bodies when written without a name.
GENERIC_NOUNS = _words("""
    sở, ban, ngành, bộ, cơ quan, đơn vị, địa phương, tổ chức, doanh nghiệp, đoàn thể, hội, hiệp hội, cấp, chủ đầu tư, nhà thầu, nhà đầu tư, chính quyền, cơ sở, trường, bệnh viện, xã, phường, thị trấn, huyện, quận, thị xã, thành phố, tỉnh, đặc khu, cá nhân,
    phòng, trung tâm, nhà trường, công ty, tập đoàn, tổng công ty, ngân hàng, thành viên, thủ trưởng, lãnh đạo, người đứng đầu, cán bộ, công chức, viên chức, lực lượng, hộ, hộ dân, hợp tác xã, tổ, ban quản lý, ban quản lý dự án, cục, vụ, viện, chi cục, cơ quan chuyên môn, cơ quan thường trực, cơ quan chức năng, cơ quan báo chí, cơ quan thông tấn, báo chí, báo, đài, mặt trận, mặt trận tổ quốc, cấp ủy, đảng ủy, đảng bộ, chi bộ, tổ chức đảng, tổ chức chính trị - xã hội, hội đồng, văn phòng, bên, đại biểu, chủ tịch, giám đốc, chi nhánh, phòng ban, ban ngành, sở ngành, bộ ngành, khu phố, thôn, ấp, tổ dân phố, nhà mạng, nhà thuốc, nhà xe, hộ kinh doanh, đoàn viên, hội viên, đối tượng, chủ rừng, chủ hồ, chủ hồ chứa, chủ đập, chủ tàu, chủ dự án, chủ phương tiện, đơn vị tư vấn, tư vấn, chủ cơ sở, trạm y tế, cơ sở đào tạo, cơ sở giáo dục, cơ sở y tế, kho bạc nhà nước, kho bạc, công an, quân đội, quân sự, biên phòng, tộc họ, dòng họ, già làng
""")

# Who stand for a village, written small and without a name.
VILLAGE_HEADS = _words(
    "trưởng các thôn, trưởng các xóm, trưởng các bản, trưởng các ấp, trưởng các khu phố, trưởng các khóm, trưởng các buôn, tổ trưởng các tổ dân phố, trưởng thôn, trưởng bản, trưởng ấp, trưởng buôn, trưởng khóm, trưởng khu phố, trưởng xóm, tổ trưởng tổ dân phố, tổ trưởng dân phố"
)
GENERIC_NOUNS |= VILLAGE_HEADS | {"báo , đài", "bộ phận", "xóm", "khu phố", "tổ dân phố", "thôn , xóm", "thôn , bản"}

# After such a noun they restrict the set ("có liên quan", "thuộc …", "trên địa bàn …").
RESTRICTIONS = _words("""
    còn lại, liên quan, truyền thông, có liên quan, chức năng, trực thuộc, chuyên môn, chủ quản, hữu quan, thuộc, trên địa bàn, có, được, nêu trên, trên, cấp, tỉnh, thành phố, huyện, xã, của, dự họp, đóng trên địa bàn, trung ương, địa phương, quản lý, thông tấn, nhà nước,
    ngang bộ, thường trực, tham mưu, ở, tại, trong, khác, đó, này, quốc tế, vùng, ven biển, biên giới, thành viên, chính trị - xã hội, kinh doanh, sản xuất, tư vấn, thi công, thụ hưởng, báo chí, phát thanh, dọc, đoàn thể, hành chính, sự nghiệp, công lập, thủ trưởng, thực hiện dự án, khu vực, cơ sở, ngoài nhà nước, nhà thầu, phụ trách, nơi, tham gia
""")

LEVELS = _words(
    "tỉnh, thành phố, tp, quận, huyện, thị xã, tx, xã, phường, thị trấn, đặc khu, địa phương, cấp huyện, cấp xã, cấp tỉnh, thôn, ấp, khóm"
)

QUANTIFIERS = _words(
    "các, những, mọi, nhiều, hầu hết các, đa số các, phần lớn các, toàn thể, từng, mỗi, một số, tất cả các, toàn bộ"
)

NUMERALS = frozenset({"hai", "ba", "bốn"})

PROVINCES = _words("""
    an giang, bà rịa - vũng tàu, bạc liêu, bắc giang, bắc kạn, bắc ninh, bến tre, bình dương, bình định, bình phước, bình thuận, cà mau, cao bằng, cần thơ, đà nẵng, đắk lắk, đắk nông, điện biên, đồng nai, đồng tháp, gia lai, hà giang, hà nam, hà nội, hà tĩnh,
    hải dương, hải phòng, hậu giang, hòa bình, hồ chí minh, hưng yên, khánh hòa, kiên giang, kon tum, lai châu, lạng sơn, lào cai, lâm đồng, long an, nam định, nghệ an, ninh bình, ninh thuận, phú thọ, phú yên, quảng bình, quảng nam, quảng ngãi, quảng ninh,
    quảng trị, sóc trăng, sơn la, tây ninh, thái bình, thái nguyên, thanh hóa, thừa thiên huế, tiền giang, trà vinh, tuyên quang, vĩnh long, vĩnh phúc, yên bái, huế
""")

SURNAMES = _words("""
    nguyễn, trần, lê, phạm, hoàng, huỳnh, phan, vũ, võ, đặng, bùi, đỗ, hồ, ngô, dương, lý, đinh, lâm, mai, trịnh, đào, đoàn, vương, trương, phùng, tạ, hà, lương, tô, cao, châu, thái, tôn, tăng, quách, la, lại, lưu, lục, mạc, nghiêm, nông, thạch, kim, sơn, danh, triệu, hứa, từ, văn, chu, đàm, đồng, giang, giáp, kiều, khuất, lò, lù, ma, mã, phí, quàng, tiêu, thân, thiều, tống, trang, ung, vi, vừ, giàng, y, ksor, siu, rơ, điểu, bàn, chẩu, cù, doãn, hầu, hàn, khổng, lô, mùa, nhữ, ninh, ô, phương, sầm, sùng, tòng, trà, tưởng, uông, âu, bạch, cầm, cung, diệp, hạ, kha, liêu, lộ, long, lữ, nhâm, phú, tiết, xa, yên, âu dương
""")
