"""Chỉ tiêu: the board of a year, one indicator, what is aimed at."""
