"""A rhythm agreed with her, its pause and its end; rhythms raised for a while, and put back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.forms.calls import RaiseForm, RhythmForm, initial_rhythm
from maillage.accompaniment.contacts.models import Rhythm, RhythmRaise
from maillage.accompaniment.contacts.selectors import rhythm as reading
from maillage.accompaniment.contacts.views.calls import call_places
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import associations_where, get_person, label_of, workers_of
from maillage.core.safe_contact import Channel
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import Conflict, FormPage, act_and_return, answer_form, read_key, read_version, typed_in

PAGE = 25


@requires(Permission.CONTACT_NOTE, on=get_person)
@require_http_methods(["GET", "POST"])
def edit_rhythm(request: Any, person: Person) -> HttpResponse:
    """What is agreed with her: how often, who calls, how, from when, since when she agrees."""
    rhythm = reading.rhythm_of(person)
    workers = workers_of(person.organisation_id, today=request.today)
    initial = initial_rhythm(rhythm, today=request.today, user_id=request.actor.user_id, preferred=person.channel)
    form = RhythmForm(typed_in(request), today=request.today, workers=workers, initial=initial)
    name = label_of(person, actor=request.actor, today=request.today)
    back = reverse("people:file", args=[person.pk])
    page = FormPage(
        heading=_("Le rythme des contacts avec %(name)s") % {"name": name},
        lead=_("Convenu avec elle, il dit quand l'appeler. Il ne l'oblige à rien : un silence n'est jamais retenu contre elle."),
        submit=_("Enregistrer le rythme"),
        back_url=back,
        back_label=name,
        template="contacts/calls/rhythm.html",
    )
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: services.agree_rhythm(
            actor=request.actor, today=request.today, person=person, draft=form.draft(), seen=typed["version"], key=typed["key"]
        ),
        done=_("J'ai enregistré le rythme."),
        conflict=Conflict(labels={field: form[field].label for field in form.fields}, now=lambda typed: _both(person, form, workers)),
        version=rhythm.edition if rhythm is not None else 0,
        rhythm=rhythm,
        past=reading.past_rhythms(person),
        expected=reading.expected_of(person, today=request.today),
        pseudonym_text=name,
    )


def _both(person: Person, form: RhythmForm, workers: list[Any]) -> Stale:
    """Both versions, in words."""
    rhythm = reading.rhythm_of(person)
    names = {each.pk: each.display_name for each in workers}
    draft = form.draft()
    typed = _in_words(draft.every_days, names.get(draft.caller_id, ""), draft.channel, draft.counts_from, draft.agreed_on)
    if rhythm is None:
        return Stale(current={}, submitted=typed, version=0)
    current = _in_words(rhythm.every_days, rhythm.caller.display_name, Channel(rhythm.channel), rhythm.counts_from, rhythm.agreed_on)
    return Stale(current=current, submitted=typed, version=rhythm.edition)


def _in_words(every_days: int, caller: str, channel: Channel, counts_from: date | None, agreed_on: date | None) -> dict[str, Any]:
    return {
        "every_days": every_days,
        "caller": caller,
        "channel": speech.say(channel.label),
        "counts_from": speech.day_words(counts_from) if counts_from is not None else "",
        "agreed_on": speech.day_words(agreed_on) if agreed_on is not None else "",
    }


def _act(request: Any, rhythm: Rhythm, service: Any, done: str) -> HttpResponse:
    return act_and_return(
        request,
        lambda: service(actor=request.actor, today=request.today, rhythm=rhythm, seen=read_version(request), key=read_key(request)),
        url=reverse("contacts:rhythm", args=[rhythm.person_id]),
        done=done,
    )


@requires(Permission.CONTACT_NOTE, on=reading.get_rhythm)
@require_POST
def suspend(request: Any, rhythm: Rhythm) -> HttpResponse:
    """She asks for a pause."""
    return _act(request, rhythm, services.suspend_rhythm, _("J'ai mis le rythme en pause : aucun contact n'est attendu."))


@requires(Permission.CONTACT_NOTE, on=reading.get_rhythm)
@require_POST
def resume(request: Any, rhythm: Rhythm) -> HttpResponse:
    """The pause is over."""
    return _act(
        request, rhythm, services.resume_rhythm, _("J'ai repris le rythme : le prochain contact est attendu à partir d'aujourd'hui.")
    )


@requires(Permission.CONTACT_NOTE, on=reading.get_rhythm)
@require_POST
def end(request: Any, rhythm: Rhythm) -> HttpResponse:
    """No more rhythm."""
    return _act(request, rhythm, services.end_rhythm, _("J'ai mis fin au rythme."))


@requires(Permission.RHYTHM_RAISE)
@require_GET
def list_raises(request: Any) -> HttpResponse:
    """Rhythms raised, the latest first: those that hold can be put back."""
    page = Paginator(reading.raises_visible_to(request.actor, today=request.today), PAGE).get_page(request.GET.get("page"))
    rows = [(each, each.pure.holds(on=request.today)) for each in page.object_list]
    context = {
        "page": page,
        "rows": rows,
        "places": call_places(request, current="raises"),
        "standing": sum(holds for _each, holds in rows),
    }
    return render(request, "contacts/calls/raises.html", context)


@requires(Permission.RHYTHM_RAISE)
@require_http_methods(["GET", "POST"])
def raise_many(request: Any) -> HttpResponse:
    """Raise the rhythms of everybody, or of a group, for a while."""
    organisations = associations_where(request.actor, Permission.RHYTHM_RAISE)
    workers = {user.pk: user for each in organisations for user in workers_of(each.pk, today=request.today)}
    form = RaiseForm(
        typed_in(request), today=request.today, organisations=organisations, workers=list(workers.values()),
        initial={"who": RaiseForm.EVERYBODY, "every_days": 3, "silent_days": 14},
    )  # fmt: skip
    page = FormPage(
        heading=_("Relever les rythmes"),
        lead=_("Pendant une crise, appeler plus souvent. Ce qui est convenu avec chacune ne change pas, et revient tel quel ensuite."),
        submit=_("Relever les rythmes"),
        icon="trending-up",
        back_url=reverse("contacts:raises"),
        back_label=_("Rythmes relevés"),
    )
    return answer_form(
        request, form, page=page, act=lambda typed: _raise(request, typed), done=_("J'ai relevé les rythmes, dès aujourd'hui.")
    )


def _raise(request: Any, typed: dict[str, Any]) -> RhythmRaise:
    people: list[Person] | None = None
    if typed["who"] == RaiseForm.SILENT:
        people = reading.without_news_for(typed["organisation"], days=typed["silent_days"], today=request.today)
    elif typed["who"] == RaiseForm.FOLLOWED:
        people = reading.followed_in(typed["organisation"], user_id=typed["worker"], today=request.today)
    raised: RhythmRaise = services.raise_rhythms(
        actor=request.actor,
        today=request.today,
        organisation_id=typed["organisation"],
        people=people,
        every_days=typed["every_days"],
        until=typed["until"],
        cause=typed["cause"],
        key=typed["key"],
    )
    return raised


@requires(Permission.RHYTHM_RAISE, on=reading.get_raise)
@require_POST
def put_back(request: Any, raised: RhythmRaise) -> HttpResponse:
    """The crisis is over."""
    return act_and_return(
        request,
        lambda: services.put_back(actor=request.actor, today=request.today, raised=raised, key=read_key(request)),
        url=reverse("contacts:raises"),
        done=_("Les rythmes d'avant sont remis, tels qu'ils étaient convenus."),
    )
