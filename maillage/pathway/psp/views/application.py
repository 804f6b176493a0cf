"""The page of one application: as its association sees it, or as the State does."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.people.selectors import label_of
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import history_of
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.ui import gestures, guards, panels
from maillage.foundation.ui.panels import NextAct
from maillage.foundation.vault import Reason, reason_choices
from maillage.pathway.psp import selectors
from maillage.pathway.psp.carried import carried_of
from maillage.pathway.psp.models import Application, Kind, Piece, PieceLevel, PieceState
from maillage.pathway.psp.notices import secretaries_of
from maillage.pathway.psp.services.paper import ON_PAPER, check_paper
from maillage.pathway.psp.services.pieces import OPEN_STATES
from maillage.pathway.psp.workflow import OVER, ROAD, WORKFLOW, Pen, State
from maillage.reference.organisations.selectors import accreditation_in_force

PLACE = "psp.application"
TEXT_REASONS = (Reason.APPLICATION, Reason.FOLLOW_UP, Reason.HER_REQUEST, Reason.HANDOVER)
EXTRACT_REASONS = (Reason.INSTRUCTION, Reason.SESSION, Reason.DECISION, Reason.CONTROL)
STEPS = [(state.value, WORKFLOW.label_of(state)) for state in ROAD]


@requires(Permission.APPLICATION_LIST, on=selectors.get_application)
@require_GET
def show_application(request: Any, application: Application) -> HttpResponse:
    """Where it stands, who holds the pen, the next act."""
    return show(request, application)


@requires(Permission.STORY_OPEN, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def open_text(request: Any, application: Application) -> HttpResponse:
    """The page with the project and commitments open, for a reason; an address kept or reloaded opens nothing."""
    if request.method != "POST":
        return redirect("psp:application", pk=application.pk)
    text = selectors.open_text(actor=request.actor, application=application, reason=request.POST.get("reason", ""), today=request.today)
    return show(request, application, text=text, text_opened=True)


def show(request: Any, application: Application, **opened: Any) -> HttpResponse:
    """The page of the reader's side, with what was opened for it."""
    own = selectors.is_own(request.actor, application)
    context = _own_context(request, application) if own else _states_context(request, application)
    return render(request, "psp/application.html" if own else "psp/received.html", {**context, **opened})


def _shared(request: Any, application: Application, *, own: bool) -> dict[str, Any]:
    actor, today = request.actor, request.today
    shown = panels.panels_for(PLACE, actor=actor, obj=application, today=today)
    return {
        "application": application,
        "own": own,
        "ending": getattr(application, "ending", None),
        "state": State(application.state),
        "state_label": selectors.state_label(application.state),
        "pen": WORKFLOW.pens[WORKFLOW.owner_of(State(application.state))],
        "pen_is_mine": (WORKFLOW.owner_of(State(application.state)) is Pen.ASSOCIATION) == own,
        "workflow_steps": STEPS if application.kind != Kind.END else STEPS[ROAD.index(State.FILED) :],
        "road_state": selectors.road_state(application),
        "over": application.state in OVER,
        "hold": selectors.running_hold(application),
        "has_left": application.number is not None or (application.withdrawn_on is not None and carried_of(application) is not None),
        "dated_steps": [(step, selectors.state_label(step.state)) for step in selectors.steps_of(application, own=own)],
        "panels": shown,
        "offers": gestures.gestures_for(PLACE, actor, application),
        "term": selectors.term_of(application),
        "may_record": actor.may(Permission.PATHWAY_RECORD, on=application),
        "may_note_told": application.state == State.DECIDED
        and application.notified_on is None
        and actor.may(Permission.PATHWAY_RECORD, on=application)
        and bool(guards.ask("plain_notification", application=application)),
        "paper_steps": paper_steps(actor, application, today=today) if actor.may(Permission.PATHWAY_RECORD, on=application) else [],
        "editable": application.state in OPEN_STATES,
    }


