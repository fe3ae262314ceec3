"""Settings of Django, from the environment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from parindex.config.environment import Environment, database, kept_secret, mail_server, site
from parindex.config.wiring import GIVEN_UP, JOBS, REACTIONS, SCHEDULE

ENVIRONMENT = Environment()
PACKAGE = Path(__file__).resolve().parent.parent
HOME = ENVIRONMENT.home.resolve()

SECRET_KEY = ENVIRONMENT.secret_key or kept_secret(HOME)
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = [name.strip() for name in ENVIRONMENT.hosts.split(",") if name.strip()]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "parindex.foundation.audit",
    "parindex.foundation.jobs",
    "parindex.foundation.accounts",
    "parindex.foundation.files",
    "parindex.foundation.notices",
    "parindex.cycle.units",
    "parindex.cycle.documents",
    "parindex.cycle.frameworks",
    "parindex.cycle.targets",
    "parindex.cycle.measures",
    "parindex.cycle.cases",
    "parindex.cycle.evidence",
    "parindex.cycle.registers",
    "parindex.cycle.assessments",
    "parindex.cycle.results",
    "parindex.cycle.plans",
    "parindex.cycle.monitoring",
    "parindex.faces.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "parindex.faces.web.middleware.refuse_oversize",
    "parindex.faces.web.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "parindex.faces.web.middleware.speak",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "parindex.faces.web.middleware.act_as_person",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "parindex.config.urls"
WSGI_APPLICATION = "parindex.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "parindex.faces.web.shell.context.shell",
            ]
        },
    }
]

DATABASES = {"default": database(ENVIRONMENT.database_url, home=HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "parindex.foundation.accounts.names.locked_as"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "parindex.faces.web.signin.views.locked_out"
AXES_VERBOSE = False
# W004: names are unique by a constraint that ignores case. W006: a name is locked, not an address,
# since a whole ward office shares one address.
SILENCED_SYSTEM_CHECKS = ["auth.W004", "axes.W006"]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# The wire
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "parindex.faces.web.shell.views.csrf_failed"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Words
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# Files
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILES_FOLDER = HOME / "files"
FILES_STORE = ENVIRONMENT.files
FILES_SCANNER = ENVIRONMENT.scanner
CASES_FOLDER = HOME / "cases"
CASES_MEMORY = ENVIRONMENT.case_memory
CASES_THREADS = ENVIRONMENT.case_threads
UPLOAD_LIMIT = 50_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["parindex.faces.web.documents.uploads.QuotaUploadHandler"]

# Work in the background: config/wiring.py
JOB_FUNCTIONS = JOBS
JOB_REACTIONS = REACTIONS
JOBS_GIVEN_UP = GIVEN_UP
JOB_SCHEDULE = SCHEDULE
JOB_LEASE = timedelta(seconds=ENVIRONMENT.job_lease)

# Notices by e-mail
NOTICES_BY_MAIL = bool(ENVIRONMENT.smtp)
NOTICES_AT = site(ENVIRONMENT.site, hosts=ENVIRONMENT.hosts, https=ENVIRONMENT.https) + "/notices/"
_SERVER = mail_server(ENVIRONMENT.smtp)
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = _SERVER.host, _SERVER.port, 20
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _SERVER.user, _SERVER.password
EMAIL_USE_SSL, EMAIL_USE_TLS = _SERVER.is_ssl, _SERVER.is_tls
DEFAULT_FROM_EMAIL = _SERVER.sender

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
    "loggers": {"axes": {"level": "ERROR"}},
}
