"""The text of the minutes: drafted from the session, read again by the members, corrected with each correction kept."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.vault import Part, Reason, open_part, seal
from maillage.pathway.commission import actions, letters
from maillage.pathway.commission.errors import (
    BlockTooLong,
    CorrectionAnswered,
    CorrectionEmpty,
    MinutesApproved,
    MinutesMissing,
    NotClosed,
    NotInReview,
    NotYourSeat,
    ReasonMissing,
    ReviewTooShort,
    TextChanged,
)
from maillage.pathway.commission.letters import DraftBlock, HeardLine, ItemWords
from maillage.pathway.commission.models import (
    AgendaPoint,
    BlockCode,
    Convocation,
    Deliberation,
    Hearing,
    Item,
    Minutes,
    MinutesBlock,
    ReviewState,
    Revision,
    RevisionState,
    Seat,
    Session,
)
from maillage.pathway.commission.models.minutes_text import LONGEST
from maillage.pathway.commission.notices import MINUTES_REVIEW
from maillage.pathway.commission.rules import Sitting
from maillage.pathway.commission.services.hearing import open_hearings
from maillage.pathway.commission.workflow import State


def begin_text(*, actor: Actor, today: date, session: Session) -> Minutes:
    """Write the first words of the minutes of a closed session, once. Raises Denied, NotClosed."""
    require(actor, Permission.DELIBERATION_OPEN, on=session)
    if session.state != State.CLOSED:
        raise NotClosed
    minutes = Minutes.unscoped.get(session=session)
    if minutes.blocks.exists():
        return minutes
    sitting = Sitting.of(session, day=session.held_on)
    drafts = letters.draft_blocks(session, sitting, lines=_lines(session), words=_words(minutes, actor=actor, today=today))
    return _begin(actor=actor, minutes=minutes, drafts=drafts)


@transaction.atomic
def _begin(*, actor: Actor, minutes: Minutes, drafts: Iterable[DraftBlock]) -> Minutes:
    minutes = Minutes.unscoped.locked(minutes.pk)
    if not minutes.blocks.exists():
        for rank, draft in enumerate(drafts, start=1):
            block = MinutesBlock(minutes=minutes, item_id=draft.item_id, code=draft.code, heading=draft.heading[:200], rank=rank)
            seal(block, text=draft.text[:LONGEST])
            block.save(force_insert=True)
    return minutes


def _lines(session: Session) -> list[Item | AgendaPoint]:
    """Items and points in their one order."""
    lines: list[Item | AgendaPoint] = [*session.items.order_by("rank", "pk"), *session.points.order_by("rank", "pk")]
    return sorted(lines, key=lambda line: line.rank)


def _words(minutes: Minutes, *, actor: Actor, today: date) -> dict[uuid.UUID, ItemWords]:
    """What was said on each item: the deliberation, and the hearings."""
    said = open_hearings(actor=actor, today=today, session=minutes.session)
    heard: dict[uuid.UUID, list[HeardLine]] = {}
    for row in Hearing.unscoped.filter(minutes=minutes).order_by("item__rank", "arrived_at", "pk"):
        heard.setdefault(row.item_id, []).append(HeardLine(row, who=said[row.pk].who, words=said[row.pk].words))
    words: dict[uuid.UUID, dict[str, str]] = {}
    rows = list(Deliberation.unscoped.filter(minutes=minutes).order_by("pk"))
    if rows:
        opened = open_part(actor=actor, subject=minutes, part=Part.DELIBERATION, reason=Reason.SESSION, today=today)
        words = {row.item_id: {name: opened.read(row, name) for name in ("words", "asked", "dissents")} for row in rows}
    return {pk: ItemWords(**words.get(pk, {}), hearings=tuple(heard.get(pk, ()))) for pk in {*heard, *words}}


@transaction.atomic
def open_review(*, actor: Actor, today: date, session: Session, until: date) -> Minutes:
    """Give the draft to read again to the members who were convened, until a day included: they propose corrections. A later day
    prolongs it. They are told. Raises Denied, MinutesMissing, MinutesApproved, ReviewTooShort.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    minutes = _still_open(Minutes.unscoped.locked(session.minutes.pk))
    if minutes.drafted_on is None:
        raise MinutesMissing
    if until < today:
        raise ReviewTooShort
    minutes.review, minutes.review_until = ReviewState.OPEN, until
    minutes.version += 1
    minutes.save(update_fields=["review", "review_until", "version"])
    record(actor, actions.REVIEW_OPENED, session, today=today, until=until)
    notify(topic=MINUTES_REVIEW, user_ids=_readers(session), today=today, day=until, link_name="commission:review", link_pk=session.pk)
    return minutes


