"""The Client book against calls: one client, forty, a thousand, and rows that cannot be used."""

import math

import pytest

from passivefolio import call
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.allocation.inputs import CORRELATIONS, EXPECTED_RETURNS, SDS
from passivefolio.workbooks.client_book.checks import CHECKS
from passivefolio.workbooks.client_book.inputs import POLICIES
from passivefolio.workbooks.client_book.invented import invented_clients
from passivefolio.workbooks.templates import built_templates

TEMPLATE = built_templates() / "client_book.xlsx"
CHECK_NAMES = [check.name for check in CHECKS]
RHO = [[1.0 if i == j else CORRELATIONS[min(i, j), max(i, j)] for j in range(3)] for i in range(3)]
COVARIANCE = call("COVARIANCE_FROM_CORRELATION", SDS, RHO)
MIXES = {name: weights for name, *weights in POLICIES}
COLUMNS = ("ers", "risks", "utilities", "sure_incomes", "drifts", "breaches", "distances", "gains")


@pytest.fixture(scope="module")
def book():
    return HeadlessBook(TEMPLATE)


def value(book, name):
    return book.read(name)[0][0]


def column(book, name):
    return [cell for (cell,) in book.read(name)]


def many(count):
    """Clients all around their benchmarks, fixed by their number."""
    clients = []
    for number in range(count):
        name, *weights = POLICIES[number % 5]
        index = min(max(weights[0] + 0.09 * math.sin(2.3 * number), 0), 1)
        treasuries = (1 - index) * (0.5 + 0.4 * math.sin(1.1 * number))
        mix = [round(index, 4), round(treasuries, 4)]
        size = 50_000.0 + 1_000 * (number * 37 % 400)
        aversion = 1.5 + number * 13 % 60 / 10
        clients.append([f"Client {number}", size, *mix, round(1 - sum(mix), 4), aversion, name])
    return clients


def expected(client):
    """What a row of the book shows, by calls."""
    _, size, *weights, aversion, name = client
    policy = MIXES[name]
    er = call("PORTFOLIO_RETURN", weights, EXPECTED_RETURNS)
    sd = call("PORTFOLIO_SD", weights, COVARIANCE)
    policy_er = call("PORTFOLIO_RETURN", policy, EXPECTED_RETURNS)
    policy_sd = call("PORTFOLIO_SD", policy, COVARIANCE)
    return {
        "ers": er,
        "risks": sd,
        "utilities": call("UTILITY", er, sd, aversion),
        "sure_incomes": size * call("CERTAINTY_EQUIVALENT", er, sd, aversion),
        "drifts": max(abs(w - p) for w, p in zip(weights, policy, strict=True)),
        "breaches": sum(row[0] for row in call("REBALANCE_NEEDED", weights, policy)),
        "distances": call("EX_ANTE_TRACKING_ERROR", weights, policy, COVARIANCE),
        "gains": call("UTILITY_GAP", policy_er, policy_sd, er, sd, aversion),
    }


def assert_rows(book, clients):
    rows = [expected(client) for client in clients]
    for name in COLUMNS:
        found = column(book, name)
        wanted = [row[name] for row in rows]
        assert found[: len(clients)] == pytest.approx(wanted, rel=1e-9, abs=1e-12), name
        assert set(found[len(clients) :]) <= {"", None}


def assert_book(book, clients):
    rows = [expected(client) for client in clients]
    total = sum(client[1] for client in clients)
    whole = [sum(c[1] * c[2 + i] for c in clients) / total for i in range(3)]
    wanted = {
        "counted": len(clients),
        "total": total,
        "er": call("PORTFOLIO_RETURN", whole, EXPECTED_RETURNS),
        "sd": call("PORTFOLIO_SD", whole, COVARIANCE),
        "mean_utility": sum(row["utilities"] for row in rows) / len(rows),
        "sure_income": sum(row["sure_incomes"] for row in rows),
        "mean_gain": sum(row["gains"] for row in rows) / len(rows),
        "breach_count": sum(row["breaches"] for row in rows),
        "out_of_band": sum(row["breaches"] > 0 for row in rows),
        "furthest": max(row["distances"] for row in rows),
        "furthest_drift": max(row["drifts"] for row in rows),
    }
    assert {name: value(book, name) for name in wanted} == pytest.approx(wanted, rel=1e-9)
    assert sum(sum(row) for row in book.read("heat")) == len(clients)


