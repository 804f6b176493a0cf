"""Settings shared by every environment. Read from the environment: `MAILLAGE_*`, listed in docs/reference/settings.md."""

import os
from pathlib import Path

import bootstrap_wrapper
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from maillage.config.settings.database import database_from_environment

ROOT = Path(__file__).resolve().parents[3]
MAILLAGE_VAR = Path(os.environ.get("MAILLAGE_VAR", "var")).resolve()
MAILLAGE_KEYS = os.environ.get("MAILLAGE_KEYS", str(MAILLAGE_VAR / "keys"))
MAILLAGE_DEMO = os.environ.get("MAILLAGE_DEMO", "") == "1"
MAILLAGE_CREATE_KEYS = False
MAILLAGE_HOLD_HEADS = False  # True only where the heads of the journal are not files (tests in a transaction)
MAILLAGE_ACTOR_READER = "maillage.reference.accounts.actors.read_actor"
MAILLAGE_FRESHNESS = "maillage.reference.accounts.freshness.recently_verified"

DEBUG = False
SECRET_KEY: str
ALLOWED_HOSTS = os.environ.get("MAILLAGE_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "template_partials",
    "lucide",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "maillage.foundation.kernel",
    "maillage.foundation.access",
    "maillage.foundation.journal",
    "maillage.foundation.vault",
    "maillage.foundation.ui",
    "maillage.foundation.documents",
    "maillage.foundation.notifications",
    "maillage.reference.territories",
    "maillage.reference.organisations",
    "maillage.reference.accounts",
    "maillage.accompaniment.people",
    "maillage.accompaniment.situation",
    "maillage.accompaniment.notes",
    "maillage.accompaniment.kept_mail",
    "maillage.accompaniment.intake",
    "maillage.accompaniment.contacts",
    "maillage.accompaniment.openings",
    "maillage.accompaniment.outreach",
    "maillage.pathway.psp",
    "maillage.pathway.commission",
    "maillage.doors.exchange",
    "maillage.doors.own_access",
    "maillage.doors.portal",
    "maillage.doors.demo",
    # Last: its templates must not come before ours of the same name.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "maillage.foundation.access.http.MethodsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "maillage.foundation.access.middleware.AccessMiddleware",
    "maillage.reference.accounts.middleware.SignInMiddleware",
]

ROOT_URLCONF = "maillage.config.urls"
WSGI_APPLICATION = "maillage.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "maillage.foundation.ui.context.page",
            ],
            "builtins": ["maillage.foundation.ui.templatetags.ui", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_from_environment(MAILLAGE_VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "mg_accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "maillage.reference.accounts.passwords.LazyPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"

SESSION_ENGINE = "maillage.foundation.access.session_store"
SESSION_COOKIE_NAME = "mg_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
MAILLAGE_IDLE_SECONDS = 30 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "maillage.foundation.ui.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers post `Origin: null`, which the CSRF check refuses
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "require-trusted-types-for": None,
    }
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "mg_language"
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = MAILLAGE_VAR / "static"
STATICFILES_DIRS = [("bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
MEDIA_ROOT = MAILLAGE_VAR / "media"
FILE_UPLOAD_HANDLERS = ["maillage.foundation.documents.uploads.SealedUploadHandler"]  # never a plain byte on the disk
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # an import of a thousand lines posts a box for each
MAILLAGE_UPLOAD_MAX_BYTES = 10 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = MAILLAGE_VAR / "mail"
MAILLAGE_ADDRESS = os.environ.get("MAILLAGE_ADDRESS", "")  # the address of the home page, said in mails; nothing when empty
DEFAULT_FROM_EMAIL = os.environ.get("MAILLAGE_FROM", "maillage@localhost")
# How what is written to her leaves: "console" (nothing leaves), "smtp" for mail, "gateway" for SMS (docs/how-to/send-messages.md).
MAILLAGE_SENDERS = {"sms": os.environ.get("MAILLAGE_SENDER_SMS", "console"), "mail": os.environ.get("MAILLAGE_SENDER_MAIL", "console")}
MAILLAGE_NEUTRAL_FROM = os.environ.get("MAILLAGE_NEUTRAL_FROM", "bonjour@localhost")
MAILLAGE_SMS_URL = os.environ.get("MAILLAGE_SMS_URL", "")
MAILLAGE_SMS_FROM = os.environ.get("MAILLAGE_SMS_FROM", "")
MAILLAGE_SMS_TOKEN = os.environ.get("MAILLAGE_SMS_TOKEN", "")
MAILLAGE_SMS_SECRET = os.environ.get("MAILLAGE_SMS_SECRET", "")

# What the throttles and the one-time codes remember is shared by every worker: a table, values in JSON, keys hashed.
CACHES = {
    "default": {"BACKEND": "maillage.reference.accounts.throttle.CounterCache"},
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
MAILLAGE_URL = os.environ.get("MAILLAGE_URL", "http://127.0.0.1:8000")  # what links in mails begin with
MAILLAGE_SECOND_FACTOR = "required"  # "off" in the tests that are not about signing in
MAILLAGE_FRESH_SECONDS = 300  # how long a confirmation of who one is counts before a sensitive act

ACCOUNT_ADAPTER = "maillage.reference.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "maillage.reference.accounts.adapters.SecondFactorAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = MAILLAGE_FRESH_SECONDS
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/300s/key", "reset_password": "20/m/ip,3/600s/key"}
ACCOUNT_FORMS = {
    "login": "maillage.reference.accounts.third_party_forms.LoginForm",
    "change_password": "maillage.reference.accounts.third_party_forms.ChangePasswordForm",
    "reset_password": "maillage.reference.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "maillage.reference.accounts.third_party_forms.NewPasswordForm",
    "reauthenticate": "maillage.reference.accounts.third_party_forms.ConfirmByPasswordForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "maillage.reference.accounts.third_party_forms.CodeForm",
    "reauthenticate": "maillage.reference.accounts.third_party_forms.ConfirmByCodeForm",
    "activate_totp": "maillage.reference.accounts.third_party_forms.ActivateApplicationForm",
    "add_webauthn": "maillage.reference.accounts.third_party_forms.AddKeyForm",
    "edit_webauthn": "maillage.reference.accounts.third_party_forms.RenameKeyForm",
}
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = False  # showing them asks again who one is; "once" would write on a GET
MFA_TOTP_ISSUER = "Maillage"
MFA_TOTP_TOLERANCE = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "pypdf": {"level": "CRITICAL"},  # it would quote pieces of the files that it reads
        # "Not Found: /personnes/…": addresses hold the ids of files. A failure of ours is still said, by its traceback.
        "django.request": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
