"""What came of a try, in one tap: reached (a contact), no answer (a next try), wrong number (to correct), not safe (silence)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from maillage.accompaniment.contacts import actions_calls as actions
from maillage.accompaniment.contacts import notices
from maillage.accompaniment.contacts.errors_calls import NoNumberThere, TriedSince
from maillage.accompaniment.contacts.models import Attempt, Contact, ContactWay, Initiator, Mood
from maillage.accompaniment.contacts.services.contact import ContactDraft, note_contact
from maillage.accompaniment.people.models import ContactRule, Person
from maillage.accompaniment.people.moments import instant_of, wall_clock
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors import present_inside, rule_of
from maillage.accompaniment.people.services import keep_silent, leave_for_her
from maillage.accompaniment.people.services.reaching import KIND_OF_WAY
from maillage.core.call_list import Outcome, next_try
from maillage.core.safe_contact import Channel, may_contact
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.foundation.notifications import notify

BY_NUMBER = frozenset({Channel.PHONE, Channel.SMS, Channel.MESSAGING})
WAY_OF_CONTACT = {
    Channel.PHONE: ContactWay.PHONE,
    Channel.SMS: ContactWay.SMS,
    Channel.MESSAGING: ContactWay.MESSAGING,
    Channel.MAIL: ContactWay.MAIL,
    Channel.LETTER: ContactWay.LETTER,
    Channel.PARTNER: ContactWay.PARTNER,
    Channel.KEY_WORKER: ContactWay.OUTSIDE,
    Channel.VISIT: ContactWay.VISIT,
}


@idempotent(Attempt)
@transaction.atomic
def note_attempt(
    *, actor: Actor, moment: Moment, person: Person, channel: Channel, outcome: Outcome, mood: Mood = Mood.UNKNOWN, seen: int | None = None
) -> Attempt:
    """Note a try that was just made. What left is noted at the one door of all that reaches her; made against her rule, it is said.

    `seen`: how many tries were on screen. No answer: the next try is proposed inside her hours. Not safe: nothing leaves before
    tomorrow, and her key workers are told. Raises Denied, NoNumberThere, TriedSince.
    """
    require(actor, Permission.CONTACT_NOTE, on=person)
    require(actor, Permission.CONTACT_OPEN, on=person)
    if actor.user_id is None:
        raise Denied
    if outcome is Outcome.WRONG_NUMBER and channel not in BY_NUMBER:
        raise NoNumberThere
    person = Person.unscoped.locked(person.pk)
    _check_seen(person, seen=seen)
    rule = rule_of(person)
    against = _leave(actor=actor, moment=moment, person=person, rule=rule, channel=channel)
    attempt = Attempt.unscoped.create(
        person=person,
        organisation_id=person.organisation_id,
        by_id=actor.user_id,
        at=instant_of(moment),
        channel=channel.value,
        outcome=outcome.value,
        next_try_at=_next_try(rule, channel=channel, moment=moment) if outcome is Outcome.NO_ANSWER else None,
        rule=rule,
        against=against,
        contact=_contact(actor, moment=moment, person=person, channel=channel, mood=mood) if outcome is Outcome.REACHED else None,
    )
    if outcome is Outcome.NOT_SAFE:
        _keep_her_safe(actor=actor, moment=moment, person=person)
    record(actor, actions.TRIED, person, today=moment.today, outcome=outcome.value)
    return attempt


def _check_seen(person: Person, *, seen: int | None) -> None:
    if seen is None or Attempt.unscoped.filter(person=person).count() == seen:
        return
    last = Attempt.unscoped.filter(person=person).select_related("by").order_by("-at", "-pk").first()
    if last is not None:
        raise TriedSince(who=last.by.display_name, outcome=last.get_outcome_display())


def _leave(*, actor: Actor, moment: Moment, person: Person, rule: ContactRule | None, channel: Channel) -> str:
    """Through the one door when her rule allows it now; else why it does not: the try was made, and is not hidden."""
    verdict = may_contact(pure_rule(rule), channel=channel, at=wall_clock(instant_of(moment)))
    if verdict.why is not None:
        return verdict.why.value
    leave_for_her(actor=actor, person=person, channel=channel, kind=KIND_OF_WAY[channel], moment=moment)
    return ""


def _next_try(rule: ContactRule | None, *, channel: Channel, moment: Moment) -> datetime | None:
    found = next_try(rule=pure_rule(rule), channel=channel, at=wall_clock(instant_of(moment)))
    return found.replace(tzinfo=PARIS) if found is not None else None


def _contact(actor: Actor, *, moment: Moment, person: Person, channel: Channel, mood: Mood) -> Contact:
    draft = ContactDraft(way=WAY_OF_CONTACT[channel], initiated_by=Initiator.US, mood=mood)
    contact: Contact = note_contact(actor=actor, moment=moment, person=person, draft=draft)
    return contact


def _keep_her_safe(*, actor: Actor, moment: Moment, person: Person) -> None:
    keep_silent(actor=actor, moment=moment, person=person, until=moment.today + timedelta(days=1))
    told = [each.user_id for each in present_inside(person, today=moment.today) if each.user_id != actor.user_id]
    notify(topic=notices.NOT_SAFE, user_ids=told, today=moment.today, link_name="people:contact", link_pk=person.pk)
