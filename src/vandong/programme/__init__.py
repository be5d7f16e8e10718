"""Programmes: what a plan asks for (targets, tasks, deadlines, groups), and how each level takes it up.

Chương trình, mục tiêu, nhiệm vụ, thời hạn, nhóm nguy cơ cao; kế hoạch của cấp dưới (`Adoption`).
Not here: what was done (`outreach`), what is reported (`reporting`).
"""
