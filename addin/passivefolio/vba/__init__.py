"""The VBA of our add-in and of workbooks with macros, written from the catalogue."""
