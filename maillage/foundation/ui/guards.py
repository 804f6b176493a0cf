"""Questions that a lower room must ask before an act and that an upper room answers. Nobody to answer: the answer is no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Answer:
    """Yes, or no with its reason. True or false in a condition."""

    allowed: bool
    reason: Any = ""

    def __bool__(self) -> bool:
        return self.allowed


NO_PROVIDER: str | Promise = _("Rien ne permet encore de répondre à cette question : par prudence, l'acte est refusé.")

_providers: dict[str, Callable[..., Answer]] = {}


def register(question: str, provider: Callable[..., Answer]) -> None:
    """Say who answers a question ("may_contact"). Raises ValueError when somebody else already does."""
    if _providers.get(question, provider) is not provider:
        raise ValueError(f"the guard {question} has two providers")
    _providers[question] = provider


def ask(question: str, **facts: Any) -> Answer:
    """The provider's answer; a refusal when there is no provider. A provider that fails is not caught: the act fails with it."""
    provider = _providers.get(question)
    return provider(**facts) if provider is not None else Answer(allowed=False, reason=NO_PROVIDER)
