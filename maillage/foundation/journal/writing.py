"""Saying what happened, in the transaction of the act. If it cannot be written, the act does not happen."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.utils import timezone

from maillage.foundation.access.actor import Actor, Mandate
from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import heads, seals
from maillage.foundation.journal.hygiene import canonical_facts
from maillage.foundation.journal.models import Entry
from maillage.foundation.journal.registry import Action, find
from maillage.foundation.journal.requests import current_request_id

FROM_SUBJECT: Final = "from subject"
Chain = uuid.UUID | Literal["from subject"] | None
DONE = "done"
_SUBJECT_ID = re.compile(r"[A-Za-z0-9_.:-]{0,40}", re.ASCII)
_REFUSAL = re.compile(r"[a-z0-9_.]{1,48}", re.ASCII)


@dataclass(frozen=True)
class Saying:
    """One entry to be, for acts that say several things at once."""

    actor: Actor
    action: Action
    subject: models.Model | None
    chain: Chain = FROM_SUBJECT
    refused_for: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def chain_id(self) -> uuid.UUID:
        """The organisation whose chain it enters; the nil UUID for `system`."""
        chosen = getattr(self.subject, "organisation_id", None) if self.chain == FROM_SUBJECT else self.chain
        if chosen is None:
            return chains.SYSTEM
        return chosen if isinstance(chosen, uuid.UUID) else uuid.UUID(str(chosen))


def record(
    actor: Actor,
    action: Action,
    subject: models.Model | None,
    *,
    today: date,
    chain: Chain = FROM_SUBJECT,
    refused_for: str = "",
    **facts: Any,
) -> Entry:
    """Write one entry in the caller's transaction, and return it.

    Its chain is the subject's `organisation_id`, or the one given (None: `system`). `facts` are codes, dates, numbers and
    ids. `refused_for` is the code of a refusal, for an act that was asked and denied. Reads the real clock for `at`: the one
    place below the edge that does, because the trail must not believe its caller.

    Call it after the service's own row locks: it locks the chain until the commit (docs/adr/0101). A service that writes to
    two chains calls `record_many`. Raises UnfitFact, ValueError (a fact that the sentence needs is absent, unknown action),
    TransactionManagementError (no open transaction), KeyFileProblem.
    """
    saying = Saying(actor=actor, action=action, subject=subject, chain=chain, refused_for=refused_for, facts=facts)
    return record_many([saying], today=today)[0]


def record_many(sayings: Iterable[Saying], *, today: date) -> list[Entry]:
    """Write several entries, chain by chain in the order of their ids, so that two acts never wait for each other.

    The entries come back in the order given. Raises as `record` does.
    """
    if not connections[DEFAULT_DB_ALIAS].in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written inside the transaction of the act")
    given = list(sayings)
    for saying in given:
        _check(saying)
    written: dict[int, Entry] = {}
    key = seals.read_key_to_write()
    for number, saying in sorted(enumerate(given), key=lambda pair: (pair[1].chain_id(), pair[0])):
        written[number] = _append(saying, today=today, key=key)
    return [written[number] for number in range(len(given))]


def _check(saying: Saying) -> None:
    if find(saying.action.code) != saying.action:
        raise ValueError(f"the action {saying.action.code} is not declared")
    absent = saying.action.needed_facts() - set(saying.facts)
    if absent and not saying.refused_for:
        raise ValueError(f"{saying.action.code} needs the facts {', '.join(sorted(absent))}")
    if saying.refused_for and not _REFUSAL.fullmatch(saying.refused_for):
        raise ValueError("a refusal is a code")


def _append(saying: Saying, *, today: date, key: bytes) -> Entry:
    chain = saying.chain_id()
    _lock(chain)
    last = Entry.unscoped.filter(chain=chain).order_by("-seq").values_list("seq", "hash").first()
    seq, previous = (last[0] + 1, last[1]) if last else (1, chains.FIRST_PREVIOUS)
    entry = _entry(saying, chain=chain, seq=seq, today=today)
    doc = chains.document(values_of(entry))
    entry.previous_hash = previous
    entry.hash = chains.chained(bytes.fromhex(previous), doc)
    entry.seal = chains.sealed(key, doc)
    entry.save(force_insert=True)
    _advance_after_commit(chain, seq=seq)
    return entry


def _advance_after_commit(chain: uuid.UUID, *, seq: int) -> None:
    def advance() -> None:
        heads.advance(chain, seq=seq)

    # Robust: the act is committed by then; a head left behind is repaired by the next one or by `verify`.
    transaction.on_commit(advance, robust=True)


def _entry(saying: Saying, *, chain: uuid.UUID, seq: int, today: date) -> Entry:
    subject, mandate = saying.subject, _mandate_used(saying.actor, subject=saying.subject, chain=chain)
    subject_id = "" if subject is None else str(subject.pk)
    if not _SUBJECT_ID.fullmatch(subject_id):
        raise ValueError("the key of a journaled object is a UUID or a code")
    return Entry(
        chain=chain,
        seq=seq,
        at=timezone.now(),
        on=today,
        actor_id=saying.actor.user_id,
        role="system" if saying.actor.system else mandate.role.value if mandate else "",
        mandate_id=mandate.id if mandate else None,
        action=saying.action.code,
        subject_kind="" if subject is None else subject._meta.label_lower,
        subject_id=subject_id,
        outcome=f"refused.{saying.refused_for}" if saying.refused_for else DONE,
        facts=canonical_facts(saying.facts),
        request_id=current_request_id(),
    )


def _mandate_used(actor: Actor, *, subject: models.Model | None, chain: uuid.UUID) -> Mandate | None:
    """The mandate under which the act was done: of the chain's organisation, else one that covers the object, else the first."""
    for test in (
        lambda mandate: mandate.organisation_id == chain,
        lambda mandate: subject is not None and mandate.covers(subject),
        lambda mandate: True,
    ):
        for mandate in actor.mandates:
            if test(mandate):
                return mandate
    return None


def values_of(entry: Entry) -> list[bytes | None]:
    """The columns of an entry as the bytes that the chain hashes."""
    return [_bytes_of(getattr(entry, name)) for name in chains.COLUMNS]


def _bytes_of(value: Any) -> bytes | None:
    if value is None:
        return None
    if isinstance(value, uuid.UUID):
        return value.hex.encode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f").encode()
    if isinstance(value, date):
        return value.isoformat().encode()
    return str(value).encode()


def _lock(chain: uuid.UUID) -> None:
    """One writer per chain until the commit. On SQLite the immediate transaction is the lock already."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"maillage-journal-{chain.hex}"])
