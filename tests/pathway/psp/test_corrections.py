"""The State asks to correct; the association answers from its file; the clock stands still; what was filed never changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from maillage.accompaniment.people.services import erase_file
from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import system_actor
from maillage.foundation.documents import get_document, open_document
from maillage.foundation.kernel.errors import Denied
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import (
    CorrectionClosed,
    CorrectionOpen,
    CorrectionUnknown,
    CorrectionWords,
    DeadlinePast,
    NothingNew,
    NotYours,
    StateRefused,
)
from maillage.pathway.psp.extracts import loads
from maillage.pathway.psp.models import Addendum, Application, Correction, CorrectionCopy, Extract, Problem
from tests.accompaniment.making import actions_on, give_identity
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application, make_photo

FILED = TODAY - timedelta(days=40)
ASKED = TODAY - timedelta(days=30)
ANSWERED = TODAY - timedelta(days=20)
WORDS = "La date de naissance ne correspond pas à la pièce."


@pytest.fixture
def filed(alice: Any, dana: Any) -> Any:
    """Filed forty days ago."""
    return make_application(alice, state="filed", dana=dana, today=FILED)


def _ask(user: Any, application: Any, *, target: str = "field:birth_date", today: Any = ASKED, **more: Any) -> Correction:
    typed = {"problem": Problem.INCORRECT, "words": WORDS, **more}
    return services.ask_correction(actor=actor_of(user, today), today=today, application=application, target=target, **typed)


def _answer(user: Any, correction: Any, *, today: Any = ANSWERED, **more: Any) -> Correction:
    return services.answer_correction(actor=actor_of(user, today), today=today, correction=correction, **more)


def _settle(user: Any, correction: Any, *, accepted: bool = True, **more: Any) -> Correction:
    return services.settle_correction(actor=actor_of(user), today=TODAY, correction=correction, accepted=accepted, **more)


def _extract(user: Any, application: Any) -> Any:
    extract = Extract.unscoped.get(application=application)
    return selectors.open_extract(actor=actor_of(user), extract=extract, reason="instruction", today=TODAY)


# Asked


def test_the_association_reads_the_words_in_its_own_copy(alice: Any, dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed)

    said = selectors.open_own_correction(actor=actor_of(alice), correction=correction, reason="correction", today=TODAY)

    assert said.words == WORDS


def test_the_state_reads_its_own(dana: Any, filed: Any) -> None:
    _ask(dana, filed)

    rows = selectors.open_states_corrections(
        actor=actor_of(dana), extract=Extract.unscoped.get(application=filed), reason="instruction", today=TODAY
    )

    assert [row.said.words for row in rows] == [WORDS]


def test_no_word_of_it_is_in_the_database(dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed)

    kept = (bytes(correction.words.ciphertext), bytes(CorrectionCopy.unscoped.get(correction=correction).words.ciphertext))
    assert not any(b"naissance" in each for each in kept)


def test_erasing_her_file_leaves_the_state_its_own(dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed)
    erase_file(actor=system_actor(), today=TODAY, person=filed.person)

    rows = selectors.open_states_corrections(
        actor=actor_of(dana), extract=Extract.unscoped.get(application=filed), reason="instruction", today=TODAY
    )

    assert rows[0].said.words == WORDS
    assert CorrectionCopy.unscoped.get(correction=correction).words is None


def test_the_wait_is_the_associations_until_it_answers(alice: Any, dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed)
    _answer(alice, correction)

    cut = selectors.waiting_since_filing(Application.unscoped.get(pk=filed.pk), today=TODAY)

    assert cut.details_of(Cause.PIECE) == {"l'association": 10}


def test_the_states_clock_stands_still_and_proves_it(alice: Any, dana: Any, filed: Any) -> None:
    _answer(alice, _ask(dana, filed))

    clock = selectors.states_clock(Application.unscoped.get(pk=filed.pk), today=TODAY)

    assert (clock.elapsed, clock.paused, clock.counted, len(clock.proof)) == (40, 10, 30, 1)


def test_two_demands_are_waited_for_until_the_second_answer(alice: Any, dana: Any, filed: Any) -> None:
    first, second = _ask(dana, filed), _ask(dana, filed, target="piece:identity")
    _answer(alice, first)

    open_still = filed.waiting_facts.get(cause="piece", ends_on__isnull=True)
    _answer(alice, second, today=TODAY, words="La voici.")

    open_still.refresh_from_db()
    assert open_still.ends_on == TODAY


@pytest.mark.parametrize(
    ("refusal", "typed"),
    [
        (CorrectionUnknown, {"target": "field:nothing"}),
        (CorrectionUnknown, {"target": "field:association"}),
        (CorrectionWords, {"words": " "}),
        (DeadlinePast, {"answer_by": ASKED}),
    ],
)
def test_a_demand_says_what_and_why(dana: Any, filed: Any, refusal: type[Exception], typed: dict[str, Any]) -> None:
    with pytest.raises(refusal):
        _ask(dana, filed, **typed)


def test_the_same_line_is_not_asked_twice_at_once(dana: Any, filed: Any) -> None:
    _ask(dana, filed)

    with pytest.raises(CorrectionOpen):
        _ask(dana, filed)


def test_after_the_opinion_nothing_is_asked_any_more(alice: Any, dana: Any) -> None:
    with pytest.raises(StateRefused):
        _ask(dana, make_application(alice, state="examined", dana=dana, today=FILED))


@pytest.mark.parametrize("who", ["eve", "charlie", "paul", "bob"])
def test_only_the_secretariat_asks(filed: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises((Denied, NotYours)):
        _ask(request.getfixturevalue(who), filed)


def test_the_association_does_not_ask_in_the_states_name(alice: Any, filed: Any) -> None:
    with pytest.raises(NotYours):
        _ask(alice, filed)


# Answered


def test_a_line_is_answered_as_the_file_says_it_now(alice: Any, dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed)
    give_identity(alice, filed.person, seen=filed.person.identity.version, birth_date=date(1990, 7, 14))

    _answer(alice, correction, agreed=True)

    assert _extract(dana, filed).fields["birth_date"] == "1990-07-14"


def test_a_line_that_changed_leaves_only_if_she_agrees_again(alice: Any, dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed)
    give_identity(alice, filed.person, seen=filed.person.identity.version, birth_date=date(1990, 7, 14))

    _answer(alice, correction, words="Vu avec elle, elle y réfléchit.")

    assert _extract(dana, filed).fields["birth_date"] == "1994-03-02"


def test_what_was_filed_first_stays_as_it_was(alice: Any, dana: Any, filed: Any) -> None:
    before = bytes(Extract.unscoped.get(application=filed).content.ciphertext)

    _answer(alice, _ask(dana, filed))

    assert bytes(Extract.unscoped.get(application=filed).content.ciphertext) == before


def test_what_an_answer_added_never_changes(alice: Any, dana: Any, filed: Any) -> None:
    _answer(alice, _ask(dana, filed))

    with pytest.raises(DatabaseError), transaction.atomic():
        Addendum.unscoped.update(added_on=TODAY)


def test_only_the_line_asked_for_leaves(alice: Any, dana: Any, filed: Any) -> None:
    _answer(alice, _ask(dana, filed))

    from maillage.foundation.vault import Part, open_part

    opened = open_part(
        actor=actor_of(dana), subject=Extract.unscoped.get(application=filed), part=Part.EXTRACT, reason="instruction", today=TODAY
    )
    content = loads(opened.read(Addendum.unscoped.get(), "content"))
    assert (set(content.fields), content.pieces) == ({"birth_date"}, ())


def test_a_new_file_reaches_the_state_under_its_own_key(alice: Any, dana: Any, filed: Any) -> None:
    _answer(alice, _ask(dana, filed, target="piece:identity"), upload=make_photo())

    piece = next(each for each in _extract(dana, filed).pieces if each.code == "identity")
    document = get_document(owner=Extract.unscoped.get(application=filed), pk=piece.document)
    assert open_document(actor=actor_of(dana), document=document, reason="instruction", today=TODAY).content


def test_the_association_keeps_the_file_it_sent(alice: Any, dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed, target="piece:identity")
    _answer(alice, correction, upload=make_photo())

    copy = CorrectionCopy.unscoped.get(correction=correction)
    document = get_document(owner=copy, pk=copy.document)
    assert open_document(actor=actor_of(alice), document=document, reason="correction", today=TODAY).content


def test_an_empty_answer_is_none(alice: Any, dana: Any, filed: Any) -> None:
    with pytest.raises(NothingNew):
        _answer(alice, _ask(dana, filed, target="piece:identity"))


def test_answered_once(alice: Any, dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed)
    _answer(alice, correction)

    with pytest.raises(CorrectionClosed):
        _answer(alice, correction)


@pytest.mark.parametrize("who", ["bob", "charlie", "dana"])
def test_only_those_who_file_answer(dana: Any, filed: Any, who: str, request: pytest.FixtureRequest) -> None:
    correction = _ask(dana, filed)

    with pytest.raises((Denied, NotYours)):
        _answer(request.getfixturevalue(who), correction, words="Oui.")


# Settled


def test_accepted_it_is_over(alice: Any, dana: Any, filed: Any) -> None:
    settled = _settle(dana, _answer(alice, _ask(dana, filed)))

    assert (settled.state, settled.settled_on) == ("accepted", TODAY)
    assert actions_on(filed)[-1] == "psp.correction_settled"


def test_asked_again_a_new_demand_runs(alice: Any, dana: Any, filed: Any) -> None:
    _settle(dana, _answer(alice, _ask(dana, filed)), accepted=False, words="Toujours illisible.")

    assert list(Correction.unscoped.order_by("asked_on").values_list("state", flat=True)) == ["again", "asked"]


def test_asked_again_says_what_is_missing(alice: Any, dana: Any, filed: Any) -> None:
    with pytest.raises(CorrectionWords):
        _settle(dana, _answer(alice, _ask(dana, filed)), accepted=False)


def test_what_is_not_answered_is_not_settled(dana: Any, filed: Any) -> None:
    with pytest.raises(CorrectionClosed):
        _settle(dana, _ask(dana, filed))


def test_the_association_does_not_accept_its_own_answer(alice: Any, dana: Any, filed: Any) -> None:
    with pytest.raises(NotYours):
        _settle(alice, _answer(alice, _ask(dana, filed)))


def test_a_withdrawn_application_has_no_demand_left(alice: Any, dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed)
    services.withdraw_application(actor=actor_of(alice), today=TODAY, application=filed)

    correction.refresh_from_db()
    assert correction.state == "dropped"


# On paper


def test_without_a_state_in_maillage_the_association_writes_down_what_came(alice: Any) -> None:
    from maillage.pathway.psp.workflow import State

    application = make_application(alice, state="ready", today=FILED)
    services.record_from_paper(actor=actor_of(alice), today=TODAY, application=application, to=State.FILED, happened_on=FILED)

    correction = _ask(alice, Application.unscoped.get(pk=application.pk), today=TODAY, target="piece:identity")
    answered = _answer(alice, correction, today=TODAY, words="Envoyée par courrier.")

    assert (answered.from_paper, _settle(alice, answered).state) == (True, "accepted")


def test_of_an_association_on_paper_the_secretariat_writes_down_the_answer(dana: Any, association_b: Any) -> None:
    application = services.receive_on_paper(
        actor=actor_of(dana),
        today=TODAY,
        territory_id="F1",
        association_id=association_b.pk,
        kind="first",
        received_on=FILED,
        fields={"last_name": "Papierova", "project": "Un projet."},
    )
    correction = _ask(dana, application, target="field:last_name")

    _answer(dana, correction, today=TODAY, value="Papierowska")

    assert _extract(dana, application).fields["last_name"] == "Papierowska"


# The pages


def test_the_whole_exchange_through_the_pages(client: Any, alice: Any, dana: Any, filed: Any) -> None:
    typed = {"target": "piece:identity", "problem": "incomplete", "words": "Le verso manque."}
    client.as_(dana).post(reverse("psp:correction_ask", args=[filed.pk]), typed)
    correction = Correction.unscoped.get()

    asked = client.as_(alice).get(reverse("psp:correction", args=[correction.pk])).content.decode()
    client.as_(alice).post(reverse("psp:correction", args=[correction.pk]), {"words": "Le voici.", "upload": make_photo()})
    checked = client.as_(dana).get(reverse("psp:correction_settle", args=[correction.pk])).content.decode()
    client.as_(dana).post(reverse("psp:correction_settle", args=[correction.pk]), {"outcome": "accepted"})

    correction.refresh_from_db()
    assert ("Le verso manque." in asked, "Le voici." in checked, correction.state) == (True, True, "accepted")


def test_both_sides_see_it_on_the_page_of_the_application(client: Any, alice: Any, dana: Any, filed: Any) -> None:
    _ask(dana, filed)

    pages = [client.as_(user).get(reverse("psp:application", args=[filed.pk])).content.decode() for user in (alice, dana)]

    assert all("Corrections demandées" in page and "Date de naissance" in page for page in pages)


def test_no_page_of_the_list_shows_the_words(client: Any, alice: Any, dana: Any, filed: Any) -> None:
    _ask(dana, filed)

    pages = [client.as_(user).get(reverse("psp:application", args=[filed.pk])).content.decode() for user in (alice, dana)]

    assert not any(WORDS in page for page in pages)


@pytest.mark.parametrize("route", ["psp:correction", "psp:correction_settle"])
def test_a_stranger_gets_404(client: Any, charlie: Any, dana: Any, filed: Any, route: str) -> None:
    correction = _ask(dana, filed)

    assert client.as_(charlie).get(reverse(route, args=[correction.pk])).status_code == 404


def test_read_again_when_it_is_over(client: Any, alice: Any, dana: Any, filed: Any) -> None:
    correction = _ask(dana, filed)
    _settle(dana, _answer(alice, correction, words="Corrigé."))

    pages = [
        client.as_(user).get(reverse(route, args=[correction.pk])).content.decode()
        for user, route in ((alice, "psp:correction"), (dana, "psp:correction_settle"))
    ]

    assert all(WORDS in page and "Corrigé." in page for page in pages)
