"""Lists of units as they are written."""

import pytest

from dondoc.reading.tokens import tokenise
from dondoc.reading.units import parse_list

TABLE = [
    ("Sở Kế hoạch và Đầu tư nghiên cứu đề xuất", ["Sở Kế hoạch và Đầu tư"]),
    ("Sở Tài chính, Sở Xây dựng thẩm định", ["Sở Tài chính", "Sở Xây dựng"]),
    ("Sở Tài chính và Sở Xây dựng thẩm định", ["Sở Tài chính", "Sở Xây dựng"]),
    ("các Sở: Tài chính, Xây dựng lập dự toán", ["Sở Tài chính", "Sở Xây dựng"]),
    (
        "các Sở: Văn hóa, Thể thao và Du lịch, Giáo dục và Đào tạo tổ chức",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo"],
    ),
    ("các Bộ Công an, Quốc phòng và Tài chính phối hợp", ["Bộ Công an", "Bộ Quốc phòng", "Bộ Tài chính"]),
    ("Sở Y tế, Giáo dục và Đào tạo hướng dẫn", ["Sở Y tế", "Sở Giáo dục và Đào tạo"]),
    ("UBND các phường: Vĩnh Lạc, An Hòa rà soát", ["UBND phường Vĩnh Lạc", "UBND phường An Hòa"]),
    (
        "UBND các huyện Gò Quao, Giồng Riềng và thành phố Hà Tiên báo cáo",
        ["UBND huyện Gò Quao", "UBND huyện Giồng Riềng", "UBND thành phố Hà Tiên"],
    ),
    ("UBND các huyện, thành phố kiểm tra", ["UBND các huyện, thành phố"]),
    ("UBND cấp huyện kiểm tra", ["UBND cấp huyện"]),
    ("Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu chỉ đạo", ["Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"]),
    (
        "Hội đồng nhân dân, Ủy ban nhân dân các tỉnh, thành phố quan tâm",
        ["Hội đồng nhân dân các tỉnh, thành phố", "Ủy ban nhân dân các tỉnh, thành phố"],
    ),
    ("các sở, ngành, địa phương tiếp tục", ["các sở, ngành, địa phương"]),
    ("các cơ quan liên quan và các địa phương có rừng xác định", ["các cơ quan liên quan", "các địa phương có rừng"]),
    ("Bộ Tài chính, các bộ, cơ quan liên quan hoàn thiện", ["Bộ Tài chính", "các bộ, cơ quan liên quan"]),
    (
        "Giám đốc các sở, Thủ trưởng các ngành, Chủ tịch UBND cấp huyện tiếp tục",
        ["Giám đốc các sở", "Thủ trưởng các ngành", "Chủ tịch UBND cấp huyện"],
    ),
    ("Giám đốc các Sở: Tài chính, Nội vụ tham mưu", ["Giám đốc Sở Tài chính", "Giám đốc Sở Nội vụ"]),
    ("Chủ tịch UBND các xã, phường, thị trấn chịu trách nhiệm", ["Chủ tịch UBND các xã, phường, thị trấn"]),
    ("người đứng đầu các sở ngành và địa phương nêu cao", ["người đứng đầu các sở ngành và địa phương"]),
    (
        "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh chủ động",
        ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"],
    ),
    (
        "Ban Quản lý dự án đầu tư xây dựng công trình giao thông đôn đốc nhà thầu",
        ["Ban Quản lý dự án đầu tư xây dựng công trình giao thông"],
    ),
    ("Trung tâm Phục vụ hành chính công tỉnh niêm yết", ["Trung tâm Phục vụ hành chính công tỉnh"]),
    ("Cục Chuyển đổi số và Thông tin dữ liệu thiết lập", ["Cục Chuyển đổi số và Thông tin dữ liệu"]),
    ("Kho bạc Nhà nước tỉnh thực hiện", ["Kho bạc Nhà nước tỉnh"]),
    ("Ngân hàng Nhà nước Việt Nam chỉ đạo", ["Ngân hàng Nhà nước Việt Nam"]),
    ("Văn phòng HĐND và UBND huyện theo dõi", ["Văn phòng HĐND và UBND huyện"]),
    (
        "đồng chí Trần Văn Hai - Phó Chủ tịch UBND tỉnh trực tiếp chỉ đạo",
        ["đồng chí Trần Văn Hai - Phó Chủ tịch UBND tỉnh"],
    ),
    ("các tổ chức chính trị - xã hội vận động", ["các tổ chức chính trị - xã hội"]),
    (
        "Sở Nông nghiệp và Môi trường, Ủy ban nhân dân các xã, phường, đặc khu rà soát",
        ["Sở Nông nghiệp và Môi trường", "Ủy ban nhân dân các xã, phường, đặc khu"],
    ),
    ("Uỷ ban nhân dân huyện Hoà Bình lập", ["Uỷ ban nhân dân huyện Hoà Bình"]),
    ("Phòng Y tế chỉ đạo các trạm trực", ["Phòng Y tế"]),
    ("hai đơn vị trên báo cáo", ["hai đơn vị trên"]),
    (
        "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam, Liên đoàn Thương mại và Công nghiệp Việt Nam vận động",
        ["Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "Liên đoàn Thương mại và Công nghiệp Việt Nam"],
    ),
    ("Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh tham gia", ["Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"]),
    ("06 Tổ công tác của Thủ tướng Chính phủ làm việc", ["06 Tổ công tác của Thủ tướng Chính phủ"]),
    ("Thương vụ Việt Nam tại Nhật Bản tìm kiếm", ["Thương vụ Việt Nam tại Nhật Bản"]),
    (
        "Sở Công Thương các tỉnh Bắc Giang, Sơn La cung cấp",
        ["Sở Công Thương tỉnh Bắc Giang", "Sở Công Thương tỉnh Sơn La"],
    ),
    ("Văn phòng Đăng ký đất đai tỉnh và các chi nhánh rà soát", ["Văn phòng Đăng ký đất đai tỉnh", "các chi nhánh"]),
    ("Bộ Y tế, Bộ Công an, mỗi bộ trong phạm vi của mình, định kỳ", ["Bộ Y tế", "Bộ Công an"]),
    ("Ủy ban nhân dân cấp xã, trưởng thôn, trưởng bản phải đi", ["Ủy ban nhân dân cấp xã", "trưởng thôn, trưởng bản"]),
    (
        "Sở Văn hóa, Thể thao và Du lịch, báo, đài địa phương đẩy mạnh",
        ["Sở Văn hóa, Thể thao và Du lịch", "báo, đài địa phương"],
    ),
    ("Sở Xây dựng, Khu Quản lý đường bộ III bố trí", ["Sở Xây dựng", "Khu Quản lý đường bộ III"]),
    ("Công ty Điện lực Lào Cai, Viễn thông Lào Cai di dời", ["Công ty Điện lực Lào Cai", "Viễn thông Lào Cai"]),
    ("Các tỉnh Lào Cai, Phú Thọ và Sơn La rà soát", ["tỉnh Lào Cai", "tỉnh Phú Thọ", "tỉnh Sơn La"]),
    ("thành phố Hà Nội và thành phố Hải Phòng lập", ["thành phố Hà Nội", "thành phố Hải Phòng"]),
    ("Phòng Tổng hợp thuộc Văn phòng UBND tỉnh đôn đốc", ["Phòng Tổng hợp thuộc Văn phòng UBND tỉnh"]),
    (
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh lập",
        ["Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"],
    ),
    ("Ban Quản lý các khu công nghiệp tỉnh làm việc", ["Ban Quản lý các khu công nghiệp tỉnh"]),
    ("Đồn Biên phòng trên địa bàn cử cán bộ", ["Đồn Biên phòng trên địa bàn"]),
    ("Hội đồng thẩm định họp", ["Hội đồng thẩm định"]),
    ("các đơn vị được giao nhiệm vụ trong Kế hoạch khẩn trương", ["các đơn vị được giao nhiệm vụ trong Kế hoạch"]),
]


@pytest.mark.parametrize(("words", "names"), TABLE, ids=[row[0] for row in TABLE])
def test_list(words, names):
    units, end = parse_list(tokenise(words), 0)
    assert [u.name for u in units] == names
    assert end > 0


@pytest.mark.parametrize(
    "words",
    [
        "Báo cáo kết quả",
        "Tổ chức hội nghị",
        "TỔ CHỨC THỰC HIỆN",
        "Trường hợp khó khăn",
        "Hội nghị kết thúc",
        "Phòng chống lụt bão",
        "Đoàn kết nội bộ",
    ],
)
def test_words_that_only_look_like_a_body(words):
    assert parse_list(tokenise(words), 0)[0] == []
