"""The frame of the pages, the preferences, the quick exit and what goes wrong."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from maillage.foundation.access.actor import NOBODY
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui import navigation, views
from maillage.foundation.ui.navigation import Item
from tests.foundation.ui.conftest import somebody


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_gallery_shows_every_component_in_both_languages(ask, language):
    page = views.show_gallery(ask(f"/galerie/?langue={language}", actor=somebody()))

    assert f'<html lang="{language}"' in page.content.decode()


def test_the_gallery_asks_nothing_of_the_database(ask):
    assert views.show_gallery(ask(actor=somebody())).status_code == 200  # no database mark: a query would fail


def test_a_page_works_without_anybody(ask):
    page = views.page_not_found(ask("/nulle-part/", actor=NOBODY)).content.decode()

    assert "mg-rail" not in page
    assert "<main" in page


def test_titles_and_icon_say_nothing(ask):
    page = views.page_not_found(ask(actor=somebody())).content.decode()

    assert "<title>Maillage</title>" in page
    assert "mark.svg" in page


def test_a_page_is_not_indexed(ask):
    assert "noindex" in views.page_not_found(ask()).content.decode()


def test_the_rail_marks_the_page_where_one_stands(ask, monkeypatch):
    monkeypatch.setattr(navigation, "_items", {})
    navigation.register(Item(code="g", label="Galerie", icon="house", url_name="ui:gallery"))
    request = ask(actor=somebody())
    request.resolver_match = type("Match", (), {"view_name": "ui:gallery"})()

    assert 'href="/galerie/" aria-current="page"' in views.show_gallery(request).content.decode()


def test_the_demonstration_cannot_be_missed(ask, settings):
    settings.MAILLAGE_DEMO = True

    page = views.page_not_found(ask(actor=somebody())).content.decode()

    assert "Démonstration : personnes et organisations inventées." in page
    assert "Vous êtes Alice Martin." in page


def test_a_dark_background_is_remembered(ask):
    assert 'data-bs-theme="dark"' in views.page_not_found(ask(mg_theme="dark")).content.decode()


def test_an_invented_background_is_ignored(ask):
    assert 'data-bs-theme="light"' in views.page_not_found(ask(mg_theme='"><script>')).content.decode()


@pytest.mark.django_db
def test_a_language_is_chosen_by_post(client):
    answer = client.post(reverse("ui:language"), {"language": "en", "next": "/galerie/"})

    assert (answer.status_code, answer["Location"], answer.cookies["mg_language"].value) == (302, "/galerie/", "en")


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["https://ailleurs.example/", "//ailleurs.example/", "javascript:alert(1)", ""])
def test_a_preference_never_leads_outside(client, after):
    assert client.post(reverse("ui:theme"), {"theme": "dark", "next": after})["Location"] == "/"


@pytest.mark.django_db
def test_an_unknown_language_is_not_remembered(client):
    assert "mg_language" not in client.post(reverse("ui:language"), {"language": "xx"}).cookies


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["ui:language", "ui:theme"])
def test_preferences_change_by_post_only(client, name):
    assert client.get(reverse(name)).status_code == 405


@pytest.mark.django_db
def test_leaving_fast_empties_the_browser_and_leads_to_a_neutral_page(client):
    answer = client.post(reverse("ui:quit"))

    assert (answer.status_code, answer["Location"]) == (303, reverse("ui:quit"))
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'


@pytest.mark.django_db
def test_the_neutral_page_does_not_say_what_this_site_is(client):
    page = client.get(reverse("ui:quit")).content.decode()

    assert "aillage" not in page.replace("mg-", "")
    assert "<title>Calendrier</title>" in page


@pytest.mark.django_db
def test_following_a_link_to_the_exit_signs_nobody_out(client):
    assert "Clear-Site-Data" not in client.get(reverse("ui:quit"))


@pytest.mark.django_db
def test_leaving_with_an_old_token_still_leaves():
    answer = Client(enforce_csrf_checks=True).post(reverse("ui:quit"))

    assert answer.status_code == 403
    assert "Clear-Site-Data" in answer
    assert "<title>Calendrier</title>" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_plain_words():
    answer = Client(enforce_csrf_checks=True).post(reverse("ui:theme"))

    assert answer.status_code == 403
    assert "restée ouverte trop longtemps" in answer.content.decode()


@pytest.mark.django_db
def test_the_gallery_is_for_whoever_is_signed_in(client):
    assert client.get(reverse("ui:gallery")).status_code == 302


def test_the_page_of_our_own_mistakes_needs_nothing(ask):
    answer = views.server_error(ask())

    assert answer.status_code == 500
    assert "Nous avons fait une erreur" in answer.content.decode()


def test_what_does_not_exist_and_what_is_not_open_have_the_same_body(ask):
    from maillage.foundation.access.middleware import AccessMiddleware

    refused = AccessMiddleware.refuse(ask("/x/", actor=somebody()), status=404, sentence="Ce dossier est à l'association B.")

    absent = views.page_not_found(ask("/x/", actor=somebody()))
    assert _without_tokens(refused) == _without_tokens(absent)


def _without_tokens(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


@pytest.mark.parametrize(("status", "words"), [(403, "Demandez."), (422, "La séance est close.")])
def test_a_refusal_says_its_sentence(ask, status, words):
    from maillage.foundation.access.middleware import AccessMiddleware

    assert words in AccessMiddleware.refuse(ask(actor=somebody()), status=status, sentence=words).content.decode()


def test_a_stale_page_shows_both_versions_and_the_new_version_number(ask):
    from django import forms
    from django.shortcuts import render

    class NoteForm(forms.Form):
        note = forms.CharField(label="Note")

    stale = Stale(current={"note": "la leur"}, submitted={"note": "la mienne"}, version=8)
    values = {"stale": stale, "labels": {"note": "Note"}, "form": NoteForm({"note": "la mienne"}), "url": "/n/", "back_url": "/d/"}

    page = render(ask(actor=somebody()), "ui/stale.html", values).content.decode()

    assert "la leur" in page
    assert 'name="version" value="8"' in page


def test_the_day_is_said_in_words_at_the_top(ask):
    with translation.override("fr"):
        assert "mardi 19 mai 2020" in views.page_not_found(ask(actor=somebody())).content.decode()
