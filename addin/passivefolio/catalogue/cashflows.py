"""Entries of the functions of returns of portfolios into which money flows."""

from passivefolio.catalogue.model import Function

FUNCTIONS: tuple[Function, ...] = ()
