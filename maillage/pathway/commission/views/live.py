"""The sitting on two screens that live: one for whoever conducts it, one for the members. Nothing typed stands in what is refreshed."""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.pathway.commission import selectors
from maillage.pathway.commission.errors_reading import ReadingOver
from maillage.pathway.commission.forms import (
    HearAssociationForm,
    HeardEndForm,
    HearOtherForm,
    HearPersonForm,
    MoveForm,
    PresenceForm,
    RecusalForm,
    RestForm,
)
from maillage.pathway.commission.letters import outcome_words
from maillage.pathway.commission.models import HeardKind, ModeChoice, Presence, Session
from maillage.pathway.commission.models.presence import presence_code
from maillage.pathway.commission.selectors.convening import replies_of
from maillage.pathway.commission.selectors.sitting import Course, CourseRow
from maillage.pathway.commission.selectors.voting import Ballot, ballot_of, count_of
from maillage.pathway.commission.services.presence import CHANNELS
from maillage.pathway.commission.views.items import item_context

HEARING_FORMS = {"association": HearAssociationForm, "personne": HearPersonForm, "autre": HearOtherForm}
_DRAWN = re.compile(r"image-[0-9a-f]{8}")
KINDS = {"association": HeardKind.ASSOCIATION, "personne": HeardKind.PERSON, "autre": HeardKind.OTHER}


@dataclass(frozen=True)
class Region:
    """What is refreshed every five seconds: an unchanged sitting answers 204, nothing moves and nothing is read aloud again."""

    inner: str
    step: str
    page_url: str
    live_url: str
    is_open: bool
    refused: str = ""

    @property
    def seen(self) -> str:
        """The print of what it shows, but for the name that each drawing gets anew."""
        return hashlib.sha256(_DRAWN.sub("", self.inner).encode()).hexdigest()[:16]


def region(request: Any, course: Course, *, route: str, refused: str = "", **more: Any) -> Region:
    """Draw the region. `step` says which item, and whether by a vote, the forms beside it are about."""
    step, page_url = step_of(course), reverse(f"commission:{route}", args=[course.session.pk])
    context = {
        "course": course,
        "session": course.session,
        "lines": [(row, point, outcome_words(row.item) if row is not None else "") for row, point in course.lines],
        "elsewhere": course.is_open and request.GET.get("point", step) != step,
        "page_url": page_url,
        "today": request.today,
        **more,
    }
    inner = render_to_string("commission/parts/course.html", context, request=request)
    live_url = reverse(f"commission:{route}_live", args=[course.session.pk])
    return Region(inner=inner, step=step, page_url=page_url, live_url=live_url, is_open=course.is_open, refused=refused)


def step_of(course: Course) -> str:
    """The item in progress, and whether a vote is open on it: when it changes, the forms on screen are about something else."""
    if course.current is None:
        return "aucun"
    item = course.current.item
    return f"{item.pk}-vote" if item.counted_asked_on is not None else str(item.pk)


def _conducted(request: Any, course: Course, *, refused: str = "") -> Region:
    conducts = request.actor.may(Permission.SESSION_CONDUCT, on=course.session) and course.is_open
    count = count_of(course.current.item) if conducts and course.current is not None else None
    return region(request, course, route="sitting", conducts=conducts, count=count, refused=refused)


def _own(request: Any, course: Course, *, seats: list[Any], ballot: Ballot | None) -> Region:
    own_recused = _own_recused(course.current, seats=seats)
    return region(request, course, route="own_sitting", own=course.own(seats), own_recused=own_recused, voting=ballot is not None)


def _own_recused(row: CourseRow | None, *, seats: list[Any]) -> bool:
    own = {seat.pk for seat in seats}
    return row is not None and bool(own) and own <= {recusal.seat_id for recusal in row.recusals}


def _answer(request: Any, live: Region) -> HttpResponse:
    """The region alone; 204 when the reader has it already; 286 tells htmx to stop asking once nothing can change any more."""
    if request.GET.get("vu") == live.seen:
        answer = HttpResponse(status=204)
    else:
        part = render_to_string("commission/parts/direct.html", {"live": live}, request=request)
        answer = HttpResponse(part, status=200 if live.is_open else 286)
    if request.GET.get("point", live.step) != live.step:
        answer["HX-Trigger"] = "point-change"
    return answer


@requires(Permission.COMMISSION_SEE, on=selectors.get_session)
@require_GET
def show_sitting(request: Any, session: Session) -> HttpResponse:
    """The one screen of the secretary and of the chair."""
    return show(request, session)


@requires(Permission.COMMISSION_SEE, on=selectors.get_session)
@require_GET
def sitting_live(request: Any, session: Session) -> HttpResponse:
    """What changed since the last five seconds."""
    return _answer(request, _conducted(request, selectors.course_of(session)))


