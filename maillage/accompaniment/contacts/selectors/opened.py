"""The words of a page of calls, opened together: of those that may be called now only, and never a number that may not be dialled."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.accompaniment.contacts.selectors.calls import BY_NUMBER, CallLine, State
from maillage.accompaniment.people.models import ContactRule
from maillage.accompaniment.people.selectors.contact import RuleCard, card_in, reach_of
from maillage.core.reach import Reach, masked
from maillage.core.safe_contact import Channel
from maillage.foundation.access.actor import Actor
from maillage.foundation.vault import Opened, Part, Reason, open_parts


@dataclass(frozen=True)
class Link:
    """A link that begins a call or a message, from the telephone itself: no third party."""

    url: str
    label: Any
    icon: str


@dataclass(frozen=True)
class OpenedLine:
    """What may be read on one line, once opened. Its repr shows nothing."""

    card: RuleCard
    number: str
    links: tuple[Link, ...]
    number_wrong: bool = False

    def __repr__(self) -> str:
        return "OpenedLine(…)"


def open_lines(lines: Sequence[CallLine], *, actor: Actor, today: date) -> dict[uuid.UUID, OpenedLine]:
    """The words of these lines, by file: one query for the keys, one entry of the journal. What may not be called now stays closed."""
    chosen = [(each, each.rule) for each in lines if each.state is State.NOW and each.rule is not None]
    opened = open_parts(
        actor=actor, subjects=[each.person for each, _rule in chosen], part=Part.SAFE_CONTACT, reason=Reason.CONTACT, today=today
    )
    wrong = {each.wrong_rule_id for each, _rule in chosen if each.wrong_rule_id is not None}
    former = {each.pk: each for each in ContactRule.unscoped.filter(pk__in=wrong).order_by("pk")}
    return {each.person.pk: _opened(each, rule, opened, former=former) for each, rule in chosen}


def _opened(line: CallLine, rule: ContactRule, opened: Opened, *, former: Mapping[uuid.UUID, ContactRule]) -> OpenedLine:
    card = card_in(opened, rule)
    reach = reach_of(card)
    found_wrong = former.get(line.wrong_rule_id) if line.wrong_rule_id is not None else None
    wrong = found_wrong is not None and reach_of(card_in(opened, found_wrong)).dialled == reach.dialled
    return read_line(line.ways, card=card, reach=reach, wrong=wrong)


def read_line(ways: Sequence[Channel], *, card: RuleCard, reach: Reach, wrong: bool) -> OpenedLine:
    """What may be shown when only these ways are open: a number and its links only if one of them dials it, and it is not wrong."""
    by_number = [way for way in ways if way in BY_NUMBER] if not wrong else []
    number = reach.number if by_number else ""
    return OpenedLine(
        card=_shown(card, ways=ways, numbers=bool(by_number) and card.preferred in BY_NUMBER and card.preferred in by_number),
        number=number,
        links=_links(by_number, reach) if reach.dialled else (),
        number_wrong=wrong,
    )


def _links(ways: Sequence[Channel], reach: Reach) -> tuple[Link, ...]:
    found = []
    if Channel.PHONE in ways:
        found.append(Link(f"tel:{reach.dialled}", _("Appeler"), "phone"))
    if Channel.SMS in ways:
        found.append(Link(f"sms:{reach.dialled}", _("Écrire un SMS"), "message-square"))
    return tuple(found)


def _shown(card: RuleCard, *, ways: Sequence[Channel], numbers: bool) -> RuleCard:
    """The words of the preferred way when it is open; every number in any text is hidden unless it may be dialled now."""
    words = card.words if card.preferred in ways else ""
    texts = {"words": words, "answerers": card.answerers, "never_say": card.never_say, "alias": card.alias}
    if not numbers:
        texts = {name: masked(text, by=_("(numéro masqué)")) for name, text in texts.items()}
    return replace(card, **texts, number="", email="")
