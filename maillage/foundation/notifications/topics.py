"""What people may be told. A topic is a fixed text: it can hold a count and a day, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from maillage.core.phrase import day_in_words

ALLOWED = frozenset({"count", "day"})
_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_PLACEHOLDER = re.compile(r"%(?:\((\w*)\)s)?")


@dataclass(frozen=True)
class Topic:
    """One kind of news. `subject` heads it on the page, `sentence` is what the mail says; `urgent` never waits for a digest."""

    code: str
    label: str | Promise = field(compare=False)
    subject: str | Promise = field(compare=False)
    sentence: str | Promise = field(compare=False)
    urgent: bool = False

    def say(self, *, count: int | None = None, day: date | None = None) -> str:
        """The sentence in the language in force. Raises ValueError when it needs a count or a day that is not given."""
        return _fill(str(self.sentence), count=count, day=day)

    def head(self, *, count: int | None = None, day: date | None = None) -> str:
        """The subject in the language in force."""
        return _fill(str(self.subject), count=count, day=day)

    def needs(self) -> frozenset[str]:
        """The facts that its texts use."""
        return _placeholders(str(self.sentence)) | _placeholders(str(self.subject))


_topics: dict[str, Topic] = {}


def topic(code: str, *, label: str | Promise, subject: str | Promise, sentence: str | Promise, urgent: bool = False) -> Topic:
    """Declare a topic (in a room's `notices.py`). Texts are fixed, but for %(count)s and %(day)s.

    Raises ValueError for a malformed code, one already taken, or any other variable.
    """
    if not _CODE.fullmatch(code) or len(code) > 60:
        raise ValueError(f"{code!r} is not a dotted code such as commission.convened")
    if code in _topics:
        raise ValueError(f"the topic {code} is declared twice")
    declared = Topic(code=code, label=label, subject=subject, sentence=sentence, urgent=urgent)
    unknown = declared.needs() - ALLOWED
    if unknown:
        raise ValueError(f"a notification says a count and a day, nothing else: {code} asks for {', '.join(sorted(unknown))}")
    _topics[code] = declared
    return declared


def find(code: str) -> Topic | None:
    """The topic of this code; None for one that no longer exists."""
    return _topics.get(code)


def declared() -> tuple[Topic, ...]:
    """Every topic, by code."""
    return tuple(_topics[code] for code in sorted(_topics))


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(found.group(1) or "%" for found in _PLACEHOLDER.finditer(text))


def _fill(text: str, *, count: int | None, day: date | None) -> str:
    facts = {"count": count, "day": None if day is None else day_in_words(day, language=get_language() or "fr")}
    absent = [name for name in _placeholders(text) if facts[name] is None]
    if absent:
        raise ValueError(f"this notification needs: {', '.join(absent)}")
    return text % facts


def retired() -> str:
    """What is shown for a notice whose topic no longer exists."""
    return gettext("Une nouvelle d'un genre qui n'existe plus.")
