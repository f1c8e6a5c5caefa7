"""The mathematics: pure functions of numbers and numpy arrays, NaN marking a missing value."""
