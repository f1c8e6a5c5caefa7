"""The kinds of texts that are told apart."""

import pytest

from passivefolio.hosts.headless.known import kind_of


@pytest.mark.parametrize("text", ["60/30/10", "60/40", "80/15/5", "20/80", "2024-13-45", "0/100"])
def test_a_mix_of_shares_is_no_date(text):
    assert kind_of(text) == "t"


@pytest.mark.parametrize(
    "text", ["1/2/2024", "2024-02-29", "10/10/80", "10/90", "1/2", "29/2", "12%"]
)
def test_what_can_be_a_date_in_any_order_is_taken_for_one(text):
    assert kind_of(text) == "d"
