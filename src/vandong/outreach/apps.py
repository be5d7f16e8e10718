from django.apps import AppConfig

from vandong.outreach.promises import GroupsArePartOfAll


class OutreachConfig(AppConfig):
    name = "vandong.outreach"
    label = "outreach"
    verbose_name = "Hoạt động"
    default_auto_field = "django.db.models.BigAutoField"
    promises = [GroupsArePartOfAll()]
