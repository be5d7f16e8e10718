"""Official documents: layout profiles as data, a body's yearly numbering register, .docx and PDF, hashes.

Văn bản: thể thức, sổ số, ký ban hành. A document is made from a frozen view, never from live tables. The layout is
one: PDF is made from the .docx. Not here: what a report says (`reporting`).
"""
