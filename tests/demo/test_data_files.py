import csv
import json
import re
import unicodedata
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pytest

import dondoc
from dondoc.followup.progress_rules import DEFAULT_STAGES
from dondoc.worktime import add_days, add_working_days, default_calendar

DATA = Path(dondoc.__file__).parent / "demo" / "data"
AS_OF = date(2021, 1, 18)
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "000_19234e7ed0ffddda.txt"
NEXT = {
    "": {"acknowledge"},
    "acknowledge": {"start", "withdraw"},
    "start": {"report", "withdraw"},
    "report": {"accept", "return"},
    "return": {"report", "withdraw"},
    "accept": set(),
    "withdraw": set(),
}


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def split(value):
    return [part for part in value.split("|") if part]


UNITS = {row["code"]: row for row in rows("units.csv")}
GROUPS = {row["code"]: row for row in rows("groups.csv")}
DIRECTIVES = rows("directives.csv")


def notice_text(path):
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8")
    document = docx.Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def members(codes, day):
    for code in split(codes):
        if code in UNITS:
            yield code
            continue
        for row in rows("memberships.csv"):
            if row["group"] == code and row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"]):
                yield row["unit"]


def test_every_file_is_nfc_utf8_without_stray_space():
    for path in DATA.rglob("*"):
        if path.suffix in {".csv", ".json", ".txt", ".md"}:
            text = path.read_text(encoding="utf-8")
            assert text == unicodedata.normalize("NFC", text), path.name
            assert "\r" not in text
            assert not re.search(r"[ \t]+$", text, re.MULTILINE), path.name
            assert text.endswith("\n")


def test_units_are_unique_known_and_dated():
    assert len(UNITS) == len(rows("units.csv"))
    assert len([unit for unit in UNITS.values() if unit["kind"] == "district"]) == 15
    official = [unit["official_code"] for unit in UNITS.values() if unit["official_code"]]
    assert len(official) == len(set(official))
    for unit in UNITS.values():
        assert unit["parent"] in UNITS or not unit["parent"]
        assert len(unit["code"]) <= 32
        for other in split(unit["predecessors"]):
            assert unit["code"] in split(UNITS[other]["successors"])
            assert UNITS[other]["valid_to"] < unit["valid_from"]
        for other in split(unit["successors"]):
            assert unit["code"] in split(UNITS[other]["predecessors"])


def test_no_name_or_alias_means_two_things():
    seen = {}
    for owner, row in [*UNITS.items(), *GROUPS.items()]:
        for word in {row["name"], *split(row["aliases"])}:
            key = word.casefold()
            assert seen.setdefault(key, owner) == owner, word
    assert not set(UNITS) & set(GROUPS)


def test_memberships_are_known_do_not_overlap_and_agree_with_the_units():
    found = rows("memberships.csv")
    for row in found:
        unit = UNITS[row["unit"]]
        assert row["group"] in GROUPS
        assert row["valid_from"] >= unit["valid_from"]
        assert not unit["valid_to"] or row["valid_to"] <= unit["valid_to"]
    assert len({(row["group"], row["unit"]) for row in found}) == len(found)
    for code, unit in UNITS.items():
        assert {row["group"] for row in found if row["unit"] == code} == set(split(unit["groups"]))


def test_a_post_has_one_holder_at_a_time():
    posts = {(row["unit"], row["post"]): row for row in rows("posts.csv")}
    terms = {}
    for row in rows("holders.csv"):
        assert (row["unit"], row["post"]) in posts
        assert row["email"].endswith("@example.vn")
        terms.setdefault((row["unit"], row["post"]), []).append((row["valid_from"], row["valid_to"]))
    assert set(terms) == set(posts)
    for periods in terms.values():
        for (_, end), (start, _) in pairwise(sorted(periods)):
            assert end
            assert end < start
    heads = [unit for (unit, _), row in posts.items() if row["is_head"] == "yes"]
    assert sorted(heads) == sorted(UNITS)


