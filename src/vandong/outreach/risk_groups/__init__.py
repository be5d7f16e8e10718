"""The size of each high-risk group in a commune, year by year: a number with its source and its day, never names.

Số người trong nhóm: the commune's own book. Nobody above sees it, neither the numbers nor whether there are any;
nor does a workbook of it go out: such a count, told beside others, is what decision 0044 is about. One comes in.
"""
