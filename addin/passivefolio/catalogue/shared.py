"""Arguments that mean the same in many functions."""

from passivefolio.catalogue.model import Arg, Kind

WEIGHTS = Arg("weights", Kind.WEIGHTS, "Share of each holding; 60 % is 0.6. A blank is 0.")
HOLDING_RETURNS = Arg(
    "returns",
    Kind.PERIODS,
    "Return of each holding in the order of the weights, or a table with a row per period.",
)
COVARIANCE = Arg(
    "covariance",
    Kind.MATRIX,
    "Covariance matrix of the holdings, in the order of the weights; annual when returns are.",
)
RETURNS = Arg(
    "returns",
    Kind.SERIES,
    "Simple returns, one per period; a fund per column for a table of funds.",
)
PERIODS_PER_YEAR = Arg(
    "periods_per_year", Kind.NUMBER, "Periods in a year: 12 for monthly, 252 for daily returns."
)
OPTIONAL_PERIODS_PER_YEAR = Arg(
    "periods_per_year",
    Kind.NUMBER,
    "Periods in a year: 12 for monthly, 252 for daily returns; 1 leaves it unannualised.",
    default=1.0,
)
POPULATION = Arg("population", Kind.SWITCH, "TRUE divides by n in place of n-1.", default=False)
OPTIONAL_RF = Arg(
    "rf",
    Kind.RATE_OR_SERIES,
    "Risk-free rate: one number is an annual rate, a range one return per period.",
    default=0.0,
)
ER = Arg("er", Kind.RATE, "Expected return a year of the portfolio, the arithmetic mean.")
SD = Arg("sd", Kind.RATE, "Standard deviation a year of its return, 0 or more.")
RISK_AVERSION = Arg(
    "A", Kind.NUMBER, "Risk aversion: 2 is bold, 4 is cautious, 8 is very cautious."
)
RF = Arg("rf", Kind.RATE, "Risk-free rate a year.")
TWO_PORTFOLIOS = (
    Arg("er_a", Kind.RATE, "Expected return a year of portfolio a."),
    Arg("sd_a", Kind.RATE, "Standard deviation a year of portfolio a, 0 or more."),
    Arg("er_b", Kind.RATE, "Expected return a year of portfolio b."),
    Arg("sd_b", Kind.RATE, "Standard deviation a year of portfolio b, 0 or more."),
)
ALTERNATIVES = (
    Arg("er", Kind.LIST, "Expected return a year of each alternative."),
    Arg("sd", Kind.LIST, "Standard deviation a year of each alternative, 0 or more."),
)
