"""A private PostgreSQL cluster in a temporary folder, on a free port of 127.0.0.1, ended with its context."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")


def binaries() -> Path:
    """The folder of Debian's latest server programs; installed through apt when missing. Exits 2 when that cannot be."""
    found = _found()
    if found is None:
        print("Installing Debian's PostgreSQL through apt.", flush=True)
        sudo = ["sudo"] if os.geteuid() != 0 else []
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "postgresql"]):
            if subprocess.run([*sudo, *command], check=False, stdout=subprocess.DEVNULL).returncode != 0:
                break
        found = _found()
    if found is None:
        sys.exit("The tests on PostgreSQL need its server: run 'apt-get install postgresql' as root, then start again.")
    return found


def _found() -> Path | None:
    folders = sorted(BINARIES.glob("*/bin"), key=lambda p: int(p.parent.name) if p.parent.name.isdigit() else 0)
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


@contextmanager
def cluster() -> Iterator[str]:
    """Yields the address `postgresql://…` of a fresh server that forgets everything at the end."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="maillage-pg-"))
    prefix = _as_postgres(folder)
    data, port = folder / "data", _free_port()
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    try:
        subprocess.run(
            [*prefix, programs / "initdb", "-D", data, "-U", "maillage", "-A", "trust", "-E", "UTF8", "--data-checksums"], **quiet
        )
        # Tests measure truth, not durability: what is written here is thrown away.
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c max_connections=60"
        subprocess.run([*prefix, programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start"], **quiet)
        try:
            subprocess.run([*prefix, programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "maillage", "maillage"], **quiet)
            yield f"postgresql://maillage@127.0.0.1:{port}/maillage"
        finally:
            subprocess.run([*prefix, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(folder: Path) -> list[str]:
    """The server refuses to run as root: there, it runs as Debian's own user."""
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
