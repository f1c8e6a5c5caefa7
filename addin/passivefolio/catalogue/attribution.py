"""Entries of the functions of where a return came from."""

from passivefolio.catalogue.model import Function

FUNCTIONS: tuple[Function, ...] = ()
