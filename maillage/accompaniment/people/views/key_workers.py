"""Who accompanies her: taken by oneself, asked of a colleague, ended."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import EndFollowUpForm, OfferForm
from maillage.accompaniment.people.models import EndReason, FollowUpOffer, KeyWorker, KeyWorkerRole, Person
from maillage.accompaniment.people.views.editing import way_back
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, read_key, typed_in


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_POST
def take_follow_up(request: Any, person: Person) -> HttpResponse:
    """Accompany her oneself, from today."""
    return act_and_return(
        request,
        lambda: services.take_follow_up(actor=request.actor, today=request.today, person=person, key=read_key(request)),
        url=reverse("people:file", args=[person.pk]),
        done=_("Vous suivez ce dossier à partir d'aujourd'hui."),
    )


@requires(Permission.PERSON_ASSIGN, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def offer_follow_up(request: Any, person: Person) -> HttpResponse:
    """Ask a colleague; nothing changes until she accepts."""
    present = selectors.present_inside(person, today=request.today)
    form = OfferForm(typed_in(request), colleagues=_colleagues(request, person), present=present, today=request.today)
    page = FormPage(
        heading=_("Proposer le suivi à une collègue"),
        lead=_("Elle accepte, ou dit pourquoi elle ne peut pas. D'ici là, rien ne change pour la personne accompagnée."),
        submit=_("Proposer"),
        icon="user-plus",
        back_url=reverse("people:file", args=[person.pk]),
        back_label=_("Revenir au dossier"),
        notes=(_("Une collègue d'une autre association n'apparaît ici que si elle a donné son accord pour partager son suivi avec elle."),),
    )

    def act(typed: dict[str, Any]) -> None:
        association, user = typed["to"].split(".")
        services.offer_follow_up(
            actor=request.actor,
            today=request.today,
            person=person,
            to_user_id=uuid.UUID(user),
            association_id=uuid.UUID(association),
            role=KeyWorkerRole(typed["role"]),
            starts_on=typed["starts_on"],
            until=typed["until"],
            relays=next((each for each in present if str(each.pk) == typed["relays"]), None),
            key=typed["key"],
        )

    done = _("J'ai proposé le suivi. Vous serez prévenue de sa réponse.")
    return answer_form(request, form, page=page, act=act, done=done, url=lambda _offer: way_back(request, person.pk))


def _colleagues(request: Any, person: Person) -> list[Any]:
    """Hers, then those of the associations with which she agreed that her follow-up be shared."""

    def named(association: Any) -> list[tuple[str, str]]:
        found = selectors.workers_of(association.pk, today=request.today)
        return [(f"{association.pk}.{user.pk}", user.display_name) for user in found if user.pk != request.actor.user_id]

    groups: list[Any] = list(named(person.organisation))
    for association in selectors.sharing_associations(person, today=request.today):
        groups.append((association.name, named(association)))
    return groups


@requires(Permission.PERSON_ASSIGN, on=selectors.get_offer)
@require_POST
def withdraw_offer(request: Any, offer: FollowUpOffer) -> HttpResponse:
    """Take back an offer that waits."""
    return act_and_return(
        request,
        lambda: services.withdraw_offer(actor=request.actor, today=request.today, offer=offer),
        url=reverse("people:file", args=[offer.person_id]),
        done=_("J'ai retiré la proposition."),
    )


@requires(Permission.PERSON_ASSIGN, on=selectors.get_key_worker)
@require_http_methods(["GET", "POST"])
def end_key_worker(request: Any, key_worker: KeyWorker) -> HttpResponse:
    """End a follow-up today, with its reason."""
    form = EndFollowUpForm(typed_in(request))
    page = FormPage(
        heading=_("Mettre fin au suivi"),
        lead=_("%(name)s ne suivra plus ce dossier à partir d'aujourd'hui.") % {"name": key_worker.user.display_name},
        submit=_("Mettre fin au suivi"),
        icon="user-minus",
        back_url=reverse("people:file", args=[key_worker.person_id]),
        back_label=_("Revenir au dossier"),
    )

    def act(typed: dict[str, Any]) -> None:
        services.end_key_worker(actor=request.actor, today=request.today, key_worker=key_worker, reason=EndReason(typed["reason"]))

    done = _("J'ai mis fin au suivi, à compter d'aujourd'hui.")
    return answer_form(request, form, page=page, act=act, done=done, url=lambda _ended: way_back(request, key_worker.person_id))
