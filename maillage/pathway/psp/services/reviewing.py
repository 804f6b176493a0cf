"""The review (bilan) before a renewal: written once per term, corrected afterwards, never sent to the State."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech
from maillage.foundation.vault import seal
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DateInFuture, NoFileHere, ReviewEmpty, ReviewOutsideTerm
from maillage.pathway.psp.models import Pathway, Proposal, Review, Term
from maillage.pathway.psp.reviews import ReviewContent


@idempotent(Review)
@transaction.atomic
def write_review(*, actor: Actor, today: date, term: Term, seen: int, held_on: date, proposal: Proposal, content: ReviewContent) -> Review:
    """Write the review of a term, or correct it. `seen` is the version that was on screen, 0 when there was none.

    Source: law.md 1.8 (before a renewal, what was done, the commitments, the difficulties). Raises Denied, NoFileHere, DateInFuture,
    ReviewOutsideTerm, ReviewEmpty, Stale.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=term.pathway)
    pathway = Pathway.unscoped.select_related("person").locked(term.pathway_id)
    if pathway.person is None:
        raise NoFileHere
    if held_on > today:
        raise DateInFuture
    if held_on < term.starts_on:
        raise ReviewOutsideTerm(starts=speech.day_words(term.starts_on))
    if content.says_nothing:
        raise ReviewEmpty
    review = _kept(term, pathway, seen=seen, held_on=held_on, held_by=actor.user_id, recorded_on=today, proposal=proposal)
    seal(review, content=content.dumps())
    review.save(update_fields=["content"])
    record(actor, actions.REVIEW_WRITTEN, pathway, today=today, held_on=held_on)
    return review


def _kept(term: Term, pathway: Pathway, *, seen: int, **changes: object) -> Review:
    known = Review.unscoped.filter(term=term).first()
    if known is None:
        return Review.unscoped.create(term=term, pathway=pathway, **changes)
    if seen == 0:
        # Somebody wrote it meanwhile: never a second one, never over it.
        raise Stale(current={name: getattr(known, name) for name in changes}, submitted=dict(changes), version=known.version)
    kept: Review = known.save_version(seen=seen, changes=dict(changes))
    kept.pathway = pathway
    return kept
