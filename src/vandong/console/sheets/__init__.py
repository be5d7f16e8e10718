"""Pages that take a table in from a workbook, the same for every table: send, look, accept or forget.

They stand here, above every domain, because a domain only declares what it takes (`kernel.sheet_intake.declared`).
"""
