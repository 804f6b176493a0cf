"""`maillage journal verify | checkpoint | prove`: 0 intact or done, 1 damaged or absent, 2 unusable."""

from __future__ import annotations

import argparse
import json
import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import checkpoints, heads, proofs, verification
from maillage.foundation.journal.evidence import Unusable

DAMAGED = "The journal is damaged: keep the database and the journal folder as they are, and ask the witnesses for their checkpoints."


class Command(BaseCommand):
    help = "Verify the journal, sign checkpoints, prove that an entry is in it."
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        verify = acts.add_parser("verify", help="recompute everything; exit 0 intact, 1 damaged, 2 unusable")
        verify.add_argument("--json", action="store_true", help="print one object")
        verify.add_argument(
            "--from-checkpoint", action="append", default=[], type=Path, metavar="FILE", help="a checkpoint kept by a witness"
        )
        acts.add_parser("checkpoint", help="sign what every chain holds now, and print the files to give to the witnesses")
        prove = acts.add_parser("prove", help="prove that an entry is under the root of its epoch")
        prove.add_argument("seq", type=int)
        prove.add_argument("--chain", required=True, help="`system`, or the id of an organisation")

    def handle(self, *args: Any, **options: Any) -> None:
        acts = {"verify": self._verify, "checkpoint": self._checkpoint, "prove": self._prove}
        try:
            acts[options["act"]](**options)
        except Unusable as unusable:
            self._end(2, str(unusable))

    def _end(self, code: int, sentence: str) -> None:
        self.stderr.write(sentence)
        raise SystemExit(code)

    def _verify(self, **options: Any) -> None:
        verdict = verification.verify(witnesses=options["from_checkpoint"])
        bad = verdict.first_bad
        if options["json"]:
            self.stdout.write(json.dumps(verdict.as_json(), ensure_ascii=False))
        elif bad is None:
            self.stdout.write(f"intact: {verdict.records} records in {verdict.chains} chains")
        else:
            self.stdout.write(f"damaged: {bad.kind} (chain {bad.chain or '-'}, seq {bad.seq or '-'})")
        if bad is not None:
            self._end(1, DAMAGED)

    def _checkpoint(self, **options: Any) -> None:
        verdict = verification.verify()
        if verdict.first_bad is not None:
            self._end(1, "The journal is damaged: nothing was signed. Run `maillage journal verify`.")
        signer = checkpoints.signer()
        if signer is None:
            raise Unusable("There is no key of checkpoints: nothing can be signed.")
        for chain in heads.known_chains():
            with heads.locked(chain):
                path = checkpoints.make(chain, by=signer, now=timezone.now())
            if path is not None:
                self.stdout.write(str(path))

    def _prove(self, **options: Any) -> None:
        verification.check_usable()
        try:
            chain: uuid.UUID = chains.chain_from_name(options["chain"])
        except ValueError:
            raise Unusable("A chain is `system` or the id of an organisation.") from None
        proof = proofs.prove(chain, seq=options["seq"])
        if proof is None:
            self._end(1, f"The chain {options['chain']} has no entry {options['seq']}.")
            return
        self.stdout.write(json.dumps(proof.as_json()))
