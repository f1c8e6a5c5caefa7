"""The builders of the template workbooks: one program per template, one look for all."""