def test_the_stored_figures_equal_calls(book):
    clients = invented_clients()
    assert_rows(book, clients)
    assert_book(book, clients)


def test_the_answer_counts_those_outside_their_bands(book):
    assert value(book, "answer") == "12 of your 40 clients are outside their bands."


@pytest.mark.parametrize("count", [1, 40, 1000])
def test_a_book_of_any_size_is_measured(count, filled, failing):
    clients = many(count)
    book, errors = filled("client_book", book=clients)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    assert_rows(book, clients)
    assert_book(book, clients)
    out = int(value(book, "out_of_band"))
    words = f"{out} of your {count:,} clients are" if count > 1 else "Your client is "
    assert value(book, "answer").startswith(words)


def test_the_furthest_drift_stands_first(filled):
    clients = many(40)
    clients[30] = [*clients[10]]  # as far as the other
    clients[30][0] = "Its twin"
    book, _ = filled("client_book", book=clients)
    drifts = [expected(client)["drifts"] for client in clients]
    order = sorted(range(40), key=lambda place: (-round(drifts[place], 12), place))
    assert column(book, "listed") == [place + 1 for place in order[:12]]


def test_a_long_name_is_listed_by_its_beginning_and_its_end(filled):
    (client,) = many(1)
    named = [["Dr. Maximiliana Featherstonehaugh and Family Trust 7", *client[1:]]]
    book, _ = filled("client_book", book=named)
    assert column(book, "listed_names")[:2] == ["Dr. Maximiliana Fea…mily Trust 7", ""]


def test_the_chart_hides_rows_not_filled_behind_the_first_client(filled):
    book, _ = filled("client_book", book=many(3))
    points = book.read("chart_points")
    assert [row[1] for row in points[:3]] == column(book, "ers")[:3]
    assert points[3:] == [points[0]] * 997


def test_a_blank_row_between_clients_is_passed_over(filled, failing):
    clients = many(5)
    spaced = [*clients[:2], [None] * 7, *clients[2:]]
    book, errors = filled("client_book", book=spaced)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    assert_book(book, clients)


FAULTS = [
    (0, None, "no name"),
    (1, None, "no value"),
    (1, "12k", "no value"),
    (1, -5.0, "value not above 0"),
    (1, 0.0, "value not above 0"),
    (2, 60.0, "weights add up to"),
    (2, None, "weights add up to"),
    (2, "sixty", "a weight is text"),
    (5, None, "no A"),
    (5, 0.0, "A is not above 0"),
    (6, "50/50", "no such benchmark"),
    (6, None, "no such benchmark"),
]


def test_rows_that_cannot_be_used_are_left_out_and_told(filled, failing):
    clients = many(4 + len(FAULTS))
    for client, (place, cell, _) in zip(clients[4:], FAULTS, strict=True):
        client[place] = cell
    book, errors = filled("client_book", book=clients)
    assert errors == []
    states = column(book, "states")[4 : len(clients)]
    for state, (*_, words) in zip(states, FAULTS, strict=True):
        assert state.startswith(words)
    assert failing(book, CHECK_NAMES) == {"test_rows": "12 left out, the first in row 10: no name."}
    assert value(book, "left_out") == 12
    assert_book(book, clients[:4])


def test_a_client_who_is_there_twice_is_told(filled, failing):
    clients = many(4)
    clients[3][0] = clients[0][0]
    book, _ = filled("client_book", book=clients)
    assert failing(book, CHECK_NAMES) == {"test_names": "2 rows share their name with another."}


def test_benchmarks_that_do_not_add_up_stop_the_figures(filled, failing):
    policies = [[*weights] for _, *weights in POLICIES]
    policies[1][0] = 0.3
    book, errors = filled("client_book", book=many(4), policies=policies)
    assert errors == []
    found = failing(book, CHECK_NAMES)
    assert found["test_policies"] == "4 of 5 do."
    assert value(book, "answer").startswith("The inputs cannot be used yet")
    assert column(book, "states")[0] == "waits for Inputs"


def test_narrower_bands_are_breached_by_more(filled, failing):
    clients = many(40)
    book, _ = filled("client_book", book=clients, abs_band=0.02)
    assert failing(book, CHECK_NAMES) == {}
    needed = [
        sum(row[0] for row in call("REBALANCE_NEEDED", client[2:5], MIXES[client[6]], 0.02))
        for client in clients
    ]
    assert column(book, "breaches")[:40] == needed
