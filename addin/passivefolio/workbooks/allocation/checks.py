"""What must hold in the 60/30/10 book, each as a formula and a sentence."""

from passivefolio.workbooks.common import Check

TINY = "0.000000000001"


def _agrees(name: str, what: str, cell: str) -> Check:
    return Check(
        name,
        f"{what}: add-in and Excel alone agree",
        f"OR(NOT(inputs_ready),ABS(N({cell})-N({cell}_native))<{TINY})",
        f'"add-in "&N({cell})&", Excel alone "&N({cell}_native)',
    )


CHECKS = (
    Check(
        "test_weights",
        "The target weights add up to 100 %",
        "OR(NOT(inputs_ready),ABS(SUM(weights)-1)<=0.001)",
        '"They add up to "&TEXT(SUM(weights),"0.0%")&"."',
    ),
    Check(
        "test_mixes",
        "Every mix to compare adds up to 100 %",
        "OR(NOT(inputs_ready),SUMPRODUCT(--(ABS(mix_sums-1)>0.001))=0)",
        'SUMPRODUCT(--(ABS(mix_sums-1)>0.001))&" of them on Inputs do not."',
    ),
    Check(
        "test_correlation",
        "The correlations are possible",
        'OR(NOT(inputs_ready),CORRELATION_CHECK(correlation)="OK")',
        "CORRELATION_CHECK(correlation)",
    ),
    Check(
        "test_decimals",
        "Returns and risks are rates, not whole percents",
        'OR(NOT(inputs_ready),AND(CHECK_INPUTS(expected_returns)="OK",CHECK_INPUTS(sds)="OK"))',
        '"Expected returns: "&CHECK_INPUTS(expected_returns)&"; risks: "&CHECK_INPUTS(sds)',
    ),
    _agrees("test_expected_return", "Expected return", "er"),
    _agrees("test_risk", "Standard deviation", "sd"),
    _agrees("test_utility", "Utility", "worth"),
    Check(
        "test_risk_shares",
        "The shares of the risk add up to 100 %",
        f"OR(NOT(inputs_ready),ABS(SUM(risk_shares)-1)<{TINY})",
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
        'SUMPRODUCT(--(later_dates<=earlier_dates),--ISNUMBER(later_dates))&" are not."',
    ),
    Check(
        "test_history_gaps",
        "No month of the data is missing",
        "OR(periods_per_year<>12,months_covered=COUNT(history_dates))",
        '"From the first to the last date there are "&months_covered&" months, but "'
        '&COUNT(history_dates)&" rows."',
    ),
    Check(
        "test_history_decimals",
        "The returns of the data are fractions, not whole percents",
        "OR(COUNT(history_returns)=0,MAX(history_returns)<=1)",
        '"The largest is "&MAX(history_returns)&"."',
    ),
)
