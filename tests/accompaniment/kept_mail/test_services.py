"""A letter from the day it came to the day it left: never opened, and she is told by a way that her rule allows."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from maillage.accompaniment.kept_mail import selectors, services
from maillage.accompaniment.kept_mail.errors import AlreadyGone, KeepingWithdrawn, NotArrivedYet, NothingToTell, NothingWaits
from maillage.accompaniment.kept_mail.facts import episodes
from maillage.accompaniment.kept_mail.models import KeptMail, Sender, Told
from maillage.accompaniment.kept_mail.selectors import Which
from maillage.accompaniment.kept_mail.services import Letter
from maillage.accompaniment.people.closing import what_will_stop as what_closing_stops
from maillage.accompaniment.people.errors import ContactRefused
from maillage.accompaniment.people.models import Outgoing, OutgoingKind, Person, Proof, Purpose, RecipientKind
from maillage.accompaniment.people.services import erase_file, give_accord, withdraw_accord
from maillage.accompaniment.people.withdrawal import what_will_stop
from maillage.foundation.access.actor import system_actor
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.vault import SealedField
from tests.accompaniment.kept_mail.making import at, keep, leave, tell
from tests.accompaniment.making import actions_on, change_rule, make_person
from tests.cast import TODAY, actor_of, give_mandate, make_user

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


@pytest.fixture
def reception(association_a: Any) -> Any:
    user = make_user("Rose")
    give_mandate(user, Role.RECEPTION, association_a)
    return user


# Never opened


def test_no_field_could_hold_what_is_inside_a_letter_nor_what_is_written_on_it() -> None:
    texts, files, links = [], [], set()
    for field in KeptMail._meta.get_fields():
        if isinstance(field, (models.TextField, models.FileField, models.BinaryField, models.JSONField, SealedField)):
            files.append(field.name)
        elif isinstance(field, models.CharField) and not field.choices:
            texts.append(field.name)
        elif field.is_relation:
            links.add(field.name)

    assert (texts, files) == ([], [])
    assert links == {"person", "organisation"}


def test_nothing_in_the_house_hangs_on_a_letter() -> None:
    hanging = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model is KeptMail
    ]

    assert hanging == []


# Noted


def test_the_reception_notes_a_letter(reception: Any, person: Any, association_a: Any) -> None:
    mail = keep(reception, person, urgent=True, sender="court")

    assert (mail.person, mail.organisation, mail.sender, mail.urgent, mail.closed_on) == (person, association_a, Sender.COURT, True, None)
    assert actions_on(person)[-1] == "kept_mail.kept"


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_nobody_else_does(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        keep(request.getfixturevalue(who), person)


def test_a_letter_has_not_arrived_tomorrow(alice: Any, person: Any) -> None:
    with pytest.raises(NotArrivedYet):
        keep(alice, person, received_on=TOMORROW)


def test_a_delivery_sent_twice_is_noted_once(alice: Any, person: Any) -> None:
    other, key = make_person(alice), uuid.uuid4()
    letters = [
        Letter(person, Sender.BANK, urgent=False),
        Letter(person, Sender.BANK, urgent=False),
        Letter(other, Sender.COURT, urgent=True),
    ]

    for _click in range(2):
        services.keep_several(actor=actor_of(alice), today=TODAY, letters=letters, received_on=TODAY, key=key)

    assert KeptMail.unscoped.count() == 3


def test_a_delivery_is_noted_whole_or_not_at_all(alice: Any, charlie: Any, person: Any) -> None:
    letters = [Letter(person, Sender.BANK, urgent=False), Letter(make_person(charlie), Sender.BANK, urgent=False)]

    with pytest.raises(Denied):
        services.keep_several(actor=actor_of(alice), today=TODAY, letters=letters, received_on=TODAY, key=uuid.uuid4())

    assert not KeptMail.unscoped.exists()


# Told


def test_she_is_told_once_of_all_that_waits_by_a_way_that_her_rule_allows(alice: Any, person: Any) -> None:
    keep(alice, person)
    keep(alice, person, sender="bank")

    tell(alice, person, "phone")

    assert list(KeptMail.unscoped.order_by().values_list("told_on", "told_by").distinct()) == [(TODAY, Told.PHONE)]
    assert [each.kind for each in Outgoing.unscoped.filter(person=person)] == [OutgoingKind.MAIL_TOLD]


@pytest.mark.parametrize("by", ["sms", "mail", "letter", "visit"])
def test_what_her_rule_does_not_allow_is_refused_and_nothing_is_written(reception: Any, person: Any, by: str) -> None:
    mail = keep(reception, person)

    with pytest.raises(ContactRefused):
        tell(reception, person, by)

    mail.refresh_from_db()
    assert (mail.told_on, Outgoing.unscoped.count()) == (None, 0)


def test_when_nothing_must_reach_her_being_here_is_still_allowed(alice: Any, person: Any) -> None:
    keep(alice, person)
    change_rule(alice, person, ways={"phone": "allowed"}, silent_until=date(2020, 6, 1))

    with pytest.raises(ContactRefused):
        tell(alice, person, "phone")
    tell(alice, person, "in_person")

    assert not Outgoing.unscoped.exists()


def test_the_page_of_the_ways_says_which_are_open_and_why_others_are_not(alice: Any, person: Any) -> None:
    change_rule(alice, person, ways={"phone": "forbidden", "sms": "allowed"}, preferred="sms")

    ways = {way.by: way for way in selectors.ways_to_tell(person, moment=at())}

    assert {by.value for by, way in ways.items() if way.allowed} == {"in_person", "sms"}
    assert "Jamais" in str(ways[Told.PHONE].reason)
    assert set(ways) == set(Told)


def test_told_already_she_is_not_told_again(alice: Any, person: Any) -> None:
    keep(alice, person)
    tell(alice, person, "phone")

    with pytest.raises(NothingToTell):
        tell(alice, person, "phone")


def test_a_double_click_tells_her_once(alice: Any, person: Any) -> None:
    keep(alice, person)
    key = uuid.uuid4()

    for _click in range(2):
        services.tell_mail(actor=actor_of(alice), moment=at(), person=person, by=Told.PHONE, key=key)

    assert Outgoing.unscoped.count() == 1


def test_a_clock_set_back_tells_her_no_earlier_than_the_letter_came(alice: Any, person: Any) -> None:
    mail = keep(alice, person)

    tell(alice, person, "in_person", day=YESTERDAY)

    mail.refresh_from_db()
    assert mail.told_on == TODAY


# Gone


@pytest.mark.parametrize("outcome", ["handed", "returned", "mistake"])
def test_a_letter_leaves_with_its_outcome(reception: Any, person: Any, outcome: str) -> None:
    changed = leave(reception, keep(reception, person), outcome)

    assert (changed.closed_on, changed.outcome) == (TODAY, outcome)


def test_handed_over_she_was_seen_that_day(alice: Any, person: Any) -> None:
    mail = keep(alice, person)
    Person.unscoped.filter(pk=person.pk).update(last_contact_on=date(2020, 3, 1))

    leave(alice, mail, "handed")

    assert Person.unscoped.get(pk=person.pk).last_contact_on == TODAY


def test_forwarding_writes_to_her_and_asks_her_rule(alice: Any, person: Any) -> None:
    mail = keep(alice, person)

    with pytest.raises(ContactRefused):
        leave(alice, mail, "forwarded")
    change_rule(alice, person, ways={"phone": "allowed", "letter": "allowed"})
    leave(alice, mail, "forwarded")

    assert [(each.kind, each.channel) for each in Outgoing.unscoped.all().order_by("pk")] == [(OutgoingKind.LETTER, "letter")]


def test_what_left_does_not_leave_again(alice: Any, person: Any) -> None:
    gone = leave(alice, keep(alice, person), "handed")

    with pytest.raises(AlreadyGone):
        leave(alice, gone, "returned")


def test_a_stale_tab_takes_nothing_away(alice: Any, person: Any) -> None:
    mail = keep(alice, person)
    tell(alice, person, "phone")

    with pytest.raises(Stale):
        leave(alice, mail, "returned", seen=1)


def test_all_that_waits_is_handed_over_at_once(reception: Any, person: Any) -> None:
    keep(reception, person)
    keep(reception, person)

    services.hand_over_all(actor=actor_of(reception), moment=at(), person=person)

    assert list(KeptMail.unscoped.order_by().values_list("outcome", flat=True).distinct()) == ["handed"]
    with pytest.raises(NothingWaits):
        services.hand_over_all(actor=actor_of(reception), moment=at(), person=person)


def test_the_database_refuses_half_an_end(alice: Any, person: Any) -> None:
    mail = keep(alice, person)

    with pytest.raises(IntegrityError), transaction.atomic():
        KeptMail.unscoped.filter(pk=mail.pk).update(closed_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptMail.unscoped.filter(pk=mail.pk).update(told_on=YESTERDAY, told_by="phone")


# Her accord


def agree(worker: Any, person: Any) -> Any:
    return give_accord(
        actor=actor_of(worker),
        today=TODAY,
        person=person,
        purpose=Purpose.KEEP_MAIL,
        recipient_kind=RecipientKind.OWN,
        language="fr",
        proof=Proof.ORAL,
        given_on=TODAY,
    )


def test_once_she_took_back_her_accord_no_letter_is_kept_and_what_waits_stays_to_be_handed_over(alice: Any, person: Any) -> None:
    accord = agree(alice, person)
    keep(alice, person)
    foreseen = [str(each.sentence) for each in what_will_stop(accord=accord, actor=actor_of(alice), today=TODAY)]
    withdraw_accord(actor=actor_of(alice), today=TODAY, accord=accord)

    with pytest.raises(KeepingWithdrawn):
        keep(alice, person)

    assert foreseen == ["Plus aucun courrier n'est gardé ici ; 1 l'attend encore : remettez-le, ou retournez-le."]
    assert len(selectors.mail_of(person)) == 1


def test_given_again_her_letters_are_kept_again(alice: Any, person: Any) -> None:
    withdraw_accord(actor=actor_of(alice), today=TODAY, accord=agree(alice, person))
    agree(alice, person)

    assert keep(alice, person).closed_on is None


def test_closing_a_file_says_that_letters_wait(alice: Any, person: Any) -> None:
    keep(alice, person)

    said = [str(each.sentence) for each in what_closing_stops(person, actor=actor_of(alice), today=TODAY)]

    assert "1 courrier l'attend encore : remettez-le, ou retournez-le." in said


# What alerts


def test_an_urgent_letter_alerts_soon_and_an_ordinary_one_later(alice: Any, person: Any) -> None:
    soon = keep(alice, person, urgent=True, received_on=date(2020, 5, 16))
    keep(alice, person, urgent=True, received_on=date(2020, 5, 17))
    late = keep(alice, person, received_on=date(2020, 4, 19))
    keep(alice, person, received_on=date(2020, 4, 20))

    alerting = list(selectors.mail_visible_to(actor_of(alice), today=TODAY, which=Which.ALERTING))

    assert alerting == [soon, late]
    assert [mail.alert(today=TODAY) is not None for mail in alerting] == [True, True]


@pytest.mark.parametrize("outcome", ["handed", "returned"])
def test_what_left_alerts_no_more(alice: Any, person: Any, outcome: str) -> None:
    mail = leave(alice, keep(alice, person, urgent=True, received_on=date(2020, 5, 4)), outcome)

    assert mail.alert(today=TODAY) is None
    assert selectors.counts_of(actor_of(alice), today=TODAY).alerting == 0


def test_urgent_letters_that_nobody_took_are_a_reason_to_open(alice: Any, person: Any, association_a: Any, association_b: Any) -> None:
    keep(alice, person, urgent=True, received_on=date(2020, 5, 11))
    keep(alice, person, urgent=True, received_on=date(2020, 5, 4))
    keep(alice, person, urgent=True)
    keep(alice, person, received_on=date(2020, 3, 4))

    found = selectors.reasons_to_open(association_a.pk, today=TODAY)

    assert [(each.code, each.since, each.count) for each in found] == [("urgent_mail", date(2020, 5, 7), 2)]
    assert selectors.reasons_to_open(association_b.pk, today=TODAY) == []


def test_a_stranger_sees_no_letter(alice: Any, charlie: Any, person: Any) -> None:
    keep(alice, person)

    assert list(selectors.mail_visible_to(actor_of(charlie), today=TODAY)) == []


# Whose letter


def test_an_exact_pseudonym_is_enough_and_case_does_not_count(alice: Any, person: Any) -> None:
    exact, others = selectors.candidates_for(" lune ", actor=actor_of(alice), today=TODAY)

    assert exact is not None
    assert (exact.id, others) == (person.pk, [])


def test_what_merely_resembles_is_asked(alice: Any, person: Any) -> None:
    exact, others = selectors.candidates_for("Lun", actor=actor_of(alice), today=TODAY)

    assert (exact, [each.id for each in others]) == (None, [person.pk])


def test_of_two_with_the_same_pseudonym_one_is_chosen(alice: Any, person: Any) -> None:
    twin = make_person(alice, pseudonym="Lune")

    exact, others = selectors.candidates_for("Lune", actor=actor_of(alice), today=TODAY)

    assert (exact, {each.id for each in others}) == (None, {person.pk, twin.pk})


# Counted, erased


def test_its_episodes_tell_how_long_letters_wait_and_nobody(alice: Any, person: Any, association_a: Any) -> None:
    leave(alice, keep(alice, person, urgent=True, received_on=date(2020, 5, 4)), "handed")
    leave(alice, keep(alice, person), "mistake")
    keep(alice, person)

    found = sorted((each.kind, each.starts, each.ends, each.cause) for each in episodes())

    assert found == [("kept_mail_ordinary", TODAY, None, ""), ("kept_mail_urgent", date(2020, 5, 4), TODAY, "handed")]


def test_erasing_the_file_takes_her_letters(alice: Any, person: Any) -> None:
    keep(alice, person)

    erase_file(actor=system_actor(), today=TODAY, person=person)

    assert not KeptMail.unscoped.exists()
