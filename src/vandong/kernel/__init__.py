"""The ground the house stands on: clock, refusals, audit, files, Vietnamese text, numbers, base templates.

Knows no domain. Whatever two domains need and no domain owns belongs here, and nothing else does.
"""
