"""Filters in the address by codes, kept under a name, counted at home, taken out as they are on screen."""

from __future__ import annotations

import html
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.accompaniment.people import criteria, selectors, services
from maillage.accompaniment.people.errors import ListNameMissing, ListWithoutFilter
from maillage.accompaniment.people.models import Person, SavedList
from maillage.foundation.access.roles import Role
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of, give_mandate

OLD = TODAY - timedelta(weeks=9)


def url(name: str, *args: Any) -> str:
    return reverse(f"people:{name}", args=args)


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


@pytest.fixture
def files(alice: Any, iris: Any) -> dict[str, Any]:
    return {
        "Lune": make_person(alice, pseudonym="Lune"),
        "Étoile": make_person(alice, pseudonym="Étoile", channel="sms", today=OLD),
        "=Rose": make_person(iris, pseudonym="=Rose", today=OLD),
    }


def kept(worker: Any, name: str = "À rappeler", *, shared: bool = False, **filters: str) -> Any:
    actor = actor_of(worker)
    organisation = actor.mandates[0].organisation_id
    return services.save_list(
        actor=actor, today=TODAY, organisation_id=organisation, name=name, filters=filters or {"silence": "8"}, shared=shared
    )


def names_of(worker: Any) -> list[str]:
    actor = actor_of(worker)
    return [row.name for row in selectors.saved_lists_of(actor, today=TODAY, codes=criteria.codes_for(actor))]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"silence": "8"}, {"Étoile", "=Rose"}),
        ({"silence": "8", "dossiers": "mine"}, {"Étoile"}),
        ({"canal": "sms"}, {"Étoile"}),
        ({"demande": "aucune"}, {"Lune", "Étoile", "=Rose"}),
        ({"demande": "preparing"}, set()),
        ({"demande": "parcours"}, set()),
        ({"dossiers": "unfollowed"}, set()),
        ({"silence": "Zélie", "inconnu": "x"}, {"Lune", "Étoile", "=Rose"}),
    ],
)
def test_the_list_narrows_by_the_codes_of_its_address(client, alice, files, filters, expected):
    page = text(client.as_(alice).get(url("list"), filters))

    assert {name for name in files if f">{name}<" in page} == expected


def test_the_list_narrows_by_key_worker(client, alice, iris, files):
    page = text(client.as_(alice).get(url("list"), {"referente": str(iris.pk)}))

    assert {name for name in files if f">{name}<" in page} == {"=Rose"}


def test_a_list_is_kept_with_its_codes_and_its_name_sealed(client, alice, files):
    client.as_(alice).post(f"{url('list_save')}?silence=8&q=Lune", {"name": "À rappeler", "key": str(uuid.uuid4())})

    saved = SavedList.unscoped.get()
    assert (saved.filters, repr(saved.name)) == ({"silence": "8"}, "<Sealed>")


def test_a_private_list_is_its_owners_only(alice, iris, files):
    saved = kept(alice)

    assert (names_of(alice), names_of(iris)) == (["À rappeler"], [])
    with pytest.raises(OutOfScope):
        selectors.get_saved_list(actor=actor_of(iris), pk=saved.pk, today=TODAY)


def test_a_shared_list_is_the_teams_and_nobody_elses(alice, iris, bob, charlie, files):
    kept(alice, shared=True)

    assert [names_of(each) for each in (iris, bob, charlie)] == [["À rappeler"], ["À rappeler"], []]


def test_a_reader_keeps_lists_for_herself_and_shares_none(bob):
    assert kept(bob) is not None
    with pytest.raises(Denied):
        kept(bob, shared=True)


def test_a_list_elsewhere_is_refused(alice, association_b):
    with pytest.raises(Denied):
        services.save_list(actor=actor_of(alice), today=TODAY, organisation_id=association_b.pk, name="x", filters={"silence": "8"})


def test_a_list_has_a_name_and_a_filter(alice):
    with pytest.raises(ListNameMissing):
        kept(alice, " ")
    with pytest.raises(ListWithoutFilter):
        kept(alice, inconnu="x")


def test_the_home_counts_each_list(client, alice, files):
    kept(alice)

    page = text(client.as_(alice).get(reverse("portal:home")))

    assert 'href="/personnes/?silence=8">À rappeler <strong class="mg-count">2</strong>' in page


def test_the_home_costs_one_query_for_each_list_whatever_the_files(alice, files):
    from maillage.doors.portal.blocks.saved_lists import kept_lists
    from maillage.doors.portal.values import Asked

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            kept_lists(Asked(actor=actor_of(alice), today=TODAY))
        return len(queries)

    kept(alice)
    few = cost()
    for number in range(20):
        make_person(alice, pseudonym=f"Lune {number}")

    assert cost() == few


def test_a_list_is_let_go_with_its_key(client, alice, files):
    from maillage.foundation.vault.models import SubjectKey

    saved = kept(alice)
    client.as_(alice).post(url("list_remove", saved.pk))

    assert not SavedList.unscoped.exists()
    assert not SubjectKey.objects.filter(subject_id=saved.pk).exists()


def test_a_reader_does_not_let_the_teams_list_go(client, alice, bob, files):
    saved = kept(alice, shared=True)

    assert client.as_(bob).post(url("list_remove", saved.pk)).status_code == 403


def test_a_private_list_is_404_for_a_colleague(client, alice, iris, files):
    assert client.as_(iris).post(url("list_remove", kept(alice).pk)).status_code == 404


def test_the_export_is_what_is_on_screen_and_runs_no_formula(client, alice, files):
    content = client.as_(alice).post(url("list_export"), {"silence": "8", "format": "csv"}).content.decode("utf-8-sig")

    assert "Sans contact depuis : 8 semaines" in content
    assert "'=Rose" in content
    assert "Étoile" in content
    assert "Lune" not in content


def test_the_export_is_journaled_by_its_count(client, alice, files):
    client.as_(alice).post(url("list_export"), {"silence": "8", "format": "csv"})

    assert Entry.unscoped.get(action="people.list_exported").facts == '{"found":2}'


def test_a_reader_exports_nothing(client, bob, files):
    assert client.as_(bob).post(url("list_export")).status_code == 403


def test_what_is_seen_by_another_mandate_is_not_exported(client, alice, files, association_b):
    other = make_person(alice)
    Person.unscoped.filter(pk=other.pk).update(organisation=association_b)
    give_mandate(alice, Role.READER, association_b)

    content = client.as_(alice).post(url("list_export"), {"format": "csv"}).content.decode("utf-8-sig")

    assert other.reference not in content
