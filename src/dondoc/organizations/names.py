"""From a name as a notice writes it to a unit or a group. Pure; it never guesses.

A name fits by its key: folded, common abbreviations written out, "và" and signs dropped. What fits nothing,
or fits two, stays unknown; the person who confirms decides, helped by suggestions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dondoc.foundation.text import fold

Kind = Literal["unit", "group", "unknown"]
Target = tuple[Literal["unit", "group"], int]

_WORDS = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp": "thanh pho", "tx": "thi xa", "vp": "van phong",
    "bql": "ban quan ly", "bqlda": "ban quan ly du an", "kkt": "khu kinh te", "chqs": "chi huy quan su",
    "bchqs": "bo chi huy quan su", "bdbp": "bo doi bien phong", "bhxh": "bao hiem xa hoi", "kbnn": "kho bac nha nuoc",
    "nhnn": "ngan hang nha nuoc", "ptnt": "phat trien nong thon", "tbxh": "thuong binh xa hoi",
    "qltt": "quan ly thi truong", "mttq": "mat tran to quoc", "dbqh": "dai bieu quoc hoi",
    "thads": "thi hanh an dan su",
}  # fmt: skip
_PHRASES = (("tb xh", "thuong binh xa hoi"), ("so ban nganh", "so nganh"), ("thi xa thanh pho", "thanh pho"))
# Heads alone say what a body is, not which: they never name one.
_GENERIC = frozenset({
    "uy ban nhan dan", "hoi dong nhan dan", "van phong", "cong an", "thanh tra", "bo chi huy", "ban quan ly", "cuc",
    "so", "ban", "chi cuc", "uy ban", "kho bac", "ngan hang", "bo doi", "hoi", "dai", "tinh", "huyen", "thanh pho",
    "ban thuong truc", "toa an nhan dan", "vien kiem sat nhan dan", "ban chi huy", "ban chi dao", "trung tam",
    "toa an", "vien kiem sat", "doan",
})  # fmt: skip
_POLITE = ("cac dong chi", "dong chi", "d c", "cac ong ba", "ong", "ba")
# Who heads a unit stands for it. Deputies do not, so no title here begins with "phó".
_TITLES = (
    "thu truong", "giam doc thu truong", "giam doc", "tong giam doc", "chu tich", "nguoi dung dau", "lanh dao",
    "cuc truong", "chi cuc truong", "chi huy truong", "truong ban", "vien truong", "hieu truong", "chanh",
    "truong", "chu nhiem", "tong bien tap",
)  # fmt: skip
_FEWEST_LETTERS = 3
_LEVELS = ("huyen", "thanh pho", "thi xa", "quan", "xa", "phuong", "thi tran", "dac khu")
_RESTRICTED = re.compile(r" (?:co )?(?:lien quan|chuc nang|huu quan|neu tren|noi tren|tren dia ban.*|truc thuoc.*)$")
_ABBREVIATED = re.compile(r"Sở\s+([A-ZĐ][A-ZĐ&,.\-–\s]*)")


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as matching needs it; `successor_ids` are who to suggest when it is no longer there."""

    id: int
    name: str
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    exists: bool = True
    successor_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group with the units that belong to it on the day."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    member_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedName:
    """What one name as written means.

    Attributes:
        written: the name as given.
        kind: `unit`, `group`, or `unknown`.
        unit_ids: the unit, or the group's members on the day; empty for `unknown`.
        group_id: the group.
        suggested_unit_ids: for `unknown`: several units that fit, or the successors of one that fitted.
        suggested_group_id: for `unknown`: the set of which the words mean a part ("các sở, ngành liên quan").
    """

    written: str
    kind: Kind
    unit_ids: tuple[int, ...] = ()
    group_id: int | None = None
    suggested_unit_ids: tuple[int, ...] = ()
    suggested_group_id: int | None = None