def test_users_belong_somewhere_and_carry_no_password():
    fields = {row["code"]: row for row in rows("fields.csv")}
    users = {row["username"]: row for row in rows("users.csv")}
    assert len(users) == len(rows("users.csv"))
    assert list(next(iter(users.values()))) == ["username", "full_name", "role", "unit", "fields", "email"]
    roles = {row["role"] for row in users.values()}
    assert roles == {
        *("chair", "office_leader", "specialist", "clerk", "unit_head", "focal_point", "observer", "administrator")
    }
    for row in users.values():
        assert row["unit"] in UNITS
        assert set(split(row["fields"])) <= set(fields)
    for code, field in fields.items():
        assert code in split(users[field["specialist"]]["fields"])
        assert set(split(field["units"])) <= set(UNITS)
    heads = {(row["unit"], row["person"]) for row in rows("holders.csv") if not row["valid_to"]}
    for row in users.values():
        if row["role"] == "unit_head":
            assert (row["unit"], row["full_name"]) in heads


def test_notices_are_listed_small_and_not_the_seed():
    listed = {row["file"]: row for row in rows("notices.csv")}
    files = {path.name: path for path in (DATA / "notices").iterdir()}
    assert set(listed) == set(files)
    fields = {row["code"] for row in rows("fields.csv")}
    for name, path in files.items():
        assert path.stat().st_size < 30_000
        assert listed[name]["field"] in fields
        assert listed[name]["origin"] in {"central", "province"}
        text = notice_text(path)
        day = date.fromisoformat(name[:10])
        assert f"ngày {day:%d} tháng {day.month if day.month > 2 else f'{day:%m}'} năm {day.year}" in text
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                assert b"Times New Roman" in archive.read("word/document.xml")


@pytest.mark.skipif(not SEED.exists(), reason="the seed notice is not beside this checkout")
def test_no_sentence_and_no_person_of_the_seed_is_in_the_data():
    def shingles(text):
        lines = (re.findall(r"\w+", line) for line in unicodedata.normalize("NFC", text).casefold().splitlines())
        return {" ".join(words[i : i + 12]) for words in lines for i in range(len(words) - 11)}

    seed = SEED.read_text(encoding="utf-8")
    formulas = (
        "cộng hòa xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc",
        "bầu cử đại biểu quốc hội khóa xv và đại biểu hội đồng nhân dân các cấp nhiệm kỳ 2021 2026",
        "văn phòng hội đồng nhân dân tỉnh văn phòng đoàn đại biểu quốc hội",
    )
    for path in (DATA / "notices").iterdir():
        common = shingles(notice_text(path)) & shingles(seed)
        assert not {line for line in common if not any(line in formula for formula in formulas)}, path.name
    everything = "\n".join(path.read_text(encoding="utf-8") for path in DATA.glob("*.csv"))
    everything += "\n".join(notice_text(path) for path in (DATA / "notices").iterdir())
    for name in (
        *("Lâm Minh Thành", "Nguyễn Đức Chính", "Nguyễn Lưu Trung", "Hồ Minh Hải", "Võ Thanh Bình"),
        *("Đỗ Văn Tân", "Đỗ Thị Lệ Hảo"),
    ):
        assert name not in everything


