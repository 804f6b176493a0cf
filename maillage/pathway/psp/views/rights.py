"""The residence documents: their list, and the days of each; the association, the secretariat and the foreigners service note them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.people.selectors import label_of
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.answers import FormPage, attempt, show_form, show_stale
from maillage.foundation.ui.filters import Choice, read_filter
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import PermitDaysForm
from maillage.pathway.psp.models import Pathway, Permit
from maillage.pathway.psp.services.rights import PERMIT_DAYS

PAGE = 25


@requires(Permission.PERMIT_RECORD)
@require_GET
def list_permits(request: Any) -> HttpResponse:
    """Residence documents by state, those awaited first. The State reads numbers, never a pseudonym nor a text."""
    actor, today = request.actor, request.today
    counts = selectors.permit_counts(actor, today=today)
    words = {"awaited": _("attendus"), "delivered": _("remis"), "refused": _("refusés")}
    choices = [Choice(code, words[code], number) for code, number in counts.items() if number]
    state = read_filter(request.GET, code="etat", label=_("État"), choices=choices)
    page = Paginator(selectors.permits_visible_to(actor, today=today, state=state.value), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": selectors.permit_rows(list(page.object_list), actor=actor, today=today),
        "filters": (state,),
        "total": sum(counts.values()),
        "awaited": counts["awaited"],
        "sees_pathways": actor.may(Permission.APPLICATION_LIST),
    }
    return render(request, "psp/permits.html", context)


@requires(Permission.PERMIT_RECORD, on=selectors.get_permit)
@require_http_methods(["GET", "POST"])
def edit_permit(request: Any, permit: Permit) -> HttpResponse:
    """Every day of one document, with its delay since the decision, and its silence."""
    view = selectors.one_permit(permit, today=request.today)
    back = _back(request, permit.pathway)
    page = FormPage(
        heading=_("Titre de séjour, %(who)s") % {"who": _who(request, permit.pathway)},
        lead=_("Notez chaque jour connu, dans l'ordre. Ce qui n'a pas eu lieu reste vide."),
        submit=_("Enregistrer"),
        icon="id-card",
        template="psp/permit.html",
        **back,
    )
    initial = {name: getattr(permit, name) for name in (*PERMIT_DAYS, "refusal")}
    if request.method != "POST":
        form = PermitDaysForm(today=request.today, initial=initial)
        return show_form(request, form, page=page, version=permit.version, view=view, today=request.today)
    form = PermitDaysForm(request.POST, today=request.today)
    if not form.is_valid():
        return show_form(request, form, page=page, view=view, today=request.today)
    typed = {name: form.cleaned_data[name] for name in (*PERMIT_DAYS, "refusal")}
    try:
        refused = attempt(
            lambda: services.update_permit(
                actor=request.actor, today=request.today, permit=permit, seen=form.cleaned_data["version"], **typed
            )
        )
    except Stale as stale:
        labels = {name: form.fields[name].label for name in typed}
        return show_stale(request, stale, form=form, labels=labels, back_url=back["back_url"])
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, view=view, today=request.today)
    messages.success(request, _("J'ai noté le titre de séjour."))
    return redirect(back["back_url"])


def _back(request: Any, pathway: Pathway) -> dict[str, Any]:
    if request.actor.may(Permission.APPLICATION_LIST, on=pathway):
        return {"back_url": f"{reverse('psp:pathway', args=[pathway.pk])}#titre", "back_label": _("Revenir au parcours")}
    return {"back_url": reverse("psp:permits"), "back_label": _("Revenir aux titres")}


def _who(request: Any, pathway: Pathway) -> str:
    if selectors.is_own(request.actor, pathway) and pathway.person is not None:
        return label_of(pathway.person, actor=request.actor, today=request.today)
    return _("demande n° %(number)s") % {"number": pathway.entry.number}
