"""What is closed by default, what explains, and what was done."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from maillage.foundation.ui import explanation, speech
from maillage.foundation.ui.components.tones import piece

register = template.Library()

HISTORY_SHOWN = 12


@register.simple_block_tag(takes_context=True)
def sealed_part(
    context: Context,
    content: SafeString,
    *,
    title: Any,
    label: Any,
    url: str,
    reasons: Iterable[tuple[str, Any]] = (),
    opened: bool = False,
    refused: Any = "",
    hidden: Any = None,
    anchor: str = "",
) -> SafeString:
    """A part closed by default. Closed: the form that opens it with a reason (`reasons`: (code, words)), or `refused`. Open: the content.

    The form posts `reason` (and `hidden`) to `url`. What was opened closes by itself when one leaves the page, and says so.
    """
    return piece(
        "sealed_part",
        content=content,
        title=speech.say(title),
        label=speech.say(label),
        url=url,
        reasons=[(code, speech.say(words)) for code, words in reasons],
        opened=opened,
        refused=speech.say(refused),
        hidden=dict(hidden or {}),
        anchor=anchor or f"partie-{uuid.uuid4().hex[:8]}",
        csrf_token=context.get("csrf_token"),
    )


@register.inclusion_tag("ui/components/why.html")
def why(*, phrases: Iterable[Any], label: Any = "", source: Any = "", url: str = "", confidence: str = "") -> dict[str, Any]:
    """A disclosure that explains: sentences in order, each with its source and how sure it is when it carries them.

    `source`, `url` and `confidence` speak for the whole when the phrases carry none. What is not sure is said to be confirmed.
    """
    whole = explanation.confidence_words(confidence)
    return {
        "reasons": explanation.reasons(phrases),
        "label": speech.say(label),
        # A text has a method of that name.
        "source": speech.say(source if isinstance(source, str) else getattr(source, "title", source)),
        "url": url or getattr(source, "url", ""),
        "confidence": whole,
    }


@register.inclusion_tag("ui/components/history.html")
def history(*, sentences: Iterable[Any], title: Any = "") -> dict[str, Any]:
    """The journal of a file in plain sentences, newest first: objects with `text` (or `sentence`) and `on` (the day).

    The last dozen is read at a glance; what is older opens on demand.
    """
    lines = [{"text": _text(each), "on": getattr(each, "on", None)} for each in sentences]
    return {"lines": lines[:HISTORY_SHOWN], "older": lines[HISTORY_SHOWN:], "title": speech.say(title)}


def _text(line: Any) -> str:
    return speech.say(next((getattr(line, name) for name in ("text", "sentence") if hasattr(line, name)), line))
