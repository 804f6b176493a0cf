"""What the commission said of an application: the room above knows, and says it here for the answers that travel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from maillage.pathway.psp.models import Application


@dataclass(frozen=True)
class Said:
    """The session that holds, or held, an application, and the sense of the opinion: codes of the commission."""

    session_on: date | None = None
    opinion: str = ""


class Opinions(Protocol):
    """What the commission said of one application."""

    def __call__(self, application: Application) -> Said: ...


_providers: list[Opinions] = []
_words: list[dict[str, Any]] = []


def register_opinions(provider: Opinions, *, words: dict[str, Any]) -> None:
    """Say who knows the opinions, and the words of their codes (from the commission's `AppConfig.ready`)."""
    _providers[:], _words[:] = [provider], [words]


def opinion_on(application: Application) -> Said:
    """What is known of an application; nothing when nobody knows."""
    return _providers[0](application) if _providers else Said()


def opinion_words(code: str) -> Any:
    """The words of an opinion; the code itself when it is not known."""
    return _words[0].get(code, code) if _words else code
