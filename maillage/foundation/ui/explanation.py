"""Why a date or a figure is what it is: sentences, each with its source and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.core.law import Confidence
from maillage.foundation.ui import speech

CONFIDENCE_WORDS = {
    Confidence.READ: _("lu dans le texte"),
    Confidence.SECOND_HAND: _("rapporté par une autre source, à confirmer auprès de la préfecture"),
    Confidence.RECALL: _("de mémoire, à confirmer auprès de la préfecture"),
    Confidence.COMPUTED: _("calculé"),
    Confidence.UNCERTAIN: _("à confirmer auprès de la préfecture"),
}
_SURE = (Confidence.READ, Confidence.COMPUTED)


@dataclass(frozen=True)
class Reason:
    """One step of an explanation."""

    text: str
    source: str = ""
    url: str = ""
    read_on: date | None = None
    confidence: str = ""
    sure: bool = True


def reasons(items: Iterable[Any] | None) -> tuple[Reason, ...]:
    """Reasons out of phrases, texts, or steps of the rules that carry `phrase` (or `sentence`), `source` and `confidence`."""
    return tuple(reason(each) for each in items or ())


def reason(item: Any) -> Reason:
    """One step in the language of the page."""
    if isinstance(item, Reason):
        return item
    said = next((getattr(item, name) for name in ("phrase", "sentence") if hasattr(item, name)), item)
    source, confidence = getattr(item, "source", None), getattr(item, "confidence", None)
    return Reason(
        text=speech.say(said),
        source=speech.say(getattr(source, "title", source)),
        url=getattr(source, "url", ""),
        read_on=getattr(source, "read_on", None),
        confidence=confidence_words(confidence),
        sure=confidence is None or Confidence(confidence) in _SURE,
    )


def confidence_words(confidence: Confidence | str | None) -> str:
    """How sure, in words; nothing when it is not said."""
    return str(CONFIDENCE_WORDS[Confidence(confidence)]) if confidence else ""
