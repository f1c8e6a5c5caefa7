"""What must hold in the Client book, each as a formula and a sentence."""

from passivefolio.workbooks.assumptions import ASSUMPTION_CHECKS, ASSUMPTIONS_READY
from passivefolio.workbooks.checks import Check, Fact, agree, first_row, of_inputs
from passivefolio.workbooks.client_book.clients import FIRST
from passivefolio.workbooks.client_book.results import FIGURES
from passivefolio.workbooks.look import WHOLE
from passivefolio.workbooks.words import decimal, percent

CHECKS = (
    Check(
        "test_policies",
        "Every benchmark adds up to 100 %",
        "SUMPRODUCT(--(ABS(policy_sums-1)>0.001))=0",
        'SUMPRODUCT(--(ABS(policy_sums-1)<=0.001))&" of "&ROWS(policy_sums)&" do."',
    ),
    Check(
        "test_policy_names",
        "Every benchmark has a name of its own",
        "AND(COUNTA(policy_names)=ROWS(policy_names),"
        "SUMPRODUCT(--(COUNTIF(policy_names,policy_names)>1))=0)",
        'SUMPRODUCT((policy_names<>"")/COUNTIF(policy_names,policy_names&""))&" different names."',
    ),
    of_inputs(
        "test_bands",
        "The bands are shares, from 0 % to 100 %",
        "AND(abs_band>=0,abs_band<=1,rel_band>=0,rel_band<=1)",
        f'{decimal("100*abs_band", 1)}&" points, "&{percent("rel_band", 1)}&" of the target."',
    ),
    *ASSUMPTION_CHECKS,
    Check(
        "test_rows",
        "Every filled row of the sheet Clients can be used",
        'COUNTIF(states,"?*")=COUNTIF(states,"OK")',
        'IF(COUNTIF(states,"?*")=0,"There are no clients yet.",'
        'IF(COUNTIF(states,"?*")=COUNTIF(states,"OK"),COUNTIF(states,"OK")&" clients.",'
        '(COUNTIF(states,"?*")-COUNTIF(states,"OK"))&" left out, the first in row "&first_bad'
        f'&": "&INDEX(states,first_bad-{FIRST - 1})&"."))',
    ),
    Check(
        "test_names",
        "No client is there twice",
        "same_names=0",
        'IF(same_names=0,"Every name is there once.",same_names&" rows share their name with '
        'another.")',
    ),
    *(agree(f"test_{figure.name}", figure.label, figure.name) for figure in FIGURES),
    Check(
        "test_heat",
        "The table of drift counts every client once",
        'SUM(heat)=COUNTIF(states,"OK")',
        'SUM(heat)&" of "&COUNTIF(states,"OK")&"."',
    ),
)
FACTS = (
    Fact(
        "inputs_ready",
        "The inputs can be used",
        f"AND({ASSUMPTIONS_READY},COUNT(abs_band,rel_band)=2,test_policy_names,test_policies,"
        "COUNT(policies)=ROWS(policies)*COLUMNS(policies))",
    ),
    Fact(
        "same_names",
        "Rows of Clients that share their name with another",
        'SUMPRODUCT((clients<>"")*(COUNTIF(clients,clients)>1))',
        WHOLE,
    ),
    Fact(
        "first_bad",
        "First row of Clients that cannot be used",
        first_row('(states<>"OK")*(states<>"")', "states"),
        WHOLE,
    ),
)
