"""Sessions in the database, by the SHA-256 of their cookie: a stolen copy of the table opens nothing.

Ends by the real clock: idle for `MAILLAGE_IDLE_SECONDS`, or `SESSION_COOKIE_AGE` after the sign-in, whichever is first. This
is an edge: it reads the clock itself, because Django gives a session store no other way to know the time.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from maillage.foundation.access.models import Session

SEEN_EVERY = timedelta(minutes=1)
DEVICE = "mg_device"


def hash_key(session_key: str) -> str:
    """What the database keeps of a cookie."""
    return hashlib.sha256(session_key.encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's session, kept in `mg_access.Session`."""

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        row = self._row()
        if row is None:
            self._session_key = None
            return {}
        if _is_over(row, now=now):
            row.delete()
            self._session_key = None
            return {}
        if now - row.last_seen_at >= SEEN_EVERY:
            Session.objects.filter(pk=row.pk).update(last_seen_at=now)
        return self.decode(row.data)

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=hash_key(session_key)).exists()

    def create(self) -> None:
        self.clear_expired()
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        kept = {"data": self.encode(data), "user_id": _user_id(data), "device": str(data.get(DEVICE, ""))[:60]}
        if not must_create:
            if not Session.objects.filter(pk=hash_key(self.session_key)).update(**kept):
                raise UpdateError
            return None
        now = timezone.now()
        try:
            with transaction.atomic():
                Session.objects.create(
                    key_hash=hash_key(self.session_key),
                    created_at=now,
                    last_seen_at=now,
                    expires_at=now + timedelta(seconds=settings.SESSION_COOKIE_AGE),
                    **kept,
                )
        except IntegrityError:
            raise CreateError from None
        return None

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(pk=hash_key(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        now = timezone.now()
        Session.objects.filter(Q(expires_at__lte=now) | Q(last_seen_at__lte=now - _idle())).delete()

    def _row(self) -> Session | None:
        if self.session_key is None:
            return None
        return Session.objects.filter(pk=hash_key(self.session_key)).first()


@dataclass(frozen=True)
class OpenSession:
    """One of a user's open sessions, as her list of devices shows it."""

    key_hash: str
    device: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


def open_sessions(*, user_id: uuid.UUID, current_key: str | None, now: datetime) -> tuple[OpenSession, ...]:
    """The sessions of a user that still open something, the latest seen first."""
    rows = Session.objects.filter(user_id=user_id, expires_at__gt=now, last_seen_at__gt=now - _idle()).order_by("-last_seen_at", "key_hash")
    current = hash_key(current_key) if current_key else ""
    return tuple(OpenSession(row.key_hash, row.device, row.created_at, row.last_seen_at, row.key_hash == current) for row in rows)


def end_session(*, user_id: uuid.UUID, key_hash: str) -> bool:
    """End one session of this user at once. False when there is no such session, or it is somebody else's."""
    deleted, _ = Session.objects.filter(user_id=user_id, pk=key_hash).delete()
    return bool(deleted)


def end_sessions(*, user_id: uuid.UUID, except_key: str | None = None) -> int:
    """End every session of this user, but the one of `except_key` (the cookie) when given. How many ended."""
    rows = Session.objects.filter(user_id=user_id)
    if except_key is not None:
        rows = rows.exclude(pk=hash_key(except_key))
    return rows.delete()[0]


def _idle() -> timedelta:
    return timedelta(seconds=settings.MAILLAGE_IDLE_SECONDS)


def _is_over(row: Session, *, now: datetime) -> bool:
    return now >= row.expires_at or now - row.last_seen_at >= _idle()


def _user_id(data: dict[str, Any]) -> uuid.UUID | None:
    return uuid.UUID(data[SESSION_KEY]) if SESSION_KEY in data else None
