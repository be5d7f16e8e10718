"""The account pages: one's own, the administrators', and the workbook of accounts."""