def key_of(text: str) -> str:
    """Return the form in which names are compared.

    >>> key_of("UBND TP. Rạch Giá")
    'uy ban nhan dan thanh pho rach gia'
    """
    words = [_WORDS.get(word, word) for word in fold(text).split() if word != "va"]
    key = " ".join(words)
    for phrase, meant in _PHRASES:
        key = re.sub(rf"\b{phrase}\b", meant, key)
    return key


def says_which(name: str) -> bool:
    """Return whether `name` can tell one body from others, unlike "UBND", "VP" or "CT"."""
    return len(name) >= _FEWEST_LETTERS and key_of(name) not in _GENERIC


def accented(text: str) -> str:
    """Return `text` in lower case with its diacritics and single spaces, to tell folded twins apart."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", text).lower()).split())


@dataclass(slots=True)
class NameIndex:
    """All the names of one jurisdiction on one day."""

    province: str
    units: dict[int, NamedUnit] = field(default_factory=dict)
    groups: dict[int, NamedGroup] = field(default_factory=dict)
    _given: dict[str, dict[Target, set[str]]] = field(default_factory=dict)
    _derived: dict[str, set[Target]] = field(default_factory=dict)
    _letters: dict[str, set[Target]] = field(default_factory=dict)

    @classmethod
    def build(cls, *, province: str, units: Iterable[NamedUnit], groups: Iterable[NamedGroup]) -> NameIndex:
        """Return the index of `units` and `groups` in the province named `province`."""
        index = cls(province=key_of(province).removeprefix("uy ban nhan dan ").removeprefix("tinh "))
        for unit in units:
            index.units[unit.id] = unit
            index._add_unit(unit)
        for group in groups:
            index.groups[group.id] = group
            for name in (group.name, *group.aliases):
                index._add(("group", group.id), name)
                for key in _set_forms(key_of(name)):
                    index._derived.setdefault(key, set()).add(("group", group.id))
        return index

    def resolve(self, written: str) -> ResolvedName:
        """Return what `written` means."""
        letters = self._letters.get(unicodedata.normalize("NFC", written).strip(), set())
        if len(letters) == 1:
            return self._answer(written, next(iter(letters)))
        for text, key in self._readings(written):
            found = self._lookup(text, key)
            if len(found) == 1:
                return self._answer(written, next(iter(found)))
            if found:
                return self._several(written, found)
        return self._part_of_a_set(written)

    def _add(self, target: Target, name: str) -> None:
        key = key_of(name)
        if key and key not in _GENERIC:
            self._given.setdefault(key, {}).setdefault(target, set()).add(accented(name))

    def _add_unit(self, unit: NamedUnit) -> None:
        target: Target = ("unit", unit.id)
        for name in (unit.name, *unit.aliases):
            self._add(target, name)
        if " " in unit.abbreviation:
            self._add(target, unit.abbreviation)
        elif says_which(unit.abbreviation):
            self._letters.setdefault(unicodedata.normalize("NFC", unit.abbreviation), set()).add(target)
        for key in self._unit_forms(unit.name):
            if key not in _GENERIC:
                self._derived.setdefault(key, set()).add(target)

    def _unit_forms(self, name: str) -> set[str]:
        """Return further keys under which a unit of this name is known."""
        key = key_of(name)
        forms = set(self._bare(key))
        if key.startswith("so "):
            forms.add("so:" + "".join(word[0] for word in key.split()[1:]))
        if key.startswith("uy ban nhan dan "):
            area = key.removeprefix("uy ban nhan dan ")
            for level in _LEVELS:
                if area.startswith(level + " "):
                    forms |= {area, "uy ban nhan dan " + area.removeprefix(level + " ")}
        return forms - {key}

    def _bare(self, key: str) -> list[str]:
        """Return `key` without the province at its end: "… tỉnh Kiên Giang", "… Kiên Giang", "… tỉnh"."""
        tails = (f" tinh {self.province}", f" {self.province}", " cap tinh", " tinh") if self.province else ()
        return [key.removesuffix(tail) for tail in tails if key.endswith(tail)]

    def _readings(self, written: str) -> Iterable[tuple[str, str]]:
        """Return the ways to read `written`, the plainest first: as it is, without title, without province."""
        plain = _unquantified(key_of(written))
        keys = [plain, *_without_title(plain)]
        for key in keys:
            yield written, key
        for key in keys:
            for bare in self._bare(key):
                yield written, bare
        text = re.sub(r"\s+tỉnh$", "", unicodedata.normalize("NFC", written).strip())
        match = _ABBREVIATED.search(text)
        if match and match.end() == len(text) and _is_head(fold(text[: match.start()])):
            yield written, "so:" + "".join(ch for ch in fold(match[1]) if ch.isalnum())

    def _lookup(self, written: str, key: str) -> set[Target]:
        if key in _GENERIC:
            return set()
        given = self._given.get(key, {})
        if len(given) > 1:
            wanted = accented(written)
            return {target for target, forms in given.items() if wanted in forms} or set(given)
        return set(given) or self._derived.get(key, set()) or self._derived.get("=" + _district_level(key), set())

    def _answer(self, written: str, target: Target) -> ResolvedName:
        kind, target_id = target
        if kind == "group":
            return ResolvedName(written, "group", self.groups[target_id].member_ids, target_id)
        unit = self.units[target_id]
        if not unit.exists:
            return ResolvedName(written, "unknown", suggested_unit_ids=unit.successor_ids)
        return ResolvedName(written, "unit", (unit.id,))

    def _several(self, written: str, found: set[Target]) -> ResolvedName:
        here = [i for kind, i in sorted(found) if kind == "unit" and self.units[i].exists]
        if len(here) == 1 and all(kind == "unit" for kind, _ in found):
            return self._answer(written, ("unit", here[0]))  # the others are no longer there
        return ResolvedName(written, "unknown", suggested_unit_ids=tuple(here))

    def _part_of_a_set(self, written: str) -> ResolvedName:
        plain = _unquantified(key_of(written))
        for key in (plain, *_without_title(plain)):
            whole = _RESTRICTED.sub("", key)
            if whole == key:
                continue
            for form in (whole, *self._bare(whole)):
                groups = [i for kind, i in self._lookup(written, form) if kind == "group"]
                if len(groups) == 1:
                    return ResolvedName(written, "unknown", suggested_group_id=groups[0])
        return ResolvedName(written, "unknown")


def _unquantified(key: str) -> str:
    return re.sub(r"^(?:tat ca|toan the|toan bo) ", "", key)


def _without_title(key: str) -> list[str]:
    """Return `key` without the title of who heads the unit; each reading where several titles fit."""
    for polite in _POLITE:
        if key.startswith(polite + " "):
            key = key.removeprefix(polite + " ")
            break
    found = [key]
    found += [key.removeprefix(title + " ") for title in _TITLES if key.startswith(title + " ")]
    return sorted(set(found), key=len)


def _is_head(before: str) -> bool:
    """Return whether the folded words before an abbreviated name are nothing, or a head's title."""
    return not before or not _without_title(before + " x")[0].removesuffix("x").strip()


def _set_forms(key: str) -> set[str]:
    """Return further keys of a group: without its "các", and as the level of administration that it names."""
    forms = set()
    if key.startswith("cac ") and " " in key.removeprefix("cac "):
        forms.add(key.removeprefix("cac "))
    level = _district_level(key)
    if level:
        forms.add("=" + level)
    return forms


def _district_level(key: str) -> str:
    """Return "huyen" or "xa" where `key` means all the committees of that level, otherwise nothing."""
    area = key.removeprefix("uy ban nhan dan ")
    if area == "cap huyen" or re.fullmatch(r"cac (?:huyen|quan)(?: (?:huyen|thi xa|quan))* thanh pho", area):
        return "huyen"
    if area == "cap xa" or re.fullmatch(r"cac xa phuong(?: thi tran)?", area):
        return "xa"
    return ""
