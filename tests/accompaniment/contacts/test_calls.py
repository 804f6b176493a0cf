"""The call list: whom, why, by which way now; what came of a try."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.errors_calls import NoNumberThere, TriedSince
from maillage.accompaniment.contacts.models import Attempt, Contact, Mood
from maillage.accompaniment.contacts.selectors.calls import BY_NUMBER, State, calls_of, line_of, people_to_call_first
from maillage.accompaniment.contacts.selectors.opened import open_lines, read_line
from maillage.accompaniment.contacts.services import RhythmDraft
from maillage.accompaniment.people.models import Outgoing, Person
from maillage.accompaniment.people.selectors.contact import RuleCard, reach_of, rule_of
from maillage.core.call_list import Outcome
from maillage.core.reach import masked
from maillage.core.safe_contact import QUIETEST_FIRST, Channel, Rule, Standing, Window, may_contact
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied
from tests.accompaniment.making import TODAY, actor_of, change_rule, give_follow_up, make_person, moment_at

pytestmark = pytest.mark.django_db

LONG_AGO = TODAY - timedelta(days=30)
AFTERNOON = Window(frozenset(range(7)), time(14), time(18))


def clock(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of 2020, as the clock on her wall shows it."""
    return datetime.combine(date(2020, month, day), time(hour, minute))


def agree(worker: Any, person: Any, *, today: date = LONG_AGO, **fields: Any) -> Any:
    draft = RhythmDraft(**{"every_days": 7, "caller_id": worker.pk, "channel": Channel.PHONE, **fields})
    return services.agree_rhythm(actor=actor_of(worker, today), today=today, person=person, draft=draft, seen=0)


@pytest.fixture
def person(alice: Any) -> Any:
    """Silent for three weeks; her telephone is safe at any hour."""
    person = make_person(alice, today=LONG_AGO, safe_contact="06 00 00 00 01")
    agree(alice, person)
    return person


def tried(worker: Any, person: Any, outcome: Outcome, *, hour: int = 10, channel: Channel = Channel.PHONE, **more: Any) -> Attempt:
    known = {"moment": moment_at(hour), **more}
    made: Attempt = services.note_attempt(actor=actor_of(worker), person=person, channel=channel, outcome=outcome, **known)
    return made


def line(worker: Any, person: Any, *, hour: int = 10) -> Any:
    person = Person.unscoped.get(pk=person.pk)
    return line_of(person, actor=actor_of(worker), moment=moment_at(hour))


def test_a_silence_is_on_the_list_with_its_reason_and_the_way_open_now(alice: Any, person: Any) -> None:
    found = calls_of(actor_of(alice), moment=moment_at(10))

    assert [(each.person, each.state, each.way) for each in found] == [(person, State.NOW, Channel.PHONE)]
    assert "Contact attendu depuis 23 jours." in [str(each) for each in found[0].ranked.because]


def test_a_line_that_may_not_be_called_now_says_when(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,))

    found = line(alice, person, hour=10)

    assert (found.state, found.way, found.later_at) == (State.LATER, None, datetime.combine(TODAY, time(14)))


def test_without_any_safe_way_the_line_says_so(alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="none_known", ways={"key_worker": "allowed"})

    assert line(alice, person).state is State.NO_WAY


def test_a_danger_comes_first_even_when_she_may_not_be_called_now(alice: Any, person: Any) -> None:
    quiet = make_person(alice, today=TODAY - timedelta(days=20))
    agree(alice, quiet, today=TODAY - timedelta(days=20))
    tried(alice, quiet, Outcome.NOT_SAFE)

    found = calls_of(actor_of(alice), moment=moment_at(11))

    assert [each.person for each in found] == [quiet, person]


def test_my_calls_are_those_that_i_was_named_to_make(alice: Any, iris: Any, person: Any) -> None:
    other = make_person(alice, today=LONG_AGO)
    agree(alice, other, caller_id=iris.pk)

    assert [each.person for each in calls_of(actor_of(iris), moment=moment_at(10), mine=True)] == [other]


def test_without_a_rhythm_of_hers_those_who_follow_her_call(alice: Any, iris: Any, person: Any) -> None:
    other = make_person(alice, today=LONG_AGO)
    give_follow_up(alice, other, iris)
    services.raise_rhythms(
        actor=actor_of(alice), today=TODAY, organisation_id=person.organisation_id, people=[other], every_days=2, until=None, cause="crisis"
    )

    assert [each.person for each in calls_of(actor_of(iris), moment=moment_at(10), mine=True)] == [other]


