"""Messages as the pages read them: what would leave, by which way, signed by whom, when; what left, and what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q

from maillage.accompaniment.contacts.models.message import Message, MessageHold, MessageQuerySet, MessageWay
from maillage.accompaniment.people.models import ContactRule, Person
from maillage.accompaniment.people.moments import instant_of, wall_clock
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors import labels_of
from maillage.accompaniment.people.selectors.contact import card_in, instant_words, reach_of, rule_of
from maillage.core.departures import DEPARTURES, State, may_write_again
from maillage.core.neutral import DEFAULT_ALIAS, Leak, Template, alias_leaks, neutral_text
from maillage.core.phrase import Phrase
from maillage.core.safe_contact import Channel, Verdict, may_contact
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.foundation.notifications.senders import Kind, sender_for
from maillage.foundation.vault import Opened, Part, open_part
from maillage.reference.organisations.models import Organisation

PAGE = 20


@dataclass(frozen=True, kw_only=True)
class MessageDraft:
    """What somebody wants to write: a text of the list, a way, and the day and hour that it says when it says any."""

    template: Template
    way: MessageWay
    day: date | None = None
    hour: time | None = None

    @property
    def channel(self) -> Channel:
        """The way, as her rule of contact names it."""
        return Channel(self.way.value)


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """To whom, signed how: read from her rule when it is needed. Its repr shows nothing."""

    to: str
    alias: str
    leaks: tuple[Leak, ...]

    def __repr__(self) -> str:
        return "Envelope(…)"


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A message before it leaves. `leaves_at`: the next moment when her rule allows it, now perhaps; None: never."""

    text: str
    way: MessageWay
    sender: str
    alias: str
    verdict: Verdict
    leaves_at: datetime | None
    hold: MessageHold | None
    leaks: tuple[Leak, ...]
    in_vain: Phrase | None
    known: bool

    @property
    def leaves_now(self) -> bool:
        """Would it leave at once?"""
        return bool(self.verdict)

    @property
    def leaves_words(self) -> str:
        """When it would leave, in words."""
        return instant_words(self.leaves_at) if self.leaves_at is not None else ""

    @property
    def may_leave(self) -> bool:
        """May it be sent or planned?"""
        return self.leaves_at is not None and self.hold is None and not self.leaks and self.in_vain is None and self.known


def envelope_of(person: Person, *, rule: ContactRule | None, way: MessageWay, opened: Opened) -> Envelope:
    """Where a message would go and how it would be signed, from the rule in force."""
    if rule is None:
        return Envelope(to="", alias=DEFAULT_ALIAS, leaks=())
    card = card_in(opened, rule)
    reach, alias = reach_of(card), card.alias.strip() or DEFAULT_ALIAS
    name = Organisation.unscoped.filter(pk=person.organisation_id).values_list("name", flat=True).get()
    return Envelope(to=reach.number if way == MessageWay.SMS else reach.email, alias=alias, leaks=alias_leaks(alias, names=(name,)))


def preview(*, actor: Actor, person: Person, draft: MessageDraft, reason: str, moment: Moment) -> Preview:
    """What she would read, by which way, from whom and when. Opens her safe contact: journaled. Raises Denied, OutOfScope."""
    opened = open_part(actor=actor, subject=person, part=Part.SAFE_CONTACT, reason=reason, today=moment.today)
    rule = rule_of(person)
    envelope = envelope_of(person, rule=rule, way=draft.way, opened=opened)
    at = instant_of(moment)
    verdict = may_contact(pure_rule(rule), channel=draft.channel, at=wall_clock(at))
    return Preview(
        text=neutral_text(draft.template, alias=envelope.alias, day=draft.day, hour=draft.hour),
        way=draft.way,
        sender=sender_for(Kind(draft.way.value)).label,
        alias=envelope.alias,
        verdict=verdict,
        leaves_at=at if verdict else opening_after(verdict),
        hold=hold_of(person),
        leaks=envelope.leaks,
        in_vain=may_write_again(bounces=bounces_of(person, way=draft.way)),
        known=bool(envelope.to),
    )


def opening_after(verdict: Verdict) -> datetime | None:
    """The instant when her rule opens this way again; None when it says none."""
    return verdict.next_at.replace(tzinfo=PARIS) if verdict.next_at is not None else None


def hold_of(person: Person) -> MessageHold | None:
    """The hold of this person's messages, if one lasts."""
    return MessageHold.unscoped.filter(person=person, ended_on__isnull=True).first()


def bounces_of(person: Person, *, way: MessageWay) -> int:
    """How many messages did not arrive by this way under the present version of her rule."""
    rule = rule_of(person)
    lost = Message.unscoped.filter(person=person, way=way, state=State.BOUNCED, outgoing__rule=rule)
    return lost.count() if rule is not None else 0


@dataclass(frozen=True)
class MessageLine:
    """A message as it stands in a list."""

    message: Message
    label: str = ""

    @property
    def what(self) -> Phrase:
        """What it was for."""
        return Template(self.message.template).label

    @property
    def state(self) -> Phrase:
        """Where it stands, in words."""
        return DEPARTURES.label_of(State(self.message.state))

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return {
            State.WAITING: "calm", State.LEAVING: "wait", State.SENT: "neutral", State.DELIVERED: "good",
            State.BOUNCED: "alert", State.REFUSED: "alert", State.HELD: "wait", State.CANCELLED: "neutral",
        }[State(self.message.state)]  # fmt: skip

    @property
    def when(self) -> str:
        """When it left, or will leave."""
        return instant_words(self.message.left_at or self.message.send_at)

    @property
    def waits(self) -> bool:
        """May it still be cancelled?"""
        return self.message.state in (State.WAITING, State.HELD)

    @property
    def may_be_lost(self) -> bool:
        """Did it leave, as far as we know?"""
        return self.message.state in (State.SENT, State.DELIVERED)

    @property
    def to_handle(self) -> bool:
        """Does it wait for somebody?"""
        return self.message.handled_on is None and self.message.state in (State.BOUNCED, State.REFUSED, State.LEAVING)


def messages_of(person: Person) -> MessageQuerySet:
    """Her messages, the last first."""
    return Message.unscoped.filter(person=person).select_related("written_by").order_by("-send_at", "pk")


def unsettled(actor: Actor, *, today: date) -> Any:
    """The messages of my association that did not arrive, or may not have left: the oldest first."""
    rows = Message.objects.visible_to(actor, today=today).unsettled(today=today)
    return rows.select_related("person").order_by("send_at", "pk")


def lines_of(messages: Sequence[Message], *, actor: Actor, today: date) -> list[MessageLine]:
    """The lines of a list, with the pseudonyms of all in one query."""
    labels = labels_of(list({each.person_id: each.person for each in messages}.values()), actor=actor, today=today)
    return [MessageLine(each, labels[each.person_id]) for each in messages]


def get_message(*, actor: Actor, pk: uuid.UUID, today: date) -> Message:
    """One message. Raises OutOfScope."""
    found = Message.objects.visible_to(actor, today=today).select_related("person").filter(Q(pk=pk)).first()
    if found is None:
        raise OutOfScope
    return found
