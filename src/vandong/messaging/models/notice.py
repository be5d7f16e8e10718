from django.db import models


class Notice(models.Model):
    """One sentence for the people of one body, with where to go from it."""

    body = models.ForeignKey("units.Body", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)  # what it is about, so that it is told once: "report:12:returned:3"
    icon = models.CharField(max_length=20, default="send")  # a symbol of the sprite, without "i-"
    text = models.CharField(max_length=300)
    detail = models.CharField(max_length=500, blank=True)
    path = models.CharField(max_length=300, blank=True)  # where on this site it leads
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "key"], name="notice_is_told_once")]
        indexes = [models.Index(fields=["body", "told_at"], name="notice_by_body")]


class NoticeRead(models.Model):
    """A person has read a notice."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reads")
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "account"], name="notice_is_read_once_by_each")]
