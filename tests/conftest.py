"""Hostile fixtures for the whole suite: what would go wrong in silence elsewhere fails here.

No network (pytest-socket), unknown template variables fail, unordered querysets come shuffled, warnings are errors.
"""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db.models.query import ModelIterable

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# The same examples each time where it decides what lands, however slow the machine is; `make long` looks for new ones.
hypothesis.settings.register_profile("house", deadline=None, derandomize="MAILLAGE_LONG" not in os.environ)
hypothesis.settings.load_profile("house")

pytest_plugins = ("tests.cast", "tests.databases", "tests.kept", "tests.threads")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The demonstration's tests turn the settings of their whole process to it: they run only when they are named."""
    named = any("demonstration" in argument for argument in config.invocation_params.args)
    return True if collection_path == Path(__file__).parent / "demonstration" and not named else None


# Thousands of tests stay in memory until the end: nothing of them is to be collected, and walking over them again and again costs more
# than a quarter of reading them.
@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Read every test without collecting what is dead in the meantime, then set what was read aside."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
        gc.set_threshold(100_000, 20, 20)  # a test leaves little in circles: looking for it every 700 objects costs a tenth of the run


class UnknownTemplateVariable(AssertionError):
    """A template used a name that its view does not give."""


class _Loud(str):
    """Stands where Django would print nothing for an unknown variable."""

    __slots__ = ()

    def __mod__(self, name: Any) -> str:
        raise UnknownTemplateVariable(f"unknown template variable {name}")

    def __contains__(self, part: object) -> bool:
        return part == "%s"


@pytest.fixture(autouse=True, scope="session")
def _loud_templates() -> Iterator[None]:
    """`{{ unknown }}` raises instead of printing nothing. `{% if unknown %}` and `|default` stay allowed."""
    from django.template import engines

    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, _Loud("%s")
    yield
    engine.string_if_invalid = before


@pytest.fixture(autouse=True)
def _shuffled_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A queryset without an order comes back shuffled: code that relies on luck fails."""
    original = ModelIterable.__iter__
    rng = random.Random(0)

    def shuffled(self: Any) -> Iterator[Any]:
        rows = list(original(self))
        query = self.queryset.query
        if (
            not query.order_by
            and not query.extra_order_by
            and not (query.default_ordering and query.get_meta().ordering)
            and not query.is_sliced
        ):
            rng.shuffle(rows)
        return iter(rows)

    monkeypatch.setattr(ModelIterable, "__iter__", shuffled)


@pytest.fixture(autouse=True)
def _own_var(settings: Any, tmp_path: Any) -> None:
    """Each test writes heads, media and mail in its own folder."""
    settings.MAILLAGE_VAR = tmp_path / "var"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _no_alert_of_another_test() -> Iterator[None]:
    """An alert of the vault that waits for the end of a request is not written by the next test, whose queries it would add to."""
    yield
    from maillage.foundation.vault import alerts

    alerts._waiting.entries.clear()
