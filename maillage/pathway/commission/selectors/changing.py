"""A session that cannot be held as planned: who waits and since when, and what may lawfully be held otherwise, on which basis."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from maillage.core import deliberation as core
from maillage.core.deferrals import DeferralAlert
from maillage.core.deliberation.modes import LOCAL_RULE
from maillage.core.law import current_law
from maillage.pathway.commission.models import Item, LocalRule, ModeChoice, Session
from maillage.pathway.commission.rules import seats_on
from maillage.pathway.commission.selectors.deferrals import deferrals_of
from maillage.pathway.commission.selectors.marks import Marks, marks_of
from maillage.pathway.commission.workflow import State


@dataclass(frozen=True)
class Awaiting:
    """An item of the agenda, with how long its application has waited and what it hangs on."""

    item: Item
    since: date
    days: int
    alert: DeferralAlert | None
    marks: Marks
    unsuited: LocalRule | None


@dataclass(frozen=True)
class WayOut:
    """A form in which the session may be held instead: the bases in force that day, what the department's own rules say."""

    mode: ModeChoice
    bases: tuple[core.LegalBase, ...]
    smallest: int
    members: int
    allowing: tuple[LocalRule, ...]
    against: tuple[LocalRule, ...]

    @property
    def needs_base(self) -> bool:
        """On site, no text is needed."""
        return self.mode != ModeChoice.IN_PERSON

    @property
    def lawful(self) -> bool:
        """May it be held so, once the chair has decided it?"""
        return not self.needs_base or (bool(self.bases) and self.members >= self.smallest)

    @property
    def remote(self) -> bool:
        """Nobody needs to come."""
        return self.mode not in (ModeChoice.IN_PERSON, ModeChoice.HYBRID)


@dataclass(frozen=True)
class ChangePage:
    """All that is read before a session is changed."""

    session: Session
    waiting: tuple[Awaiting, ...]
    own: WayOut
    ways: tuple[WayOut, ...]
    notice: core.Notice
    open_now: bool

    @property
    def longest(self) -> Awaiting | None:
        """Who has waited longest."""
        return max(self.waiting, key=lambda each: each.days, default=None)

    @property
    def again(self) -> int:
        """How many would be put off once more."""
        return sum(each.alert is not None for each in self.waiting)

    @property
    def bases(self) -> dict[str, core.LegalBase]:
        """Every base in force that day, by its code: for its own form too, which it keeps when only its day changes."""
        return {base.code: base for way in (self.own, *self.ways) for base in way.bases}

    @property
    def allowing(self) -> dict[uuid.UUID, LocalRule]:
        """Every local text that provides for a form, its own form too, and the one that it stands on."""
        found = {rule.pk: rule for way in (self.own, *self.ways) for rule in way.allowing}
        current = self.session.local_rule
        return found if current is None else {current.pk: current, **found}


def change_page(session: Session, *, today: date) -> ChangePage:
    """Read a session before it is changed, in a fixed number of queries."""
    law, day = current_law(), session.first_day
    rules = list(session.commission.local_rules.filter(adopted_on__lte=day).exclude(ends_on__lte=day).order_by("adopted_on", "pk"))
    members = len(seats_on(session, day=day))
    return ChangePage(
        session=session,
        waiting=_waiting(session, rules=rules, today=today),
        own=_way(ModeChoice(session.mode), day=day, today=today, rules=rules, members=members),
        ways=tuple(_way(mode, day=day, today=today, rules=rules, members=members) for mode in ModeChoice if mode != session.mode),
        notice=core.check_notice(sent_on=today, session_on=day, law=law),
        open_now=session.state == State.OPEN,
    )


def _way(mode: ModeChoice, *, day: date, today: date, rules: list[LocalRule], members: int) -> WayOut:
    law = current_law()
    bases = core.legal_bases(on=day, law=law, mode=core.Mode(mode.value), known_on=today) if mode != ModeChoice.IN_PERSON else ()
    allowing = tuple(rule for rule in rules if rule.mode == mode and rule.allowed)
    return WayOut(
        mode=mode,
        # A local rule is a basis only where the commission has one.
        bases=tuple(base for base in bases if base.code != LOCAL_RULE or allowing),
        smallest=law.value("written.minimum_members", on=day).value,
        members=members,
        allowing=allowing,
        against=tuple(rule for rule in rules if rule.mode == mode and not rule.allowed),
    )


def _waiting(session: Session, *, rules: list[LocalRule], today: date) -> tuple[Awaiting, ...]:
    rows = Item.unscoped.filter(session=session, outcome="").select_related("application__organisation", "session")
    items = list(rows.order_by("rank", "pk"))
    applications = [item.application for item in items]
    alerts, marks = deferrals_of(applications, today=today), marks_of(applications)
    against = [rule for rule in rules if rule.mode == session.mode and not rule.allowed]
    found = []
    for item in items:
        since = item.application.filed_on or today
        found.append(
            Awaiting(
                item=item,
                since=since,
                days=(today - since).days,
                alert=alerts.get(item.application_id),
                marks=marks[item.application_id],
                unsuited=next((rule for rule in against if rule.concerns(item.application.kind)), None),
            )
        )
    return tuple(found)
