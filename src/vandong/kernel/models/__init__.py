from vandong.kernel.models.audit import AuditLine, AuditSeal, SealedLine
from vandong.kernel.models.file import StoredFile
from vandong.kernel.models.installation import Installation
from vandong.kernel.models.sheet_draft import SheetDraft

__all__ = ["AuditLine", "AuditSeal", "Installation", "SealedLine", "SheetDraft", "StoredFile"]
