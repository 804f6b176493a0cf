"""The review (bilan) of a term: written with her, opened with a reason, never sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.foundation.ui.answers import FormPage, attempt, show_form, show_stale
from maillage.foundation.vault import Reason
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import ReviewForm
from maillage.pathway.psp.models import Proposal, Review, Term
from maillage.pathway.psp.reviews import Domain, Done, ReviewContent
from maillage.pathway.psp.views.pathway import show


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_term)
@require_http_methods(["GET", "POST"])
def write_review(request: Any, term: Term) -> HttpResponse:
    """What was done per domain, the words, what is proposed; opened to be written."""
    require(request.actor, Permission.STORY_OPEN, on=term)
    if term.pathway.person is None:
        raise OutOfScope
    page = _page(term)
    review = selectors.review_of(term, actor=request.actor, today=request.today)
    if request.method != "POST":
        form = _form(request, review, term=term)
        return show_form(request, form, page=page, version=review.version if review else 0, term=term)
    form = ReviewForm(request.POST, today=request.today)
    if not form.is_valid():
        return show_form(request, form, page=page, term=term)
    typed = form.cleaned_data
    try:
        refused = attempt(
            lambda: services.write_review(
                actor=request.actor,
                today=request.today,
                term=term,
                seen=typed["version"],
                held_on=typed["held_on"],
                proposal=Proposal(typed["proposal"]),
                content=form.content(),
                key=typed["key"],
            )
        )
    except Stale as stale:
        return _show_stale(request, term, stale, form=form, back_url=page.back_url)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, term=term)
    messages.success(request, _("J'ai enregistré le bilan."))
    return redirect(page.back_url)


def _page(term: Term) -> FormPage:
    return FormPage(
        heading=_("Bilan de la période %(number)d") % {"number": term.number},
        lead=_("À tenir avec elle avant de demander la suite. Rien n'est obligatoire, sauf le jour et ce que le bilan propose."),
        submit=_("Enregistrer le bilan"),
        icon="list-checks",
        back_url=f"{reverse('psp:pathway', args=[term.pathway_id])}#bilans",
        back_label=_("Revenir au parcours"),
        readers={"words": "team"} | {f"words_{domain.value}": "team" for domain in Domain},
        template="psp/review.html",
    )


def _form(request: Any, review: Review | None, *, term: Term) -> ReviewForm:
    if review is None:
        return ReviewForm(today=request.today, initial={"held_on": request.today})
    content = _opened(request, review, term=term)
    return ReviewForm(today=request.today, content=content, initial={"held_on": review.held_on, "proposal": review.proposal})


def _opened(request: Any, review: Review, *, term: Term, reason: str = Reason.APPLICATION) -> ReviewContent:
    return selectors.open_review(actor=request.actor, review=review, pathway=term.pathway, reason=reason, today=request.today)


def _show_stale(request: Any, term: Term, stale: Stale, *, form: ReviewForm, back_url: str) -> HttpResponse:
    """Both reviews side by side: the words of the two, domain by domain."""
    review = selectors.review_of(term, actor=request.actor, today=request.today)
    now = _opened(request, review, term=term) if review is not None else ReviewContent()
    current, submitted = _in_words(now), _in_words(form.content())
    if review is not None:
        current |= {"held_on": review.held_on, "proposal": review.get_proposal_display()}
    submitted |= {"held_on": form.cleaned_data["held_on"], "proposal": Proposal(form.cleaned_data["proposal"]).label}
    labels = {"held_on": _("Tenu le"), "proposal": _("Ce que le bilan propose"), "words": _("Le bilan, avec ses mots")}
    labels |= {f"done_{domain.value}": str(domain.label) for domain in Domain}
    both = Stale(current=current, submitted=submitted, version=stale.version)
    return show_stale(request, both, form=form, labels=labels, back_url=back_url)


def _in_words(content: ReviewContent) -> dict[str, Any]:
    points = {domain: content.points.get(domain.value, ("", "")) for domain in Domain}
    said = {f"done_{domain.value}": " ; ".join(filter(None, (str(Done(done).label), words))) for domain, (done, words) in points.items()}
    return {"words": content.words, **said}


@requires(Permission.STORY_OPEN, on=selectors.get_term)
@require_http_methods(["GET", "POST"])
def open_review(request: Any, term: Term) -> HttpResponse:
    """The page of the pathway with one review open, for a reason; an address kept or reloaded opens nothing."""
    if request.method != "POST":
        return redirect("psp:pathway", pk=term.pathway_id)
    review = selectors.review_of(term, actor=request.actor, today=request.today)
    if review is None:
        raise OutOfScope
    content = _opened(request, review, term=term, reason=request.POST.get("reason", ""))
    return show(request, term.pathway, opened_review=content, opened_term=term.pk)
