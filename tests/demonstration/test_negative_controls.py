"""The matrix tests something: each wall of access, taken down one at a time, lets in somebody whom the table keeps out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from maillage.foundation.access import actor as actors
from maillage.foundation.access import declaration, visibility
from maillage.foundation.vault import opening
from tests.demonstration import samples
from tests.demonstration.asking import Answer, ask
from tools import access_matrix

MATRIX = access_matrix.read()


@pytest.fixture(autouse=True, scope="module")
def staged(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """As in the matrix."""
    with django_db_blocker.unblock(), transaction.atomic():
        samples.stage()
        yield
        transaction.set_rollback(True)


def every_row(self: Any, actor: Any, *, today: Any) -> Any:
    """Whoever holds the permission somewhere sees the rows of everywhere."""
    return visibility.ALL_ROWS if any(actor.granting(self.by)) else visibility.NO_ROW


def always(*_args: Any, **_more: Any) -> bool:
    return True


# Wall, how it falls, and one cell of the table that changes when it does: route, object, who.
WALLS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], str, str, str]] = {
    "a mandate covers any object": (
        lambda patch: patch.setattr(actors.Mandate, "covers", always), "organisations:open_files_to", "organisation_a", "eve"
    ),
    "a mandate gives any permission": (
        lambda patch: patch.setattr(actors.Mandate, "grants", always), "people:contact_edit", "person_a", "bob"
    ),
    "an association sees the rows of another": (
        lambda patch: patch.setattr(visibility.OwnOrganisation, "rows", every_row), "people:file", "person_a", "charlie"
    ),
    "a department sees the rows of another": (
        lambda patch: patch.setattr(visibility.Territory, "rows", every_row), "commission:composition", "commission_x", "eve"
    ),
    "the State sees what is not filed": (
        lambda patch: patch.setattr(visibility.FiledHere, "rows", every_row), "psp:application", "application_preparing_a", "dana"
    ),
    "a member reads the convocation of another": (
        lambda patch: patch.setattr(visibility.SeatInOpenSession, "rows", every_row),
        "commission:convocation_pdf", "convocation_of_marc", "jean",
    ),
    "a view asks no permission": (
        lambda patch: patch.setattr(declaration, "require", always), "commission:paper_sets", "session_open_x", "jean"
    ),
    "the journal is read by whoever asks": (
        lambda patch: patch.setattr(declaration, "require", always), "journal:entries", "nothing", "ops"
    ),
}  # fmt: skip


def answer_of(signed: Any, *, route: str, on: str, slug: str) -> Answer:
    return ask(signed, slug, "GET", reverse(route, kwargs=samples.words_of(on)))


@pytest.mark.parametrize("wall", sorted(WALLS))
def test_a_wall_taken_down_is_seen(wall: str, signed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fall, route, on, slug = WALLS[wall]
    expected = next(case for case in MATRIX.of(route) if case.on == on).expected(slug, "GET", gated=True)
    standing = answer_of(signed, route=route, on=on, slug=slug).outcome

    fall(monkeypatch)

    assert standing == expected
    assert answer_of(signed, route=route, on=on, slug=slug).outcome != expected


def test_without_any_wall_the_secrets_that_come_out_are_named(signed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visibility.OwnOrganisation, "rows", every_row)
    for part, name in ((actors.Mandate, "covers"), (actors.Mandate, "grants"), (opening, "require")):
        monkeypatch.setattr(part, name, always)

    shown = list(answer_of(signed, route="people:contact_edit", on="person_a", slug="charlie").faults())

    assert len([fault for fault in shown if "shows mg_people.ContactRule.words" in fault]) == 1
