"""WordprocessingML in small pieces, as text: a paragraph, a table, a section. All lengths come in millimetres or points."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from . import layout as at
from .composition import Piece
from .layout import POINT, STYLES, Align, Style

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RULE, SMALL = "Rule", "Small"
_JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_HAIRLINE = 8  # a border's width is counted in eighths of a point
_NO_BORDERS = "".join(
    f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)  # fmt: skip
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{at.INK}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)  # fmt: skip


def twips(millimetres: float) -> int:
    """A length in twentieths of a point."""
    return round(millimetres / POINT * 20)


def style_id(key: str) -> str:
    """The id of a style, which Word never shows."""
    return "".join(part.capitalize() for part in key.split("_"))


def run(text: str, *, bold: bool = False, extra: str = "") -> str:
    """A run; a newline in the text ends the line."""
    properties = extra + ("<w:b/>" if bold else "")
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{'<w:br/>'.join(parts)}</w:r>"


def paragraph(
    piece: Piece, width: float, *, before: float | None = None, align: Align | None = None,
    extra: str = "",
) -> str:  # fmt: skip
    """A piece as a paragraph in its style, and the rule under it as one of its own.

    Args:
        piece: what is printed.
        width: of the column, in which the rule stands in the middle.
        before: points before it, instead of those of its style.
        align: instead of that of its style.
        extra: properties of its runs.
    """
    style = STYLES[piece.style]
    space = (style.before if before is None else before) + piece.above
    properties = [f'<w:pStyle w:val="{style_id(piece.style)}"/>']
    if piece.keep:
        properties.append("<w:keepNext/>")
    if space != style.before:
        properties.append(f'<w:spacing w:before="{round(space * 20)}"/>')
    if piece.left or piece.right or piece.hanging:
        left = f'w:left="{twips(piece.left + piece.hanging)}" w:right="{twips(piece.right)}"'
        first = f'w:hanging="{twips(piece.hanging)}"' if piece.hanging else f'w:firstLine="{twips(style.first_line)}"'
        properties.append(f"<w:ind {left} {first}/>")
    if align:
        properties.append(f'<w:jc w:val="{_JUSTIFY[align]}"/>')
    runs = (run(piece.lead, bold=True, extra=extra) if piece.lead else "") + run(piece.text, extra=extra)
    said = f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{runs}</w:p>"
    if piece.rule is not None:
        beside = twips((width - piece.rule) / 2)
        keep_rule = "<w:keepNext/>" if piece.keep or style.keep_next else ""
        said += f'<w:p><w:pPr><w:pStyle w:val="{RULE}"/>{keep_rule}<w:ind w:left="{beside}" w:right="{beside}"/></w:pPr></w:p>'
    return said


def paragraphs(pieces: Iterable[Piece], width: float, *, first_before: float | None = None) -> str:
    """Pieces one after another; `first_before` is the space before the first of them."""
    return "".join(paragraph(piece, width, before=first_before if k == 0 else None) for k, piece in enumerate(pieces))


def small(properties: str = "") -> str:
    """The paragraph that Word wants after a table, as low as one can be."""
    return f'<w:p><w:pPr><w:pStyle w:val="{SMALL}"/>{properties}</w:pPr></w:p>'


def cell(content: str, width: float, *, middle: bool = False) -> str:
    """A cell of a table."""
    stand = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{stand}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], *, heading: bool = False, whole: bool = True, height: float | None = None) -> str:
    """A row; a `heading` is repeated on every page, a `whole` one never breaks."""
    properties = "<w:cantSplit/>" if whole else ""
    if height is not None:
        properties += f'<w:trHeight w:val="{twips(height)}" w:hRule="exact"/>'
    properties += "<w:tblHeader/>" if heading else ""
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def table(
    rows: Iterable[str],
    widths: Iterable[float],
    *,
    borders: str = _NO_BORDERS,
    padding: float = 0.0,
    align: str = "left",
) -> str:
    """A table whose columns keep their widths."""
    columns = [twips(width) for width in widths]
    upright = at.CELL_GAP * POINT if padding else 0.0
    room = (("top", upright), ("left", padding), ("bottom", upright), ("right", padding))
    sides = "".join(f'<w:{side} w:w="{twips(wide)}" w:type="dxa"/>' for side, wide in room)
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="{align}"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def ruled_table(rows: Iterable[str], widths: Iterable[float]) -> str:
    """A table of an annex, with its lines."""
    return table(rows, widths, borders=_BORDERS, padding=at.CELL_PADDING)


def stamp(text: str) -> str:
    """Box 10b: a frame of exact size in the middle of its column, and the paragraph after it."""
    width = at.STAMPS[text]
    frame = "".join(
        f'<w:{side} w:val="single" w:sz="{round(at.STAMP_FRAME * _HAIRLINE)}" w:space="0" w:color="{at.URGENT_INK}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    said = paragraph(Piece("stamp", text), width, extra=f'<w:color w:val="{at.URGENT_INK}"/>')
    box = table([row([cell(said, width, middle=True)], height=at.STAMP_HEIGHT)], [width], borders=frame, align="center")
    return small(f'<w:spacing w:before="{round((at.STAMP_GAP - 1) * 20)}"/>') + box + small()


def section(header: str, *, lying: bool = False, again: bool = False) -> str:
    """The properties of a section: its page, its margins, its numbers from page 2; `again` starts them anew."""
    wide, high = (at.PAGE_HEIGHT, at.PAGE_WIDTH) if lying else (at.PAGE_WIDTH, at.PAGE_HEIGHT)
    turned = ' w:orient="landscape"' if lying else ""
    start = '<w:pgNumType w:start="1"/>' if again else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(wide)}" w:h="{twips(high)}"{turned}/>'
        f'<w:pgMar w:top="{twips(at.MARGIN_TOP)}" w:right="{twips(at.MARGIN_RIGHT)}" w:bottom="{twips(at.MARGIN_BOTTOM)}" '
        f'w:left="{twips(at.MARGIN_LEFT)}" w:header="{twips(at.PAGE_NUMBER_FROM_TOP)}" w:footer="{twips(at.PAGE_NUMBER_FROM_TOP)}" w:gutter="0"/>'
        f"{start}<w:titlePg/></w:sectPr>"
    )


def page_number() -> str:
    """The paragraph of a page's head: its number, which Word counts."""
    parts = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="{style_id("page_number")}"/></w:pPr>{parts.format("begin")}'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f"{parts.format('separate')}{run('2')}{parts.format('end')}</w:p>"
    )


