"""The demonstration as it is served to the browsers of the tests: each answer says which template drew it, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.template.backends.django import Template

from maillage.config.settings.dev import *  # noqa: F403
from maillage.config.settings.dev import MIDDLEWARE as _MIDDLEWARE

DRAWN_BY = "X-Drawn-By"
MIDDLEWARE = ["tests.e2e.demo_settings.say_what_drew", *_MIDDLEWARE]

_drawn: ContextVar[str] = ContextVar("drawn", default="")
_render = Template.render


def _render_and_remember(self: Any, context: Any = None, request: Any = None) -> Any:
    if request is not None and not _drawn.get():
        _drawn.set(str(self.template.name or ""))
    return _render(self, context, request)


Template.render = _render_and_remember  # type: ignore[method-assign]


def say_what_drew(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The outermost middleware: the name of the first template drawn with the request."""

    def answer(request: Any) -> Any:
        token = _drawn.set("")
        try:
            response = get_response(request)
            response.headers[DRAWN_BY] = _drawn.get()
            return response
        finally:
            _drawn.reset(token)

    return answer
