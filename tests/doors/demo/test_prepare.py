"""Before the first request: what is refused, and in which words."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from maillage.doors.demo.management.commands import demo, prepare
from maillage.foundation.kernel import triggers
from maillage.foundation.kernel.models import SchemaStamp
from maillage.foundation.kernel.stamp import Standing
from maillage.foundation.vault import VaultUnusable

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands(monkeypatch: pytest.MonkeyPatch) -> Callable[[Standing], None]:
    return lambda found: monkeypatch.setattr(prepare, "standing", lambda: found)


def refusal() -> CommandError:
    with pytest.raises(CommandError) as refused:
        call_command("prepare")
    return refused.value


def test_a_database_of_another_version_is_refused_with_the_way_out(stands: Any) -> None:
    stands(Standing.OTHER)

    refused = refusal()

    assert (refused.returncode, "maillage upgrade" in str(refused)) == (2, True)


def test_a_demonstration_is_not_served_as_a_real_installation(stands: Any, settings: Any) -> None:
    settings.MAILLAGE_DEMO = False
    stands(Standing.OTHER_DEMONSTRATION)

    assert refusal().returncode == 2


def test_a_demonstration_of_another_version_is_rebuilt_saying_so(stands: Any, settings: Any, monkeypatch: Any, capsys: Any) -> None:
    settings.MAILLAGE_DEMO = True
    stands(Standing.OTHER_DEMONSTRATION)
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(prepare, "call_command", lambda *words, **_: asked.append(words))

    prepare.Command().execute(force_color=False, no_color=True, stdout=None, stderr=None, skip_checks=True)

    assert (asked, "rebuilt" in capsys.readouterr().out) == ([("demo", "reset")], True)


def test_an_empty_database_is_migrated_and_stamped(stands: Any, settings: Any) -> None:
    settings.MAILLAGE_DEMO = False
    stands(Standing.EMPTY)

    call_command("prepare")

    assert SchemaStamp.objects.filter(demonstration=False).count() == 1


def test_a_database_that_lost_a_guard_is_refused(stands: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(Standing.CURRENT)
    monkeypatch.setattr(triggers, "missing", lambda: ["mg_some_guard"])

    assert "mg_some_guard" in str(refusal())


def test_a_wrong_master_key_is_refused_before_serving(stands: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(Standing.CURRENT)

    def unusable() -> None:
        raise VaultUnusable("The master key is not the one of this database.")

    monkeypatch.setattr(prepare, "assert_ready", unusable)

    assert refusal().returncode == 2


def test_two_associations_on_sqlite_are_refused_unless_accepted(stands: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MAILLAGE_DEMO = False
    monkeypatch.setattr(prepare, "several_associations", lambda: True)
    monkeypatch.setattr(prepare.connection, "vendor", "sqlite", raising=False)
    stands(Standing.CURRENT)

    assert "MAILLAGE_ACCEPT_SQLITE" in str(refusal())


def test_two_associations_on_sqlite_may_be_accepted(stands: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    settings.MAILLAGE_DEMO = False
    monkeypatch.setenv("MAILLAGE_ACCEPT_SQLITE", "1")
    monkeypatch.setattr(prepare, "several_associations", lambda: True)
    stands(Standing.CURRENT)

    call_command("prepare")

    assert "second wall" in capsys.readouterr().out or prepare.connection.vendor != "sqlite"


@pytest.mark.parametrize("found", [Standing.CURRENT, Standing.OTHER])
def test_a_real_installation_is_never_served_as_a_demonstration(stands: Any, settings: Any, found: Standing) -> None:
    settings.MAILLAGE_DEMO = True
    stands(found)

    assert refusal().returncode == 2


@pytest.mark.parametrize("found", [Standing.CURRENT, Standing.OTHER])
def test_a_reset_never_touches_a_real_installation(settings: Any, monkeypatch: pytest.MonkeyPatch, found: Standing) -> None:
    settings.MAILLAGE_DEMO = True
    monkeypatch.setattr(demo, "standing", lambda: found)
    monkeypatch.setattr(demo.snapshot, "copy_snapshot", lambda *words: pytest.fail("it was overwritten"))

    with pytest.raises(CommandError) as refused:
        call_command("demo", "reset")

    assert refused.value.returncode == 2


def test_a_reset_never_touches_the_keys_of_a_real_installation(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    settings.MAILLAGE_DEMO, settings.MAILLAGE_KEYS = True, str(tmp_path)
    (tmp_path / "django-secret").write_text("secret")
    monkeypatch.setattr(demo, "standing", lambda: Standing.EMPTY)
    monkeypatch.setattr(demo.snapshot, "copy_snapshot", lambda *words: pytest.fail("it was overwritten"))

    with pytest.raises(CommandError):
        call_command("demo", "reset")


def test_starting_sweeps_the_files_that_no_row_knows(stands: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MAILLAGE_DEMO = False
    stands(Standing.CURRENT)
    swept: list[Any] = []
    monkeypatch.setattr(prepare, "sweep_files", lambda *, now: swept.append(now))

    call_command("prepare")

    assert len(swept) == 1


def test_two_starts_at_once_on_an_empty_folder_both_find_it_ready(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAILLAGE_", "DJANGO_"))}
    environment = {**kept, "MAILLAGE_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "maillage.config.settings.dev"}
    command = [sys.executable, "-m", "maillage", "prepare"]

    both = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]

    assert [each.wait(timeout=120) for each in both] == [0, 0]
