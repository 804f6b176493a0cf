"""Rows that many tests begin with are made once, and kept under them: half of the time of the rooms went into making them again.

A fixture that makes rows from other such fixtures and from nothing else (no `request`, clock, settings, client, no teardown) gives the
same rows to every test. Those that a test asks for are made in an order of their own, each in a savepoint; the test runs in one more,
which is undone as ever. The next test finds what it shares with the one before; the rest is undone and made. What a test holds in its
hands is a copy of its own, and so are its files. Tests of one module are put in the order that shares most.

A test that commits, that opens the database by itself or that has an automatic fixture of its own finds nothing kept: it is as before.
`pytest -p no:tests.kept` makes everything again for each test.
"""

from __future__ import annotations

import copy
import inspect
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import blocking_manager_key

from tests.cast import NOW

HELPER = "_django_db_helper"
FILES = "_own_var"
# The automatic fixtures of every test: they say nothing of the rows.
EVERYWHERE = frozenset({"clock", "_loud_templates", "_shuffled_queries", FILES, "_no_alert_of_another_test"})
# They commit, or open the database by themselves: nothing may be under them.
APART = frozenset({"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback", "whole", "client_of"})
# Neither rows nor what rows are made from.
NEVER = frozenset({"client"})

Needed = tuple[Any, ...]
plan_key = pytest.StashKey[Needed | None]()


class CannotBeKept(Exception):
    """The value of this fixture cannot be copied: it is made for each test."""


@dataclass
class Level:
    """The rows of one fixture, with those below it."""

    definition: Any
    value: Any
    atomic: Any
    files: Path


@dataclass
class Kept:
    """What stands under the tests of this process, and the copies of the test that runs."""

    levels: list[Level] = field(default_factory=list)
    refused: set[Any] = field(default_factory=set)
    copies: dict[Any, Any] = field(default_factory=dict)
    ready: set[str] = field(default_factory=set)
    ends_with_session: bool = False

    def move_to(self, needed: Needed) -> None:
        """Undo what these do not share, make what misses. A fixture that cannot be kept ends the row: the test makes the rest."""
        needed = self._without_refused(needed)
        shared = 0
        while shared < min(len(needed), len(self.levels)) and self.levels[shared].definition is needed[shared]:
            shared += 1
        self.drop_to(shared)
        for definition in needed[shared:]:
            try:
                self._make(definition)
            except CannotBeKept:
                self.refused.add(definition)
                self.move_to(needed)
                return

    def _without_refused(self, needed: Needed) -> Needed:
        """Those that rest on nothing refused; what a fixture rests on comes before it."""
        away = {each.argname for each in needed if each in self.refused}
        for each in needed:
            if away.intersection(each.argnames):
                away.add(each.argname)
        return tuple(each for each in needed if each.argname not in away)

    def _make(self, definition: Any) -> None:
        values = {each.definition.argname: each.value for each in self.levels} | {"db": None}
        files = Path(tempfile.mkdtemp(prefix="kept-"))
        if self.levels:
            shutil.copytree(self.levels[-1].files, files, dirs_exist_ok=True)
        atomic = transaction.atomic()
        atomic._from_testcase = True  # type: ignore[attr-defined]
        atomic.__enter__()
        level = Level(definition=definition, value=None, atomic=atomic, files=files)
        self.levels.append(level)
        mails = len(mail.outbox)
        try:
            with time_machine.travel(NOW, tick=False), override_settings(MAILLAGE_VAR=files / "var", MEDIA_ROOT=files / "media"):
                level.value = definition.func(**{name: values[name] for name in definition.argnames})
            _check(level.value, sent=len(mail.outbox) > mails)
        except Exception as fault:
            self.drop_to(len(self.levels) - 1)
            raise CannotBeKept from fault

    def drop_to(self, height: int) -> None:
        """Undo the rows and files above this many levels."""
        while len(self.levels) > height:
            level = self.levels.pop()
            transaction.set_rollback(True)
            level.atomic.__exit__(None, None, None)
            shutil.rmtree(level.files, ignore_errors=True)

    def begin(self, step: str) -> None:
        """Once both the rows and the folders of the test are ready, give it copies of what is kept."""
        self.ready.add(step)
        if not self.levels or self.ready != {HELPER, FILES}:
            return
        values = copy.deepcopy({each.definition.argname: each.value for each in self.levels})
        self.copies = {each.definition.argname: (each.definition, values[each.definition.argname]) for each in self.levels}
        for name, folder in (("var", settings.MAILLAGE_VAR), ("media", settings.MEDIA_ROOT)):
            if (self.levels[-1].files / name).exists():
                shutil.copytree(self.levels[-1].files / name, folder, dirs_exist_ok=True)


