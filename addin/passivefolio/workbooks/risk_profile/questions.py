"""The questionnaire: our own questions, five answers each, from the most careful to the boldest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, the five answers, and that of the invented person."""

    text: str
    answers: tuple[str, str, str, str, str]
    sample: int


QUESTIONS = (
    Question(
        "A year after you invested, markets have fallen: your 100,000 are worth 80,000. What now?",
        (
            "I sell everything",
            "I sell a part of it",
            "I wait and sleep badly",
            "I leave it and carry on",
            "I buy more",
        ),
        4,
    ),
    Question(
        "How deep may the value fall below its peak before you would give up your plan?",
        ("5 %", "10 %", "20 %", "35 %", "50 % or more"),
        3,
    ),
    Question(
        "Choose for one year what becomes of 100,000, in a bad or a good year, equally likely.",
        (
            "102,000 in any case",
            "98,000 or 110,000",
            "92,000 or 120,000",
            "85,000 or 132,000",
            "75,000 or 150,000",
        ),
        3,
    ),
    Question(
        "What have you lived through as an investor?",
        (
            "Savings accounts only",
            "Funds, for less than three years",
            "Funds, for longer, in calm markets",
            "One deep fall, without selling",
            "Several, and I bought more",
        ),
        4,
    ),
    Question(
        "You see that the last month has lost 6 %. What does it do to you?",
        (
            "It spoils my week",
            "I look every day from then on",
            "It bothers me for a day",
            "I note it",
            "I would not have looked",
        ),
        3,
    ),
    Question(
        "What weighs more with you: to miss a gain, or to suffer a loss of the same size?",
        (
            "The loss, by far",
            "The loss",
            "The loss, a little",
            "Both alike",
            "The missed gain",
        ),
        2,
    ),
    Question(
        "Prices rise and eat up what a savings account pays. How much does that worry you?",
        (
            "Not at all: it is safe",
            "A little",
            "As much as a fall of markets",
            "More than a fall of markets",
            "That is the real danger",
        ),
        4,
    ),
    Question(
        "How do you take decisions about large sums?",
        (
            "I put them off",
            "With doubts for months",
            "With some doubts",
            "Calmly, by a plan",
            "Calmly, and I change nothing",
        ),
        3,
    ),
)
LOWEST, HIGHEST = 1, 5
