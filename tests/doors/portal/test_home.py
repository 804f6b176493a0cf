"""The homes: what each role sees, what it never sees, and that every number leads to exactly its rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.doors.portal.selectors import home_of
from maillage.doors.portal.values import Counter
from maillage.foundation.access.roles import Role
from tests.accompaniment.making import make_person
from tests.cast import TODAY, CastClient, give_mandate, make_accreditation, make_organisation, make_territory, make_user
from tests.doors.portal.world import (
    ask_piece,
    asked_by,
    make_filed,
    make_pathway,
    make_preparing,
    make_ready,
    make_wish,
)


def blocks_of(user: Any, today: date = TODAY) -> dict[str, Any]:
    """The blocks of somebody's home, by code."""
    home = home_of(asked_by(user, today))
    return {block.code: block for block in (*home.main, *home.aside)}


def numbers_of(user: Any) -> list[Counter]:
    """Every number of somebody's home."""
    return [counter for block in blocks_of(user).values() for counter in block.counters]


def number_to(user: Any, code: str) -> int:
    """The number of the home that leads to a list; 0 when the home is silent about it."""
    return next((each.number for each in numbers_of(user) if f"/{code}/" in each.url), 0)


@pytest.fixture
def busy(alice: Any, dana: Any, delegation_x: Any) -> None:
    """Alice's files, one in each situation."""
    make_wish(alice)
    ask_piece(alice, make_preparing(alice, days_ago=50), days_ago=40)
    make_ready(alice)
    make_ready(alice, recipient=delegation_x)
    make_filed(alice, delegation_x, days_ago=60)
    make_pathway(alice, dana, delegation_x, starts_on=date(2019, 12, 2), permit_until=date(2020, 2, 20))


# Alice


def test_alice_reads_what_awaits_her(busy: None, alice: Any) -> None:
    expected = {"a-annoncer": 1, "a-completer": 1, "a-deposer": 1, "pieces": 1, "sans-date": 1}

    assert {code: number_to(alice, code) for code in expected} == expected


def test_the_home_names_the_people_of_a_task(client: CastClient, alice: Any, delegation_x: Any) -> None:
    make_ready(alice, recipient=delegation_x, pseudonym="Hirondelle")

    assert "Hirondelle" in client.as_(alice).get("/").content.decode()


def test_one_button_says_the_next_act(busy: None, alice: Any) -> None:
    primary = home_of(asked_by(alice)).primary

    assert primary is not None
    assert str(primary.label) == "Annoncer la décision"


def test_a_newcomer_learns_how_to_begin(client: CastClient, alice: Any) -> None:
    page = client.as_(alice).get("/")

    assert page.context["home"].primary.url == reverse("people:new")
    assert "Aucune demande en cours ici" in page.content.decode()


def test_a_term_is_shown_with_its_regime_and_its_explanation(busy: None, alice: Any) -> None:
    (line,) = blocks_of(alice)["echeances"].lines

    assert "2 décembre 2020" in str(line.detail)
    assert any("FR-2020-312" in str(chip.word) for chip in line.chips)
    assert line.because


def test_a_term_in_the_past_presses_first(alice: Any, dana: Any, delegation_x: Any) -> None:
    make_pathway(alice, dana, delegation_x, starts_on=date(2019, 6, 3))

    home = home_of(asked_by(alice))

    assert "1 terme dépassé" in str(home.lead)
    assert home.primary is not None
    assert "termes qui pressent" in str(home.primary.label)


def test_a_piece_asked_more_than_thirty_days_ago_is_late_and_one_day_less_is_not(alice: Any) -> None:
    ask_piece(alice, make_preparing(alice, days_ago=60), days_ago=31)
    ask_piece(alice, make_preparing(alice, days_ago=60), days_ago=30)

    assert number_to(alice, "pieces") == 1


def test_long_silence_counts_from_the_last_contact(alice: Any) -> None:
    make_person(alice, today=TODAY - timedelta(days=30))
    make_person(alice, today=TODAY - timedelta(days=29))

    assert number_to(alice, "sans-echange") == 1


def test_the_applications_of_a_colleague_are_not_mine(alice: Any, iris: Any) -> None:
    make_wish(iris)

    assert blocks_of(alice)["demandes"].is_empty


