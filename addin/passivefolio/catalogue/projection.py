"""Entries of the functions of plans and projections."""

from passivefolio.catalogue.model import Function

FUNCTIONS: tuple[Function, ...] = ()
