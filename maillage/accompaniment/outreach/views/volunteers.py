"""The sheet of somebody without account, who holds a link for one round. No cookie, no name asked, nothing read back.

The code travels in the part of the address that browsers keep to themselves (after #), then in the body of forms.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from maillage.accompaniment.outreach.captured import Malformed
from maillage.accompaniment.outreach.errors_capture import LinkClosed
from maillage.accompaniment.outreach.forms.volunteers import VolunteerForm
from maillage.accompaniment.outreach.selectors import captures as found
from maillage.accompaniment.outreach.services.links import house_time, send_sheet
from maillage.foundation.access.declaration import open_to_everyone
from maillage.foundation.ui.answers import attempt, read_key
from maillage.reference.accounts.throttle import count_one, visitor_address

WITHOUT_ACCOUNT = "a volunteer has no account: the code of one round opens its sheet, and nothing else"
WRONG_CODES_AN_HOUR = 30


@open_to_everyone(WITHOUT_ACCOUNT)
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """The code of the link: the page's script takes it from the address, else it is typed."""
    return render(request, "outreach/volunteers/enter.html", {"problem": ""})


# These posts have no session behind them: the code alone gives them power, and a token would only leave a cookie on the phone.
@csrf_exempt
@open_to_everyone(WITHOUT_ACCOUNT)
@require_POST
def fill(request: Any) -> HttpResponse:
    """The sheet, when the code is one that serves."""
    code = request.POST.get("code", "")
    if not _serves(request, code):
        return _closed(request)
    return _sheet(request, VolunteerForm(initial={"key": uuid.uuid4()}), code=code)


@csrf_exempt
@open_to_everyone(WITHOUT_ACCOUNT)
@require_POST
def send(request: Any) -> HttpResponse:
    """Take the sheet, and say that it came: nothing more, ever."""
    code = request.POST.get("code", "")
    if not _serves(request, code):
        return _closed(request)
    form = VolunteerForm(request.POST)
    if not form.is_valid():
        return _sheet(request, form, code=code, status=422)
    try:
        refused = attempt(lambda: send_sheet(code=code, moment=request.moment, captured=form.captured(), key=read_key(request)))
    except Malformed:
        return _sheet(request, form, code=code, status=422)
    if refused is not None:
        return _sheet(request, form, code=code, refused=refused.sentence, status=422)
    return render(request, "outreach/volunteers/received.html")


def _serves(request: Any, code: str) -> bool:
    """Is it the code of a link that serves? Wrong ones are counted by address: sixteen digits are not found by trying."""
    key = f"outreach.wrong|{visitor_address(request)}"
    if int(cache.get(key, 0)) >= WRONG_CODES_AN_HOUR:
        return False
    if found.open_link(code, at=house_time(request.moment)) is not None:
        return True
    count_one(key, seconds=3600)
    return False


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/volunteers/enter.html", {"problem": LinkClosed().sentence}, status=422)


def _sheet(request: HttpRequest, form: VolunteerForm, *, code: str, refused: str = "", status: int = 200) -> HttpResponse:
    return render(request, "outreach/volunteers/sheet.html", {"form": form, "code": code, "refused": refused}, status=status)
