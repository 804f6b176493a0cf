"""What a search costs in 5,000 files: `python -m tools.bench_search`, or as a part of `make bench`.

Made in a database of its own, on the disk, through the vault as the application does: a pseudonym, a civil identity and a contact for
each file, each under its own key. What is measured is the whole service: keys, decryption, comparison, the lines of the page, the journal.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

FILES = 5000
TODAY = date(2020, 5, 19)
RUNS = 15
FIRST = (
    "Katia", "Blessing", "Aïcha", "Fatoumata", "Svetlana", "Mbaduno", "Xiao", "Ionela", "Precious", "Marie", "Lune", "Iris", "Gisèle",
    "Юлия",
)  # fmt: skip
LAST = ("Obaseki", "Petrova", "Ionescu", "Zhang", "Martin", "Traoré", "Dimitrova", "Silva", "Haddad", "Osagie", "Aubrac", "Nguyên")
Row = tuple[str, float, float, int]


def fill(*, files: int = FILES) -> Any:
    """An association of so many files, and a caseworker. In one transaction, in batches."""
    from django.db import transaction

    from maillage.accompaniment.people.models import ContactRule, Identity, Person
    from maillage.foundation.access.roles import Role
    from maillage.foundation.kernel.moment import PARIS
    from maillage.foundation.vault import seal
    from maillage.reference.accounts.models import Mandate, User
    from maillage.reference.organisations.models import Organisation
    from maillage.reference.territories.models import Territory

    territory = Territory.unscoped.get_or_create(code="F1", defaults={"name": "Val-Perdu", "fictional": True})[0]
    house = Organisation.unscoped.create(name="La grande association", kind="association", territory=territory, files_open_to="team")
    worker = User.objects.create(email="mesure@exemple.test", display_name="Mesure")
    Mandate.unscoped.create(user=worker, role=Role.CASEWORKER.value, organisation=house, rights=[], starts_on=date(2018, 1, 8))
    since = datetime(2020, 1, 6, 9, 0, tzinfo=PARIS)
    for start in range(0, files, 500):
        with transaction.atomic():
            people, others = [], []
            for number in range(start, min(start + 500, files)):
                person = Person(
                    organisation=house, territory=territory, reference=_reference(number), channel="phone",
                    opened_on=date(2019, 3, 4), last_contact_on=date(2020, 1, 1 + number % 28),
                )  # fmt: skip
                seal(person, pseudonym=f"{FIRST[number % len(FIRST)]} {number}")
                identity = Identity(person=person, organisation=house, recorded_on=TODAY)
                seal(identity, last_name=LAST[number % len(LAST)], first_name=FIRST[number * 7 % len(FIRST)])
                rule = ContactRule(person=person, organisation=house, edition=1, since=since, preferred="phone")
                seal(rule, words=f"06 {number // 100:02d} {number % 100:02d} 12 34, après 14 h")
                people.append(person)
                others.append((identity, rule))
            Person.unscoped.bulk_create(people)
            Identity.unscoped.bulk_create([identity for identity, _rule in others])
            ContactRule.unscoped.bulk_create([rule for _identity, rule in others])
    return worker


def _reference(number: int) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    written = "".join(letters[number // 32**place % 32] for place in range(8))
    return f"{written[:4]}-{written[4:]}"


def measures(worker: Any) -> Iterator[Row]:
    """Median and worst of each search, in milliseconds."""
    from maillage.accompaniment.people.selectors import search_files
    from maillage.foundation.kernel.moment import PARIS, Moment
    from maillage.reference.accounts.actors import read_actor

    moment = Moment(now=datetime(2020, 5, 19, 9, 0, tzinfo=PARIS), today=TODAY)

    def search(query: str) -> Callable[[], object]:
        # A fresh actor each time, as each request makes one: nothing is remembered from the run before.
        return lambda: search_files(actor=read_actor(user=worker, moment=moment), query=query, today=TODAY)

    asked = {
        "a pseudonym by its beginning (« katia 12 »)": "katia 12",
        "a pseudonym by its sound (« Blésine »)": "Blésine",
        "a civil name by its sound, after the pseudonyms (« Obasequi »)": "Obasequi",
        "nobody, civil names compared too (« Wilhelmine »)": "Wilhelmine",
        "a telephone number": "06 12 34 12 34",
        "a reference": _reference(1234),
    }
    for what, query in asked.items():
        took = []
        for _ in range(RUNS):
            act, start = search(query), time.perf_counter()
            act()
            took.append((time.perf_counter() - start) * 1000)
        yield f"Search in {FILES} files: {what}", sorted(took)[len(took) // 2], max(took), RUNS


def main() -> int:
    """Make the database, measure, print."""
    with tempfile.TemporaryDirectory(prefix="maillage-search-") as folder:
        os.environ |= {"MAILLAGE_VAR": folder, "DJANGO_SETTINGS_MODULE": "maillage.config.settings.test"}
        os.environ.pop("MAILLAGE_KEYS", None)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        worker = fill()
        for what, median, worst, times in measures(worker):
            print(f"{what}: median {median:.1f} ms, worst {worst:.1f} ms, {times} runs")
        if "--profile" in sys.argv:
            _profile(worker)
    return 0


def _profile(worker: Any) -> None:
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.enable()
    list(measures(worker))
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(22)


if __name__ == "__main__":
    sys.exit(main())
