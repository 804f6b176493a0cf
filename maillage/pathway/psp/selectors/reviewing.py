"""The reviews of a pathway, what they hold once opened, and what stops with the pathway."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils.translation import gettext as _

from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui import speech
from maillage.foundation.vault import Part, open_part
from maillage.pathway.psp.models import Interruption, Pathway, Review, Term
from maillage.pathway.psp.reviews import ReviewContent, loads
from maillage.pathway.psp.selectors.journey import journey_of


def get_term(*, actor: Actor, pk: uuid.UUID, today: date) -> Term:
    """A term with its pathway, or OutOfScope."""
    rows = Term.objects.visible_to(actor, today=today).select_related("pathway__person", "pathway__organisation", "pathway__entry")
    found: Term | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_interruption(*, actor: Actor, pk: uuid.UUID, today: date) -> Interruption:
    """Days without accompaniment, or OutOfScope."""
    rows = Interruption.objects.visible_to(actor, today=today).select_related("pathway__person", "pathway__organisation")
    found: Interruption | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def review_of(term: Term, *, actor: Actor, today: date) -> Review | None:
    """The review of a term, when this reader may know of it: the State never does."""
    found: Review | None = Review.objects.visible_to(actor, today=today).filter(term=term).first()
    return found


def reviews_of(pathway: Pathway) -> dict[uuid.UUID, Review]:
    """The reviews held, by the id of their term; for a page that has made sure that its reader may know of them."""
    return {review.term_id: review for review in pathway.reviews.order_by("held_on")}


def open_review(*, actor: Actor, review: Review, pathway: Pathway, reason: str, today: date) -> ReviewContent:
    """What the review says, in clear, journaled. Raises Denied, OutOfScope."""
    if pathway.person is None:
        raise OutOfScope
    opened = open_part(actor=actor, subject=pathway.person, part=Part.STORY, reason=reason, today=today)
    review.pathway = pathway
    return loads(opened.read(review, "content"))


def what_stops(pathway: Pathway, *, today: date) -> tuple[str, ...]:
    """What stops with the pathway, in sentences, said BEFORE somebody ends it, withdraws an accord or moves elsewhere.

    The document is another decision: it keeps its own end, but its renewal rests on the pathway (CESEDA L.425-4, parameter
    aps.renewed_during_psp). The allowance lasts as the pathway (parameter afis.lasts_as_psp).
    """
    journey = journey_of(pathway, today=today)
    if journey is None or pathway.ended_on is not None:
        return ()
    said = [_("Le parcours, qui courait jusqu'au %(day)s.") % {"day": speech.day_words(journey.current.last)}]
    running = [view for view in journey.documents if view.held is not None and view.held.last >= today]
    if running and running[-1].held is not None:
        day = speech.day_words(running[-1].held.last)
        said.append(_("Le titre de séjour garde sa fin, le %(day)s, mais ne se renouvelle plus au titre du parcours.") % {"day": day})
    if any(view.awaited for view in journey.documents):
        said.append(_("La demande de titre de séjour en cours perd sa base : prévenez le service des étrangers."))
    if any(view.held is not None and view.held.last >= today for view in journey.aids):
        said.append(_("L'aide financière s'arrête avec le parcours : la préfecture le dit à la MSA."))
    if journey.meter.renewals_left:
        said.append(_("Les renouvellements qui restaient : %(count)d.") % {"count": journey.meter.renewals_left})
    return tuple(said)
