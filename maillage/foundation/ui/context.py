"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The business day and the actor, for the layout."""
    return {"today": getattr(request, "today", None), "actor": getattr(request, "actor", None)}
