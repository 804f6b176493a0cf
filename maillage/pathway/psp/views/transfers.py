"""Her follow-up goes on with another association: proposed, accepted or refused, then answered by the receiving prefect."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.people.models import Channel, Person
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.actor import Actor, Place
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, show_form, typed_in
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import AcceptForm, PrefectAnswerForm, ProposeForm, RefuseForm
from maillage.pathway.psp.models import Passing, Transfer, TransferRefusal, TransferState
from maillage.reference.organisations.models import Organisation

PAGE = 25
TONES = {
    TransferState.PROPOSED: "wait",
    TransferState.ACCEPTED: "good",
    TransferState.GRANTED: "good",
    TransferState.REFUSED: "neutral",
    TransferState.CANCELLED: "neutral",
    TransferState.DENIED: "alert",
}


@requires(Permission.APPLICATION_FILE, on=get_person)
@require_http_methods(["GET", "POST"])
def propose(request: Any, person: Person) -> HttpResponse:
    """To whom, and what she agrees to pass."""
    receivers = selectors.receivers_for(person.organisation_id)
    form = ProposeForm(typed_in(request), receivers=receivers)
    page = FormPage(
        heading=_("Passer le relais à une autre association"),
        lead=_("Son accord, noté dans son dossier pour cette association, est nécessaire. Rien ne part avant que l'autre accepte."),
        submit=_("Proposer le relais"),
        icon="arrow-right-left",
        back_url=reverse("people:file", args=[person.pk]),
        back_label=_("Revenir au dossier"),
        notes=(
            _("Si un parcours est en cours, c'est la réponse du préfet du nouveau département qui compte : d'ici là, il reste chez vous."),
        ),
    )
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: _propose(request, person, typed, receivers=receivers),
        done=_("J'ai proposé le relais. L'association est prévenue."),
        url=lambda made: reverse("psp:transfer", args=[made.pk]),
    )


def _propose(request: Any, person: Person, typed: dict[str, Any], *, receivers: list[Organisation]) -> Transfer:
    receiver = next(each for each in receivers if str(each.pk) == typed["receiver"])
    proposed: Transfer = services.propose_transfer(
        actor=request.actor,
        today=request.today,
        person=person,
        receiver=receiver,
        passing=[Passing(code) for code in typed["passing"]],
        key=typed["key"],
    )
    return proposed


@requires(Permission.APPLICATION_LIST)
@require_GET
def list_transfers(request: Any) -> HttpResponse:
    """The moves under way, then those that have their answer."""
    page = Paginator(selectors.transfers_visible_to(request.actor, today=request.today), PAGE).get_page(request.GET.get("page"))
    rows = [(each, each.organisation_id in request.actor.organisation_ids, TONES[TransferState(each.state)]) for each in page.object_list]
    return render(request, "psp/transfers.html", {"page": page, "rows": rows, "count": page.paginator.count})


@requires(Permission.APPLICATION_LIST)
@require_GET
def show_transfer(request: Any, pk: uuid.UUID) -> HttpResponse:
    """Where it stands, what passes, what each side may do now."""
    transfer = _transfer(request, pk)
    actor, today = request.actor, request.today
    leaving, coming = transfer.organisation_id in actor.organisation_ids, transfer.receiver_id in actor.organisation_ids
    mine = transfer.person if leaving else transfer.new_person if coming else None
    state = TransferState(transfer.state)
    context = {
        "transfer": transfer,
        "tone": TONES[state],
        "leaving": leaving,
        "coming": coming,
        "mine": mine,
        "title": selectors.title_of(transfer, actor=actor, today=today),
        "passing": [label for code, label in Passing.choices if code in transfer.passing],
        "withheld": [label for code, label in Passing.choices if code not in transfer.passing],
        "may_cancel": state is TransferState.PROPOSED and actor.may(Permission.APPLICATION_FILE, on=transfer),
        "may_answer": state is TransferState.PROPOSED and _at_receiver(actor, transfer, Permission.APPLICATION_PREPARE),
        "may_record": state is TransferState.ACCEPTED
        and transfer.pathway_id is not None
        and _at_receiver(actor, transfer, Permission.PATHWAY_RECORD),
    }
    return render(request, "psp/transfer.html", context)


def _transfer(request: Any, pk: uuid.UUID) -> Transfer:
    """The move, for either side: a mandate of the receiver covers it as much as the sender's. Raises OutOfScope."""
    return selectors.get_transfer(actor=request.actor, pk=pk, today=request.today)


