"""`maillage demo build|reset`: the replay of spring 2020, and its copy."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from maillage.doors.demo import snapshot
from maillage.doors.demo.replay import replay
from maillage.foundation.journal import hold_heads
from maillage.foundation.kernel.stamp import Standing, standing, write_stamp


class Command(BaseCommand):
    help = "Build the demonstration, or put it back to 19 May 2020."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["build", "reset"])

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAILLAGE_DEMO:
            raise CommandError("This is not a demonstration: set MAILLAGE_DEMO=1 to have one.", returncode=2)
        if options["act"] == "build":
            self.build()
        else:
            self.reset()

    def build(self) -> None:
        """Replay everything in this (empty) state folder, through the services."""
        snapshot.var().mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                # Nothing of the build is worth surviving a power cut: it would be built again.
                cursor.execute("PRAGMA synchronous=OFF")
        with hold_heads():
            events = replay(say=self.stdout.write)
        write_stamp(demonstration=True)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.stdout.write(f"The demonstration is built ({events} events).")

    def reset(self) -> None:
        """Copy the built demonstration over the present one; never over a real installation."""
        if standing() in (Standing.CURRENT, Standing.OTHER) or snapshot.holds_real_keys():
            raise CommandError(snapshot.REAL_INSTALLATION, returncode=2)
        if connection.vendor != "sqlite":
            raise CommandError("The demonstration is an SQLite file: unset MAILLAGE_DATABASE.", returncode=2)
        snapshot.copy_snapshot(snapshot.ensure_snapshot(), snapshot.var())
        self.stdout.write("The demonstration is back on Tuesday 19 May 2020.")
