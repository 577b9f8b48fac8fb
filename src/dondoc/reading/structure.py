"""The body as a tree of clauses: marks, paths ("2.b.ii"), and which paragraph stands under which."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from .labels import BULLETS, Label, label_at
from .lines import Block

_RANK = {
    "annex": 0, "part": 1, "upper": 2, "roman": 3, "article": 4, "ordinal": 5.5, "number": 5, "dotted2": 6, "dotted3": 7, "dotted4": 8, "dotted5": 8,
    "letter": 9, "rparen": 10, "paren": 10, "dash": 11, "star": 12, "plus": 13,
}  # fmt: skip

_LEAD_IN = re.compile(
    r"(?:như sau|sau đây|dưới đây|các nội dung sau|nội dung sau|nhiệm vụ sau|công việc sau|giải pháp sau|yêu cầu|chỉ đạo|kết luận|ý kiến|có ý kiến|QUYẾT NGHỊ|QUYẾT ĐỊNH|CHỈ THỊ|đề nghị|trọng tâm sau|việc sau|\bsau)\s*:\s*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:[IVX\d.]+\s*)?(?:(?:VỀ|MỘT SỐ|NHỮNG|CÁC|PHẦN|CÔNG TÁC)\s+)*(?:ĐÁNH GIÁ|KẾT QUẢ(?! LÀM VIỆC VỚI)|TÌNH HÌNH|TỒN TẠI|HẠN CHẾ|NGUYÊN NHÂN|BỐI CẢNH|MỤC ĐÍCH|QUAN ĐIỂM|MỤC TIÊU|CĂN CỨ|SỰ CẦN THIẾT|DỰ BÁO|THÀNH PHẦN"
    r"|Ý KIẾN (?:PHÁT BIỂU|THAM GIA|CỦA CÁC|THẢO LUẬN)|NHẬN ĐỊNH|NHẬN XÉT|PHẠM VI|ĐỐI TƯỢNG|GIẢI THÍCH|BÀI HỌC|THÔNG TIN CHUNG|DIỄN BIẾN|ƯU ĐIỂM|KHÓ KHĂN|THUẬN LỢI|THỜI GIAN, ĐỊA ĐIỂM|NỘI DUNG BÁO CÁO|ĐẶC ĐIỂM|THỰC TRẠNG|HIỆU LỰC)",
    re.IGNORECASE,
)
# Sections that tell how things stand; orders may follow inside them ("I. VỀ TÌNH HÌNH … 2. Chính phủ yêu cầu …").
_TELLS = re.compile(
    r"ĐÁNH GIÁ|KẾT QUẢ|TÌNH HÌNH|TỒN TẠI|HẠN CHẾ|NGUYÊN NHÂN|BỐI CẢNH|DỰ BÁO|NHẬN ĐỊNH|NHẬN XÉT|ƯU ĐIỂM|KHÓ KHĂN|THUẬN LỢI|ĐẶC ĐIỂM|THỰC TRẠNG",
    re.IGNORECASE,
)
_CONCLUSION = re.compile(
    r"KẾT LUẬN|Ý KIẾN CHỈ ĐẠO|NHIỆM VỤ|TỔ CHỨC THỰC HIỆN|GIẢI PHÁP|PHÂN CÔNG|YÊU CẦU|THỜI GIAN TỚI", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Node:
    """A clause: a paragraph with its mark, or (rank -1) the document itself.

    `aside`: it stands in a section without duties; `told`: in one that tells how things stand, where orders may follow;
    `operative`: it can hold duties.
    """

    block: Block
    begin: int
    label: Label | None
    rank: float
    path: str | None
    parent: Node | None
    under: list[Node] = field(default_factory=list)
    addressees: tuple[tuple[str, int, int], ...] = ()
    because: str = ""
    aside: bool = False
    told: bool = False
    operative: bool = True
    lead_in: bool = False
    closing: bool = False

    @property
    def text(self) -> str:
        """The paragraph without its mark."""
        return self.block.text[self.begin :]

    @property
    def same(self) -> str:
        """The paragraph without its mark, in comparable form."""
        return self.block.same[self.begin :]

    @property
    def labelled(self) -> bool:
        """Whether the paragraph has a mark of its own."""
        return self.label is not None


@dataclass(slots=True)
class Outline:
    """All paragraphs in order; `started` tells whether a lead-in ("… như sau:") was found."""

    nodes: list[Node]
    started: bool

    def take_apart(self) -> None:
        """Forget which paragraph stands under which, once all is read.

        Parents and children that know each other are freed only by the collector of such circles; in a long document
        finding them takes it a tenth of the time of the reading.
        """
        for node in self.nodes:
            node.under.clear()
            if node.parent is not None:
                node.parent.under.clear()


def is_heading(text: str) -> bool:
    """A line that names what follows: no closing sign, or all capitals, and not long."""
    text = text.rstrip(" *_")
    return (len(text) < 200 and (text[-1:] not in ".;,!" or text.isupper())) or text.isupper()


def outline(blocks: list[Block], *, minutes: bool = False) -> Outline:
    """Build the tree.

    Args:
        blocks: the body's paragraphs in order (table rows left out).
        minutes: only what stands under a conclusion counts (a record of a meeting).

    Returns:
        Every paragraph as a node that knows its clause, its parent, and whether it can hold duties.
    """
    root = Node(Block("", "", [0], [0]), 0, None, -1, None, None)
    stack = [root]
    seen: Counter[str] = Counter()
    nodes: list[Node] = []
    for block in blocks:
        label = label_at(block.same)
        if label is None:
            while stack[-1].rank >= _RANK["dash"] and not stack[-1].text.rstrip().endswith(":"):
                stack.pop()
            node = Node(block, 0, None, stack[-1].rank + 0.5, stack[-1].path, stack[-1])
        else:
            rank = _RANK.get(label.kind, 9)
            while stack[-1].rank >= rank:
                stack.pop()
            node = Node(block, label.length, label, rank, _path(stack[-1], label, seen), stack[-1])
            stack.append(node)
        if node.parent is not None:
            node.parent.under.append(node)
        nodes.append(node)
    started = _mark(nodes, minutes=minutes)
    return Outline(nodes, started)


def _path(parent: Node, label: Label, seen: Counter[str]) -> str | None:
    """The clause path; a repeated section is "II(2)", a bullet has its parent's path."""
    if label.kind in BULLETS:
        return parent.path
    value = label.value
    if label.kind.startswith("dotted"):
        # "1.2." repeats the numbers above it
        above = parent.path.split(".") if parent.path else []
        own = value.split(".")
        keep = [p for p in above if not p.isdigit()]
        path = ".".join(keep + own)
    else:
        path = f"{parent.path}.{value}" if parent.path else value
    seen[path] += 1
    return path if seen[path] == 1 else f"{path}({seen[path]})"


