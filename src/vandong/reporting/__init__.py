"""Reporting: periods, each unit's report, its approval, and consolidation upwards.

Kỳ báo cáo, báo cáo, duyệt, tổng hợp, đính chính. A line = the unit's own records + the approved lines of the units
below, never both ways; the tree as it stood on the period's cut-off; late units are named.
"""
