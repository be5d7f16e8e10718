"""Field work: activities that reach people, through every channel of the plan.

Hoạt động tuyên truyền, vận động: khi nào, ở đâu, bằng cách nào, cùng ai, bao nhiêu lượt người.
Counts only, never a name of a person at risk. Not here: what a plan asks (`programme`), what is reported (`reporting`).
"""
