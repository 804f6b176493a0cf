"""Keys outside the database: for their owner only, whole, never replaced."""

from __future__ import annotations

import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from maillage.foundation.kernel import keyfiles
from maillage.foundation.kernel.keyfiles import KeyFileProblem


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.MAILLAGE_KEYS = str(tmp_path / "keys")
    settings.MAILLAGE_CREATE_KEYS = True
    return tmp_path / "keys"


def test_a_key_made_on_first_use_is_found_again() -> None:
    assert keyfiles.read_or_create_key("one") == keyfiles.read_or_create_key("one") == keyfiles.read_key("one")


def test_only_its_owner_may_read_a_key(keys: Path) -> None:
    keyfiles.create_key("one")

    assert [stat.S_IMODE(path.stat().st_mode) for path in (keys, keys / "one")] == [0o700, 0o600]


def test_where_keys_are_not_made_a_missing_one_is_said(settings: Any, keys: Path) -> None:
    settings.MAILLAGE_CREATE_KEYS = False

    with pytest.raises(KeyFileProblem, match="one is missing"):
        keyfiles.read_or_create_key("one")

    assert not keys.exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_can_read_is_refused(mode: int, keys: Path) -> None:
    keyfiles.create_key("one")
    (keys / "one").chmod(mode)

    with pytest.raises(KeyFileProblem, match="chmod 600"):
        keyfiles.read_key("one")


def test_a_key_of_another_length_is_refused(keys: Path) -> None:
    keyfiles.create_key("one", length=16)

    with pytest.raises(KeyFileProblem, match="32 bytes"):
        keyfiles.read_key("one")


def test_a_key_is_never_replaced() -> None:
    before = keyfiles.create_key("one")

    with pytest.raises(FileExistsError):
        keyfiles.create_key("one")

    assert keyfiles.read_key("one") == before


def test_a_problem_never_shows_the_key(keys: Path) -> None:
    keyfiles.create_key("one")
    (keys / "one").write_bytes(b"too short")

    with pytest.raises(KeyFileProblem) as caught:
        keyfiles.read_key("one")

    assert "too short" not in str(caught.value)


def test_of_several_that_make_a_key_at_once_one_wins(keys: Path) -> None:
    found: list[bytes] = []
    makers = [threading.Thread(target=lambda: found.append(keyfiles.read_or_create_key("one"))) for _ in range(8)]

    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()

    assert (len(found), len(set(found)), [path.name for path in keys.iterdir()]) == (8, 1, ["one"])
