"""A real installation: refuses to start without its own keys, cookies under `__Host-`, TLS in front."""

import os
from pathlib import Path

from maillage.config.settings.base import *  # noqa: F403
from maillage.config.settings.base import MAILLAGE_KEYS

_secret = Path(MAILLAGE_KEYS) / "django-secret"
if not _secret.is_file():
    raise SystemExit(f"Maillage does not start: {_secret} is missing. Create the installation's own keys first (docs/how-to/install.md).")
SECRET_KEY = _secret.read_text().strip()

SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-mg_session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-mg_csrf"
SECURE_SSL_REDIRECT = os.environ.get("MAILLAGE_TLS_ELSEWHERE", "") != "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MAILLAGE_PROXIES", "1"))  # else every visitor shares one throttle
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("MAILLAGE_SMTP", "localhost")
