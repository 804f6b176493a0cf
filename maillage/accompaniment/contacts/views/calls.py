"""The calls of the day: whom, why, by which way now; what came of it, in one tap, with or without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.forms.calls import CALLED_WAYS, OutcomeForm
from maillage.accompaniment.contacts.models import Attempt, Mood
from maillage.accompaniment.contacts.pages import room_places
from maillage.accompaniment.contacts.selectors.calls import BY_NUMBER, CallLine, State, calls_of, mine_among
from maillage.accompaniment.contacts.selectors.opened import OpenedLine, open_lines
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.moments import wall_clock
from maillage.accompaniment.people.selectors import get_person, labels_of
from maillage.accompaniment.people.selectors.contact import when_words
from maillage.core.call_list import Outcome
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui.answers import attempt
from maillage.foundation.ui.filters import Choice, Filter, read_filter
from maillage.foundation.ui.tabs import TabLink

PAGE = 25
MINE = "moi"
_WAYS = dict(CALLED_WAYS)
_STATES = ((State.NOW, gettext_lazy("à appeler maintenant")), (State.LATER, gettext_lazy("plus tard")),
           (State.WRONG_NUMBER, gettext_lazy("numéro à corriger")), (State.NO_WAY, gettext_lazy("aucune voie sûre")))  # fmt: skip


@dataclass(frozen=True)
class CallRow:
    """A line ready for the page. Its repr shows nothing that was opened."""

    line: CallLine
    pseudonym: str
    opened: OpenedLine | None
    url: str

    @property
    def ways(self) -> list[tuple[str, Any]]:
        """The ways open now, the proposed one first."""
        return [(way.value, _WAYS[way.value]) for way in self.line.ways if way.value in _WAYS]

    @property
    def by_number(self) -> bool:
        """Does one of these ways dial a number?"""
        return any(way in BY_NUMBER for way in self.line.ways)


def moment_of(request: Any) -> Moment:
    """The pair that her rule reads."""
    return Moment(now=request.now, today=request.today)


def call_places(request: Any, *, current: str) -> tuple[TabLink, ...]:
    """The pages of the room, as a strip: those that the reader's role uses."""
    return room_places(request, current=current)


@requires(Permission.CONTACT_NOTE)
@require_http_methods(["GET", "POST"])
def list_calls(request: Any) -> HttpResponse:
    """The calls of the day. Reading the address opens nothing: the button opens the contacts of the page, and the journal keeps it."""
    return _page(request, opened=request.method == "POST")


def _page(request: Any, *, opened: bool, status: int = 200) -> HttpResponse:
    moment = moment_of(request)
    every = calls_of(request.actor, moment=moment)
    whose = _whose(request)
    lines = mine_among(every, actor=request.actor, today=request.today) if whose.value == MINE else every
    state = _state(request, lines)
    kept = [each for each in lines if not state.value or each.state == state.value]
    page = Paginator(kept, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {
        "page": page,
        "rows": _rows(request, shown, opened=opened),
        "openable": any(each.state is State.NOW for each in shown),
        "opened": opened,
        "counts": {
            "due": len(lines),
            "now": sum(each.state is State.NOW for each in lines),
            "danger": sum(each.in_danger for each in lines),
        },
        "filters": (whose, state) if every else (),
        "places": call_places(request, current="calls"),
        "moods": Mood.choices,
        "here": f"{reverse('contacts:calls')}?{request.GET.urlencode()}",
    }
    return render(request, "contacts/calls/list.html", context, status=status)


def _rows(request: Any, lines: list[CallLine], *, opened: bool) -> list[CallRow]:
    labels = labels_of([each.person for each in lines], actor=request.actor, today=request.today)
    cards = open_lines(lines, actor=request.actor, today=request.today) if opened else {}
    query = request.GET.urlencode()
    return [
        CallRow(
            line=each,
            pseudonym=labels[each.person.pk],
            opened=cards.get(each.person.pk),
            url=f"{reverse('contacts:call_outcome', args=[each.person.pk])}?{query}",
        )
        for each in lines
    ]


def _whose(request: Any) -> Filter:
    return read_filter(request.GET, code="qui", label=_("Pour qui"), choices=(Choice(MINE, _("celles que j'appelle")),))


def _state(request: Any, lines: list[CallLine]) -> Filter:
    counts = {state: sum(each.state is state for each in lines) for state, _label in _STATES}
    choices = (Choice(state.value, label, counts[state]) for state, label in _STATES if counts[state])
    return read_filter(request.GET, code="etat", label=_("Quand"), choices=choices)


@requires(Permission.CONTACT_NOTE, on=get_person)
@require_POST
def note_outcome(request: Any, person: Person) -> HttpResponse:
    """What came of a try, then the list again, as it was opened: the next one is under the thumb."""
    opened, form = request.POST.get("opened") == "1", OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Je n'ai pas compris ce qui s'est passé : touchez l'une des quatre réponses de la ligne."))
        return _page(request, opened=opened, status=422)
    made: list[Attempt] = []
    refused = attempt(
        lambda: made.append(services.note_attempt(actor=request.actor, moment=moment_of(request), person=person, **form.read()))
    )
    if refused is not None:
        messages.error(request, refused.sentence)
        return _page(request, opened=opened, status=409)
    messages.success(request, _said(made[0]))
    return _page(request, opened=opened)


def _said(done: Attempt) -> str:
    if done.outcome == Outcome.REACHED:
        return _("J'ai noté l'échange.")
    if done.outcome == Outcome.WRONG_NUMBER:
        return _("J'ai noté un mauvais numéro : il n'est plus proposé tant qu'il n'est pas corrigé.")
    if done.outcome == Outcome.NOT_SAFE:
        return _("J'ai noté qu'elle ne pouvait pas parler : rien ne part vers elle avant demain, et ses référentes sont prévenues.")
    if done.next_try_at is None:
        return _("J'ai noté qu'elle n'a pas répondu.")
    return _("J'ai noté qu'elle n'a pas répondu. Prochain essai : %(when)s.") % {"when": when_words(wall_clock(done.next_try_at))}


@requires(Permission.CONTACT_NOTE)
@require_GET
def list_silences(request: Any) -> HttpResponse:
    """Those from whom a contact was expected and did not come, by risk; and those whom we search for."""
    whose = _whose(request)
    found = calls_of(request.actor, moment=moment_of(request), mine=whose.value == MINE)
    lines = [each for each in found if each.ranked.beyond or each.lost]
    lost = read_filter(
        request.GET,
        code="recherche",
        label=_("Recherches"),
        choices=(Choice("en-cours", _("en cours"), sum(each.lost for each in lines)),),
    )
    page = Paginator([each for each in lines if each.lost or not lost.value], PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(request, list(page.object_list), opened=False),
        "silent": len(lines),
        "filters": (whose, lost),
        "places": call_places(request, current="silences"),
    }
    return render(request, "contacts/calls/silences.html", context)
