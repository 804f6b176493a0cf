"""The suite: no demonstration by default, cheap hasher, keys in a temporary folder, everything in memory."""

import atexit
import os
import shutil
import tempfile

if "MAILLAGE_VAR" not in os.environ:
    # The processes that this one starts share its folder; the one that made it takes it away when it ends.
    _var, _owner = tempfile.mkdtemp(prefix="maillage-test-"), os.getpid()
    os.environ["MAILLAGE_VAR"] = _var

    @atexit.register
    def _take_away() -> None:
        if os.getpid() == _owner:
            shutil.rmtree(_var)


from maillage.config.settings.base import *  # noqa: F403

SECRET_KEY = "only the tests"  # noqa: S105
# A check of who develops: it is not installed where Maillage only runs.
INSTALLED_APPS = ["django_linear_migrations", *INSTALLED_APPS]  # noqa: F405
MAILLAGE_CREATE_KEYS = True
MAILLAGE_SECOND_FACTOR = "off"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
