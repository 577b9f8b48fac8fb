"""What kind of sentence it is: a duty, a description, a courtesy, a closing formula."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from .cues import Hints
from .dates import first_day
from .lexicon import ASSIGN_VERBS, IMPERATIVE_OPENERS, OPENERS, VERBS
from .normalise import lowered
from .recurrence import may_recur, recurring
from .tokens import Tokens

# The patterns here are in small letters and run on `lowered` text.
IMPERATIVES = VERBS | IMPERATIVE_OPENERS
_OPENING = 60

_NO_DUTY = re.compile(
    r"(?:(?:kính |trân trọng )?(?:đề nghị|mời) (?:các )?(?:đại biểu|quý vị|đồng chí)[^,;]{0,40}(?:dự (?:họp|hội nghị)|tham dự|đến dự|có mặt)\b|(?:trên |ít nhất |tối thiểu |khoảng |có )?\d[\d.,]*\s*%\s|(?:tham )?dự (?:họp|cuộc họp|hội nghị|buổi làm việc)(?:\s+có|\s*,|\s*:)|(?:trong )?(?:thời gian|những năm|năm|nhiệm kỳ|tuần|tháng|quý)(?: vừa)? qua\b|đánh giá(?: chung)?\s*:|(?:vừa qua|đến nay|hiện nay|hiện tại)\s*,|(?:hạn chế|tồn tại|khó khăn|nguyên nhân|kết quả)(?: chủ yếu| chính)?\s*(?:là|:)\s|nhân dịp\b.*\bchúc\b|(?:xin )?trân trọng (?:thông báo|báo cáo|kính trình|kính mời)"
    r"|trên đây là\b|(?:ghi nhận|đánh giá cao|biểu dương|hoan nghênh|chúc mừng|nhiệt liệt)\b|(?:cơ bản )?(?:đồng ý|nhất trí|thống nhất)(?:\s+(?:về|với|chủ trương|theo|nội dung|để|cho|đề nghị|báo cáo)|\s*$)"
    r"|căn cứ [^,]{0,200}(?:;|ngày \d+[^,]{0,12}\d{4}[;,]?$)|xét đề nghị|theo đề nghị của|(?:quyết định|nghị quyết|chỉ thị|kế hoạch|quy chế|quy định|thông báo)(?: này)? (?:có hiệu lực|thay thế|bãi bỏ)|(?:quyết định|quy chế|quy định) này (?:quy định|gồm)"
    r"|cuộc họp kết thúc|hội nghị kết thúc|biên bản (?:được|này)|mức |thời gian (?:thí điểm|họp|làm việc)|thời gian\s*:\s*(?:\d{1,2}\s*(?:giờ|h)|vào|từ|lúc|bắt đầu)|mỗi [^,;]{2,40} chỉ được\b|thành phần|địa điểm)",
)
# Two more, apart because they look far ahead: each is asked only where a sign of it is there.
_THANKS = re.compile(r".{0,90}\b(?:trân trọng|xin chân thành|xin trân trọng|chân thành) c[ảá]m ơn")
_AGREED = re.compile(
    r"[^:;.]{3,160}:\s*(?:cơ bản\s+)?(?:thống nhất|nhất trí|đồng ý|thông qua)\s+(?:về|với|nội dung|chủ trương|theo)\b",
)
# "Tại Thông báo số …, UBND tỉnh đã giao …; giao …": what was told before.
_QUOTES = re.compile(
    r"tại (?:thông báo|công văn|văn bản|kết luận|nghị quyết|chỉ thị|công điện|quyết định|buổi làm việc|cuộc họp|phiên họp)"
    r"[^;]{0,200}?\bđã (?:giao|yêu cầu|chỉ đạo|đề nghị|có (?:ý kiến|văn bản)|thống nhất)\b",
)
_GOES_ON = re.compile(r"(?:và\s+)?(?:giao|yêu cầu|đề nghị|phân công)\b")
_PRAISE = frozenset(
    {
        "biểu dương",
        "khen ngợi",
        "đánh giá cao",
        "ghi nhận và đánh giá cao",
        "hoan nghênh",
        "chúc mừng",
        "cảm ơn",
        "phê bình",
    }
)
_APPROVES = re.compile(
    r"(?:về (?:chủ trương|nguyên tắc)\s*,?\s*)?(?:cơ bản )?(?:thống nhất|đồng ý|nhất trí|chấp thuận)\s+(?!giao\b|yêu cầu|đề nghị|phân công|ủy quyền)",
)
_OPENS_WITH_DAY = re.compile(
    r"\W*(?:(?:vào |từ )?(?:sáng|chiều|tối)\s+)?(?:vào |từ )?ngày\s+\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}\s*(?:[/.-]|năm)\s*\d{4}\s*,",
)
_NOTICE = re.compile(
    r"\b(?:xin )?(?:trân trọng )?(?:thông báo|truyền đạt|thừa lệnh)\b(?! này| cho| kết quả| công khai| rộng rãi).{0,400}?(?:\bbiết\b|để thực hiện|triển khai thực hiện|tổ chức thực hiện)",
)
_CLOSING = re.compile(
    r"(?:yêu cầu|đề nghị|kính đề nghị|nhận được)\b.{3,260}?(?:triển khai|tổ chức|quan tâm|nghiêm túc|khẩn trương|phối hợp|chấp hành|chỉ đạo)?\s*(?:triển khai |tổ chức |nghiêm túc |phối hợp |, )*thực hiện(?:\s+(?:nghiêm|nghiêm túc|tốt|có hiệu quả|các nội dung (?:trên|nêu trên)|đúng [\w ,]+))?\W*$",
)
_EXECUTE = re.compile(
    r"(?:chịu trách nhiệm|có trách nhiệm|căn cứ|tổ chức)\s.{0,40}?thi hành\s+(?:quyết định|chỉ thị|nghị quyết|kế hoạch|quy định)? ?này|chịu trách nhiệm thi hành",
)
CONDITIONAL = re.compile(
    r"(?:^|[,;]\s*)(?:(?:đối )?với những (?:nơi|đơn vị|địa phương|trường hợp)|khi (?:xảy ra|phát hiện)|(?:từ nay, )?\w+(?: \w+)? nào\b[^,;]{0,80}\bthì|trường hợp|trong trường hợp|nếu|khi có|khi phát sinh|nơi nào|đối với những nơi|trong quá trình [^,]{0,60}(?:nếu|có)|quá thời hạn)\b|\bnếu (?:có|phát sinh|cần|còn|không|để)\b|\bkhi có (?:đề nghị|yêu cầu|phát sinh|thay đổi)",
)
_CASES = Hints(
    dict.fromkeys(
        (
            " nào ",
            "với những",
            "khi xảy ra",
            "khi phát hiện",
            "trường hợp",
            "nếu",
            "khi có",
            "khi phát sinh",
            "nơi nào",
            "những nơi",
            "quá trình",
            "quá thời hạn",
        )
    )
)
_ASSESSMENT = frozenset({"đã", "vẫn", "còn", "đạt", "bằng", "chiếm", "cơ bản", "ước"})
_NOUN_FIRST = frozenset(
    {
        "giải",
        "đầu",
        "thu",
        "tăng",
        "giảm",
        "xây",
        "sản",
        "quản",
        "công",
        "báo",
        "phát",
        "kim",
        "tổng",
        "bảo",
        "thực",
        "tổ",
        "cấp",
        "xuất",
        "quyết",
        "tiến",
        "chi",
    }
)
_EXHORT = re.compile(r"(?:quyết tâm|phấn đấu|nỗ lực|tích cực|nêu cao|phát huy|chung sức)\b")
_SENTENCE_OPENERS = frozenset(
    {
        "đồng thời",
        "ngoài ra",
        "bên cạnh đó",
        "trước mắt",
        "trong đó",
        "đặc biệt",
        "cùng với đó",
        "theo đó",
        "trên cơ sở đó",
        "song song",
        "mặt khác",
        "và",
        "cụ thể",
        "riêng",
        "tuy nhiên",
        "về lâu dài",
        "sau đó",
    }
)
_NOUN_STARTS = frozenset(
    [
        "mức",
        "việc",
        "số",
        "tỷ",
        "kinh",
        "đối",
        "phạm",
        "danh",
        "địa",
        "tên",
        "đây",
        "hiện",
        "kết",
        "nội",
        "thành",
        "giá",
        "các",
        "những",
        "một",
        "năm",
        "ngày",
        "tháng",
        "nguồn",
        "hình",
        "thời",
        "về",
        "trong",
        "tuy",
        "do",
        "vì",
        "qua",
        "theo",
        "hội",
        "nghị",
        "cuộc",
        "dự",
        "nhìn",
        "đến",
        "từ",
        "bước",
        "tại",
        "mặc",
        "dù",
    ]
) - {"kết", "hiện", "do"}


# At a citizens' reception: what people ask for, and what became of it.
_ASKING = r"(?:kiến nghị|phản ánh|khiếu nại|tố cáo|trình bày|đề nghị|yêu cầu|cho rằng|không đồng ý|chưa đồng ý|không cung cấp)"
_PETITION = re.compile(
    rf"(?:gia đình\s+)?(?:ông|bà)\s[^,;:.]{{2,60}}?\s(?:{_ASKING}|đã|chưa)\b"
    rf"|(?:các\s+|những\s+|một số\s+|\d+\s+)?(?:hộ|hộ dân|công dân|cử tri|người dân|bà con)\b[^,;:.]{{0,60}}?\s{_ASKING}\b"
    r"|vụ việc\s(?:\w+\s){0,3}?(?:đã|chưa)\b",
)
_GOES_ON_ASKING = re.compile(
    r"(?:và\s+)?(?:đề nghị|kiến nghị|yêu cầu|mong)\s+(?:được|xem xét|giải quyết|hỗ trợ|bồi thường|làm rõ)\b|(?:ông|bà)\s+\w+\s+(?:không|chưa|đã)\b",
)


_ASSESSES = re.compile(
    r"(?:nhìn chung|tuy nhiên|tuy vậy|bên cạnh kết quả|thời gian qua|trong thời gian qua|đến nay|tính đến nay|qua báo cáo|kết quả (?:cho thấy|đạt được))\b",
)
_ORDERS_SOMETHING = re.compile(r"\b(?:giao|yêu cầu|đề nghị|phải|cần|phân công|khẩn trương)\b")


def assesses(same: str) -> bool:
    """Whether the sentence tells how things stand, in all its parts ("Nhìn chung, …; tiếp nhận 4.215 hồ sơ")."""
    low = lowered(same)
    return bool(_ASSESSES.match(low)) and not _ORDERS_SOMETHING.search(low)


def closes_with(same: str) -> bool:
    """The words that close a plan ("Trên đây là Kế hoạch …, yêu cầu …"): they open the duty that follows the comma."""
    return same[:12].lower().startswith("trên đây là ")


def petitions(same: str) -> bool:
    """Whether the sentence tells what citizens ask for or how their case went."""
    return bool(_PETITION.match(lowered(same)))


def goes_on_asking(same: str) -> bool:
    """Whether a part of such a sentence is more of what they ask for, not an order."""
    return petitions(same) or bool(_GOES_ON_ASKING.match(lowered(same)))


def no_duty(same: str) -> bool:
    """Courtesies, approvals, grounds, entry into force, "… thông báo để … biết": never a directive."""
    low = lowered(same)
    if _NO_DUTY.match(low) or _QUOTES.match(low):
        return True
    if ":" in low and _AGREED.match(low):
        return True
    if "m ơn" in low and _THANKS.match(low):
        return True
    return ("thông báo" in low or "truyền đạt" in low or "thừa lệnh" in low) and bool(_NOTICE.search(low))


def quotes(same: str) -> bool:
    """Whether the sentence tells what an earlier document ordered."""
    return bool(_QUOTES.match(lowered(same)))


def goes_on_quoting(same: str) -> bool:
    """Whether a part of such a sentence is more of what was ordered then ("…; giao Sở B …"), not an order of now."""
    return bool(_GOES_ON.match(lowered(same)))


def approves(same: str) -> bool:
    """A bare approval ("Thống nhất tiếp tục …", "Đồng ý bổ sung …"): it tells nobody to do anything."""
    return bool(_APPROVES.match(lowered(same)))


def narrates(same: str, written: dt.date | None) -> bool:
    """Whether the sentence opens with a day before the document's: it tells what happened then."""
    opened = _OPENS_WITH_DAY.match(lowered(same))
    day = first_day(opened.group()) if opened else None
    return day is not None and written is not None and day < written