def test_directives_stand_in_their_notices_in_this_order():
    files = {path.stem: notice_text(path) for path in (DATA / "notices").iterdir()}
    calendar = default_calendar()
    by_notice = {}
    for row in DIRECTIVES:
        by_notice.setdefault(row["notice"], []).append(row)
        text = files[row["notice"]]
        assert text.count(row["starts_with"]) == 1, row
        after = text[text.index(row["starts_with"]) :].split("\n")[0]
        assert row["deadline_text"] in after, row
        for code in (*split(row["lead"]), *split(row["coordinate"])):
            assert code in UNITS or code in GROUPS, row
        assert row["lead"]
        assert row["field"] in {field["code"] for field in rows("fields.csv")}
        if row["due_on"]:
            assert row["deadline_kind"] in {"date", "period", "relative"}
            assert date.fromisoformat(row["due_on"]) > date.fromisoformat(row["notice"][:10])
        if row["deadline_kind"] in {"date", "period"}:
            assert row["due_on"]
        if written := re.search(r"(\d+)/(\d+)/(\d{4})", row["deadline_text"]):
            day, month, year = map(int, written.groups())
            assert row["due_on"] == date(year, month, day).isoformat()
        if row["deadline_kind"] == "relative" and row["due_on"]:
            issued = date.fromisoformat(row["notice"][:10])
            count = int(re.search(r"\d+", row["deadline_text"])[0])
            working = "ngày làm việc" in row["deadline_text"]
            due = add_working_days(issued, count, calendar) if working else add_days(issued, count)
            assert row["due_on"] == due.isoformat()
    for notice, found in by_notice.items():
        assert [int(row["directive_no"]) for row in found] == list(range(1, len(found) + 1))
        assert 8 <= len(found) <= 14
        places = [files[notice].index(row["starts_with"]) for row in found]
        assert places == sorted(places)
    kinds = {row["deadline_kind"] for row in DIRECTIVES}
    assert kinds == {"date", "period", "relative", "event", "recurring", "standing", "none"}


def test_history_follows_the_lifecycle_within_its_days():
    assigned = {
        (row["notice"], row["directive_no"], unit)
        for row in DIRECTIVES
        for unit in members(row["lead"] + "|" + row["coordinate"], row["notice"][:10])
    }
    for row in rows("history.csv"):
        assert (row["notice"], row["directive_no"], row["unit"]) in assigned, row
        verb, day = "", date.fromisoformat(row["notice"][:10])
        for step in row["steps"].split("|"):
            following, on = step.split("@")
            assert following in NEXT[verb], row
            assert day <= date.fromisoformat(on) <= AS_OF, row
            verb, day = following, date.fromisoformat(on)
        assert bool(row["reason"]) is bool({"return", "withdraw"} & set(re.findall(r"\w+(?=@)", row["steps"]))), row
        assert bool(row["note"]) is ("report@" in row["steps"]), row


def test_progress_is_said_of_assigned_parts_and_falls_only_with_a_reason():
    stages = {stage.code for stage in DEFAULT_STAGES}
    before = {}
    for row in rows("progress.csv"):
        key = row["notice"], row["directive_no"], row["unit"]
        directive = next(one for one in DIRECTIVES if (one["notice"], one["directive_no"]) == key[:2])
        assert row["unit"] in members(directive["lead"] + "|" + directive["coordinate"], row["notice"][:10]), row
        last, percent = before.get(key, (row["notice"][:10], None))
        assert last < row["on"] <= AS_OF.isoformat(), row
        assert row["text"].endswith("."), row
        assert row["stage"] in stages, row
        said = int(row["percent"]) if row["percent"] else percent
        assert said is None or 0 <= said <= 100
        assert bool(row["fell_because"]) is (said is not None and percent is not None and said < percent), row
        assert not row["result_document"] or row["result_document"].startswith("MH-"), row
        before[key] = row["on"], said
    days = [row["on"] for row in rows("progress.csv")]
    assert min(days) < "2020-12-31" < max(days)


def test_events_and_rules_are_complete():
    known = {(row["notice"], row["directive_no"]): row for row in DIRECTIVES}
    for row in rows("events.csv"):
        assert known[row["notice"], row["directive_no"]]["deadline_kind"] == "event"
        assert not row["occurred_on"] or date.fromisoformat(row["occurred_on"]) <= AS_OF
    rules = json.loads((DATA / "history_rules.json").read_text(encoding="utf-8"))
    for units in rules["unit_profiles"].values():
        assert set(units) <= set(UNITS)
    for outcomes in rules["classes"].values():
        assert sum(outcome["weight"] for outcome in outcomes) == pytest.approx(1.0, abs=0.01)
