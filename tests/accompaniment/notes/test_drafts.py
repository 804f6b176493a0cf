"""Drafts: never lost, never twice, never read by anybody else, never overwritten by another window."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from maillage.accompaniment.notes import errors, selectors, services
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import BODY_LIMIT, Draft, Kind, Note, Towards
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import erase_subject
from tests.accompaniment.making import make_person
from tests.accompaniment.notes.making import draft, promise, write
from tests.cast import NOW, TODAY, actor_of


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


def texts(worker: Any, person: Any) -> list[str]:
    actor = actor_of(worker)
    drafts = selectors.drafts_of(person, actor=actor, today=TODAY)
    return [selectors.open_draft(each, actor=actor, person=person, today=TODAY).body for each in drafts]


def test_what_is_being_typed_comes_back_whole(alice: Any, person: Any) -> None:
    kept = draft(
        alice, person, "À moit", level=Level.ME, kind=Kind.CALL, happened_on=TODAY, promise="rappeler", towards=Towards.HER, due_on=TODAY
    )

    text = selectors.open_draft(kept, actor=actor_of(alice), person=person, today=TODAY)

    assert (text.body, text.promise, text.draft.level, text.draft.kind, text.draft.due_on) == ("À moit", "rappeler", "me", "call", TODAY)


def test_the_same_window_saves_over_its_own_draft_even_when_an_answer_was_lost(alice: Any, person: Any) -> None:
    first = draft(alice, person, "Un", tab="t1")
    draft(alice, person, "Un deux", key=first.key, seen=0, tab="t1")

    assert texts(alice, person) == ["Un deux"]


def test_a_draft_taken_up_again_goes_on(alice: Any, person: Any) -> None:
    first = draft(alice, person, "Un", tab="t1")
    draft(alice, person, "Un deux", key=first.key, seen=first.version, tab="t2")

    assert texts(alice, person) == ["Un deux"]


def test_another_window_that_saw_an_older_draft_gets_its_own(alice: Any, person: Any) -> None:
    first = draft(alice, person, "Un", tab="t1")
    draft(alice, person, "Un deux", key=first.key, seen=1, tab="t1")

    other = draft(alice, person, "Autre", key=first.key, seen=1, tab="t2")

    assert other.key != first.key
    assert sorted(texts(alice, person)) == ["Autre", "Un deux"]


def test_without_a_window_name_an_older_draft_is_not_overwritten_either(alice: Any, person: Any) -> None:
    first = draft(alice, person, "Un")
    draft(alice, person, "Un deux", key=first.key, seen=1)

    draft(alice, person, "Autre", key=first.key, seen=1)

    assert sorted(texts(alice, person)) == ["Autre", "Un deux"]


def test_a_colleague_does_not_see_the_draft_of_another(alice: Any, iris: Any, person: Any) -> None:
    kept = draft(alice, person, "À moi")

    assert texts(iris, person) == []
    with pytest.raises(OutOfScope):
        selectors.get_draft(actor=actor_of(iris), pk=kept.pk, today=TODAY)
    with pytest.raises(OutOfScope):
        selectors.open_draft(kept, actor=actor_of(iris), person=person, today=TODAY)


def test_a_colleague_does_not_write_in_the_draft_of_another(alice: Any, iris: Any, person: Any) -> None:
    kept = draft(alice, person, "À moi")

    with pytest.raises(OutOfScope):
        draft(iris, person, "Pris", key=kept.key, seen=1)
    with pytest.raises(OutOfScope):
        write(iris, person, draft=kept.key, now=NOW)


def test_a_draft_of_one_file_is_not_saved_on_another(alice: Any, person: Any) -> None:
    kept, other = draft(alice, person, "Ici"), make_person(alice)

    with pytest.raises(OutOfScope):
        draft(alice, other, "Là", key=kept.key, seen=1)


@pytest.mark.parametrize("who", ["bob", "charlie", "dana"])
def test_whoever_may_not_open_notes_keeps_no_draft(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        draft(request.getfixturevalue(who), person, "x")


def test_the_draft_becomes_the_note_and_is_emptied(alice: Any, person: Any) -> None:
    kept = draft(alice, person, "Presque fini")

    write(alice, person, "Fini", draft=kept.key, now=NOW, key=kept.key)

    mark = Draft.unscoped.get()
    assert (texts(alice, person), mark.used, mark.body) == ([], True, None)


def test_a_save_that_arrives_after_the_note_makes_nothing(alice: Any, person: Any) -> None:
    key = uuid.uuid4()
    write(alice, person, "Fini", draft=key, now=NOW, key=key)

    with pytest.raises(errors.DraftUsed):
        draft(alice, person, "Fin", key=key)

    assert (texts(alice, person), Note.unscoped.count()) == ([], 1)


def test_sending_the_form_twice_makes_one_note_and_no_draft(alice: Any, person: Any) -> None:
    kept = draft(alice, person, "Presque")

    for _each in range(2):
        write(alice, person, "Fini", draft=kept.key, now=NOW, key=kept.key)

    assert (Note.unscoped.count(), texts(alice, person)) == (1, [])


def test_a_refused_note_keeps_its_draft(alice: Any, person: Any) -> None:
    kept = draft(alice, person, "Presque")

    with pytest.raises(errors.PromiseEmpty):
        write(alice, person, "Fini", draft=kept.key, now=NOW, promise=promise(" "))

    assert texts(alice, person) == ["Presque"]


def test_a_correction_has_a_draft_of_its_own(alice: Any, person: Any) -> None:
    note = write(alice, person, "Avant")
    kept = draft(alice, person, "Aprè", note=note, note_version=1)

    found = selectors.draft_of_note(note, actor=actor_of(alice), today=TODAY)

    assert (found, texts(alice, person)) == (kept, [])
    services.correct_note(
        actor=actor_of(alice), today=TODAY, note=note, seen=1, kind=Kind.CALL, happened_on=TODAY, body="Après", draft=kept.key, now=NOW
    )
    assert selectors.draft_of_note(note, actor=actor_of(alice), today=TODAY) is None


def test_a_draft_is_thrown_away_once_or_twice(alice: Any, person: Any) -> None:
    kept = draft(alice, person, "Inutile")

    for _each in range(2):
        services.drop_draft(actor=actor_of(alice), now=NOW, draft=kept)

    assert texts(alice, person) == []


def test_nobody_throws_away_the_draft_of_another(alice: Any, iris: Any, person: Any) -> None:
    kept = draft(alice, person, "À moi")

    with pytest.raises(OutOfScope):
        services.drop_draft(actor=actor_of(iris), now=NOW, draft=kept)


def test_marks_of_used_drafts_go_after_two_days(alice: Any, person: Any) -> None:
    key = uuid.uuid4()
    write(alice, person, draft=key, now=NOW)

    draft(alice, person, "Plus tard", now=NOW + timedelta(days=3))

    assert not Draft.unscoped.filter(key=key).exists()


def test_a_draft_too_long_is_kept_to_the_limit(alice: Any, person: Any) -> None:
    draft(alice, person, "a" * (BODY_LIMIT + 5))

    assert [len(text) for text in texts(alice, person)] == [BODY_LIMIT]


def test_typing_writes_nothing_in_the_journal(alice: Any, person: Any) -> None:
    before = Entry.unscoped.count()

    draft(alice, person, "Je tape")

    assert Entry.unscoped.count() == before


def test_an_erased_file_keeps_no_draft(alice: Any, person: Any) -> None:
    erase_subject(actor=system_actor(), subject=person, today=TODAY)

    with pytest.raises(errors.FileErased):
        draft(alice, person, "x")
