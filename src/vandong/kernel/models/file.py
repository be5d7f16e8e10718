from django.db import models


class StoredFile(models.Model):
    """A file kept under its own hash in the data folder; the row is what makes it exist.

    Written and fsynced before the row is committed, so that a row never points at nothing.
    Erased the other way round (`kernel.files.erase`): the row with its verb, then the bytes.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)  # what it is called when someone saves it
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    created_at = models.DateTimeField()
