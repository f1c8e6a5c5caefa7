"""Recalculates .xlsx and .xlsm files without any spreadsheet program."""
