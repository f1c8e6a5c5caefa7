"""People's own data: what is read, and the sentence when it cannot be used."""

import datetime
import http.server
import threading

import openpyxl
import pytest

from passivefolio.data.sources import load
from passivefolio.errors import DataProblem, FileProblem

COLUMNS = ("Stocks", "Bonds")
GOOD = "Date,Stocks,Bonds\n2020-01-31,0.01,0.002\n2020-02-29,-0.08,.005\n2020-03-31,-1.2e-1,0\n"
RECORDS = [
    (datetime.date(2020, 1, 31), [0.01, 0.002]),
    (datetime.date(2020, 2, 29), [-0.08, 0.005]),
    (datetime.date(2020, 3, 31), [-0.12, 0.0]),
]


@pytest.fixture
def loaded(tmp_path):
    """Load a CSV with this text (or these bytes)."""

    def load_text(content, columns=COLUMNS, m=12.0, name="own.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load(name, columns, tmp_path, m)

    return load_text


def problem(loaded, text, **more):
    with pytest.raises(DataProblem) as caught:
        loaded(text, **more)
    return str(caught.value)


def test_a_csv_is_read(loaded):
    assert loaded(GOOD) == RECORDS


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("utf-16"),
        "\n" + GOOD + "\n,,\n",
        GOOD.replace("Stocks,Bonds", "stocks , BONDS"),
        "Bonds,Note,Date,Stocks\n0.002,x,2020-01-31,0.01\n.005,,2020-02-29,-0.08\n"
        "0,,2020-03-31,-0.12\n",
        GOOD.replace("2020-01-31", "2020-01-31T00:00:00"),
        GOOD.replace("0.01", '"0.01"'),
    ],
)
def test_csv_files_of_other_programs_are_read_alike(loaded, content):
    assert loaded(content) == RECORDS


def test_a_workbook_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Date", *COLUMNS])
    for date, returns in RECORDS:
        book.active.append([datetime.datetime.combine(date, datetime.time()), *returns])
    book.save(tmp_path / "own.xlsx")
    assert load("own.xlsx", COLUMNS, tmp_path, 12) == RECORDS
    assert load(str(tmp_path / "own.xlsx"), COLUMNS, tmp_path / "elsewhere", 12) == RECORDS


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.path == "/own.csv"
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(GOOD.encode() if found else b"no")

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = http.server.HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_csv_is_fetched_from_an_address(server, tmp_path):
    assert load(f"{server}/own.csv", COLUMNS, tmp_path, 12) == RECORDS


def test_an_address_without_an_answer_says_so(server, tmp_path):
    with pytest.raises(FileProblem, match="answered 404"):
        load(f"{server}/other.csv", COLUMNS, tmp_path, 12)
    with pytest.raises(FileProblem, match="cannot be reached"):
        load("http://127.0.0.1:9/own.csv", COLUMNS, tmp_path, 12)
    with pytest.raises(DataProblem, match="is no address of a web page"):
        load("ftp://127.0.0.1/own.csv", COLUMNS, tmp_path, 12)


def test_a_file_that_is_not_there_or_no_table_says_so(tmp_path, loaded):
    with pytest.raises(FileProblem, match="does not exist"):
        load("none.csv", COLUMNS, tmp_path, 12)
    with pytest.raises(DataProblem, match=r"neither a CSV nor an \.xlsx"):
        loaded(GOOD, name="own.pdf")
    with pytest.raises(FileProblem, match="cannot be read as a workbook"):
        loaded(GOOD, name="own.xlsx")
    assert "web page" in problem(loaded, "<html></html>")
    assert "UTF-8" in problem(loaded, "Date;Aktien\n2020-01-31;\xe4".encode("latin-1"))
    assert "no column called Date" in problem(loaded, "")


def test_wrong_columns_are_named(loaded):
    assert problem(loaded, GOOD.replace("Bonds", "Gilts")).startswith(
        "own.csv has no column 'Bonds'; its columns are 'Date', 'Stocks', 'Gilts'"
    )
    assert "no column called Date" in problem(loaded, GOOD.replace("Date", "When"))
    assert "two columns called bonds" in problem(loaded, "Date,Stocks,Bonds,Bonds\n")


def test_no_rows_is_a_problem(loaded):
    assert problem(loaded, "Date,Stocks,Bonds\n") == "own.csv has no rows of data"


def test_text_in_numbers_is_shown_with_its_place(loaded):
    assert problem(loaded, GOOD.replace("-0.08", "n/a")) == (
        "own.csv, row 3: Stocks is 'n/a', which is no number"
    )
    assert "write 0.0168 for 1.68 %" in problem(loaded, GOOD.replace("-0.08", "-8%"))
    semicolons = GOOD.replace(",", ";").replace("-0.08", "-0,08")
    assert "written with a point" in problem(loaded, semicolons)


@pytest.mark.parametrize("text", ["nan", "inf", "1_000", "0x1", "1e999", "-1.5", "\u0661"])
def test_what_only_looks_like_a_number_is_refused(loaded, text):
    problem(loaded, GOOD.replace("-0.08", text))


def test_a_blank_return_is_a_gap(loaded):
    assert problem(loaded, GOOD.replace("-0.08", "")) == (
        "own.csv, row 3: Stocks is blank; every period needs a return"
    )


def test_a_date_in_another_form_is_shown(loaded):
    assert problem(loaded, GOOD.replace("2020-02-29", "29/02/2020")) == (
        "own.csv, row 3: '29/02/2020' is not a date in the form 2020-01-31"
    )
    assert "the date is blank" in problem(loaded, GOOD.replace("2020-02-29", ""))


def test_dates_out_of_order_and_twice_are_shown(loaded):
    assert "2020-01-31 comes after 2020-03-31" in problem(
        loaded,
        GOOD.replace("2020-02-29", "2020-03-31").replace("\n2020-03-31,-1", "\n2020-01-31,-1"),
    )
    assert "row 3: the date 2020-01-31 stands there twice" in problem(
        loaded, GOOD.replace("2020-02-29", "2020-01-31")
    )


def test_a_missing_month_is_shown(loaded):
    text = GOOD.replace("2020-03-31", "2020-05-31")
    assert problem(loaded, text) == ("own.csv has a gap: nothing between 2020-02-29 and 2020-05-31")


def test_months_are_no_years_and_years_no_months(loaded):
    assert "closer than 1 returns a year allow" in problem(loaded, GOOD, m=1.0)
    yearly = "Date,Stocks\n2019-12-31,0.1\n2020-12-31,0.2\n"
    assert len(loaded(yearly, columns=("Stocks",), m=1.0)) == 2


def test_daily_data_may_skip_holidays_but_no_fortnight(loaded):
    daily = "Date,Stocks\n2020-01-02,0.1\n2020-01-03,0.2\n{},0.1\n"
    assert len(loaded(daily.format("2020-01-07"), columns=("Stocks",), m=252.0)) == 3
    assert "gap" in problem(loaded, daily.format("2020-02-07"), columns=("Stocks",), m=252.0)
