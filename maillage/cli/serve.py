"""`maillage serve`: one web process and one worker under this parent; ending it ends both."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from maillage.cli import EXIT_DONE, EXIT_NO, EXIT_UNUSABLE, choose_settings


def run(argv: list[str]) -> int:
    """Prepare the database, then serve until interrupted. 2 when the port is taken or the database is refused."""
    parser = argparse.ArgumentParser(prog="maillage serve", description="Serve Maillage on one address.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(argv)
    choose_settings()
    os.umask(0o077)
    if not _port_is_free(options.host, options.port):
        print(f"Port {options.port} is already in use: end what uses it, or choose another with PORT=8080 make run.", file=sys.stderr)
        return EXIT_UNUSABLE
    prepared = subprocess.run([sys.executable, "-m", "maillage", "prepare"], check=False)
    if prepared.returncode != EXIT_DONE:
        return prepared.returncode
    print(f"Maillage answers on http://{options.host}:{options.port} (Ctrl+C ends it).", flush=True)
    return _supervise([_web(options), [sys.executable, "-m", "maillage", "db_worker", "--no-startup-delay"]])


def _web(options: argparse.Namespace) -> list[str]:
    # gthread and several workers; no control socket: nothing else listens. fmt keeps addresses out of the log.
    return [
        sys.executable, "-m", "gunicorn", "maillage.config.wsgi", "--bind", f"{options.host}:{options.port}", "--worker-class", "gthread",
        "--workers", str(options.workers), "--threads", "4", "--no-control-socket", "--log-level", "warning", "--timeout", "60",
    ]  # fmt: skip


def _port_is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _supervise(commands: list[list[str]]) -> int:
    """Run the children until one ends or this process is told to; then end them all. The first abnormal code is kept."""
    with _told_to_end() as told:
        children = [subprocess.Popen(command, env=os.environ, start_new_session=True) for command in commands]
        try:
            while not told and all(child.poll() is None for child in children):
                time.sleep(0.2)
        finally:
            for child in children:
                _end(child)
    # Nobody asked for the end: whatever the children say (a signal has a negative code), it is a failure to be restarted from.
    return EXIT_DONE if told else next((child.returncode for child in children if child.returncode > 0), EXIT_NO)


@contextmanager
def _told_to_end() -> Iterator[list[int]]:
    told: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
