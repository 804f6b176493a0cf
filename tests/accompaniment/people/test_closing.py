"""A file is closed here and only here, for a reason that does not leave; it is reopened; and erased for good by one role alone."""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people import closing, selectors, services
from maillage.accompaniment.people.closing import Stop
from maillage.accompaniment.people.errors import ClosingBlocked, FileClosed, FileErased, FileOpen, WrongReference
from maillage.accompaniment.people.models import Closing, ClosingReason, EndReason, KeyWorker, OfferState, Person
from maillage.accompaniment.people.retention import keep_until
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.vault import Reason
from tests.accompaniment.making import actions_on, make_person
from tests.cast import TODAY, actor_of

YESTERDAY = TODAY - timedelta(days=1)
NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, today=YESTERDAY, pseudonym="Lune")


def _close(worker: Any, person: Any, *, today: date = TODAY, **more: Any) -> Any:
    known = {"seen": Person.unscoped.get(pk=person.pk).version, "reason": ClosingReason.LOST, "words": "", **more}
    return services.close_file(actor=actor_of(worker, today), today=today, person=person, **known)


def _again(person: Any) -> Any:
    return Person.unscoped.get(pk=person.pk)


def _listed(user: Any) -> list[Any]:
    return list(selectors.people_visible_to(actor_of(user), today=TODAY))


# Closing


def test_a_closed_file_leaves_the_list_and_joins_the_closed_ones(person: Any, alice: Any) -> None:
    _close(alice, person)

    assert _listed(alice) == []
    assert list(selectors.closed_files(actor_of(alice), today=TODAY)) == [person]


def test_its_follow_ups_end_and_its_offers_are_withdrawn(person: Any, alice: Any, iris: Any) -> None:
    offer = services.offer_follow_up(actor=actor_of(alice), today=TODAY, person=person, to_user_id=iris.pk)

    _close(alice, person)

    offer.refresh_from_db()
    follow_up = KeyWorker.unscoped.get(person=person)
    assert (follow_up.ends_on, follow_up.end_reason, offer.state) == (TODAY, EndReason.FILE_CLOSED, OfferState.WITHDRAWN)


def test_its_reason_is_neither_in_the_journal_nor_in_the_facts(person: Any, alice: Any) -> None:
    _close(alice, person, reason=ClosingReason.DECEASED, words="Appris par sa sœur.")

    entries = Entry.unscoped.filter(subject_id=str(person.pk)).values_list("facts", flat=True)
    assert not any("deceased" in facts or "sœur" in facts for facts in entries)
    assert all("reason" not in json.loads(facts) for facts in entries)


def test_its_words_open_with_a_reason(person: Any, alice: Any) -> None:
    _close(alice, person, words="Partie à Lyon.")

    assert selectors.open_closing(actor=actor_of(alice), person=_again(person), reason=Reason.HER_REQUEST, today=TODAY) == "Partie à Lyon."
    assert "vault.story_opened" in actions_on(person)