def _readers(session: Session) -> list[uuid.UUID]:
    rows = Convocation.unscoped.filter(session=session, replaced_on__isnull=True, reader__isnull=False)
    return list(rows.order_by("reader_id").values_list("reader_id", flat=True).distinct())


def _still_open(minutes: Minutes) -> Minutes:
    if minutes.approved_on is not None:
        raise MinutesApproved
    return minutes


@idempotent(Revision)
@transaction.atomic
def suggest_revision(*, actor: Actor, today: date, block: MinutesBlock, seat: Seat, seen: int, text: str, why: str = "") -> Revision:
    """A member proposes other words for a block, while the draft is read again; for a member without account, the secretary writes
    what she said. The text does not change until the secretary accepts.

    Source: CRPA, art. R. 133-13 (any member may have a disagreement recorded). Raises Denied, NotYourSeat, NotInReview,
    MinutesApproved, Stale, CorrectionEmpty, BlockTooLong.
    """
    minutes = _still_open(Minutes.unscoped.select_related("session").locked(block.minutes_id))
    by_secretary = _check_author(actor, minutes, seat, today=today)
    block = MinutesBlock.unscoped.locked(block.pk)
    before, after = _read(block, minutes, actor=actor, today=today), _as_kept(text)
    _check_words(block, before=before, after=after, seen=seen)
    revision = _write(actor, minutes, block, today=today, before=before, after=after, why=why.strip(), seat=seat, by_secretary=by_secretary)
    record(actor, actions.CORRECTION_PROPOSED, minutes.session, today=today, number=revision.number)
    return revision


def _check_author(actor: Actor, minutes: Minutes, seat: Seat, *, today: date) -> bool:
    """Is it the secretary who writes for the seat? Raises NotYourSeat, NotInReview, Denied."""
    sent = Convocation.unscoped.filter(session_id=minutes.session_id, seat=seat, replaced_on__isnull=True).first()
    if sent is None:
        raise NotYourSeat
    if sent.reader_id is not None and sent.reader_id == actor.user_id:
        require(actor, Permission.MINUTES_READ, on=minutes)
        if minutes.review != ReviewState.OPEN or minutes.review_until is None or minutes.review_until < today:
            raise NotInReview
        return False
    require(actor, Permission.COMMISSION_MANAGE, on=minutes)
    return True


def _read(block: MinutesBlock, minutes: Minutes, *, actor: Actor, today: date) -> str:
    return open_part(actor=actor, subject=minutes, part=Part.MINUTES, reason=Reason.SESSION, today=today).read(block, "text")


def _as_kept(text: str) -> str:
    """Browsers end a line with two signs: kept so, each paragraph would show as changed."""
    return text.replace("\r\n", "\n").strip()


def _check_words(block: MinutesBlock, *, before: str, after: str, seen: int) -> None:
    if block.version != seen:
        raise Stale(current={}, submitted={}, version=block.version)
    if after == before.strip():
        raise CorrectionEmpty
    if len(after) > LONGEST:
        raise BlockTooLong(count=LONGEST)


def _write(
    actor: Actor, minutes: Minutes, block: MinutesBlock, *, today: date, before: str, after: str, why: str = "",
    seat: Seat | None = None, by_secretary: bool = False, state: RevisionState = RevisionState.PENDING,
) -> Revision:  # fmt: skip
    if actor.user_id is None:
        raise Denied
    last = Revision.unscoped.filter(minutes=minutes).aggregate(last=Max("number"))["last"] or 0
    revision = Revision(
        minutes=minutes, block=block, seat=seat, author_id=actor.user_id, by_secretary=by_secretary, written_on=today, number=last + 1,
        state=state, answered_on=None if state is RevisionState.PENDING else today,
    )  # fmt: skip
    seal(revision, before=before, after=after, why=why)
    revision.save(force_insert=True)
    return revision


