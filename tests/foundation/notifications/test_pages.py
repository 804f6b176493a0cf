"""The page of my news."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.urls import reverse

from maillage.foundation.notifications import services
from maillage.foundation.notifications.models import Notice
from tests.cast import TODAY

pytestmark = pytest.mark.django_db
LIST = "/nouvelles/"


def _tell(topic, user, **more):
    return services.notify(topic=topic, user_ids=[user.pk], today=TODAY, count=2, day=date(2020, 6, 2), **more)[0]


def _open(notice):
    return reverse("notifications:open", kwargs={"pk": notice.pk})


def test_i_read_my_news(client, alice, told):
    _tell(told, alice)

    page = client.as_(alice).get(LIST).content.decode()

    assert "2 demandes attendent" in page
    assert "Avant le 2 juin 2020, elles vous attendent." in page


def test_an_empty_list_teaches(client, alice):
    assert "Aucune nouvelle" in client.as_(alice).get(LIST).content.decode()


def test_the_news_of_others_are_not_on_my_page(client, alice, bob, told):
    _tell(told, alice)

    assert "2 demandes attendent" not in client.as_(bob).get(LIST).content.decode()


def test_the_news_of_others_do_not_exist(client, alice, bob, told):
    assert client.as_(bob).post(_open(_tell(told, alice))).status_code == 404


def test_a_notice_that_never_was_gives_the_same_answer(client, bob):
    assert client.as_(bob).post(reverse("notifications:open", kwargs={"pk": uuid.uuid4()})).status_code == 404


def test_opening_marks_as_read_and_goes_there(client, alice, told):
    notice = _tell(told, alice, link_name="notifications:list")

    response = client.as_(alice).post(_open(notice))

    assert response.url == LIST
    assert Notice.unscoped.get(pk=notice.pk).read_at is not None


def test_a_link_that_leads_nowhere_any_more_comes_back_to_the_list(client, alice, told):
    assert client.as_(alice).post(_open(_tell(told, alice, link_name="room:gone", link_pk=uuid.uuid4()))).url == LIST


def test_looking_changes_nothing(client, alice, told):
    notice = _tell(told, alice)

    client.as_(alice).get(LIST)

    assert Notice.unscoped.get(pk=notice.pk).read_at is None


def test_opening_is_never_a_plain_link(client, alice, told):
    assert client.as_(alice).get(_open(_tell(told, alice))).status_code == 405


def test_everything_is_marked_as_read(client, alice, told):
    _tell(told, alice)

    client.as_(alice).post("/nouvelles/tout-lire/")

    assert not Notice.unscoped.unread().exists()


def test_nobody_reads_news_without_signing_in(client):
    assert client.get(LIST).status_code == 302


def test_more_news_do_not_ask_more_queries(client, alice, told, django_assert_max_num_queries):
    alice_client = client.as_(alice)
    for _notice in range(25):
        _tell(told, alice)

    with django_assert_max_num_queries(12):
        alice_client.get(LIST)
