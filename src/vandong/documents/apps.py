from django.apps import AppConfig

from vandong.documents.promises import IssuedStays
from vandong.kernel.promises import Frozen


class DocumentsConfig(AppConfig):
    name = "vandong.documents"
    label = "documents"
    verbose_name = "Văn bản"
    default_auto_field = "django.db.models.BigAutoField"
    promises = [Frozen("documents_registerednumber", "1 = 1", label="kept"), IssuedStays()]
