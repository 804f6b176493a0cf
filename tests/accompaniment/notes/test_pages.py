"""The pages of the notes: who enters, who reads is said, what is typed comes back, sharing is asked twice."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.accompaniment.notes.models import Draft, Note, Promise
from tests.accompaniment.making import make_person
from tests.accompaniment.notes.making import draft, promise, write
from tests.cast import TODAY


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


def _url(name: str, row: Any) -> str:
    return reverse(f"notes:{name}", args=[row.pk])


def _text(response: Any) -> str:
    return str(response.content.decode()).replace("&#x27;", "'")


def _form(body: str = "Elle va mieux.", *, level: str = "team", **more: Any) -> dict[str, Any]:
    return {"body": body, "level": level, "kind": "interview", "happened_on": TODAY.isoformat(), "key": str(uuid.uuid4()), **more}


# Who enters


PAGES = (("list", "person"), ("write", "person"), ("draft", "person"), ("correct", "note"), ("correction_draft", "note"),
         ("level", "note"), ("promise", "note"), ("promise_kept", "promise"), ("draft_drop", "draft"))  # fmt: skip


@pytest.fixture
def rows(alice: Any, person: Any) -> dict[str, Any]:
    note = write(alice, person, "Un secret", promise=promise("une promesse secrète"))
    return {"person": person, "note": note, "promise": Promise.unscoped.get(), "draft": draft(alice, person, "Un brouillon secret")}


@pytest.mark.parametrize("who", ["charlie", "dana", "marc"])
@pytest.mark.parametrize(("name", "on"), PAGES)
def test_a_stranger_finds_nothing_at_any_address(
    client: Any, rows: Any, name: str, on: str, who: str, request: pytest.FixtureRequest
) -> None:
    stranger = client.as_(request.getfixturevalue(who))

    answers = [stranger.get(_url(name, rows[on])), stranger.post(_url(name, rows[on]), _form())]

    assert {each.status_code for each in answers} <= {404, 405}
    assert "secret" not in "".join(map(_text, answers))


@pytest.mark.parametrize("who", ["bob", "hugo"])
@pytest.mark.parametrize(("name", "on"), [each for each in PAGES if each[1] == "person"])
def test_a_colleague_who_opens_no_note_is_told_so(
    client: Any, rows: Any, name: str, on: str, who: str, request: pytest.FixtureRequest
) -> None:
    assert client.as_(request.getfixturevalue(who)).post(_url(name, rows[on]), _form()).status_code in (403, 405)


@pytest.mark.parametrize(("name", "on"), [("draft_drop", "draft")])
def test_a_colleague_does_not_find_the_draft_of_another(client: Any, iris: Any, rows: Any, name: str, on: str) -> None:
    assert client.as_(iris).post(_url(name, rows[on])).status_code == 404


def test_a_colleague_does_not_find_a_personal_note(client: Any, alice: Any, iris: Any, person: Any) -> None:
    note = write(alice, person, "Pour moi seule", level="me")
    reader = client.as_(iris)

    answers = [reader.get(_url(name, note)) for name in ("correct", "level", "promise")]

    assert [each.status_code for each in answers] == [404, 404, 404]
    assert "Pour moi seule" not in _text(reader.get(_url("list", person)))


def test_only_the_author_enters_the_page_of_who_reads(client: Any, iris: Any, rows: Any) -> None:
    assert client.as_(iris).get(_url("level", rows["note"])).status_code == 403


# The list


def test_an_empty_list_teaches(client: Any, alice: Any, person: Any) -> None:
    assert "Ici viendront les notes" in _text(client.as_(alice).get(_url("list", person)))


def test_the_list_shows_notes_promises_and_who_reads(client: Any, iris: Any, rows: Any, person: Any) -> None:
    page = _text(client.as_(iris).get(_url("list", person)))

    assert all(words in page for words in ("Un secret", "une promesse secrète", "écrite par Alice", "l'équipe"))
    assert "Un brouillon secret" not in page


def test_filters_keep_a_level_or_a_kind_and_ignore_what_is_none(client: Any, alice: Any, person: Any) -> None:
    write(alice, person, "Appel du matin", kind="call")
    write(alice, person, "Pour moi", level="me", kind="observation")
    reader = client.as_(alice)

    calls = _text(reader.get(_url("list", person), {"nature": "call"}))
    mine = _text(reader.get(_url("list", person), {"niveau": "me"}))
    strange = reader.get(_url("list", person), {"niveau": "<x>", "nature": "y", "page": "99999"})

    assert ("Appel du matin" in calls, "Pour moi" in calls) == (True, False)
    assert ("Appel du matin" in mine, "Pour moi" in mine) == (False, True)
    assert strange.status_code == 200
    assert "Aucune note ne correspond" in _text(reader.get(_url("list", person), {"nature": "procedure"}))


def test_three_hundred_notes_cost_what_ten_cost(client: Any, alice: Any, person: Any) -> None:
    reader = client.as_(alice)
    for number in range(12):
        write(alice, person, f"Note {number}", promise=promise())
    reader.get(_url("list", person))
    with CaptureQueriesContext(
        connection,
    ) as few:
        reader.get(_url("list", person))
    for number in range(60):
        write(alice, person, f"Autre {number}", promise=promise())
    with CaptureQueriesContext(connection) as many:
        page = _text(reader.get(_url("list", person)))

    assert len(many) == len(few)
    assert page.count('<article class="mg-card mg-note"') == 10


def test_the_tab_and_the_panel_of_the_file_lead_to_the_notes(client: Any, alice: Any, bob: Any, rows: Any, person: Any) -> None:
    address = reverse("people:file", args=[person.pk])

    page, readers_page = _text(client.as_(alice).get(address)), _text(client.as_(bob).get(address))

    assert all(words in page for words in ("Un secret", "Reprendre mon brouillon", _url("list", person)))
    assert "Un secret" not in readers_page
    assert _url("list", person) not in readers_page


# Writing


def test_who_will_read_is_on_the_page_for_each_level(client: Any, alice: Any, iris: Any, person: Any) -> None:
    page = _text(client.as_(alice).get(_url("write", person)))

    assert "vous, et personne d'autre. Ni l'équipe, ni la relève, ni un export." in page
    assert "1 collègue de l'équipe : Iris." in page
    assert page.count("Qui lira :") == 3


def test_a_note_is_written_with_its_promise(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(_url("write", person), _form(promise="appeler", towards="her", due_on="2020-05-25"), follow=True)

    assert "J'ai enregistré la note." in _text(answer)
    assert all(words in _text(answer) for words in ("Elle va mieux.", "appeler", "lundi 25 mai 2020", "à tenir"))


def test_what_was_typed_comes_back_when_something_is_wrong(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(_url("write", person), _form("Texte gardé", promise="appeler", happened_on="2030-01-01"))

    page = _text(answer)
    assert answer.status_code == 422
    assert all(words in page for words in ("Texte gardé", "Dites à qui c'est promis.", "Ce jour n'est pas possible ici"))
    assert Note.unscoped.count() == 0


def test_a_day_of_promise_without_a_promise_is_asked_about(client: Any, alice: Any, person: Any) -> None:
    page = _text(client.as_(alice).post(_url("write", person), _form(due_on="2020-05-25")))

    assert "Dites en quelques mots ce qui est promis." in page


def test_a_promise_due_before_its_note_is_refused_on_the_page(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(_url("write", person), _form(promise="appeler", towards="her", due_on="2020-05-01"))

    assert answer.status_code == 422
    assert "Le jour promis vient avant la note" in _text(answer)


def test_a_form_sent_twice_writes_one_note(client: Any, alice: Any, person: Any) -> None:
    sent, writer = _form(), client.as_(alice)

    for _each in range(2):
        writer.post(_url("write", person), sent)

    assert Note.unscoped.count() == 1


def test_what_a_note_may_give_away_is_said_once_saved_and_never_kept_in_the_session(client: Any, alice: Any, person: Any) -> None:
    writer = client.as_(alice)

    answer = writer.post(_url("write", person), _form("M. Dupont l'a appelée au 06 11 22 33 44"))
    page = _text(writer.get(answer.headers["location"]))

    assert "un numéro de téléphone" in page
    assert "le nom d'une autre personne" in page
    assert "06 11" not in answer.cookies.output() + str(dict(writer.session))


# Sharing is asked twice


def test_a_shared_note_is_asked_again_with_names_before_it_is_written(client: Any, alice: Any, iris: Any, person: Any) -> None:
    writer, sent = client.as_(alice), _form("À partager", level="shared")

    asked = writer.post(_url("write", person), sent)

    page = _text(asked)
    assert asked.status_code == 200
    assert "Qui lira désormais" in page
    assert "Iris" in page
    assert (Note.unscoped.count(), Draft.unscoped.filter(used=False).count()) == (0, 1)
    done = writer.post(_url("write", person), {**sent, "confirmed": "shared"}, follow=True)
    assert "J'ai enregistré la note." in _text(done)
    assert (Note.unscoped.get().level, Draft.unscoped.filter(used=False).count()) == ("shared", 0)


def test_widening_a_note_is_asked_again_and_narrowing_is_not(client: Any, alice: Any, person: Any) -> None:
    writer, note = client.as_(alice), write(alice, person, level="me")
    sent = {"level": "team", "version": "1", "key": str(uuid.uuid4())}

    asked = _text(writer.post(_url("level", note), sent))
    note.refresh_from_db()
    assert ("Ouvrir cette note à plus de lecteurs ?" in asked, note.level) == (True, "me")
    writer.post(_url("level", note), {**sent, "confirmed": "team"})
    note.refresh_from_db()
    assert note.level == "team"
    writer.post(_url("level", note), {"level": "me", "version": str(note.version), "key": str(uuid.uuid4())})
    note.refresh_from_db()
    assert note.level == "me"


def test_a_level_changed_on_an_old_page_shows_both(client: Any, alice: Any, person: Any) -> None:
    note = write(alice, person, level="shared")
    Note.unscoped.filter(pk=note.pk).update(version=4)

    answer = client.as_(alice).post(_url("level", note), {"level": "me", "version": "1"})

    assert answer.status_code == 409


def test_a_level_that_does_not_exist_is_refused(client: Any, alice: Any, person: Any) -> None:
    assert client.as_(alice).post(_url("level", write(alice, person)), {"level": "all", "version": "1"}).status_code == 422


# Drafts


def test_what_is_typed_is_saved_and_announced(client: Any, alice: Any, person: Any) -> None:
    writer, key = client.as_(alice), str(uuid.uuid4())

    said = writer.post(_url("draft", person), {"body": "Je tape au 06 11 22 33 44", "key": key, "draft_version": "0", "tab": "t"}).json()

    assert (said["key"], said["version"], said["words"]) == (key, 1, "Brouillon enregistré à 09 h 00.")
    assert "ressemble à un numéro de téléphone" in said["warnings"][0]
    assert "Je tape au 06 11 22 33 44" in _text(writer.get(_url("write", person)))


def test_half_done_fields_are_kept_as_they_can(client: Any, alice: Any, person: Any) -> None:
    sent = {"body": "x", "level": "nobody", "kind": "?", "happened_on": "2020-05", "towards": "her", "due_on": "", "draft_version": "x"}

    assert client.as_(alice).post(_url("draft", person), sent).status_code == 200
    kept = Draft.unscoped.get()
    assert (kept.level, kept.kind, kept.happened_on, kept.towards) == ("team", "interview", None, "her")


def test_another_window_is_told_that_its_draft_is_apart(client: Any, alice: Any, person: Any) -> None:
    first = draft(alice, person, "Un", tab="t1")
    draft(alice, person, "Un deux", key=first.key, seen=1, tab="t1")

    said = client.as_(alice).post(_url("draft", person), {"body": "Autre", "key": first.key, "draft_version": "1", "tab": "t2"}).json()

    assert said["key"] != str(first.key)
    assert "enregistré à part" in said["words"]


def test_a_save_after_the_note_says_that_it_is_done(client: Any, alice: Any, person: Any) -> None:
    writer, sent = client.as_(alice), _form()
    writer.post(_url("write", person), sent)

    assert writer.post(_url("draft", person), sent).json() == {"done": True}
    assert "Reprendre mon brouillon" not in _text(writer.get(_url("list", person)))


def test_a_save_refused_says_why(client: Any, alice: Any, iris: Any, person: Any) -> None:
    kept = draft(iris, person, "D'Iris")

    answer = client.as_(alice).post(_url("draft", person), {"body": "x", "key": kept.key})

    assert answer.status_code == 404
    assert answer.json()["words"]


def test_the_button_keeps_a_draft_without_any_script(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(_url("write", person), _form("À moitié", draft="1"), follow=True)

    page = _text(answer)
    assert "J'ai enregistré le brouillon" in page
    assert "À moitié" in page
    assert Note.unscoped.count() == 0


def test_the_draft_of_a_note_already_written_is_not_kept_again(client: Any, alice: Any, person: Any) -> None:
    writer, sent = client.as_(alice), _form()
    writer.post(_url("write", person), sent)

    page = _text(writer.post(_url("write", person), {**sent, "draft": "1"}, follow=True))

    assert "Ce brouillon est déjà devenu une note." in page


def test_several_drafts_are_each_within_reach_and_a_new_note_may_begin(client: Any, alice: Any, person: Any) -> None:
    one, two = draft(alice, person, "Premier brouillon"), draft(alice, person, "Second brouillon")
    writer = client.as_(alice)

    first = _text(writer.get(_url("write", person), {"brouillon": str(one.pk)}))
    blank = _text(writer.get(_url("write", person), {"brouillon": "aucun"}))

    assert "Premier brouillon" in first
    assert f"brouillon={two.pk}" in first
    assert "Premier brouillon" not in blank


def test_a_draft_is_thrown_away(client: Any, alice: Any, person: Any) -> None:
    kept = draft(alice, person, "Inutile")

    page = _text(client.as_(alice).post(_url("draft_drop", kept), follow=True))

    assert "J'ai jeté le brouillon." in page
    assert client.as_(alice).post(_url("draft_drop", kept)).status_code == 404


# Correcting


def test_a_note_is_corrected(client: Any, alice: Any, iris: Any, person: Any) -> None:
    note = write(alice, person, "Avant")
    corrector = client.as_(iris)
    assert "Avant" in _text(corrector.get(_url("correct", note)))

    page = _text(corrector.post(_url("correct", note), _form("Après", version="1"), follow=True))

    assert all(words in page for words in ("J'ai corrigé la note.", "Après", "corrigée par Iris"))


def test_two_people_who_correct_at_once_see_both_versions(client: Any, alice: Any, iris: Any, person: Any) -> None:
    note = write(alice, person, "Avant")
    client.as_(iris).post(_url("correct", note), _form("Celle d'Iris", version="1"))

    answer = client.as_(alice).post(_url("correct", note), _form("Celle d'Alice", version="1"))

    assert answer.status_code == 409
    assert all(words in _text(answer) for words in ("Celle d'Iris", "Celle d'Alice"))


def test_an_unfinished_correction_comes_back_and_still_sees_what_others_wrote(client: Any, alice: Any, iris: Any, person: Any) -> None:
    note, writer = write(alice, person, "Avant"), client.as_(alice)
    writer.post(_url("correction_draft", note), {**_form("À moitié corrigée"), "version": "1", "draft_version": "0", "tab": "t"})
    client.as_(iris).post(_url("correct", note), _form("Celle d'Iris", version="1"))

    page = _text(writer.get(_url("correct", note)))
    answer = writer.post(_url("correct", note), _form("À moitié corrigée, finie", version="1"))

    assert "À moitié corrigée" in page
    assert 'name="version" value="1"' in page
    assert answer.status_code == 409


def test_an_empty_correction_is_refused_with_what_was_typed(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(_url("correct", write(alice, person)), _form(" ", version="1"))

    assert answer.status_code == 422


def test_a_day_to_come_is_refused_when_correcting(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(_url("correct", write(alice, person)), _form("Texte", version="1", happened_on="2020-05-20"))

    assert answer.status_code == 422


# Promises


def test_a_promise_is_added_and_kept_in_one_tap(client: Any, alice: Any, iris: Any, person: Any) -> None:
    note, worker = write(alice, person), client.as_(iris)

    added = _text(worker.post(_url("promise", note), {"promise": "écrire", "towards": "service", "due_on": ""}, follow=True))
    kept = _text(worker.post(_url("promise_kept", Promise.unscoped.get()), {"key": str(uuid.uuid4())}, follow=True))

    assert all(words in added for words in ("J'ai noté la promesse.", "écrire", "sans date"))
    assert "J'ai noté que la promesse est tenue." in kept


def test_a_promise_due_too_early_is_refused_on_its_page(client: Any, alice: Any, person: Any) -> None:
    note = write(alice, person)

    answer = client.as_(alice).post(_url("promise", note), {"promise": "écrire", "towards": "service", "due_on": "2020-05-01"})

    assert answer.status_code == 422


def test_a_late_promise_shows_on_the_file(client: Any, alice: Any, person: Any) -> None:
    from datetime import date

    write(alice, person, promise=promise(due_on=date(2020, 5, 2)), happened_on=date(2020, 5, 1))

    assert "1 promesse en retard" in _text(client.as_(alice).get(reverse("people:file", args=[person.pk])))
