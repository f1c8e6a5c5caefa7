"""Excel for Windows: the add-in file, what its formulas call, and how it is put into Excel."""