def test_a_stranger_has_no_line(charlie: Any, person: Any) -> None:
    assert calls_of(actor_of(charlie), moment=moment_at(10)) == []


def test_whom_to_call_first_is_known_without_opening_anything(alice: Any, person: Any) -> None:
    before = Entry.unscoped.count()

    found = people_to_call_first(actor=actor_of(alice), moment=moment_at(10), limit=1)

    assert ([each.person for each in found], Entry.unscoped.count()) == ([person], before)


def test_reached_is_a_contact_that_we_began_and_leaves_by_the_one_door(alice: Any, person: Any) -> None:
    attempt = tried(alice, person, Outcome.REACHED, mood=Mood.TIRED)

    contact = Contact.unscoped.get(person=person)
    assert (contact.initiated_by, contact.way, contact.mood, contact.against) == ("us", "phone", "tired", "")
    assert (attempt.contact_id, Outgoing.unscoped.filter(person=person).count()) == (contact.pk, 1)
    assert not line(alice, person).ranked.due


def test_no_answer_proposes_a_try_inside_her_hours(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,))

    tried(alice, person, Outcome.NO_ANSWER, hour=14)

    found = line(alice, person, hour=15)
    assert (found.state, found.later_at) == (State.LATER, datetime.combine(TODAY, time(17)))
    assert line(alice, person, hour=17).state is State.NOW


def test_tries_without_an_answer_are_counted_and_reached_puts_an_end_to_them(alice: Any, person: Any) -> None:
    for hour in (9, 13):
        tried(alice, person, Outcome.NO_ANSWER, hour=hour)

    assert str(line(alice, person, hour=17).ranked.because[-1]) == "2 essais sans réponse depuis."


def test_a_wrong_number_is_not_proposed_until_it_is_corrected(alice: Any, person: Any) -> None:
    tried(alice, person, Outcome.WRONG_NUMBER)

    found = line(alice, person)
    assert (found.state, found.ways, found.number_wrong) == (State.WRONG_NUMBER, (), True)


def test_a_corrected_number_is_proposed_again(alice: Any, person: Any) -> None:
    tried(alice, person, Outcome.WRONG_NUMBER)
    change_rule(alice, person, words="x", number="06 00 00 00 02", moment=moment_at(11))

    opened = _opened(alice, person, hour=12)

    assert (opened.number, opened.number_wrong) == ("06 00 00 00 02", False)


def test_the_same_number_written_again_stays_wrong(alice: Any, person: Any) -> None:
    tried(alice, person, Outcome.WRONG_NUMBER)
    change_rule(alice, person, words="x", number="0600000001", moment=moment_at(11))

    opened = _opened(alice, person, hour=12)

    assert (opened.number, opened.links, opened.number_wrong) == ("", (), True)


def test_a_wrong_number_is_one_of_a_call(alice: Any, person: Any) -> None:
    with pytest.raises(NoNumberThere):
        tried(alice, person, Outcome.WRONG_NUMBER, channel=Channel.PARTNER)


def test_not_safe_silences_everything_until_tomorrow_and_tells_her_key_worker(alice: Any, iris: Any, person: Any) -> None:
    from maillage.foundation.notifications.models import Notice

    tried(iris, person, Outcome.NOT_SAFE)

    found = line(alice, person, hour=18)
    assert (found.state, found.later_at, found.in_danger) == (State.LATER, datetime.combine(TODAY + timedelta(days=1), time(0)), True)
    rule: Any = rule_of(person)
    assert rule.silent_until == TODAY + timedelta(days=1)
    assert Notice.unscoped.filter(user_id=alice.pk, topic="contacts.not_safe").count() == 1


def test_not_safe_keeps_the_words_of_her_rule(alice: Any, person: Any) -> None:
    from tests.accompaniment.people.test_reach import reach

    tried(alice, person, Outcome.NOT_SAFE)

    assert reach(alice, person).dialled == "0600000001"


def test_a_try_made_against_her_rule_is_kept_and_said(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,))

    attempt = tried(alice, person, Outcome.REACHED, hour=19)

    assert (attempt.against, Contact.unscoped.get(person=person).against) == ("hours", "hours")
    assert not Outgoing.unscoped.filter(person=person).exists()


