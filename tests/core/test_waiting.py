"""Each day of a wait belongs to exactly one cause, and the causes add up to the day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.waiting import Cause, Fact, cut_waiting

WISH = date(2020, 1, 10)
DECISION = date(2020, 5, 19)
ISSUERS = ("CAF", "consulat", "CPAM")


def cut(*facts, wished=WISH, decided=DECISION, until=DECISION):
    return cut_waiting(wished=wished, decided=decided, until=until, facts=facts)


def test_the_precedence_is_the_one_of_the_issue_then_what_nobody_causes():
    assert [cause.value for cause in Cause] == [
        "her_choice",
        "lost_contact",
        "piece",
        "capacity",
        "protected_time",
        "service_slowed",
        "no_session",
        "cancelled",
        "mode_unsuitable",
        "not_reached",
        "adjourned",
        "decision_awaited",
        "notification_awaited",
        "session_awaited",
        "preparation",
    ]


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_its_words(cause):
    assert str(cause.label)


def test_days_that_no_fact_covers_are_preparation():
    waiting = cut(wished=date(2020, 1, 1), decided=date(2020, 1, 31))

    assert waiting.totals == {Cause.PREPARATION: 30}


def test_a_decision_on_the_day_of_the_wish_waits_no_day():
    waiting = cut(wished=WISH, decided=WISH)

    assert (waiting.total, waiting.totals, waiting.segments) == (0, {}, ())


def test_the_day_a_piece_arrives_is_no_longer_a_day_of_waiting_for_it():
    waiting = cut(Fact(Cause.PIECE, date(2020, 1, 12), date(2020, 1, 15), "CAF"), decided=date(2020, 1, 20))

    assert waiting.cause_on(date(2020, 1, 14)) is Cause.PIECE
    assert waiting.cause_on(date(2020, 1, 15)) is Cause.PREPARATION
    assert waiting.totals == {Cause.PIECE: 3, Cause.PREPARATION: 7}


def test_the_first_cause_wins_and_the_others_are_listed():
    waiting = cut(
        Fact(Cause.NO_SESSION, date(2020, 1, 10)),
        Fact(Cause.PIECE, date(2020, 1, 10), date(2020, 2, 1), "consulat"),
        Fact(Cause.HER_CHOICE, date(2020, 1, 20), date(2020, 1, 25)),
    )

    assert [(each.cause, each.also, each.days) for each in waiting.segments] == [
        (Cause.PIECE, (Cause.NO_SESSION,), 10),
        (Cause.HER_CHOICE, (Cause.PIECE, Cause.NO_SESSION), 5),
        (Cause.PIECE, (Cause.NO_SESSION,), 7),
        (Cause.NO_SESSION, (), 108),
    ]


def test_among_facts_of_one_cause_the_oldest_names_the_day():
    waiting = cut(
        Fact(Cause.PIECE, date(2020, 1, 12), date(2020, 1, 30), "CPAM"),
        Fact(Cause.PIECE, date(2020, 1, 10), date(2020, 1, 20), "consulat"),
        decided=date(2020, 1, 30),
    )

    assert waiting.details_of(Cause.PIECE) == {"CPAM": 10, "consulat": 10}


def test_every_fact_of_a_day_can_be_read_the_winner_first():
    session = Fact(Cause.NO_SESSION, date(2020, 1, 1))
    piece = Fact(Cause.PIECE, date(2020, 2, 1), date(2020, 3, 1), "CAF")

    waiting = cut(session, piece)

    assert waiting.facts_on(date(2020, 2, 10)) == (piece, session)
    assert waiting.facts_on(date(2020, 1, 20)) == (session,)


def test_a_fact_outside_the_wait_changes_nothing():
    before = Fact(Cause.HER_CHOICE, date(2019, 1, 1), WISH)
    after = Fact(Cause.HER_CHOICE, DECISION, None)

    assert cut(before, after).totals == {Cause.PREPARATION: 130}


def test_a_wait_still_running_is_counted_until_the_day_looked_at():
    waiting = cut(Fact(Cause.CANCELLED, date(2020, 3, 16)), decided=None, until=date(2020, 5, 19))

    assert waiting.running
    assert waiting.totals == {Cause.CANCELLED: 64, Cause.PREPARATION: 66}


def test_a_fact_that_starts_and_ends_on_one_day_covers_no_day():
    waiting = cut(Fact(Cause.ADJOURNED, date(2020, 2, 1), date(2020, 2, 1)))

    assert waiting.totals == {Cause.PREPARATION: 130}


def test_segments_with_the_same_story_are_one():
    first = Fact(Cause.SERVICE_SLOWED, date(2020, 3, 17), date(2020, 4, 1), "préfecture")
    then = Fact(Cause.SERVICE_SLOWED, date(2020, 4, 1), date(2020, 5, 11), "préfecture")

    waiting = cut(first, then)

    assert [(each.cause, each.days) for each in waiting.segments] == [
        (Cause.PREPARATION, 67),
        (Cause.SERVICE_SLOWED, 55),
        (Cause.PREPARATION, 8),
    ]


def test_a_segment_is_said_in_words():
    waiting = cut(Fact(Cause.PIECE, date(2020, 1, 12), date(2020, 1, 15), "CAF"), decided=date(2020, 1, 16))

    assert [str(each.sentence) for each in waiting.segments] == [
        "Du 10 janvier 2020 au 11 janvier 2020 (2 jours) : en préparation.",
        "Du 12 janvier 2020 au 14 janvier 2020 (3 jours) : pièce attendue (CAF).",
        "Le 15 janvier 2020 (1 jour) : en préparation.",
    ]


def test_a_finished_wait_explains_its_total():
    waiting = cut(Fact(Cause.NOT_REACHED, date(2020, 5, 12)), wished=date(2020, 5, 1))

    assert [str(each) for each in waiting.explanation] == [
        "Attente de 18 jours, du 1er mai 2020 au 19 mai 2020.",
        "point non atteint à l’ordre du jour : 7 jours.",
        "en préparation : 11 jours.",
    ]


def test_a_running_wait_says_since_when():
    waiting = cut(decided=None, wished=date(2020, 5, 1))

    assert str(waiting.explanation[0]) == "Attente de 18 jours au 19 mai 2020, depuis le 1er mai 2020."


def test_who_is_awaited_leaves_the_other_causes_out():
    waiting = cut(Fact(Cause.PIECE, date(2020, 1, 12), date(2020, 1, 15), "CAF"))

    assert waiting.details_of(Cause.PIECE) == {"CAF": 3}


def test_a_day_outside_the_wait_has_no_cause():
    with pytest.raises(LookupError, match="outside the wait"):
        cut().cause_on(DECISION)


def test_a_wait_cannot_end_before_the_wish():
    with pytest.raises(ValueError, match="before the wish"):
        cut(decided=date(2020, 1, 9))


def test_a_fact_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        Fact(Cause.CAPACITY, date(2020, 2, 2), date(2020, 2, 1))


def test_an_awaited_piece_names_its_issuer():
    with pytest.raises(ValueError, match="names its issuer"):
        Fact(Cause.PIECE, date(2020, 2, 2), detail=" ")


days = st.integers(-20, 160).map(lambda number: WISH + timedelta(days=number))


@st.composite
def facts(draw):
    starts = draw(days)
    ends = draw(st.none() | st.integers(0, 90).map(lambda number: starts + timedelta(days=number)))
    return Fact(draw(st.sampled_from(Cause)), starts, ends, draw(st.sampled_from(ISSUERS)))


waits = st.lists(facts(), max_size=12)


@given(known=waits, length=st.integers(0, 150))
def test_the_causes_add_up_to_the_total_to_the_day(known, length):
    waiting = cut(*known, decided=WISH + timedelta(days=length))

    assert sum(waiting.totals.values()) == waiting.total == length


@given(known=waits)
def test_each_day_has_exactly_one_cause_and_it_is_the_first_that_holds(known):
    waiting = cut(*known)

    for number in range(waiting.total):
        day = WISH + timedelta(days=number)
        holding = [fact.cause for fact in known if fact.holds_on(day)]
        covering = [each for each in waiting.segments if each.starts <= day < each.ends]
        expected = next((cause for cause in Cause if cause in holding), Cause.PREPARATION)
        assert [each.cause for each in covering] == [expected]
        assert set(covering[0].also) == set(holding) - {expected}


@given(known=waits)
def test_segments_touch_each_other_and_neighbours_differ(known):
    segments = cut(*known).segments

    assert [segments[0].starts, segments[-1].ends] == [WISH, DECISION]
    for before, after in pairwise(segments):
        assert before.ends == after.starts
        assert (before.cause, before.detail, before.also) != (after.cause, after.detail, after.also)


@given(known=waits, data=st.data())
def test_the_order_of_the_facts_does_not_matter(known, data):
    shuffled = data.draw(st.permutations(known))

    assert cut(*known) == cut(*shuffled)


def test_five_thousand_facts_are_cut_too():
    many = [
        Fact(Cause.PIECE, WISH + timedelta(days=number % 700), WISH + timedelta(days=number % 700 + 30), f"émetteur {number}")
        for number in range(5000)
    ]

    waiting = cut(*many, decided=WISH + timedelta(days=800))

    assert waiting.totals == {Cause.PIECE: 729, Cause.PREPARATION: 71}
