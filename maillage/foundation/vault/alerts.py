"""A value that does not authenticate: refuse, log, and write it in the journal in a transaction of its own.

The refusal rolls back the caller's transaction, and the entry with it if it stood inside. So inside one, the entry waits
and is written as soon as no transaction is open: at the end of the request, at the next opening, or when the process ends.
"""

from __future__ import annotations

import atexit
import logging
import threading
from typing import Any, NoReturn

from django.core.signals import request_finished
from django.db import connection, transaction

from maillage.foundation.access.actor import Actor, system_actor
from maillage.foundation.kernel.moment import read_moment
from maillage.foundation.vault.errors import SealBroken
from maillage.foundation.vault.keyring import SubjectRef

logger = logging.getLogger("maillage.vault")


class _Waiting(threading.local):
    def __init__(self) -> None:
        self.entries: list[tuple[Actor, SubjectRef]] = []


_waiting = _Waiting()


def refuse_broken(ref: SubjectRef, *, actor: Actor | None = None) -> NoReturn:
    """Journal `crypto.auth_failure` for the subject and raise SealBroken. Never returns a value in its place."""
    logger.critical("crypto.auth_failure subject=%s kind=%s organisation=%s", ref.id, ref.kind, ref.organisation_id)
    _waiting.entries.append((actor or system_actor(), ref))
    write_waiting()
    raise SealBroken


def write_waiting(**_: Any) -> None:
    """Write the alerts that wait, unless a transaction of the caller is open."""
    if not _waiting.entries or _in_a_transaction():
        return
    from maillage.foundation.journal import record
    from maillage.foundation.vault.actions import AUTH_FAILURE

    today = read_moment().today
    while _waiting.entries:
        actor, ref = _waiting.entries[0]
        with transaction.atomic():
            record(actor, AUTH_FAILURE, None, today=today, chain=ref.organisation_id, kind=ref.kind, about=ref.id)
        _waiting.entries.pop(0)


def _in_a_transaction() -> bool:
    # The transaction in which the test runner wraps a test is not one of ours.
    return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def _write_at_the_end() -> None:
    try:
        write_waiting()
    except Exception:  # the process ends, perhaps without its database: the log has the alert
        logger.exception("an alert could not be written in the journal")


def connect() -> None:
    """Write what waits at the end of each request and of the process."""
    request_finished.connect(write_waiting, dispatch_uid="mg_vault.alerts")
    atexit.register(_write_at_the_end)