def test_a_permit_that_ends_soon_is_counted(busy: None, alice: Any, dana: Any, delegation_x: Any) -> None:
    make_pathway(alice, dana, delegation_x, starts_on=date(2020, 1, 6), permit_until=TODAY + timedelta(days=40))

    assert number_to(alice, "titres") >= 1


# Hugo and Bob


def test_the_manager_sees_files_without_a_key_worker_and_the_accreditation(alice: Any, hugo: Any) -> None:
    make_person(hugo)  # a manager opens a file without following it

    blocks = blocks_of(hugo)

    assert len(blocks["sans-referente"].lines) == 1
    assert "Désigner" in str(home_of(asked_by(hugo)).primary.label)  # type: ignore[union-attr]
    assert blocks["agrement"].lines[0].day is not None


def test_an_association_without_accreditation_is_told(db: None) -> None:
    organisation = make_organisation(name="Sans agrément", territory=make_territory())
    manager = make_user("Responsable")
    give_mandate(manager, Role.MANAGER, organisation)

    assert blocks_of(manager)["agrement"].is_empty


def test_an_accreditation_that_ends_soon_says_so(association_b: Any, territory_x: Any) -> None:
    organisation = make_organisation(name="Bientôt", territory=territory_x)
    make_accreditation(organisation=organisation, granted_on=date(2017, 7, 3))
    manager = make_user("Responsable")
    give_mandate(manager, Role.MANAGER, organisation)

    (line,) = blocks_of(manager)["agrement"].lines

    assert str(line.chips[0].word) == "moins de trois mois"


def test_the_manager_counts_the_applications_of_the_whole_team(alice: Any, iris: Any, hugo: Any) -> None:
    make_wish(alice)
    make_wish(iris)

    assert sum(each.number for each in blocks_of(hugo)["demandes"].counters) == 2


def test_a_reader_sees_the_team_and_no_act(client: CastClient, busy: None, bob: Any) -> None:
    page = client.as_(bob).get("/")

    assert page.context["home"].primary is None
    assert number_to(bob, "dossiers") == 6


def test_whoever_manages_and_follows_has_both_homes_in_one(alice: Any, association_a: Any) -> None:
    give_mandate(alice, Role.MANAGER, association_a)

    assert {"a-faire", "sans-referente", "agrement"} <= set(blocks_of(alice))


# The State


def test_dana_sees_who_waits_since_when_and_why(busy: None, dana: Any) -> None:
    block = blocks_of(dana)["attente"]

    (line,) = block.lines
    assert line.title == "F1-2020-0001"
    assert "déposée il y a" in str(line.detail)
    assert line.chips


def test_the_state_never_reads_a_pseudonym(client: CastClient, alice: Any, dana: Any, delegation_x: Any) -> None:
    make_filed(alice, delegation_x, pseudonym="Hirondelle")

    assert "Hirondelle" not in client.as_(dana).get("/").content.decode()
    assert "Hirondelle" not in client.as_(dana).get(reverse("portal:pile", args=["deposees"])).content.decode()


def test_the_state_learns_nothing_of_a_renewal_before_it_is_filed(alice: Any, dana: Any, delegation_x: Any) -> None:
    from maillage.pathway.psp.models import Kind
    from maillage.pathway.psp.services import note_wish
    from tests.cast import actor_of

    pathway = make_pathway(alice, dana, delegation_x, starts_on=date(2019, 6, 3))
    note_wish(actor=actor_of(alice), today=TODAY, person=pathway.person, kind=Kind.RENEWAL)

    chips = [str(chip.word) for line in blocks_of(dana)["echeances"].lines for chip in line.chips]

    assert not [word for word in chips if "renouvellement" in word]


def test_eve_sees_nothing_of_another_department(busy: None, eve: Any) -> None:
    assert all(block.is_empty for block in blocks_of(eve).values())


