"""Django's settings. What an office changes comes from the environment: README, "Cấu hình"."""

from __future__ import annotations

from pathlib import Path

import environ

import dondoc
from dondoc.config import runtime
from dondoc.config.files_place import bucket_place
from dondoc.config.secrets import push_key, secret_key

env = environ.Env()
PACKAGE = Path(dondoc.__file__).resolve().parent

DEBUG = env.bool("DONDOC_DEBUG", default=False)
SECRET_KEY = env.str("DONDOC_SECRET_KEY", default="") or secret_key(runtime.home())
ALLOWED_HOSTS = env.list("DONDOC_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("DONDOC_TRUSTED_ORIGINS", default=[])
BEHIND_TLS = env.bool("DONDOC_BEHIND_TLS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "ninja",
    "procrastinate.contrib.django",
    "dondoc.jobs",
    "dondoc.ledger",
    "dondoc.organizations",
    "dondoc.accounts",
    "dondoc.notifications",
    "dondoc.calendars",
    "dondoc.documents",
    "dondoc.directives",
    "dondoc.drafting",
    "dondoc.followup",
    "dondoc.attention",
    "dondoc.indicators",
    "dondoc.central",
    "dondoc.schedules",
    "dondoc.tasksheets",
    "dondoc.urging",
    "dondoc.meetings",
    "dondoc.reviews",
    "dondoc.web",
    "dondoc.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dondoc.web.middleware.RequestContextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dondoc.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dondoc.web.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "dondoc.web.middleware.DomainErrorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dondoc.config.urls"
WSGI_APPLICATION = "dondoc.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "dondoc.web.context.shell",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"]),
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "dondoc.web.templatetags.constants",
                "dondoc.web.templatetags.dondoc",
            ],
        },
    },
]

DATABASES = {
    "default": {
        **env.db_url("DATABASE_URL", default="postgresql:///dondoc"),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "ATOMIC_REQUESTS": False,
    }
}
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"].get("OPTIONS", {}),
    # Values travel beside the statement, and a statement asked again and again is planned once: half of a list's time.
    "server_side_binding": True,
    "prepare_threshold": env.int("DONDOC_PREPARE_AFTER", default=5) or None,
}
if env.bool("DONDOC_POOL", default=False):
    # Only the server pools: a command line tool has one connection and ends.
    # A pooled connection is tried before a request gets it (0.1 ms): after a restart of the database or a restore
    # each of them is dead, and every process would answer 503 once for each.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": env.int("DONDOC_POOL_SIZE", default=8),
        "timeout": 10,
    }

# A stream of a meeting's changes ends after so long, and its page comes back: rights and sign-in are asked anew.
LIVE_STREAM_SECONDS = env.int("DONDOC_LIVE_STREAM_SECONDS", default=300)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "dondoc.accounts.backends.PasswordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "web:desk"
LOGOUT_REDIRECT_URL = "web:sign_in"

# Five wrong passwords lock the name from that address for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "web/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False

SESSION_ENGINE = "dondoc.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected: WhiteNoise serves what the package itself carries
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

FILES_FOLDER = runtime.files_folder()
# A bucket behind the S3 API instead of the folder; none: the folder.
FILES_BUCKET = bucket_place()
# What may be lost: how far a long reading is. Files, so that every serving process sees them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": runtime.home() / "cache",
        "TIMEOUT": 300,
    }
}
# Certificates (PEM, DER) of the authorities whose signatures are believed.
SIGNATURE_ROOTS = Path(env.str("DONDOC_SIGNATURE_ROOTS", default="") or runtime.home() / "signature-roots")
# The PAdES level of what is signed here (B-B, B-T, B-LT, B-LTA), and the time stamp service that the higher ones ask.
SIGNATURE_LEVEL = env.str("DONDOC_SIGNATURE_LEVEL", default="B-B")
SIGNATURE_TSA = env.str("DONDOC_SIGNATURE_TSA", default="")
# A socket's path or host:port of clamd; none: files are not scanned for viruses.
CLAMD = env.str("DONDOC_CLAMD", default="")
# The exchange with other bodies (docs/exchange.md, "The queue"): through a shared folder or a server, in whose name.
EXCHANGE_ORGANS = env.list("DONDOC_EXCHANGE_ORGAN", default=[])
EXCHANGE_FOLDER = Path(env.str("DONDOC_EXCHANGE_FOLDER")) if env.str("DONDOC_EXCHANGE_FOLDER", default="") else None
EXCHANGE_URL = env.str("DONDOC_EXCHANGE_URL", default="")
EXCHANGE_TOKEN = env.str("DONDOC_EXCHANGE_TOKEN", default="")
EXCHANGE_TIMEOUT = env.float("DONDOC_EXCHANGE_TIMEOUT", default=30.0)  # seconds without a byte
EXCHANGE_MOST_SECONDS = env.float("DONDOC_EXCHANGE_MOST_SECONDS", default=600.0)  # for one whole answer
EXCHANGE_PAUSE = env.float("DONDOC_EXCHANGE_PAUSE", default=20.0)  # seconds between two rounds
# Where people reach the house, for links in mail and calendars.
BASE_URL = env.str("DONDOC_URL", default="http://127.0.0.1:8000").rstrip("/")
# The mail server (docs/notifications.md); without a host no mail goes out. Security: starttls, tls or none.
MAIL_HOST = env.str("DONDOC_MAIL_HOST", default="")
MAIL_PORT = env.int("DONDOC_MAIL_PORT", default=587)
MAIL_SECURITY = env.str("DONDOC_MAIL_SECURITY", default="starttls")
MAIL_USER = env.str("DONDOC_MAIL_USER", default="")
MAIL_PASSWORD = env.str("DONDOC_MAIL_PASSWORD", default="")
MAIL_FROM = env.str("DONDOC_MAIL_FROM", default="dondoc@localhost")
MAIL_NAME = env.str("DONDOC_MAIL_NAME", default="Đôn Đốc")
MAIL_TIMEOUT = env.float("DONDOC_MAIL_TIMEOUT", default=30.0)  # seconds without a byte
# Names that may lie within our own net and be spoken to without TLS: a province's gateway to SMS or Zalo.
INNER_HOSTS = env.list("DONDOC_INNER_HOSTS", default=[])
OUTSIDE_TIMEOUT = env.float("DONDOC_OUTSIDE_TIMEOUT", default=15.0)  # seconds for one whole answer
# By which browsers' push services know this installation: a scalar of P-256 in base64url. Another one ends all subscriptions.
VAPID_KEY = env.str("DONDOC_PUSH_KEY", default="") or push_key(runtime.home())
UPLOAD_LIMIT = env.int("DONDOC_UPLOAD_LIMIT_MB", default=50) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
# No handler with temporary files: what turns out to be secret must not have lain on a disk, however short.
# The first handler refuses what is over the limit, so the second one always takes what is left.
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT + 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "dondoc.web.uploads.QuotaUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]

# Rooms register jobs in their `jobs.py` (dondoc.jobs.registry); nothing is looked for besides.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"
LOGGING_CONFIG = "dondoc.config.logs.configure"
LOGGING = {"level": env.str("DONDOC_LOG_LEVEL", default="INFO"), "json": env.bool("DONDOC_LOG_JSON", default=False)}
