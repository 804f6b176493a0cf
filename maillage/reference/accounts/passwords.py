"""A long password may still be a poor one: one known word said twice, or digits in a row (ASVS 6.2.12)."""

from __future__ import annotations

import string
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_CHARACTERS = 6


class LazyPasswordValidator:
    """Refuses what is left of Django's list of leaked passwords once it is repeated, or padded with digits and signs."""

    def __init__(self) -> None:
        self.leaked = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with a sentence."""
        core = password.lower().strip(string.digits + string.punctuation + string.whitespace)
        if len(set(password.lower())) < FEWEST_CHARACTERS or not core or _unit(core) in self.leaked:
            raise ValidationError(
                _("Ce mot de passe est trop facile à deviner. Prenez quatre mots sans rapport entre eux."), code="password_too_lazy"
            )

    def get_help_text(self) -> str:
        """Under the field."""
        return _("Pas un seul mot répété, ni seulement des chiffres.")


def _unit(text: str) -> str:
    """The shortest piece whose repetition gives the text."""
    return text[: (text + text).find(text, 1)]
