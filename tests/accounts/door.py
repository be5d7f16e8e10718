"""Signing in through the door, as people do, for the tests of this folder."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from vandong.kernel.models import AuditLine

LOGIN = "/tai-khoan/dang-nhap/"


def sign_in(username: str, password: str, *, address: str = "10.0.0.1", client: Client | None = None) -> Client:
    """A client that has posted the sign-in form from that address."""
    client = client or Client(REMOTE_ADDR=address)
    client.last = client.post(LOGIN, {"login": username, "password": password}, REMOTE_ADDR=address)
    return client


def is_inside(client: Client) -> bool:
    """Whether the client gets to a page for those who are signed in."""
    return client.get("/tai-khoan/").status_code == 200


def code_of(secret: str, *, later: int = 0) -> str:
    """The code an authenticator app would show now, or `later` half minutes from now (one is let in already)."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1] + later))


def told(action: str) -> list[AuditLine]:
    """Its lines in the audit."""
    return list(AuditLine.objects.filter(action=action))
