"""Entries of the functions that say what a risk is worth to an investor."""

import math

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import (
    ALTERNATIVES,
    ER,
    OPTIONAL_PERIODS_PER_YEAR,
    RETURNS,
    RF,
    RISK_AVERSION,
    SD,
    TWO_PORTFOLIOS,
)
from passivefolio.core import utility

BKM_SCORES = "BKM, Investments, table 6.2 (utility scores), recomputed by hand"
RF_BORROW = Arg(
    "rf_borrow", Kind.RATE, "Rate a year for money borrowed; left out, the same as rf.", math.nan
)

FUNCTIONS = (
    Function(
        "UTILITY",
        utility.utility,
        category="Allocation",
        args=(ER, SD, RISK_AVERSION),
        examples=(
            Example((0.13, 0.20, 2), 0.09, BKM_SCORES),
            Example((0.09, 0.10, 3.5), 0.0725, BKM_SCORES),
            Example((0.08, 0.15, 3), 0.04625, "by hand: 0.08 - 1.5 * 0.0225"),
        ),
    ),
    Function(
        "RISK_PENALTY",
        utility.risk_penalty,
        category="Allocation",
        args=(SD, RISK_AVERSION),
        examples=(Example((0.20, 3), 0.06, "by hand: 1.5 * 0.04"),),
    ),
    Function(
        "CERTAINTY_EQUIVALENT",
        utility.certainty_equivalent,
        category="Allocation",
        args=(ER, SD, RISK_AVERSION),
        examples=(Example((0.07, 0.05, 5), 0.06375, BKM_SCORES),),
    ),
    Function(
        "HISTORICAL_UTILITY",
        utility.historical_utility,
        category="Allocation",
        args=(RETURNS, RISK_AVERSION, OPTIONAL_PERIODS_PER_YEAR),
        examples=(
            Example(
                ((0.01, 0.03), 3, 12),
                0.2364,
                "by hand: 12 * 0.02 - 1.5 * 12 * 0.0002 (mean 0.02, sample variance 0.0002)",
            ),
        ),
    ),
    Function(
        "UTILITY_GAP",
        utility.utility_gap,
        category="Allocation",
        args=(*TWO_PORTFOLIOS, RISK_AVERSION),
        examples=(
            Example((0.13, 0.20, 0.09, 0.10, 2), 0.01, "by hand: 0.09 - 0.08, " + BKM_SCORES),
        ),
    ),
    Function(
        "UTILITY_RANK",
        utility.utility_rank,
        category="Allocation",
        args=(*ALTERNATIVES, RISK_AVERSION),
        answer=Answer.LIST,
        examples=(
            Example(
                ((0.07, 0.09, 0.13), (0.05, 0.10, 0.20), 3.5),
                (2, 1, 3),
                "by hand: utilities 0.0656, 0.0725, 0.0600, " + BKM_SCORES,
            ),
            Example(
                ((0.05, 0.08, 0.05), (0, 0.1, 0), 2),
                (2, 1, 2),
                "by hand: 0.05, 0.07, 0.05; equals share the better rank",
            ),
        ),
    ),
    Function(
        "DOMINATES",
        utility.dominates,
        category="Allocation",
        args=TWO_PORTFOLIOS,
        answer=Answer.TRUTH,
        examples=(
            Example((0.08, 0.10, 0.07, 0.10), True, "by definition: more return, equal risk"),
            Example((0.08, 0.12, 0.07, 0.10), False, "by definition: more return, more risk"),
        ),
    ),
    Function(
        "BREAKEVEN_RISK_AVERSION",
        utility.breakeven_risk_aversion,
        category="Allocation",
        args=TWO_PORTFOLIOS,
        examples=(
            Example((0.13, 0.20, 0.09, 0.10), 8 / 3, "by hand: 2 * 0.04 / (0.04 - 0.01) = 8/3"),
        ),
    ),
    Function(
        "RISK_AVERSION_RANGE",
        utility.risk_aversion_range,
        category="Allocation",
        args=(
            *ALTERNATIVES,
            Arg("position", Kind.WHOLE, "Which alternative is asked about; the first one is 1."),
        ),
        answer=Answer.ROW,
        examples=(
            Example(
                ((0.07, 0.09, 0.13), (0.05, 0.10, 0.20), 2),
                ((8 / 3, 16 / 3),),
                "by hand: 2 * 0.04 / 0.03 = 8/3 against the third, 2 * 0.02 / 0.0075 = 16/3 "
                "against the first",
            ),
            Example(
                ((0.07, 0.09, 0.13), (0.05, 0.10, 0.20), 1),
                ((16 / 3, 9.99e307),),
                "by hand: 2 * 0.02 / 0.0075 = 16/3 and no upper end for the safest",
            ),
        ),
    ),
    Function(
        "RISK_PREMIUM",
        utility.risk_premium,
        category="Allocation",
        args=(ER, RF),
        examples=(Example((0.15, 0.07), 0.08, "BKM, Investments 5th ed., chapter 7: 15 % - 7 %"),),
    ),
    Function(
        "OPTIMAL_RISKY_WEIGHT",
        utility.optimal_risky_weight,
        category="Allocation",
        args=(
            ER,
            SD,
            RISK_AVERSION,
            RF,
            RF_BORROW,
            Arg("max_weight", Kind.NUMBER, "Highest weight allowed; left out, no limit.", math.inf),
        ),
        examples=(
            Example(
                (0.15, 0.22, 4, 0.07),
                0.41,
                "BKM, Investments 5th ed., chapter 7, eq. 7.5",
                decimals=2,
            ),
            Example(
                (0.15, 0.22, 1.5, 0.07, 0.09),
                1,
                "by hand: 0.08/0.0726 > 1 lending, 0.06/0.0726 < 1 borrowing",
            ),
        ),
    ),
    Function(
        "IMPLIED_RISK_AVERSION",
        utility.implied_risk_aversion,
        category="Allocation",
        args=(
            ER,
            SD,
            RF,
            Arg("weight", Kind.NUMBER, "Weight held in it; 60 % is 0.6.", 1.0),
        ),
        examples=(
            Example((0.08, 0.17, 0.03, 0.6), 0.05 / 0.01734, "by hand: 0.05 / (0.6 * 0.0289)"),
        ),
    ),
    Function(
        "CAL_SLOPE",
        utility.cal_slope,
        category="Allocation",
        args=(ER, SD, RF),
        examples=(
            Example(
                (0.15, 0.22, 0.07),
                0.36,
                "BKM, Investments 5th ed., chapter 7: slope of the lending part",
                decimals=2,
            ),
            Example(
                (0.15, 0.22, 0.09),
                0.27,
                "BKM, Investments 5th ed., chapter 7: slope of the borrowing part",
                decimals=2,
            ),
        ),
    ),
    Function(
        "CAL_RETURN",
        utility.cal_return,
        category="Allocation",
        args=(
            Arg("sd", Kind.RATE, "Standard deviation a year at which the line is read."),
            Arg("er_risky", Kind.RATE, "Expected return a year of the risky portfolio."),
            Arg("sd_risky", Kind.RATE, "Standard deviation a year of the risky portfolio."),
            RF,
            RF_BORROW,
        ),
        examples=(
            Example((0.11, 0.15, 0.22, 0.07), 0.11, "by hand: 0.07 + 0.11 * 0.08 / 0.22"),
            Example((0.44, 0.15, 0.22, 0.07, 0.09), 0.21, "by hand: 0.09 + 0.44 * 0.06 / 0.22"),
        ),
    ),
    Function(
        "INDIFFERENCE_RETURN",
        utility.indifference_return,
        category="Allocation",
        args=(
            Arg("utility", Kind.RATE, "Utility held fixed, a sure return a year."),
            Arg("sd", Kind.RATE, "Standard deviation a year at which the curve is read."),
            RISK_AVERSION,
        ),
        examples=(Example((0.02, 0.30, 4), 0.20, "by hand: 0.02 + 2 * 0.09"),),
    ),
    Function(
        "RISK_AVERSION_FROM_SCORE",
        utility.risk_aversion_from_score,
        category="Allocation",
        args=(
            Arg("score", Kind.NUMBER, "Score of the questionnaire; higher is bolder."),
            Arg("score_min", Kind.NUMBER, "Lowest possible score."),
            Arg("score_max", Kind.NUMBER, "Highest possible score."),
            Arg("A_cautious", Kind.NUMBER, "Risk aversion at the lowest score.", 8.0),
            Arg("A_bold", Kind.NUMBER, "Risk aversion at the highest score.", 2.0),
        ),
        examples=(
            Example((10, 10, 40), 8, "by definition: the lowest score"),
            Example((25, 10, 40), 5, "by hand: half way from 8 to 2"),
        ),
    ),
)
