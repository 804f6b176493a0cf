"""What other pages show of notes: the hand-over, and the page of a colleague of another association."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.notes import screens, services
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind, Note
from maillage.accompaniment.notes.selectors import readers_of
from maillage.accompaniment.people.merging import merging_of
from maillage.accompaniment.people.models import KeyWorkerRole
from maillage.foundation.kernel.errors import Denied, OutOfScope
from tests.accompaniment.making import actions_on, agree_to_share, give_follow_up, make_person
from tests.accompaniment.notes.making import promise, read, write
from tests.cast import TODAY, actor_of


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


@pytest.fixture
def shared(person: Any, alice: Any, charlie: Any, association_b: Any) -> Any:
    accord = agree_to_share(alice, person, association_b)
    give_follow_up(alice, person, charlie, association_id=association_b.pk, role=KeyWorkerRole.SECOND)
    return accord


def _text(response: Any) -> str:
    return str(response.content.decode()).replace("&#x27;", "'")


# The hand-over


def test_a_hand_over_shows_notes_and_promises_of_the_team_and_nothing_personal(alice: Any, person: Any) -> None:
    write(alice, person, "Pour l'équipe", promise=promise("appeler"))
    write(alice, person, "Pour moi", level="me", promise=promise("à moi"))

    shown = screens.show_on_handover(actor=actor_of(alice), obj=person, today=TODAY)

    assert shown is not None
    assert [row.body for row in shown.data["rows"]] == ["Pour l'équipe"]
    assert [row.what for row in shown.data["promises"]] == ["appeler"]


def test_a_hand_over_says_nothing_of_notes_to_whoever_may_not_open_them(bob: Any, alice: Any, person: Any) -> None:
    write(alice, person)

    assert screens.show_on_handover(actor=actor_of(bob), obj=person, today=TODAY) is None
    assert screens.show_on_file(actor=actor_of(bob), obj=person, today=TODAY) is None


def test_the_page_of_a_hand_over_prints_them(client: Any, alice: Any, person: Any) -> None:
    write(alice, person, "Pour l'équipe", promise=promise("appeler"))
    write(alice, person, "Pour moi", level="me")

    page = _text(client.as_(alice).post(reverse("people:hand_over_file", args=[person.pk]), {"reason": "handover"}))

    assert ("Pour l'équipe" in page, "appeler" in page, "Pour moi" in page) == (True, True, False)


def test_a_reunion_of_files_does_not_count_notes(alice: Any) -> None:
    assert merging_of(Note).shown is False


# Shared with another association


def test_a_colleague_of_another_association_reads_what_is_shared_and_nothing_else(
    client: Any, alice: Any, charlie: Any, person: Any, shared: Any
) -> None:
    write(alice, person, "Pour toutes", level="shared", promise=promise("visiter la chambre"))
    write(alice, person, "Pour l'équipe")
    write(alice, person, "Pour moi", level="me")

    page = _text(client.as_(charlie).get(reverse("people:shared", args=[person.pk])))

    assert all(words in page for words in ("Pour toutes", "visiter la chambre", "écrite par Alice"))
    assert not any(words in page for words in ("Pour l'équipe", "Pour moi"))


def test_her_colleague_elsewhere_is_named_among_the_readers_while_her_accord_holds(alice: Any, person: Any, shared: Any) -> None:
    readers = readers_of(person, level=Level.SHARED, actor=actor_of(alice), today=TODAY)
    assert "Charlie (Association B)" in readers.words

    shared.withdrawn_on = TODAY
    shared.save()

    assert readers_of(person, level=Level.SHARED, actor=actor_of(alice), today=TODAY).beyond == ()


def write_shared(worker: Any, person: Any, body: str = "De l'autre association", **more: Any) -> Any:
    return services.write_shared_note(
        actor=actor_of(worker), today=TODAY, person=person, kind=Kind.INTERVIEW, happened_on=TODAY, body=body, **more
    )


def test_the_colleague_elsewhere_writes_for_the_whole_group(alice: Any, iris: Any, charlie: Any, person: Any, shared: Any) -> None:
    key = uuid.uuid4()

    first, again = write_shared(charlie, person, key=key), write_shared(charlie, person, key=key)

    assert (first.pk, first.level, first.author_id) == (again.pk, "shared", charlie.pk)
    assert read(iris, person) == ["De l'autre association"]
    assert "notes.written" in actions_on(person)


def test_once_the_accord_is_withdrawn_nothing_more_is_written_or_read(client: Any, charlie: Any, person: Any, shared: Any) -> None:
    shared.withdrawn_on = TODAY
    shared.save()

    with pytest.raises(OutOfScope):
        write_shared(charlie, person)
    assert client.as_(charlie).get(reverse("notes:shared_write", args=[person.pk])).status_code == 404


@pytest.mark.parametrize("who", ["alice", "bob", "dana"])
def test_whoever_shares_nothing_does_not_write_by_this_way(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises((OutOfScope, Denied)):
        write_shared(request.getfixturevalue(who), person)


def test_the_page_of_a_shared_note_says_who_reads_and_keeps_what_was_typed(client: Any, charlie: Any, person: Any, shared: Any) -> None:
    writer, address = client.as_(charlie), reverse("notes:shared_write", args=[person.pk])
    sent = {"body": "Vue ensemble", "kind": "interview", "happened_on": TODAY.isoformat(), "key": str(uuid.uuid4())}

    form = _text(writer.get(address))
    wrong = writer.post(address, {**sent, "happened_on": "2030-01-01"})
    done = _text(writer.post(address, sent, follow=True))

    assert "l'équipe de « Association A »" in form
    assert (wrong.status_code, "Vue ensemble" in _text(wrong)) == (422, True)
    assert all(words in done for words in ("J'ai enregistré la note.", "Vue ensemble", "écrite par vous"))
