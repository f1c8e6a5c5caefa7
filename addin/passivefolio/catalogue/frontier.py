"""Entries of the functions of the best weights: optimal mixes and the efficient frontier."""

from passivefolio.catalogue.model import Function

FUNCTIONS: tuple[Function, ...] = ()
