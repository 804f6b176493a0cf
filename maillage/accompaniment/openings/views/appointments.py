"""The pages of appointments: hers, a free moment taken, one moved, the day at the door, and what became of each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.contacts.models import MessageWay
from maillage.accompaniment.openings.forms.appointments import LookForm, OutcomeForm, RemindForm, TakeForm
from maillage.accompaniment.openings.models import REPLACED, Appointment, AppointmentState
from maillage.accompaniment.openings.selectors import booking as reading
from maillage.accompaniment.openings.selectors import feeds
from maillage.accompaniment.openings.services import booking
from maillage.accompaniment.openings.services import feeds as feeding
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.moments import instant_of, wall_clock
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import get_person, label_of
from maillage.foundation.access.declaration import open_to_everyone, requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt
from maillage.foundation.ui.filters import Choice, read_filter
from maillage.foundation.ui.speech import day_words

TAB = "openings.appointments"
PAGE = 20
BOOK = Permission.APPOINTMENT_BOOK


def _moment(request: Any) -> Moment:
    return Moment(now=request.now, today=request.today)


@requires(BOOK, on=get_person)
@require_GET
def list_hers(request: Any, person: Person) -> HttpResponse:
    """Her appointments, the latest first."""
    page = Paginator(reading.appointments_of(person), PAGE).get_page(request.GET.get("page"))
    rows = [reading.AppointmentRow(each) for each in page.object_list]
    coming = [row for row in rows if row.appointment.state == AppointmentState.BOOKED and row.appointment.day >= request.today]
    context = {**file_page(request, person, tab=TAB), "page": page, "rows": rows, "next": coming[-1] if coming else None}
    return render(request, "openings/appointments/hers.html", context)


@requires(BOOK, on=get_person)
@require_http_methods(["GET", "POST"])
def take(request: Any, person: Person) -> HttpResponse:
    """Look for a free moment, and take it."""
    return _look(request, person, moved=None)


@requires(BOOK, on=reading.get_appointment)
@require_http_methods(["GET", "POST"])
def move(request: Any, appointment: Appointment) -> HttpResponse:
    """The same appointment, another time or another way."""
    return _look(request, appointment.person, moved=appointment)


def _look(request: Any, person: Person, *, moved: Appointment | None) -> HttpResponse:
    kind = TakeForm if request.method == "POST" else LookForm
    asked = request.POST if request.method == "POST" else request.GET if request.GET.get("activite") else None
    form = _form(kind, asked, request, person, moved=moved)
    if request.method == "POST" and form.is_valid():
        made: list[Appointment] = []
        refused = attempt(lambda: made.append(_take(request, person, form, moved=moved)))
        if refused is None:
            messages.success(request, _("C'est noté : %(day)s à %(hour)s.") % _said(made[0]))
            return HttpResponseRedirect(reverse("openings:appointment", args=[made[0].pk]))
        return _show_look(request, person, form, moved=moved, refused=refused, status=422)
    return _show_look(request, person, form, moved=moved, status=422 if request.method == "POST" else 200)


def _form(kind: Any, asked: Any, request: Any, person: Person, *, moved: Appointment | None) -> Any:
    activities = reading.activities_for(person, today=request.today)
    chosen = next((each for each in activities if str(each.pk) == (asked or {}).get("activite")), None)
    first = chosen or (moved.activity if moved is not None else next(iter(activities), None))
    rooms = reading.rooms_of(first) if first is not None else []
    initial = {"facon": "in_person", "duree": "45", "avec": str(request.actor.user_id), "des": request.today}
    if moved is not None:
        initial |= {"activite": str(moved.activity_id), "facon": moved.way, "duree": str(moved.minutes), "avec": str(moved.worker_id or "")}
    workers = reading.colleagues_of(person.organisation_id, on=request.today)
    return kind(asked, activities=activities, workers=workers, rooms=rooms, today=request.today, initial=initial)


def _take(request: Any, person: Person, form: Any, *, moved: Appointment | None) -> Appointment:
    draft, key = form.draft(), form.cleaned_data["key"]
    if moved is None:
        return booking.book(actor=request.actor, today=request.today, person=person, activity=form.activity, draft=draft, key=key)
    seen = form.cleaned_data["version"] or 0
    return booking.move(actor=request.actor, moment=_moment(request), appointment=moved, seen=seen, draft=draft, key=key)


def _said(appointment: Appointment) -> dict[str, str]:
    return {"day": day_words(appointment.day), "hour": reading.AppointmentRow(appointment).hour}


def _show_look(
    request: Any, person: Person, form: Any, *, moved: Appointment | None, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    bound_well = form.is_bound and not any(form.errors.get(name) for name in ("activite", "facon", "duree", "avec", "des"))
    days = _free(request, person, form, moved=moved) if bound_well else []
    context = {
        **file_page(request, person, tab=TAB),
        "form": form,
        "asked": bound_well,
        "days": days,
        "hidden": _hidden(form, moved) if bound_well else {},
        "moved": reading.AppointmentRow(moved) if moved is not None else None,
        "refused": refused.sentence if refused is not None else "",
        "no_activity": not form.activities,
        "has_rooms": bool(form.rooms),
    }
    return render(request, "openings/appointments/look.html", context, status=status)


def _free(request: Any, person: Person, form: Any, *, moved: Appointment | None) -> list[reading.FreeDay]:
    wanted = reading.Wanted(
        person=person,
        activity=moved.activity if moved is not None else form.activity,
        way=form.way,
        minutes=int(form.cleaned_data["duree"]),
        worker_id=form.worker_id,
        room=form.room,
        but=moved,
    )
    first: date = max(form.cleaned_data["des"], request.today)
    return reading.free_days(wanted, first=first, after=wall_clock(instant_of(_moment(request))))


def _hidden(form: Any, moved: Appointment | None) -> dict[str, str]:
    """What the button of a moment posts besides the day and the hour."""
    kept = {name: str(form.data.get(name, "")) for name in ("activite", "facon", "duree", "avec", "salle") if form.data.get(name)}
    more = {"version": str(moved.version)} if moved is not None else {}
    return {**kept, "des": form.cleaned_data["des"].isoformat(), **more}


@requires(BOOK, on=reading.get_appointment)
@require_http_methods(["GET", "POST"])
def show(request: Any, appointment: Appointment) -> HttpResponse:
    """One appointment: what became of it, its reminder, and its move."""
    name = label_of(appointment.person, actor=request.actor, today=request.today)
    row = reading.AppointmentRow(appointment, name)
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial={"state": appointment.state})
    booked = appointment.state == AppointmentState.BOOKED
    page = FormPage(
        heading=_("%(name)s, %(day)s à %(hour)s") % {"name": name, **_said(appointment)},
        lead=capfirst(appointment.get_state_display()),
        submit=_("Enregistrer"),
        back_url=reverse("openings:appointments", args=[appointment.person_id]),
        back_label=_("Ses rendez-vous"),
        template="openings/appointments/one.html",
    )
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: booking.note_outcome(
            actor=request.actor,
            moment=_moment(request),
            appointment=appointment,
            seen=typed["version"],
            state=AppointmentState(typed["state"]),
            key=typed["key"],
        ),
        done=_("C'est noté."),
        version=appointment.version,
        row=row,
        booked=booked,
        replaced=appointment.state in REPLACED,
        may_remind=booked and appointment.day > request.today and request.actor.may(Permission.MESSAGE_SEND, on=appointment),
        may_note=request.actor.may(Permission.CONTACT_NOTE, on=appointment),
        remind_form=RemindForm(initial={"way": "sms"}),
        reminder=reading.reminder_of(appointment),
    )


@requires(Permission.MESSAGE_SEND, on=reading.get_appointment)
@require_POST
def remind(request: Any, appointment: Appointment) -> HttpResponse:
    """She will be reminded the day before, if her rule allows it."""
    back = reverse("openings:appointment", args=[appointment.pk])
    form = RemindForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Dites par quelle voie la prévenir."))
        return HttpResponseRedirect(back)
    typed = form.cleaned_data
    return act_and_return(
        request,
        lambda: booking.remind(
            actor=request.actor,
            moment=_moment(request),
            appointment=appointment,
            seen=typed["version"],
            way=MessageWay(typed["way"]),
            key=typed["key"],
        ),
        url=back,
        done=_("Un rappel neutre partira la veille, à une heure que ses consignes permettent."),
    )


@requires(BOOK)
@require_GET
def show_day(request: Any) -> HttpResponse:
    """Who comes when, in the order of arrival; mine or everybody's."""
    day = _day(request.GET.get("jour", ""), today=request.today)
    chosen = read_filter(request.GET, code="pour", label=_("Pour"), choices=(Choice("moi", _("moi")),))
    rows = list(reading.day_of(request.actor, day=day, today=request.today, mine=chosen.value == "moi"))
    context = {
        "day": day,
        "before": (day - timedelta(days=1)).isoformat(),
        "after": (day + timedelta(days=1)).isoformat(),
        "rows": reading.appointment_rows(rows, actor=request.actor, today=request.today),
        "filters": (chosen,),
        "feed": feeds.feed_of(request.actor),
    }
    return render(request, "openings/appointments/day.html", context)


def _day(asked: str, *, today: date) -> date:
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return today


@requires(BOOK)
@require_POST
def open_feed(request: Any) -> HttpResponse:
    """An address for my calendar, shown once."""
    opened = feeding.open_feed(actor=request.actor, moment=_moment(request))
    address = request.build_absolute_uri(reverse("openings:feed", args=[opened.token]))
    return render(request, "openings/appointments/feed.html", {"address": address})


@requires(BOOK)
@require_POST
def end_feed(request: Any) -> HttpResponse:
    """The address of my calendar serves no more."""
    return act_and_return(
        request,
        lambda: feeding.end_feed(actor=request.actor, moment=_moment(request)),
        url=reverse("openings:day"),
        done=_("L'adresse de votre agenda ne sert plus."),
    )


@open_to_everyone("a calendar program has no account: the address, drawn once and revocable, is the key; it holds no name")
@require_GET
def read_feed(request: Any, token: str) -> HttpResponse:
    """The calendar behind an address."""
    written = feeds.calendar_of(token, moment=_moment(request))
    if written is None:
        raise Http404
    named = {"Content-Disposition": "inline; filename=agenda.ics"}
    return HttpResponse(written, content_type="text/calendar; charset=utf-8", headers=named)
