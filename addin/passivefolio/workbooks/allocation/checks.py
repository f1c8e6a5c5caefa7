"""What must hold in the 60/30/10 book, each as a formula and a sentence."""

from passivefolio.workbooks.allocation.results import FIGURES
from passivefolio.workbooks.assumptions import ASSUMPTION_CHECKS, sleeves_and_data
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
from passivefolio.workbooks.look import WHOLE
from passivefolio.workbooks.words import percent

INPUTS_READY = (
    "AND(COUNT(weights)=ROWS(weights),COUNT(expected_returns)=ROWS(weights),"
    "COUNT(sds)=ROWS(weights),COUNT(lowest_weights,highest_weights)=2*ROWS(weights),COUNT(correlation)=ROWS(weights)^2,COUNT(A)=1,COUNT(rf)=1,"
    "COUNT(mixes)=ROWS(mixes)*COLUMNS(mixes))"
)
FACTS = (
    Fact("inputs_ready", "The inputs are filled in", INPUTS_READY),
    Fact(
        "history_ready",
        "There is a history to look at",
        "AND(inputs_ready,periods_used>1)",
    ),
    Fact(
        "periods_used",
        "Periods with a return of every sleeve",
        'SUMPRODUCT((INDEX(history_returns,0,1)<>"")*(INDEX(history_returns,0,2)<>"")'
        '*(INDEX(history_returns,0,3)<>""))',
        WHOLE,
    ),
)
CHECKS = (
    of_inputs(
        "test_weights",
        "The target weights add up to 100 %",
        "ABS(SUM(weights)-1)<=0.001",
        f'"They add up to "&{percent("SUM(weights)", 1)}&"."',
    ),
    of_inputs(
        "test_mixes",
        "Every mix to compare adds up to 100 %",
        "SUMPRODUCT(--(ABS(mix_sums-1)>0.001))=0",
        'SUMPRODUCT(--(ABS(mix_sums-1)<=0.001))&" of "&ROWS(mix_sums)&" do."',
    ),
    *ASSUMPTION_CHECKS,
    of_inputs(
        "test_bounds",
        "The bounds of the best mix leave room for one",
        "AND(SUM(lowest_weights)<=1,SUM(highest_weights)>=1,"
        "SUMPRODUCT(--(lowest_weights>highest_weights))=0)",
        'IF(SUMPRODUCT(--(lowest_weights>highest_weights))>0,"At least is above at most.",'
        f'"At least they add up to "&{percent("SUM(lowest_weights)", 0)}&", at most to "&'
        f'{percent("SUM(highest_weights)", 0)}&".")',
    ),
    *(agree(f"test_{figure.name}", figure.label, figure.name) for figure in FIGURES),
    of_inputs(
        "test_best_mix",
        "No other mix within the bounds is worth more than the best one",
        "AND(ABS(SUM(best_weights)-1)<0.000000001,"
        "MAX(gains_of_growing)<=MIN(losses_of_shrinking)+0.000000001)",
        f'"The most that growing brings is "&{percent("MAX(gains_of_growing)", 4)}&", the least '
        f'that shrinking costs "&{percent("MIN(losses_of_shrinking)", 4)}&"."',
    ),
    of_inputs(
        "test_risk_shares",
        "The shares of the risk add up to 100 %",
        f"ABS(SUM(risk_shares)-1)<{TINY}",
        f'"They add up to "&{percent("SUM(risk_shares)", 1)}&"."',
    ),
    sleeves_and_data(),
    dates_are_dates(),
    dates_ascend(),
    every_return_there(),
    no_period_missing(),
    returns_are_fractions(),
)
