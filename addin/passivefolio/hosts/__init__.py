"""The surfaces on which people meet the functions; each gathers cells and shows results."""
