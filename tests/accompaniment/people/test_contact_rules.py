"""How she may be reached: versions that are never rewritten, and nothing that leaves against the one in force."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from maillage.accompaniment import people
from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.errors import ContactRefused, PreferredNotSafe
from maillage.accompaniment.people.models import Answering, ContactRule, Outgoing, OutgoingKind, Person
from maillage.accompaniment.people.moments import wall_clock
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors.contact import day_sentence, open_ways
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Standing, Window
from maillage.core.safe_contact import may_contact as answer
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.kernel.moment import PARIS
from maillage.foundation.ui import guards
from tests.accompaniment.making import actions_on, change_rule, make_person, moment_at
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db

AFTERNOON = Window(frozenset(range(5)), time(14), time(18))


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune", channel="sms", safe_contact="06 11 22 33 44")


def words_of(user: Any, person: Any) -> Any:
    return selectors.open_contact(actor=actor_of(user), person=person, reason="contact", today=TODAY)


def reach(user: Any, person: Any, channel: str, hour: int = 10, **more: Any) -> Outgoing:
    return services.reach_her(actor=actor_of(user), moment=moment_at(hour), person=person, channel=channel, **more)


# The two fields of a new file


def test_two_fields_write_the_first_version(alice: Any, person: Any) -> None:
    rule = selectors.rule_of(person)

    assert rule is not None
    assert (rule.edition, rule.by_sms, rule.by_phone, rule.preferred) == (1, "allowed", "unknown", "sms")
    assert words_of(alice, person).words == "06 11 22 33 44"


def test_without_a_known_way_only_a_word_with_her_when_she_comes(alice: Any) -> None:
    person = make_person(alice, channel="none_known", safe_contact="nous voit le mardi au local")

    assert open_ways(person, moment=moment_at(10)) == (Way.KEY_WORKER,)
    assert day_sentence(selectors.rule_of(person), today=TODAY) == "Aujourd'hui : aucun canal connu, elle nous voit quand elle vient."


# A new version


def test_a_change_is_a_new_version_and_the_former_one_stays(alice: Any, person: Any) -> None:
    rule = change_rule(alice, person, moment=moment_at(18), words="par sa voisine", preferred="partner")

    first, second = reversed(selectors.rules_of(person))
    assert (first.edition, first.until, second.pk) == (1, second.since, rule.pk)
    assert Person.unscoped.get(pk=person.pk).channel == "partner"
    assert words_of(alice, person).words == "par sa voisine"
    assert "people.contact_changed" in actions_on(person)


def test_the_rule_of_a_past_moment_is_found(alice: Any, person: Any) -> None:
    change_rule(alice, person, moment=moment_at(18), preferred="partner")

    before = selectors.rule_at(person, moment=datetime(2020, 5, 19, 17, 59, tzinfo=PARIS))
    after = selectors.rule_at(person, moment=datetime(2020, 5, 19, 18, 0, tzinfo=PARIS))

    assert before is not None
    assert after is not None
    assert (before.edition, after.edition) == (1, 2)
    assert selectors.rule_at(person, moment=datetime(2020, 5, 18, 12, 0, tzinfo=PARIS)) is None


def test_a_clock_set_back_never_puts_a_version_before_the_last(alice: Any, person: Any) -> None:
    change_rule(alice, person, moment=moment_at(18), preferred="partner")

    late = change_rule(alice, person, seen=2, moment=moment_at(9), preferred="letter")

    assert wall_clock(late.since).time() == time(18)
    assert [each.edition for each in selectors.rules_of(person)] == [3, 2, 1]
    assert selectors.rule_of(person) == late


def test_a_stale_change_writes_nothing_and_says_both(alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="partner", words="le premier")

    with pytest.raises(Stale) as refused:
        change_rule(alice, person, preferred="mail", words="le second")

    assert (refused.value.current["preferred"], refused.value.submitted["preferred"], refused.value.version) == ("partner", "mail", 2)
    assert words_of(alice, person).words == "le premier"


def test_the_same_key_writes_one_version(alice: Any, person: Any) -> None:
    key = uuid.uuid4()

    assert change_rule(alice, person, key=key) == change_rule(alice, person, key=key)
    assert ContactRule.unscoped.filter(person=person).count() == 2


def test_the_preferred_way_is_a_permitted_one(alice: Any, person: Any) -> None:
    with pytest.raises(PreferredNotSafe):
        change_rule(alice, person, preferred="sms", ways={"sms": "forbidden", "phone": "allowed"})


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_neither_a_reader_nor_another_association_changes_it(request: Any, person: Any, who: str) -> None:
    with pytest.raises(Denied):
        change_rule(request.getfixturevalue(who), person)


@pytest.mark.db_truth
@pytest.mark.parametrize(
    "change", [{"by_sms": "forbidden"}, {"silent_until": TODAY}, {"windows": []}, {"since": datetime(2020, 1, 1, tzinfo=PARIS)}]
)
def test_a_version_is_never_rewritten(person: Any, change: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ContactRule.unscoped.filter(person=person).update(**change)


@pytest.mark.db_truth
def test_one_version_is_in_force(person: Any, alice: Any) -> None:
    change_rule(alice, person)

    with pytest.raises(DatabaseError), transaction.atomic():
        ContactRule.unscoped.filter(person=person).update(until=None)


def test_the_rule_of_another_file_is_taken_over(alice: Any, person: Any) -> None:
    other = make_person(alice, channel="letter", safe_contact="à la poste restante")
    change_rule(alice, other, preferred="letter", words="à la poste restante", code_word="mimosa", windows=(AFTERNOON,))

    services.copy_rule(actor=actor_of(alice), moment=moment_at(10), source=other, target=person)

    card, rule = words_of(alice, person), selectors.rule_of(person)
    assert (card.words, card.code_word) == ("à la poste restante", "mimosa")
    assert rule is not None
    assert (rule.edition, rule.preferred, pure_rule(rule).windows) == (2, "letter", (AFTERNOON,))  # type: ignore[union-attr]


def test_an_erasure_takes_every_version_and_every_sending(alice: Any, person: Any) -> None:
    from maillage.foundation.access.actor import system_actor

    reach(alice, person, "sms")
    change_rule(alice, person)

    services.erase_file(actor=system_actor(), today=TODAY, person=person)

    assert not ContactRule.unscoped.filter(person_id=person.pk).exists()
    assert not Outgoing.unscoped.filter(person_id=person.pk).exists()
    assert not selectors.may_contact(person=person, channel="sms", moment=moment_at(10))


# What the guard answers


def test_the_guard_answers_for_every_room(person: Any) -> None:
    assert guards.ask("may_contact", person=person, channel="sms", moment=moment_at(10))


def test_the_guard_says_why_when_and_how_else(alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="partner", ways={"partner": "allowed", "phone": "allowed"}, windows=(AFTERNOON,))

    refused = guards.ask("may_contact", person=person, channel="phone", moment=moment_at(10))

    assert not refused
    assert refused.reason == (
        "Pas à cette heure-ci : du lundi au vendredi, de 14 h à 18 h. Possible à partir du mardi 19 mai 2020 à 14 h. "
        "Maintenant, plutôt par un partenaire."
    )


def test_many_files_are_asked_in_one_query(alice: Any, person: Any, django_assert_num_queries: Any) -> None:
    people = [person, *(make_person(alice) for _ in range(6))]

    with django_assert_num_queries(1):
        answers = selectors.may_contact_many(people, channel="sms", moment=moment_at(10))

    assert [each.allowed for each in answers.values()] == [True, *[False] * 6]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"windows": (AFTERNOON,)}, "Aujourd'hui : par téléphone, du lundi au vendredi, de 14 h à 18 h."),
        ({"windows": (Window(frozenset({6}), time(9), time(12)),)}, "Pas aujourd'hui : dimanche, de 9 h à 12 h."),
        ({"silent_until": date(2020, 5, 25)}, "Aujourd'hui : ne pas la contacter, avant le 25 mai 2020."),
        ({}, "Aujourd'hui : par téléphone, heures non précisées."),
        ({"preferred": "letter"}, "Aujourd'hui : par lettre."),
    ],
)
def test_the_day_is_said_without_opening_anything(alice: Any, person: Any, fields: dict[str, Any], said: str) -> None:
    change_rule(alice, person, **fields)

    assert day_sentence(selectors.rule_of(person), today=TODAY) == said


# What leaves


def test_what_leaves_is_noted_with_the_version_that_allowed_it(alice: Any, person: Any) -> None:
    sent = reach(alice, person, "sms")

    assert (sent.kind, sent.channel, sent.rule, wall_clock(sent.at).hour) == ("message", "sms", selectors.rule_of(person), 10)
    assert "people.outgoing" in actions_on(person)


def test_nothing_leaves_by_an_unknown_way(alice: Any, person: Any) -> None:
    with pytest.raises(ContactRefused, match="On ne sait pas"):
        reach(alice, person, "phone")

    assert not Outgoing.unscoped.exists()


def test_a_page_kept_open_reaches_nobody_after_the_rule_changed(alice: Any, iris: Any, person: Any) -> None:
    change_rule(iris, person, moment=moment_at(18), preferred="partner", ways={"partner": "allowed", "sms": "forbidden"})

    with pytest.raises(ContactRefused, match=r"Rien n'est parti. Jamais par SMS.*Maintenant, plutôt par un partenaire"):
        reach(alice, person, "sms", hour=18)


def test_a_double_click_leaves_once(alice: Any, person: Any) -> None:
    key = uuid.uuid4()

    assert reach(alice, person, "sms", key=key) == reach(alice, person, "sms", key=key)
    assert Outgoing.unscoped.count() == 1


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie"])
def test_only_who_may_open_her_contact_reaches_her(request: Any, person: Any, who: str) -> None:
    with pytest.raises(Denied):
        reach(request.getfixturevalue(who), person, "sms")


def test_a_clock_set_back_never_puts_a_version_before_what_left(alice: Any, person: Any) -> None:
    sent = reach(alice, person, "sms", hour=17)

    late = change_rule(alice, person, moment=moment_at(9), preferred="partner")

    assert late.since > sent.at
    assert selectors.rule_at(person, moment=sent.at) == sent.rule


ways = st.dictionaries(st.sampled_from([way.value for way in Way]), st.sampled_from([each.value for each in Standing]), max_size=5)
hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
windows = st.lists(st.builds(Window, st.frozensets(st.integers(0, 6), min_size=1), hours, hours), max_size=2).map(tuple)
rules = st.fixed_dictionaries(
    {"ways": ways, "windows": windows, "silent_until": st.none() | st.dates(TODAY - timedelta(days=2), TODAY + timedelta(days=2))}
)
attempts = st.tuples(st.sampled_from([way.value for way in Way]), st.integers(0, 23), st.integers(-2, 2))
steps = st.lists(st.one_of(rules, attempts), min_size=2, max_size=8)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=steps)
@example(
    story=[{"ways": {"phone": "allowed"}, "windows": (Window(frozenset({0}), time(0), time(0)),), "silent_until": None}, ("phone", 0, -1)]
)
@example(story=[("sms", 0, 1), {"ways": {}, "windows": (), "silent_until": None}])
def test_nothing_leaves_against_the_rule_in_force_at_its_time(alice: Any, story: list[Any]) -> None:
    person, edition = make_person(alice, channel="sms", today=TODAY - timedelta(days=3)), 1
    for number, step in enumerate(story):
        moment = moment_at(number * 2, today=TODAY)
        if isinstance(step, dict):
            change_rule(alice, person, seen=edition, moment=moment, preferred="none_known", **step)
            edition += 1
        else:
            channel, hour, days = step
            later = moment_at(hour, today=TODAY + timedelta(days=days))
            with transaction.atomic():
                _try(alice, person, channel, later)

    for sent in Outgoing.unscoped.filter(person=person).select_related("rule"):
        held = ContactRule.unscoped.at(sent.at).get(person=person)
        assert answer(pure_rule(held), channel=Way(sent.channel), at=wall_clock(sent.at))


def _try(user: Any, person: Any, channel: str, moment: Any) -> None:
    try:
        services.leave_for_her(actor=actor_of(user, moment.today), person=person, channel=channel, kind=OutgoingKind.MESSAGE, moment=moment)
    except ContactRefused:
        return


def test_the_words_of_a_draft_are_shown_by_no_repr(alice: Any, person: Any) -> None:
    rule = change_rule(alice, person, answering=Answering.HER_ONLY, code_word="mimosa")

    assert "mimosa" not in repr(words_of(alice, person)) + repr(rule)


def test_what_leaves_has_one_door() -> None:
    """No room writes an `Outgoing` by itself: `leave_for_her` asks the rule first."""
    rooms = Path(people.__file__).parents[2]
    writing = [path for path in rooms.rglob("*.py") if "Outgoing.unscoped.create" in path.read_text() or "Outgoing(" in path.read_text()]

    assert {path.name for path in writing} == {"contact_rule.py", "reaching.py"}
