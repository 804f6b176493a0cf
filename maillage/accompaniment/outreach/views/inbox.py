"""What arrived from phones and links and waits for somebody: settle, complete, put in a file, put aside. And links, and phones."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.outreach.captured import Captured, Malformed
from maillage.accompaniment.outreach.errors_capture import NoRoundToSettle
from maillage.accompaniment.outreach.forms.inbox import FileNoteForm, Line, MendForm, SettleForm, lines_of, settle_lines
from maillage.accompaniment.outreach.models import Capture, CaptureKind, CaptureState, Round, RoundLink
from maillage.accompaniment.outreach.selectors import captures as found
from maillage.accompaniment.outreach.selectors import get_round
from maillage.accompaniment.outreach.services import settling
from maillage.accompaniment.outreach.services.devices import revoke_device
from maillage.accompaniment.outreach.services.links import close_link as close
from maillage.accompaniment.outreach.services.links import house_time, make_link, spaced
from maillage.accompaniment.outreach.services.settling import Words
from maillage.accompaniment.outreach.views.strip import strip
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.declaration import requires, signed_in
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.foundation.ui.answers import act_and_return, attempt, typed_in
from maillage.reference.territories.models import Place

OWN = "everybody has an account, and sees nothing but her own phones"


@requires(Permission.OUTREACH_OPEN)
@require_GET
def list_captures(request: Any) -> HttpResponse:
    """What waits, the oldest first. Nothing is opened here."""
    waiting = found.waiting_captures(actor=request.actor, today=request.today)
    return render(request, "outreach/inbox.html", {"captures": waiting, "tabs": strip(request, "captures")})


@requires(Permission.OUTREACH_OPEN, on=found.get_capture)
@require_GET
def show_capture(request: Any, capture: Capture) -> HttpResponse:
    """One of them, opened, with what may be done."""
    return _show(request, capture)


def _show(
    request: Any, capture: Capture, *, mend: MendForm | None = None, note: FileNoteForm | None = None, refused: str = "", status: int = 200
) -> HttpResponse:
    captured = None
    if capture.is_waiting:
        captured = settling.open_captured(actor=request.actor, today=request.today, capture=capture)
    zones = found.zones_for(capture.organisation)
    clashing = _clashing(capture, captured, zones)
    context = {
        "capture": capture,
        "captured": captured,
        "lines": lines_of(captured, zones=zones) if captured is not None else [],
        "clashing": clashing,
        "settles": clashing is not None,
        "mend": mend or (_mend(request, capture, captured, zones) if captured is not None and capture.state == CaptureState.MEND else None),
        "note": note or (FileNoteForm() if capture.state == CaptureState.NOTE else None),
        "people": note.candidates(request) if note is not None else [],
        "may_note": request.actor.may(Permission.OUTREACH_NOTE, on=capture),
        "may_file": request.actor.may(Permission.NOTES_OPEN),
        "refused": refused,
    }
    return render(request, "outreach/capture.html", context, status=status)


def _clashing(capture: Capture, captured: Captured | None, zones: list[Place]) -> list[Line] | None:
    """What there is to settle; None when there is no recorded sheet to settle with."""
    if captured is None or capture.state != CaptureState.CLASH:
        return None
    try:
        return settle_lines(capture, captured, zones=zones)
    except (NoRoundToSettle, Malformed):
        return None


def _mend(request: Any, capture: Capture, captured: Captured, zones: Any) -> MendForm | None:
    if captured.kind not in (CaptureKind.ROUND, CaptureKind.OBSERVATION):
        return None
    return MendForm(typed_in(request), captured=captured, zones=zones, today=request.today)


@requires(Permission.OUTREACH_NOTE, on=found.get_capture)
@require_POST
def settle(request: Any, capture: Capture) -> HttpResponse:
    """Field by field, between the sheet that is recorded and the one that came after."""
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _show(request, capture, status=422)
    said = form.cleaned_data

    def act() -> None:
        settling.settle_clash(
            actor=request.actor, today=request.today, capture=capture, seen=said["version"], take=form.taken(), words=Words(said["words"])
        )

    return _done(request, capture, act, done=_("J'ai départagé les deux fiches."))


@requires(Permission.OUTREACH_NOTE, on=found.get_capture)
@require_POST
def set_apart(request: Any, capture: Capture) -> HttpResponse:
    """Two teams were out: a round of its own."""
    return _done(
        request,
        capture,
        lambda: settling.set_apart(actor=request.actor, today=request.today, capture=capture),
        done=_("J'en ai fait une maraude à part."),
    )


@requires(Permission.OUTREACH_NOTE, on=found.get_capture)
@require_POST
def drop(request: Any, capture: Capture) -> HttpResponse:
    """Put it aside: what it held is destroyed."""
    return _done(
        request,
        capture,
        lambda: settling.drop_capture(actor=request.actor, today=request.today, capture=capture),
        done=_("C'est écarté, et détruit."),
    )


@requires(Permission.OUTREACH_NOTE, on=found.get_capture)
@require_POST
def mend(request: Any, capture: Capture) -> HttpResponse:
    """Complete what did not fit."""
    if capture.state != CaptureState.MEND:
        return redirect("outreach:capture", capture.pk)
    captured = settling.open_captured(actor=request.actor, today=request.today, capture=capture)
    form = _mend(request, capture, captured, found.zones_for(capture.organisation))
    if form is None:
        raise OutOfScope
    if not form.is_valid():
        return _show(request, capture, mend=form, status=422)
    try:
        refused = attempt(lambda: settling.mend_capture(actor=request.actor, today=request.today, capture=capture, changes=form.changes()))
    except Malformed:
        return _as_it_is(request, capture)
    if refused is not None:
        return _show(request, capture, mend=form, refused=refused.sentence, status=422)
    messages.success(request, _("C'est complété et rangé."))
    return redirect("outreach:captures")


@requires(Permission.OUTREACH_NOTE, on=found.get_capture)
@require_POST
def file_note(request: Any, capture: Capture) -> HttpResponse:
    """Put a note in a file: first whose, then it is done."""
    form = FileNoteForm(request.POST)
    if capture.state != CaptureState.NOTE:
        return redirect("outreach:capture", capture.pk)
    if not form.is_valid() or not form.cleaned_data["person"]:
        return _show(request, capture, note=form, status=422)
    person = get_person(actor=request.actor, pk=form.cleaned_data["person"], today=request.today)

    def act() -> None:
        settling.file_note(
            actor=request.actor, today=request.today, capture=capture, person=person, level=Level(form.cleaned_data["level"])
        )

    return _done(request, capture, act, done=_("La note est dans son dossier ; ici, elle est effacée."))


def _done(request: Any, capture: Capture, act: Any, *, done: Any) -> HttpResponse:
    try:
        refused = attempt(act)
    except Stale as stale:
        messages.warning(request, stale.sentence)
        return redirect("outreach:capture", capture.pk)
    except Malformed:
        return _as_it_is(request, capture)
    if refused is not None:
        messages.error(request, refused.sentence)
        return redirect("outreach:capture", capture.pk)
    messages.success(request, str(done))
    return redirect("outreach:captures")


def _as_it_is(request: Any, capture: Capture) -> HttpResponse:
    """Part of it is what no page of ours writes."""
    messages.error(request, _("Cette fiche ne peut pas être rangée telle quelle : complétez-la, ou écartez-la."))
    return redirect("outreach:capture", capture.pk)


@requires(Permission.ROUND_INVITE, on=get_round)
@require_http_methods(["GET", "POST"])
def invite(request: Any, street_round: Round) -> HttpResponse:
    """The links of a round; a new one is shown once."""
    made = None
    if request.method == "POST":
        links: list[Any] = []
        refused = attempt(lambda: links.append(make_link(actor=request.actor, moment=request.moment, street_round=street_round)))
        if refused is not None:
            messages.error(request, refused.sentence)
        else:
            made = links[0]
    at = house_time(request.moment)
    context = {
        "round": street_round,
        "links": [(each, each.open_at(at)) for each in found.links_of(street_round)],
        "made": made,
        "code": spaced(made.code) if made is not None else "",
        "address": request.build_absolute_uri(f"{reverse('outreach:sheet')}#{made.code}") if made is not None else "",
    }
    return render(request, "outreach/invite.html", context)


@requires(Permission.ROUND_INVITE, on=found.get_link)
@require_POST
def close_link(request: Any, link: RoundLink) -> HttpResponse:
    """It opens nothing any more."""
    return act_and_return(
        request,
        lambda: close(actor=request.actor, today=request.today, link=link),
        url=reverse("outreach:invite", args=[link.round_id]),
        done=_("Ce lien est fermé."),
    )


@signed_in(OWN)
@require_POST
def revoke(request: Any) -> HttpResponse:
    """Revoke one of my phones."""
    try:
        device_id = uuid.UUID(request.POST.get("device", ""))
    except ValueError:
        raise OutOfScope from None
    revoke_device(actor=request.actor, today=request.today, device_id=device_id)
    messages.success(request, _("Ce carnet est révoqué : à sa prochaine connexion, il efface tout."))
    return redirect("accounts:mine")


__all__ = [
    "close_link",
    "drop",
    "file_note",
    "invite",
    "list_captures",
    "mend",
    "revoke",
    "set_apart",
    "settle",
    "show_capture",
]
