"""The history of a file: in plain sentences, by kind, to whom it may be said, and exported as it is on screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people import history, selectors
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role
from maillage.foundation.journal import say
from maillage.foundation.journal.models import Entry
from maillage.foundation.journal.registry import find
from maillage.foundation.vault import Reason
from tests.accompaniment.making import actions_on, give_identity, make_person
from tests.cast import TODAY, actor_of, give_mandate, make_user


@pytest.fixture
def person(alice: Any) -> Any:
    found = make_person(alice, pseudonym="Lune")
    give_identity(alice, found)
    selectors.open_identity(actor=actor_of(alice), person=found, reason=Reason.APPLICATION, today=TODAY)
    return found


@pytest.fixture
def rose(association_a: Any) -> Any:
    """At the reception of association A."""
    user = make_user("Rose")
    give_mandate(user, Role.RECEPTION, association_a)
    return user


def _page(client: Any, user: Any, person: Any, **query: str) -> str:
    return str(client.as_(user).get(reverse("people:history", args=[person.pk]), query).content.decode()).replace("&#x27;", "'")


def _codes(person: Person, user: Any, kind: str = "") -> list[str]:
    return [each.action for each in history.entries_of(person, actor=actor_of(user), kind=kind)]


def test_who_opened_the_identity_and_why_is_said(client: Any, person: Any, alice: Any) -> None:
    page = _page(client, alice, person)

    assert page.count("Alice a ouvert l'identité : préparer ou déposer une demande.") == 2  # in the list, and apart


def test_the_history_is_kept_to_one_kind(client: Any, person: Any, alice: Any) -> None:
    assert _codes(person, alice, "identite") == ["vault.identity_opened"]
    assert "a ouvert le dossier" not in _page(client, alice, person, quoi="identite")


def test_a_kind_that_does_not_exist_is_ignored(client: Any, person: Any, alice: Any) -> None:
    assert "a ouvert le dossier" in _page(client, alice, person, quoi="<script>")


def test_every_kind_sorts_codes_that_exist() -> None:
    from maillage.foundation.journal.registry import declared

    codes = [action.code for action in declared()]

    assert [kind.code for kind in history.KINDS if not any(code.startswith(kind.prefixes) for code in codes)] == []


def test_reception_reads_only_what_the_list_shows(person: Any, rose: Any) -> None:
    assert set(_codes(person, rose)) <= set(history.DISCREET)
    assert _codes(person, rose) == ["people.file_opened"]


def test_every_discreet_line_is_one_that_is_written() -> None:
    assert [code for code in history.DISCREET if find(code) is None] == []


def test_reception_has_no_page_of_history(client: Any, person: Any, rose: Any) -> None:
    assert client.as_(rose).get(reverse("people:history", args=[person.pk])).status_code == 403


def test_a_line_whose_existence_says_too_much_is_reserved(person: Any, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_reserved", {})
    action = find("vault.identity_opened")
    assert action is not None

    history.reserve(Permission.MINOR_OPEN, action)

    assert "vault.identity_opened" not in _codes(person, alice)


def test_who_has_the_right_reads_the_reserved_line(person: Any, iris: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_reserved", {"vault.identity_opened": Permission.MINOR_OPEN})

    assert "vault.identity_opened" in _codes(person, iris)


def test_a_long_history_is_cut_into_pages(client: Any, person: Any, alice: Any) -> None:
    for _ in range(60):
        selectors.open_contact(actor=actor_of(alice), person=person, reason=Reason.CONTACT, today=TODAY)

    first, second = _page(client, alice, person), _page(client, alice, person, page="2")

    assert "Page 1 sur 2" in first
    assert "a ouvert le dossier" in second


def test_every_sentence_can_be_said(person: Any, alice: Any) -> None:
    assert all(line.text for line in say(history.entries_of(person, actor=actor_of(alice))))


# Exported


def _export(client: Any, user: Any, person: Any, **sent: str) -> Any:
    return client.as_(user).post(reverse("people:history_export", args=[person.pk]), sent)


def test_the_export_is_what_is_on_screen_with_its_filter(client: Any, person: Any, alice: Any) -> None:
    text = _export(client, alice, person, format="csv", quoi="identite").content.decode("utf-8-sig")

    assert "Montré : l'identité ouverte. 1 lignes" in text
    assert "a ouvert l'identité : préparer ou déposer une demande." in text
    assert "a ouvert le dossier" not in text


def test_the_export_names_the_file_by_its_reference_alone(client: Any, person: Any, alice: Any) -> None:
    text = _export(client, alice, person, format="csv").content.decode("utf-8-sig")

    assert person.reference in text
    assert "Lune" not in text
    assert "Aubrac" not in text


def test_the_export_is_remembered(client: Any, person: Any, alice: Any) -> None:
    _export(client, alice, person, format="csv")

    assert actions_on(person)[-1] == "people.history_exported"
    assert '"lines":' in Entry.unscoped.get(action="people.history_exported").facts


def test_an_unknown_format_is_the_free_one(client: Any, person: Any, alice: Any) -> None:
    assert _export(client, alice, person, format="exe").headers["Content-Type"].endswith("opendocument.spreadsheet")


@pytest.mark.parametrize(("who", "status"), [("bob", 403), ("hugo", 403), ("charlie", 404), ("dana", 404)])
def test_who_does_not_work_on_the_file_exports_nothing(
    client: Any, person: Any, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    assert _export(client, request.getfixturevalue(who), person).status_code == status


# What reception sees


def test_reception_is_told_whom_to_ask_whatever_exists(client: Any, alice: Any, rose: Any) -> None:
    bare, full = make_person(alice), make_person(alice)
    give_identity(alice, full)

    pages = [str(client.as_(rose).get(reverse("people:file", args=[each.pk])).content.decode()) for each in (bare, full)]

    assert all("demandez à Alice" in page for page in pages)
    assert all("Identité civile" not in page for page in pages)


def test_reception_sees_no_tab_that_she_may_not_open(client: Any, person: Any, rose: Any) -> None:
    page = str(client.as_(rose).get(reverse("people:file", args=[person.pk])).content.decode())

    assert "Historique" not in page
    assert "Demandes" not in page
