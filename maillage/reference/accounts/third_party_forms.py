"""The forms of allauth with our words: labels above, no placeholder that vanishes, help where it helps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

CODE = {"code": (_("Code"), "")}
NEW = (_("Nouveau mot de passe"), _("Au moins quinze caractères. Quelques mots sans rapport entre eux font très bien l'affaire."))
AGAIN = (_("Le même, encore une fois"), "")


def _say(form: forms.BaseForm, words: Mapping[str, tuple[Any, Any]]) -> None:
    for name, (label, help_text) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, help_text
        field.widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"login": (_("Adresse électronique"), ""), "password": (_("Mot de passe"), "")})


class ChangePasswordForm(account.ChangePasswordForm):
    """The present one, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"oldpassword": (_("Mot de passe actuel"), ""), "password1": NEW, "password2": AGAIN})


class NewPasswordForm(account.ResetPasswordKeyForm):
    """The new one twice, behind the link of a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"password1": NEW, "password2": AGAIN})


class ConfirmByPasswordForm(account.ReauthenticateForm):
    """The password again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"password": (_("Mot de passe"), "")})


class CodeForm(mfa.AuthenticateForm):
    """The code of the application, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, CODE)


class ConfirmByCodeForm(mfa.ReauthenticateForm):
    """The same, to confirm."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, CODE)


class ActivateApplicationForm(totp.ActivateTOTPForm):
    """The first code of the application."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"code": (_("Code affiché par l'application"), "")})


class AddKeyForm(webauthn.AddWebAuthnForm):
    """The name of a new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"name": (_("Nom de la clé"), _("Pour la reconnaître, par exemple « mon téléphone »."))}
        _say(self, words | {"passwordless": (_("Elle suffit pour entrer, sans mot de passe"), "")})


class RenameKeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"name": (_("Nom de la clé"), "")})