def _own_context(request: Any, application: Application) -> dict[str, Any]:
    actor, today = request.actor, request.today
    pieces = selectors.with_waits(selectors.pieces_of(application), today=today)
    accredited = accreditation_in_force(organisation_id=application.organisation_id, territory_id=application.territory_id, on=today)
    needs = selectors.needs_before_filing(application, today=today, pieces=pieces, accredited=accredited is not None)
    may_prepare = actor.may(Permission.APPLICATION_PREPARE, on=application)
    shared = _shared(request, application, own=True)
    person = application.person
    return {
        **shared,
        "title": label_of(person, actor=actor, today=today) if person is not None else application.number,
        "person": person,
        "pieces": pieces,
        "missing": selectors.missing_pieces(application, today=today, pieces=pieces),
        "others_open": _others_matter(application, pieces),
        "needs": needs,
        "left": sum(1 for each in needs if not each.done and not each.warning),
        "accredited": accredited is not None,
        "may_prepare": may_prepare,
        "may_open_text": actor.may(Permission.STORY_OPEN, on=application),
        "has_text": selectors.has_text(application),
        "has_receipt": hasattr(application, "extract"),
        "text_reasons": reason_choices(*TEXT_REASONS),
        "text": None,
        "text_opened": False,
        "waiting": selectors.waiting_of(application, today=today),
        "history": history_of(application),
        "act": _act(application, may_prepare=may_prepare, shared=shared, pieces=pieces, today=today),
        "online": bool(secretaries_of(application.territory_id, today=today)),
    }


def _others_matter(application: Application, pieces: list[Piece]) -> bool:
    """Are the pieces that depend on her situation of use here: something is asked beside the pathway, or one is begun?"""
    others = [each for each in pieces if each.level != PieceLevel.REQUIRED]
    return application.asks_permit or application.asks_allowance or any(each.state != PieceState.TO_GATHER for each in others)


def _act(
    application: Application, *, may_prepare: bool, shared: dict[str, Any], pieces: list[Piece], today: date
) -> tuple[NextAct, bool] | None:
    """The one act to do now, and whether it is done in one click (posted)."""
    state, pk = State(application.state), application.pk
    if may_prepare and state is State.WISH:
        return NextAct(label=_("Commencer la préparation"), url=reverse("psp:start", args=[pk]), icon="list-checks"), True
    if may_prepare and state is State.HELD:
        return NextAct(label=_("Reprendre la demande"), url=reverse("psp:resume", args=[pk]), icon="play"), True
    if may_prepare and state is State.PREPARING:
        left = len(selectors.missing_pieces(application, today=today, pieces=pieces))
        words = ngettext("Il reste %(left)d pièce demandée à toutes.", "Il reste %(left)d pièces demandées à toutes.", left)
        reason = words % {"left": left} if left else ""
        return NextAct(label=_("Déclarer la demande prête"), url=reverse("psp:ready", args=[pk]), icon="circle-check", reason=reason), True
    if may_prepare and state is State.READY and carried_of(application) is None:
        return NextAct(label=_("Relire, puis déposer"), url=reverse("psp:file", args=[pk]), icon="send"), False
    if state is State.DECIDED and shared["term"] is not None:
        return NextAct(label=_("Voir le parcours"), url=reverse("psp:pathway", args=[shared["term"].pathway_id]), icon="route"), False
    ending = shared["ending"]
    if state is State.DECIDED and application.granted and shared["may_record"] and ending is not None:
        return NextAct(label=_("Noter la fin du parcours"), url=reverse("psp:pathway_end", args=[ending.pathway_id]), icon="flag"), False
    if state is State.DECIDED and application.granted and shared["may_record"]:
        return NextAct(label=_("Commencer le parcours"), url=reverse("psp:begin", args=[pk]), icon="flag"), False
    return None


def _states_context(request: Any, application: Application) -> dict[str, Any]:
    actor, today = request.actor, request.today
    return {
        **_shared(request, application, own=False),
        "title": application.number,
        "association": application.organisation.name,
        "has_extract": hasattr(application, "extract"),
        "may_open_extract": actor.may(Permission.EXTRACT_OPEN, on=application),
        "extract_reasons": reason_choices(*EXTRACT_REASONS),
        "content": None,
        "content_opened": False,
        "reason": "",
        "waiting": selectors.waiting_since_filing(application, today=today),
    }


def paper_steps(actor: Actor, application: Application, *, today: date) -> list[tuple[State, Any]]:
    """The steps that this side may record from paper now, with their names."""
    found = []
    for transition in WORKFLOW.next_from(State(application.state)):
        if transition.target not in ON_PAPER:
            continue
        try:
            check_paper(actor, application, to=transition.target, today=today)
        except Refused:
            continue
        found.append((transition.target, WORKFLOW.label_of(transition.target)))
    return found
