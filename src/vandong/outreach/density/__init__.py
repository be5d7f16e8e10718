"""How densely hot spots are worked in, against elsewhere: activities per commune and per month (mật độ hoạt động).

The plan asks for more in hot spots (III.2). An activity counts as its commune stood on its day; a month in which a
commune was a hot spot for ten days of thirty counts a third there and two thirds elsewhere.
"""
