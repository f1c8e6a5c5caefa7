"""LibreOffice Calc: our functions as native formulas of an extension, with a menu."""
