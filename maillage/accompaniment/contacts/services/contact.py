"""Note a contact that happened: never refused for having happened; correct it; say that it was noted by mistake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from maillage.accompaniment.contacts import actions
from maillage.accompaniment.contacts.errors_contact import AlreadyMistaken, ContactFromTheFuture, LengthOutOfRange, NextContactBefore
from maillage.accompaniment.contacts.models import ASKED_OF_RULE, LONGEST, Contact, ContactKind, ContactWay, Initiator, Mood
from maillage.accompaniment.contacts.models.contact import sorted_themes
from maillage.accompaniment.contacts.services.lost import end_search_by_contact
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind, Note
from maillage.accompaniment.notes.services import PromiseMade, write_note
from maillage.accompaniment.people.models import Outgoing, Person
from maillage.accompaniment.people.moments import first_instant, instant_of, wall_clock
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors.contact import rule_at
from maillage.accompaniment.people.services import mark_contact
from maillage.core.safe_contact import Channel, Why, may_contact
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.foundation.ui.speech import day_words

_LATEST = time(23, 59)
_HEARD = (ContactWay.PHONE, ContactWay.VIDEO, ContactWay.SMS, ContactWay.MESSAGING)


@dataclass(frozen=True, kw_only=True)
class ContactDraft:
    """A contact as it is typed; only the way is asked. Its repr shows no text.

    `happened_on`: today when None; `at`: the hour on the wall, that of the moment when None and it is today's, not known for a past day.
    `words` become a note of the notes room, read at `level`; `promise`, what was promised then (with or without words).
    """

    way: ContactWay
    kind: ContactKind = ContactKind.INFORMAL
    initiated_by: Initiator = Initiator.HER
    mood: Mood = Mood.UNKNOWN
    happened_on: date | None = None
    at: time | None = None
    minutes: int | None = None
    themes: Iterable[str] = ()
    next_on: date | None = None
    words: str = ""
    level: Level = Level.TEAM
    promise: PromiseMade | None = None

    def __repr__(self) -> str:
        return "ContactDraft(…)"


@idempotent(Contact)
@transaction.atomic
def note_contact(*, actor: Actor, moment: Moment, person: Person, draft: ContactDraft) -> Contact:
    """Note a contact that happened, today or before. One that we began against her rule is kept, and says so (`against`).

    Raises Denied (also for words without NOTES_OPEN), ContactFromTheFuture, NextContactBefore, LengthOutOfRange, and for the words
    what `write_note` raises.
    """
    require(actor, Permission.CONTACT_NOTE, on=person)
    if actor.user_id is None:
        raise Denied
    day = draft.happened_on or moment.today
    _check(draft, day=day, today=moment.today)
    person = Person.unscoped.locked(person.pk)
    left = _departure(actor, person=person, draft=draft, day=day)
    contact = Contact.unscoped.create(
        person=person,
        organisation_id=person.organisation_id,
        noted_by_id=actor.user_id,
        **_codes(draft, day=day),
        against=_against(person, draft=draft, day=day, moment=moment, left=left),
        left=left,
        note=_note(actor, person=person, draft=draft, day=day, moment=moment),
        written_on=moment.today,
    )
    mark_contact(person, on=day)
    by_her = draft.initiated_by == Initiator.HER
    end_search_by_contact(actor=actor, person=person, happened_on=day, by_her=by_her, today=moment.today)
    record(actor, actions.CONTACT_NOTED, person, today=moment.today, kind=draft.kind, initiated_by=draft.initiated_by)
    return contact


@idempotent(Contact)
@transaction.atomic
def correct_contact(*, actor: Actor, moment: Moment, contact: Contact, seen: int, draft: ContactDraft) -> Contact:
    """Correct what was noted of a contact; its words are corrected in their note. Her rule is asked again, as it was that day.

    Raises Denied, AlreadyMistaken, ContactFromTheFuture, NextContactBefore, LengthOutOfRange, Stale.
    """
    require(actor, Permission.CONTACT_NOTE, on=contact)
    person = Person.unscoped.locked(contact.person_id)
    contact = Contact.unscoped.select_related("left").locked(contact.pk)
    if contact.mistaken_on is not None:
        raise AlreadyMistaken
    day = draft.happened_on or contact.happened_on
    _check(draft, day=day, today=moment.today)
    left = contact.left if _covers(contact.left, draft=draft, day=day) else None
    changes: dict[str, Any] = {
        **_codes(draft, day=day),
        "against": _against(person, draft=draft, day=day, moment=moment, left=left),
        "left": left,
    }
    if day == contact.happened_on and (draft.way, draft.initiated_by) == (contact.way, contact.initiated_by) and draft.at is None:
        # Neither the day nor the way changes: the hour of the first noting still holds.
        del changes["against"], changes["left"]
    changed = contact.save_version(seen=seen, changes=changes)
    mark_contact(person, on=day)
    record(actor, actions.CONTACT_CORRECTED, person, today=moment.today)
    return changed


@idempotent(Contact)
@transaction.atomic
def mark_mistaken(*, actor: Actor, today: date, contact: Contact) -> Contact:
    """It did not happen (another person, noted twice): it stays, crossed out, and counts no more. Raises Denied, AlreadyMistaken."""
    require(actor, Permission.CONTACT_NOTE, on=contact)
    person = Person.unscoped.locked(contact.person_id)
    contact = Contact.unscoped.locked(contact.pk)
    if contact.mistaken_on is not None:
        raise AlreadyMistaken
    # The departure that it came of is free again: the call did leave, and may be that of another contact.
    changed = contact.save_version(seen=contact.version, changes={"mistaken_on": today, "left": None})
    record(actor, actions.CONTACT_MISTAKEN, person, today=today)
    return changed


def _check(draft: ContactDraft, *, day: date, today: date) -> None:
    if day > today:
        raise ContactFromTheFuture
    if draft.next_on is not None and draft.next_on <= day:
        raise NextContactBefore(day=day_words(day))
    if draft.minutes is not None and not 1 <= draft.minutes <= LONGEST:
        raise LengthOutOfRange(most=LONGEST)


def _codes(draft: ContactDraft, *, day: date) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "way": draft.way,
        "initiated_by": draft.initiated_by,
        "mood": draft.mood,
        "themes": sorted_themes(draft.themes),
        "happened_on": day,
        "minutes": draft.minutes,
        "next_on": draft.next_on,
    }


def _asked(draft: ContactDraft) -> Channel | None:
    """The way of her rule that this contact took; None when she began it, or was there."""
    return ASKED_OF_RULE.get(draft.way) if draft.initiated_by == Initiator.US else None


def _departure(actor: Actor, *, person: Person, draft: ContactDraft, day: date) -> Outgoing | None:
    """What this worker let leave towards her that day by that way, and that no contact came of yet: her rule was asked then."""
    channel = _asked(draft)
    if channel is None:
        return None
    used = Contact.unscoped.filter(left__isnull=False).order_by().values("left_id")
    found = Outgoing.unscoped.filter(person=person, by_id=actor.user_id, channel=channel.value).exclude(pk__in=used)
    return next((each for each in found.order_by("-at", "pk")[:20] if wall_clock(each.at).date() == day), None)


def _covers(left: Outgoing | None, *, draft: ContactDraft, day: date) -> bool:
    channel = _asked(draft)
    return left is not None and channel is not None and left.channel == channel.value and wall_clock(left.at).date() == day


def _against(person: Person, *, draft: ContactDraft, day: date, moment: Moment, left: Outgoing | None) -> str:
    """Why we should not have reached her so; empty when her rule allowed it, or when she began."""
    channel = _asked(draft)
    if channel is None or left is not None:
        return ""
    hour_known = draft.at is not None or day == moment.today
    at = _instant(draft, day=day, moment=moment)
    verdict = may_contact(pure_rule(rule_at(person, moment=at)), channel=channel, at=wall_clock(at))
    if verdict.allowed or (verdict.why is Why.HOURS and not hour_known):
        return ""
    return verdict.why.value if verdict.why is not None else ""


def _instant(draft: ContactDraft, *, day: date, moment: Moment) -> datetime:
    """The hour typed; else now for a contact of today, the end of the day for a past one (the rule written that day holds)."""
    if draft.at is not None:
        return datetime.combine(day, draft.at, tzinfo=PARIS)
    if day == moment.today:
        return instant_of(moment)
    return first_instant(day).replace(hour=_LATEST.hour, minute=_LATEST.minute)


def _note(actor: Actor, *, person: Person, draft: ContactDraft, day: date, moment: Moment) -> Note | None:
    """What was said, where it is read by those for whom it is meant; a promise alone has a note that says what it was made in."""
    words = draft.words.strip()
    if not words and draft.promise is None:
        return None
    if not words:
        words = said_in(draft.kind.label, draft.way.label)
    note: Note = write_note(
        actor=actor,
        today=moment.today,
        person=person,
        level=draft.level,
        kind=note_kind(draft.kind, draft.way),
        happened_on=day,
        body=words,
        promise=draft.promise,
    )
    return note


def said_in(kind: Any, way: Any) -> str:
    """The words of a note that has none, as "Échange informel, par téléphone"."""
    text = f"{kind}, {way}."
    return text[:1].upper() + text[1:]


def note_kind(kind: str, way: str) -> Kind:
    """Which kind of note a contact writes."""
    if kind == ContactKind.FORMAL:
        return Kind.INTERVIEW
    return Kind.CALL if way in _HEARD else Kind.OBSERVATION