def settings() -> str:
    """What Word is told of the whole file: a table begins at the margin, as since Word 2013."""
    return (
        f'<w:settings {NAMESPACES}><w:defaultTabStop w:val="{twips(at.FIRST_LINE)}"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/></w:settings>'
    )


def styles() -> str:
    """All styles: the document's defaults, and one for each kind of paragraph under its Vietnamese name."""
    font = quoteattr(at.FONT)
    fonts = f"<w:rFonts w:ascii={font} w:hAnsi={font} w:eastAsia={font} w:cs={font}/>"
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="{at.INK}"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    rule = (
        f'<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="{round(at.RULE_THICKNESS * _HAIRLINE)}" w:space="0" w:color="{at.INK}"/></w:pBdr>'
        f'<w:spacing w:line="{round(at.RULE_GAP * 20)}" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="4"/></w:rPr>'
    )
    low = '<w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="2"/></w:rPr>'
    own = "".join(_style(style_id(key), style.name, _looks(style)) for key, style in STYLES.items())
    return (
        f"<w:styles {NAMESPACES}>{defaults}{normal}{own}{_style(RULE, 'Đường kẻ', rule)}"
        f"{_style(SMALL, 'Sau bảng', low)}</w:styles>"
    )


def _style(key: str, name: str, looks: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val={quoteattr(name)}/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{looks}</w:style>'
    )


def _looks(style: Style) -> str:
    paragraph_ = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:widowControl/>",
        f'<w:spacing w:before="{round(style.before * 20)}" w:line="{round(style.lines * 240)}" w:lineRule="auto"/>',
        f'<w:ind w:firstLine="{twips(style.first_line)}"/>' if style.first_line else "",
        f'<w:jc w:val="{_JUSTIFY[style.align]}"/>',
        f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
    ]
    size = f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>'
    faces = "".join(f"<w:{mark}/>" for mark, fact in (("b", style.bold), ("i", style.italic)) if fact)
    return f"<w:pPr>{''.join(paragraph_)}</w:pPr><w:rPr>{faces}{size}</w:rPr>"
