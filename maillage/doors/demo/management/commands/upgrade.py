"""`maillage upgrade`: bring a real database to this version."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from maillage.foundation.kernel import triggers
from maillage.foundation.kernel.stamp import Standing, standing, write_stamp


class Command(BaseCommand):
    help = "Apply the migrations and the guards of this version to the database."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MAILLAGE_DEMO or standing() in (Standing.DEMONSTRATION, Standing.OTHER_DEMONSTRATION):
            raise CommandError("A demonstration is rebuilt, not upgraded: run 'make demo'.", returncode=2)
        call_command("migrate", verbosity=0)
        triggers.install()
        write_stamp(demonstration=False)
        self.stdout.write("The database is up to date.")
