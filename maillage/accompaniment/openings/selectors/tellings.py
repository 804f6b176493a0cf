"""Who is to be told, ready to be read: her pseudonym, what to say, whether a way is open now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from maillage.accompaniment.openings.models import Telling
from maillage.accompaniment.openings.models.following import About
from maillage.accompaniment.openings.selectors.lines import when_words
from maillage.accompaniment.people.selectors import labels_of
from maillage.accompaniment.people.selectors.contact import rules_of_many, ways_now
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui import speech


@dataclass(frozen=True)
class TellingRow:
    """One line to do."""

    telling: Telling
    pseudonym: str
    said: str
    way: Any
    opens: str

    @property
    def is_meeting(self) -> bool:
        """Is nobody able to tell her: somebody must stand there?"""
        return bool(self.telling.about == About.MEET)


def said_of(telling: Telling) -> str:
    """What she is to be told, with the days and hours of what changes."""
    words = str(About(telling.about).label)
    words = words[:1].upper() + words[1:]
    former = telling.appointment
    if former is None:
        return f"{words}."
    follower = getattr(former, "followed_by", None)
    if follower is not None and telling.about == About.MOVED:
        return _("%(what)s : %(before)s devient %(after)s.") % {
            "what": words, "before": when_words(former), "after": when_words(follower),
        }  # fmt: skip
    return _("%(what)s : %(before)s.") % {"what": words, "before": when_words(former)}


def rows_of(tellings: list[Telling], *, actor: Actor, moment: Moment) -> list[TellingRow]:
    """The lines of a page: pseudonyms in one query, rules in another."""
    people = list({each.person_id: each.person for each in tellings}.values())
    labels, rules = labels_of(people, actor=actor, today=moment.today), rules_of_many(people)
    found = []
    for each in tellings:
        ways = ways_now(rules.get(each.person_id), moment=moment)
        first = next((way for way in ways if way.verdict.allowed), None)
        later = min((way.verdict.next_at for way in ways if way.verdict.next_at is not None), default=None)
        opens = next((way.next_words for way in ways if way.verdict.next_at == later), "") if first is None and later else ""
        found.append(TellingRow(each, labels[each.person_id], said_of(each), speech.say(first.label) if first else "", opens))
    return found
