"""Settings of every installation. What differs between them comes from the environment (docs/operations.md)."""

from vandong.kernel.sqlite import use_bundled_sqlite

use_bundled_sqlite()  # before Django imports sqlite3; see kernel/sqlite.py

import os  # noqa: E402
import secrets  # noqa: E402
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402
from urllib.parse import parse_qs, unquote, urlsplit  # noqa: E402

from csp.constants import NONE, SELF  # noqa: E402

PACKAGE = Path(__file__).resolve().parents[1]


def _flag(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default) == "1"


def _data_folder() -> Path:
    if given := os.environ.get("VANDONG_DATA"):
        return Path(given).resolve()
    checkout = PACKAGE.parents[1]
    return checkout / "data" if (checkout / "pyproject.toml").exists() else Path.cwd() / "vandong-data"


def _secret_key(folder: Path) -> str:
    """The installation's secret, made once and kept in the data folder, readable by its owner alone."""
    if given := os.environ.get("VANDONG_SECRET_KEY"):
        return given
    path = folder / "keys" / "secret"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text().strip()


_POSTGRES_OPTIONS = "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0"


def _database(url: str, folder: Path) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "vandong.sqlite3",
            "ATOMIC_REQUESTS": False,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(url)
    query = parse_qs(parts.query, keep_blank_values=True)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.get("host", [""])[0],
        "PORT": parts.port or query.get("port", [""])[0],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # An office's database fits in memory, where a jump costs hardly more than the next page: told so, PostgreSQL
        # follows indexes down from the units a page asks for instead of reading whole tables. Compiling a query takes
        # longer than any page's query runs, and the other cores are for the others' pages.
        "OPTIONS": {"options": query.get("options", [_POSTGRES_OPTIONS])[0]},
    }


DATA = _data_folder()
DATA.mkdir(parents=True, exist_ok=True)
FILES = DATA / "files"  # kernel.files keeps every uploaded and produced file here
DEBUG = _flag("VANDONG_DEBUG")
HTTPS = _flag("VANDONG_HTTPS")  # behind a proxy that ends TLS: secure cookies, HSTS, redirect
SECRET_KEY = _secret_key(DATA)
ALLOWED_HOSTS = os.environ.get("VANDONG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and not host.startswith((".", "*"))]
VANDONG_TODAY = date.fromisoformat(os.environ["VANDONG_TODAY"]) if os.environ.get("VANDONG_TODAY") else None
# How many proxies of ours stand in front (whose X-Forwarded-For is believed, for the sign-in lockout only).
PROXY_COUNT = int(os.environ.get("VANDONG_PROXIES", "0"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "vandong.accounts",  # before allauth, so that our pages stand in place of its own
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "vandong.ops",
    "vandong.console",
    "vandong.reporting",
    "vandong.outreach",
    "vandong.programme",
    "vandong.messaging",
    "vandong.documents",
    "vandong.analytics",
    "vandong.units",
    "vandong.kernel",  # last: lays every domain's promises once all have migrated
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vandong.kernel.middleware.PageCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "vandong.kernel.middleware.ClockMiddleware",
    "vandong.ops.middleware.FirstRunMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vandong.accounts.middleware.OfficerMiddleware",
    "vandong.kernel.middleware.BodyMiddleware",
    "vandong.kernel.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

# The tables that are taken in from workbooks, each by the domain that declares it.
SHEET_INTAKES = ["vandong.outreach.sheets", "vandong.console.units.sheet", "vandong.accounts.sheets"]

# What each domain hands to analytics, which itself knows no domain.
ANALYTICS_FACTS = ["vandong.units.facts", "vandong.outreach.facts"]

ROOT_URLCONF = "vandong.config.urls"
WSGI_APPLICATION = "vandong.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vandong.config.menu.shell",
            ],
            "builtins": ["vandong.kernel.templatetags.vandong"],
        },
    }
]

FORM_RENDERER = "vandong.kernel.widgets.WrittenWidgets"

# Lists of activities read a scope through that holds at most so many: they then count and add up to the last one. Of
# longer ones they count so many, a tenth of that where each row costs a look elsewhere.
ACTIVITIES_READ_THROUGH, ACTIVITIES_COUNTED = 20_000, 10_000

DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""), DATA)}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "vandong.accounts.passwords.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "vandong.accounts.passwords.NotLikeMe",
        "OPTIONS": {"user_attributes": ("username", "full_name", "phone")},
    },
    {"NAME": "vandong.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "vandong.accounts.passwords.NotCommon"},
    {"NAME": "vandong.accounts.passwords.NotOnlyDigits"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# django-allauth: sign-in by user name, no sign-up, no e-mail; TOTP with recovery codes.
ACCOUNT_ADAPTER = "vandong.accounts.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "vandong.accounts.sign_in_forms.SignInForm",
    "change_password": "vandong.accounts.sign_in_forms.OwnPasswordForm",
    "reauthenticate": "vandong.accounts.sign_in_forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = False  # django-axes counts failures, by user + address
MFA_ADAPTER = "vandong.accounts.sign_in.MFAAdapter"
MFA_FORMS = {
    "authenticate": "vandong.accounts.sign_in_forms.SecondStepForm",
    "reauthenticate": "vandong.accounts.sign_in_forms.SecondStepAgainForm",
    "activate_totp": "vandong.accounts.sign_in_forms.TurnOnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a code typed as it changes; accounts lets no code in twice
MFA_TOTP_ISSUER = "Vận Động"

# django-axes: ten wrong passwords for one user from one address shut that pair out for fifteen minutes; an office
# behind one address is not shut out by one colleague.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "vandong.accounts.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "vandong.accounts.sign_in.client_address"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # fifteen minutes are fifteen minutes, knocking or not
AXES_DISABLE_ACCESS_LOG = True  # who signed in is in our audit, without address or device
AXES_SENSITIVE_PARAMETERS = ["password", "password1", "password2", "oldpassword", "code"]
AXES_VERBOSE = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-phien" if HTTPS else "phien"
SESSION_COOKIE_AGE = 12 * 3600  # from the last change; accounts.middleware counts 12 hours from signing in
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "vandong.kernel.pages.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "static"] if (PACKAGE / "static").exists() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
MAX_UPLOAD_BYTES = 12 * 1024 * 1024  # one photo, one scan, one workbook
MAX_BODY_BYTES = 80 * 1024 * 1024  # a form with six photos

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

VANDONG_JOBS = "vandong.config.schedule.JOBS"  # what the scheduler of `vandong serve` runs
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"vandong": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
