"""The page of the process: every table that the commands use, found from its contents."""

from __future__ import annotations

import html
import re
from typing import Any

from django.utils.translation import override
from tests.web.conftest import Enter

from dondoc.web.screens.followup.process_tables import every_table

PAGE = "/theo-doi/quy-trinh/"
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹỵ]", re.IGNORECASE)


def test_every_row_of_every_table_is_on_the_page(enter: Enter, lead_focal: Any) -> None:
    body = html.unescape(enter(lead_focal).get(PAGE).content.decode())
    tables = every_table()
    assert len(tables) == 10
    for name, rows in tables.items():
        assert rows, name
        for row in rows:
            for text in (row.name, row.before, row.after, row.who, row.needs):
                assert f">{text}<" in body or not text, (name, text)


def test_the_contents_lead_to_every_section_and_to_nothing_else(enter: Enter, office_leader: Any, clerk: Any) -> None:
    for person in (office_leader, clerk):
        body = enter(person).get(PAGE).content.decode()
        contents = body[body.index("process-contents") : body.index("</nav>", body.index("process-contents"))]
        there = re.findall(r'href="#([\w-]+)"', contents)
        sections = body[body.index("process-contents") : body.index("</main>")]
        assert sorted(there) == sorted(re.findall(r'<h2 id="([\w-]+)"', sections))


def test_links_are_there_for_whom_they_open(enter: Enter, office_leader: Any, lead_focal: Any) -> None:
    for person in (office_leader, lead_focal):
        client = enter(person)
        body = client.get(PAGE).content.decode()
        content = body[body.index("process-contents") :]
        for address in set(re.findall(r'href="(/[^"#]*)"', content)):
            assert client.get(address).status_code == 200, (person, address)


def test_the_tables_are_english_for_who_reads_english() -> None:
    with override("en"):
        words = [text for rows in every_table().values() for row in rows for text in (row.name, row.before, row.after, row.who, row.needs)]  # fmt: skip
    assert not [text for text in words if _VIETNAMESE.search(text)]
