"""A text of its own at the head of every sealed text of the copy, and who of the cast may read it.

The readers are written here by hand from the table of roles, apart from the code that decides: two answers, compared.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

PATTERN = re.compile(r"zq[0-9a-f]{12}")
TODAY = date(2020, 5, 19)

# By the short key of the association in the demonstration's world.
TEAM = {"a": {"alice", "bob", "hugo", "iris"}, "b": {"charlie"}}
WORKERS = {"a": {"alice", "iris"}, "b": {"charlie"}}
# Who holds the rights health and minors.
HOLDERS = {"a": {"iris"}}
# By department: the secretary and the prefect's office; then whoever keeps the minutes, the secretary and the chair.
STATE = {"F1": {"dana", "paul"}, "F2": {"eve"}}
MINUTES = {"F1": {"dana", "jean"}, "F2": {"eve"}}

# Opened with a reason by whoever works on the files of the association.
OF_WORKERS = {
    "mg_people.Closing",
    "mg_people.FollowUpOffer",
    "mg_intake.FirstRequest",
    "mg_outreach.Capture",
    "mg_people.ActingMandate",
    "mg_people.ContactRule",
    "mg_people.Identity",
    "mg_people.Override",
    "mg_people.Person",
    "mg_psp.Allowance",
    "mg_psp.Application",
    "mg_psp.ApplicationForm",
    "mg_psp.ExposureTalk",
    "mg_psp.PathwayDocument",
    "mg_psp.Review",
}
# Sealed JSON: where in it words of hers stand. A canary before it would only break it.
_IN_JSON: dict[str, tuple[tuple[str, ...], ...]] = {
    "mg_psp.ApplicationForm.content": tuple(
        ("answers", code, "value") for code in ("association_opinion", "kept_here", "housing", "work", "need_housing")
    ),
    "mg_psp.ApplicationForm.sent": (("fields", "association_opinion"), ("fields", "housing"), ("fields", "project")),
    "mg_outreach.Capture.content": (("words",),),
    "mg_psp.ExposureTalk.content": (("words",),),
    "mg_psp.PathwayDocument.content": (("commitments",),),
    "mg_psp.Review.content": (("words",),),
    "mg_situation.Section.answers": (("network_to_avoid",), ("address",), ("lawyer",), ("wish",), ("words",)),
}


@dataclass
class Canary:
    """What it stands in, and who may see it."""

    what: str
    readers: set[str]


planted: dict[str, Canary] = {}
_associations: dict[Any, str] = {}


def code_of(what: str) -> str:
    """The canary of a place: the same at each run."""
    return "zq" + hashlib.sha256(what.encode()).hexdigest()[:12]


def leaks(text: str, *, slug: str) -> list[str]:
    """The canaries of a text that this one of the cast may not see."""
    return sorted({planted[c].what for c in set(PATTERN.findall(text)) if slug not in planted[c].readers})


def plant() -> None:
    """Seal every text again, with its canary before it. In one transaction of the caller."""
    from maillage.doors.demo.world import ORGANISATIONS
    from maillage.foundation.vault.subjects import sealed_columns
    from maillage.reference.organisations.models import Organisation

    names = {spec.name: spec.key for spec in ORGANISATIONS}
    _associations.update({o.pk: names[o.name] for o in Organisation.unscoped.order_by("pk") if o.name in names})
    for model, field in sealed_columns():
        # A key and a date are not texts; the secrets of second factors have no row in the demonstration.
        if field.name not in ("file_key", "birth_date", "majority") and model._meta.label not in ("mg_vault.SystemKey",):
            _plant_in(model, field)


def _plant_in(model: Any, field: Any) -> None:
    from maillage.foundation.vault import seal

    rows = [row for row in model._base_manager.order_by("pk") if getattr(row, field.name) is not None]
    for part, group in _by_part(rows, field).items():
        opened = _open(group, part)
        for row in group:
            text = opened.read(row, field.name)
            where = f"{model._meta.label}.{field.name} {row.pk}"
            seal(row, **{field.name: _with_canary(row, field.name, text, where=where)})
            row.save(update_fields=[field.name])


def _by_part(rows: Iterable[Any], field: Any) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(field.part_of(row), []).append(row)
    return groups


def _open(rows: list[Any], part: Any) -> Any:
    from maillage.foundation.access.actor import system_actor
    from maillage.foundation.vault import Reason, open_parts

    subjects = {row.vault_subject().pk: row.vault_subject() for row in rows}
    return open_parts(actor=system_actor(), subjects=list(subjects.values()), part=part, reason=Reason.MACHINE, today=TODAY)


def _with_canary(row: Any, field: str, text: str, *, where: str) -> str:
    if not text:
        return text
    if row._meta.label in ("mg_psp.Extract", "mg_commission.Paper"):
        return _in_extract(row, text, where=where)
    if row._meta.label == "mg_exchange.ImportBatch":
        return _in_sheet(row, text, where=where)
    if f"{row._meta.label}.{field}" in _IN_JSON:
        return _in_json(row, field, text, where=where)
    planted[code_of(where)] = Canary(what=where, readers=set(readers_of(row, field)))
    return f"{code_of(where)} {text}"


def _in_sheet(row: Any, text: str, *, where: str) -> str:
    content = json.loads(text)
    for cells in content["rows"][:1]:
        for column, cell in enumerate(cells):
            if cell and not cell[0].isdigit():
                place = f"{where} {content['headings'][column]}"
                planted[code_of(place)] = Canary(what=place, readers=set(readers_of(row, "content")))
                cells[column] = f"{code_of(place)} {cell}"
    return json.dumps(content, ensure_ascii=False)


def _in_json(row: Any, field: str, text: str, *, where: str) -> str:
    content = json.loads(text)
    for path in _IN_JSON[f"{row._meta.label}.{field}"]:
        held: Any = content
        for step in path[:-1]:
            held = held.get(step, {})
        if held.get(path[-1]):
            place = f"{where} {'.'.join(path)}"
            planted[code_of(place)] = Canary(what=place, readers=set(readers_of(row, field)))
            held[path[-1]] = f"{code_of(place)} {held[path[-1]]}"
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _in_extract(row: Any, text: str, *, where: str) -> str:
    content = json.loads(text)
    for name in ("last_name", "first_name", "nationality", "project", "commitments"):
        if content["fields"].get(name):
            place = f"{where} {name}"
            planted[code_of(place)] = Canary(what=place, readers=set(readers_of(row, "content")))
            content["fields"][name] = f"{code_of(place)} {content['fields'][name]}"
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def show_to(extract: Any, *, slugs: Iterable[str], names: Iterable[str] = ("project", "commitments")) -> None:
    """The reading room of an open session: project and commitments, nothing that names her; or what a letter to her says."""
    for name in names:
        canary = planted.get(code_of(f"mg_psp.Extract.content {extract.pk} {name}"))
        if canary is not None:
            canary.readers |= set(slugs)


def readers_of(row: Any, field: str) -> set[str]:
    """Who of the cast may read this column of this row."""
    label, subject = row._meta.label, row.vault_subject()
    association = _associations.get(getattr(subject, "organisation_id", None), "")
    territory = getattr(subject, "territory_id", "")
    if label == "mg_documents.Document":
        return _document_readers(row, association=association, territory=territory)
    if label == "mg_people.Person" and field == "pseudonym":
        return TEAM.get(association, set()) | _names(_guests(row))
    if label == "mg_people.SavedList":
        return TEAM.get(association, set()) if row.shared_with_id else {row.owner.email.removesuffix("@demonstration.test")}
    if label == "mg_situation.ProtectionAct" or (label == "mg_situation.Section" and row.part == "health"):
        return HOLDERS.get(association, set())
    if label in OF_WORKERS or label == "mg_situation.Section":
        return WORKERS.get(association, set())
    if label in ("mg_notes.Note", "mg_notes.Promise", "mg_notes.Draft"):
        return _note_readers(row, label=label, association=association)
    if label == "mg_exchange.ImportBatch":
        return {row.by.email.removesuffix("@demonstration.test")}
    if label in ("mg_psp.Extract", "mg_commission.Decision", "mg_commission.Contradictory"):
        return STATE.get(territory, set())
    if label in ("mg_commission.Deliberation", "mg_commission.Exchange"):
        return MINUTES.get(territory, set())
    if label in ("mg_commission.MinutesBlock", "mg_commission.Revision"):
        return MINUTES.get(territory, set()) | _readers_again(row, label=label)
    return set()


def _members(request: Any) -> set[str]:
    """Who is convened here by an account: each of them when it is not confidential, else the one of the seat that was asked."""
    sent = request.item.session.convocations.exclude(reader=None).select_related("reader")
    asked = sent.filter(seat=request.seat_id) if request.confidential else sent
    return {each.reader.email.removesuffix("@demonstration.test") for each in asked}


def _readers_again(row: Any, *, label: str) -> set[str]:
    """While the minutes are read again: the members convened, each her own corrections only."""
    if row.minutes.review != "open":
        return set()
    convened = _names_of(each.reader for each in row.minutes.session.convocations.filter(reader__isnull=False).order_by("pk"))
    return convened if label == "mg_commission.MinutesBlock" else convened & _names_of([row.author])


def _names_of(users: Iterable[Any]) -> set[str]:
    return {user.email.removesuffix("@demonstration.test") for user in users}


def _note_readers(row: Any, *, label: str, association: str) -> set[str]:
    """A draft and a personal note: their author. A shared note: also the colleague of another association who accompanies her."""
    note = row.note if label == "mg_notes.Promise" else row
    author = {note.author.email.removesuffix("@demonstration.test")}
    if label == "mg_notes.Draft" or note.level == "me":
        return author
    guests = _names(_guests(row.person)) if note.level == "shared" else set()
    return WORKERS.get(association, set()) | guests


def _names(follow_ups: Any) -> set[str]:
    return {each.user.email.removesuffix("@demonstration.test") for each in follow_ups}


def _guests(person: Any) -> Any:
    from maillage.accompaniment.people.models import Accord

    given = Accord.unscoped.in_force(today=TODAY).filter(person=person).order_by().values("pk")
    found = person.key_workers.filter(ends_on=None, accord__in=given).exclude(association=person.organisation_id)
    return found.select_related("user").order_by("pk")


def _document_readers(row: Any, *, association: str, territory: str) -> set[str]:
    if association in WORKERS:
        return WORKERS[association]
    return (STATE if row.part == "extract" else MINUTES).get(territory, set())
