"""Writing notes: each act with its success, each refusal, what the journal keeps, and what two people at once do not lose."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.accompaniment.notes import errors, facts, selectors, services
from maillage.accompaniment.notes.levels import Level, is_wider
from maillage.accompaniment.notes.models import BODY_LIMIT, Draft, Kind, Note, Promise
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.foundation.vault import Part, Reason, erase_subject, open_part
from maillage.reference.accounts.services import disable_user
from tests.accompaniment.making import actions_on, make_person
from tests.accompaniment.notes.making import draft, promise, read, write
from tests.cast import NOW, TODAY, actor_of

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune", today=YESTERDAY)


# Writing


def test_a_note_is_written_sealed_and_read_by_the_team(alice: Any, iris: Any, person: Any) -> None:
    write(alice, person, "Elle a trouvé une place en foyer.")

    assert read(iris, person) == ["Elle a trouvé une place en foyer."]


def test_a_note_in_arabic_comes_back_as_it_was_typed(alice: Any, person: Any) -> None:
    write(alice, person, "قالت نور إنها بخير\net elle sourit")

    assert read(alice, person) == ["قالت نور إنها بخير\net elle sourit"]


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"body": "  \n"}, errors.NoteEmpty),
        ({"body": "a" * (BODY_LIMIT + 1)}, errors.NoteTooLong),
        ({"happened_on": TOMORROW}, errors.NoteFromTheFuture),
    ],
)
def test_a_note_that_cannot_be_is_refused_and_nothing_is_written(alice: Any, person: Any, more: Any, error: Any) -> None:
    with pytest.raises(error):
        write(alice, person, **more)

    assert Note.unscoped.count() == 0


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_whoever_may_not_open_notes_writes_none(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        write(request.getfixturevalue(who), person)


def test_the_same_key_writes_one_note(alice: Any, person: Any) -> None:
    key = uuid.uuid4()

    first, second = write(alice, person, key=key), write(alice, person, key=key)

    assert (first.pk, Note.unscoped.count()) == (second.pk, 1)


@pytest.mark.parametrize(("kind", "contact"), [("interview", TODAY), ("call", TODAY), ("procedure", YESTERDAY), ("observation", YESTERDAY)])
def test_an_interview_or_a_call_was_a_contact(alice: Any, person: Any, kind: str, contact: date) -> None:
    write(alice, person, kind=kind)

    assert Person.unscoped.get(pk=person.pk).last_contact_on == contact


def test_the_journal_says_that_a_note_was_written_never_what(alice: Any, person: Any) -> None:
    write(alice, person, "Un secret")

    entry = Entry.unscoped.get(action="notes.written")
    assert entry.subject_id == str(person.pk)
    assert "secret" not in entry.facts


def test_an_erased_file_takes_no_note(alice: Any, person: Any) -> None:
    erase_subject(actor=system_actor(), subject=person, today=TODAY)

    with pytest.raises(errors.FileErased):
        write(alice, person)


# Personal notes


def test_a_personal_note_is_its_authors_alone(alice: Any, iris: Any, person: Any) -> None:
    write(alice, person, "Pour moi seule", level="me")

    assert (read(alice, person), read(iris, person)) == (["Pour moi seule"], [])


@pytest.mark.parametrize("who", ["iris", "bob", "hugo", "charlie"])
def test_nobody_else_finds_a_personal_note_by_its_address(alice: Any, person: Any, who: str, request: pytest.FixtureRequest) -> None:
    note = write(alice, person, level="me")

    with pytest.raises(OutOfScope):
        selectors.get_note(actor=actor_of(request.getfixturevalue(who)), pk=note.pk, today=TODAY)


def test_the_history_of_the_file_does_not_know_a_personal_note(alice: Any, person: Any) -> None:
    before = actions_on(person)

    note = write(alice, person, level="me", promise=promise())
    services.keep_promise(actor=actor_of(alice), today=TODAY, promise=Promise.unscoped.get(note=note))
    services.correct_note(
        actor=actor_of(alice), today=TODAY, note=note, seen=1, kind=Kind.CALL, happened_on=TODAY, body="Corrigée"
    )  # fmt: skip

    assert actions_on(person) == before


def test_a_personal_note_does_not_move_the_last_contact(alice: Any, person: Any) -> None:
    write(alice, person, level="me", kind="call")

    assert Person.unscoped.get(pk=person.pk).last_contact_on == YESTERDAY


def test_facts_know_nothing_of_personal_notes(alice: Any, person: Any) -> None:
    write(alice, person, level="me", promise=promise())

    assert list(facts.episodes()) == []


def test_facts_count_notes_and_promises_without_a_word_or_an_id(alice: Any, person: Any) -> None:
    write(alice, person, "Un secret", kind="call", promise=promise())

    found = list(facts.episodes())

    assert [(each.kind, each.cause, each.starts, each.ends) for each in found] == [
        ("note", "call", TODAY, TODAY),
        ("promise", "her", TODAY, None),
    ]
    assert str(person.pk) not in repr(found)


def test_closing_an_account_destroys_its_personal_notes_and_drafts_and_nothing_else(alice: Any, hugo: Any, iris: Any, person: Any) -> None:
    write(alice, person, "Pour moi", level="me")
    write(alice, person, "Pour l'équipe")
    draft(alice, person, "À moitié")

    disable_user(actor=actor_of(hugo), user=alice, today=TODAY)

    assert (read(iris, person), Note.unscoped.count(), Draft.unscoped.count()) == (["Pour l'équipe"], 1, 0)
    assert Entry.unscoped.filter(action="notes.personal_forgotten").count() == 1


def test_without_a_mandate_an_author_reads_her_personal_notes_no_more(alice: Any, person: Any) -> None:
    from maillage.reference.accounts.models import Mandate

    note = write(alice, person, level="me")
    Mandate.unscoped.filter(user=alice).update(ends_on=TODAY)

    with pytest.raises(OutOfScope):
        selectors.get_note(actor=actor_of(alice), pk=note.pk, today=TODAY)


# Correcting


def correct(worker: Any, note: Any, body: str, *, seen: int = 1, **more: Any) -> Any:
    return services.correct_note(
        actor=actor_of(worker), today=TODAY, note=note, seen=seen, kind=Kind(note.kind), happened_on=note.happened_on, body=body, **more
    )


def test_a_colleague_corrects_a_note_of_the_team_and_it_says_so(alice: Any, iris: Any, person: Any) -> None:
    note = correct(iris, write(alice, person, "Erreur"), "Corrigée")

    assert read(alice, person) == ["Corrigée"]
    assert (note.author_id, note.corrected_by_id, note.corrected_on) == (alice.pk, iris.pk, TODAY)


def test_nobody_corrects_the_personal_note_of_another(alice: Any, iris: Any, person: Any) -> None:
    note = write(alice, person, level="me")

    with pytest.raises(Denied):
        correct(iris, note, "Prise")


def test_of_two_corrections_at_once_the_second_is_refused_and_the_first_stays(alice: Any, iris: Any, person: Any) -> None:
    note = write(alice, person, "Avant")
    correct(iris, note, "D'Iris")

    with pytest.raises(Stale):
        correct(alice, note, "D'Alice")

    assert read(alice, person) == ["D'Iris"]


# Who reads


@pytest.mark.parametrize(
    ("level", "than", "wider"),
    [("team", "me", True), ("shared", "team", True), ("shared", "me", True), ("team", "shared", False), ("me", "me", False)],
)
def test_what_widens(level: str, than: str, wider: bool) -> None:
    assert is_wider(level, than=than) is wider


@given(levels=st.tuples(st.sampled_from(list(Level)), st.sampled_from(list(Level))))
def test_what_widens_one_way_does_not_widen_the_other(levels: tuple[Level, Level]) -> None:
    one, other = levels

    assert not (is_wider(one, than=other) and is_wider(other, than=one))


def change(worker: Any, note: Any, level: str, **more: Any) -> Any:
    return services.change_level(
        actor=actor_of(worker), today=TODAY, note=note, seen=more.pop("seen", note.version), level=Level(level), **more
    )


def test_widening_asks_to_be_confirmed_and_changes_nothing_before(alice: Any, iris: Any, person: Any) -> None:
    note = write(alice, person, level="me")

    with pytest.raises(errors.WideningNotConfirmed):
        change(alice, note, "team")

    assert read(iris, person) == []


def test_widening_confirmed_opens_the_note_and_the_journal_says_so(alice: Any, iris: Any, person: Any) -> None:
    change(alice, write(alice, person, "Ouverte", level="me"), "team", confirmed=True)

    assert read(iris, person) == ["Ouverte"]
    assert "notes.widened" in actions_on(person)


def test_narrowing_is_done_at_once(alice: Any, iris: Any, person: Any) -> None:
    change(alice, write(alice, person, level="team"), "me")

    assert read(iris, person) == []


def test_only_the_author_changes_who_reads(alice: Any, iris: Any, person: Any) -> None:
    note = write(alice, person)

    with pytest.raises(errors.NotTheAuthor):
        change(iris, note, "shared", confirmed=True)


def test_the_same_level_changes_nothing(alice: Any, person: Any) -> None:
    note = change(alice, write(alice, person), "team")

    assert note.version == 1


def test_a_level_changed_on_an_old_page_is_refused(alice: Any, person: Any) -> None:
    note = write(alice, person)
    change(alice, note, "me")

    with pytest.raises(Stale):
        change(alice, note, "shared", seen=1, confirmed=True)


def test_who_will_read_is_named_at_each_level(alice: Any, iris: Any, bob: Any, person: Any) -> None:
    readers = selectors.readers_at(person, actor=actor_of(alice), today=TODAY)

    assert readers[Level.TEAM].team == ("Iris",)  # bob reads the lists, and opens no note
    assert "Iris" in readers[Level.TEAM].words
    assert "Iris" not in readers[Level.ME].words


def test_who_will_read_is_right_where_files_are_open_to_their_key_workers_alone(
    alice: Any, iris: Any, association_a: Any, person: Any
) -> None:
    association_a.files_open_to = "assigned"
    association_a.save()

    assert selectors.readers_of(person, level=Level.TEAM, actor=actor_of(alice), today=TODAY).team == ()
    write(alice, person)
    with pytest.raises(OutOfScope):
        selectors.get_note(actor=actor_of(iris), pk=Note.unscoped.get().pk, today=TODAY)


def test_many_readers_are_counted_and_the_first_named() -> None:
    words = selectors.Readers(Level.TEAM, team=tuple(f"Collègue {n}" for n in range(9))).words

    assert "9 collègues" in words
    assert "Collègue 5 et 3 autres" in words


def test_nobody_beyond_the_association_is_said() -> None:
    assert "Aucune autre association" in selectors.Readers(Level.SHARED).words
    assert "Charlie (B)" in selectors.Readers(Level.SHARED, team=("Iris",), beyond=("Charlie (B)",)).words


# Promises


def test_a_promise_is_made_with_the_note_and_kept_later(alice: Any, iris: Any, person: Any) -> None:
    note = write(alice, person, promise=promise("appeler", due_on=TOMORROW))
    made = Promise.unscoped.get(note=note)

    kept = services.keep_promise(actor=actor_of(iris), today=TODAY, promise=made)

    assert (kept.kept_on, kept.kept_by_id) == (TODAY, iris.pk)


def test_a_promise_kept_is_not_kept_twice(alice: Any, person: Any) -> None:
    write(alice, person, promise=promise())
    made = Promise.unscoped.get()
    services.keep_promise(actor=actor_of(alice), today=TODAY, promise=made)

    with pytest.raises(errors.PromiseKept):
        services.keep_promise(actor=actor_of(alice), today=TODAY, promise=made)


@pytest.mark.parametrize(("made", "error"), [({"what": " "}, errors.PromiseEmpty), ({"due_on": YESTERDAY}, errors.PromiseDueBefore)])
def test_a_promise_that_cannot_be_is_refused_with_its_note(alice: Any, person: Any, made: Any, error: Any) -> None:
    with pytest.raises(error):
        write(alice, person, promise=promise(**made))

    assert Note.unscoped.count() == 0


def test_one_more_promise_beside_a_note(alice: Any, iris: Any, person: Any) -> None:
    note = write(alice, person)

    services.make_promise(actor=actor_of(iris), today=TODAY, note=note, made=promise("écrire à la CPAM", towards="service"))

    rows = selectors.open_promises(person, actor=actor_of(alice), today=TODAY, reason=Reason.HANDOVER)
    assert [(row.what, row.towards) for row in rows] == [("écrire à la CPAM", "à un partenaire ou un service")]


def test_promises_to_keep_come_by_their_day_and_never_from_a_personal_note(alice: Any, person: Any) -> None:
    write(alice, person, promise=promise("sans date"))
    write(alice, person, promise=promise("demain", due_on=TOMORROW))
    write(alice, person, promise=promise("hier", due_on=YESTERDAY), happened_on=YESTERDAY)
    write(alice, person, promise=promise("à moi"), level="me")

    rows = selectors.open_promises(person, actor=actor_of(alice), today=TODAY, reason=Reason.HANDOVER)

    assert [(row.what, row.late) for row in rows] == [("hier", True), ("demain", False), ("sans date", False)]
    assert selectors.late_promises(person, actor=actor_of(alice), today=TODAY) == 1


# Erasure


def test_an_erasure_takes_the_texts_and_the_personal_notes_and_keeps_the_counts(alice: Any, person: Any) -> None:
    write(alice, person, promise=promise())
    write(alice, person, level="me")
    draft(alice, person, "À moitié")

    erase_subject(actor=system_actor(), subject=person, today=TODAY)

    note = Note.unscoped.get()
    assert (note.body, note.kind, Promise.unscoped.get().what, Draft.unscoped.count()) == (None, "interview", None, 0)


def test_the_text_of_a_note_is_of_the_part_notes(alice: Any, person: Any) -> None:
    note = write(alice, person, "Un secret")
    opened = open_part(actor=actor_of(alice), subject=person, part=Part.STORY, reason=Reason.FOLLOW_UP, today=TODAY)

    with pytest.raises(ValueError, match="not of the part"):
        opened.read(note, "body")


def test_nothing_that_is_printed_shows_a_text(alice: Any, person: Any) -> None:
    actor = actor_of(alice)
    write(alice, person, "Un secret", promise=promise("un autre secret"))
    kept = draft(alice, person, "encore un secret")

    rows = selectors.rows_of(list(selectors.notes_of(person, actor=actor, today=TODAY)), actor=actor, person=person, today=TODAY)
    text = selectors.open_draft(kept, actor=actor, person=person, today=TODAY)

    assert "secret" not in repr(rows) + repr(text) + repr(services.Typed(body="secret"))
    assert kept.saved_at == NOW
