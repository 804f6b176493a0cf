"""A web server of our own in a subprocess, as it is served for real (gunicorn, threads), on a free local port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60.0


class ServerDidNotAnswer(RuntimeError):
    """The server ended, or kept silent too long; what it said is in the message."""


@contextmanager
def serve(*, settings: str, var: Path, workers: int = 1, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a running Maillage under these settings and this `MAILLAGE_VAR`; ended on leaving, whatever happens."""
    port = _free_port()
    log = var / "server.log"
    command = [
        sys.executable, "-m", "gunicorn", "maillage.config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
        "--workers", str(workers), "--threads", "4", "--no-control-socket", "--log-level", "warning",
    ]  # fmt: skip
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "MAILLAGE_VAR": str(var), **(environment or {})}
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server=server, log=log)
        yield address
    finally:
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        return
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=10)


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, *, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/quitter/", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise ServerDidNotAnswer(log.read_text(errors="replace")[-4000:])