def _mark(nodes: list[Node], *, minutes: bool) -> bool:
    """Mark asides, and what comes before the lead-in, as holding no duties."""
    first = next((i for i, n in enumerate(nodes) if _is_lead_in(n)), None)
    if first is None:
        first = next(
            (
                i
                for i, n in enumerate(nodes)
                if n.labelled and n.label and n.label.kind in ("roman", "article", "part") and not _ASIDE.match(n.text)
            ),
            None,
        )
    if first is not None and not nodes[first].labelled:
        nodes[first].lead_in = True
    concluding = not minutes
    for i, node in enumerate(nodes):
        text = node.same
        if node.labelled and is_heading(text) and node.rank <= _RANK["letter"]:
            node.aside = _names_purpose(text) or (
                _ASIDE.match(text) is not None
                and not _CONCLUSION.search(
                    text[:60].replace("Yêu cầu", "") if "MỤC ĐÍCH" in text.upper() else text[:60]
                )
            )
        told = node.aside and bool(_TELLS.search(text[:60])) and not _names_purpose(text)
        if node.parent is not None and node.parent.aside:
            node.aside, told = True, node.parent.told or told
        if (
            minutes
            and re.search(r"kết luận|chỉ đạo", text[:220], re.IGNORECASE)
            and (text.rstrip().endswith(":") or is_heading(text))
        ):
            concluding = True
        counts = concluding and (first is None or i >= first)
        node.operative = counts and not node.aside
        node.told = counts and told
    return first is not None


def _names_purpose(text: str) -> bool:
    return "MỤC ĐÍCH" in text[:30].upper()[:30]


def _is_lead_in(node: Node) -> bool:
    text = node.block.same.rstrip(" *_")[node.begin :]
    return text.endswith(":") and bool(_LEAD_IN.search(text)) and (not node.labelled or len(text) > 80)
