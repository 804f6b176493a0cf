"""The memory of the throttles: a table shared by every worker, where a cache of one process would let each guess again.

Keys are hashed (they hold e-mails and addresses), values are JSON (nothing to unpickle). It is Django's cache interface
because allauth speaks it; nothing else should live here: pictures and the like go to the cache named "local".
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.core.cache import cache
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone


def visitor_address(request: Any) -> str:
    """Where a visitor comes from, through the proxies that the settings trust: one address for everybody would be one throttle for all."""
    from allauth.account.adapter import get_adapter  # it loads models, and a cache is made before them

    return str(get_adapter(request).get_client_ip(request))


def count_one(key: str, *, seconds: int) -> int:
    """One more under this key. How many by now; the count begins again when nothing came for so many seconds."""
    if cache.add(key, 1, timeout=seconds):
        return 1
    count = int(cache.get(key, 0)) + 1
    cache.set(key, count, timeout=seconds)
    return count


class CounterCache(BaseCache):
    """A cache over `mg_accounts.Counter`."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        counters, row = self._counters(), self._row(key, value, timeout, version)
        now = timezone.now()
        if counters.filter(pk=row["key_hash"], expires_at__lte=now).update(value=row["value"], expires_at=row["expires_at"]):
            return True
        try:
            with transaction.atomic():
                counters.create(**row)
        except IntegrityError:
            return False
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        row = self._counters().filter(pk=self._hash(key, version)).first()
        if row is None or (row.expires_at is not None and row.expires_at <= timezone.now()):
            return default
        return json.loads(row.value)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        row = self._row(key, value, timeout, version)
        self._counters().update_or_create(key_hash=row.pop("key_hash"), defaults=row)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._counters().filter(pk=self._hash(key, version)).update(expires_at=self._expiry(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._counters().filter(pk=self._hash(key, version)).delete()[0])

    def has_key(self, key: str, version: int | None = None) -> bool:
        missing = object()
        return self.get(key, missing, version=version) is not missing

    def clear(self) -> None:
        self._counters().all().delete()

    def sweep(self) -> int:
        """Forget what has expired. How many rows went."""
        return self._counters().filter(expires_at__lte=timezone.now()).delete()[0]

    def _row(self, key: str, value: Any, timeout: Any, version: int | None) -> dict[str, Any]:
        return {"key_hash": self._hash(key, version), "value": json.dumps(value), "expires_at": self._expiry(timeout)}

    def _hash(self, key: str, version: int | None) -> str:
        return hashlib.sha256(self.make_key(key, version=version).encode()).hexdigest()

    def _expiry(self, timeout: Any) -> datetime | None:
        seconds = self.get_backend_timeout(timeout)
        return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)

    @staticmethod
    def _counters() -> Any:
        from maillage.reference.accounts.models import Counter  # a cache is made before the models are loaded

        return Counter.objects