def closing(same: str) -> bool:
    """Such as "Yêu cầu các … triển khai thực hiện" at the end of a document."""
    low = lowered(same)
    return bool(_CLOSING.search(low) or _EXECUTE.search(low))


def conditional(same: str) -> bool:
    """Whether the duty arises only in a case that the sentence names."""
    low = lowered(same)
    return _CASES.found(low) and CONDITIONAL.search(low) is not None


_ORDERING = IMPERATIVES | ASSIGN_VERBS


def exhortation(same: str) -> bool:
    """A call to everybody ("Quyết tâm …", "Phấn đấu …")."""
    return bool(_EXHORT.match(lowered(same)))


@lru_cache(maxsize=32)
def imperative_at(t: Tokens) -> int:
    """The word at which a bare imperative begins, or -1.

    It may follow an opener ("Đồng thời, …"), how often it is due ("Thứ Sáu hằng tuần báo cáo …"), or an adverbial up
    to a comma ("Trên cơ sở đó, …").
    """
    i = after_recurrence(t)
    if i and i < t.count and t.phrase(i, 4, IMPERATIVES):
        return i
    i = 0
    n = t.phrase(0, 3, _SENTENCE_OPENERS)
    if n:
        i = n + (1 if n < t.count and t.low[n] == "," else 0)
    if i < t.count and t.phrase(i, 4, IMPERATIVES) and not _describes(t, i):
        return i
    if i + 1 < t.count and t.low[i] == "không" and t.phrase(i + 1, 3, VERBS):
        return i
    if t.phrase(0, 3, _ADVERBIAL):
        for j in range(2, min(t.count - 1, 70)):
            if (
                t.low[j] in (",", ":", "thì")
                and t.phrase(j + 1, 4, _ORDERING)
                and not t.capital(j + 1) | (t.low[j] == ":")
            ):
                before = t.low[j + 1 : j + 4]
                if t.phrase(j + 1, 2, _PURE_OPENERS) and t.phrase(j + 1, 2, VERBS) == 0:
                    continue
                return j + 1 if before else -1
    return -1


