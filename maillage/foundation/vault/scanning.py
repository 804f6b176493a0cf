"""Open the same columns of thousands of subjects at once: what a search in names needs. Nothing is cached, nothing is stored.

Three raw queries whatever the number of subjects (keys, and one per column), no model instance, one derived key per subject
and part. The scope is that of the actor: this module asks `visible_to` itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from django.db import connection, models
from django.db.models import Count, Q

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.journal import record
from maillage.foundation.vault import crypto
from maillage.foundation.vault.actions import PARTS_OPENED
from maillage.foundation.vault.alerts import refuse_broken, write_waiting
from maillage.foundation.vault.keyring import SubjectRef, unwrap_organisation
from maillage.foundation.vault.models import OrganisationKey
from maillage.foundation.vault.opening import read_reason, remember
from maillage.foundation.vault.parts import PERMISSIONS, Part
from maillage.foundation.vault.sealing import sealed_field
from maillage.foundation.vault.subjects import SealedSubject

Found = dict[uuid.UUID, list[str]]


@dataclass(frozen=True)
class Wanted:
    """A sealed column to read: of the subject's own table, or of rows that hang directly on it (`vault_subject_path` of one step)."""

    model: type[models.Model]
    field: str

    @property
    def part(self) -> Part:
        """The part that it belongs to: fixed for the column."""
        part = sealed_field(self.model(), self.field).part
        if part is None:
            raise ValueError(f"{self.model.__name__}.{self.field} has a part of its own in each row: it is not scanned")
        return part


@dataclass(frozen=True)
class _Scope:
    """Who is looked at: a sub-select of ids, never a list of thousands of parameters."""

    sql: str
    parameters: tuple[Any, ...]


def scan(*, actor: Actor, kind: type[SealedSubject], among: Q, wanted: Sequence[Wanted], reason: str, today: date) -> list[Found]:
    """For each column wanted, the texts by subject (several when several rows hang on it; absent when nothing is noted or was erased).

    Among the subjects of this kind that the actor may see today. Each part is journaled by its count, once per organisation, as
    `open_parts` does (labels are not). Raises Denied (a part is not open to the actor for one of them), ReasonRefused, SealBroken.
    """
    code = read_reason(reason)
    write_waiting()
    rows: Any = kind.objects.visible_to(actor, today=today).filter(among).order_by()
    _authorise(actor, rows, parts={each.part for each in wanted}, reason=code.value, today=today)
    compiled, parameters = rows.values("pk").query.get_compiler(connection=connection).as_sql()
    scope = _Scope(sql=compiled, parameters=tuple(parameters))
    keys = _keys(scope, actor=actor)
    return [_read(each, scope=scope, keys=keys, actor=actor) for each in wanted]


def _authorise(actor: Actor, rows: Any, *, parts: set[Part], reason: str, today: date) -> None:
    """Once per organisation and territory: nothing else of a subject decides what a mandate covers."""
    counted = rows.values("organisation_id", "territory_id").annotate(number=Count("pk")).order_by("organisation_id", "territory_id")
    for organisation_id, group in groupby(counted, key=lambda row: row["organisation_id"]):
        places = list(group)
        for part in sorted(parts):
            for place in places:
                require(actor, PERMISSIONS[part], on=rows.model(organisation_id=organisation_id, territory_id=place["territory_id"]))
            count = sum(place["number"] for place in places)
            write = partial(record, actor, PARTS_OPENED, None, today=today, chain=organisation_id, part=part.value, reason=reason)
            remember(actor, ("scan", organisation_id, part, count), partial(write, count=count))


@dataclass(frozen=True, repr=False)
class _Key:
    """The plain key of one version of a subject, with what its values are bound to."""

    subject: str
    organisation: str
    key: crypto.SubjectCipher


def _keys(scope: _Scope, *, actor: Actor) -> Mapping[int, _Key]:
    """Every version of the keys of the subjects of the scope, by key id: one query, and one for the organisations' keys."""
    quote = connection.ops.quote_name
    sql = (
        f"SELECT key_id, subject_id, organisation_id, number, wrapped_under_id, wrapped FROM {quote('mg_vault_subjectkey')} "  # noqa: S608
        f"WHERE subject_id IN ({scope.sql})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, scope.parameters)
        found = cursor.fetchall()
    needed = {row[4] for row in found}
    above = {_dashed(row.pk): row for row in OrganisationKey.objects.filter(pk__in=needed).order_by("pk")}
    ciphers = {pk: (row.key_id, crypto.Opener(unwrap_organisation(row))) for pk, row in above.items()}
    keys = {}
    for key_id, subject, organisation, number, under, wrapped in found:
        subject, organisation, (above_id, opener) = _dashed(subject), _dashed(organisation), ciphers[_dashed(under)]
        aad = f"mgk|subject|{organisation}|{subject}|{number}".encode()
        try:
            plain = opener.open(bytes(wrapped), key_id=above_id, aad=aad)
        except crypto.NotAuthentic:
            refuse_broken(SubjectRef(kind="", id=uuid.UUID(subject), organisation_id=uuid.UUID(organisation)), actor=actor)
        keys[key_id] = _Key(subject=subject, organisation=organisation, key=crypto.SubjectCipher(plain))
    return keys


def _read(wanted: Wanted, *, scope: _Scope, keys: Mapping[int, _Key], actor: Actor) -> Found:
    """One column, decrypted."""
    field, meta, quote = sealed_field(wanted.model(), wanted.field), wanted.model._meta, connection.ops.quote_name
    pk, column = quote(str(meta.pk.column)), quote(str(field.column))
    subject = quote(str(meta.get_field(_path(wanted.model)).column)) if _path(wanted.model) else pk
    sql = f"SELECT {pk}, {subject}, {column} FROM {quote(meta.db_table)} WHERE {column} IS NOT NULL AND {subject} IN ({scope.sql})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, scope.parameters)
        rows = cursor.fetchall()
    info, head = f"part|{wanted.part}", f"mg1|{meta.db_table}.{field.column}|"
    found: Found = {}
    for row_id, subject_id, sealed in rows:
        ciphertext = bytes(sealed)
        key_id = int.from_bytes(ciphertext[1:5], "big")
        key = keys.get(key_id)
        if key is None:
            continue  # erased: its key is gone
        try:
            aad = f"{head}{_dashed(row_id)}|{key.organisation}".encode()
            plain = key.key.open(ciphertext, key_id=key_id, info=info, aad=aad)
        except crypto.NotAuthentic:
            ref = SubjectRef(kind="", id=uuid.UUID(key.subject), organisation_id=uuid.UUID(key.organisation))
            refuse_broken(ref, actor=actor)
        if key.subject == _dashed(subject_id):
            found.setdefault(subject_id, []).append(plain.decode())
    return {pk if isinstance(pk, uuid.UUID) else uuid.UUID(pk): texts for pk, texts in found.items()}


def _path(model: type[models.Model]) -> str:
    if issubclass(model, SealedSubject):
        return ""
    path = str(getattr(model, "vault_subject_path", ""))
    if not path or "__" in path:
        raise ValueError(f"{model.__name__} does not hang directly on its subject: it is not scanned")
    return path


def _dashed(raw: Any) -> str:
    """A UUID as it is written in what seals are bound to; SQLite keeps 32 digits."""
    text = str(raw)
    return text if len(text) == 36 else f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
