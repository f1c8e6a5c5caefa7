"""What must hold in the 60/30/10 book, each as a formula and a sentence."""

from passivefolio.workbooks.common import Check

TINY = "0.000000000001"
INPUTS_READY = (
    "AND(COUNT(weights)=ROWS(weights),COUNT(expected_returns)=ROWS(weights),"
    "COUNT(sds)=ROWS(weights),COUNT(correlation)=ROWS(weights)^2,COUNT(A)=1,COUNT(rf)=1,"
    "COUNT(mixes)=ROWS(mixes)*COLUMNS(mixes))"
)
NO_INPUTS = '"There are no inputs yet."'


def _of_inputs(name: str, sentence: str, test: str, found: str) -> Check:
    """A check that waits for the inputs."""
    return Check(
        name, sentence, f"OR(NOT(inputs_ready),{test})", f"IF(inputs_ready,{found},{NO_INPUTS})"
    )


def _agrees(name: str, what: str, cell: str) -> Check:
    return _of_inputs(
        name,
        f"{what}: add-in and Excel alone agree",
        f"ABS(N({cell})-N({cell}_native))<{TINY}",
        f'TEXT({cell},"0.0000%")&" and "&TEXT({cell}_native,"0.0000%")&"."',
    )


CHECKS = (
    _of_inputs(
        "test_weights",
        "The target weights add up to 100 %",
        "ABS(SUM(weights)-1)<=0.001",
        '"They add up to "&TEXT(SUM(weights),"0.0%")&"."',
    ),
    _of_inputs(
        "test_mixes",
        "Every mix to compare adds up to 100 %",
        "SUMPRODUCT(--(ABS(mix_sums-1)>0.001))=0",
        'SUMPRODUCT(--(ABS(mix_sums-1)<=0.001))&" of "&ROWS(mix_sums)&" do."',
    ),
    _of_inputs(
        "test_correlation",
        "The correlations are possible",
        'FOUND="OK"',
        "CORRELATION_CHECK(correlation)",
    ),
    _of_inputs(
        "test_expected_returns",
        "Expected returns are rates, not whole percents",
        'FOUND="OK"',
        "CHECK_INPUTS(expected_returns)",
    ),
    _of_inputs(
        "test_sds", "Risks are rates, not whole percents", 'FOUND="OK"', "CHECK_INPUTS(sds)"
    ),
    _agrees("test_expected_return", "Expected return", "er"),
    _agrees("test_risk", "Standard deviation", "sd"),
    _agrees("test_utility", "Utility", "worth"),
    _of_inputs(
        "test_risk_shares",
        "The shares of the risk add up to 100 %",
        f"ABS(SUM(risk_shares)-1)<{TINY}",
        '"They add up to "&TEXT(SUM(risk_shares),"0.0%")&"."',
    ),
    Check(
        "test_history_complete",
        "Every period of the data has a return of every sleeve",
        "COUNT(history_returns)=COLUMNS(history_returns)*COUNT(history_dates)",
        'COUNT(history_dates)&" dates, "&COUNT(history_returns)&" returns."',
    ),
    Check(
        "test_history_order",
        "The dates of the data are in order, none twice",
        "SUMPRODUCT(--(later_dates<=earlier_dates),--ISNUMBER(later_dates))=0",
        'SUMPRODUCT(--(later_dates<=earlier_dates),--ISNUMBER(later_dates))&" out of order."',
    ),
    Check(
        "test_history_gaps",
        "No month of the data is missing",
        "OR(periods_per_year<>12,months_covered=COUNT(history_dates))",
        'months_covered&" months from first to last, "&COUNT(history_dates)&" rows."',
    ),
    Check(
        "test_history_decimals",
        "The returns of the data are fractions, not whole percents",
        "OR(COUNT(history_returns)=0,MAX(history_returns)<=1)",
        'IF(COUNT(history_returns)=0,"There is no history.",'
        '"The largest is "&TEXT(MAX(history_returns),"0.0%")&".")',
    ),
)
