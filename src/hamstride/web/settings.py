"""Django's settings. What can be set from outside is in docs/reference/settings.md."""

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csp.constants import NONCE, NONE, SELF, WASM_UNSAFE_EVAL

from hamstride.web import place

HERE = Path(__file__).parent
DATA = place.data_folder()
SECRET_KEY = place.secret_key(DATA)
DEBUG = False

# Loopback names alone: a page of another site that points its own name at this machine is turned away. `serve` sets the
# port, and then it must fit as well.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
PORT = place.port()
PHONE = place.phone()
if PHONE:
    ALLOWED_HOSTS += [PHONE.rpartition(":")[0]]

DATABASES = {"default": place.database(DATA)}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "hamstride.store",
    "hamstride.web",
]
# The order matters: everything above whitenoise gives its headers to static files too (a worker obeys the policy of its
# own file); what breaks below `problems` becomes one of our own pages.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hamstride.web.security.Headers",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hamstride.web.problems.OwnPages",
    "hamstride.web.security.PortCheck",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hamstride.web.security.BodyLimit",
    "hamstride.web.access.SignedIn",
]
ROOT_URLCONF = "hamstride.web.urls"
WSGI_APPLICATION = "hamstride.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates", *sorted(HERE.glob("*/templates"))],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "hamstride.web.context.words",
            ],
            "builtins": ["hamstride.web.templatetags.words"],
        },
    },
]

# Signing in
# A browser keeps cookies by name and host, whatever the port: a second Hamstride beside this one has its own.
SESSION_COOKIE_NAME = f"hamstride-{PORT}" if PORT else "hamstride"
SESSION_COOKIE_AGE = 180 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = f"{SESSION_COOKIE_NAME}-csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "hamstride.web.problems.csrf_failure"

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, WASM_UNSAFE_EVAL, NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": ["self"],
    "fullscreen": ["self"],
    "screen-wake-lock": ["self"],
    "autoplay": ["self"],
    "microphone": [],
    "geolocation": [],
    "payment": [],
    "usb": [],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Static files: found where they are, never listed, always asked about but for those whose name tells what is in them
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 0
# Another picture has another name.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/demonstrations/.+\.[0-9a-f]{10}\.webp$"
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2000

USE_TZ = True
USE_I18N = False
TIME_ZONE = place.time_zone()
try:
    ZoneInfo(TIME_ZONE)
except (ZoneInfoNotFoundError, ValueError):
    TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
    },
}
