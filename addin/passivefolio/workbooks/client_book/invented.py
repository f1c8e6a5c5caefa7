"""Forty invented clients: fixed figures, no chance in them."""

from passivefolio.workbooks.client_book.inputs import POLICIES

Client = tuple[str, float, float, float, float, float, str]
"""Name, value, three weights, risk aversion, benchmark."""

AVERSIONS = (8.5, 5.5, 3.2, 2.2, 1.5)
"""What suits each benchmark."""
DRIFTS = (0.9, 4.6, -1.4, 7.8, 2.1, -3.3, 1.2, 5.9, -0.4, 10.4, 3.7, -6.1, 0.2, 2.8, -2.2, 4.1)
"""Points by which the index has left its weight."""
FROM_TREASURIES = (0.5, 0.9, 0.2, 0.7, 1.3)
"""Share of the drift that came out of Treasuries; the rest came out of the money market."""
SIZES = (184, 62, 410, 95, 1250, 73, 330, 148, 56, 720, 205, 88)
"""Thousands."""


def invented_clients() -> tuple[Client, ...]:
    """The clients, the careful and the bold in turn."""
    return tuple(_client(number) for number in range(40))


def _client(number: int) -> Client:
    place = number * 3 % len(POLICIES)
    name, index, treasuries, money = POLICIES[place]
    drift = DRIFTS[number * 5 % len(DRIFTS)] / 100
    index = round(min(index + drift, 1), 3)
    treasuries = round(max(treasuries - drift * FROM_TREASURIES[number % 7 % 5], 0), 3)
    money = round(1 - index - treasuries, 3)
    if money < 0:
        treasuries, money = round(treasuries + money, 3), 0.0
    value = 1000.0 * SIZES[number * 7 % len(SIZES)] + 130 * number
    aversion = AVERSIONS[place] + (number % 4 - 1.5) / 4
    return f"Client {number + 1:02d}", value, index, treasuries, money, round(aversion, 1), name
