"""Characters: the NFC text that offsets refer to, and the same-length form that rules compare.

Vietnamese official text reaches us with two tone placements ("hoà"/"hòa"), look-alike letters
(Icelandic Ð for Đ, Cyrillic А for A, Õ for Ò), several dashes and spaces. `nfc` makes the text that is kept and shown;
`comparable` makes a text of the same length in which these variants are one, so that a rule is
written once and its offsets still hold in the text as printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Controls, zero-width and bidirectional marks carry no letter; tabs and line ends are kept.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

_SAME = str.maketrans(
    {
        "Ð": "Đ", "ð": "đ", "Ɖ": "Đ",
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u2002": " ", "\u2003": " ", "\t": " ",
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "‒": "-",
        "’": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    }
)  # fmt: skip

# Cyrillic and Greek letters that look like Latin ones, as scanners and careless keyboards leave them.
_SAME.update(
    (ord(alike), latin)
    for alike, latin in zip("АВЕКМНОРСТХаеорсухіΑΒΕΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxiABEHIKMNOPTYXo", strict=True)
)

_VARIANT = re.compile("[" + "".join(map(chr, _SAME)) + "]")

# Old tone placement on an open syllable: "hoà" -> "hòa", "thuỷ" -> "thủy"; never after q ("quý").
# (A pattern that opens with one set of letters is looked for many times faster than one that opens with a condition.)
_OLD_TONE = re.compile("[oOuU](?<![qQ].)(?:(?<=[oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<=[uU])[ỳýỷỹỵỲÝỶỸỴ])(?!\\w)", re.DOTALL)
_TONES = {
    old: new
    for plain, toned in (("a", "òóỏõọ"), ("e", "òóỏõọ"), ("y", "ùúủũụ"))
    for old, new in (
        (("u" if plain == "y" else "o") + mark, tone + plain)
        for mark, tone in zip({"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}[plain], toned, strict=True)
    )
}


# Õ printed or recognised for Ò ("CỘNG HÕA", "VĂN PHÕNG"): only in syllables that no word has with a tilde. It opens with
# the letter, for the same reason.
_TILDE = re.compile(
    r"[õÕ](?:(?<=[hHtT].)(?<!\w..)(?=a(?!\w))|(?<=[pP][hH].)(?<!\w...)(?=ng(?!\w))|(?<=[đĐ].)(?<!\w..)(?=i(?!\w))"
    r"|(?<=[nN][gG].)(?<!\w...)(?=i(?!\w))|(?<=[cC].)(?<!\w..)(?=n(?!\w))|(?<=[tT][rR].)(?<!\w...)(?!\w))",
    re.IGNORECASE | re.DOTALL,
)
_GRAVE = str.maketrans("õÕ", "òÒ")

# A tone typed before the hat, breve or horn composes to another letter than the tone typed after it.
_STRAY = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_MARK = re.compile("[\u0300-\u036f]")
_SHAPES = "\u0302\u0306\u031b"


def _shape_first(match: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFD", match.group())
    marks = sorted(letters[1:], key=lambda mark: mark not in _SHAPES)
    return unicodedata.normalize("NFC", letters[0] + "".join(marks))


def nfc(raw: str) -> str:
    r"""The text to keep: NFC, line ends as \\n, without controls and invisible marks.

    Args:
        raw: any text.

    Returns:
        Text for which `nfc(nfc(x)) == nfc(x)`.
    """
    text = _LINE_ENDS.sub("\n", raw)
    text = _DROPPED.sub("", text)
    text = unicodedata.normalize("NFC", text)
    return _STRAY.sub(_shape_first, text) if _MARK.search(text) else text


def _new_tone(match: re.Match[str]) -> str:
    pair = match.group()
    new = _TONES[pair.lower()]
    first = new[0].upper() if pair[0].isupper() else new[0]
    return first + (new[1].upper() if pair[1].isupper() else new[1])


def comparable(text: str) -> str:
    """The same text, character for character, with spelling variants made one (see the module).

    Args:
        text: NFC text.

    Returns:
        Text of the same length.
    """
    if _VARIANT.search(text):
        text = text.translate(_SAME)
    if "õ" in text or "Õ" in text:
        text = _TILDE.sub(lambda m: m.group().translate(_GRAVE), text)
    return _OLD_TONE.sub(_new_tone, text) if _OLD_TONE.search(text) else text


# One pair, taken and set as a whole: a thread that reads another document finds its own text is not the one asked.
_LOWERED = [("", "")]
_MOST_KEPT = 20_000


def lowered(text: str) -> str:
    """The text in small letters, of the same length, so that offsets in one hold in the other.

    Patterns in small letters run on it in half the time of patterns that ignore case. Several modules ask for the same
    sentence one after the other, so the last answer is kept.
    """
    asked, low = _LOWERED[0]
    if asked is text:
        return low
    low = text.lower()
    if len(low) != len(text):  # "İ" has two
        low = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    if len(text) < _MOST_KEPT:
        _LOWERED[0] = text, low
    return low


#: `comparable` for a whole document, which several modules ask for one after the other.
comparable_document = lru_cache(maxsize=1)(comparable)

_NOT_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Lower case, one space between words, nothing else: for comparing names."""
    return _NOT_WORD.sub(" ", comparable(text).lower()).strip()
