"""Reads of her own access: for the team, and for her."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from maillage.accompaniment.people.models import Person
from maillage.doors.own_access import boxes
from maillage.doors.own_access.boxes import CardContent
from maillage.doors.own_access.languages import Language, language_of, languages
from maillage.doors.own_access.models import AcceptedLanguage, Card, CardKind, OwnAccess
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope


def get_access(*, actor: Actor, pk: uuid.UUID, today: date) -> OwnAccess:
    """An access, or OutOfScope."""
    found: OwnAccess | None = OwnAccess.objects.visible_to(actor, today=today).select_related("person").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_card(*, actor: Actor, pk: uuid.UUID, today: date) -> Card:
    """A card, or OutOfScope."""
    found: Card | None = Card.objects.visible_to(actor, today=today).select_related("access").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def open_access_of(person: Person) -> OwnAccess | None:
    """Her open access, if she has one."""
    found: OwnAccess | None = OwnAccess.unscoped.open().filter(person=person).first()
    return found


def past_accesses_of(person: Person) -> list[OwnAccess]:
    """Those that are closed, the latest first."""
    return list(OwnAccess.unscoped.filter(person=person, closed_on__isnull=False).order_by("-closed_on", "pk"))


def cards_of(access: OwnAccess) -> list[Card]:
    """What is shown, as far as the team may know it: kinds and days."""
    return list(access.cards.select_related("published_by").order_by("kind", "published_on", "pk"))


def served_languages(organisation_id: Any) -> list[Language]:
    """Languages that the association serves: those that a speaker has reviewed, and those it has accepted as they are."""
    accepted = set(AcceptedLanguage.unscoped.filter(organisation_id=organisation_id).order_by().values_list("language", flat=True))
    return [each for each in languages().values() if each.reviewed or each.code in accepted]


def acceptances_of(organisation_id: Any) -> Mapping[str, date]:
    """When each unreviewed language was accepted."""
    rows = AcceptedLanguage.unscoped.filter(organisation_id=organisation_id).order_by("language")
    return dict(rows.values_list("language", "accepted_on"))


@dataclass(frozen=True)
class ShownCard:
    """A card as she reads it. Its repr shows nothing."""

    id: uuid.UUID
    kind: CardKind
    sentence: str
    is_file: bool

    def __repr__(self) -> str:
        return "ShownCard(…)"


def access_of_code(code: str, *, today: date) -> OwnAccess | None:
    """The access that this code opens today, or None. Says nothing about whom."""
    if not code:
        return None
    found: OwnAccess | None = OwnAccess.unscoped.open().filter(mark=boxes.mark(code), ends_on__gte=today).first()
    return found


def is_waiting(access: OwnAccess, *, now: datetime) -> bool:
    """Must she wait after wrong answers?"""
    return access.waits_until is not None and access.waits_until > now


def read_cards(access: OwnAccess, *, private: bytes, language: Language) -> list[ShownCard]:
    """What she sees, in her language, in the order of the days."""
    opened = [(card, boxes.open_card(card, private=private)) for card in access.cards.order_by("published_on", "pk")]
    opened.sort(key=lambda pair: (pair[1].day or date.max, pair[1].hour is not None, pair[1].hour))
    return [
        ShownCard(id=card.pk, kind=CardKind(card.kind), sentence=_sentence(content, language=language), is_file=bool(content.file))
        for card, content in opened
    ]


def read_file(access: OwnAccess, *, card_id: uuid.UUID, private: bytes) -> CardContent | None:
    """One document of hers, or None when it is no longer shown."""
    card = access.cards.filter(pk=card_id, kind=CardKind.DOCUMENT).first()
    return boxes.open_card(card, private=private) if card is not None else None


def shown_language(access: OwnAccess, *, asked: str) -> Language:
    """The language of her page: the one asked for when the association serves it, else hers while it does, else French."""
    served = {each.code for each in served_languages(access.organisation_id)}
    return language_of(next((code for code in (asked, access.language) if code in served), ""))


def _sentence(content: CardContent, *, language: Language) -> str:
    if content.file:
        return content.file_name
    return language.card(content.name, day=content.day, hour=content.hour, words=content.words)
