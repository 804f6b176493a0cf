"""The review (bilan) before a renewal: sealed, corrected, never sent, and the act that the term calls for."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.core.clock.alerts import Gesture
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.foundation.vault import Reason, erase_subject
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import DateInFuture, NoFileHere, ReviewEmpty, ReviewOutsideTerm
from maillage.pathway.psp.models import Pathway, Proposal, Review
from maillage.pathway.psp.reviews import Domain, Done, ReviewContent, loads
from tests.accompaniment.making import actions_on, make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_pathway

CONTENT = ReviewContent(words="Elle suit ses cours de français.", points={"language": ("done", "A2 obtenu"), "housing": ("prevented", "")})
HELD = date(2020, 5, 4)


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any) -> Any:
    person = make_person(alice, pseudonym="Lune", today=date(2019, 9, 1))
    return make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 17), person=person)


@pytest.fixture
def term(pathway: Any) -> Any:
    return pathway.terms.get()


def _write(user: Any, term: Any, *, seen: int = 0, held_on: date = HELD, content: ReviewContent = CONTENT, **more: Any) -> Any:
    return services.write_review(
        actor=actor_of(user), today=TODAY, term=term, seen=seen, held_on=held_on, proposal=Proposal.RENEW, content=content, **more
    )


def test_a_review_is_read_back_as_it_was_written(alice: Any, term: Any, pathway: Any) -> None:
    review = _write(alice, term)

    content = selectors.open_review(actor=actor_of(alice), review=review, pathway=pathway, reason=Reason.FOLLOW_UP, today=TODAY)

    assert content == CONTENT
    assert [(point.domain, point.done) for point in content.lines()] == [(Domain.HOUSING, Done.PREVENTED), (Domain.LANGUAGE, Done.DONE)]
    assert "psp.review_written" in actions_on(pathway)
    assert "français" not in repr(content) + repr(content.lines())


def test_a_double_click_writes_one_review(alice: Any, term: Any) -> None:
    key = uuid.uuid4()

    for _ in range(2):
        _write(alice, term, key=key)

    assert Review.unscoped.count() == 1


def test_two_people_writing_the_first_review_are_both_shown(alice: Any, iris: Any, term: Any) -> None:
    _write(alice, term)

    with pytest.raises(Stale):
        _write(iris, term)


def test_a_correction_keeps_the_row_and_a_stale_one_changes_nothing(alice: Any, iris: Any, term: Any, pathway: Any) -> None:
    review = _write(alice, term)
    _write(iris, term, seen=review.version, content=ReviewContent(words="Corrigé."))

    with pytest.raises(Stale):
        _write(alice, term, seen=review.version, content=ReviewContent(words="Perdu ?"))

    kept = Review.unscoped.get()
    opened = selectors.open_review(actor=actor_of(alice), review=kept, pathway=pathway, reason=Reason.FOLLOW_UP, today=TODAY)
    assert (kept.version, opened.words) == (2, "Corrigé.")


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, DateInFuture),
        ({"held_on": date(2020, 1, 5)}, ReviewOutsideTerm),
        ({"content": ReviewContent(words="  ", points={"care": ("", " ")})}, ReviewEmpty),
    ],
)
def test_a_review_that_cannot_be_is_refused(alice: Any, term: Any, more: dict[str, Any], refusal: Any) -> None:
    with pytest.raises(refusal):
        _write(alice, term, **more)


def test_without_her_file_there_is_no_review_here(alice: Any, term: Any) -> None:
    Pathway.unscoped.filter(pk=term.pathway_id).update(person=None)

    with pytest.raises(NoFileHere):
        _write(alice, type(term).unscoped.get(pk=term.pk))


@pytest.mark.parametrize("who", ["bob", "charlie", "dana", "paul", "marc"])
def test_only_those_who_prepare_write_a_review(term: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _write(request.getfixturevalue(who), term)


@pytest.mark.parametrize("who", ["charlie", "dana", "paul", "eve"])
def test_the_state_and_strangers_never_know_of_a_review(alice: Any, term: Any, who: str, request: pytest.FixtureRequest) -> None:
    _write(alice, term)

    assert selectors.review_of(term, actor=actor_of(request.getfixturevalue(who)), today=TODAY) is None


def test_the_erasure_of_her_file_takes_the_words_and_leaves_the_day(alice: Any, term: Any, pathway: Any) -> None:
    _write(alice, term)

    erase_subject(actor=actor_of(alice), subject=pathway.person, today=TODAY)

    review = Review.unscoped.get()
    assert (review.content, review.held_on) == (None, HELD)
    with pytest.raises(OutOfScope):
        selectors.open_review(actor=actor_of(alice), review=review, pathway=Pathway(person=None), reason=Reason.FOLLOW_UP, today=TODAY)


def test_nothing_sealed_is_an_empty_review() -> None:
    assert loads("").says_nothing


# The act that the term calls for


def test_the_alert_asks_for_the_review_then_for_the_filing(alice: Any, term: Any, pathway: Any) -> None:
    before = selectors.pathway_rows([pathway], actor=actor_of(alice), today=TODAY)[0]
    _write(alice, term)
    after = selectors.pathway_rows([pathway], actor=actor_of(alice), today=TODAY)[0]

    assert before.gesture is not None
    assert str(before.gesture).startswith("Préparez le bilan de Lune.")
    assert str(after.gesture).startswith("Déposez le renouvellement de Lune.")


def test_the_state_is_told_of_no_act(dana: Any, pathway: Any) -> None:
    assert selectors.pathway_rows([pathway], actor=actor_of(dana), today=TODAY)[0].gesture is None
    assert Gesture.REVIEW  # the rule itself is tested with the clock


# Pages


def _post(client: Any, user: Any, term: Any, **typed: Any) -> Any:
    given = {"version": 0, "held_on": "2020-05-04", "proposal": "renew", "words": "Elle avance.", "done_care": "partly", **typed}
    return client.as_(user).post(reverse("psp:review", args=[term.pk]), given)


def test_a_review_is_written_on_its_page_and_opened_with_a_reason(client: Any, alice: Any, term: Any) -> None:
    answer = _post(client, alice, term)
    page = client.as_(alice).get(reverse("psp:pathway", args=[term.pathway_id])).content.decode()
    opened = client.as_(alice).post(reverse("psp:review_open", args=[term.pk]), {"reason": "follow_up"}).content.decode()

    assert answer.status_code == 302
    assert "Bilan tenu le" in page
    assert "Elle avance." not in page
    assert "Elle avance." in opened
    assert "accès aux soins" in opened.lower()


def test_what_was_typed_comes_back_when_it_is_refused(client: Any, alice: Any, term: Any) -> None:
    answer = _post(client, alice, term, held_on="2020-01-02")

    assert answer.status_code == 422
    assert "Elle avance." in answer.content.decode()


def test_a_stale_page_shows_both_reviews(client: Any, alice: Any, term: Any) -> None:
    _write(alice, term)

    answer = _post(client, alice, term)

    assert answer.status_code == 409
    assert "Elle suit ses cours de français." in answer.content.decode()
    assert "Elle avance." in answer.content.decode()


@pytest.mark.parametrize(("who", "code"), [("bob", 403), ("charlie", 404), ("dana", 403), ("paul", 403), ("marc", 404), ("hugo", 403)])
def test_the_review_is_for_those_who_prepare(client: Any, term: Any, who: str, code: int, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).get(reverse("psp:review", args=[term.pk])).status_code == code


def test_an_address_kept_opens_nothing(client: Any, alice: Any, term: Any) -> None:
    _write(alice, term)

    assert client.as_(alice).get(reverse("psp:review_open", args=[term.pk])).status_code == 302


def test_a_term_without_a_review_has_nothing_to_open(client: Any, alice: Any, term: Any) -> None:
    assert client.as_(alice).post(reverse("psp:review_open", args=[term.pk]), {"reason": "follow_up"}).status_code == 404
