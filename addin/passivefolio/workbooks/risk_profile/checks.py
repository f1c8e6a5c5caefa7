"""What must hold in the book Risk profile, each as a formula and a sentence."""

from passivefolio.workbooks.assumptions import (
    ASSUMPTION_CHECKS,
    ASSUMPTIONS_READY,
    sleeves_and_data,
)
from passivefolio.workbooks.checks import (
    TINY,
    Check,
    Fact,
    agree,
    dates_are_dates,
    dates_ascend,
    every_return_there,
    no_period_missing,
    returns_are_fractions,
)
from passivefolio.workbooks.risk_profile.questions import HIGHEST, LOWEST
from passivefolio.workbooks.risk_profile.results import FIGURES
from passivefolio.workbooks.words import percent

GIVEN = "COUNT(answers)"
WRONG = (
    f"SUMPRODUCT(--ISNUMBER(answers),--((answers<{LOWEST})+(answers>{HIGHEST})"
    "+(answers<>INT(answers))>0))"
)
LACKING = "COUNT(amount,horizon,bearable_loss,reserve,full_reserve,weight_a_year,bad_share)<7"
CHECKS = (
    Check(
        "test_answers",
        "All questions are answered, or none yet",
        f"OR({GIVEN}=0,AND({GIVEN}=ROWS(answers),COUNTA(answers)={GIVEN}))",
        f'IF(COUNTA(answers)=0,"There are no answers yet.",{GIVEN}&" of "&ROWS(answers)'
        '&" questions have a number for an answer.")',
    ),
    Check(
        "test_answers_possible",
        "Every answer is a number from 1 to 5",
        f"IF(COUNTA(answers)>{GIVEN},FALSE(),{WRONG}=0)",
        f'IF(COUNTA(answers)>{GIVEN},"An answer is a text; type its number.",'
        f'{WRONG}&" of them are not.")',
    ),
    Check(
        "test_capacity",
        "The figures of your capacity are possible",
        f"IF({LACKING},COUNT(answers)=0,AND(amount>0,horizon>=0,bearable_loss>=0,"
        "bearable_loss<=1,reserve>=0,"
        "full_reserve>=0,weight_a_year>=0,bad_share>0,bad_share<0.5))",
        f'IF({LACKING},"They are not all filled in.",IF(amount<=0,"The amount must be above 0.",'
        "IF(OR(bearable_loss<0,bearable_loss>1),"
        '"The loss you can bear is a share, from 0 % to 100 %.",IF(OR(horizon<0,reserve<0,'
        'full_reserve<0,weight_a_year<0),"Years, months and limits are 0 or more.",'
        'IF(OR(bad_share<=0,bad_share>=0.5),"A bad year is a share between 0 % and 50 %.",'
        '"They are.")))))',
    ),
    Check(
        "test_rules",
        "The risk aversions of the house rules are possible",
        "AND(A_bold>0,A_cautious>=A_bold)",
        '"From "&A_cautious&" (careful) to "&A_bold&" (bold)."',
    ),
    Check(
        "test_mixes",
        "Every mix adds up to 100 %",
        "SUMPRODUCT(--(ABS(mix_sums-1)>0.001))=0",
        'SUMPRODUCT(--(ABS(mix_sums-1)<=0.001))&" of "&ROWS(mix_sums)&" do."',
    ),
    *ASSUMPTION_CHECKS,
    *(agree(f"test_{figure.name}", figure.label, figure.name) for figure in FIGURES),
    Check(
        "test_ranges",
        "The bad year of the suggested mix is the one of the table",
        f"IF(N(suggested)>0,ABS(INDEX(mix_ranges,suggested,1)-bad_year)<{TINY},TRUE())",
        f'IF(N(suggested)>0,{percent("bad_year")}&".","There is no suggested mix.")',
    ),
    sleeves_and_data(),
    dates_are_dates(),
    dates_ascend(),
    no_period_missing(),
    every_return_there(),
    returns_are_fractions(),
)
FACTS = (
    Fact(
        "inputs_ready",
        "The inputs are filled in",
        f"AND(COUNT(answers)=ROWS(answers),NOT({LACKING}),COUNT(A_cautious,A_bold)=2,"
        "test_answers_possible,test_capacity,test_rules,test_mixes,"
        f"COUNT(mixes)=ROWS(mixes)*COLUMNS(mixes),{ASSUMPTIONS_READY})",
    ),
    Fact(
        "history_ready",
        "There is a history to look at",
        "AND(inputs_ready,COUNT(history_dates)>=periods_per_year,test_history_order)",
    ),
)
