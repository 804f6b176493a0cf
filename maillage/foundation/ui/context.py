"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from maillage.foundation.ui.layout import Layout


def page(request: HttpRequest) -> dict[str, Any]:
    """The business day, the actor, and what surrounds the page."""
    return {"today": getattr(request, "today", None), "actor": getattr(request, "actor", None), "layout": Layout(request)}
