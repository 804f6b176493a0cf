"""The searches that go on, and what may be done in each."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from maillage.accompaniment.contacts.models import LostContact, LostStep
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors import get_person, rule_of
from maillage.core.lost_contact import NextStep, Step, steps_of
from maillage.core.phrase import Phrase, phrase
from maillage.core.safe_contact import Channel, Rule, Standing
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope


def get_search(*, actor: Actor, pk: uuid.UUID, today: date) -> LostContact:
    """A search, or OutOfScope."""
    search = LostContact.unscoped.select_related("person").filter(pk=pk).first()
    if search is None:
        raise OutOfScope
    get_person(actor=actor, pk=search.person_id, today=today)
    return search


def search_of(person: Person) -> LostContact | None:
    """The search that goes on for her, if any."""
    return LostContact.unscoped.standing().filter(person=person).select_related("opened_by").first()


def past_searches(person: Person) -> list[LostContact]:
    """Those that ended by news, the latest first."""
    return list(LostContact.unscoped.filter(person=person, closed_on__isnull=False).order_by("-closed_on", "pk")[:10])


def done_in(search: LostContact) -> list[LostStep]:
    """What was done, the latest first."""
    return list(LostStep.unscoped.filter(search=search).select_related("by").order_by("-done_on", "-pk"))


def steps_for(search: LostContact, *, today: date) -> tuple[NextStep, ...]:
    """The four steps; a partner or a visit that her rule does not allow is said so."""
    done = [
        (Step(step), day) for step, day in LostStep.unscoped.filter(search=search).order_by("done_on", "pk").values_list("step", "done_on")
    ]
    rule = pure_rule(rule_of(search.person))
    return steps_of(
        done, partner_refused=_refused(rule, Channel.PARTNER, today=today), visit_refused=_refused(rule, Channel.VISIT, today=today)
    )


def _refused(rule: Rule | None, channel: Channel, *, today: date) -> Phrase | None:
    if rule is None:
        return phrase("Aucune consigne de contact n'est notée : par prudence, non.")
    if rule.silent_until is not None and today < rule.silent_until:
        return phrase("Ne pas la contacter avant le {day}, par aucun moyen.", day=rule.silent_until)
    standing = rule.standing(channel)
    if standing is Standing.FORBIDDEN:
        return phrase("Jamais {channel} : ce n'est pas sûr pour elle.", channel=channel.label)
    if standing is Standing.UNKNOWN:
        return phrase("On ne sait pas si elle peut être jointe {channel} sans danger.", channel=channel.label)
    return None


def searches_visible_to(actor: Actor, *, today: date) -> Any:
    """The searches that go on among the files that the actor keeps the link with, the oldest first."""
    return LostContact.objects.visible_to(actor, today=today).standing().select_related("person").order_by("opened_on", "pk")
