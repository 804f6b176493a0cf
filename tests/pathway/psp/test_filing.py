"""Filing: what leaves, what does not, who opens it, and what an erasure leaves to the State."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from maillage.accompaniment.people.models import Accord
from maillage.accompaniment.people.services import erase_file
from maillage.foundation.access.actor import system_actor
from maillage.foundation.documents import documents_of, get_document, open_document
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.notifications.models import Notice
from maillage.foundation.vault import SealErased
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import (
    AccordMissing,
    DateInFuture,
    IdentityMissing,
    MinorProtected,
    NoSecretariat,
    PiecesMissing,
    StateRefused,
    TextMissing,
    TooYoung,
    UnknownAssociation,
)
from maillage.pathway.psp.extracts import LABELS, NAMING, ExtractContent, age_on, loads
from maillage.pathway.psp.models import Application, Extract, Kind, Piece, PieceState, WaitingFact
from tests.accompaniment.making import actions_on, give_accord, give_identity, make_person
from tests.cast import TODAY, actor_of, make_organisation
from tests.pathway.psp.making import make_application, make_photo

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def ready(alice: Any, delegation_x: Any) -> Any:
    """Ready to file: identity, accord, pieces and text are there."""
    person = make_person(alice)
    give_identity(alice, person)
    give_accord(alice, person, delegation_x)
    return make_application(alice, state="ready", person=person)


def _file(user: Any, application: Any, *, today: date = TODAY, **more: Any) -> Any:
    return services.file_application(actor=actor_of(user, today), today=today, application=application, **more)


def _open(user: Any, application: Any) -> ExtractContent:
    extract = Extract.unscoped.get(application=application)
    return selectors.open_extract(actor=actor_of(user), extract=extract, reason="instruction", today=TODAY)


# Success


def test_filing_gives_a_number_a_day_and_an_extract_for_the_secretariat(alice: Any, ready: Any, delegation_x: Any) -> None:
    filed = _file(alice, ready)

    extract = Extract.unscoped.get(application=filed)
    assert (filed.state, filed.filed_on, filed.number) == ("filed", TODAY, "F1-2020-0001")
    assert (extract.organisation, extract.filed_on, extract.retain_until) == (delegation_x, TODAY, date(2025, 5, 19))
    assert actions_on(filed)[-1] == "psp.filed"


def test_the_secretary_reads_exactly_what_was_shown_before_the_filing(alice: Any, dana: Any, ready: Any) -> None:
    shown = selectors.preview_extract(actor=actor_of(alice), application=ready, reason="application", today=TODAY)

    _file(alice, ready)

    assert _open(dana, ready).fields == shown.fields
    assert [piece.code for piece in _open(dana, ready).pieces] == [piece.code for piece in shown.pieces]


def test_numbers_follow_each_other_in_a_department_and_a_year(alice: Any, dana: Any) -> None:
    numbers = [make_application(alice, state="filed", dana=dana).number for _ in range(3)]

    assert numbers == ["F1-2020-0001", "F1-2020-0002", "F1-2020-0003"]


def test_the_same_key_files_once(alice: Any, ready: Any) -> None:
    key = uuid.uuid4()

    for _ in range(2):
        _file(alice, ready, key=key)

    assert Extract.unscoped.count() == 1
    assert actions_on(ready).count("psp.filed") == 1


def test_filing_begins_the_wait_for_a_session(alice: Any, ready: Any) -> None:
    _file(alice, ready)

    fact = WaitingFact.unscoped.get(application=ready)
    assert (fact.cause, fact.starts_on, fact.ends_on) == ("no_session", TODAY, None)


def test_the_secretary_is_told_without_any_name(alice: Any, dana: Any, ready: Any) -> None:
    _file(alice, ready)

    notice = Notice.unscoped.get(user_id=dana.pk)
    assert (notice.topic, str(notice.link_pk)) == ("psp.filed", str(ready.pk))


def test_the_extract_is_in_french_whatever_the_language_of_the_screen(alice: Any, ready: Any) -> None:
    from django.utils import translation

    with translation.override("en"):
        content = selectors.preview_extract(actor=actor_of(alice), application=ready, reason="application", today=TODAY)

    assert content.fields["kind"] == "première demande d'engagement"


# Copies of the pieces


def test_the_state_keeps_its_own_copy_of_a_scan_under_its_own_key(alice: Any, dana: Any, delegation_x: Any) -> None:
    filed, original = _filed_with_a_scan(alice, delegation_x)

    copied = next(piece for piece in _open(dana, filed).pieces if piece.document)
    extract = Extract.unscoped.get(application=filed)
    document = get_document(owner=extract, pk=uuid.UUID(copied.document))
    opened = open_document(actor=actor_of(dana), document=document, reason="instruction", today=TODAY)
    assert (opened.mime, opened.name) == ("image/png", "carte.png")
    assert str(original) != copied.document
    assert document.subject_id == extract.pk


def test_the_secretary_does_not_open_the_scan_of_the_persons_file(alice: Any, dana: Any, delegation_x: Any) -> None:
    filed, original = _filed_with_a_scan(alice, delegation_x)
    piece = Piece.unscoped.select_related("application__person").get(application=filed, document=original)

    with pytest.raises(OutOfScope):
        open_document(actor=actor_of(dana), document=get_document(owner=piece, pk=original), reason="instruction", today=TODAY)


def test_the_association_does_not_open_the_copy_of_the_state(alice: Any, delegation_x: Any) -> None:
    filed, _ = _filed_with_a_scan(alice, delegation_x)
    extract = Extract.unscoped.get(application=filed)

    with pytest.raises(OutOfScope):
        open_document(actor=actor_of(alice), document=documents_of(extract)[0], reason="application", today=TODAY)


# Refusals


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_only_those_who_file_file(ready: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _file(request.getfixturevalue(who), ready)


@pytest.mark.parametrize("state", ["wish", "preparing"])
def test_an_application_that_is_not_ready_is_not_filed(alice: Any, delegation_x: Any, state: str) -> None:
    with pytest.raises(StateRefused):
        _file(alice, make_application(alice, state=state))


def test_nothing_is_filed_twice(alice: Any, ready: Any) -> None:
    _file(alice, ready)

    with pytest.raises(StateRefused):
        _file(alice, ready)


def test_without_her_accord_nothing_leaves(alice: Any, delegation_x: Any) -> None:
    person = make_person(alice)
    give_identity(alice, person)

    with pytest.raises(AccordMissing):
        _file(alice, make_application(alice, state="ready", person=person))


def test_a_withdrawn_accord_lets_nothing_leave(alice: Any, ready: Any) -> None:
    # Straight in the table: the service of the room below also holds the application.
    Accord.unscoped.update(withdrawn_on=TODAY)

    with pytest.raises(AccordMissing):
        _file(alice, ready)


def test_without_an_identity_nothing_leaves(alice: Any, delegation_x: Any) -> None:
    person = make_person(alice)
    give_accord(alice, person, delegation_x)

    with pytest.raises(IdentityMissing):
        _file(alice, make_application(alice, state="ready", person=person))


def test_a_minor_is_refused_and_the_sentence_says_whom_to_alert(alice: Any, delegation_x: Any) -> None:
    person = make_person(alice)
    give_identity(alice, person, birth_date=date(2002, 5, 20))
    give_accord(alice, person, delegation_x)

    with pytest.raises(MinorProtected) as refused:
        _file(alice, make_application(alice, state="ready", person=person))

    assert "parcours de protection" in refused.value.sentence


def test_a_minor_who_keeps_her_birth_date_to_herself_is_refused_too(alice: Any, ready: Any) -> None:
    from dataclasses import replace

    from maillage.pathway.psp.services.filing import check_content

    form = selectors.open_form(actor=actor_of(alice), application=ready, reason="application", today=TODAY)
    young = replace(form, live={**form.live, "birth_date": "2005-01-01"})

    with pytest.raises(TooYoung):
        check_content(young, today=TODAY)


def test_she_may_file_on_the_day_of_her_majority(alice: Any, delegation_x: Any) -> None:
    person = make_person(alice)
    give_identity(alice, person, birth_date=date(2002, 5, 19))
    give_accord(alice, person, delegation_x)

    assert _file(alice, make_application(alice, state="ready", person=person)).state == "filed"


@pytest.mark.parametrize("text", [{"project": ""}, {"commitments": " "}])
def test_without_her_text_nothing_leaves(alice: Any, delegation_x: Any, text: dict[str, str]) -> None:
    person = make_person(alice)
    give_identity(alice, person)
    give_accord(alice, person, delegation_x)

    with pytest.raises(TextMissing):
        _file(alice, make_application(alice, state="ready", person=person, text=text))


def test_a_piece_taken_back_since_it_was_ready_stops_the_filing(alice: Any, ready: Any) -> None:
    piece = Piece.unscoped.get(application=ready, code="identity")
    services.change_piece(actor=actor_of(alice), today=TODAY, piece=piece, seen=piece.version, state=PieceState.ASKED, issuer="person")

    with pytest.raises(PiecesMissing):
        _file(alice, ready)


def test_without_a_secretariat_nothing_leaves(alice: Any) -> None:
    with pytest.raises(NoSecretariat):
        _file(alice, make_application(alice, state="ready"))


def test_a_refused_filing_leaves_nothing_behind(alice: Any, ready: Any) -> None:
    # Straight in the table: the service of the room below also holds the application.
    Accord.unscoped.update(withdrawn_on=TODAY)

    with pytest.raises(AccordMissing):
        _file(alice, ready)

    assert (Extract.unscoped.count(), Application.unscoped.get(pk=ready.pk).number) == (0, None)


# The border


def test_the_extract_names_the_request_and_what_she_agreed_to(alice: Any, dana: Any, ready: Any) -> None:
    _file(alice, ready)

    fields = set(_open(dana, ready).fields)
    assert fields <= set(LABELS)
    assert fields == {
        "association", "territory", "kind", "last_name", "first_name", "birth_date", "nationality", "project", "commitments", "asks_permit",
        "asks_allowance",
    }  # fmt: skip


def test_no_row_of_the_state_holds_a_field_of_the_person() -> None:
    names = {field.name for field in Extract._meta.concrete_fields}

    assert names == {"id", "version", "application", "organisation", "territory", "filed_on", "retain_until", "content", "format_version"}


def test_the_reading_copy_leaves_out_whatever_names_her(alice: Any, dana: Any, ready: Any) -> None:
    _file(alice, ready)

    copy = _open(dana, ready).pseudonymised()

    assert not NAMING & set(copy.fields)
    assert "Aubrac" not in copy.dumps()


# Who opens it


@pytest.mark.parametrize("who", ["dana", "paul"])
def test_the_secretary_and_the_prefects_office_open_it(alice: Any, ready: Any, who: str, request: pytest.FixtureRequest) -> None:
    _file(alice, ready)

    assert _open(request.getfixturevalue(who), ready).fields["last_name"] == "Aubrac"


@pytest.mark.parametrize("who", ["eve", "charlie", "alice", "bob", "marc", "jean", "nora", "aude", "ops"])
def test_nobody_else_opens_it(alice: Any, ready: Any, who: str, request: pytest.FixtureRequest) -> None:
    _file(alice, ready)

    with pytest.raises(OutOfScope):
        _open(request.getfixturevalue(who), ready)


def test_opening_it_is_journaled_on_the_extract(alice: Any, dana: Any, ready: Any) -> None:
    _file(alice, ready)

    _open(dana, ready)

    assert "vault.extract_opened" in actions_on(Extract.unscoped.get(application=ready))


@pytest.mark.db_truth
@pytest.mark.parametrize("change", [{"filed_on": TOMORROW}, {"format_version": 9}])
def test_the_database_refuses_to_change_what_was_filed(alice: Any, ready: Any, change: dict[str, Any]) -> None:
    _file(alice, ready)

    with pytest.raises(DatabaseError), transaction.atomic():
        Extract.unscoped.filter(application=ready).update(**change)


def test_the_repr_of_what_was_filed_shows_nothing(alice: Any, dana: Any, ready: Any) -> None:
    _file(alice, ready)

    content = _open(dana, ready)

    assert "Aubrac" not in repr(content) + repr(content.lines())


# Erasing


def test_erasing_her_file_leaves_the_states_extract_and_its_copies_readable(alice: Any, dana: Any, delegation_x: Any) -> None:
    filed, _ = _filed_with_a_scan(alice, delegation_x)

    erase_file(actor=system_actor(), today=TODAY, person=filed.person)

    content = _open(dana, filed)
    copied = next(piece for piece in content.pieces if piece.document)
    extract = Extract.unscoped.get(application=filed)
    document = get_document(owner=extract, pk=uuid.UUID(copied.document))
    assert content.fields["last_name"] == "Aubrac"
    assert open_document(actor=actor_of(dana), document=document, reason="instruction", today=TODAY).content


def test_erasing_her_file_takes_her_text_and_her_scans(alice: Any, delegation_x: Any) -> None:
    filed, original = _filed_with_a_scan(alice, delegation_x)

    erase_file(actor=system_actor(), today=TODAY, person=filed.person)

    again = Application.unscoped.get(pk=filed.pk)
    assert (again.project, again.commitments) == (None, None)
    assert not Piece.unscoped.filter(document=original).exists()


def test_nothing_is_sealed_any_more_on_an_erased_file(alice: Any, ready: Any) -> None:
    erase_file(actor=system_actor(), today=TODAY, person=ready.person)

    with pytest.raises(SealErased):
        services.write_text(
            actor=actor_of(alice),
            today=TODAY,
            application=ready,
            seen=ready.version,
            project="encore",
            commitments="encore",
            asks_permit=False,
            asks_allowance=False,
        )


# Received on paper, by the State's side alone


def test_an_application_on_paper_is_received_with_its_day_and_its_scan(dana: Any, association_b: Any) -> None:
    application = _receive(dana, association_b, received_on=date(2020, 5, 4), scan=make_photo())

    extract = Extract.unscoped.get(application=application)
    assert (application.state, application.filed_on, application.number) == ("filed", date(2020, 5, 4), "F1-2020-0001")
    assert (application.person, application.organisation) == (None, association_b)
    assert len(documents_of(extract)) == 1
    assert actions_on(application) == ["psp.received_on_paper"]


def test_what_came_on_paper_is_read_by_the_secretary(dana: Any, association_b: Any) -> None:
    application = _receive(dana, association_b, fields={"last_name": " Aubrac ", "project": "Un CAP", "secret": "x", "asks_permit": "oui"})

    content = _open(dana, application)
    assert (content.fields["last_name"], content.fields["association"]) == ("Aubrac", association_b.name)
    assert "secret" not in content.fields
    assert application.asks_permit


def test_the_same_key_receives_once(dana: Any, association_b: Any) -> None:
    key = uuid.uuid4()

    first, second = (_receive(dana, association_b, key=key) for _ in range(2))

    assert first.pk == second.pk


def test_what_is_to_come_is_not_received(dana: Any, association_b: Any) -> None:
    with pytest.raises(DateInFuture):
        _receive(dana, association_b, received_on=TOMORROW)


@pytest.mark.parametrize("who", ["eve", "alice", "paul", "marc"])
def test_only_the_secretary_of_the_department_receives(
    association_b: Any, delegation_x: Any, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Denied):
        _receive(request.getfixturevalue(who), association_b)


def test_an_association_of_elsewhere_is_not_known_here(dana: Any) -> None:
    with pytest.raises(UnknownAssociation):
        _receive(dana, make_organisation(territory="F2"))


def test_a_minor_on_paper_is_refused_too(dana: Any, association_b: Any) -> None:
    with pytest.raises(TooYoung):
        _receive(dana, association_b, fields={"last_name": "Aubrac", "birth_date": "2004-01-01"})


def test_the_association_sees_that_its_application_was_received_and_not_what_it_says(dana: Any, charlie: Any, association_b: Any) -> None:
    application = _receive(dana, association_b)

    seen = selectors.get_application(actor=actor_of(charlie), pk=application.pk, today=TODAY)

    assert seen.pk == application.pk
    with pytest.raises(OutOfScope):
        _open(charlie, application)


# Small rules


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [("2000-05-19", TODAY, 20), ("2000-05-20", TODAY, 19), ("2000-02-29", date(2019, 2, 28), 18), ("", TODAY, None)],
)
def test_age_counts_whole_years(born: str, day: date, age: int | None) -> None:
    assert age_on(born, day=day) == age


def test_a_content_survives_its_sealing() -> None:
    content = ExtractContent(fields={"last_name": "É « x » 中"}, pieces=())

    assert loads(content.dumps()) == content


def test_the_lines_of_a_page_say_days_in_words_and_skip_what_is_empty() -> None:
    content = ExtractContent(fields={"birth_date": "1994-03-02", "project": "Un CAP", "nationality": ""}, pieces=())

    assert [(dataclasses.astuple(line)[1], line.long) for line in content.lines()] == [("2 mars 1994", False), ("Un CAP", True)]


def _filed_with_a_scan(alice: Any, delegation_x: Any) -> tuple[Any, uuid.UUID]:
    person = make_person(alice)
    give_identity(alice, person)
    give_accord(alice, person, delegation_x)
    application = make_application(alice, state="ready", person=person)
    piece = Piece.unscoped.select_related("application__person").get(application=application, code="identity")
    attached = services.attach_piece(actor=actor_of(alice), today=TODAY, piece=piece, upload=make_photo("carte.png"))
    return _file(alice, application), attached.document


def _receive(user: Any, association: Any, **more: Any) -> Any:
    given = {
        "territory_id": "F1",
        "association_id": association.pk,
        "kind": Kind.FIRST,
        "received_on": TODAY,
        "fields": {"last_name": "Aubrac"},
        **more,
    }
    return services.receive_on_paper(actor=actor_of(user), today=TODAY, **given)