def test_a_stale_tab_adds_nothing(alice: Any, iris: Any, person: Any) -> None:
    tried(iris, person, Outcome.NO_ANSWER, seen=0)

    with pytest.raises(TriedSince):
        tried(alice, person, Outcome.REACHED, seen=0)
    assert Attempt.unscoped.count() == 1


def test_a_double_click_notes_one_try(alice: Any, person: Any) -> None:
    key = "7b1c0a5e-1b51-4d0e-9d0f-3d8f1c6a2b11"

    first, second = (tried(alice, person, Outcome.NO_ANSWER, seen=0, key=key) for _ in range(2))

    assert (first.pk, Attempt.unscoped.count()) == (second.pk, 1)


def test_a_stranger_notes_no_try(charlie: Any, person: Any) -> None:
    with pytest.raises(Denied):
        tried(charlie, person, Outcome.NO_ANSWER)


def test_her_distress_is_called_the_next_day(alice: Any, person: Any) -> None:
    tried(alice, person, Outcome.REACHED, mood=Mood.DISTRESS)
    person.refresh_from_db()

    tomorrow = line_of(person, actor=actor_of(alice), moment=moment_at(10, today=TODAY + timedelta(days=1)))

    assert (line(alice, person).ranked.due, tomorrow.in_danger) == (False, True)


def test_an_urgent_letter_presses(alice: Any, person: Any) -> None:
    from maillage.accompaniment.kept_mail.models import Sender
    from maillage.accompaniment.kept_mail.services import keep_mail

    keep_mail(actor=actor_of(alice), today=TODAY, person=person, sender=Sender.PREFECTURE, urgent=True, received_on=TODAY)

    assert "courrier urgent" in str(line(alice, person).ranked.because[0])


def test_the_contacts_of_a_page_are_opened_together_with_one_entry(alice: Any, person: Any) -> None:
    other = make_person(alice, today=LONG_AGO)
    agree(alice, other)
    lines = calls_of(actor_of(alice), moment=moment_at(10))
    before = Entry.unscoped.count()

    opened = open_lines(lines, actor=actor_of(alice), today=TODAY)

    assert (len(opened), Entry.unscoped.count() - before) == (2, 1)


def test_what_may_not_be_called_now_stays_closed(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,), number="06 00 00 00 01")

    lines = calls_of(actor_of(alice), moment=moment_at(10))

    assert open_lines(lines, actor=actor_of(alice), today=TODAY) == {}


def _opened(worker: Any, person: Any, *, hour: int) -> Any:
    lines = [line(worker, person, hour=hour)]
    return open_lines(lines, actor=actor_of(worker), today=TODAY)[person.pk]


NUMBER = "06 00 00 12 34"
cards = st.builds(
    RuleCard,
    words=st.sampled_from(["", NUMBER, f"Amina, {NUMBER}"]),
    number=st.sampled_from(["", NUMBER]),
    email=st.just(""),
    answerers=st.sampled_from(["", f"Bruna, {NUMBER}"]),
    never_say=st.sampled_from(["", f"Jamais le {NUMBER}"]),
    code_word=st.just("pivoine"),
    alias=st.just(""),
    preferred=st.sampled_from([each.value for each in Channel]),
)
rules = st.builds(
    Rule,
    st.dictionaries(st.sampled_from(Channel), st.sampled_from(Standing)),
    st.lists(st.builds(Window, st.frozensets(st.integers(0, 6), min_size=1), st.times(), st.times()), max_size=2).map(tuple),
    st.none() | st.dates(date(2020, 4, 1), date(2020, 6, 30)),
)


@given(rule=rules, card=cards, at=st.datetimes(clock(4, 1), clock(6, 30)), wrong=st.booleans())
def test_no_call_line_ever_shows_a_number_or_a_link_that_her_rule_forbids_then(
    rule: Rule, card: RuleCard, at: datetime, wrong: bool
) -> None:
    ways = [way for way in QUIETEST_FIRST if may_contact(rule, channel=way, at=at)]

    shown = read_line(ways, card=card, reach=reach_of(card), wrong=wrong)

    allowed = not wrong and any(may_contact(rule, channel=way, at=at) for way in BY_NUMBER)
    texts = [shown.number, shown.card.words, shown.card.answerers, shown.card.never_say, shown.card.number]
    assert allowed or all(masked(text, by="") == text for text in texts)
    for link in shown.links:
        channel = Channel.PHONE if link.url.startswith("tel:") else Channel.SMS
        assert not wrong
        assert may_contact(rule, channel=channel, at=at).allowed
