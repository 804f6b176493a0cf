"""The database of the environment: SQLite under `MAILLAGE_VAR`, or PostgreSQL named by `MAILLAGE_DATABASE`."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# FULL, not NORMAL: an answer shown must survive a power cut. secure_delete: an erased key must leave the file.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"


def sqlite(path: Path) -> dict[str, Any]:
    """Settings of an SQLite file: WAL, durable, deleted bytes overwritten, write transactions immediate."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
    }


def postgresql(address: str) -> dict[str, Any]:
    """Settings from `postgresql://user:password@host:port/name`; the host may be a socket folder, percent-encoded."""
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"},
    }


def database_from_environment(var: Path) -> dict[str, Any]:
    """PostgreSQL when `MAILLAGE_DATABASE` names one, else the SQLite file of this installation."""
    address = os.environ.get("MAILLAGE_DATABASE", "")
    return postgresql(address) if address else sqlite(var / "maillage.sqlite3")
