import json

import pytest
from click.testing import CliRunner

from dondoc.cli.workdays import workdays


def run(*arguments):
    return CliRunner().invoke(workdays, list(arguments))


def test_five_working_days_from_the_meeting_as_json():
    result = run("--from", "2020-12-31", "--count", "5", "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["from"], answer["count"], answer["to"]) == ("2020-12-31", 5, "2021-01-08")
    assert answer["calendar"].startswith("vn-")
    assert answer["covered"] is True
    assert [entry["date"] for entry in answer["exceptions"]] == ["2021-01-01"]


def test_the_notice_came_on_the_fourth_working_day():
    assert json.loads(run("--from", "2020-12-31", "--to", "2021-01-07", "--json").stdout)["count"] == 4
    assert json.loads(run("--from", "06/07/2026", "--to", "10/07/2026", "--json").stdout)["count"] == 4


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--count", "5"], "5 ngày làm việc kể từ thứ Năm 31/12/2020: thứ Sáu 08/01/2021."),
        (["--count", "-3"], "3 ngày làm việc trước thứ Năm 31/12/2020: thứ Hai 28/12/2020."),
        (["--to", "07/01/2021"], "Thứ Năm 07/01/2021 là ngày làm việc thứ 4 kể từ thứ Năm 31/12/2020."),
        (["--to", "2021-01-09"], "có 5 ngày làm việc; thứ Bảy 09/01/2021 là ngày nghỉ."),
        (["--to", "2021-01-01"], "chưa có ngày làm việc nào."),
        (["--to", "2020-12-24"], "có 5 ngày làm việc."),
    ],
)
def test_readable_answer(arguments, sentence):
    result = run("--from", "31/12/2020", *arguments)
    assert result.exit_code == 0
    assert sentence in result.stdout
    assert "Lịch vn-" in result.stdout


def test_years_without_known_holidays_are_told():
    result = run("--from", "2012-01-02", "--count", "1")
    assert result.exit_code == 0
    assert "2015–2030" in result.stderr
    assert json.loads(run("--from", "2012-01-02", "--count", "1", "--json").stdout)["covered"] is False


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--from"),
        (["--from", "2021-01-01"], "đúng một trong hai"),
        (["--from", "2021-01-01", "--count", "1", "--to", "2021-01-02"], "đúng một trong hai"),
        (["--from", "31/02/2021", "--count", "1"], "không tồn tại"),
        (["--from", "hôm nay", "--count", "1"], "Không đọc được ngày"),
        (["--from", "2021-01-01", "--to", "2021-13-01"], "không tồn tại"),
        (["--from", "2021-01-01", "--count", "năm"], "không hợp lệ"),
        (["--from", "2021-01-01", "--count", "999999"], "không hợp lệ"),
        (["--from", "9999-12-30", "--count", "50"], "vượt ra ngoài"),
    ],
)
def test_bad_input_is_one_sentence_on_stderr_and_exit_status_2(arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
