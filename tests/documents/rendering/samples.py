"""Documents that the tests print: a notice, an official letter, a decision with annexes."""

from __future__ import annotations

from typing import Any

NOTICE: dict[str, Any] = {
    "type": "Thông báo",
    "number": "5",
    "symbol": "TB-VP",
    "date": "2021-01-07",
    "place": "Kiên Giang",
    "parent": "Ủy ban nhân dân tỉnh Kiên Giang",
    "issuer": "Văn phòng",
    "subject": "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về tiến độ giải ngân vốn đầu tư công quý IV năm 2020",
    "urgency": None,
    "addressees": [],
    "grounds": [],
    "body": [
        {"text": "Ngày 05 tháng 01 năm 2021, Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp về tiến độ giải ngân vốn đầu tư công. Sau khi nghe báo cáo và ý kiến của các đại biểu, Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:", "kind": "paragraph"},
        {"label": "1.", "text": "Nhiệm vụ trong quý I năm 2021", "kind": "heading", "under": [
            {"label": "a)", "text": "Giao Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Sở Tài chính rà soát các dự án chậm tiến độ, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 tháng 01 năm 2021.", "kind": "clause"},
            {"label": "b)", "text": "Giao Sở Giao thông vận tải đề xuất phương án điều chuyển vốn, hoàn thành trước ngày 15 tháng 02 năm 2021.", "kind": "clause"},
        ]},
        {"label": "2.", "text": "Giao Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện Thông báo này, hằng tháng báo cáo Chủ tịch Ủy ban nhân dân tỉnh.", "kind": "clause"},
        {"text": "Văn phòng Ủy ban nhân dân tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.", "kind": "paragraph"},
    ],
    "signature": {"authority": ["KT. CHÁNH VĂN PHÒNG"], "position": "PHÓ CHÁNH VĂN PHÒNG", "name": "Đỗ Thị Minh Hảo"},
    "recipients": ["CT, các PCT UBND tỉnh", "Các sở, ban, ngành cấp tỉnh", "UBND các huyện, thành phố", "LĐVP; các phòng, ban, trung tâm thuộc Văn phòng"],
    "annexes": [],
    "drafter": "VT, ntmai",
}  # fmt: skip

LETTER: dict[str, Any] = NOTICE | {
    "type": "Công văn",
    "number": "1012",
    "symbol": "UBND-KT",
    "date": "2021-03-15",
    "parent": None,
    "issuer": "Ủy ban nhân dân tỉnh Kiên Giang",
    "subject": "đẩy nhanh tiến độ bồi thường, giải phóng mặt bằng các dự án trọng điểm trên địa bàn tỉnh",
    "urgency": "THƯỢNG KHẨN",
    "addressees": ["Sở Tài nguyên và Môi trường", "Sở Giao thông vận tải", "Ủy ban nhân dân các huyện, thành phố"],
    "body": [
        {"text": "Để bảo đảm tiến độ các dự án trọng điểm, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:", "kind": "paragraph"},
        {"label": "1.", "text": "Giao Sở Tài nguyên và Môi trường chủ trì, phối hợp với Ủy ban nhân dân các huyện, thành phố rà soát các trường hợp còn vướng mắc, báo cáo Ủy ban nhân dân tỉnh trước ngày 30/4/2021.", "kind": "clause"},
        {"label": "2.", "text": "Sở Giao thông vận tải hoàn thành hồ sơ điều chỉnh dự án đường ven biển trong tháng 5 năm 2021.", "kind": "clause"},
        {"text": "Yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc thực hiện./.", "kind": "paragraph"},
    ],
    "signature": {"authority": ["KT. CHỦ TỊCH"], "position": "PHÓ CHỦ TỊCH", "name": "Nguyễn Văn An"},
    "recipients": ["Như trên", "CT, các PCT UBND tỉnh"],
    "drafter": "VT, P.KT (3)",
}  # fmt: skip

DECISION: dict[str, Any] = NOTICE | {
    "type": "Quyết định",
    "number": "45",
    "symbol": "QĐ-UBND",
    "date": "2021-02-09",
    "parent": None,
    "issuer": "Ủy ban nhân dân tỉnh Kiên Giang",
    "subject": "Về việc giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm 2021 cho các sở, ngành, địa phương",
    "grounds": [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Nghị quyết số 535/NQ-HĐND ngày 14 tháng 01 năm 2021 của Hội đồng nhân dân tỉnh về nhiệm vụ phát triển kinh tế - xã hội năm 2021",
        "Theo đề nghị của Giám đốc Sở Kế hoạch và Đầu tư tại Tờ trình số 15/TTr-SKHĐT ngày 01 tháng 02 năm 2021.",
    ],
    "body": [
        {"label": "Điều 1.", "text": "Giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm 2021 cho các sở, ngành, địa phương theo Phụ lục kèm theo Quyết định này.", "kind": "clause"},
        {"label": "Điều 2.", "text": "Tổ chức thực hiện", "kind": "heading", "under": [
            {"label": "1.", "text": "Giao Sở Kế hoạch và Đầu tư theo dõi, tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 năm 2021.", "kind": "clause"},
            {"label": "2.", "text": "Giao Sở Tài chính bố trí kinh phí thực hiện trong quý II năm 2021.", "kind": "clause"},
        ]},
        {"label": "Điều 3.", "text": "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc (Thủ trưởng) các sở, ban, ngành cấp tỉnh và Chủ tịch Ủy ban nhân dân các huyện, thành phố chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.", "kind": "clause"},
    ],
    "signature": {"authority": ["TM. ỦY BAN NHÂN DÂN"], "position": "CHỦ TỊCH", "name": "Lê Thị Bình"},
    "recipients": ["Như Điều 3", "Văn phòng Chính phủ", "Các Bộ: KH&ĐT, TC", "TT Tỉnh ủy, TT HĐND tỉnh"],
    "annexes": [
        {"title": "Chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm 2021", "body": [], "table": {
            "columns": ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2021", "Cơ quan theo dõi, báo cáo"],
            "rows": [[str(k), f"Chỉ tiêu thứ {k} về phát triển kinh tế - xã hội trên địa bàn tỉnh", "tỷ đồng", f"{k * 1375:,}".replace(",", "."), "Sở Kế hoạch và Đầu tư"] for k in range(1, 61)],
        }},
    ],
    "drafter": "VT, P.TH",
}  # fmt: skip
