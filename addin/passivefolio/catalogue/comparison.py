"""Entries of the functions of passive against active."""

from passivefolio.catalogue.model import Function

FUNCTIONS: tuple[Function, ...] = ()