@idempotent(Revision)
@transaction.atomic
def revise_block(*, actor: Actor, today: date, block: MinutesBlock, seen: int, text: str, answers: Revision | None = None) -> Revision:
    """The secretary changes the words of a block; the correction is kept with the words before. `answers` is the proposal that it takes
    up: as it stands or in other words, that proposal is accepted. Raises Denied, MinutesApproved, Stale, CorrectionEmpty,
    BlockTooLong, CorrectionAnswered.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=block.minutes)
    minutes = _still_open(Minutes.unscoped.select_related("session").locked(block.minutes_id))
    block = MinutesBlock.unscoped.locked(block.pk)
    before, after = _read(block, minutes, actor=actor, today=today), _as_kept(text)
    if answers is not None:
        answers = _pending(Revision.unscoped.locked(answers.pk), block=block)
    _check_words(block, before=before, after=after, seen=seen)
    _set_text(minutes, block, text=after)
    if answers is not None and _proposed(answers, minutes, actor=actor, today=today) == (before, after):
        return _answer(answers, RevisionState.ACCEPTED, actor=actor, today=today)
    if answers is not None:
        _answer(answers, RevisionState.ACCEPTED, actor=actor, today=today)
    revision = _write(actor, minutes, block, today=today, before=before, after=after, state=RevisionState.ACCEPTED)
    record(actor, actions.TEXT_CORRECTED, minutes.session, today=today, number=revision.number)
    return revision


def _set_text(minutes: Minutes, block: MinutesBlock, *, text: str) -> None:
    """Both versions count: whoever prints or proposes from the words before finds out."""
    seal(block, text=text)
    for row in (minutes, block):
        row.version += 1
    block.save(update_fields=["text", "version"])
    minutes.save(update_fields=["version"])


def _proposed(revision: Revision, minutes: Minutes, *, actor: Actor, today: date) -> tuple[str, str]:
    opened = open_part(actor=actor, subject=minutes, part=Part.MINUTES, reason=Reason.SESSION, today=today)
    return opened.read(revision, "before"), opened.read(revision, "after")


def _pending(revision: Revision, *, block: MinutesBlock) -> Revision:
    if revision.state != RevisionState.PENDING or revision.block_id != block.pk:
        raise CorrectionAnswered
    return revision


@idempotent(Revision)
@transaction.atomic
def accept_revision(*, actor: Actor, today: date, revision: Revision) -> Revision:
    """Accept a proposal word for word. Raises Denied, MinutesApproved, CorrectionAnswered; TextChanged when the block changed since:
    take it up by hand, with `revise_block(answers=...)`.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=revision.minutes)
    minutes = _still_open(Minutes.unscoped.select_related("session").locked(revision.minutes_id))
    block = MinutesBlock.unscoped.locked(revision.block_id)
    revision = _pending(Revision.unscoped.locked(revision.pk), block=block)
    before, after = _proposed(revision, minutes, actor=actor, today=today)
    if _read(block, minutes, actor=actor, today=today) != before:
        raise TextChanged
    _set_text(minutes, block, text=after)
    return _answer(revision, RevisionState.ACCEPTED, actor=actor, today=today)


@idempotent(Revision)
@transaction.atomic
def refuse_revision(*, actor: Actor, today: date, revision: Revision, why: str) -> Revision:
    """Set a proposal aside, with a reason that its author reads; the proposal is kept. Raises Denied, MinutesApproved,
    CorrectionAnswered, ReasonMissing.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=revision.minutes)
    _still_open(Minutes.unscoped.locked(revision.minutes_id))
    revision = _pending(Revision.unscoped.locked(revision.pk), block=revision.block)
    if not why.strip():
        raise ReasonMissing
    seal(revision, answer=why.strip())
    revision.save(update_fields=["answer"])
    return _answer(revision, RevisionState.REFUSED, actor=actor, today=today)


def _answer(revision: Revision, state: RevisionState, *, actor: Actor, today: date) -> Revision:
    revision.state, revision.answered_on = state, today
    revision.version += 1
    revision.save(update_fields=["state", "answered_on", "version"])
    record(actor, actions.CORRECTION_ANSWERED, revision.minutes.session, today=today, number=revision.number, answer=state)
    return revision


def text_blocks(minutes: Minutes, *, actor: Actor, today: date) -> list[DraftBlock]:
    """The text as it stands, for the printer. The reading is journaled. Raises as `open_part`."""
    rows = list(minutes.blocks.order_by("rank", "pk"))
    if not rows:
        return []
    opened = open_part(actor=actor, subject=minutes, part=Part.MINUTES, reason=Reason.SESSION, today=today)
    return [DraftBlock(BlockCode(row.code), row.heading, opened.read(row, "text"), item_id=row.item_id) for row in rows]
