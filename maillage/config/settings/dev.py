"""The demonstration and development: keys made on first use, local addresses only."""

from maillage.config.settings.base import *  # noqa: F403
from maillage.config.settings.base import MAILLAGE_DEMO

SECRET_KEY = "the demonstration signs nothing that matters: replaced by a key file in production"  # noqa: S105
MAILLAGE_CREATE_KEYS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if MAILLAGE_DEMO:  # nobody has a password there: whoever comes chooses who to be
    LOGIN_URL = "demo:entry"
    ACCOUNT_LOGOUT_REDIRECT_URL = "demo:entry"
