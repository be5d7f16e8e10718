"""The verbs of documents, and the frozen view others hand them."""

from vandong.documents import standing_board
from vandong.documents.actions.issue_document import issue_document
from vandong.documents.actions.make_pdf import make_pdf
from vandong.documents.actions.record_signed_scan import record_signed_scan
from vandong.documents.content import Align, Appendix, Column, Content, Section, Signature

__all__ = [
    "Align",
    "Appendix",
    "Column",
    "Content",
    "Section",
    "Signature",
    "issue_document",
    "make_pdf",
    "record_signed_scan",
    "standing_board",
]
