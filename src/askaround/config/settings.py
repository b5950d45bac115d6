"""Settings. What a host may change comes from `env`; docs/hosting/settings.md names every variable."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from . import env

HOME = env.home()
PORT = env.port(HOME)
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", keep_in=HOME / "secret.key")
SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{PORT}")
# Local mode: one seeker, loopback, one-time links instead of passwords. Off as soon as a site address is given.
LOCAL = not env.text("SITE_URL")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if LOCAL else [urlsplit(SITE_URL).hostname or "invalid"]
CSRF_TRUSTED_ORIGINS = [] if LOCAL else [SITE_URL]
# The second door, for paired phones: its port (0: one after ours, kept), and its address where one is set by hand.
PHONE_PORT = env.number("PHONE_PORT", 0, least=0, most=65535)
PHONE_ADDRESS = env.private_address(env.text("PHONE_ADDRESS"))

CHAPTERS = [
    "demo", "exchange", "desk", "search", "findings", "network", "notes", "interviews", "outreach", "targets",
    "people", "purpose", "mailbox", "calendars", "history", "meaning", "tasks", "accounts", "web",
]  # fmt: skip

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_tasks",
    "template_partials.apps.SimpleAppConfig",
    *(f"askaround.{chapter}" for chapter in CHAPTERS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "askaround.accounts.phone_gate.PhoneGate",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "askaround.web.middleware.ContentSecurityPolicy",
    "askaround.web.middleware.ErrorsWithAnId",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "askaround.accounts.phone_gate.SignedByDevice",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "askaround.accounts.middleware.ActiveNotebook",
    "askaround.history.middleware.Signed",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def _database(url: str) -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(HOME / "askaround.sqlite3"),
            "OPTIONS": {
                # IMMEDIATE: no "locked" errors under two writers. FULL: an answered commit survives a power cut.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("ASKAROUND_DATABASE_URL must begin with postgresql://")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": _database(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
                )
            ],
            "builtins": ["template_partials.templatetags.partials", "askaround.web.templatetags.kit"],
            "context_processors": [
                "django.template.context_processors.request",
                "askaround.desk.shell.shell",
            ],
        },
    }
]

ROOT_URLCONF = "askaround.config.urls"
WSGI_APPLICATION = "askaround.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []
LOGIN_URL = "sign-in"
SESSION_COOKIE_NAME = "askaround"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
CSRF_COOKIE_NAME = "askaround-csrf"
CSRF_FAILURE_VIEW = "askaround.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The standard name of Django 6; `web.middleware.ContentSecurityPolicy` reads it until then.
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

TASKS = {"default": {"BACKEND": "askaround.tasks.backend.LeasedBackend"}}
# What the worker enqueues once a day, by itself.
DAILY_TASKS = [
    "askaround.exchange.housekeeping.back_up",
    "askaround.exchange.housekeeping.empty_trash",
    "askaround.exchange.housekeeping.forget_photos",
    "askaround.tasks.daily.forget_old",
    "askaround.people.guessing.guess_daily",
    "askaround.tasks.planning.measure_daily",
    "askaround.desk.reminder_tasks.forget_reminders",
    "askaround.notes.hearing_audio.forget_lost",
]

# What it enqueues every so many minutes.
REGULAR_TASKS: dict[str, int] = {
    "askaround.outreach.fetching.fetch_all": 5,
    "askaround.calendars.looking.look_at_all": 15,
    "askaround.interviews.hearing.hear_all": 2,
    "askaround.interviews.placing.place_all": 1,
    "askaround.desk.reminder_tasks.remind": 5,
    "askaround.findings.proposing.place_new": 1,
}


def _host_mail() -> dict[str, Any] | None:
    """The host's own mail server, for digests of seekers without a mail account; None when there is none."""
    if not (host := env.text("SMTP_HOST")):
        return None
    safety = env.text("SMTP_SAFETY", "starttls")
    if safety not in {"tls", "starttls", "none"}:
        raise ImproperlyConfigured("ASKAROUND_SMTP_SAFETY must be tls, starttls or none.")
    if "@" not in (sender := env.text("SMTP_FROM")):
        raise ImproperlyConfigured("Set ASKAROUND_SMTP_FROM to the address that the host’s mail comes from.")
    user = env.text("SMTP_USER")
    # Or in a file that ASKAROUND_SMTP_PASSWORD_FILE names.
    password = env.secret("SMTP_PASSWORD") if user else ""
    port = env.number("SMTP_PORT", 465 if safety == "tls" else 587, least=1, most=65535)
    return {"host": host, "port": port, "safety": safety, "user": user, "password": password, "sender": sender}


HOST_MAIL = _host_mail()

# How far a host lets the settings of the practice go: {name: (least, most)}.
PRACTICE_LIMITS = env.practice_limits()

# Letters are also read by the language model, where it is installed. It loads in a thread, so tests ask for it by name.
READ_FOR_MEANING = True

# Signing in to a mailbox at Google or Microsoft, where the host has a client id of its own there.
MAIL_SIGN_IN = {
    "google": {
        "client_id": env.text("GOOGLE_CLIENT_ID"),
        "client_secret": env.text("GOOGLE_CLIENT_SECRET"),
        "authorize": "https://accounts.google.com/o/oauth2/v2/auth",
        "token": "https://oauth2.googleapis.com/token",
        "scope": "https://mail.google.com/",
    },
    "microsoft": {
        "client_id": env.text("MICROSOFT_CLIENT_ID"),
        "client_secret": env.text("MICROSOFT_CLIENT_SECRET"),
        "authorize": "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        "token": "https://login.microsoftonline.com/common/oauth2/v2.0/token",
        "scope": "offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send",
    },
}

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HOME / "files")},
    },
    "staticfiles": {"BACKEND": "askaround.web.static.Manifest"},
}
# One file on the seeker's own disk is the limit, not the memory: uploads go to disk from 2.5 MB on.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"askaround": {"level": "INFO"}},
}

BASE_DIR = Path(__file__).resolve().parent.parent
