"""`maillage prepare`: what must be right before the first request; `serve` runs it."""

from __future__ import annotations

import fcntl
import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from maillage.accompaniment.intake.services import forget_old_requests
from maillage.accompaniment.outreach.services import forget_old_notes
from maillage.accompaniment.outreach.services.settling import forget_old_captures
from maillage.doors.demo import snapshot
from maillage.doors.exchange.services import forget_old_sheets
from maillage.foundation.access.actor import system_actor
from maillage.foundation.documents import sweep_files
from maillage.foundation.kernel import triggers
from maillage.foundation.kernel.moment import read_moment
from maillage.foundation.kernel.stamp import Standing, standing, write_stamp
from maillage.foundation.vault import VaultUnusable, assert_ready
from maillage.reference.organisations.selectors import several_associations


class Command(BaseCommand):
    help = "Make an empty database, check one that exists, rebuild a demonstration made for another code."

    def handle(self, *args: Any, **options: Any) -> None:
        snapshot.var().mkdir(mode=0o700, parents=True, exist_ok=True)
        with (snapshot.var() / ".preparing").open("w") as handle:
            # Two started together on an empty folder: the second waits, then finds the work done.
            fcntl.flock(handle, fcntl.LOCK_EX)
            self.prepare()

    def prepare(self) -> None:
        """Look at what is there, then make, rebuild or refuse."""
        found = standing()
        if found is Standing.OTHER:
            raise CommandError(
                "This database was made for another version: back it up, then run 'maillage upgrade'. Nothing was touched.", returncode=2
            )
        if settings.MAILLAGE_DEMO:
            self.prepare_demonstration(found)
        elif found in (Standing.DEMONSTRATION, Standing.OTHER_DEMONSTRATION):
            raise CommandError("This is a demonstration: start it with MAILLAGE_DEMO=1, or choose another MAILLAGE_VAR.", returncode=2)
        elif found is Standing.EMPTY:
            call_command("migrate", verbosity=0)
            write_stamp(demonstration=False)
        self.say_missing_wall()
        try:
            assert_ready()
        except VaultUnusable as problem:
            raise CommandError(str(problem), returncode=2) from problem
        lost = triggers.missing()
        if lost:
            raise CommandError(
                f"The database has lost its guards ({', '.join(lost)}): run 'maillage upgrade' to put them back.", returncode=2
            )
        # Files written for an act that was then refused, or of somebody erased just before a crash.
        moment = read_moment()
        sweep_files(now=moment.now)
        # A sheet of names that nobody confirmed does not wait.
        forget_old_sheets(actor=system_actor(), today=moment.today)
        forget_old_requests(actor=system_actor(), today=moment.today)
        forget_old_notes(actor=system_actor(), today=moment.today)
        forget_old_captures(actor=system_actor(), today=moment.today)

    def prepare_demonstration(self, found: Standing) -> None:
        """Build or rebuild it; never on a real installation, whose locks the demonstration does not have."""
        if found is Standing.CURRENT:
            raise CommandError(snapshot.REAL_INSTALLATION, returncode=2)
        if found is Standing.OTHER_DEMONSTRATION:
            self.stdout.write("This demonstration was made for another version: it is rebuilt.")
        elif found is Standing.EMPTY:
            self.stdout.write("Replaying spring 2020 for the demonstration (about a minute the first time).")
        if found is not Standing.DEMONSTRATION:
            call_command("demo", "reset")

    def say_missing_wall(self) -> None:
        """Row-level policies are not there yet, and SQLite has none at all: said, and refused where it would matter most.

        With several associations in one SQLite database, one forgotten filter would show a file to another association.
        """
        if settings.MAILLAGE_DEMO or connection.vendor != "sqlite":
            return
        if several_associations() and os.environ.get("MAILLAGE_ACCEPT_SQLITE") != "1":
            raise CommandError(
                "Several associations share this SQLite database, which has no second wall between them: move to PostgreSQL, "
                "or accept it with MAILLAGE_ACCEPT_SQLITE=1.",
                returncode=2,
            )
        self.stdout.write("SQLite has no second wall between organisations: the walls are those of the code alone.")
