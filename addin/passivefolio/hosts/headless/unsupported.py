"""The exception of a formula that stays at its old value."""


class Unsupported(Exception):
    """A formula, or a call in it, that has no sure answer here; the message says why."""
