"""`vandong slip`: the way back in at the machine, for someone whom nobody above can help."""

import json

import pytest

pytestmark = pytest.mark.once

SIGN_IN = """
import json
from django.test import Client
from vandong.accounts.models import Account
from vandong.kernel.models import AuditLine
def door(password):
    answer = Client().post("/tai-khoan/dang-nhap/", {"login": "quan", "password": password}, HTTP_HOST="127.0.0.1")
    return [answer.status_code, answer.headers.get("Location")]
line = AuditLine.objects.filter(action="accounts.account.password_reset").get()
print(json.dumps({"old": door("OLD"), "new": door("NEW"), "changed": line.changed_fields, "note": line.note}))
"""

TWO_STEP_ON = """
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from vandong.accounts.models import Account
account = Account.objects.get(username="quan")
TOTP.activate(account, generate_totp_secret())
Account.objects.filter(id=account.id).update(is_active=False)
"""


def test_whoever_runs_the_machine_gives_a_one_time_password_and_the_audit_says_so(site):
    site.build_world()
    site.python(TWO_STEP_ON)
    done = site.run("slip", " QUAN", "--two-step", "--json")
    assert done.code == 0, done.err
    assert done.json["username"] == "quan"
    said = SIGN_IN.replace("NEW", done.json["password"]).replace("OLD", "mat-khau-cua-toi-2024")
    found = json.loads(site.python(said))
    assert found["old"][0] == 200
    assert found["new"] == [302, "/"]
    assert found["changed"] == ["password", "two_step"]
    assert "vandong slip" in found["note"]


def test_a_name_nobody_has_is_refused_with_a_sentence(site):
    site.build_world()
    done = site.run("slip", "khong.co")
    assert (done.code, "Không có tài khoản nào" in done.err) == (3, True)
