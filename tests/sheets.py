"""Accept what was sent, as its preview does: with the mark of the sending that the page showed."""

from typing import Any

from django.test import Client


def accept(client: Client, send: str, said: dict[str, Any] | None = None, *, follow: bool = False) -> Any:
    """Look at the table of `send` ("/bang-tinh/hoat-dong/") and accept it; without one, accept blindly."""
    draft = client.get(f"{send}xem/").context
    return client.post(f"{send}nhan/", {"ban": draft["draft"].stamp if draft else "", **(said or {})}, follow=follow)
