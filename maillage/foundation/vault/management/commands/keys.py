"""`maillage keys selftest | status | inventory | rotate | prune | replay`: 0 done, 1 the answer is no, 2 unusable."""

from __future__ import annotations

import argparse
import json
import uuid
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, transaction

from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal import record
from maillage.foundation.kernel.keyfiles import KeyFileProblem
from maillage.foundation.kernel.moment import read_moment
from maillage.foundation.vault import crypto, erasure, intake_keys, inventory, ledger, rotation, status
from maillage.foundation.vault.actions import KEY_ROTATED
from maillage.foundation.vault.errors import VaultUnusable


class Unfit(Exception):
    """Arguments that make no sense together: exit 2."""


class Command(BaseCommand):
    help = "Test, count, list and renew the keys of the installation."
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        selftest = acts.add_parser("selftest", help="open a canary per organisation and the key of every subject; exit 0, 1 or 2")
        selftest.add_argument("--values", action="store_true", help="open every sealed value too")
        selftest.add_argument("--json", action="store_true", help="print one object")
        counted = acts.add_parser("status", help="how many keys, and what still hangs on old versions")
        counted.add_argument("--json", action="store_true", help="print one object")
        acts.add_parser("inventory", help="print docs/reference/crypto.md")
        rotate = acts.add_parser("rotate", help="renew a key, or finish a renewal that was interrupted")
        rotate.add_argument("what", choices=["kek", "organisation", "subject", "intake"])
        rotate.add_argument("--organisation", metavar="ID", help="the organisation; without it, every one")
        rotate.add_argument("--subject", metavar="KIND:ID", help="the subject, such as mg_people.person:8f14…")
        rotate.add_argument("--json", action="store_true", help="print one object")
        acts.add_parser("prune", help="destroy the old versions on which nothing is left")
        acts.add_parser("replay", help="after a restoration, before opening: destroy again the keys of whoever was erased")

    def handle(self, *args: Any, **options: Any) -> None:
        acts: dict[str, Callable[..., None]] = {
            "selftest": self._selftest,
            "status": self._status,
            "inventory": self._inventory,
            "rotate": self._rotate,
            "prune": self._prune,
            "replay": self._replay,
        }
        try:
            acts[options["act"]](**options)
        except (VaultUnusable, KeyFileProblem, Unfit, LookupError) as problem:
            self._end(2, str(problem))
        except crypto.NotAuthentic:
            self._end(2, "A wrapped key does not open under the master key of this installation: run maillage keys selftest.")
        except DatabaseError as problem:
            self._end(2, f"The database of this installation cannot be used: {problem}")

    def _end(self, code: int, sentence: str) -> None:
        self.stderr.write(sentence)
        raise SystemExit(code)

    def _selftest(self, **options: Any) -> None:
        ledger.write_missing()
        ledger.forget_old(today=read_moment().today)
        erasure.purge_deleted_bytes()
        verdict = status.self_test(values=options["values"])
        if options["json"]:
            self.stdout.write(json.dumps(verdict.__dict__, ensure_ascii=False))
        else:
            for problem in verdict.problems:
                self.stdout.write(problem)
            self.stdout.write(f"{verdict.organisations} organisation keys, {verdict.subjects} subjects, {verdict.values} values opened")
        if verdict.problems:
            self._end(1, "Something sealed does not open: keep the database and the keys as they are.")

    def _status(self, **options: Any) -> None:
        read = status.read_status()
        if options["json"]:
            self.stdout.write(json.dumps(read.as_json(), ensure_ascii=False))
            return
        self.stdout.write(f"master keys: {', '.join(map(str, read.keks))} (kek-{read.current_kek} wraps)")
        self.stdout.write(f"{read.organisations} organisations, {read.subjects} subjects, {read.sealed} sealed values")
        for old in read.old:
            self.stdout.write(f"old {old.what} {old.id} version {old.number}: {old.left} left")
        if read.unknown:
            self.stdout.write(f"{read.unknown} values that no key opens")

    def _inventory(self, **options: Any) -> None:
        self.stdout.write(inventory.markdown(), ending="")

    def _rotate(self, **options: Any) -> None:
        what = options["what"]
        if (options["subject"] is not None) != (what == "subject"):
            raise Unfit("`--subject KIND:ID` goes with `rotate subject`, and with nothing else.")
        if what == "kek":
            done = [rotation.rotate_kek()]
        elif what == "subject":
            done = [rotation.rotate_subject(_subject(options["subject"]))]
        elif what == "intake":
            done = [rotation.Rotated(number=each.number, moved=0) for each in _new_pairs(_organisations(options["organisation"]))]
        else:
            done = [rotation.rotate_organisation(pk) for pk in _organisations(options["organisation"])]
        total = {"rotated": what, "keys": len(done), "moved": sum(one.moved for one in done), "broken": sum(one.broken for one in done)}
        with transaction.atomic():
            facts = {"what": what, "moved": total["moved"], "broken": total["broken"]}
            record(system_actor(), KEY_ROTATED, None, today=read_moment().today, chain=None, **facts)
        if options["json"]:
            self.stdout.write(json.dumps(total))
        else:
            self.stdout.write(f"{what}: {total['keys']} renewed, {total['moved']} moved under the new version")
        if total["broken"]:
            self._end(1, f"{total['broken']} values did not open and were left as they are: run maillage keys selftest --values.")

    def _prune(self, **options: Any) -> None:
        intake_keys.forget_old_intake_keys(today=read_moment().today)
        subjects, organisations = rotation.prune()
        self.stdout.write(f"{subjects} old subject keys and {organisations} old organisation keys destroyed")

    def _replay(self, **options: Any) -> None:
        self.stdout.write(f"{erasure.replay_erasures()} subjects erased again")


def _subject(text: str) -> uuid.UUID:
    kind, _, identity = text.rpartition(":")
    found = status.kind_of(_uuid(identity))
    if found is None or (kind and found != kind):
        raise Unfit(f"No subject {text} has a key.")
    return _uuid(identity)


def _organisations(text: str | None) -> list[uuid.UUID]:
    known = status.organisation_ids()
    if text is None:
        return known
    if _uuid(text) not in known:
        raise Unfit(f"The organisation {text} has no key.")
    return [_uuid(text)]


def _new_pairs(organisations: list[uuid.UUID]) -> list[intake_keys.IntakePublic]:
    """A new pair for those whose phones have one."""
    today, known = read_moment().today, intake_keys.houses()
    return [intake_keys.renew_intake_key(pk, today=today) for pk in organisations if pk in known]


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Unfit(f"{text} is not an identifier.") from None
