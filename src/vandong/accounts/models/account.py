from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from vandong.kernel import vietnamese


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A person who signs in, by user name. What they may do comes from appointments alone: there is no superuser."""

    class Address(models.TextChoices):
        """How the software speaks to the person; empty = by name."""

        NAME = "", "Gọi bằng tên"
        ANH = "anh", "Anh"
        CHI = "chị", "Chị"
        ONG = "ông", "Ông"
        BA = "bà", "Bà"

    username = models.CharField(max_length=60, unique=True)  # lower case, a–z 0–9 . - _
    full_name = models.CharField(max_length=120)
    address = models.CharField(max_length=5, choices=Address.choices, blank=True, default="")
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)  # true until the one-time password is replaced
    session_epoch = models.PositiveIntegerField(default=0)  # raised to end every session of this person at once
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=200, editable=False, default="")
    sort_key = models.CharField(max_length=1300, editable=False, default="")  # by given name, as lists of people go
    wrong_code_count = models.PositiveSmallIntegerField(default=0)  # of the second step, since wrong_code_at
    used_code_step = models.BigIntegerField(default=0)  # the latest half minute whose code opened the second step
    wrong_code_at = models.DateTimeField(null=True, blank=True)  # real time, pinned or not

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="username_is_lower"),
        ]
        indexes = [models.Index(fields=["sort_key"], name="account_by_name")]

    @property
    def given_name(self) -> str:
        """The last word of a Vietnamese name: what people call each other."""
        return self.full_name.split(" ")[-1] if self.full_name else self.username

    @property
    def spoken_name(self) -> str:
        """ "chị Hạnh", or "Nguyễn Thị Hạnh" where no form of address was chosen."""
        return f"{self.address} {self.given_name}" if self.address else self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill_keys(self) -> None:
        """Set search and sort keys from name and user name; bulk writing calls this itself."""
        self.search_key = vietnamese.search_key(f"{self.full_name} {self.username}")[:200]
        given, whole = vietnamese.sort_key(self.given_name), vietnamese.sort_key(self.full_name)
        self.sort_key = f"{given} {whole}"[:1300]  # two keys: the order itself passes over spaces

    def get_session_auth_hash(self) -> str:
        """What a session must match: it changes with the password, and whenever `session_epoch` is raised."""
        return self._get_session_auth_hash()

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        return salted_hmac(
            "vandong.accounts.session", f"{self.password}|{self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def __str__(self) -> str:
        return self.full_name
