"""Workbooks as people keep them, taken in one way: found, read cell by cell, looked at, accepted or forgotten.

A domain declares what it takes (`declared.Intake`) in its `sheets.py`; `config` lists those modules; the pages stand in
`console.sheets`. `finding` looks for the table, whatever stands above, between and below its rows; `values` reads one
cell; `reader` does both's heavy part in the limited child process; `drafts` keeps what was read until a person accepts.
"""
