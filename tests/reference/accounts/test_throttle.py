"""The memory of the throttles: shared, hashed, and forgetful."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from maillage.reference.accounts.models import Counter

pytestmark = pytest.mark.django_db


def test_what_is_kept_comes_back() -> None:
    cache.set("key", [1.5, 2.5], 60)

    assert cache.get("key") == [1.5, 2.5]


def test_what_is_unknown_gives_the_default() -> None:
    assert cache.get("key", "nothing") == "nothing"


@pytest.mark.parametrize(("seconds", "known"), [(59, True), (60, False)])
def test_it_is_forgotten_in_time(clock: Any, seconds: int, known: bool) -> None:
    cache.set("key", 1, 60)
    clock.shift(timedelta(seconds=seconds))

    assert cache.has_key("key") is known


def test_a_key_is_added_once() -> None:
    assert [cache.add("key", 1, 60), cache.add("key", 2, 60)] == [True, False]


def test_and_again_once_forgotten(clock: Any) -> None:
    cache.add("key", 1, 60)
    clock.shift(timedelta(seconds=60))

    assert cache.add("key", 2, 60)
    assert cache.get("key") == 2


def test_touching_it_keeps_it_longer(clock: Any) -> None:
    cache.set("key", 1, 60)
    cache.touch("key", 600)
    clock.shift(timedelta(seconds=300))

    assert cache.get("key") == 1


def test_what_never_ends_stays(clock: Any) -> None:
    cache.set("key", 1, None)
    clock.shift(timedelta(days=400))

    assert cache.get("key") == 1


def test_it_is_deleted_or_cleared() -> None:
    cache.set("one", 1, 60)
    cache.set("two", 2, 60)

    assert cache.delete("one")
    cache.clear()
    assert not Counter.objects.exists()


def test_the_table_holds_no_key_in_clear() -> None:
    cache.set("alice@exemple.test", 1, 60)

    assert "alice" not in Counter.objects.get().key_hash


def test_what_has_expired_is_swept(clock: Any) -> None:
    cache.set("old", 1, 60)
    clock.shift(timedelta(seconds=61))
    cache.set("new", 1, 60)

    assert cache.sweep() == 1  # type: ignore[attr-defined]
    assert Counter.objects.count() == 1
