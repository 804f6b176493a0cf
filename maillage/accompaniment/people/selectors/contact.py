"""May she be reached, by which way, and why not: read without opening anything; the words are opened with a reason."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from maillage.accompaniment.people.models import Answering, ContactRule, Leaving, Outgoing, Person
from maillage.accompaniment.people.models.contact_rule import SEALED_OF_RULE
from maillage.accompaniment.people.moments import instant_of, wall_clock
from maillage.accompaniment.people.rules import pure_rule
from maillage.core import safe_contact as core
from maillage.core.phrase import Phrase, phrase
from maillage.core.reach import Reach, reach_in
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Rule, Standing, Verdict
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui import speech
from maillage.foundation.ui.guards import Answer
from maillage.foundation.vault import Opened, Part, open_part, open_parts


@dataclass(frozen=True)
class RuleCard:
    """The words of a rule, once opened. Its repr shows nothing."""

    words: str
    number: str
    email: str
    answerers: str
    never_say: str
    code_word: str
    alias: str
    preferred: str = ""

    def __repr__(self) -> str:
        return "RuleCard(…)"


def reach_of(card: RuleCard) -> Reach:
    """What to dial and where to write, once the words are opened: what was noted apart, else the only one that the words hold.

    The words say how the preferred way is used: with another preferred way, a number in them may be somebody else's.
    """
    return reach_in(
        number=card.number,
        email=card.email,
        words=card.words,
        words_tell_number=card.preferred in (Way.PHONE, Way.SMS, Way.MESSAGING),
        words_tell_email=card.preferred == Way.MAIL,
    )


@dataclass(frozen=True)
class WayNow:
    """One way towards her, and whether it is open now."""

    way: Way
    verdict: Verdict

    @property
    def label(self) -> Phrase:
        """The way, in words."""
        return self.way.label

    @property
    def hidden(self) -> dict[str, str]:
        """What the button of this way posts."""
        return {"channel": self.way.value}

    @property
    def next_words(self) -> str:
        """When it opens, in words; empty when nobody knows, or when it is open."""
        return when_words(self.verdict.next_at)


@dataclass(frozen=True)
class OutgoingLine:
    """Something that left, ready to be read."""

    title: str
    detail: str
    on: date


@dataclass(frozen=True)
class PastRule:
    """A version that held, ready to be read: from when to when, by whom, what was allowed and what was not."""

    title: str
    detail: str
    ways: tuple[tuple[Phrase, str], ...]


def instant_words(instant: datetime) -> str:
    """ "mercredi 20 mai 2020 à 14 h 05"; the day alone at midnight, when the hour was not known."""
    return when_words(wall_clock(instant).replace(second=0, microsecond=0))


def when_words(moment: datetime | None) -> str:
    """ "mercredi 20 mai 2020 à 14 h"; the day alone when it opens at midnight."""
    if moment is None:
        return ""
    day = speech.day_words(moment.date())
    if moment.time() == datetime.min.time():
        return day
    return speech.say(phrase("{day} à {hour}", day=day, hour=core.hour_in_words(moment.time())))


def rule_of(person: Person) -> ContactRule | None:
    """The version in force."""
    return ContactRule.unscoped.in_force().filter(person=person).select_related("written_by").first()


def rule_at(person: Person, *, moment: datetime) -> ContactRule | None:
    """The version that was in force at a past moment."""
    return ContactRule.unscoped.at(moment).filter(person=person).order_by("-edition").first()


def rules_of(person: Person) -> list[ContactRule]:
    """Every version, the latest first."""
    return list(ContactRule.unscoped.filter(person=person).select_related("written_by").order_by("-edition"))


def rules_of_many(people: Iterable[Person]) -> dict[uuid.UUID, ContactRule]:
    """The versions in force of many files, by file, in one query."""
    return {each.person_id: each for each in ContactRule.unscoped.in_force().filter(person__in=list(people)).order_by("pk")}


def may_contact(*, person: Person, channel: Way | str, moment: Moment) -> Verdict:
    """May she be reached now by this way? The answer of her rule in force, with its reason and the next possible moment."""
    return core.may_contact(pure_rule(rule_of(person)), channel=Way(channel), at=wall_clock(instant_of(moment)))


def may_contact_many(people: Sequence[Person], *, channel: Way | str, moment: Moment) -> dict[uuid.UUID, Verdict]:
    """The same for many files, for a list: one query."""
    rules, at = rules_of_many(people), wall_clock(instant_of(moment))
    return {each.pk: core.may_contact(pure_rule(rules.get(each.pk)), channel=Way(channel), at=at) for each in people}


def answer_may_contact(*, person: Person, channel: Way | str, moment: Moment) -> Answer:
    """The provider of the guard "may_contact": the verdict in one sentence, with when it may be and by which other way."""
    verdict = may_contact(person=person, channel=channel, moment=moment)
    return Answer(allowed=verdict.allowed, reason=sentence_of(verdict, person=person, channel=Way(channel), moment=moment))


def sentence_of(verdict: Verdict, *, person: Person, channel: Way, moment: Moment) -> str:
    """The reason, then when this way opens, then what may be done now instead."""
    said = [speech.say(verdict.reason)]
    if not verdict.allowed:
        if verdict.next_at is not None:
            said.append(speech.say(phrase("Possible à partir du {when}.", when=when_words(verdict.next_at))))
        others = open_ways(person, moment=moment, but=channel)
        if others:
            said.append(speech.say(phrase("Maintenant, plutôt {way}.", way=others[0].label)))
    return " ".join([*said, *(speech.say(each) for each in verdict.cautions)])


def open_ways(person: Person, *, moment: Moment, but: Way | None = None) -> tuple[Way, ...]:
    """The ways open now, the quietest first."""
    return core.other_ways(pure_rule(rule_of(person)), at=wall_clock(instant_of(moment)), but=but)


def ways_now(rule: ContactRule | None, *, moment: Moment) -> list[WayNow]:
    """Every way with its answer now: those that are open first."""
    pure, at = pure_rule(rule), wall_clock(instant_of(moment))
    found = [WayNow(way=way, verdict=core.may_contact(pure, channel=way, at=at)) for way in core.QUIETEST_FIRST]
    return sorted(found, key=lambda each: (not each.verdict.allowed, each.verdict.why or ""))


def day_sentence(rule: ContactRule | None, *, today: date) -> str:
    """ "Aujourd'hui : par SMS, de 14 h à 18 h." Said without opening anything."""
    if rule is None:
        return speech.say(core.day_in_words(None, channel=None, day=today))
    way = Way(rule.preferred) if rule.preferred in set(Way) else None
    return speech.say(core.day_in_words(pure_rule(rule), channel=way, day=today))


def open_contact(*, actor: Actor, person: Person, reason: str, today: date) -> RuleCard:
    """The words of her rule in clear, journaled. Raises Denied."""
    opened = open_part(actor=actor, subject=person, part=Part.SAFE_CONTACT, reason=reason, today=today)
    return card_in(opened, rule_of(person))


def card_in(opened: Opened, rule: ContactRule | None) -> RuleCard:
    """The words of a version, from what was opened. Raises SealErased, SealBroken."""
    texts = {name: opened.read(rule, name) if rule is not None else "" for name in SEALED_OF_RULE}
    return RuleCard(**texts, preferred=rule.preferred if rule is not None else "")


def open_contacts(*, actor: Actor, people: Sequence[Person], reason: str, today: date) -> dict[uuid.UUID, RuleCard]:
    """The words of many rules in clear, by file, for a list: one query for the keys, one entry of the journal. Raises Denied."""
    opened = open_parts(actor=actor, subjects=people, part=Part.SAFE_CONTACT, reason=reason, today=today)
    rules = rules_of_many(people)
    return {each.pk: card_in(opened, rules.get(each.pk)) for each in people}


def outgoing_of(person: Person, *, limit: int = 12) -> list[OutgoingLine]:
    """What left towards her, the latest first."""
    found = Outgoing.unscoped.filter(person=person).select_related("by").order_by("-at", "pk")[:limit]
    return [_outgoing_line(each) for each in found]


def _outgoing_line(row: Outgoing) -> OutgoingLine:
    at = wall_clock(row.at)
    title = speech.say(phrase("{what}, {way}", what=row.get_kind_display(), way=row.way_label))
    who = row.by.display_name if row.by is not None else _("le système")
    detail = _("%(who)s, à %(hour)s") % {"who": who, "hour": core.hour_in_words(at.time())}
    return OutgoingLine(title=title[:1].upper() + title[1:], detail=detail, on=at.date())


def past_rules(rules: Iterable[ContactRule]) -> list[PastRule]:
    """Versions that no longer hold, in words."""
    return [_past_rule(each) for each in rules]


def _past_rule(row: ContactRule) -> PastRule:
    ends = instant_words(row.until) if row.until is not None else ""
    title = _("Du %(since)s au %(until)s") % {"since": instant_words(row.since), "until": ends}
    detail = [row.written_by.display_name if row.written_by is not None else ""]
    if row.silent_until is not None:
        detail.append(_("silence jusqu'au %(day)s") % {"day": speech.day_words(row.silent_until)})
    pure = pure_rule(row) or Rule()
    if pure.windows:
        detail.append(speech.say(core.hours_in_words(pure.windows)))
    tones = ((Standing.ALLOWED, "good"), (Standing.FORBIDDEN, "alert"))
    ways = tuple((way.label, tone) for standing, tone in tones for way in Way if pure.standing(way) is standing)
    return PastRule(title=title, detail=", ".join(each for each in detail if each), ways=ways)


def caution_words(rule: ContactRule) -> list[Any]:
    """What to know before any call or message, in codes: who may answer, what may be left."""
    return [Answering(rule.answering).label, Leaving(rule.leaving).label]
