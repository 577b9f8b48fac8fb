"""The names of the reader's rules in people's words: one Vietnamese sentence each.

A reading names the rules that decided: `Directive.because` for a duty, `Reading.why` for the fields of header, meeting
and references. A name never changes its meaning; a new rule gets a new name and its sentence here.
"""

from __future__ import annotations


def _(sentence: str) -> str:
    """Mark a sentence for the catalogue of translations."""
    return sentence


SENTENCES: dict[str, str] = {
    # header
    "header:number after Số": _("Số đứng sau chữ “Số” ở phần đầu."),
    "header:number in a broken line": _("Dòng số, ký hiệu bị ngắt quãng, được ghép lại."),
    "header:symbol after the number": _("Ký hiệu đứng sau số, cách bằng dấu gạch."),
    "header:opening sentence": _("Văn bản không có phần đầu; lấy từ câu mở đầu."),
    "header:place and date on one line": _("Nơi và ngày viết liền: “…, ngày … tháng … năm …”."),
    "header:date alone": _("Ngày đứng riêng ở phần đầu."),
    "header:title line": _("Tên loại viết hoa thành dòng riêng."),
    "header:official letter by its form": _("Không có tên loại mà có “Kính gửi” hoặc “V/v”: công văn."),
    "header:type by the symbol": _("Tên loại suy từ chữ viết tắt trong ký hiệu."),
    "header:lines under the title": _("Các dòng ngay dưới tên loại."),
    "header:text after V/v": _("Nội dung sau “V/v”."),
    "header:stamp": _("Dấu chỉ mức độ ở phần đầu."),
    "header:stamp elsewhere": _("Dấu chỉ mức độ ở phụ lục, đầu trang hoặc chân trang."),
    "header:list after Kính gửi": _("Danh sách sau “Kính gửi”."),
    "issuer:lowest body of the left box": _("Cơ quan ở dòng cuối của ô bên trái phần đầu."),
    "issuer:office of the body above": _("Văn phòng, ghi kèm cơ quan ở dòng trên."),
    "issuer:place of the body above": _("Địa danh lấy từ cơ quan ở dòng trên."),
    "issuer:by the symbol": _("Cơ quan suy từ nhóm chữ cuối của ký hiệu."),
    "signature:line of authority": _("Dòng TM., KT., TL., TUQ. hoặc Q. ở phần ký."),
    "signature:post in capitals": _("Chức vụ viết hoa phía trên tên người ký."),
    "signature:name under the post": _("Họ tên ở cuối phần ký."),
    "signature:list after Nơi nhận": _("Danh sách sau “Nơi nhận”."),
    # meeting
    "meeting:day that opens a sentence": _("Ngày mở đầu câu kể về cuộc họp."),
    "meeting:day in the subject": _("Ngày họp nêu trong trích yếu."),
    "meeting:line of the chair": _("Dòng “Chủ trì: …”."),
    "meeting:under the chair of": _("Người nêu sau “do”, “dưới sự chủ trì của”."),
    "meeting:subject of chairing": _("Chủ ngữ của “chủ trì”."),
    "meeting:subject of working with": _("Chủ ngữ của “làm việc với”."),
    "meeting:heard before the conclusions": _("Người nêu sau “nghe … báo cáo”."),
    "meeting:list of the absent": _("Danh sách sau chữ “vắng”."),
    "meeting:named as absent": _("Câu nêu tên người vắng."),
    "meeting:sent instead": _("Có chữ “cử”, “ủy quyền … dự thay”."),
    "meeting:opinions of": _("Danh sách sau “ý kiến của”."),
    "meeting:list of those attending": _("Danh sách sau “tham dự”, “thành phần”."),
    # references
    "reference:number with a symbol": _("Số có ký hiệu của văn bản."),
    "reference:type before the number": _("Tên loại đứng ngay trước số."),
    "reference:type of the list": _("Tên loại nêu chung cho các số trong danh sách."),
    "reference:date after the number": _("Ngày đứng ngay sau số."),
    "reference:day on which it was issued": _("Câu nêu ngày ban hành trước số."),
    # directives
    "lead:verb of assignment": _("Có động từ giao việc (giao, yêu cầu, đề nghị…)."),
    "lead:subject of an action": _("Đơn vị là chủ ngữ của việc phải làm."),
    "lead:the author commits itself": _("Cơ quan ban hành tự nêu việc mình sẽ làm."),
    "lead:unknown body acts": _("Chủ ngữ chưa nhận ra là đơn vị nào."),
    "lead:shared by the marks (i), (ii)": _("Đơn vị nêu chung cho các ý (i), (ii)."),
    "lead:named before the colon": _("Đơn vị nêu trước dấu hai chấm."),
    "lead:inherited from heading": _("Đơn vị lấy từ tiêu đề phía trên."),
    "lead:inherited from chapeau": _("Đơn vị lấy từ câu dẫn của danh sách."),
    "lead:inherited from before": _("Đơn vị lấy từ câu đứng trước."),
    "lead:inherited from clause above": _("Đơn vị lấy từ khoản bao trùm."),
    "lead:inherited from meeting": _("Kết luận buổi làm việc giao cho đơn vị được làm việc cùng."),
    "lead:line under the task": _("Đơn vị lấy từ dòng “Cơ quan chủ trì” dưới nhiệm vụ."),
    "lead:inherited": _("Đơn vị lấy từ phần phía trên."),
    "lead:column of the lead body": _("Đơn vị lấy từ cột “chủ trì” của bảng."),
    "act:bare imperative": _("Câu mệnh lệnh không nêu chủ ngữ."),
    "act:item under an addressee": _("Ý nằm dưới phần dành cho một đơn vị."),
    "act:in a given case": _("Việc phải làm khi có một điều kiện."),
    "act:task with lines under it": _("Nhiệm vụ có dòng nêu cơ quan chủ trì ở dưới."),
    "act:row of an assignment table": _("Dòng của bảng phân công."),
    "coordinate:line under the task": _("Đơn vị lấy từ dòng “Cơ quan phối hợp” dưới nhiệm vụ."),
    "coordinate:": _("Có cụm “phối hợp với”, “cùng với”, “thống nhất với”."),
    "deadline:date": _("Thời hạn ghi ngày cụ thể."),
    "deadline:date after its label": _("Ngày đứng sau chữ “thời hạn”, “hoàn thành”."),
    "deadline:day named from the document's": _("Ngày gọi theo ngày của văn bản (hôm nay, tuần này, tháng tới)."),
    "deadline:period": _("Thời hạn ghi theo tháng, quý hoặc năm."),
    "deadline:relative": _("Thời hạn tính từ một mốc."),
    "deadline:event": _("Thời hạn gắn với một sự kiện."),
    "deadline:recurring": _("Việc định kỳ."),
    "deadline:recurrence rule": _("Cách lặp lại nêu rõ bằng lời."),
    "deadline:standing": _("Động từ cho thấy việc làm thường xuyên."),
    "deadline:standing by its words": _("Lời văn cho thấy việc làm thường xuyên."),
    "deadline:none": _("Không thấy thời hạn trong câu."),
    "deadline:no time given": _("Cụm từ không nêu thời hạn."),
}
_COORDINATE = "coordinate:phối hợp, cùng, thống nhất với"
# What some rules add to another's name.
ADDED: dict[str, str] = {
    " in the sentence after": _("Thời hạn nêu ở câu riêng phía sau."),
    " at the sentence's end": _("Thời hạn nêu ở cuối câu cho mọi việc trong câu."),
    " from the line under it": _("Lấy từ dòng thời gian dưới nhiệm vụ."),
    " from its column": _("Lấy từ cột thời hạn của bảng."),
    " by its verb": "",
}


def rule_of(name: str) -> str | None:
    """The key in `SENTENCES` that words a rule's name: itself, or the nearest beginning of it."""
    if name in SENTENCES:
        return name
    return max((key for key in SENTENCES if name.startswith(key)), key=len, default=None)


def sentences(name: str) -> tuple[str, ...]:
    """What a rule's name says, as sentences.

    Args:
        name: a name from `Directive.because`, `Reading.why` or `Timing.rules`.

    Returns:
        One sentence, and a second one where the name has an addition; none for a name that is not known.
    """
    key = rule_of(name)
    if key is None:
        return ()
    added = next((sentence for suffix, sentence in ADDED.items() if name.endswith(suffix)), "")
    return (SENTENCES[key], added) if added and key != name else (SENTENCES[key],)


def is_worded(name: str) -> bool:
    """Whether a name is worded exactly: it, or it without its addition, has a sentence of its own."""
    if name in SENTENCES or name == _COORDINATE:
        return True
    return any(name.endswith(suffix) and name.removesuffix(suffix) in SENTENCES for suffix in ADDED)
