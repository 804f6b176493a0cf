"""A session held in writing as its page shows it: stages, window, participation, what may be done now."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from maillage.core import deliberation as core
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.explanation import Reason
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.models import Extension, Item, Session, Writing
from maillage.pathway.commission.reading_rights import was_convened
from maillage.pathway.commission.rules import SeatNow, Sitting, seats_on, window_of
from maillage.pathway.commission.selectors.getting import get_reading_session, get_session
from maillage.pathway.commission.selectors.sessions import reason_of
from maillage.pathway.commission.selectors.voting import Count, counts_of
from maillage.pathway.commission.workflow import State


class Stage(StrEnum):
    """Where a written session stands."""

    TO_COME = "to_come"
    EXCHANGES = "exchanges"
    BETWEEN = "between"
    VOTE = "vote"
    COUNTED = "counted"
    SENT = "sent"


STEPS = (
    (Stage.TO_COME, _("convocation")),
    (Stage.EXCHANGES, _("échanges")),
    (Stage.BETWEEN, _("échanges clos")),
    (Stage.VOTE, _("vote")),
    (Stage.COUNTED, _("dépouillement")),
    (Stage.SENT, _("résultats envoyés")),
)


@dataclass(frozen=True)
class WritingPage:
    """All that the page of a written session shows but the contributions, read in a fixed number of queries."""

    session: Session
    writing: Writing
    extensions: tuple[Extension, ...]
    items: tuple[Item, ...]
    counts: tuple[Count, ...]
    participation: core.Participation | core.Quorum
    lacking: tuple[Item, ...]
    """The items that wait and lack their half: each is valid on its own."""
    window: core.WrittenWindow
    today: date

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        if self.writing.results_sent_on is not None:
            return Stage.SENT
        if self.session.state not in (State.OPEN, State.CLOSED):
            return Stage.TO_COME
        if self.items and all(item.is_closed for item in self.items):
            return Stage.COUNTED
        if self.writing.vote_opened_on is not None:
            return Stage.VOTE
        return Stage.EXCHANGES if self.writing.exchanges_closed_on is None else Stage.BETWEEN

    @property
    def is_open(self) -> bool:
        """Is the session under way, its last day not passed?"""
        return self.session.state == State.OPEN and self.today <= self.last_day

    @property
    def last_day(self) -> date:
        """The last day of the vote, or of the window while it is not open."""
        return self.writing.vote_until or self.session.held_on

    @property
    def vote_days(self) -> int | None:
        """How many days the vote lasts, the first and the last included."""
        if self.writing.vote_opened_on is None or self.writing.vote_until is None:
            return None
        return (self.writing.vote_until - self.writing.vote_opened_on).days + 1

    @property
    def may_count(self) -> bool:
        """Has the last day of the vote passed, or has everybody answered?"""
        return self.today > self.last_day or all(count.complete for count in self.counts)

    @property
    def why_not_count(self) -> str:
        """Why the votes cannot be counted now, "" when they can."""
        if not self.may_count:
            return str(_("Le vote court jusqu'au %(day)s inclus.") % {"day": day_words(self.last_day)})
        return "" if self.participation.reached else str(_("Moins de la moitié des membres ont participé : la présidence peut prolonger."))

    @property
    def only_some_lack(self) -> bool:
        """Have some of the items that wait their half, and others not?"""
        return 0 < len(self.lacking) < sum(not item.is_closed for item in self.items)

    @property
    def lacking_numbers(self) -> str:
        """The numbers of the items that lack their half."""
        return ", ".join(str(item.number) for item in self.lacking)

    @property
    def reasons(self) -> list[Reason]:
        """The window and the participation, each with its sources."""
        return [reason_of(self.window), reason_of(self.participation)]


def writing_page(session: Session, *, today: date) -> WritingPage:
    """Read a written session for its page."""
    extensions = tuple(Extension.unscoped.filter(session=session).order_by("rank"))
    writing = Writing.unscoped.filter(session=session).first() or Writing(session=session)
    items = tuple(session.items.select_related("application").order_by("rank", "pk"))
    participation, lacking = _participation(session, items=items)
    return WritingPage(
        session=session,
        writing=writing,
        extensions=extensions,
        items=items,
        counts=tuple(counts_of(session)),
        participation=participation,
        lacking=lacking,
        window=window_of(session, law=current_law()),
        today=today,
    )


def _participation(session: Session, *, items: tuple[Item, ...]) -> tuple[core.Participation | core.Quorum, tuple[Item, ...]]:
    """Who took part: while items wait, in the one that lacks most, for each is valid on its own; then in the whole exchange. And the
    items that lack their half.
    """
    sitting = Sitting.of(session, day=session.first_day)
    waiting = sitting.participations([item for item in items if not item.is_closed])
    lacking = tuple(item for item in items if item.pk in waiting and not waiting[item.pk].reached)
    return (min(waiting.values(), key=lambda each: each.counted) if waiting else sitting.quorum()), lacking


def get_written_session(*, actor: Actor, pk: uuid.UUID, today: date) -> Session:
    """A session held in writing, for whoever keeps it; or OutOfScope."""
    return _written(get_session(actor=actor, pk=pk, today=today))


def get_written_reading(*, actor: Actor, pk: uuid.UUID, today: date) -> Session:
    """A session held in writing, for a member while the reading lasts. Raises ReadingOver, OutOfScope."""
    return _written(get_reading_session(actor=actor, pk=pk, today=today))


def get_own_results(*, actor: Actor, pk: uuid.UUID, today: date) -> Session:
    """A session held in writing whose results were sent, for a member convened to it, the reading over or not; or OutOfScope.

    Source: decree 2014-1627 (the results are sent to the members).
    """
    sent = Session.unscoped.filter(pk=pk, writing__results_sent_on__isnull=False)
    found = sent.select_related("commission__territory", "writing").first()
    if found is None or not was_convened(actor, session_id=pk, today=today):
        raise OutOfScope
    return found


def results_of(session: Session) -> list[Item]:
    """What became of each item, in the order of the agenda: the outcome and its totals, under the number of the session only."""
    return list(session.items.exclude(outcome="").order_by("rank", "pk"))


def _written(session: Session) -> Session:
    if not session.is_written:
        raise OutOfScope
    return session


def seats_of_session(session: Session) -> tuple[SeatNow, ...]:
    """The seats that compose a session, on its first day."""
    return seats_on(session, day=session.first_day)
