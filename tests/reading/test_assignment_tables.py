"""Assignment tables of an annex: merged cells, titles of groups, tracked changes."""

from tests.reading.builders import notice, package, para, table

from dondoc.reading import read_bytes

BODY = "".join(para(line) for line in notice("1. Phòng Nội vụ lập đề án.").split("\n"))
TITLES = ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"]


def rows_of(inside):
    found = read_bytes(package(BODY + para("PHỤ LỤC") + inside), "a.docx")
    return [d for d in found.directives if "row" in d.flags]


def cells(*texts, properties=""):
    row = "".join(f"<w:tc>{text if text.startswith('<') else para(text)}</w:tc>" for text in texts)
    return f"<w:tr>{properties}{row}</w:tr>"


def test_titles_of_groups_are_no_duties_and_a_body_among_them_leads_the_rows_under_it():
    found = rows_of(
        table(
            [
                TITLES,
                ["I", "Về cải cách hành chính do Sở Nội vụ theo dõi", "", "", "", ""],
                ["1", "Xây dựng quy chế quản lý dữ liệu", "Sở Nội vụ", "Công an tỉnh", "Quý III/2023", "Quyết định"],
                ["2", "Báo cáo kết quả thực hiện quy chế", "", "", "Quý IV/2023", "Báo cáo"],
                ["II", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "", "", "", ""],
                ["3", "Tập huấn sử dụng phần mềm dùng chung", "", "UBND các huyện", "30/9/2023", "Kế hoạch"],
            ]
        )
    )
    assert [(d.clause, d.lead, d.coordinate, str(d.deadline.due_on)) for d in found] == [
        ("Phụ lục.1", ("Sở Nội vụ",), ("Công an tỉnh",), "2023-09-30"),
        ("Phụ lục.2", (), (), "2023-12-31"),
        ("Phụ lục.3", ("SỞ KHOA HỌC VÀ CÔNG NGHỆ",), ("UBND các huyện",), "2023-09-30"),
    ]
    assert found[2].flags == ("inherit", "row")


def test_a_title_over_all_columns():
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr>{para("Sở Y tế")}</w:tc></w:tr>'
    found = rows_of(
        f"<w:tbl>{cells('STT', 'Nhiệm vụ', 'Chủ trì', 'Thời hạn')}{wide}{cells('1', 'Rà soát các cơ sở hành nghề', '', '15/8/2023')}</w:tbl>"
    )
    assert [d.lead for d in found] == [("Sở Y tế",)]


def test_a_task_merged_over_rows_is_told_to_each_of_its_leads():
    merged = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    found = rows_of(
        "<w:tbl>"
        + cells("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
        + cells("1", f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{para("Rà soát quy hoạch ngành")}', "Sở Y tế", "Quý III/2023")
        + cells("2", merged, "Sở Xây dựng", "Quý IV/2023")
        + "</w:tbl>"
    )  # fmt: skip
    assert [(d.text, d.lead) for d in found] == [
        ("Rà soát quy hoạch ngành", ("Sở Y tế",)),
        ("Rà soát quy hoạch ngành", ("Sở Xây dựng",)),
    ]


def test_a_row_that_was_deleted_is_out():
    gone = cells("2", "Việc đã bỏ khỏi phụ lục", "Sở Y tế", "", properties='<w:trPr><w:del w:id="1"/></w:trPr>')
    found = rows_of(
        f"<w:tbl>{cells('STT', 'Nhiệm vụ', 'Chủ trì', 'Thời hạn')}{cells('1', 'Rà soát quy hoạch ngành', 'Sở Xây dựng', '')}{gone}</w:tbl>"
    )
    assert [d.text for d in found] == ["Rà soát quy hoạch ngành"]


def test_a_row_that_begins_further_right_keeps_its_columns():
    late = (
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
        + "".join(f"<w:tc>{para(text)}</w:tc>" for text in ("Rà soát quy hoạch ngành", "Sở Xây dựng", "Quý III/2023"))
        + "</w:tr>"
    )
    (found,) = rows_of(f"<w:tbl>{cells('STT', 'Nhiệm vụ', 'Chủ trì', 'Thời hạn')}{late}</w:tbl>")
    assert (found.lead, str(found.deadline.due_on)) == (("Sở Xây dựng",), "2023-09-30")


def test_a_cell_that_states_no_time_gives_no_place_of_one():
    (found,) = rows_of(
        table([TITLES, ["1", "Xây dựng quy chế quản lý dữ liệu", "Sở Nội vụ", "", "Theo quyết định riêng", ""]])
    )
    assert (found.deadline.kind, found.deadline.text, found.deadline.start) == ("none", "", None)
