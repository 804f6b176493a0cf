"""What this room shows on the person's file: her contact, her identity, her accords."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.models import OverrideState, Person
from maillage.accompaniment.people.selectors.contact import day_sentence
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown
from maillage.foundation.vault import Reason, reason_choices

SHOWN = 4
CONTACT_REASONS = (Reason.CONTACT, Reason.FOLLOW_UP, Reason.URGENCY, Reason.HANDOVER, Reason.HER_REQUEST)


def show_contact(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """How to reach her safely: what the day allows, read without opening anything."""
    rule = selectors.rule_of(obj)
    return Shown(
        template="people/panels/contact.html",
        data={
            "rule": rule,
            "today_words": day_sentence(rule, today=today),
            "reasons": reason_choices(*CONTACT_REASONS),
        },
    )


def show_identity(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """Her civil identity, closed; that it is noted is said to who may list applications, so that she knows whom to ask."""
    if not (actor.may(Permission.IDENTITY_OPEN, on=obj) or actor.may(Permission.APPLICATION_LIST, on=obj)):
        return None
    return Shown(template="people/identity.html")


def show_accords(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """Her accords: they say that an application exists, so whoever may not list applications does not learn it here."""
    if not (actor.may(Permission.PERSON_EDIT, on=obj) or actor.may(Permission.APPLICATION_LIST, on=obj)):
        return None
    mandates, untold = selectors.acting_counts(obj, today=today)
    accords = [each for each in selectors.accords_of(obj) if each.holds(today=today)]
    return Shown(
        template="people/panels/accords.html",
        data={
            "holding": accords[:SHOWN],
            "more": max(0, len(accords) - SHOWN),
            "mandates": mandates,
            "untold": untold,
        },
    )


def show_dangers(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """A vital danger that waits for a second reader, and what passed without her accord and she does not know yet: first on the page."""
    alerts = _alerts(obj) if actor.may(Permission.PERSON_ASSIGN, on=obj) else []
    return Shown(template="people/panels/dangers.html", data={"alerts": alerts}) if alerts else None


def _alerts(person: Person) -> list[dict[str, Any]]:
    """What passed without her accord and she does not know yet, and what waits for a second reader."""
    found = []
    for each in selectors.overrides_of(person):
        if each.state == OverrideState.ASKED:
            said = (_("Danger vital : une deuxième lecture est attendue"), f"{each.get_danger_display()}.", _("La lire"), "people:override")
        elif each.state == OverrideState.CONFIRMED and each.told_on is None:
            sentence = _("Transmis sans son accord : %(towards)s.") % {"towards": each.towards}
            said = (_("À lui dire, dès que c'est sans danger"), sentence, _("Noter qu'elle le sait"), "people:override_tell")
        else:
            continue
        title, sentence, act, route = said
        found.append({"title": title, "sentence": sentence, "act": act, "url": reverse(route, args=[each.pk])})
    return found


def hand_over_accords(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """For the colleague who takes over: what she agreed to, what we do in her name, and what she must still be told."""
    return Shown(
        template="people/hand_over_accords.html",
        data={
            "holding": [each for each in selectors.accords_of(obj) if each.holds(today=today)],
            "mandates": selectors.mandates_of(obj, today=today),
            "untold": selectors.acts_in_her_name(obj, untold=True),
            "alerts": _alerts(obj) if actor.may(Permission.PERSON_ASSIGN, on=obj) else [],
        },
    )
