"""The list of pieces itself: late pieces by issuer, the lists side by side, a department's changes, her situation."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.core.checklist import LocalChange, Papers, Situation
from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, show_form, show_stale, typed_in
from maillage.foundation.ui.filters import Choice, read_filter
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import OverlayForm, SituationForm
from maillage.pathway.psp.models import HER_KINDS, Application, Issuer, Kind, OverlayKinds, PapersChoice, PieceLevel, PieceOverlay
from maillage.pathway.psp.pieces import national_rows
from maillage.pathway.psp.selectors.late import late_by_issuer, late_pieces, late_rows

PAGE = 25
SITUATION_LABELS = {"papers": gettext_lazy("Elle est"), "has_children": gettext_lazy("Enfants avec elle, ou à déclarer")}


@requires(Permission.APPLICATION_PREPARE)
@require_GET
def list_late(request: Any) -> HttpResponse:
    """Pieces that should be here, by who must give them: the delay is theirs."""
    counts = late_by_issuer(request.actor, today=request.today)
    choices = [Choice(code, label, counts[code]) for code, label in Issuer.choices if counts.get(code)]
    issuer = read_filter(request.GET, code="par", label=_("Qui doit la donner"), choices=choices)
    page = Paginator(late_pieces(request.actor, today=request.today, issuer=issuer.value), PAGE).get_page(request.GET.get("page"))
    rows = late_rows(list(page.object_list), actor=request.actor, today=request.today)
    return render(request, "psp/late.html", {"page": page, "rows": rows, "filters": (issuer,), "total": sum(counts.values())})


@requires(Permission.APPLICATION_LIST)
@require_GET
def open_own_list(request: Any) -> HttpResponse:
    """The list of the reader's own department; the first one when she has none."""
    known = selectors.territories_listed(today=request.today)
    mine = selectors.own_territories(request.actor)
    found = next((each for each in known if each.pk in mine), known[0] if known else None)
    if found is None:
        raise OutOfScope
    return redirect("psp:pieces_list", territory=found.pk)


@requires(Permission.APPLICATION_LIST)
@require_GET
def show_list(request: Any, territory: str) -> HttpResponse:
    """What the country asks, what this department asks, and another one beside: with the reasons."""
    here, today, query = selectors.territory_listed(territory), request.today, request.GET
    places = [each for each in selectors.territories_listed(today=today) if each.pk != here.pk]
    kind = read_filter(query, code="nature", label=_("Nature"), choices=[Choice(value, label) for value, label in HER_KINDS])
    # One list at a time: without a choice, that of a first request, and the filter says so.
    kind = replace(kind, value=kind.value or Kind.FIRST.value)
    known = [Choice(value, label) for value, label in PapersChoice.choices if value != PapersChoice.UNKNOWN]
    papers = read_filter(query, code="papiers", label=_("Elle est"), choices=known)
    children = read_filter(query, code="enfants", label=_("Enfants"), choices=[Choice("oui", _("avec")), Choice("non", _("sans"))])
    other = read_filter(query, code="avec", label=_("Comparer avec"), choices=[Choice(each.pk, each.name) for each in places])
    situation = Situation(Papers(papers.value or Papers.UNKNOWN), {"oui": True, "non": False}.get(children.value))
    compared = selectors.compared_list(territory_id=here.pk, other_id=other.value, kind=kind.value, situation=situation, today=today)
    may_change = any(m.territory_id == here.pk for m in request.actor.granting(Permission.PIECES_OVERLAY))
    prepares = request.actor.may(Permission.APPLICATION_PREPARE)
    context = {
        "here": here,
        "other_name": next((each.name for each in places if each.pk == other.value), ""),
        "filters": (kind, papers, children, other),
        "rows": compared,
        "levels": dict(PieceLevel.choices),
        "issuers": dict(Issuer.choices),
        "overlays": selectors.overlays_in_force(here.pk, today=today),
        "may_change": may_change,
        "pending": len(selectors.pending_changes(request.actor, today=today, territory_id=here.pk)) if prepares else 0,
    }
    return render(request, "psp/pieces_list.html", context)