@lru_cache(maxsize=32)
def after_recurrence(t: Tokens) -> int:
    """The word after an expression of recurrence that opens the sentence; 0 where none does."""
    if not may_recur(t.same[:_OPENING].lower()):
        return 0
    low = lowered(t.same)
    found = recurring(low).match(low)
    if not found:
        return 0
    i = next((k for k, start in enumerate(t.starts) if start >= found.end()), t.count)
    return i + 1 if i < t.count and t.low[i] == "," else i


_ADVERBIAL = frozenset({
    "căn cứ", "trên cơ sở", "để", "nhằm", "đối với", "trong", "sau", "sau khi", "trước", "ngay", "hằng", "hàng", "định kỳ", "theo", "trường hợp", "khi", "nếu", "bên cạnh", "cùng với", "ngoài",
    "trước mắt", "về", "riêng", "song song",
})  # fmt: skip


def _describes(t: Tokens, i: int) -> bool:
    """A noun made of a verb, with a state after it ("Giải ngân vốn đầu tư công vẫn còn chậm")."""
    if t.low[i] not in _NOUN_FIRST:
        return False
    for j in range(i + 1, min(t.count, i + 10)):
        if t.low[j] in (",", ";", ":", "các", "những"):
            return False
        if t.low[j] in _ASSESSMENT or (
            t.low[j] == "có" and j + 1 < t.count and t.low[j + 1] in ("ý", "nhiều", "sự", "chuyển")
        ):
            return j + 1 >= t.count or t.low[j + 1] != "được" or t.low[j] == "đã"
    return False


def noun_start(t: Tokens) -> bool:
    """Whether the sentence opens like a statement about a thing."""
    return t.low[0] in _NOUN_STARTS


def praise(t: Tokens, j: int) -> bool:
    """Whether what follows word `j` praises or blames: nobody is told to do anything."""
    return t.phrase(j, 4, _PRAISE) > 0


def past(t: Tokens, j: int) -> bool:
    """Whether what follows word `j` tells what was done."""
    near = t.low[j : j + 3]
    return "đã" in near or "vừa" in near


_PURE_OPENERS = OPENERS - IMPERATIVE_OPENERS
