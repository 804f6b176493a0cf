"""The quiet saving of what is being typed, and the bin for drafts."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.accompaniment.notes import selectors, services
from maillage.accompaniment.notes.errors import DraftUsed
from maillage.accompaniment.notes.forms import typed_so_far
from maillage.accompaniment.notes.models import Draft, Note
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import get_person
from maillage.core.free_text import warnings_in
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.kernel.moment import PARIS
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import read_key, read_version


@dataclass(frozen=True)
class AutosaveSeen:
    """Which draft the form on screen feeds, and its version."""

    key: uuid.UUID
    version: int = 0

    @classmethod
    def new(cls) -> Self:
        """A form that has no draft yet."""
        return cls(key=uuid.uuid4())

    @classmethod
    def sent(cls, request: Any) -> Self:
        """What the form sent back."""
        text = request.POST.get("draft_version", "")
        return cls(key=read_key(request) or uuid.uuid4(), version=int(text) if text.isdecimal() and len(text) < 9 else 0)


def clock_words(at: datetime) -> str:
    """ "14 h 02", in Paris."""
    return f"{at.astimezone(PARIS):%H} h {at.astimezone(PARIS):%M}"


def saved_words(at: datetime, *, now: datetime) -> str:
    """ "à 14 h 02" today, else "lundi 18 mai 2020 à 17 h 42"."""
    day, time = at.astimezone(PARIS).date(), clock_words(at)
    if day == now.astimezone(PARIS).date():
        return _("à %(time)s") % {"time": time}
    return _("%(day)s à %(time)s") % {"day": speech.day_words(day), "time": time}


@requires(Permission.NOTES_OPEN, on=get_person)
@require_POST
def save_draft(request: Any, person: Person) -> HttpResponse:
    """Keep what is typed in a new note."""
    return _answer(request, lambda seen: _save(request, person, seen=seen))


@requires(Permission.NOTES_OPEN, on=selectors.get_note)
@require_POST
def save_correction(request: Any, note: Note) -> HttpResponse:
    """Keep what is typed in a correction."""
    return _answer(request, lambda seen: _save(request, note.person, seen=seen, note=note, note_version=read_version(request)))


def _save(request: Any, person: Person, *, seen: AutosaveSeen, **more: Any) -> Draft:
    return services.save_draft(
        actor=request.actor,
        now=request.now,
        person=person,
        key=seen.key,
        typed=typed_so_far(request.POST),
        seen=seen.version,
        tab=request.POST.get("tab", ""),
        **more,
    )


def _answer(request: Any, save: Callable[[AutosaveSeen], Draft]) -> HttpResponse:
    """For the script of the page: which draft it feeds from now on, what to announce, what the text may give away."""
    seen = AutosaveSeen.sent(request)
    try:
        draft = save(seen)
    except DraftUsed:
        return JsonResponse({"done": True})
    except Refused as refused:
        return JsonResponse({"words": refused.sentence}, status=refused.status)
    time = {"time": clock_words(draft.saved_at)}
    words = _("Brouillon enregistré à %(time)s.") % time
    if draft.key != seen.key:
        words = _("Une autre fenêtre écrit le même brouillon : celui-ci est enregistré à part, à %(time)s.") % time
    warnings = [speech.say(each.sentence) for each in warnings_in(request.POST.get("body", ""))]
    return JsonResponse({"key": str(draft.key), "version": draft.version, "words": words, "warnings": warnings})


@requires(Permission.NOTES_OPEN, on=selectors.get_draft)
@require_POST
def drop_draft(request: Any, draft: Draft) -> HttpResponse:
    """Throw a draft away."""
    services.drop_draft(actor=request.actor, now=request.now, draft=draft)
    messages.success(request, _("J'ai jeté le brouillon."))
    return redirect("notes:list", pk=draft.person_id)
