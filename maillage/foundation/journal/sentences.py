"""Entries as sentences, in the language of the reader."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from maillage.foundation.journal.chain import chain_name
from maillage.foundation.journal.models import Entry
from maillage.foundation.journal.registry import find

NameResolver = Callable[[Iterable[uuid.UUID]], Mapping[uuid.UUID, str]]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# The facts that hold the id of a user.
_USER_FACT = re.compile(r'"worker":"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"')


@dataclass(frozen=True)
class Sentence:
    """One thing remembered, ready to be read."""

    at: datetime
    on: date
    text: str
    action: str
    actor_id: uuid.UUID | None
    refused: bool
    chain: uuid.UUID
    seq: int

    @property
    def chain_name(self) -> str:
        """The chain as `maillage journal verify` names it."""
        return chain_name(self.chain)


def _nobody_known(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    return {}


_resolver: NameResolver = _nobody_known


def register_name_resolver(resolver: NameResolver) -> None:
    """Say who knows the names of users: one call for many ids (from the `AppConfig.ready` of accounts)."""
    global _resolver
    _resolver = resolver


def say(entries: Iterable[Entry]) -> list[Sentence]:
    """The sentences of these entries, in their order; the names of who acted, and of users among the facts, are asked once for all."""
    rows = list(entries)
    names = _resolver({entry.actor_id for entry in rows if entry.actor_id is not None} | _users_in(rows))
    return [_sentence(entry, names=names) for entry in rows]


def _users_in(rows: Iterable[Entry]) -> set[uuid.UUID]:
    """The ids in the facts that a sentence may name."""
    return {uuid.UUID(found) for entry in rows for found in _USER_FACT.findall(entry.facts)}


def _sentence(entry: Entry, *, names: Mapping[uuid.UUID, str]) -> Sentence:
    refused = entry.outcome.startswith("refused.")
    text = _text(entry, actor=_actor(entry, names=names), names=names)
    if refused:
        text = _("Refusé : %(sentence)s") % {"sentence": text}
    return Sentence(
        at=entry.at,
        on=entry.on,
        text=text,
        action=entry.action,
        actor_id=entry.actor_id,
        refused=refused,
        chain=entry.chain,
        seq=entry.seq,
    )


def _actor(entry: Entry, *, names: Mapping[uuid.UUID, str]) -> str:
    if entry.actor_id is None:
        return _("le système") if entry.role == "system" else _("quelqu'un")
    return names.get(entry.actor_id) or _("quelqu'un")


def _text(entry: Entry, *, actor: str, names: Mapping[uuid.UUID, str]) -> str:
    action = find(entry.action)
    if action is None:
        return f"{actor} : {entry.action}"
    facts = json.loads(entry.facts)
    words = {name: _word(value, by=action.words.get(name)) for name, value in facts.items()}
    workers = {"worker": names.get(uuid.UUID(facts["worker"])) or _("quelqu'un")} if _USER_FACT.search(entry.facts) else {}
    said = dict.fromkeys(action.needed_facts(), "…") | words | workers | {"actor": actor, "on": date_format(entry.on)}
    text = str(action.sentence) % said
    return text[:1].upper() + text[1:]


def _word(value: Any, *, by: Callable[[Any], Any] | None) -> str:
    if by is not None:
        return str(by(value))
    if isinstance(value, list):
        return ", ".join(_word(item, by=None) for item in value)
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date_format(date.fromisoformat(value))
    return "" if value is None else str(value)
