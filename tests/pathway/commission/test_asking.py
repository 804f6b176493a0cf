"""Opinions asked before the session: of whom, by when, read by whom; answered here or on paper; reminded on their days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.foundation.kernel.moment import PARIS
from maillage.foundation.notifications.models import Notice
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import NotYourSeat, Recused, SeatNotSitting
from maillage.pathway.commission.errors_reading import (
    AlreadyAnswered,
    AnsweredBeforeRequest,
    AnsweredBySeat,
    AnswerMissing,
    AskedAlready,
    DeadlineUnfit,
    NotBeforeSession,
    NothingAsked,
    QuestionMissing,
)
from maillage.pathway.commission.models import Item, OpinionRequest, RecusalReason
from maillage.pathway.commission.tasks import remind_if_due
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World, file_for

DUE = TODAY + timedelta(days=4)
QUESTION = "Le logement est-il stable ?"


@pytest.fixture
def item(world: World, filed: Any) -> Item:
    """On the agenda of a session convened."""
    session = world.plan()
    item = world.add(session, filed)
    world.convene(session)
    return Item.unscoped.select_related("session", "application").get(pk=item.pk)


def ask(world: World, item: Item, *codes: str, by: Any = None, today: date = TODAY, **more: Any) -> list[OpinionRequest]:
    asked = {"question": QUESTION, "due_on": DUE} | more
    actor = actor_of(by or world.dana, today)
    services.ask_opinions(actor=actor, today=today, item=item, seats=[world.seats[code] for code in codes], **asked)
    return [OpinionRequest.unscoped.standing().get(item=item, seat=world.seats[code]) for code in codes]


def answer(user: Any, request: OpinionRequest, words: str = "Oui, depuis mars.", *, today: date = TODAY, **more: Any) -> OpinionRequest:
    seen = more.pop("seen", OpinionRequest.unscoped.get(pk=request.pk).version)
    return services.answer_request(actor=actor_of(user, today), today=today, request=request, seen=seen, answer=words, **more)


# Asking


def test_named_seats_are_asked_and_told_without_a_word_about_anybody(world: World, item: Item) -> None:
    ask(world, item, "magistrate", "social")

    told = Notice.unscoped.filter(topic="commission.opinion_asked")
    assert [(row.user_id, row.day, row.link_pk) for row in told] == [(world.marc.pk, DUE, item.pk)]


@pytest.mark.parametrize(
    ("codes", "more", "refusal"),
    [
        (("magistrate",), {"question": "  "}, QuestionMissing),
        (("magistrate",), {"due_on": TODAY - timedelta(days=1)}, DeadlineUnfit),
        (("magistrate",), {"due_on": TODAY + timedelta(days=8)}, DeadlineUnfit),
        (("a",), {}, Recused),
    ],
)
def test_what_may_not_be_asked_is_refused(world: World, item: Item, codes: tuple[str, ...], more: dict[str, Any], refusal: type) -> None:
    with pytest.raises(refusal):
        ask(world, item, *codes, **more)
    assert not OpinionRequest.unscoped.exists()


def test_all_are_asked_or_none(world: World, item: Item) -> None:
    ask(world, item, "social")

    with pytest.raises(AskedAlready):
        ask(world, item, "magistrate", "social")
    assert OpinionRequest.unscoped.count() == 1


def test_a_seat_that_was_not_convened_is_not_asked(world: World, item: Item) -> None:
    item.session.convocations.filter(seat=world.seats["social"]).delete()

    with pytest.raises(SeatNotSitting):
        ask(world, item, "social")


@pytest.mark.parametrize("who", ["jean", "marc", "alice"])
def test_only_the_secretary_asks(world: World, item: Item, who: str) -> None:
    with pytest.raises(Denied):
        ask(world, item, "magistrate", by=getattr(world, who))


def test_an_opinion_is_asked_before_the_session_only(world: World, item: Item) -> None:
    session = world.open(item.session)

    with pytest.raises(NotBeforeSession):
        ask(world, item, "magistrate", today=session.held_on, due_on=session.held_on)


# Answering


def test_the_member_answers_and_may_change_until_the_session_opens(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")
    answer(world.marc, request, "Oui.")
    answer(world.marc, request, "Non, à la réflexion.")

    (line,) = selectors.asked_on(world.secretary, item, today=TODAY)

    assert (line.answer, line.request.by_secretary, line.request.answered_on) == ("Non, à la réflexion.", False, TODAY)


def test_a_stale_tab_writes_over_nothing(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")
    answer(world.marc, request, "Oui.")

    with pytest.raises(Stale):
        answer(world.marc, request, "Non.", seen=request.version)


def test_once_the_session_is_open_the_opinion_is_given_there(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")
    session = world.open(item.session)

    with pytest.raises(NotBeforeSession):
        answer(world.marc, request, today=session.held_on)


@pytest.mark.parametrize(
    ("words", "who", "refusal"), [("  ", "marc", AnswerMissing), ("Oui.", "boris", NotYourSeat), ("Oui.", "alice", Denied)]
)
def test_an_answer_comes_from_the_seat_and_says_something(world: World, item: Item, words: str, who: str, refusal: type) -> None:
    (request,) = ask(world, item, "magistrate")

    with pytest.raises(refusal):
        answer(getattr(world, who), request, words)


def test_the_secretary_enters_the_paper_of_a_seat_without_account(world: World, item: Item) -> None:
    (request,) = ask(world, item, "social")

    answer(world.dana, request, "Le service confirme.", today=TODAY + timedelta(days=2), received_on=TODAY + timedelta(days=1))

    request.refresh_from_db()
    assert (request.by_secretary, request.answered_on) == (True, TODAY + timedelta(days=1))


def test_the_secretary_writes_over_nothing_that_a_seat_said(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")
    answer(world.marc, request)

    with pytest.raises(AnsweredBySeat):
        answer(world.dana, request, "Autre chose.")


def test_nothing_was_received_before_it_was_asked(world: World, item: Item) -> None:
    (request,) = ask(world, item, "social")

    with pytest.raises(AnsweredBeforeRequest):
        answer(world.dana, request, received_on=TODAY - timedelta(days=1))


def test_a_late_answer_still_counts(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate", due_on=TODAY + timedelta(days=1))

    answer(world.marc, request, today=TODAY + timedelta(days=3))

    (asked,) = selectors.asked_in(item.session, today=TODAY + timedelta(days=3))
    assert asked.progress.complete


# Following, reminding, withdrawing


def test_the_panel_says_how_many_and_how_long(world: World, item: Item) -> None:
    first, *_rest = ask(world, item, "magistrate", "social", "gendarmerie")
    answer(world.marc, first)
    (second,) = OpinionRequest.unscoped.filter(seat=world.seats["social"])
    answer(world.dana, second)

    (asked,) = selectors.asked_in(item.session, today=TODAY)
    (standing,) = selectors.standing_requests(world.commission, today=TODAY)

    assert str(asked.progress.phrase) == str(standing.progress.phrase) == "2 avis sur 3, encore 4 jours"


def test_a_member_finds_what_is_asked_of_her_first(world: World, item: Item) -> None:
    ask(world, item, "magistrate")

    (reading,) = selectors.own_readings(actor_of(world.marc), today=TODAY)

    assert (reading.awaited, reading.next_due) == (1, DUE)


def test_a_reminder_leaves_once_a_day_and_is_dated(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")

    for _click in range(2):
        services.remind_request(actor=world.secretary, today=TODAY, request=request)

    assert list(request.reminders.values_list("sent_on", "automatic")) == [(TODAY, False)]
    assert Notice.unscoped.filter(topic="commission.opinion_reminded", user_id=world.marc.pk).count() == 1


def test_the_machine_reminds_on_its_day_unless_the_answer_came(world: World, item: Item) -> None:
    first, second = ask(world, item, "magistrate", "social")
    day = DUE - timedelta(days=1)
    answer(world.dana, second)

    said = [
        remind_if_due(str(first.pk), day=day, today=TODAY),
        remind_if_due(str(first.pk), day=day, today=day),
        remind_if_due(str(first.pk), day=day, today=day),
        remind_if_due(str(second.pk), day=day, today=day),
        remind_if_due(str(item.pk), day=day, today=day),
    ]

    assert said == ["nothing to send", "sent", "nothing to send", "nothing to send", "nothing asked"]
    assert list(first.reminders.values_list("sent_on", "automatic")) == [(day, True)]


def test_the_machine_is_silent_once_the_session_is_open(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate", due_on=item.session.first_day)
    session = world.open(item.session)

    assert remind_if_due(str(request.pk), day=session.held_on, today=session.held_on) == "too late"


def test_what_is_answered_is_neither_reminded_nor_withdrawn(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")
    answer(world.marc, request)

    for act in (services.remind_request, services.withdraw_request):
        with pytest.raises(AlreadyAnswered):
            act(actor=world.secretary, today=TODAY, request=request)


def test_a_request_withdrawn_awaits_nothing_and_may_be_asked_anew(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")
    for _click in range(2):
        services.withdraw_request(actor=world.secretary, today=TODAY, request=request)

    with pytest.raises(NothingAsked):
        answer(world.marc, request)
    assert selectors.asked_in(item.session, today=TODAY) == []
    ask(world, item, "magistrate")


# Who reads what


def test_a_confidential_answer_is_counted_for_others_and_nothing_more(world: World, item: Item) -> None:
    (open_one,) = ask(world, item, "social")
    (closed_one,) = ask(world, item, "magistrate", confidential=True, question="Une procédure est-elle en cours ?")
    answer(world.dana, open_one, "Suivi confirmé.")
    answer(world.marc, closed_one, "Rien à signaler.")

    boris = selectors.asked_for_reader(actor_of(world.boris), item, seats=[world.seats["b"]], today=TODAY)
    marc = selectors.asked_for_reader(actor_of(world.marc), item, seats=[world.seats["magistrate"]], today=TODAY)

    assert ([line.answer for line in boris.lines], boris.hidden) == (["Suivi confirmé."], 1)
    assert ([line.answer for line in marc.own], [line.answer for line in marc.others], marc.hidden) == (
        ["Rien à signaler."],
        ["Suivi confirmé."],
        0,
    )


def test_the_words_of_the_members_page_stop_at_what_she_may_read(client: CastClient, world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate", confidential=True)
    answer(world.marc, request, "Mot gardé.")

    pages = {
        user: client.as_(user).get(reverse("commission:reading_item", args=[item.pk])).content.decode()
        for user in (world.marc, world.boris)
    }

    assert ("Mot gardé." in pages[world.marc], QUESTION in pages[world.marc]) == (True, True)
    assert ("Mot gardé." in pages[world.boris], QUESTION in pages[world.boris]) == (False, False)
    assert "Et 1 avis confidentiel" in pages[world.boris]


def test_a_recused_seat_sees_nothing_of_what_is_asked(client: CastClient, world: World, item: Item) -> None:
    ask(world, item, "magistrate")

    page = client.as_(world.amel).get(reverse("commission:reading_item", args=[item.pk])).content.decode()

    assert QUESTION not in page


@pytest.mark.parametrize("who", ["marc", "alice", "amel", "paul"])
def test_the_secretary_and_the_chair_alone_open_every_answer(world: World, item: Item, who: str) -> None:
    ask(world, item, "magistrate")

    with pytest.raises(OutOfScope):
        selectors.asked_on(actor_of(getattr(world, who)), item, today=TODAY)
    assert len(selectors.asked_on(actor_of(world.jean), item, today=TODAY)) == 1


# The pages


def test_the_secretary_asks_reminds_notes_and_withdraws_on_the_pages(client: CastClient, world: World, item: Item) -> None:
    browser = client.as_(world.dana)
    typed = {"seats": [str(world.seats["social"].pk), str(world.seats["magistrate"].pk)], "question": QUESTION, "due_on": DUE.isoformat()}
    key = {"key": "0b9f7a9e-3a52-4c0e-9d8c-1d3c8f1f7e11"}

    asked = [browser.post(reverse("commission:opinion_ask", args=[item.pk]), typed | key).status_code for _click in range(2)]
    social, magistrate = (OpinionRequest.unscoped.get(seat=world.seats[code]) for code in ("social", "magistrate"))
    browser.post(reverse("commission:opinion_remind", args=[magistrate.pk]))
    noted = browser.post(reverse("commission:opinion_note", args=[social.pk]), {"answer": "Oui.", "version": social.version})
    page = browser.get(reverse("commission:opinions_asked", args=[item.pk])).content.decode()
    panel = browser.get(reverse("commission:reading_progress", args=[item.session_id])).content.decode()
    browser.post(reverse("commission:opinion_withdraw", args=[magistrate.pk]))

    assert (asked, noted.status_code) == ([302, 302], 302)
    assert all(words in page for words in (QUESTION, "Oui.", "Rappelé", "1 avis sur 2, encore 4 jours"))
    assert "1 avis sur 2, encore 4 jours" in panel
    assert OpinionRequest.unscoped.standing().count() == 1


def test_a_form_that_comes_back_keeps_what_was_typed(client: CastClient, world: World, item: Item) -> None:
    page = client.as_(world.dana).post(reverse("commission:opinion_ask", args=[item.pk]), {"question": QUESTION})

    assert page.status_code == 422
    assert QUESTION in page.content.decode()


def test_the_member_answers_on_the_page_of_the_item(client: CastClient, world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")
    address = reverse("commission:opinion_answer", args=[request.pk])
    browser = client.as_(world.marc)

    empty = browser.post(address, {"answer": "", "version": request.version})
    given = browser.post(address, {"answer": "Oui.", "version": request.version})
    stale = browser.post(address, {"answer": "Non.", "version": request.version})

    assert (empty.status_code, given.status_code, stale.status_code) == (422, 302, 409)
    assert ("Oui." in stale.content.decode(), "Non." in stale.content.decode()) == (True, True)


@pytest.mark.parametrize("change", ["open", "withdraw"])
def test_an_opinion_that_comes_too_late_is_given_back_to_be_copied(
    client: CastClient, world: World, item: Item, clock: Any, change: str
) -> None:
    (request,) = ask(world, item, "magistrate")
    clock.move_to(datetime.combine(item.session.held_on, time(9), tzinfo=PARIS))
    browser = client.as_(world.marc)
    if change == "open":
        world.open(item.session)
    else:
        services.withdraw_request(actor=actor_of(world.dana), today=TODAY, request=request)

    page = browser.post(
        reverse("commission:opinion_answer", args=[request.pk]), {"answer": "Trois paragraphes.", "version": request.version}
    )

    assert (page.status_code, "Trois paragraphes.</textarea>" in page.content.decode()) == (422, True)


def test_an_opinion_sent_once_the_reading_is_over_is_given_back_to_be_copied(
    client: CastClient, world: World, item: Item, clock: Any
) -> None:
    (request,) = ask(world, item, "magistrate")
    clock.move_to(datetime.combine(item.session.held_on + timedelta(days=1), time(9), tzinfo=PARIS))

    page = client.as_(world.marc).post(
        reverse("commission:opinion_answer", args=[request.pk]),
        {"answer": "Un avis long de plusieurs phrases, qui a pris une heure.", "version": request.version},
    )

    assert (page.status_code, "qui a pris une heure.</textarea>" in page.content.decode()) == (410, True)


def test_a_member_does_not_answer_for_another_seat_by_address(client: CastClient, world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")

    page = client.as_(world.boris).post(reverse("commission:opinion_answer", args=[request.pk]), {"answer": "Oui.", "version": 0})

    assert page.status_code == 404


def test_pages_take_as_many_queries_for_three_items_as_for_one(client: CastClient, world: World, item: Item) -> None:
    ask(world, item, "magistrate", "social")
    one = _queries(client, world, item)
    session = world.plan(on=TODAY + timedelta(days=8))
    more = [world.add(session, file_for(world.alice)) for _each in range(3)]
    world.convene(session)
    for each in more:
        ask(world, Item.unscoped.select_related("session", "application").get(pk=each.pk), "magistrate", "social")

    assert _queries(client, world, more[0]) == one


def _queries(client: CastClient, world: World, item: Item) -> list[int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for user, name, pk in ((world.dana, "reading_progress", item.session_id), (world.marc, "reading", item.session_id)):
        browser = client.as_(user)
        browser.get(reverse(f"commission:{name}", args=[pk]))
        with CaptureQueriesContext(connection) as caught:
            browser.get(reverse(f"commission:{name}", args=[pk]))
        counts.append(len(caught))
    return counts


# Out of the deliberation since


def recuse(world: World, item: Item, code: str) -> None:
    services.declare_recusal(actor=world.secretary, today=TODAY, item=item, seat=world.seats[code], reason=RecusalReason.PERSONAL)


def test_what_a_seat_said_before_its_recusal_is_not_read_by_those_who_deliberate(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")
    answer(world.marc, request)
    recuse(world, item, "magistrate")

    view = selectors.asked_for_reader(actor_of(world.boris), item, seats=[world.seats["b"]], today=TODAY)

    assert (view.lines, view.hidden) == ((), 0)


def test_a_seat_recused_since_is_not_reminded(world: World, item: Item) -> None:
    (request,) = ask(world, item, "magistrate")
    recuse(world, item, "magistrate")

    with pytest.raises(Recused):
        services.remind_request(actor=world.secretary, today=TODAY, request=request)
