from django.apps import AppConfig

from vandong.outreach.promises import GroupsArePartOfAll
from vandong.outreach.word_index import WordsAreIndexed


class OutreachConfig(AppConfig):
    name = "vandong.outreach"
    label = "outreach"
    verbose_name = "Hoạt động"
    default_auto_field = "django.db.models.BigAutoField"
    promises = [GroupsArePartOfAll(), WordsAreIndexed()]
