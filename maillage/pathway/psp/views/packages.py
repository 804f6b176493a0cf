"""Packages: our card, the cards of the other houses, what leaves, what came and waits to be read."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Denied, OutOfScope, Refused
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, read_key, typed_in
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import NoSecretariat
from maillage.pathway.psp.forms import CardForm, CarryForm, PackageForm
from maillage.pathway.psp.models import Application, Correspondent, Direction, Parcel, ParcelState
from maillage.pathway.psp.opinions import opinion_words
from maillage.pathway.psp.package_format import CARD_EXTENSION, EXTENSION, in_groups
from maillage.pathway.psp.services.filing import secretariat_of
from maillage.pathway.psp.services.houses import House, get_house, known_fingerprint, permission_on
from maillage.pathway.psp.services.unpacking import Answered
from maillage.pathway.psp.workflow import State


@requires(Permission.APPLICATION_LIST)
@require_GET
def list_packages(request: Any) -> HttpResponse:
    """What waits to be read, what left and came, the houses known."""
    actor, today = request.actor, request.today
    houses = services.houses_of(actor)
    if not houses:
        raise Denied(_("Les paquets sont tenus par celles qui déposent les demandes, et par le secrétariat de la commission."))
    context = {
        "houses": [(house, in_groups(known_fingerprint(house))) for house in houses],
        "correspondents": [(each, in_groups(each.fingerprint)) for each in selectors.correspondents_visible_to(actor, today=today)],
        "parcels": selectors.parcels_visible_to(actor, today=today),
    }
    return render(request, "psp/packages.html", context)


@requires(Permission.APPLICATION_LIST, on=get_house)
@require_POST
def download_card(request: Any, house: House) -> HttpResponse:
    """Our card, to hand to another house; its keys are made the first time."""
    return _file(services.publish_card(actor=request.actor, today=request.today, house=house), name=f"carte.{CARD_EXTENSION}")


@requires(Permission.APPLICATION_LIST)
@require_http_methods(["GET", "POST"])
def add_card(request: Any) -> HttpResponse:
    """Keep the card of another house; its fingerprint is then compared aloud."""
    houses = _houses(request)
    organisations = {each.pk: each for house in houses for each in services.speaks_for(house)}
    known = sorted(organisations.values(), key=lambda each: each.name)
    form = CardForm(typed_in(request), request.FILES or None, houses=houses, organisations=known)
    page = _page(heading=_("Ajouter la carte d'une autre maison"), submit=_("Garder cette carte"), icon="id-card")

    def act(typed: Any) -> Correspondent:
        return services.add_correspondent(
            actor=request.actor,
            today=request.today,
            house=services.house_of(request.actor, uuid.UUID(typed["house"])),
            stands_for_id=uuid.UUID(typed["stands_for"]),
            data=_bytes(typed["card"]),
            key=typed["key"],
        )

    return answer_form(request, form, page=page, act=act, url=lambda made: reverse("psp:correspondent", args=[made.pk]))


@requires(Permission.APPLICATION_LIST, on=selectors.get_correspondent)
@require_GET
def show_card(request: Any, correspondent: Correspondent) -> HttpResponse:
    """The fingerprint, to compare aloud with the other house."""
    may = request.actor.may(permission_on(correspondent), on=correspondent)
    context = {"correspondent": correspondent, "fingerprint": in_groups(correspondent.fingerprint), "may_hold": may}
    return render(request, "psp/correspondent.html", context)


@requires(Permission.APPLICATION_LIST, on=selectors.get_correspondent)
@require_POST
def check_card(request: Any, correspondent: Correspondent) -> HttpResponse:
    """The fingerprint is the same."""
    return _on_card(request, correspondent, services.check_correspondent, done=_("J'ai noté que l'empreinte est la même."))


@requires(Permission.APPLICATION_LIST, on=selectors.get_correspondent)
@require_POST
def retire_card(request: Any, correspondent: Correspondent) -> HttpResponse:
    """Nothing more goes to this card, nor comes from it."""
    return _on_card(request, correspondent, services.retire_correspondent, done=_("J'ai retiré cette carte : rien n'en sera plus accepté."))


def _on_card(request: Any, correspondent: Correspondent, service: Any, *, done: str) -> HttpResponse:
    return act_and_return(
        request,
        lambda: service(actor=request.actor, today=request.today, correspondent=correspondent, key=read_key(request)),
        url=reverse("psp:correspondent", args=[correspondent.pk]),
        done=done,
    )


@requires(Permission.APPLICATION_LIST)
@require_http_methods(["GET", "POST"])
def receive_package(request: Any) -> HttpResponse:
    """Keep a package that came, closed, then show what it says."""
    houses = _houses(request)
    form = PackageForm(typed_in(request), request.FILES or None, houses=houses)
    page = _page(heading=_("Recevoir un paquet"), submit=_("Vérifier et ouvrir"), icon="package-open")

    def act(typed: Any) -> Parcel:
        return services.receive_package(
            actor=request.actor,
            today=request.today,
            house=services.house_of(request.actor, uuid.UUID(typed["house"])),
            data=_bytes(typed["package"]),
            key=typed["key"],
        )

    return answer_form(request, form, page=page, act=act, url=lambda kept: reverse("psp:parcel", args=[kept.pk]))


@requires(Permission.APPLICATION_LIST, on=selectors.get_parcel)
@require_GET
def show_parcel(request: Any, parcel: Parcel) -> HttpResponse:
    """A package: what it says, line by line, while it waits; what became of it, afterwards."""
    require(request.actor, permission_on(parcel), on=parcel)
    context: dict[str, Any] = {"parcel": parcel, "content": None, "answer": None, "refused": ""}
    if parcel.state == ParcelState.TO_READ:
        try:
            said = services.read_parcel(actor=request.actor, today=request.today, parcel=parcel)
        except (Denied, OutOfScope):
            raise
        except Refused as refused:
            context["refused"] = refused.sentence
        else:
            if isinstance(said, Answered):
                context["answer"] = {
                    "said": said,
                    "steps": [(selectors.state_label(state), day) for state, day in said.steps],
                    "opinion": opinion_words(said.opinion) if said.opinion else "",
                }
            else:
                context["content"] = said.content
    return render(request, "psp/parcel.html", context)


@requires(Permission.APPLICATION_LIST, on=selectors.get_parcel)
@require_POST
def take_parcel(request: Any, parcel: Parcel) -> HttpResponse:
    """Record what it says."""
    taken: list[Application] = []
    refused = attempt(
        lambda: taken.append(services.take_parcel(actor=request.actor, today=request.today, parcel=parcel, key=read_key(request)))
    )
    if refused is not None:
        messages.error(request, refused.sentence)
        return redirect("psp:parcel", pk=parcel.pk)
    messages.success(request, _("J'ai enregistré ce que portait le paquet."))
    return redirect("psp:application", pk=taken[0].pk)


@requires(Permission.APPLICATION_LIST, on=selectors.get_parcel)
@require_POST
def set_parcel_aside(request: Any, parcel: Parcel) -> HttpResponse:
    """Put it aside: its content goes."""
    return act_and_return(
        request,
        lambda: services.set_aside(actor=request.actor, today=request.today, parcel=parcel, key=read_key(request)),
        url=reverse("psp:packages"),
        done=_("J'ai écarté ce paquet : son contenu est effacé, sa venue reste notée."),
    )


@requires(Permission.APPLICATION_LIST, on=selectors.get_parcel)
@require_GET
def download_parcel(request: Any, parcel: Parcel) -> HttpResponse:
    """A package that leaves: only the other house can open it."""
    require(request.actor, permission_on(parcel), on=parcel)
    if parcel.direction != Direction.OUT or parcel.content is None:
        raise OutOfScope
    return _file(bytes(parcel.content), name=f"paquet-{parcel.made_on.isoformat()}.{EXTENSION}")


@requires(Permission.APPLICATION_FILE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def carry_application(request: Any, application: Application) -> HttpResponse:
    """Close the package of a ready application for the other house."""
    if application.person is None:
        raise OutOfScope
    if application.state != State.READY:
        return redirect("psp:application", pk=application.pk)
    try:
        secretariat = secretariat_of(application.territory_id)
    except NoSecretariat as refused:
        messages.error(request, refused.sentence)
        return redirect("psp:application", pk=application.pk)
    known = selectors.correspondents_for(application, secretariat_id=secretariat.pk)
    form = CarryForm(typed_in(request), correspondents=known)
    page = FormPage(
        heading=_("Emporter le paquet"),
        lead=_("Les mêmes lignes que pour un dépôt, fermées pour l'autre maison : elle seule pourra les lire."),
        submit=_("Fermer le paquet"),
        icon="package",
        back_url=reverse("psp:application", args=[application.pk]),
        back_label=_("Revenir à la demande"),
        template="psp/carry.html",
    )
    more: dict[str, Any] = {"known": known, "secretariat": secretariat, "application": application}

    def act(typed: Any) -> Parcel:
        chosen = next(each for each in known if str(each.pk) == typed["correspondent"])
        return services.carry_application(
            actor=request.actor, today=request.today, application=application, correspondent=chosen, key=typed["key"]
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("Le paquet est fermé. Téléchargez-le et remettez-le : la demande sera déposée à son accusé de réception."),
        url=lambda carried: reverse("psp:parcel", args=[carried.pk]),
        **more,
    )


@requires(Permission.APPLICATION_RECEIVE, on=selectors.get_application)
@require_POST
def carry_answer(request: Any, application: Application) -> HttpResponse:
    """Close the package of what the State answers so far."""
    made: list[Parcel] = []
    refused = attempt(
        lambda: made.append(services.carry_answer(actor=request.actor, today=request.today, application=application, key=read_key(request)))
    )
    if refused is not None:
        messages.error(request, refused.sentence)
        return redirect("psp:application", pk=application.pk)
    messages.success(request, _("La réponse est fermée pour l'association. Téléchargez-la et remettez-la."))
    return redirect("psp:parcel", pk=made[0].pk)


def _houses(request: Any) -> list[House]:
    houses = services.houses_of(request.actor)
    if not houses:
        raise Denied(_("Les paquets sont tenus par celles qui déposent les demandes, et par le secrétariat de la commission."))
    return houses


def _bytes(upload: UploadedFile) -> bytes:
    return bytes(upload.read())


def _page(*, heading: Any, submit: Any, icon: str) -> FormPage:
    return FormPage(heading=heading, submit=submit, icon=icon, back_url=reverse("psp:packages"), back_label=_("Les paquets"))


def _file(content: bytes, *, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
