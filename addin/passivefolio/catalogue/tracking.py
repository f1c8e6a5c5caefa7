"""Entries of the functions of how a fund follows its index."""

from passivefolio.catalogue.model import Function

FUNCTIONS: tuple[Function, ...] = ()
