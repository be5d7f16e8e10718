"""Keep what was read from a workbook until it is accepted or discarded. Not a verb of the domain: no audit line."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from vandong.accounts import access, rules
from vandong.accounts.models import ImportDraft
from vandong.kernel import files


@transaction.atomic
def keep_import_draft(*, by: access.Officer, file_name: str, rows: Sequence[rules.SheetRow], now: datetime) -> None:
    """One for each administrator, replaced by the next; drafts of a day ago go with it."""
    access.ensure(by, "administer")
    ImportDraft.objects.filter(created_at__lt=now - timedelta(days=1)).delete()
    ImportDraft.objects.update_or_create(
        account_id=by.account_id,
        defaults={
            "unit_id": by.unit_id,
            "file_name": files.safe_name(file_name),
            "rows": [
                [row.number, row.unit_code, row.username, row.full_name, row.title, row.phone, list(row.capabilities)]
                for row in rows
            ],
            "created_at": now,
        },
    )


def discard_import_draft(*, by: access.Officer) -> None:
    """Nothing to discard is no error."""
    ImportDraft.objects.filter(account_id=by.account_id).delete()
