"""The number of the request being answered, so that the entries of one click can be read together."""

from __future__ import annotations

import uuid
from contextvars import ContextVar
from typing import Any

from django.core.signals import request_finished, request_started

_current: ContextVar[uuid.UUID | None] = ContextVar("maillage_request_id", default=None)


def current_request_id() -> uuid.UUID | None:
    """The random number of the request in progress; None in a command or a background task."""
    return _current.get()


def _start(**_: Any) -> None:
    _current.set(uuid.uuid4())


def _finish(**_: Any) -> None:
    _current.set(None)


def connect() -> None:
    """Number every request (once per process)."""
    request_started.connect(_start, dispatch_uid="mg_journal.request_started")
    request_finished.connect(_finish, dispatch_uid="mg_journal.request_finished")
