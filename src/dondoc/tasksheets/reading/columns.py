"""The words by which offices head the columns of a task sheet.

The twelve columns are those of a ward's sheet (domain.md §1.3); the others are met beside them. Words are folded
(`foundation.text.fold`): lower case, no diacritics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.foundation.text import fold

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_HEADING = 120
_EXACT, _OPENS, _WITHIN = 100, 70, 50


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """A column that may be there.

    Attributes:
        code: what programs call it.
        exact: headings that mean it and nothing else.
        within: phrases that mean it inside a longer heading; the longest phrase found decides.
        never: phrases with which it is not meant.
        is_needed: a sheet without it is no sheet of this kind.
    """

    code: str
    exact: tuple[str, ...]
    within: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    is_needed: bool = False

    def score(self, heading: str) -> tuple[int, str]:
        """Return how well a folded heading fits, 0 where it does not, and the word that did."""
        if not heading or any(word in heading for word in self.never):
            return 0, ""
        if heading in self.exact:
            return _EXACT + min(len(heading), 29), heading
        best = (0, "")
        padded = f" {heading} "
        for word in self.within:
            if f" {word} " in padded:
                base = _OPENS if heading.startswith(word) else _WITHIN
                best = max(best, (base + min(len(word), 29), word))
        return best


def folded_heading(text: str) -> str:
    """Return a heading for comparing: folded, without what stands in brackets unless that is all."""
    if len(text) > _LONGEST_HEADING:
        return ""
    return fold(_IN_BRACKETS.sub(" ", text)) or fold(text)


def _words(*texts: str) -> tuple[str, ...]:
    return tuple(fold(text) for text in texts)


def best_word(columns: Iterable[ColumnWords], heading: str) -> list[tuple[int, str, str]]:
    """Return (score, code, word) of every column that a folded heading may mean, the best first."""
    found = [(*column.score(heading), column.code) for column in columns]
    return sorted(((score, code, word) for score, word, code in found if score), reverse=True)


TASK_COLUMNS: tuple[ColumnWords, ...] = (
    ColumnWords(
        "number",
        _words("STT", "TT", "Số TT", "Số thứ tự", "Thứ tự", "No", "No.", "#", "Stt."),
    ),
    ColumnWords(
        "text",
        _words(
            "Nội dung", "Nội dung nhiệm vụ", "Nhiệm vụ", "Nhiệm vụ giao", "Nhiệm vụ được giao", "Nội dung công việc",
            "Công việc", "Nội dung chỉ đạo", "Ý kiến chỉ đạo", "Nội dung giao", "Nội dung giao việc", "Tên nhiệm vụ",
            "Đầu việc", "Nội dung thực hiện", "Nhiệm vụ, giải pháp", "Tên công việc", "Nội dung, nhiệm vụ",
            "Nhiệm vụ cụ thể", "Nội dung kết luận", "Việc được giao", "Task",
        ),
        _words(
            "nội dung nhiệm vụ", "nội dung công việc", "nhiệm vụ giao", "nhiệm vụ được giao", "nội dung chỉ đạo", "ý kiến chỉ đạo",
            "nội dung giao", "tên nhiệm vụ", "nội dung", "nhiệm vụ", "công việc", "đầu việc",
        ),
        never=_words("kết quả", "mã nhiệm vụ", "số nhiệm vụ", "nội dung chậm", "trích yếu", "tiến độ", "tình hình", "thời hạn", "giao nhiệm vụ", "lĩnh vực", "mức độ"),
        is_needed=True,
    ),
    ColumnWords(
        "document_number",
        _words(
            "Số VB", "Số văn bản", "Số, ký hiệu", "Số ký hiệu", "Số hiệu", "Số ký hiệu văn bản", "Số, ký hiệu văn bản", "Số/ký hiệu",
            "Văn bản", "Văn bản giao", "Văn bản chỉ đạo", "Văn bản giao việc", "Văn bản giao nhiệm vụ", "Căn cứ", "Số hiệu văn bản",
            "SKH", "Số KH", "Số CV", "Số công văn", "Nguồn giao",
        ),
        _words(
            "số văn bản", "số ký hiệu", "ký hiệu", "số vb", "số hiệu", "văn bản giao", "văn bản chỉ đạo", "số công văn", "căn cứ",
            "văn bản",
        ),
        never=_words("ngày ban hành", "ngày văn bản", "kết quả", "báo cáo", "trả lời", "trích yếu", "như văn bản ghi"),
    ),
    ColumnWords(
        "document_date",
        _words(
            "Ngày BH", "Ngày ban hành", "Ngày văn bản", "Ngày VB", "Ngày, tháng văn bản", "Ngày tháng văn bản", "Ngày ký", "Ngày tháng",
            "Ngày giao", "Ngày giao việc", "Ngày tháng ban hành", "Thời gian ban hành", "Thời gian giao", "Ngày phát hành",
        ),
        _words("ngày ban hành", "ngày văn bản", "ngày vb", "ngày bh", "ngày ký", "ngày giao", "ngày tháng năm văn bản", "ngày phát hành"),
        never=_words("hoàn thành", "báo cáo"),
    ),
    ColumnWords(
        "due",
        _words(
            "Hạn", "Thời hạn", "Hạn xử lý", "Thời hạn hoàn thành", "Hạn hoàn thành", "Thời gian hoàn thành", "Thời hạn xử lý",
            "Thời hạn thực hiện", "Thời gian thực hiện", "Hạn thực hiện", "Hạn báo cáo", "Thời hạn báo cáo", "Hạn cuối", "Ngày hết hạn",
            "Ngày đến hạn", "Deadline", "Thời hạn giao", "Hạn trả lời", "Tiến độ hoàn thành", "Tiến độ yêu cầu", "Hạn giải quyết",
            "Thời hạn giải quyết",
        ),
        _words(
            "thời hạn hoàn thành", "hạn hoàn thành", "thời gian hoàn thành", "thời hạn", "hạn xử lý", "hạn thực hiện", "thời gian thực hiện",
            "ngày đến hạn", "hết hạn", "hạn", "tiến độ hoàn thành",
        ),
        never=_words("quá hạn", "trễ hạn", "gia hạn", "đúng hạn", "trong hạn", "trước hạn", "theo thời hạn", "kết quả", "số ngày", "như văn bản ghi", "ban đầu", "theo hạn"),
    ),
    ColumnWords(
        "lead",
        _words(
            "Chủ trì", "Đơn vị chủ trì", "Cơ quan chủ trì", "Cơ quan, đơn vị chủ trì", "Đơn vị thực hiện", "Cơ quan thực hiện",
            "Đơn vị được giao", "Đơn vị", "Cơ quan", "Cơ quan, đơn vị", "Đơn vị phụ trách", "Đơn vị xử lý", "Phòng, ban chủ trì",
            "Đơn vị tham mưu", "Cơ quan tham mưu", "Đầu mối", "Cơ quan được giao", "Đơn vị, cá nhân chủ trì", "Đơn vị xử lý chính",
            "Cơ quan, đơn vị thực hiện", "Đơn vị đầu mối", "Sở, ngành chủ trì", "Người thực hiện", "Cá nhân, đơn vị chủ trì",
        ),
        _words(
            "chủ trì", "đơn vị thực hiện", "cơ quan thực hiện", "đơn vị được giao", "cơ quan được giao", "đơn vị phụ trách", "đơn vị tham mưu",
            "đơn vị xử lý", "đầu mối", "đơn vị", "cơ quan",
        ),
        never=_words("phối hợp", "cơ quan ban hành", "đơn vị ban hành", "ban hành", "đơn vị giao", "cơ quan giao", "đơn vị tính", "đơn vị soạn"),
    ),
    ColumnWords(
        "coordinate",
        _words(
            "Phối hợp", "Đơn vị phối hợp", "Cơ quan phối hợp", "Cơ quan, đơn vị phối hợp", "Phòng, ban phối hợp", "Đơn vị, cá nhân phối hợp",
            "Đơn vị xử lý phối hợp",
        ),
        _words("phối hợp"),
        never=_words("chủ trì"),
    ),
    ColumnWords(
        "leader",
        _words(
            "Lãnh đạo", "Lãnh đạo phụ trách", "Lãnh đạo chỉ đạo", "Lãnh đạo UBND", "Lãnh đạo giao", "Người giao", "Người chỉ đạo",
            "Lãnh đạo theo dõi", "LĐ phụ trách", "LĐ chỉ đạo", "Lãnh đạo Ủy ban", "PCT phụ trách", "Phó Chủ tịch phụ trách",
        ),
        _words("lãnh đạo", "người chỉ đạo", "người giao"),
        never=_words("ý kiến", "đơn vị"),
    ),
    ColumnWords(
        "progress",
        _words(
            "Tiến độ", "Tiến độ thực hiện", "Tỷ lệ", "Tỷ lệ hoàn thành", "% hoàn thành", "%", "Phần trăm", "Mức độ hoàn thành", "Tỉ lệ hoàn thành",
            "Tình hình thực hiện", "Tình hình, kết quả thực hiện",
        ),
        _words("tiến độ thực hiện", "tiến độ", "tỷ lệ", "tỉ lệ", "mức độ hoàn thành", "phần trăm", "tình hình thực hiện"),
        never=_words("tiến độ hoàn thành", "tiến độ yêu cầu"),
    ),
    ColumnWords(
        "status",
        _words(
            "Trạng thái", "Tình trạng", "Trạng thái thực hiện", "Tình trạng thực hiện", "Trạng thái xử lý", "Tình trạng xử lý", "Theo thời hạn",
            "Mức độ thực hiện", "Đánh giá",
        ),
        _words("trạng thái", "tình trạng", "mức độ thực hiện"),
    ),
    ColumnWords(
        "result",
        _words(
            "Kết quả", "Kết quả thực hiện", "Kết quả xử lý", "Kết quả giải quyết", "Sản phẩm", "Báo cáo kết quả", "Kết quả, sản phẩm",
            "Sản phẩm, kết quả", "Văn bản kết quả", "Văn bản báo cáo", "Văn bản trả lời", "Kết quả đạt được",
        ),
        _words("kết quả", "văn bản trả lời", "văn bản báo cáo"),
        never=_words("tình hình kết quả"),
    ),
    ColumnWords(
        "note",
        _words("Ghi chú", "Ghi Chú", "Lưu ý", "Khác", "GC"),
        _words("ghi chú"),
    ),
    ColumnWords(
        "completed_on",
        _words("Ngày hoàn thành", "Ngày HT", "Ngày báo cáo", "Ngày hoàn thành thực tế", "Thời gian hoàn thành thực tế", "Ngày kết thúc"),
        _words("ngày hoàn thành", "hoàn thành thực tế"),
        never=_words("phải", "dự kiến", "yêu cầu"),
    ),
    ColumnWords(
        "field",
        _words("Lĩnh vực", "Nhóm nhiệm vụ", "Ngành, lĩnh vực", "Mảng công việc"),
        _words("lĩnh vực"),
    ),
    ColumnWords(
        "symbol_and_date",
        _words(
            "Số, ngày văn bản", "Số, ngày, tháng văn bản", "Số và ngày văn bản", "Số ký hiệu, ngày ban hành", "Số, ký hiệu, ngày ban hành",
            "Số, ký hiệu, ngày tháng văn bản", "Số, ký hiệu; ngày ban hành", "Số, ngày ban hành", "Số hiệu, ngày ban hành", "Văn bản giao (số, ngày)",
        ),
        _words("ký hiệu ngày", "số ngày", "số và ngày", "số ngày tháng"),
        never=_words("quá hạn", "còn lại", "trễ"),
    ),
)  # fmt: skip