@requires(Permission.PIECES_OVERLAY)
@require_http_methods(["GET", "POST"])
def change_list(request: Any, territory: str) -> HttpResponse:
    """Add a piece to the department's list, ask one of everybody, take one off, or note something."""
    here = selectors.territory_listed(territory)
    if not any(m.territory_id == here.pk for m in request.actor.granting(Permission.PIECES_OVERLAY)):
        raise OutOfScope
    national = [(row["code"], row["label"]) for row in national_rows(on=request.today)]
    form = OverlayForm(typed_in(request), national=national)
    page = FormPage(
        heading=_("Changer la liste du département"),
        lead=_("Les demandes en cours ne changent pas d'elles-mêmes : chaque association verra ce qui diffère, et l'appliquera."),
        submit=_("Changer la liste"),
        icon="list-plus",
        back_url=reverse("psp:pieces_list", args=[here.pk]),
        back_label=_("La liste des pièces"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.set_overlay(
            actor=request.actor,
            today=request.today,
            territory_id=here.pk,
            change=LocalChange(typed["change"]),
            code=typed["code"],
            kinds=OverlayKinds(typed["kinds"]),
            label=typed["label"],
            issuer=typed["issuer"],
            reason=typed["reason"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai changé la liste : elle vaut à partir d'aujourd'hui."))
    return redirect("psp:pieces_list", territory=here.pk)


@requires(Permission.PIECES_OVERLAY, on=selectors.get_overlay)
@require_POST
def end_line(request: Any, overlay: PieceOverlay) -> HttpResponse:
    """The department leaves a line of its own: the national list holds again."""
    return act_and_return(
        request,
        lambda: services.end_overlay(actor=request.actor, today=request.today, overlay=overlay),
        url=reverse("psp:pieces_list", args=[overlay.territory_id]),
        done=_("J'ai retiré la ligne : la liste nationale vaut de nouveau."),
    )


@requires(Permission.APPLICATION_PREPARE)
@require_http_methods(["GET", "POST"])
def apply_changes(request: Any) -> HttpResponse:
    """What the lists of today would change in the applications that are prepared here: ticked one by one."""
    if request.method == "POST":
        applied = services.apply_list(actor=request.actor, today=request.today, ticked=_ticked(request))
        said = ngettext("J'ai mis à jour %(count)d ligne.", "J'ai mis à jour %(count)d lignes.", applied) % {"count": applied}
        messages.success(request, said if applied else _("Rien n'était coché : rien n'a changé."))
        return redirect("psp:pieces_apply")
    pending = selectors.pending_changes(request.actor, today=request.today)
    page = Paginator(pending, PAGE).get_page(request.GET.get("page"))
    return render(request, "psp/pieces_apply.html", {"page": page, "count": len(pending), "levels": dict(PieceLevel.choices)})


def _ticked(request: Any) -> list[tuple[uuid.UUID, str]]:
    """Only what this actor may see: an id of somebody else's is a 404, never a hint."""
    found = []
    for value in request.POST.getlist("ligne"):
        pk, _sign, code = value.partition(":")
        try:
            application = selectors.get_application(actor=request.actor, pk=uuid.UUID(pk), today=request.today)
        except ValueError:
            raise OutOfScope from None
        require(request.actor, Permission.APPLICATION_PREPARE, on=application)
        found.append((application.pk, code))
    return found


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def note_situation(request: Any, application: Application) -> HttpResponse:
    """What of her situation changes the list of pieces."""
    page = FormPage(
        heading=_("Ce qui change la liste des pièces"),
        lead=_("Seules les lignes qui en dépendent changent ; ce qui est déjà réuni reste."),
        submit=_("Mettre la liste à jour"),
        icon="list-checks",
        back_url=reverse("psp:application", args=[application.pk]),
        back_label=_("Revenir à la demande"),
    )
    if request.method != "POST":
        form = SituationForm(initial={"papers": application.papers, "has_children": _yes_no(application.has_children)})
        return show_form(request, form, page=page, version=application.version)
    form = SituationForm(request.POST)
    if not form.is_valid():
        return show_form(request, form, page=page)
    try:
        refused = attempt(
            lambda: services.note_situation(
                actor=request.actor,
                today=request.today,
                application=application,
                seen=form.cleaned_data["version"],
                papers=Papers(form.cleaned_data["papers"]),
                has_children=form.children,
                key=form.cleaned_data["key"],
            )
        )
    except Stale as stale:
        return _show_stale(request, application, stale, form)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai mis la liste des pièces à jour."))
    return redirect(f"{reverse('psp:application', args=[application.pk])}#pieces")


def _yes_no(value: bool | None) -> str:
    return {True: "yes", False: "no"}.get(value, "") if value is not None else ""


def _show_stale(request: Any, application: Application, stale: Stale, form: SituationForm) -> HttpResponse:
    now = selectors.get_application(actor=request.actor, pk=application.pk, today=request.today)
    words = {"": _("pas encore dit"), "yes": _("oui"), "no": _("non")}
    typed = form.cleaned_data
    both = Stale(
        current={"papers": now.get_papers_display(), "has_children": words[_yes_no(now.has_children)]},
        submitted={"papers": dict(PapersChoice.choices)[typed["papers"]], "has_children": words[typed["has_children"]]},
        version=stale.version,
    )
    return show_stale(request, both, form=form, labels=SITUATION_LABELS, back_url=reverse("psp:application", args=[application.pk]))
