"""The 29 kinds of administrative documents and their abbreviations (NĐ 30/2020/NĐ-CP, Điều 7 and phụ lục III)."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of document; `abbreviation` stands in its symbol, "" for those that have none."""

    name: str
    abbreviation: str


KINDS: tuple[Kind, ...] = (
    Kind("Nghị quyết", "NQ"), Kind("Quyết định", "QĐ"), Kind("Chỉ thị", "CT"), Kind("Quy chế", "QC"),
    Kind("Quy định", "QyĐ"), Kind("Thông cáo", "TC"), Kind("Thông báo", "TB"), Kind("Hướng dẫn", "HD"),
    Kind("Chương trình", "CTr"), Kind("Kế hoạch", "KH"), Kind("Phương án", "PA"), Kind("Đề án", "ĐA"),
    Kind("Dự án", "DA"), Kind("Báo cáo", "BC"), Kind("Biên bản", "BB"), Kind("Tờ trình", "TTr"),
    Kind("Hợp đồng", "HĐ"), Kind("Công văn", ""), Kind("Công điện", "CĐ"), Kind("Bản ghi nhớ", "BGN"),
    Kind("Bản thỏa thuận", "BTT"), Kind("Giấy ủy quyền", "GUQ"), Kind("Giấy mời", "GM"),
    Kind("Giấy giới thiệu", "GGT"), Kind("Giấy nghỉ phép", "GNP"), Kind("Phiếu gửi", "PG"),
    Kind("Phiếu chuyển", "PC"), Kind("Phiếu báo", "PB"), Kind("Thư công", ""),
)  # fmt: skip
ABBREVIATIONS = {kind.name: kind.abbreviation for kind in KINDS}
# Their symbol names who drafted them instead of what they are.
BY_DRAFTER = frozenset({"Công văn"})
WITHOUT_SYMBOL = frozenset({"Thư công"})
