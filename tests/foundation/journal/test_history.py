"""The trail as people read it."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.utils import translation

from maillage.foundation.access.actor import NOBODY, Actor, system_actor
from maillage.foundation.access.roles import Role
from maillage.foundation.journal import entries_visible_to, history_of, record, registry, sentences
from maillage.foundation.journal.models import Entry
from maillage.foundation.journal.registry import Action, action
from tests.foundation.journal.conftest import ORGANISATION, PLAIN, SAID, TODAY, a_subject, mandate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch, someone: Actor) -> None:
    monkeypatch.setattr(sentences, "_resolver", lambda ids: {someone.user_id: "Alice Morel"} if someone.user_id in ids else {})


def test_a_history_is_told_newest_first_with_names_and_dates(someone: Actor) -> None:
    subject = a_subject()
    record(someone, PLAIN, subject, today=TODAY)
    record(someone, SAID, subject, today=TODAY, what="code")

    told = [sentence.text for sentence in history_of(subject)]

    assert told == ["Alice Morel a noté code le 19 mai 2020.", "Alice Morel est passé."]


def test_a_history_is_of_one_object_only(someone: Actor) -> None:
    subject = a_subject()
    record(someone, PLAIN, a_subject(), today=TODAY)

    assert history_of(subject) == []


@pytest.mark.parametrize(
    ("actor", "said"),
    [(Actor(user_id=uuid.uuid4()), "Quelqu'un est passé."), (NOBODY, "Quelqu'un est passé."), (system_actor(), "Le système est passé.")],
)
def test_an_actor_without_a_name_is_somebody(actor: Actor, said: str) -> None:
    subject = a_subject()
    record(actor, PLAIN, subject, today=TODAY)

    assert history_of(subject)[0].text == said


def test_a_refusal_is_told_as_one(someone: Actor) -> None:
    subject = a_subject()
    record(someone, PLAIN, subject, today=TODAY, refused_for="scope")

    assert history_of(subject)[0].text == "Refusé : Alice Morel est passé."


def test_codes_become_words_and_dates_are_written_out(someone: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Action(
        "tests.opened", "%(actor)s : %(part)s jusqu'au %(until)s, %(sure)s, %(codes)s.", words={"part": {"story": "récit"}.__getitem__}
    )
    monkeypatch.setitem(registry._actions, opened.code, opened)
    subject = a_subject()
    record(someone, opened, subject, today=TODAY, part="story", until=date(2020, 6, 1), sure=True, codes=["a", "b"])

    assert history_of(subject)[0].text == "Alice Morel : récit jusqu'au 1 juin 2020, oui, a, b."


def test_the_reader_chooses_the_language_of_dates(someone: Actor) -> None:
    subject = a_subject()
    record(someone, SAID, subject, today=TODAY, what="code")

    with translation.override("en"):
        told = history_of(subject)[0].text

    assert "May 19, 2020" in told


def test_an_action_that_no_longer_exists_is_told_by_its_code(someone: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = a_subject()
    record(someone, PLAIN, subject, today=TODAY)
    monkeypatch.delitem(registry._actions, PLAIN.code)

    assert history_of(subject)[0].text == "Alice Morel : tests.plain"


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.AUDITOR, 3), (Role.DATA_PROTECTION, 1), (Role.MANAGER, 0), (Role.OPERATOR, 0), (Role.CASEWORKER, 0)]
)
def test_the_journal_is_open_to_the_audit_and_to_the_organisations_own_data_protection(role: Role, seen: int, someone: Actor) -> None:
    for organisation in (ORGANISATION, uuid.uuid4(), None):
        record(someone, PLAIN, a_subject(organisation), today=TODAY)
    reader = Actor(user_id=uuid.uuid4(), mandates=(mandate(role),))

    assert entries_visible_to(reader, today=TODAY).count() == seen


def test_the_manager_of_entries_opens_nothing_else() -> None:
    with pytest.raises(PermissionError):
        Entry.objects.all()


def test_names_are_asked_once_for_a_whole_page(someone: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(sentences, "_resolver", lambda ids: asked.append(ids) or {})
    for _ in range(5):
        record(someone, PLAIN, a_subject(), today=TODAY)

    sentences.say(Entry.unscoped.order_by("seq"))

    assert len(asked) == 1


@pytest.mark.parametrize("code", ["", "people", "People.opened", "people.opened ", "people." + "a" * 80])
def test_a_malformed_code_of_action_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="code"):
        action(code, "…")


def test_a_code_of_action_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        action(PLAIN.code, "…")
