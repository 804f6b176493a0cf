"""A form and the act it asks for: where it leads, what it says, what is shown when somebody wrote in between."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from maillage.foundation.kernel.errors import Refused, Stale
from maillage.foundation.ui.answers import Conflict, FormPage, answer_form

PAGE = FormPage(heading="Note", submit="Garder", back_url="/retour/", back_label="Retour")
LABELS = {"words": "Ses mots"}
RAISED = Stale(current={"words": "ceux du collègue"}, submitted={"words": "les miens"}, version=7)


class Words(forms.Form):
    words = forms.CharField()


def sent(**typed: str) -> Any:
    """A form sent, by somebody whose messages are kept."""
    request = RequestFactory().post("/note/", typed)
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    request.actor = None  # type: ignore[attr-defined]
    return request


def raising(error: Exception) -> Any:
    """An act that ends by this error."""

    def act(typed: dict[str, Any]) -> None:
        raise error

    return act


def answered(request: Any, **how: Any) -> Any:
    """What a form of one field answers."""
    return answer_form(request, Words(request.POST), page=PAGE, **how)


def test_it_leads_to_what_the_act_made():
    answer = answered(sent(words="vu"), act=lambda typed: typed["words"].upper(), url=lambda made: f"/{made}/")

    assert answer["Location"] == "/VU/"


def test_without_an_address_it_leads_back_where_the_page_came_from():
    assert answered(sent(words="vu"), act=lambda typed: None)["Location"] == "/retour/"


def test_what_it_says_may_name_what_the_act_made():
    request = sent(words="vu")

    answered(request, act=lambda typed: 12, done=lambda made: f"Gardée sous le numéro {made}.")

    assert [str(each) for each in get_messages(request)] == ["Gardée sous le numéro 12."]


def test_nothing_is_said_of_an_act_whose_next_page_says_it():
    request = sent(words="vu")

    answered(request, act=lambda typed: None)

    assert not list(get_messages(request))


@pytest.mark.django_db
def test_a_conflict_shows_what_was_raised_when_it_carries_both_versions(rf):
    answer = answered(sent(words="les miens"), act=raising(RAISED), conflict=Conflict(labels=LABELS))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ceux du collègue" in page
    assert "les miens" in page


@pytest.mark.django_db
def test_a_conflict_that_reads_again_shows_what_it_read():
    again = Stale(current={"words": "relu"}, submitted={"words": "les miens"}, version=8)

    answer = answered(sent(words="les miens"), act=raising(RAISED), conflict=Conflict(labels=LABELS, now=lambda typed: again))

    page = answer.content.decode()
    assert "relu" in page
    assert "ceux du collègue" not in page


def test_without_a_conflict_a_stale_edit_passes():
    with pytest.raises(Stale):
        answered(sent(words="les miens"), act=raising(RAISED))


@pytest.mark.django_db
def test_what_a_rule_refused_comes_back_on_the_form():
    answer = answered(sent(words="vu"), act=raising(Refused("Trop tôt : attendez lundi.")))

    assert answer.status_code == 422
    assert "Trop tôt : attendez lundi." in answer.content.decode()
