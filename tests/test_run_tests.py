"""The runner of the suite: its order, its exit code, and its last line."""

from __future__ import annotations

import gc
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from tools import run_tests

ORDER = [run_tests.RULES, run_tests.ROOMS, run_tests.DEMONSTRATION, run_tests.TRUTH, run_tests.BROWSER]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[Sequence[str], str]]]:
    """Runs that are only noted, each with the code that it is given (0 by default)."""

    def noting(*codes: int) -> list[tuple[Sequence[str], str]]:
        noted: list[tuple[Sequence[str], str]] = []
        answers = iter(codes)

        def run(arguments: Sequence[str], *, database: str = "", long: bool = False) -> int:
            noted.append((arguments, f"{database} with every seed".strip() if long else database))
            return next(answers, 0)

        @contextmanager
        def cluster() -> Iterator[str]:
            yield "postgresql://private"

        monkeypatch.setattr(run_tests, "pytest", run)
        monkeypatch.setattr(run_tests, "cluster", cluster)
        return noted

    return noting


def test_what_lands_runs_in_the_order_that_fails_soonest_and_ends_with_the_browser(runs: Callable[..., list]) -> None:
    noted = runs()

    assert run_tests.main("default") == 0
    assert [arguments for arguments, _database in noted] == ORDER
    assert [database for _arguments, database in noted] == ["", "", "", "postgresql://private", ""]


def test_a_failure_stops_nothing_and_is_not_forgotten(runs: Callable[..., list]) -> None:
    noted = runs(0, 1, 0, 0, 0)

    assert run_tests.main("default") == 1
    assert len(noted) == len(ORDER)


def test_a_run_that_was_killed_is_a_failure(runs: Callable[..., list]) -> None:
    runs(0, 0, -9)

    assert run_tests.main("default") == 9


def test_a_run_without_any_test_is_a_failure(runs: Callable[..., list]) -> None:
    runs(0, 5)

    assert run_tests.main("default") == 5


def test_the_last_words_are_pytests_own(
    runs: Callable[..., list], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs(1)
    pretended = run_tests.pytest

    def say(arguments: Sequence[str], *, database: str = "") -> int:
        code = pretended(arguments, database=database)
        if arguments is run_tests.BROWSER:
            print("12 passed in 3.00s")
        return code

    monkeypatch.setattr(run_tests, "pytest", say)

    run_tests.main("default")

    said = capsys.readouterr()
    assert said.out.strip().splitlines()[-1] == "12 passed in 3.00s"
    assert "1 of 4" in said.err


def test_the_whole_suite_on_postgresql_leaves_rules_and_browsers_out(runs: Callable[..., list]) -> None:
    noted = runs()

    assert run_tests.main("postgres") == 0
    assert noted == [(run_tests.ROOMS, "postgresql://private")]


def test_the_long_run_goes_through_the_histories_on_both_databases(runs: Callable[..., list]) -> None:
    noted = runs()

    assert run_tests.look_further() == 0
    assert noted == [(run_tests.LONG, "with every seed"), (run_tests.TRUTH, "postgresql://private with every seed")]


def test_a_long_run_that_fails_on_one_database_is_a_failure(runs: Callable[..., list]) -> None:
    noted = runs(1, 0)

    assert run_tests.look_further() == 1
    assert len(noted) == 2


def test_the_seeds_are_given_to_pytest_only_when_it_may_last(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str | None] = []

    def run(_command: object, *, env: dict[str, str], check: bool) -> subprocess.CompletedProcess[bytes]:
        given.append(env.get("MAILLAGE_LONG"))
        return subprocess.CompletedProcess([], int(check))

    monkeypatch.delenv("MAILLAGE_LONG", raising=False)
    monkeypatch.setattr(run_tests.subprocess, "run", run)
    run_tests.pytest([])
    run_tests.pytest([], long=True)

    assert given == [None, "1"]


def test_the_tests_read_are_set_aside_from_what_is_collected() -> None:
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000
