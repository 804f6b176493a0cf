"""The notebook of the phone: a page that opens without network and holds nothing of anybody, and what it asks of the server.

Its pages answer JSON: they are read by its own script (static/outreach/carnet), never by people.
"""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maillage.accompaniment.outreach.models import (
    MOST,
    NOTE_LIMIT,
    REFERENCE_LIMIT,
    Certainty,
    Device,
    Direction,
    Information,
    Measure,
    Orientation,
    Round,
    Seen,
    Source,
    Theme,
)
from maillage.accompaniment.outreach.selectors import captures as found
from maillage.accompaniment.outreach.services.captures import SentParcel, take_parcel
from maillage.accompaniment.outreach.services.devices import enrol_device
from maillage.accompaniment.outreach.services.links import house_time
from maillage.core.sync import BATCH, BOX_LIMIT
from maillage.foundation.access.declaration import open_to_everyone, requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui import speech
from maillage.foundation.vault import intake_key
from maillage.reference.accounts.devices import coarse_device

__all__ = ["enrol", "page", "read_state", "receive", "service_script", "show_manifest"]

WITHOUT_NETWORK = "the page holds nothing of anybody, and opens without network, hence without signing in"
_FOLDER = Path(__file__).resolve().parents[1] / "static" / "outreach" / "carnet"
_TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "outreach"
_FILES = ("carnet.js", "boxes.js", "queue.js", "pin.js", "store.js", "carnet.css", "carnet.svg")


@open_to_everyone(WITHOUT_NETWORK)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The notebook, the same for everybody: what it shows of the association is asked afterwards, and kept under a code."""
    back = urlencode({"next": reverse("outreach:carnet")})
    context = {
        "static": _static(),
        "sign_in": f"{resolve_url(settings.LOGIN_URL)}?{back}",
        "seen": Seen.choices,
        "information": Information.choices,
        "orientations": Orientation.choices,
        "themes": Theme.choices,
        "directions": Direction.choices,
        "certainties": Certainty.choices,
        "measures": Measure.choices,
        "sources": Source.choices,
        "most": MOST,
        "note_limit": NOTE_LIMIT,
        "reference_limit": REFERENCE_LIMIT,
    }
    return render(request, "outreach/carnet/page.html", context)


@open_to_everyone(WITHOUT_NETWORK)
@require_GET
def service_script(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page for when there is no network; its scope is this folder alone."""
    files = [f"{_static()}{name}" for name in _FILES] + [reverse("outreach:carnet_manifest")]
    said = {"VERSION": f"{_version()}-{get_language()}", "PAGE": reverse("outreach:carnet"), "FILES": files}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in said.items())
    return HttpResponse(head + (_FOLDER / "service.js").read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")


@open_to_everyone(WITHOUT_NETWORK)
@require_GET
def show_manifest(request: HttpRequest) -> HttpResponse:
    """What the phone shows among its applications: a name and a picture that say nothing."""
    scope = reverse("outreach:carnet")
    said = {
        "name": _("Carnet"),
        "short_name": _("Carnet"),
        "start_url": scope,
        "scope": scope,
        "id": scope,
        "display": "standalone",
        "background_color": "#14191f",
        "theme_color": "#14191f",
        "icons": [{"src": f"{_static()}carnet.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/manifest+json; charset=utf-8")


@requires(Permission.OUTREACH_NOTE)
@require_GET
def read_state(request: Any) -> JsonResponse:
    """Where this phone stands, a token to send with, and what its lists need; asked when there is a network."""
    device, standing = _device(request)
    said: dict[str, Any] = {"csrf": get_token(request), "now": house_time(request.moment).isoformat(), "device": standing}
    if device is None:
        return JsonResponse({**said, "houses": [{"id": str(each.pk), "name": each.name} for each in found.houses_of(request.actor)]})
    key = intake_key(device.organisation_id, today=request.today)
    rounds = found.rounds_to_fill(actor=request.actor, organisation=device.organisation, today=request.today)
    lists = {
        "key": {"number": key.number, "public": base64.b64encode(key.public).decode()},
        "zones": [
            {"id": str(each.pk), "name": each.name} for each in found.zones_for(device.organisation) if each.is_open(on=request.today)
        ],
        "rounds": [_round(each) for each in rounds],
    }
    return JsonResponse({**said, "settings": lists})


@requires(Permission.OUTREACH_NOTE)
@require_POST
def enrol(request: Any) -> JsonResponse:
    """Put the notebook on this phone."""
    houses = found.houses_of(request.actor)
    asked = str(_body(request).get("organisation") or "")
    chosen = next((each for each in houses if str(each.pk) == asked), houses[0] if houses and not asked else None)
    if chosen is None:
        raise OutOfScope
    label = coarse_device(request.headers.get("User-Agent", ""))
    device = enrol_device(actor=request.actor, today=request.today, organisation=chosen, label=label)
    return JsonResponse({"device": str(device.pk)})


@requires(Permission.OUTREACH_NOTE)
@require_POST
def receive(request: Any) -> JsonResponse:
    """Take a batch of parcels, each by itself, and answer for each."""
    sent = _body(request).get("parcels")
    if not isinstance(sent, list) or len(sent) > BATCH:
        return JsonResponse({"error": "malformed"}, status=422)
    parcels = [_parcel(each) for each in sent]
    if any(each is None for each in parcels):
        return JsonResponse({"error": "malformed"}, status=422)
    receipts = [take_parcel(actor=request.actor, moment=request.moment, parcel=each) for each in parcels if each is not None]
    said = [{"id": str(each.id), "outcome": each.outcome.value, "why": each.why.value if each.why else ""} for each in receipts]
    return JsonResponse({"receipts": said})


def _round(planned: Round) -> dict[str, str]:
    """A planned round as the phone lists it, with the zone and the day that it fills in."""
    name = f"{planned.zone.name}, {speech.day_words(planned.day)}"
    return {"id": str(planned.pk), "name": name, "zone": str(planned.zone_id), "day": planned.day.isoformat()}


def _device(request: Any) -> tuple[Device | None, str]:
    """The phone that asks, when it is hers and stands; and what to say of it."""
    asked = request.GET.get("appareil", "")
    if not asked:
        return None, "none"
    try:
        device = found.my_device(actor=request.actor, pk=uuid.UUID(asked), today=request.today)
    except (ValueError, OutOfScope):
        return None, "other"
    return (device, "standing") if device.stands(today=request.today) else (None, "revoked")


def _body(request: Any) -> dict[str, Any]:
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _parcel(said: Any) -> SentParcel | None:
    """A parcel as the phone writes it; None when it is none."""
    try:
        box = base64.b64decode(said["box"], validate=True)
        key = said["key"]
        if len(box) > BOX_LIMIT or isinstance(key, bool) or not isinstance(key, int) or not 0 < key < 2**31:
            return None
        return SentParcel(id=uuid.UUID(said["id"]), device=uuid.UUID(said["device"]), key=key, box=box)
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error):
        return None


def _static() -> str:
    # The script names its modules itself: their plain addresses, not those by which other pages are cached.
    return f"{settings.STATIC_URL}outreach/carnet/"


@cache
def _version() -> str:
    """Changes with the page or any of its files, so that phones fetch them anew."""
    digest = sha256()
    for path in (_TEMPLATES / "outside.html", *sorted((_TEMPLATES / "carnet").iterdir()), *sorted(_FOLDER.iterdir())):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
