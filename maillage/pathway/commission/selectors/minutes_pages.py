"""The minutes as their pages show them: the text with its corrections, for the secretary; the draft to read again, for a member."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from maillage.core.tracked_changes import Stretch, compare
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Opened, Part, Reason, open_part
from maillage.pathway.commission.letters import outcome_words, presence_rows
from maillage.pathway.commission.models import (
    BlockCode,
    Convocation,
    Minutes,
    MinutesBlock,
    MinutesSending,
    ReviewState,
    Revision,
    RevisionState,
    Seat,
    Session,
)
from maillage.pathway.commission.rules import Sitting


@dataclass(frozen=True, repr=False)
class RevisionRow:
    """A correction as it is read: what goes out, what comes in, why, and the answer."""

    revision: Revision
    stretches: tuple[Stretch, ...]
    why: str
    answer: str
    author: str


@dataclass(frozen=True, repr=False)
class BlockRow:
    """A block with its words and its corrections, the latest first."""

    block: MinutesBlock
    text: str
    revisions: tuple[RevisionRow, ...]
    outcome: str = ""

    @property
    def pending(self) -> int:
        """Corrections that wait for an answer."""
        return sum(row.revision.state == RevisionState.PENDING for row in self.revisions)

    @property
    def is_dissent(self) -> bool:
        """Is it the place of the disagreements?"""
        return self.block.code == BlockCode.DISSENT


@dataclass(frozen=True, repr=False)
class MinutesPage:
    """The minutes of a session at each of their stages."""

    minutes: Minutes
    blocks: tuple[BlockRow, ...]
    sendings: tuple[MinutesSending, ...]

    @property
    def pending(self) -> int:
        """Corrections that wait for an answer."""
        return sum(row.pending for row in self.blocks)

    @property
    def corrections(self) -> int:
        """Corrections in all."""
        return sum(len(row.revisions) for row in self.blocks)


def minutes_page(session: Session, *, actor: Actor, today: date) -> MinutesPage:
    """Read the minutes for whoever keeps the session; the reading of the text is journaled. Raises as `open_part`."""
    minutes = Minutes.unscoped.select_related("session").get(session=session)
    sendings = minutes.sendings.select_related("seat", "holder").order_by("seat__rank", "pk")
    return MinutesPage(minutes=minutes, blocks=_blocks(minutes, actor=actor, today=today), sendings=tuple(sendings))


def _blocks(minutes: Minutes, *, actor: Actor, today: date, mine: bool = False) -> tuple[BlockRow, ...]:
    blocks = list(minutes.blocks.select_related("item").order_by("rank", "pk"))
    if not blocks:
        return ()
    for block in blocks:
        block.minutes = minutes
    opened = open_part(actor=actor, subject=minutes, part=Part.MINUTES, reason=Reason.SESSION, today=today)
    revisions = Revision.unscoped.filter(minutes=minutes).select_related("seat", "author").order_by("-number")
    if mine:
        revisions = revisions.filter(author_id=actor.user_id)
    rows: dict[Any, list[RevisionRow]] = {}
    for revision in revisions:
        revision.minutes = minutes
        rows.setdefault(revision.block_id, []).append(_revision_row(revision, opened))
    return tuple(
        BlockRow(
            block=block, text=opened.read(block, "text"), revisions=tuple(rows.get(block.pk, ())),
            outcome=outcome_words(block.item) if block.code == BlockCode.ITEM and block.item is not None else "",
        )
        for block in blocks
    )  # fmt: skip


def _revision_row(revision: Revision, opened: Opened) -> RevisionRow:
    return RevisionRow(
        revision=revision,
        stretches=compare(opened.read(revision, "before"), opened.read(revision, "after")),
        why=opened.read(revision, "why"),
        answer=opened.read(revision, "answer"),
        author=revision.author.display_name,
    )


@dataclass(frozen=True, repr=False)
class ReviewPage:
    """The draft as a member reads it again, with the corrections that she proposed."""

    minutes: Minutes
    presences: list[list[str]]
    blocks: tuple[BlockRow, ...]


def _reviews(actor: Actor, *, today: date) -> QuerySet[Minutes]:
    """The drafts that this actor reads again today as a member: convened, and the review neither over nor past."""
    rows: QuerySet[Minutes] = Minutes.objects.visible_to(actor, today=today).filter(
        review=ReviewState.OPEN, review_until__gte=today, session__convocations__reader_id=actor.user_id
    )
    return rows.select_related("session__commission__territory", "session__organisation").distinct()


def own_reviews(actor: Actor, *, today: date) -> list[Minutes]:
    """Those that wait for her, the nearest end first."""
    return list(_reviews(actor, today=today).order_by("review_until", "pk")) if actor.user_id is not None else []


def get_review(*, actor: Actor, pk: uuid.UUID, today: date) -> Minutes:
    """The draft of a session that this member reads again today, or OutOfScope."""
    found = _reviews(actor, today=today).filter(session_id=pk).first() if actor.user_id is not None else None
    if found is None:
        raise OutOfScope
    return found


def review_page(minutes: Minutes, *, actor: Actor, today: date) -> ReviewPage:
    """The draft, journaled as read, with her own corrections only."""
    session = minutes.session
    return ReviewPage(
        minutes=minutes,
        presences=presence_rows(Sitting.of(session, day=session.held_on)),
        blocks=_blocks(minutes, actor=actor, today=today, mine=True),
    )


def review_seats(minutes: Minutes, *, actor: Actor) -> list[Seat]:
    """The seats for which this actor proposes a correction: her own; those without an account, for the secretary."""
    sent = Convocation.unscoped.filter(session_id=minutes.session_id, replaced_on__isnull=True).select_related("seat")
    rows = list(sent.order_by("seat__rank", "pk"))
    own = [row.seat for row in rows if row.reader_id is not None and row.reader_id == actor.user_id]
    return own or [row.seat for row in rows if row.reader_id is None]


def get_block(*, actor: Actor, pk: uuid.UUID, today: date) -> MinutesBlock:
    """A block of minutes that this actor may read today, or OutOfScope."""
    found = _readable(MinutesBlock.unscoped, actor, today=today).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_revision(*, actor: Actor, pk: uuid.UUID, today: date) -> Revision:
    """A correction of minutes that this actor may read today, or OutOfScope."""
    found = _readable(Revision.unscoped, actor, today=today).select_related("block").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def _readable(rows: Any, actor: Actor, *, today: date) -> Any:
    seen = Minutes.objects.visible_to(actor, today=today).order_by().values("pk")
    return rows.filter(minutes__in=seen).select_related("minutes__session__commission__territory", "minutes__session__organisation")


def block_text(block: MinutesBlock, *, actor: Actor, today: date) -> str:
    """The words of a block, journaled as read."""
    return open_part(actor=actor, subject=block.minutes, part=Part.MINUTES, reason=Reason.SESSION, today=today).read(block, "text")


def revision_words(revision: Revision, *, actor: Actor, today: date) -> RevisionRow:
    """One correction, journaled as read."""
    opened = open_part(actor=actor, subject=revision.minutes, part=Part.MINUTES, reason=Reason.SESSION, today=today)
    return _revision_row(revision, opened)


def proposed_text(revision: Revision, *, actor: Actor, today: date) -> str:
    """The words that a correction proposes."""
    return open_part(actor=actor, subject=revision.minutes, part=Part.MINUTES, reason=Reason.SESSION, today=today).read(revision, "after")


def recipients_of(session: Session) -> list[Convocation]:
    """The convocations whose seats receive the minutes, in the order of the seats."""
    rows = Convocation.unscoped.filter(session=session, replaced_on__isnull=True).select_related("seat", "holder")
    return list(rows.order_by("seat__rank", "pk"))
