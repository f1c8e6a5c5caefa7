"""What must hold in the 60/30/10 book, each as a formula and a sentence."""

from passivefolio.workbooks.allocation.results import FIGURES, RATIOS
from passivefolio.workbooks.checks import (
    TINY,
    Fact,
    agree,
    dates_are_dates,
    dates_ascend,
    every_return_there,
    no_period_missing,
    of_inputs,
    returns_are_fractions,
)

INPUTS_READY = (
    "AND(COUNT(weights)=ROWS(weights),COUNT(expected_returns)=ROWS(weights),"
    "COUNT(sds)=ROWS(weights),COUNT(correlation)=ROWS(weights)^2,COUNT(A)=1,COUNT(rf)=1,"
    "COUNT(mixes)=ROWS(mixes)*COLUMNS(mixes))"
)
FACTS = (
    Fact("inputs_ready", "The inputs are filled in", INPUTS_READY),
    Fact(
        "history_ready",
        "There is a history to look at",
        "AND(inputs_ready,COUNT(history_dates)>1)",
    ),
)
CHECKS = (
    of_inputs(
        "test_weights",
        "The target weights add up to 100 %",
        "ABS(SUM(weights)-1)<=0.001",
        '"They add up to "&TEXT(SUM(weights),"0.0%")&"."',
    ),
    of_inputs(
        "test_mixes",
        "Every mix to compare adds up to 100 %",
        "SUMPRODUCT(--(ABS(mix_sums-1)>0.001))=0",
        'SUMPRODUCT(--(ABS(mix_sums-1)<=0.001))&" of "&ROWS(mix_sums)&" do."',
    ),
    of_inputs(
        "test_correlation",
        "The correlations are possible",
        'FOUND="OK"',
        "CORRELATION_CHECK(correlation)",
    ),
    of_inputs(
        "test_expected_returns",
        "Expected returns are rates, not whole percents",
        'FOUND="OK"',
        "CHECK_INPUTS(expected_returns)",
    ),
    of_inputs("test_sds", "Risks are rates, not whole percents", 'FOUND="OK"', "CHECK_INPUTS(sds)"),
    *(agree(f"test_{figure[1]}", figure[0], figure[1]) for figure in (*FIGURES, *RATIOS)),
    of_inputs(
        "test_risk_shares",
        "The shares of the risk add up to 100 %",
        f"ABS(SUM(risk_shares)-1)<{TINY}",
        '"They add up to "&TEXT(SUM(risk_shares),"0.0%")&"."',
    ),
    dates_are_dates(),
    dates_ascend(),
    every_return_there(),
    no_period_missing(),
    returns_are_fractions(),
)
