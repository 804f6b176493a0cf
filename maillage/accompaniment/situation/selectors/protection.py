"""The protection of a minor: that it exists, for colleagues; what it holds, for the right `minors`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import get_person, open_identity
from maillage.accompaniment.situation.models import Protection, ProtectionAct
from maillage.core.law import DatedValue, current_law
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.roles import Right
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui import speech
from maillage.foundation.ui.guards import Answer
from maillage.foundation.vault import Opened, Part, Reason, open_part
from maillage.reference.accounts.models import Mandate


@dataclass(frozen=True)
class ActLine:
    """One act, opened."""

    act: ProtectionAct
    reference: str


@dataclass(frozen=True)
class ProtectionFile:
    """A path of protection, opened. Its repr shows nothing."""

    protection: Protection
    majority: date | None
    acts: tuple[ActLine, ...]

    def __repr__(self) -> str:
        return "ProtectionFile(…)"


@dataclass(frozen=True)
class LetterFacts:
    """What a letter of protection says. Its repr shows nothing."""

    act: ProtectionAct
    sender: str
    territory: str
    file_reference: str
    reference: str
    who: tuple[str, ...]

    def __repr__(self) -> str:
        return "LetterFacts(…)"


def get_protection(*, actor: Actor, pk: uuid.UUID, today: date) -> Protection:
    """A path of protection, or OutOfScope."""
    found: Protection | None = Protection.objects.visible_to(actor, today=today).select_related("person").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_act(*, actor: Actor, pk: uuid.UUID, today: date) -> ProtectionAct:
    """An act, or OutOfScope for whoever does not see the file."""
    act = ProtectionAct.unscoped.select_related("protection__person").filter(pk=pk).first()
    if act is None:
        raise OutOfScope
    get_person(actor=actor, pk=act.protection.person_id, today=today)
    return act


def forbidding_protection(person: Person) -> Protection | None:
    """The path because of which she may not ask for a pathway, if any."""
    return Protection.unscoped.forbidding().filter(person=person).order_by("-noted_on", "pk").first()


def latest_protection(person: Person) -> Protection | None:
    """The path of protection that her page shows: the running one, else the last, without opening it."""
    return Protection.unscoped.filter(person=person).order_by(F("ended_on").desc(nulls_first=True), "-noted_on", "pk").first()


def kinds_done(protection: Protection | None) -> frozenset[str]:
    """Which steps have at least one act."""
    if protection is None:
        return frozenset()
    return frozenset(ProtectionAct.unscoped.filter(protection=protection).values_list("kind", flat=True))


def reference_of(*, actor: Actor, act: ProtectionAct, reason: Reason, today: date) -> str:
    """The reference of an act, opened and journaled. Raises Denied."""
    opened = open_part(actor=actor, subject=act.protection.person, part=Part.MINOR, reason=reason, today=today)
    return opened.read(act, "reference")


def may_apply(*, person: Person, today: date) -> Answer:
    """May a pathway be asked for? Not while she is, or may be, a minor: the answer says no more than whom to ask.

    Opens nothing. Source: CASF, art. L. 121-9 (parameter psp.minimum_age). The guard "may_apply".
    """
    if forbidding_protection(person) is None:
        return Answer(allowed=True)
    words = _("Un parcours de protection est en cours : aucune demande de parcours n'est possible. %(whom)s")
    return Answer(allowed=False, reason=words % {"whom": to_ask(person, today=today)})


def holders_of_minors(person: Person, *, today: date) -> list[str]:
    """Who in the association holds the right to protect minors today, by name."""
    mandates = Mandate.unscoped.in_force(today=today).filter(organisation_id=person.organisation_id, user__is_active=True)
    rows = mandates.select_related("user").order_by("user__display_name", "pk")
    return list(dict.fromkeys(row.user.display_name for row in rows if Right.MINORS in row.right_set))


def to_ask(person: Person, *, today: date) -> str:
    """Whom to ask, in one sentence."""
    names = holders_of_minors(person, today=today)
    if not names:
        return _("Aucune collègue n'a encore le droit d'ouvrir ces parcours : demandez à votre responsable de le donner.")
    return _("Demandez à %(names)s.") % {"names": _(" ou ").join(names)}


def protection_of(*, actor: Actor, person: Person, reason: Reason, today: date) -> ProtectionFile | None:
    """The latest path of protection with its acts, opened and journaled; None when there is none. Raises Denied."""
    protection = latest_protection(person)
    if protection is None:
        return None
    opened = open_part(actor=actor, subject=person, part=Part.MINOR, reason=reason, today=today)
    acts = ProtectionAct.unscoped.select_related("protection").filter(protection=protection).order_by("done_on", "pk")
    lines = tuple(ActLine(act, opened.read(act, "reference")) for act in acts)
    return ProtectionFile(protection, _majority(opened, protection), lines)


def majority_of(*, actor: Actor, protection: Protection, reason: Reason, today: date) -> date | None:
    """The day she comes of age, opened and journaled; None when her birth date is not known. Raises Denied."""
    opened = open_part(actor=actor, subject=protection.person, part=Part.MINOR, reason=reason, today=today)
    return _majority(opened, protection)


def _majority(opened: Opened, protection: Protection) -> date | None:
    text = opened.read(protection, "majority")
    return date.fromisoformat(text) if text else None


def steps_to_take(*, today: date) -> tuple[tuple[Mapping[str, Any], ...], DatedValue]:
    """What to do, in order, each with its article; and how sure the whole is (parameter minor.steps)."""
    found = current_law().value("minor.steps", on=today)
    return found.rows(on=today), found


def letter_facts(*, actor: Actor, act: ProtectionAct, named: bool, today: date) -> LetterFacts:
    """What the letter of an act says; her identity only when asked, opened and journaled. Raises Denied."""
    person = act.protection.person
    opened = open_part(actor=actor, subject=person, part=Part.MINOR, reason=Reason.URGENCY, today=today)
    return LetterFacts(
        act=act,
        sender=person.organisation.name,
        territory=person.territory.name,
        file_reference=person.reference,
        reference=opened.read(act, "reference"),
        who=_identity_lines(actor, person, today=today) if named else (),
    )


def _identity_lines(actor: Actor, person: Person, *, today: date) -> tuple[str, ...]:
    card = open_identity(actor=actor, person=person, reason=Reason.URGENCY, today=today)
    if card is None:
        return ()
    born = speech.day_words(card.born) if card.born else _("date de naissance non connue")
    return tuple(each for each in (f"{card.first_name} {card.last_name}".strip(), born, card.nationality) if each)
