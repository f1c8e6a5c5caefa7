"""Entries of the functions of what funds and ETFs cost."""

from passivefolio.catalogue.model import Function

FUNCTIONS: tuple[Function, ...] = ()