def show(request: Any, session: Session, *, forms: dict[str, Form] | None = None, refused: str = "", status: int = 200) -> HttpResponse:
    """The screen, with what was typed when a rule refused it."""
    given, course = forms or {}, selectors.course_of(session)
    conducts = request.actor.may(Permission.SESSION_CONDUCT, on=session)
    context: dict[str, Any] = {
        "session": course.session,
        "tab": "en-seance",
        "course": course,
        "live": _conducted(request, course, refused=refused),
        "refused": refused,
        "conducts": conducts and course.is_open,
        "back": "seance",
    }
    if context["conducts"]:
        context |= {
            "move_form": given.get("move") or move_form(course),
            "presence_form": given.get("sheet") or sheet_form(course),
            "rest_form": given.get("rest") or RestForm(today=request.today),
        }
        if course.current is not None:
            context |= _forms_of_item(request, course.current, given=given)
    return render(request, "commission/sitting.html", context, status=status)


def _forms_of_item(request: Any, row: CourseRow, *, given: dict[str, Form]) -> dict[str, Any]:
    heard = {hearing.kind for hearing in row.hearings}
    waiting = [slug for slug, kind in KINDS.items() if kind not in heard or kind is HeardKind.OTHER]
    return item_context(request, row.item) | {
        "row": row,
        "hearing_forms": [
            (slug, KINDS[slug].label, given.get(slug) or hearing_form(slug, today=request.today), slug in given) for slug in waiting
        ],
        "leaving_forms": [
            (hearing, given.get(str(hearing.pk)) or HeardEndForm(kind=hearing.kind, auto_id=f"sortie_{hearing.pk}_%s"))
            for hearing in row.heard_now
        ],
    }


def hearing_form(slug: str, *, today: Any, data: Any = None) -> Form:
    """The form of this kind of hearing."""
    return HearPersonForm(data, today=today) if slug == "personne" else HEARING_FORMS[slug](data)


def move_form(course: Course, data: Any = None) -> MoveForm:
    """Comings and goings: the seats that somebody holds."""
    seats = [row.seat for row in course.people if not row.is_vacant]
    return MoveForm(data, seats=seats, channels=CHANNELS[ModeChoice(course.session.mode)], auto_id="venue_%s")


def sheet_form(course: Course, data: Any = None) -> PresenceForm:
    """The whole sheet: as it stands; before anything is noted, as the seats answered to their convocation."""
    replies = {} if course.sitting.spans else replies_of(course.session)
    channels = CHANNELS[ModeChoice(course.session.mode)]
    seats = []
    for row in course.people:
        if row.is_vacant:
            continue
        span, reply = row.now, replies.get(row.seat.pk)
        noted = proposed = span.code if span is not None else presence_code(Presence.ABSENT)
        if span is None and reply is not None and (reply.proxy_to_id is not None or reply.presence in channels):
            proposed = presence_code(Presence(reply.presence), proxy_to=reply.proxy_to_id)
        seats.append((row.seat, noted, proposed))
    return PresenceForm(data, seats=seats, channels=channels, auto_id="feuille_%s")


def sheet_again(course: Course, refused: PresenceForm) -> PresenceForm:
    """The sheet as it stands now, with what was chosen on the one refused because it had changed: what was not touched stays as it is."""
    form = sheet_form(course)
    for pk, code in refused.chosen().items():
        form.fields[f"seat-{pk}"].initial = code
    form.again = True
    return form


@requires(Permission.PAPERS_READ, on=selectors.get_reading_session)
@require_GET
def show_own_sitting(request: Any, session: Session) -> HttpResponse:
    """The one screen of a member: where the sitting stands, and what she may do on the item in progress."""
    seats = selectors.own_seats(request.actor, session, today=request.today)
    course = selectors.course_of(session)
    current = course.current
    ballot = ballot_of(request.actor, current.item, today=request.today) if current is not None else None
    context = {
        "session": course.session,
        "course": course,
        "seats": seats,
        "live": _own(request, course, seats=seats, ballot=ballot),
        "row": current,
        "recused": _own_recused(current, seats=seats),
        "ballot": ballot,
        "recusal_form": RecusalForm(seats=seats, auto_id="deport_%s"),
        "back": "direct",
    }
    return render(request, "commission/own_sitting.html", context)


@requires(Permission.PAPERS_READ, on=selectors.get_followed_session)
@require_GET
def own_sitting_live(request: Any, session: Session) -> HttpResponse:
    """The same, for a member. Over for her, it says so where she looks, and asks no more."""
    try:
        session = selectors.get_reading_session(actor=request.actor, pk=session.pk, today=request.today)
    except ReadingOver as over:
        return HttpResponse(render_to_string("commission/parts/direct_over.html", {"over": over}, request=request), status=286)
    seats = selectors.own_seats(request.actor, session, today=request.today)
    course = selectors.course_of(session)
    ballot = ballot_of(request.actor, course.current.item, today=request.today) if course.current is not None else None
    return _answer(request, _own(request, course, seats=seats, ballot=ballot))


def seat_of(course: Course, pk: uuid.UUID) -> Any:
    """A seat of the sheet."""
    return next(row.seat for row in course.people if row.seat.pk == pk)
