"""The page of the rules says what the command says; the pulse says nothing but "ok"."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError
from django.urls import reverse

from maillage.core.law import current_law
from tests.cast import CastClient

ASKED = {"droit": "psp", "fin": "2020-03-12", "connu_le": "2020-04-01"}


def test_the_page_gives_the_end_with_its_regime(client: CastClient, nora: Any) -> None:
    answer = client.as_(nora).get(reverse("portal:rules"), ASKED)

    end = answer.context["answer"].end
    assert end.new_expires.isoformat() == "2020-09-12"
    assert [each.id for each in end.applied] == ["FR-2020-312"]


def test_each_step_of_the_explanation_is_on_the_page(client: CastClient, nora: Any) -> None:
    answer = client.as_(nora).get(reverse("portal:rules"), ASKED)

    assert "Effet de FR-2020-312 : 6 mois de plus, soit le 12 septembre 2020." in answer.content.decode()


def test_without_a_day_the_texts_known_today_speak(client: CastClient, nora: Any) -> None:
    answer = client.as_(nora).get(reverse("portal:rules"), {"droit": "psp", "fin": "2020-03-12"})

    assert answer.context["answer"].end.as_known_on.isoformat() == "2020-05-19"


@pytest.mark.parametrize(
    "asked", [{"droit": "psp", "fin": "2020-02-31"}, {"droit": "retraite", "fin": "2020-03-12"}, {"droit": "psp", "fin": ""}]
)
def test_a_question_that_means_nothing_is_said_at_its_field(client: CastClient, nora: Any, asked: dict[str, str]) -> None:
    answer = client.as_(nora).get(reverse("portal:rules"), asked)

    assert answer.status_code == 422
    assert "mg-error" in answer.content.decode()


def test_every_regime_of_the_law_is_in_the_table(client: CastClient, nora: Any) -> None:
    page = client.as_(nora).get(reverse("portal:rules")).content.decode()

    assert all(regime.id in page for regime in current_law().regimes)


def test_the_rules_need_a_known_reader(client: CastClient, db: None) -> None:
    assert client.get(reverse("portal:rules")).status_code == 302


def test_the_pulse_answers_anybody_with_one_word(client: CastClient, db: None) -> None:
    answer = client.get(reverse("portal:pulse"))

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_the_pulse_stops_when_a_guard_is_missing(client: CastClient, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.foundation.kernel.triggers.missing", lambda: ["mg_journal_entry_no_update"])

    answer = client.get(reverse("portal:pulse"))

    assert answer.status_code == 503
    assert b"mg_journal" not in answer.content


def test_the_pulse_stops_when_the_database_does_not_answer(client: CastClient, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> list[str]:
        raise DatabaseError("host db-1.internal refused")

    monkeypatch.setattr("maillage.foundation.kernel.triggers.missing", fail)

    answer = client.get(reverse("portal:pulse"))

    assert answer.status_code == 503
    assert b"db-1" not in answer.content