def _check(value: Any, *, sent: bool) -> None:
    """What closes over rows is not copied with them; pytest takes no None for what is made; mail is thrown away before each test."""
    if value is None or inspect.isroutine(value) or sent:
        raise CannotBeKept
    copy.deepcopy(value)


kept = Kept()


@contextmanager
def _database(config: pytest.Config) -> Iterator[None]:
    with config.stash[blocking_manager_key].unblock():
        yield


def needed_by(item: Any) -> Needed | None:
    """The definitions of the fixtures to keep for a test, the most shared first; None when nothing may be under it."""
    known = getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", None)
    if known is None or HELPER not in item.fixturenames or APART & set(item.fixturenames) or _commits(item):
        return None
    ours = {name for name, found in known.items() if found[-1]._autouse and found[-1].func.__module__.startswith("tests.")}
    if ours - EVERYWHERE:
        return None
    depths: dict[str, int | None] = {}
    for name in known:
        _depth(name, known, depths)
    below: dict[str, set[str]] = {"db": {"db"}}
    for name in sorted((name for name, depth in depths.items() if depth is not None), key=lambda name: (depths[name], name)):
        below[name] = {name}.union(*(below[each] for each in known[name][-1].argnames))
    wanted = set[str]().union(*(each for each in below.values() if "db" in each)) - {"db"}
    return tuple(known[name][-1] for name in below if name in wanted)


def _commits(item: Any) -> bool:
    marker = item.get_closest_marker("django_db")
    return item.get_closest_marker("browser") is not None or (marker is not None and bool(marker.args or marker.kwargs))


def _depth(name: str, known: Any, depths: dict[str, int | None]) -> int | None:
    """How far above `db` a fixture stands; None when it cannot be kept."""
    if name == "db":
        return 0
    if name not in depths:
        depths[name] = None
        definition = known[name][-1] if name in known else None
        if definition is not None and _is_plain(definition):
            below = [_depth(each, known, depths) for each in definition.argnames]
            depths[name] = None if None in below else 1 + max([each for each in below if each is not None], default=0)
    return depths[name]


def _is_plain(definition: Any) -> bool:
    plain = definition.scope == "function" and definition.params is None and definition.argname not in definition.argnames
    ours = definition.func.__module__.startswith("tests.") and definition.argname not in NEVER and not definition._autouse
    return plain and ours and not inspect.isgeneratorfunction(definition.func) and definition not in kept.refused


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Within each module, tests that begin with the same rows follow each other; those with nothing kept come last."""
    for item in items:
        item.stash[plan_key] = needed_by(item)
    ordered: list[pytest.Item] = []
    for _module, group in groupby(items, key=lambda item: item.nodeid.split("::")[0]):
        ordered += sorted(group, key=_order)
    items[:] = ordered


def _order(item: pytest.Item) -> tuple[bool, tuple[str, ...]]:
    plan = item.stash[plan_key]
    return plan is None, tuple(each.argname for each in plan or ())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test of its own finds nothing under it."""
    kept.copies, kept.ready = {}, set()
    if item.stash.get(plan_key, None) is None and kept.levels:
        with _database(item.config):
            kept.drop_to(0)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Generator[None, Any, Any]:
    """Move what is kept before the test's own savepoint; then give what is kept rather than making it."""
    plan = request.node.stash.get(plan_key, None) if isinstance(request.node, pytest.Item) else None
    name = fixturedef.argname
    if fixturedef.scope != "function" and kept.levels and HELPER not in kept.ready:
        # What it makes is for many tests: nothing is under it that the next one would undo.
        with _database(request.config):
            kept.drop_to(0)
    if plan and name == HELPER:
        with _database(request.config):
            if not kept.ends_with_session:
                # Added after that of the database: done before it.
                request.session._setupstate.addfinalizer(lambda: _end(request.config), request.session)
                kept.ends_with_session = True
            kept.move_to(plan)
    elif plan == () and name == HELPER and kept.levels:
        with _database(request.config):
            kept.drop_to(0)
    result = yield
    if name in (HELPER, FILES):
        kept.begin(name)
    return result


class GivesCopies:
    """Stands before pytest's own making of a fixture."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Any:
        """The copy of this test, when its fixture is kept."""
        definition, value = kept.copies.get(fixturedef.argname, (None, None))
        if definition is None or definition is not fixturedef or not isinstance(request.node, pytest.Item):
            return None
        fixturedef.cached_result = (value, fixturedef.cache_key(request), None)
        return value


def pytest_configure(config: pytest.Config) -> None:
    """The giving of copies is another implementation of the same hook."""
    config.pluginmanager.register(GivesCopies(), "tests.kept.gives_copies")


def _end(config: pytest.Config) -> None:
    with _database(config):
        kept.drop_to(0)
