"""The page of the journal."""

from __future__ import annotations

import uuid
from html import unescape
from typing import Any

import pytest

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import record
from tests.foundation.journal.conftest import ORGANISATION, PLAIN, TODAY, a_subject

pytestmark = pytest.mark.django_db


def test_the_auditor_reads_every_chain(client: Any, aude: Any, someone: Actor) -> None:
    record(someone, PLAIN, a_subject(), today=TODAY)
    record(someone, PLAIN, None, today=TODAY, refused_for="scope")

    page = unescape(client.as_(aude).get("/journal/").content.decode())

    assert [page.count(words) for words in (f"numéro 1 de la chaîne {ORGANISATION}", "Refusé : Quelqu'un est passé.")] == [1, 1]


def test_a_caseworker_does_not_read_the_journal(client: Any, alice: Any) -> None:
    assert client.as_(alice).get("/journal/").status_code == 403


def test_an_empty_journal_explains_itself(client: Any, aude: Any) -> None:
    from unittest.mock import patch

    from maillage.foundation.journal import selectors
    from maillage.foundation.journal.models import Entry

    with patch.object(selectors, "entries_visible_to", lambda actor, today: Entry.unscoped.none().order_by("seq")):
        page = unescape(client.as_(aude).get("/journal/").content.decode())

    assert "Rien n'est encore inscrit" in page


def test_a_longer_journal_asks_no_more_of_the_database(client: Any, aude: Any, someone: Actor, django_assert_max_num_queries: Any) -> None:
    visitor = client.as_(aude)
    for _ in range(60):
        record(Actor(user_id=uuid.uuid4()), PLAIN, a_subject(), today=TODAY)

    with django_assert_max_num_queries(15):
        assert "Page 1 sur 2" in visitor.get("/journal/").content.decode()
