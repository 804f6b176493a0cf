"""Before an end that she does not ask for: the letter, the day she had it, what she answered."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.core.law import current_law
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import download_response
from maillage.foundation.journal import history_of
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import HearingForm, ObservationsForm, ToldForm
from maillage.pathway.commission.models import Contradictory, DeliveredBy
from maillage.pathway.commission.selectors.delivering import INVITATION
from maillage.pathway.commission.services.ways import IN_PERSON
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.selectors import get_application


@requires(Permission.DECISION_PREPARE, on=get_application)
@require_http_methods(["GET", "POST"])
def open_contradictory(request: Any, application: Application) -> HttpResponse:
    """What is held against her, and how long she has to answer."""
    known = selectors.contradictory_of(application)
    if known is not None:
        return redirect("commission:contradictory", pk=known.pk)
    least = current_law().value("contradictory.days", on=request.today).value
    form = HearingForm(typed_in(request), initial={"days": least})
    page = FormPage(
        heading=_("L'entendre avant de décider"),
        lead=_("Une fin qu'elle ne demande pas se décide après l'avoir mise à même de répondre (CRPA, art. L. 121-1 et L. 122-1)."),
        submit=_("Préparer le courrier"),
        icon="scale",
        back_url=reverse("psp:application", args=[application.pk]),
        back_label=_("La demande"),
        readers={"facts": "shared"},
        readers_words=_("La préfecture, et elle : ces mots sont imprimés sur le courrier."),
    )

    def act(typed: Any) -> Contradictory:
        return services.open_contradictory(actor=request.actor, today=request.today, application=application, **typed)

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("Le courrier est prêt : faites-le lui remettre par un moyen sûr."),
        url=lambda made: reverse("commission:contradictory", args=[made.pk]),
    )


@requires(Permission.DECISION_PREPARE, on=selectors.get_contradictory)
@require_http_methods(["GET", "POST"])
def show_contradictory(request: Any, hearing: Contradictory) -> HttpResponse:
    """Where it stands; its words open by POST, journaled."""
    words = selectors.open_hearing_words(actor=request.actor, hearing=hearing, today=request.today) if request.method == "POST" else None
    context = {"hearing": hearing, "application": hearing.application, "words": words, "history": history_of(hearing, limit=25)}
    return render(request, "commission/contradictory.html", context)


@requires(Permission.DECISION_PREPARE, on=selectors.get_contradictory)
@require_GET
def contradictory_pdf(request: Any, hearing: Contradictory) -> HttpResponse:
    """The letter."""
    return download_response(selectors.open_invitation(actor=request.actor, hearing=hearing, today=request.today), inline=True)


@requires(Permission.DECISION_PREPARE, on=selectors.get_contradictory)
@require_http_methods(["GET", "POST"])
def note_told(request: Any, hearing: Contradictory) -> HttpResponse:
    """The prefecture notes the day she had it."""
    form = ToldForm(typed_in(request), today=request.today, own=False)
    return _told(request, form, hearing=hearing, back=reverse("commission:contradictory", args=[hearing.pk]))


def _told(request: Any, form: ToldForm, *, hearing: Contradictory, back: str) -> HttpResponse:
    page = FormPage(
        heading=_("Elle a reçu le courrier"),
        lead=_("Son délai pour répondre court à partir du lendemain de ce jour."),
        submit=_("Noter ce jour"),
        icon="mail-check",
        back_url=back,
        back_label=_("Le contradictoire"),
    )

    def act(typed: Any) -> None:
        by, way = typed.get("by") or DeliveredBy.ASSOCIATION, typed.get("way") or IN_PERSON
        services.note_told(
            actor=request.actor, moment=request.moment, hearing=hearing, told_on=typed["told_on"], proof=typed["proof"], way=way, by=by
        )

    return answer_form(request, form, page=page, act=act, done=_("Ce jour est noté : son délai pour répondre est compté."))


@requires(Permission.DECISION_PREPARE, on=selectors.get_contradictory)
@require_http_methods(["GET", "POST"])
def note_observations(request: Any, hearing: Contradictory) -> HttpResponse:
    """What she answered, or that she did not."""
    form = ObservationsForm(typed_in(request), today=request.today)
    later = (_("Une réponse est déjà notée : ces mots s'y ajoutent. Une fin préparée avant est détruite, et se prépare de nouveau."),)
    page = FormPage(
        heading=_("Ses observations"),
        notes=later if hearing.is_over else (),
        submit=_("Noter sa réponse"),
        icon="message-square-text",
        back_url=reverse("commission:contradictory", args=[hearing.pk]),
        back_label=_("Le contradictoire"),
        readers={"words": "shared"},
        readers_words=_("Le secrétariat et le cabinet du préfet, avant la décision."),
    )

    def act(typed: Any) -> None:
        services.note_observations(actor=request.actor, today=request.today, hearing=hearing, **typed)

    return answer_form(request, form, page=page, act=act, done=_("C'est noté : la décision peut se préparer."))


def _of(application: Application) -> Contradictory:
    found = selectors.contradictory_of(application)
    if found is None:
        raise OutOfScope
    return found


@requires(Permission.PATHWAY_RECORD, on=selectors.get_own_contradictory)
@require_http_methods(["GET", "POST"])
def hand_invitation(request: Any, application: Application) -> HttpResponse:
    """Her association puts the letter into her hands, as her rule of contact allows."""
    form = ToldForm(typed_in(request), today=request.today, own=True)
    return _told(request, form, hearing=_of(application), back=reverse("psp:application", args=[application.pk]))


@requires(Permission.ATTACHMENTS_OPEN, on=selectors.get_own_contradictory)
@require_GET
def own_invitation(request: Any, application: Application) -> HttpResponse:
    """The letter that the prefecture entrusted."""
    opened = selectors.open_copy(actor=request.actor, application=application, purpose=INVITATION, today=request.today)
    return download_response(opened, inline=True)
