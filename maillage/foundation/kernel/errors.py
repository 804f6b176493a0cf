"""What can go wrong, each with a sentence for people: what happened, why, what to do."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """An act that the rules do not allow now. Safe to show: its sentence carries no name and no internals."""

    message: ClassVar[str | Promise] = _("Cet acte n'est pas possible maintenant.")
    status: ClassVar[int] = 422

    def __init__(self, message: str | Promise | None = None, **facts: Any) -> None:
        self.facts = facts
        self._message = message
        super().__init__()

    @property
    def sentence(self) -> str:
        """The sentence to show, in the language in force."""
        template = str(self._message if self._message is not None else self.message)
        return template % self.facts if self.facts else template

    def __str__(self) -> str:
        return self.sentence


class Denied(Refused):
    """The user has no right to do this, and may know that the object exists (403)."""

    message = _("Votre rôle ne permet pas cet acte. Demandez à la personne responsable de votre organisation.")
    status = 403


class OutOfScope(Refused):
    """The object is not in the user's scope, or does not exist: the answer is the same (404)."""

    message = _("Cette page n'existe pas, ou ne vous est pas ouverte.")
    status = 404


class Stale(Refused):
    """Somebody changed the same thing in between. Nothing was written; both values are shown."""

    message = _("Quelqu'un a modifié cette page pendant votre saisie. Rien n'est perdu : comparez, puis enregistrez.")
    status = 409

    def __init__(self, *, current: dict[str, Any], submitted: dict[str, Any], version: int) -> None:
        super().__init__()
        self.current, self.submitted, self.version = current, submitted, version