def test_what_runs_before_the_state_blocks_it(person: Any, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stops = [Stop(sentence="La veille s'arrête."), Stop(sentence="Une demande est en cours.", blocks=True)]
    monkeypatch.setitem(closing._hooks, "test", (lambda **_: stops, lambda **_: None))

    with pytest.raises(ClosingBlocked, match="Une demande est en cours"):
        _close(alice, person)

    assert _again(person).closed_on is None


def test_what_blocks_is_said_first(person: Any, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stops = [Stop(sentence="un"), Stop(sentence="deux", blocks=True)]
    monkeypatch.setitem(closing._hooks, "test", (lambda **_: stops, lambda **_: None))

    said = closing.what_will_stop(person, actor=actor_of(alice), today=TODAY)

    assert [stop.sentence for stop in said][:2] == ["deux", "un"]


def test_each_room_stops_its_own_part_in_the_same_transaction(person: Any, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[Any] = []
    monkeypatch.setitem(closing._hooks, "test", (lambda **_: [], lambda *, person, **_: stopped.append(person.pk)))

    _close(alice, person)

    assert stopped == [person.pk]


def test_a_hook_is_registered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "_hooks", {})
    closing.on_closing("one", foresee=lambda **_: [])

    with pytest.raises(ValueError, match="one"):
        closing.on_closing("one", foresee=lambda **_: [])


def test_a_tab_left_open_closes_nothing_that_changed_since(person: Any, alice: Any) -> None:
    services.change_pseudonym(actor=actor_of(alice), today=TODAY, person=person, seen=person.version, pseudonym="Étoile")

    with pytest.raises(Stale):
        _close(alice, person, seen=person.version)


def test_closing_twice_is_refused_and_a_double_click_is_not(person: Any, alice: Any) -> None:
    key = uuid.uuid4()
    both = [_close(alice, person, key=key) for _ in range(2)]

    assert both[0].pk == both[1].pk
    with pytest.raises(FileClosed):
        _close(alice, person)


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_who_does_not_work_on_the_file_closes_nothing(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _close(request.getfixturevalue(who), person)


def test_closing_does_not_delay_the_end_of_its_keeping(person: Any, alice: Any) -> None:
    before = keep_until(person)

    _close(alice, person)

    assert keep_until(_again(person)) == before


# Reopening


def test_reopened_the_file_is_back_with_whoever_reopened_it(person: Any, alice: Any, iris: Any) -> None:
    _close(alice, person)

    services.reopen_file(actor=actor_of(iris, NEXT_MONTH), today=NEXT_MONTH, person=person)

    names = {each.user.display_name for each in selectors.present_inside(person, today=NEXT_MONTH)}
    assert (_again(person).closed_on, _again(person).last_contact_on, names) == (None, NEXT_MONTH, {"Iris"})
    assert "people.file_reopened" in actions_on(person)


def test_a_file_closes_and_opens_as_often_as_she_comes_back(person: Any, alice: Any) -> None:
    for _ in range(2):
        _close(alice, person)
        services.reopen_file(actor=actor_of(alice), today=TODAY, person=person)

    assert Closing.unscoped.filter(person=person, reopened_on__isnull=False).count() == 2


def test_an_open_file_is_not_reopened(person: Any, alice: Any) -> None:
    with pytest.raises(FileOpen):
        services.reopen_file(actor=actor_of(alice), today=TODAY, person=person)


# Erasing


@pytest.mark.parametrize("who", ["alice", "bob", "iris", "charlie", "dana"])
def test_only_a_manager_erases(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        services.erase_file(actor=actor_of(request.getfixturevalue(who)), today=TODAY, person=person, reference=person.reference)


def test_a_manager_erases_what_she_names_by_its_reference(person: Any, hugo: Any) -> None:
    services.erase_file(actor=actor_of(hugo), today=TODAY, person=person, reference=f" {person.reference.lower().replace('-', '')} ")

    assert _again(person).pseudonym is None


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA", "lune"])
def test_another_reference_erases_nothing(person: Any, hugo: Any, typed: str) -> None:
    with pytest.raises(WrongReference):
        services.erase_file(actor=actor_of(hugo), today=TODAY, person=person, reference=typed)


def test_an_erased_file_keeps_no_reason_and_does_not_reopen(person: Any, alice: Any) -> None:
    _close(alice, person, words="Partie à Lyon.")

    services.erase_file(actor=system_actor(), today=TODAY, person=person)

    assert not Closing.unscoped.exists()
    assert list(selectors.closed_files(actor_of(alice), today=TODAY)) == []
    with pytest.raises(FileErased):
        services.reopen_file(actor=actor_of(alice), today=TODAY, person=person)


# The pages


def _url(name: str, person: Any = None) -> str:
    return reverse(f"people:{name}", args=[person.pk] if person is not None else [])


def _text(response: Any) -> str:
    return str(response.content.decode())


def _sent(person: Any, **more: Any) -> dict[str, Any]:
    return {"version": _again(person).version, "reason": "lost", "words": "Partie à Lyon.", **more}


def test_the_page_closes_the_file_and_shows_the_closed_ones(client: Any, person: Any, alice: Any) -> None:
    page = _text(client.as_(alice).post(_url("close", person), _sent(person), follow=True))

    assert "Dossiers fermés" in page
    assert "Lune" in page
    assert "Partie à Lyon" not in page


def test_the_page_says_before_what_it_stops(client: Any, person: Any, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stops = [Stop(sentence="Une demande est en cours : retirez-la.", blocks=True)]
    monkeypatch.setitem(closing._hooks, "test", (lambda **_: stops, lambda **_: None))

    page = _text(client.as_(alice).get(_url("close", person)))

    assert "Une demande est en cours : retirez-la." in page
    assert "ne peut pas être fermé maintenant" in page


def test_a_reason_is_asked(client: Any, person: Any, alice: Any) -> None:
    response = client.as_(alice).post(_url("close", person), _sent(person, reason=""))

    assert response.status_code == 422
    assert "Partie à Lyon." in _text(response)


def test_a_stale_page_closes_nothing(client: Any, person: Any, alice: Any) -> None:
    sent = _sent(person)
    services.change_pseudonym(actor=actor_of(alice), today=TODAY, person=person, seen=person.version, pseudonym="Étoile")

    assert client.as_(alice).post(_url("close", person), sent).status_code == 409
    assert _again(person).closed_on is None


def test_the_file_says_that_it_is_closed_and_reopens(client: Any, person: Any, alice: Any) -> None:
    _close(alice, person, words="Partie à Lyon.")
    browser = client.as_(alice)

    closed = _text(browser.get(_url("file", person)))
    opened = _text(browser.post(_url("closing_open", person), {"reason": "her_request"}))
    again = _text(browser.post(_url("reopen", person), follow=True))

    assert "Dossier fermé" in closed
    assert "Partie à Lyon" not in closed
    assert "Partie à Lyon" in opened
    assert "Rouvrir le dossier" not in again


def test_who_only_lists_files_does_not_read_why(client: Any, person: Any, alice: Any, bob: Any) -> None:
    _close(alice, person, reason=ClosingReason.DECEASED)

    page = _text(client.as_(bob).get(_url("file", person)))

    assert "Dossier fermé" in page
    assert "décédée" not in page


@pytest.mark.parametrize("name", ["close", "reopen", "closing_open", "erase"])
@pytest.mark.parametrize("who", ["charlie", "dana"])
def test_a_stranger_finds_nothing(client: Any, person: Any, name: str, who: str, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).post(_url(name, person), _sent(person)).status_code == 404


def test_a_manager_erases_from_the_page_after_confirming_who_she_is(client: Any, person: Any, hugo: Any, settings: Any) -> None:
    browser = client.as_(hugo)
    settings.MAILLAGE_FRESHNESS = "tests.accompaniment.people.test_closing.not_fresh"
    asked = browser.get(_url("erase", person))
    settings.MAILLAGE_FRESHNESS = "tests.accompaniment.people.test_closing.fresh"
    page = _text(browser.get(_url("erase", person)))

    wrong = browser.post(_url("erase", person), {"reference": "AAAA-AAAA"})
    right = browser.post(_url("erase", person), {"reference": person.reference})

    assert asked.status_code == 302
    assert "l'État en est responsable" in page.replace("&#x27;", "'")
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert _again(person).pseudonym is None


def fresh(request: Any) -> bool:
    return True


def not_fresh(request: Any) -> bool:
    return False


def test_a_caseworker_has_no_page_to_erase(client: Any, person: Any, alice: Any) -> None:
    assert client.as_(alice).get(_url("erase", person)).status_code == 403
    assert "Effacer ce dossier" not in _text(client.as_(alice).get(_url("file", person)))


def test_nothing_is_proposed_on_a_closed_file(client: Any, person: Any, alice: Any) -> None:
    _close(alice, person)

    page = _text(client.as_(alice).get(_url("file", person)))

    assert "Commencer une demande" not in page
    assert "Écrire une note" not in page
    assert "Proposer à une collègue" not in page


def test_what_blocks_leaves_no_form_to_fill_for_nothing(client: Any, person: Any, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stops = [Stop(sentence="Une demande est en cours.", blocks=True)]
    monkeypatch.setitem(closing._hooks, "test", (lambda **_: stops, lambda **_: None))

    assert 'name="reason"' not in _text(client.as_(alice).get(_url("close", person)))


def test_no_application_begins_in_a_closed_file(person: Any, alice: Any) -> None:
    from maillage.pathway.psp.services import note_wish

    _close(alice, person)

    with pytest.raises(FileClosed):
        note_wish(actor=actor_of(alice), today=TODAY, person=person)
