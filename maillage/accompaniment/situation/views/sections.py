"""Her situation on one page, its sections closed; each noted in place, or on a page of its own without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import reselect, retarget

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import get_person
from maillage.accompaniment.situation import selectors, services
from maillage.accompaniment.situation.forms import SectionForm
from maillage.accompaniment.situation.questions import SectionSpec, kept, said
from maillage.accompaniment.situation.sections import BY_CODE
from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Refused, Stale
from maillage.foundation.ui.answers import attempt, show_stale, typed_in
from maillage.foundation.vault import PERMISSIONS, Opened, Part, Reason, open_part, reason_choices

TAB = "situation.page"
REASONS = (Reason.FOLLOW_UP, Reason.APPLICATION, Reason.HER_REQUEST, Reason.HANDOVER, Reason.URGENCY)
TOGETHER = (Part.STORY, Part.RESIDENCE)
APART = "health"


@requires(Permission.STORY_OPEN, on=get_person)
@require_GET
def show_situation(request: Any, person: Person) -> HttpResponse:
    """The page, closed: what is noted and since when, what ends; nothing is opened."""
    return _show(request, person, opened={})


@requires(Permission.STORY_OPEN, on=get_person)
@require_http_methods(["GET", "POST"])
def open_situation(request: Any, person: Person) -> HttpResponse:
    """The page with its sections open, for a reason: all but health, or health alone for who has that right."""
    if request.method != "POST":
        return redirect("situation:page", pk=person.pk)
    parts = (Part.HEALTH,) if request.POST.get("part") == APART else TOGETHER
    opened = selectors.open_situation(
        actor=request.actor, person=person, parts=parts, reason=request.POST.get("reason", ""), today=request.today
    )
    return _show(request, person, opened=opened)


def _show(request: Any, person: Person, *, opened: Mapping[Part, Opened]) -> HttpResponse:
    actor, today = request.actor, request.today
    cards = selectors.cards_of(actor=actor, person=person, today=today, opened=opened)
    protection = selectors.forbidding_protection(person)
    context = {
        **file_page(request, person, tab=TAB),
        "cards": cards,
        "noted": sum(1 for card in cards if card.noted_on is not None),
        "opened": bool(opened),
        "saved": False,
        "to_open": any(card.noted_on is not None and not card.opened and card.spec.part in TOGETHER for card in cards),
        "health_to_open": any(card.noted_on is not None and not card.opened and card.spec.part is Part.HEALTH for card in cards),
        "reasons": reason_choices(*REASONS),
        "health_part": {"part": APART},
        "protection": protection,
        "whom": selectors.to_ask(person, today=today),
        **_rights(request, person),
    }
    return render(request, "situation/page.html", context)


def _rights(request: Any, person: Person) -> dict[str, bool]:
    may = request.actor.may
    return {"may_edit": may(Permission.PERSON_EDIT, on=person), "may_protect": may(Permission.MINOR_OPEN, on=person)}


@requires(Permission.PERSON_EDIT, on=get_person)
@require_http_methods(["GET", "POST"])
def edit_section(request: Any, person: Person, code: str) -> HttpResponse:
    """One section, noted or corrected; opened for it when something is noted already."""
    spec = BY_CODE.get(code)
    if spec is None:
        raise OutOfScope
    require(request.actor, PERMISSIONS[spec.part], on=person)
    known, version = selectors.answers_of(actor=request.actor, person=person, code=code, reason=Reason.CORRECTION, today=request.today)
    form = SectionForm(typed_in(request), spec=spec, known=known, today=request.today, initial=known)
    if request.method != "POST" or not form.is_valid():
        return _show_form(request, person, spec, form=form, version=version)
    typed = {each.code: form.cleaned_data.get(each.code) for each in spec.asked(known)}
    try:
        refused = attempt(
            lambda: services.save_section(
                actor=request.actor,
                today=request.today,
                person=person,
                code=code,
                seen=form.cleaned_data["version"],
                answers=typed,
                key=form.cleaned_data["key"],
            )
        )
    except Stale as stale:
        return _show_stale(request, person, spec, stale=stale, form=form, typed=typed)
    if refused is not None:
        return _show_form(request, person, spec, form=form, version=version, refused=refused)
    return _saved(request, person, spec, asks_more=_asks_more(spec, known=known, typed=typed))


def _asks_more(spec: SectionSpec, *, known: Mapping[str, Any], typed: Mapping[str, Any]) -> bool:
    """Did what was just ticked bring questions that did not exist?"""
    return len(spec.asked(kept(spec, typed))) > len(spec.asked(known))


def _saved(request: Any, person: Person, spec: SectionSpec, *, asks_more: bool) -> HttpResponse:
    if asks_more:
        return redirect("situation:section", pk=person.pk, code=spec.code)
    if not request.htmx:
        messages.success(request, _("J'ai enregistré : %(section)s.") % {"section": spec.label})
        return redirect(f"{reverse('situation:page', args=[person.pk])}#rubrique-{spec.code}")
    # Just typed by this very reader: shown open again, in its place.
    opened = {spec.part: open_part(actor=request.actor, subject=person, part=spec.part, reason=Reason.CORRECTION, today=request.today)}
    card = selectors.card_of(actor=request.actor, person=person, code=spec.code, today=request.today, opened=opened)
    context = {"card": card, "person": person, "saved": True, **_rights(request, person)}
    return render(request, "situation/page.html#card", context)


def _show_form(
    request: Any, person: Person, spec: SectionSpec, *, form: SectionForm, version: int, refused: Refused | None = None
) -> HttpResponse:
    context = {
        **file_page(request, person, tab=TAB),
        "spec": spec,
        "form": form,
        "version": form.data.get("version", version) if form.is_bound else version,
        "lines": [each for each in form if each.name not in ("key", "version")],
        "refused": refused.sentence if refused is not None else "",
    }
    return render(request, "situation/section.html", context, status=422 if form.is_bound else 200)


def _show_stale(
    request: Any, person: Person, spec: SectionSpec, *, stale: Stale, form: SectionForm, typed: Mapping[str, Any]
) -> HttpResponse:
    now, version = selectors.answers_of(actor=request.actor, person=person, code=spec.code, reason=Reason.CORRECTION, today=request.today)
    submitted = kept(spec, typed)
    asked = spec.asked({**now, **submitted})
    both = Stale(
        current={each.code: said(each, now.get(each.code)) for each in asked},
        submitted={each.code: said(each, submitted.get(each.code)) for each in asked},
        version=version,
    )
    labels = {each.code: each.label for each in asked}
    response = show_stale(request, both, form=form, labels=labels, back_url=reverse("situation:page", args=[person.pk]))
    return retarget(reselect(response, "#contenu"), "#contenu")
