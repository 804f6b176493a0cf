"""My news: a list, and the gesture of having read."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from maillage.foundation.access.declaration import signed_in
from maillage.foundation.notifications import selectors, services

PER_PAGE = 30
MINE = "one's own news, whatever the role"


@signed_in(MINE)
@require_GET
def list_notices(request: Any) -> HttpResponse:
    """My notices, the unread first."""
    page = Paginator(selectors.notices_for(request.actor, today=request.today), PER_PAGE).get_page(request.GET.get("page"))
    unread = selectors.unread_count(request.actor, today=request.today)
    return render(request, "notifications/list.html", {"page": page, "lines": selectors.lines(page.object_list), "unread": unread})


@signed_in(MINE)
@require_POST
def open_notice(request: Any, pk: uuid.UUID) -> HttpResponseRedirect:
    """Mark as read, and go where the notice leads."""
    notice = services.mark_read(actor=request.actor, notice_id=pk, now=request.now, today=request.today)
    return redirect(selectors.link_of(notice) or "notifications:list")


@signed_in(MINE)
@require_POST
def mark_all_read(request: Any) -> HttpResponseRedirect:
    """Mark all my notices as read."""
    services.mark_all_read(actor=request.actor, now=request.now)
    return redirect("notifications:list")
