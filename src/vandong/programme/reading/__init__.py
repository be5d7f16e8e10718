"""A plan document on its way to a programme: what the reader said becomes questions, and a person answers each.

The reader itself, which knows no database, is `programme.reader`; the verbs are `actions.read_plan_document` and those
of `actions.decide_item`.
"""
