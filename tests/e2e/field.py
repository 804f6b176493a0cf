"""A small real site for the stories of the field: one association, two colleagues, a zone, a planned round. Without the demonstration.

`python -m tests.e2e.field` fills the state folder named by `MAILLAGE_VAR` and prints what it made, as JSON.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from tests.e2e.servers import ROOT, serve

SETTINGS = "maillage.config.settings.test"
DATABASE = "maillage.sqlite3"


@dataclass(frozen=True)
class Field:
    """The site, and who may sign in."""

    site: str
    var: Path
    cookies: dict[str, str]
    round: str

    def sign_in(self, context: BrowserContext, slug: str) -> None:
        """Her session, as the sign-in would leave it."""
        context.add_cookies([{"name": "mg_session", "value": self.cookies[slug], "url": self.site, "httpOnly": True}])

    def count(self, sql: str) -> int:
        """One number of the database as it is now."""
        base = sqlite3.connect(f"file:{self.var / DATABASE}?mode=ro", uri=True)
        try:
            return int(base.execute(sql).fetchone()[0])
        finally:
            base.close()


@contextmanager
def open_field(var: Path) -> Iterator[Field]:
    """Fill a state folder and serve it."""
    environment = {key: value for key, value in os.environ.items() if key not in ("MAILLAGE_KEYS", "MAILLAGE_DATABASE")}
    environment |= {"MAILLAGE_VAR": str(var), "DJANGO_SETTINGS_MODULE": SETTINGS}
    done = subprocess.run([sys.executable, "-m", "tests.e2e.field"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-3000:])
    made = json.loads(done.stdout.splitlines()[-1])
    keys = {"MAILLAGE_KEYS": str(var / "keys"), "MAILLAGE_DATABASE": ""}
    with serve(settings=SETTINGS, var=var, environment=keys) as site:
        yield Field(site=site, var=var, cookies=made["cookies"], round=made["round"])


def fill() -> dict[str, Any]:
    """Runs in the process of the state folder."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tests.databases import copy_kept

    copy_kept(Path(settings.DATABASES["default"]["NAME"]))
    call_command("migrate", verbosity=0)
    return _people()


def _people() -> dict[str, Any]:
    from django.db import transaction
    from django.test import Client

    from maillage.accompaniment.outreach.services import RoundPlan, open_round
    from maillage.foundation.access.roles import Role
    from maillage.foundation.kernel.moment import read_moment
    from maillage.reference.accounts.actors import read_actor
    from maillage.reference.territories.models import Place
    from tests import cast

    moment = read_moment()
    house = cast.make_organisation(name="L'Escale", territory=cast.make_territory("F1", name="Val-Perdu"))
    zones = [Place.unscoped.create(territory=house.territory, kind="zone", name=name) for name in ("Zone des Entrepôts", "Les Quais")]
    cookies, users = {}, {}
    for slug in ("alice", "iris"):
        users[slug] = cast.make_user(slug.title())
        cast.give_mandate(users[slug], Role.CASEWORKER, house)
        client = Client(headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile) Chrome/126.0"})
        client.force_login(users[slug])
        cookies[slug] = client.cookies["mg_session"].value
    with transaction.atomic():
        plan = RoundPlan(organisation_id=house.pk, zone_id=zones[0].pk, day=moment.today)
        planned = open_round(actor=read_actor(user=users["alice"], moment=moment), today=moment.today, plan=plan)
    return {"cookies": cookies, "round": str(planned.pk)}


if __name__ == "__main__":
    print(json.dumps(fill()))
