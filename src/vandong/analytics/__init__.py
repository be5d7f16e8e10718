"""Indicators: each one written once, as an Ibis expression over fact tables, and run where the facts are.

Chỉ tiêu thống kê. Imports no domain: `config` names each domain's `facts`. The answers of every engine are equal.
Doors: `facts` (what a domain hands over), `queries` (what reporting asks).
"""
