"""The values charts remember."""

import pytest

from passivefolio.errors import CellError
from passivefolio.hosts.headless.charts import updated

CELLS = {(1, 1): 0.5, (2, 1): CellError("#DIV/0!", ""), (3, 1): None, (1, 2): "a & b", (2, 2): 7.0}


def read(sheet, place):
    return CELLS.get(place) if sheet == "My Sheet" else None


def cache(kind, points, reference="'My Sheet'!$A$1:$A$3", count=3, prefix="c:"):
    inside = "".join(
        f'<{prefix}pt idx="{index}"><{prefix}v>{text}</{prefix}v></{prefix}pt>'
        for index, text in points.items()
    )
    code = f"<{prefix}formatCode>0%</{prefix}formatCode>" if kind == "num" else ""
    return (
        f"<{prefix}{kind}Ref><{prefix}f>{reference}</{prefix}f><{prefix}{kind}Cache>{code}"
        f'<{prefix}ptCount val="{count}"/>{inside}</{prefix}{kind}Cache></{prefix}{kind}Ref>'
    ).encode()


def test_numbers_are_renewed_and_errors_and_blanks_draw_nothing():
    assert updated(cache("num", {0: "0", 1: "0", 2: "0"}), read) == cache("num", {0: "0.5"})


def test_a_cache_that_agrees_stays_as_it_stands():
    part = cache("num", {0: "5.0E-1"})
    assert updated(part, read) == part


def test_texts_are_renewed_and_numbers_keep_their_written_form():
    reference = "'My Sheet'!$B$1:$B$2"
    part = cache("str", {0: "old", 1: "7 %"}, reference, 2)
    assert updated(part, read) == cache("str", {0: "a &amp; b", 1: "7 %"}, reference, 2)


def test_parts_without_a_prefix_are_understood():
    part = cache("num", {0: "0"}, prefix="")
    assert updated(part, read) == cache("num", {0: "0.5"}, prefix="")


@pytest.mark.parametrize("reference", ["book!name", "('My Sheet'!$A$1,'My Sheet'!$A$3)"])
def test_what_is_not_one_area_is_left_alone(reference):
    part = cache("num", {0: "0"}, reference)
    assert updated(part, read) == part
