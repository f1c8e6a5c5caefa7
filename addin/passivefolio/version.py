"""The version of the add-in."""

__version__ = "0.1.0"