def _at_receiver(actor: Actor, transfer: Transfer, permission: Permission) -> bool:
    return actor.may(permission, on=Place(transfer.receiver_id, transfer.territory_id))


def _require_receiver(request: Any, transfer: Transfer, permission: Permission) -> None:
    """Whoever proposes, or only reads, may see the move and not answer it. Raises Denied."""
    if not _at_receiver(request.actor, transfer, permission):
        raise Denied


@requires(Permission.APPLICATION_FILE, on=selectors.get_transfer)
@require_POST
def cancel(request: Any, transfer: Transfer) -> HttpResponse:
    """Taken back before the answer."""
    return act_and_return(
        request,
        lambda: services.cancel_transfer(actor=request.actor, today=request.today, transfer=transfer),
        url=reverse("psp:transfer", args=[transfer.pk]),
        done=_("J'ai annulé la proposition : rien n'est passé."),
    )


def _page(transfer: Transfer, **words: Any) -> FormPage:
    back = {"back_url": reverse("psp:transfer", args=[transfer.pk]), "back_label": _("Revenir au relais")}
    return FormPage(**{**back, **words})


@requires(Permission.APPLICATION_LIST)
@require_http_methods(["GET", "POST"])
def accept(request: Any, pk: uuid.UUID) -> HttpResponse:
    """The receiver goes on with her: her file opens here."""
    transfer = _transfer(request, pk)
    _require_receiver(request, transfer, Permission.APPLICATION_PREPARE)
    form = AcceptForm(typed_in(request), passing=transfer.passing)
    page = _page(
        transfer,
        heading=_("Reprendre le suivi"),
        lead=_("Un dossier s'ouvre chez vous, avec ce qu'elle a accepté de faire passer, rechiffré pour vous seuls."),
        submit=_("Accepter le relais"),
        icon="handshake",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed, moment = form.cleaned_data, Moment(now=request.now, today=request.today)
    refused = attempt(
        lambda: services.accept_transfer(
            actor=request.actor,
            moment=moment,
            transfer=transfer,
            pseudonym=typed.get("pseudonym", ""),
            channel=Channel(typed.get("channel", Channel.NONE_KNOWN)),
            safe_contact=typed.get("safe_contact", ""),
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai ouvert son dossier chez vous."))
    return redirect("psp:transfer", pk=transfer.pk)


@requires(Permission.APPLICATION_LIST)
@require_http_methods(["GET", "POST"])
def refuse(request: Any, pk: uuid.UUID) -> HttpResponse:
    """The receiver cannot, and says why."""
    transfer = _transfer(request, pk)
    _require_receiver(request, transfer, Permission.APPLICATION_PREPARE)
    form = RefuseForm(typed_in(request))
    page = _page(
        transfer,
        heading=_("Dire que ce n'est pas possible"),
        lead=_("L'association qui proposait saura pourquoi. Rien de son dossier n'est passé."),
        submit=_("Répondre non"),
        icon="circle-x",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    refusal = TransferRefusal(form.cleaned_data["refusal"])
    refused = attempt(lambda: services.refuse_transfer(actor=request.actor, today=request.today, transfer=transfer, refusal=refusal))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai répondu : rien n'est passé."))
    return redirect("psp:transfer", pk=transfer.pk)


@requires(Permission.APPLICATION_LIST)
@require_http_methods(["GET", "POST"])
def record_answer(request: Any, pk: uuid.UUID) -> HttpResponse:
    """What the receiving prefect answered, and when."""
    transfer = _transfer(request, pk)
    _require_receiver(request, transfer, Permission.PATHWAY_RECORD)
    form = PrefectAnswerForm(typed_in(request), today=request.today, initial={"happened_on": request.today})
    page = _page(
        transfer,
        heading=_("Noter la réponse du préfet"),
        lead=_("Favorable, le parcours continue ici où il en était : mois et renouvellements déjà utilisés suivent."),
        submit=_("Enregistrer la réponse"),
        icon="scale",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    by_association = transfer.receiver_id in request.actor.organisation_ids
    refused = attempt(
        lambda: services.answer_transfer(
            actor=request.actor,
            today=request.today,
            transfer=transfer,
            granted=typed["granted"] == "yes",
            happened_on=typed["happened_on"],
            from_paper=by_association,
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai enregistré la réponse du préfet."))
    return redirect("psp:transfer", pk=transfer.pk)
