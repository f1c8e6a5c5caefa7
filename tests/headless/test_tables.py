"""Structured references."""

import pytest

from passivefolio.hosts.headless.addresses import Area
from passivefolio.hosts.headless.tables import Table, table_area

TABLES = {"tbl": Table("tbl", Area("S", 3, 2, 7, 4), 1, 1, ("Asset", "Weight [%]", "A#"))}


@pytest.mark.parametrize(
    ("reference", "area"),
    [
        ("tbl[Asset]", Area("S", 4, 2, 6, 2)),
        ("TBL[[#This Row],[Weight '[%']]]", Area("S", 5, 3, 5, 3)),
        ("tbl[[#Headers],[A'#]]", Area("S", 3, 4, 3, 4)),
        ("tbl[[Asset]:[A'#]]", Area("S", 4, 2, 6, 4)),
        ("tbl[[#Data],[#Totals],[Asset]]", Area("S", 4, 2, 7, 2)),
        ("tbl[#All]", Area("S", 3, 2, 7, 4)),
        ("tbl[]", Area("S", 4, 2, 6, 4)),
        ("tbl[Nothing]", None),
        ("other[Asset]", None),
    ],
)
def test_a_structured_reference_names_an_area(reference, area):
    assert table_area(reference, 5, TABLES) == area


def test_this_row_means_nothing_outside_the_rows_of_the_table():
    assert table_area("tbl[[#This Row],[Asset]]", 9, TABLES) is None