@pytest.mark.parametrize("who", ["nora", "lea", "omar", "aude", "ops"])
def test_roles_without_files_see_no_file(client: CastClient, busy: None, who: str, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(who)

    blocks = blocks_of(user)

    assert not {"a-faire", "demandes", "echeances", "dossiers", "attente", "decisions"} & set(blocks)
    assert "F1-2020-0001" not in client.as_(user).get("/").content.decode()


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.NATIONAL_OBSERVER, "Aucun chiffre n'est encore publié"),
        (Role.RELEASE_PROPOSER, "Aucun chiffre n'est encore publié"),
        (Role.RELEASE_APPROVER, "Aucun chiffre n'est encore publié"),
        (Role.RESEARCHER, "Aucun chiffre n'est encore publié"),
        (Role.REGIME_EDITOR, "Rien à faire ici pour l'instant"),
    ],
)
def test_roles_whose_rooms_are_not_built_are_told_honestly(prefecture_x: Any, role: Role, words: str) -> None:
    user = make_user("Quelqu'un")
    give_mandate(user, role, prefecture_x)

    assert str(blocks_of(user)["a-venir"].empty.title) == words


def test_the_foreigners_service_has_its_documents_awaited(prefecture_x: Any) -> None:
    user = make_user("Quelqu'un")
    give_mandate(user, Role.FOREIGNERS_SERVICE, prefecture_x)

    assert str(blocks_of(user)["titres"].empty.title) == "Aucun titre n'est attendu"


def test_the_number_of_acts_leads_to_as_many_lines_of_the_journal(client: CastClient, busy: None, aude: Any) -> None:
    (number,) = blocks_of(aude)["journal"].counters

    assert client.as_(aude).get(number.url).context["page"].paginator.count == number.number > 0


def test_the_auditor_reads_that_the_guards_stand(busy: None, aude: Any) -> None:
    block = blocks_of(aude)["journal"]

    assert str(block.lines[0].chips[0].word) == "en place"


def test_a_lost_guard_is_said(aude: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.foundation.kernel.triggers.missing", lambda: ["mg_journal_entry_no_update"])

    assert blocks_of(aude)["journal"].lines[0].chips[0].tone == "alert"


def test_the_operator_reads_the_state_of_the_keys(busy: None, ops: Any) -> None:
    assert str(blocks_of(ops)["cles"].lines[0].chips[0].word) == "lisibles"


def test_somebody_without_a_mandate_is_told_what_to_do(client: CastClient, db: None) -> None:
    page = client.as_(make_user("Nouvelle")).get("/")

    assert "Aucun mandat" in page.content.decode()


def test_a_stranger_goes_to_the_door(client: CastClient, db: None) -> None:
    assert client.get("/").status_code == 302


# Numbers, rows and queries


@pytest.mark.parametrize("who", ["alice", "hugo", "bob", "dana", "paul", "aude"])
def test_every_number_leads_to_as_many_rows(client: CastClient, busy: None, hugo: Any, who: str, request: pytest.FixtureRequest) -> None:
    make_person(hugo)
    user = request.getfixturevalue(who)
    signed_in, numbers = client.as_(user), [each for each in numbers_of(user) if "/a-faire/" in each.url]

    rows = {}
    for each in numbers:
        answer = signed_in.get(each.url)
        rows[each.url] = (answer.status_code, answer.context["seen"].page.paginator.count, answer.content.decode().count('class="mg-row"'))

    assert rows == {each.url: (200, each.number, each.number) for each in numbers}


@pytest.mark.parametrize("who", ["alice", "hugo", "dana", "paul"])
def test_the_home_asks_no_more_queries_when_rows_are_ten_times_as_many(
    client: CastClient,
    alice: Any,
    dana: Any,
    delegation_x: Any,
    who: str,
    request: pytest.FixtureRequest,
    django_assert_max_num_queries: Any,
) -> None:
    user = request.getfixturevalue(who)
    signed_in, counts = client.as_(user), []
    for times in (1, 9):
        for _ in range(times):
            ask_piece(alice, make_preparing(alice, days_ago=50), days_ago=40)
            make_ready(alice, recipient=delegation_x)
            make_filed(alice, delegation_x, days_ago=60)
            make_pathway(alice, dana, delegation_x, starts_on=date(2019, 12, 2), permit_until=date(2020, 2, 20))
        with django_assert_max_num_queries(40) as asked:
            signed_in.get("/")
        counts.append(len(asked))

    assert counts[1] <= counts[0]
