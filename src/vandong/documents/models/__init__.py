from vandong.documents.models.official_document import OfficialDocument
from vandong.documents.models.register import NumberRegister, RegisteredNumber

__all__ = ["NumberRegister", "OfficialDocument", "RegisteredNumber"]
