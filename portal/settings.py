"""One file of settings. Variables come from the environment; a missing one explains itself."""

import datetime
import os
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
# What the site writes on its own machine: embedded database, uploads, collected static files, keys.
VAR_DIR = Path(os.environ.get("PORTAL_VAR", BASE_DIR / "var"))


def _secret_key() -> str:
    """The signing key: PORTAL_SECRET_KEY, or one made on first use and kept below var/."""
    if key := os.environ.get("PORTAL_SECRET_KEY"):
        return key
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _database() -> dict:
    """The database that DATABASE_URL names. Raises ImproperlyConfigured with one sentence."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        raise ImproperlyConfigured(
            "DATABASE_URL is not set. Run the site through manage.py, which starts the embedded PostgreSQL, "
            "or set DATABASE_URL=postgresql://user:password@host/name to use a server of your own."
        )
    try:
        database = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError:
        database = {}
    # The address itself is not repeated: it holds the password.
    if database.get("ENGINE") != "django.db.backends.postgresql" or not database["NAME"]:
        raise ImproperlyConfigured(
            "DATABASE_URL 不是 PostgreSQL 的地址：请写成 postgresql://用户:密码@主机/库名，密码里的特殊字符要转义。"
        )
    return database


def _refuse_garbled_today() -> None:
    """A pin that is no day would break one page after another."""
    text = os.environ.get("PORTAL_TODAY", "").strip()
    try:
        datetime.date.fromisoformat(text or "2021-10-31")
    except ValueError:
        raise ImproperlyConfigured(f"PORTAL_TODAY“{text}”不是日期：请写成 2021-10-31 的样子，或不设置。") from None


_refuse_garbled_today()
SECRET_KEY = _secret_key()
DEBUG = os.environ.get("PORTAL_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("PORTAL_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("PORTAL_ORIGINS", "").split(",") if origin]
DATABASES = {"default": _database()}

INSTALLED_APPS = [
    # unfold replaces the admin's templates, so it stands before it.
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "unfold.contrib.simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    # whitenoise serves static files in development too, as in production.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "simple_history",
    "portal",
    "people",
    "imports",
    "indicators",
    "enterprises",
    "projects",
    "newsroom",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.AdminContentSecurityPolicyMiddleware",
    "portal.middleware.OpenDataMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Notes who changed a record.
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "portal.templatetags.portal"],
        },
    }
]

# A user model of our own from the first migration: it cannot be swapped later.
AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# A working day: whoever leaves without signing out is signed out by the next morning.
SESSION_COOKIE_AGE = 10 * 60 * 60
LOGIN_URL = reverse_lazy("admin:login")
LOGIN_REDIRECT_URL = reverse_lazy("admin:index")

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Failed sign-ins, apart from the pictures, which would push them out. Each web process counts its own.
    "sign_ins": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "sign_ins",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Requests to the programming interface, by address and minute. Each web process counts its own.
    "api": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "api",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
# How many requests an address may make to the programming interface in a minute; 0 for any number.
API_REQUESTS_PER_MINUTE = int(os.environ.get("PORTAL_API_PER_MINUTE", "3000"))

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英语"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
# Uploaded workbooks hold internal figures: they are never served from an address, only read by the importer.
MEDIA_ROOT = VAR_DIR / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The form of an enterprise with hundreds of memberships, honours and screens has thousands of fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORMS_URLFIELD_ASSUME_HTTPS = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
# The address of a page can name a search; it stays on this site.
SECURE_REFERRER_POLICY = "same-origin"
if os.environ.get("PORTAL_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

DJANGO_TABLES2_TEMPLATE = "components/table.html"
SIMPLE_HISTORY_REVERT_DISABLED = True

# The queue is a table: a task is kept or rolled back with the rows it was made for, and survives a restart.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# The pinned "today" of a demo (see portal.clock); the environment's PORTAL_TODAY wins over it.
CLOCK_PIN_FILE = VAR_DIR / "PORTAL_TODAY"

# What the county states about its own site: footer, meta tags, the way to report a mistake.
SITE = {
    "name": os.environ.get("PORTAL_SITE_NAME", ""),
    "domain": os.environ.get("PORTAL_SITE_DOMAIN", ""),
    "identification_code": os.environ.get("PORTAL_SITE_IDENTIFICATION_CODE", ""),
    "icp_number": os.environ.get("PORTAL_ICP_NUMBER", ""),
    "police_number": os.environ.get("PORTAL_POLICE_NUMBER", ""),
    "sponsor": os.environ.get("PORTAL_SPONSOR", ""),
    "contact_email": os.environ.get("PORTAL_CONTACT_EMAIL", ""),
    "contact_phone": os.environ.get("PORTAL_CONTACT_PHONE", ""),
    # Under which terms the open data may be used, such as CC BY 4.0, and where they stand.
    "licence": os.environ.get("PORTAL_DATA_LICENCE", ""),
    "licence_url": os.environ.get("PORTAL_DATA_LICENCE_URL", ""),
}

UNFOLD = {
    "SITE_TITLE": _("县域工业经济门户"),
    "SITE_HEADER": _("工业经济门户"),
    "SITE_SYMBOL": "factory",
    # Without one the browser asks for a /favicon.ico that is not there.
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("icon.svg")}],
    "STYLES": [lambda request: static("css/desk.css")],
    "LOGIN": {"form": "people.sign_in.SignInForm"},
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "DASHBOARD_CALLBACK": "portal.admin_dashboard.dashboard_callback",
    "COMMAND": {"search_callback": "portal.admin_sidebar.search"},
    "SIDEBAR": {"show_search": True, "navigation": "portal.admin_sidebar.navigation"},
    "COLORS": {
        # The public site's celadon (#1f6f5c) as unfold's scale.
        "primary": {
            "50": "oklch(97% .014 175)",
            "100": "oklch(94% .03 175)",
            "200": "oklch(88% .05 175)",
            "300": "oklch(80% .07 175)",
            "400": "oklch(68% .085 175)",
            "500": "oklch(57% .085 175)",
            "600": "oklch(49% .08 175)",
            "700": "oklch(42% .07 175)",
            "800": "oklch(36% .06 175)",
            "900": "oklch(30% .05 175)",
            "950": "oklch(22% .04 175)",
        }
    },
}
