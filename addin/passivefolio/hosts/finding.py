"""Finding a function by words and category, for the function reference of every host."""

from passivefolio.catalogue import FUNCTIONS, Function

CATEGORIES = tuple(dict.fromkeys(function.category for function in FUNCTIONS))


def found(words: str, category: str = "") -> list[Function]:
    """The functions that hold all words, those with them in the name first, then the summary."""
    wanted = words.lower().replace("_", " ").split()
    ranked = [
        (rank, function)
        for function in FUNCTIONS
        if category in ("", function.category) and (rank := _rank(function, wanted)) is not None
    ]
    return [function for _, function in sorted(ranked, key=lambda pair: pair[0])]


def _rank(function: Function, wanted: list[str]) -> int | None:
    """How far from the name of a function one must read to meet all words; None: never."""
    name = function.name.lower().replace("_", " ")
    arguments = " ".join(f"{arg.name} {arg.doc}" for arg in function.args)
    read = ""
    texts = (name, function.summary, f"{function.doc} {arguments} {function.category}")
    for rank, text in enumerate(texts):
        read += f" {text.lower()}"
        if all(word in read for word in wanted):
            return rank
    return None
