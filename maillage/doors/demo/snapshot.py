"""The demonstration is built once per state of the code, kept under `var/demo/<stamp>`, and copied in seconds."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from maillage.foundation.kernel.stamp import code_stamp

PARTS = ("media", "journal", "keys", "erasures")
DATABASE = "maillage.sqlite3"


REAL_INSTALLATION = (
    "This folder holds a real installation, not a demonstration: nothing was touched. Choose another MAILLAGE_VAR for the demonstration."
)


class BuildFailed(Exception):
    """The replay of the demonstration stopped on a fault."""


def var() -> Path:
    """The state folder of this installation."""
    return Path(settings.MAILLAGE_VAR)


def snapshot_folder() -> Path:
    """Where the demonstration of this very code is, or will be."""
    shelf = Path(os.environ.get("MAILLAGE_SNAPSHOTS", str(var() / "demo")))
    return shelf / code_stamp()


def ensure_snapshot() -> Path:
    """The built demonstration, built now in a process of its own when this code has none. Raises BuildFailed.

    Two who come at once wait for one build.
    """
    folder = snapshot_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not (folder / DATABASE).exists():
            _build(folder)
    return folder


def holds_real_keys() -> bool:
    """Is there, in this state folder, the key that only a real installation has?"""
    return (Path(settings.MAILLAGE_KEYS) / "django-secret").exists()


def _build(folder: Path) -> None:
    building = folder.with_name(f"{folder.name}.building")  # one at a time: what is there was left by a build that was killed
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    # Its own keys, its own journal: the heads and the database of a snapshot must belong together.
    environment = {k: v for k, v in os.environ.items() if k not in ("MAILLAGE_KEYS", "MAILLAGE_DATABASE", "DJANGO_SETTINGS_MODULE")}
    environment |= {"MAILLAGE_VAR": str(building), "MAILLAGE_DEMO": "1"}
    built = subprocess.run([sys.executable, "-m", "maillage", "demo", "build"], env=environment, check=False)
    if built.returncode != 0:
        raise BuildFailed
    _drop_older(folder)
    building.rename(folder)


def copy_snapshot(folder: Path, target: Path) -> None:
    """Put a built demonstration in `target`, over whatever demonstration is there. A server that runs on it goes on."""
    target.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        shutil.rmtree(target / part, ignore_errors=True)
        if (folder / part).exists():
            shutil.copytree(folder / part, target / part)
    source, live = sqlite3.connect(folder / DATABASE), sqlite3.connect(target / DATABASE, timeout=20)
    try:
        # The backup API replaces the content in one transaction: open connections see the old one, then the new one.
        source.backup(live)
        live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        source.close()
        live.close()


def _drop_older(folder: Path) -> None:
    for other in folder.parent.glob("*"):
        if other.is_dir() and other.suffix != ".building":
            shutil.rmtree(other, ignore_errors=True)
