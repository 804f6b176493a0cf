"""The vital list: what must still be at hand when the tool is not. Pseudonyms and what her rule allows, nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from maillage.accompaniment.contacts.selectors.opened import read_line
from maillage.accompaniment.contacts.selectors.rhythm import keeps_link_with
from maillage.accompaniment.people.models import ContactRule
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors import labels_of
from maillage.accompaniment.people.selectors.contact import open_contacts, reach_of, rules_of_many
from maillage.core.safe_contact import EVERY_DAY, QUIETEST_FIRST, Channel, Standing, Window
from maillage.foundation.access.actor import Actor


@dataclass(frozen=True)
class VitalLine:
    """One line of the paper. Its repr shows nothing."""

    pseudonym: str
    ways: str
    number: str
    hours: str
    code_word: str

    def __repr__(self) -> str:
        return "VitalLine(…)"


def vital_lines(*, actor: Actor, organisation_id: uuid.UUID, reason: str, today: date) -> list[VitalLine]:
    """Every open file of the association that the actor keeps the link with, by pseudonym. Opened with this reason, and journaled.

    A paper does not know the hour: her hours stand beside the number, and a number that no way allows is not printed.
    """
    people = list(keeps_link_with(actor, today=today).filter(organisation_id=organisation_id).order_by("pk"))
    labels = labels_of(people, actor=actor, today=today)
    rules = rules_of_many(people)
    cards = open_contacts(actor=actor, people=people, reason=reason, today=today)
    found = []
    for person in people:
        rule = rules.get(person.pk)
        ways = allowed_ways(rule)
        card = cards[person.pk]
        read = read_line(ways, card=card, reach=reach_of(card), wrong=False)
        found.append(VitalLine(labels[person.pk], _ways(ways), read.number, _hours(rule, today=today), card.code_word))
    return sorted(found, key=lambda each: each.pseudonym.casefold())


def allowed_ways(rule: ContactRule | None) -> tuple[Channel, ...]:
    """The ways that her rule allows, at her hours, the preferred one first."""
    pure = pure_rule(rule)
    if rule is None or pure is None:
        return ()
    allowed = [way for way in QUIETEST_FIRST if pure.standing(way) is Standing.ALLOWED]
    return tuple(sorted(allowed, key=lambda way: way.value != rule.preferred))


def _ways(ways: Sequence[Channel]) -> str:
    short = {
        Channel.PHONE: _("tél."), Channel.SMS: _("SMS"), Channel.MESSAGING: _("messagerie"), Channel.MAIL: _("courriel"),
        Channel.LETTER: _("lettre"), Channel.PARTNER: _("partenaire"), Channel.KEY_WORKER: _("référente"), Channel.VISIT: _("visite"),
    }  # fmt: skip
    return ", ".join(short[way] for way in ways[:2]) if ways else _("aucune voie")


def _hours(rule: ContactRule | None, *, today: date) -> str:
    pure = pure_rule(rule)
    if pure is None:
        return ""
    if pure.silent_until is not None and today < pure.silent_until:
        return _("rien avant le %(day)s") % {"day": pure.silent_until.strftime("%d/%m")}
    return ", ".join(_window(each) for each in pure.windows)


def _window(window: Window) -> str:
    names = (_("lun"), _("mar"), _("mer"), _("jeu"), _("ven"), _("sam"), _("dim"))
    days = sorted(window.days)
    if window.days == EVERY_DAY:
        said = _("tj")
    elif len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        said = f"{names[days[0]]}-{names[days[-1]]}"
    else:
        said = " ".join(names[day] for day in days)
    return said if window.opens == window.closes else f"{said} {_hour(window.opens)}-{_hour(window.closes)}"


def _hour(hour: time) -> str:
    return f"{hour.hour}h{hour.minute:02}" if hour.minute else f"{hour.hour}h"
