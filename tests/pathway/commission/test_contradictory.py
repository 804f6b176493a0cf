"""An end that she does not ask for: she is told and heard before, the decision cites it, the pathway ends when she knows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from maillage.accompaniment.people.errors import ContactRefused
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import (
    DateInFuture,
    MotivesMissing,
    WordsMissing,
    WrongDates,
)
from maillage.pathway.commission.errors_after import (
    DecidedMeanwhile,
    DelayRunning,
    DelayTooShort,
    HeardFirst,
    HearingKnown,
    HearingNotNeeded,
    NotToldYet,
    ObservationsKept,
    ProofUnsaid,
    SenseUnfit,
    SignedBeforeHeard,
    ToldAlready,
)
from maillage.pathway.commission.models import Contradictory, Decision, DecisionSense, DeliveredBy, Heard, ItemSense, ItemWay, Proof
from maillage.pathway.psp.models import Application, Ending, EndOutcome, EndReason, Pathway
from maillage.pathway.psp.services import propose_end
from tests.cast import TODAY, actor_of
from tests.pathway.commission.test_records import prepare, sign
from tests.pathway.commission.world import World, text_of

ENDED, KEPT = DecisionSense.ENDED, DecisionSense.KEPT
SIGNATURE = {"number": "2020-901", "signatory_name": "Claire Dumont", "signatory_capacity": "sous-préfète"}
FACTS = "Deux rendez-vous manqués en avril."


def at(day: date) -> Moment:
    return Moment(now=datetime(day.year, day.month, day.day, 15, tzinfo=PARIS), today=day)


def end_of(world: World, filed: Any, reason: EndReason, *, told_on: date | None = None) -> Application:
    """An end proposed by the secretariat on the pathway of this application, and examined."""
    first = sign(world, prepare(world, world.examined(filed)))
    day = first.signed_on
    pathway = Pathway.unscoped.get(entry=filed)
    end = propose_end(
        actor=actor_of(world.dana, day), today=day, pathway=pathway, reason=reason, words="Ce qui est arrivé.", told_on=told_on
    )
    session = world.plan(on=day + timedelta(days=7), today=day)
    item = world.add(session, end, today=day)
    world.convene(session, today=day)
    session = world.open(session)
    world.attend(session, ("chair", "magistrate", "social", "b"))
    world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))
    world.close(session)
    return Application.unscoped.select_related("person", "territory", "organisation").get(pk=end.pk)


@pytest.fixture
def end(world: World, filed: Any) -> Application:
    return end_of(world, filed, EndReason.COMMITMENTS)


def opened(world: World, end: Application, *, days: int = 15) -> Contradictory:
    day = end.examined_on
    return services.open_contradictory(actor=actor_of(world.dana, day), today=day, application=end, facts=FACTS, days=days)


def told(world: World, hearing: Contradictory, **more: Any) -> Contradictory:
    day = hearing.opened_on + timedelta(days=2)
    give = {"told_on": day, "proof": Proof.SIGNED, "by": DeliveredBy.DESK} | more
    return services.note_told(actor=actor_of(world.paul, day), moment=at(day), hearing=hearing, **give)


def heard(
    world: World, hearing: Contradictory, *, day: date, heard: Heard = Heard.WRITTEN, words: str = "Elle était malade."
) -> Contradictory:
    return services.note_observations(actor=actor_of(world.dana, day), today=day, hearing=hearing, heard=heard, heard_on=day, words=words)


def decide(world: World, end: Application, *, day: date, sense: DecisionSense = ENDED, **more: Any) -> Decision:
    give = {"motives": ["commitments"], "words": "Les rendez-vous promis n'ont pas été tenus."} | more
    return services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=end, sense=sense, **give)


def ready(world: World, end: Application) -> Decision:
    """An end prepared after she was heard, the day she was."""
    hearing = told(world, opened(world, end))
    day = hearing.told_on + timedelta(days=4)
    heard(world, hearing, day=day)
    return decide(world, end, day=day)


def test_no_end_is_prepared_before_she_was_heard(world: World, end: Application) -> None:
    with pytest.raises(HeardFirst):
        decide(world, end, day=end.examined_on)

    hearing = told(world, opened(world, end))
    with pytest.raises(HeardFirst):
        decide(world, end, day=hearing.told_on)


def test_heard_the_decision_cites_it_and_carries_the_name_of_the_entry(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))
    day = hearing.told_on + timedelta(days=4)
    heard(world, hearing, day=day)

    decision = decide(world, end, day=day)
    words = text_of(selectors.open_decision(actor=actor_of(world.dana, day), decision=decision, today=day).content)

    wanted = ("Belmont", "L. 121-1", "observations reçues", "engagements non tenus", "Il est mis fin au parcours", "recours")
    assert [word for word in wanted if word not in words] == []


def test_the_letter_says_what_is_held_and_how_to_answer(world: World, end: Application) -> None:
    hearing = opened(world, end)

    words = text_of(selectors.open_invitation(actor=actor_of(world.dana), hearing=hearing, today=hearing.opened_on).content)

    wanted = ("Solveig Belmont", FACTS, "Rien n'est décidé", "15 jours", "L. 122-1", "interprète", "conseil")
    assert [word for word in wanted if word not in words] == []


def test_the_pathway_ends_when_she_knows_and_not_before(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))
    day = hearing.told_on + timedelta(days=4)
    heard(world, hearing, day=day)
    decision = sign(world, decide(world, end, day=day), number="2020-900")
    before = Pathway.unscoped.get(person=end.person).ended_on

    services.notify_decision(
        actor=actor_of(world.paul, day), today=day, decision=decision, notified_on=day, by=DeliveredBy.DESK, proof=Proof.SIGNED
    )

    after = Pathway.unscoped.get(person=end.person)
    assert (before, after.ended_on, after.outcome) == (None, day, EndOutcome.DECISION_ENDED)


@pytest.mark.db_truth
def test_the_database_signs_no_end_before_she_was_heard(world: World, end: Application) -> None:
    decision = ready(world, end)
    Contradictory.unscoped.filter(application=end).update(heard="", heard_on=None)

    with pytest.raises((DatabaseError, IntegrityError), match="heard"), transaction.atomic():
        Decision.unscoped.filter(pk=decision.pk).update(**SIGNATURE, signed_on=decision.prepared_on)
    with pytest.raises(HeardFirst):
        sign(world, decision, number="2020-901")


@pytest.mark.db_truth
def test_no_end_is_recorded_as_signed_before_she_was_heard(world: World, end: Application) -> None:
    decision = ready(world, end)
    before = decision.prepared_on - timedelta(days=1)

    with pytest.raises(SignedBeforeHeard):
        sign(world, decision, number="2020-901", signed_on=before)
    with pytest.raises((DatabaseError, IntegrityError), match="heard"), transaction.atomic():
        Decision.unscoped.filter(pk=decision.pk).update(**SIGNATURE, signed_on=before)

    assert sign(world, decision, number="2020-901").is_signed


@pytest.mark.parametrize("reason", [reason for reason in EndReason if reason is not EndReason.HER_WISH])
def test_whatever_she_does_not_ask_for_waits_until_she_was_heard(world: World, filed: Any, reason: EndReason) -> None:
    end = end_of(world, filed, reason)

    with pytest.raises(HeardFirst):
        decide(world, end, day=end.examined_on, motives=[reason.value])


def test_a_wish_that_the_state_notes_without_a_day_on_which_she_knew_asks_for_a_hearing(world: World, filed: Any) -> None:
    end = end_of(world, filed, EndReason.HER_WISH)

    with pytest.raises(HeardFirst):
        decide(world, end, day=end.examined_on, motives=["her_wish"], words="Elle arrête.")

    assert opened(world, end).opened_on == end.examined_on


@pytest.mark.db_truth
def test_the_database_asks_for_the_hearing_of_whatever_she_does_not_ask_for(world: World, filed: Any) -> None:
    end = end_of(world, filed, EndReason.AUTONOMY)
    Ending.unscoped.filter(application=end).update(reason=EndReason.HER_WISH, told_on=end.filed_on)
    decision = decide(world, end, day=end.examined_on, motives=["her_wish"], words="Elle arrête.")

    for given in ({"reason": EndReason.AUTONOMY}, {"reason": EndReason.HER_WISH, "told_on": None}):
        Ending.unscoped.filter(application=end).update(**given)
        with pytest.raises((DatabaseError, IntegrityError), match="heard"), transaction.atomic():
            Decision.unscoped.filter(pk=decision.pk).update(**SIGNATURE, signed_on=decision.prepared_on)


def test_an_end_that_she_asks_for_needs_no_hearing(world: World, filed: Any) -> None:
    end = end_of(world, filed, EndReason.HER_WISH, told_on=TODAY)

    with pytest.raises(HearingNotNeeded):
        opened(world, end)
    decision = decide(world, end, day=end.examined_on, motives=["her_wish"], words="Elle arrête.")

    assert decision.sense == ENDED


def test_a_reason_against_her_added_to_her_own_request_asks_for_a_hearing(world: World, filed: Any) -> None:
    end = end_of(world, filed, EndReason.HER_WISH, told_on=TODAY)

    with pytest.raises(HeardFirst):
        decide(world, end, day=end.examined_on)


def test_the_pathway_that_continues_needs_neither(world: World, end: Application) -> None:
    decision = sign(world, decide(world, end, day=end.examined_on, sense=KEPT, motives=(), words=""), number="2020-902")

    assert (decision.sense, Application.unscoped.get(pk=end.pk).granted) == (KEPT, False)


@pytest.mark.parametrize("sense", [DecisionSense.GRANTED, DecisionSense.REFUSED, DecisionSense.RENEWED])
def test_an_end_is_neither_granted_nor_refused(world: World, end: Application, sense: DecisionSense) -> None:
    with pytest.raises(SenseUnfit):
        decide(world, end, day=end.examined_on, sense=sense)


def test_an_end_has_its_words(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))
    heard(world, hearing, day=hearing.told_on)

    with pytest.raises(MotivesMissing):
        decide(world, end, day=hearing.told_on, words=" ")


def test_it_opens_once_with_words_and_enough_days(world: World, end: Application) -> None:
    with pytest.raises(DelayTooShort):
        opened(world, end, days=3)
    with pytest.raises(WordsMissing):
        services.open_contradictory(actor=actor_of(world.dana, end.examined_on), today=end.examined_on, application=end, facts=" ", days=15)
    opened(world, end)
    with pytest.raises(HearingKnown):
        opened(world, end)


def test_her_delay_runs_from_the_day_she_has_the_letter(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))

    assert hearing.until == hearing.told_on + timedelta(days=15)


def test_the_day_she_has_it_is_possible_and_proved(world: World, end: Application) -> None:
    hearing = opened(world, end)

    for more, error in (
        ({"told_on": hearing.opened_on + timedelta(days=9)}, DateInFuture),
        ({"told_on": hearing.opened_on - timedelta(days=1)}, WrongDates),
        ({"proof": ""}, ProofUnsaid),
    ):
        with pytest.raises(error):
            told(world, hearing, **more)


def test_her_association_asks_her_rule(world: World, end: Application) -> None:
    hearing = opened(world, end)
    day = hearing.opened_on
    give = {"actor": actor_of(world.alice, day), "moment": at(day), "hearing": hearing, "told_on": day, "proof": Proof.SIGNED}

    with pytest.raises(ContactRefused):
        services.note_told(**give, by=DeliveredBy.ASSOCIATION, way="letter")
    services.note_told(**give, by=DeliveredBy.ASSOCIATION, way="in_person")

    assert Contradictory.unscoped.get(pk=hearing.pk).told_by == "association"


def test_silence_is_noted_after_the_delay_only(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))

    with pytest.raises(DelayRunning):
        heard(world, hearing, day=hearing.until, heard=Heard.NONE, words="")
    done = heard(world, hearing, day=hearing.until + timedelta(days=1), heard=Heard.NONE, words="")

    assert done.is_over


def test_an_answer_has_its_words_its_day_and_comes_after_the_letter(world: World, end: Application) -> None:
    hearing = opened(world, end)
    with pytest.raises(NotToldYet):
        heard(world, hearing, day=hearing.opened_on)
    hearing = told(world, hearing)

    with pytest.raises(WordsMissing):
        heard(world, hearing, day=hearing.told_on, words=" ")
    with pytest.raises(WrongDates):
        heard(world, hearing, day=hearing.told_on - timedelta(days=1))


def test_what_she_said_is_read_by_the_state_only(world: World, end: Application) -> None:
    hearing = heard(world, told(world, opened(world, end)), day=end.examined_on + timedelta(days=3))
    words = selectors.open_hearing_words(actor=actor_of(world.dana), hearing=hearing, today=end.examined_on)

    assert (words.facts, words.observations, repr(words)) == (FACTS, "Elle était malade.", "HearingWords(…)")
    with pytest.raises((Denied, OutOfScope)):
        selectors.open_hearing_words(actor=actor_of(world.alice), hearing=hearing, today=end.examined_on)


def test_her_association_opens_no_procedure(world: World, end: Application) -> None:
    with pytest.raises(Denied):
        services.open_contradictory(
            actor=actor_of(world.alice, end.examined_on), today=end.examined_on, application=end, facts=FACTS, days=15
        )


# Said twice, or otherwise


def said_by(world: World, hearing: Contradictory) -> str:
    return selectors.open_hearing_words(actor=actor_of(world.dana), hearing=hearing, today=hearing.heard_on).observations


def test_her_letter_after_a_silence_is_kept_and_the_decision_that_cites_the_silence_goes(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))
    late = hearing.until + timedelta(days=3)
    heard(world, hearing, day=hearing.until + timedelta(days=1), heard=Heard.NONE, words="")
    decide(world, end, day=late)

    hearing = heard(world, hearing, day=late)

    assert (hearing.heard, hearing.heard_on, said_by(world, hearing)) == (Heard.WRITTEN, late, "Elle était malade.")
    assert not Decision.unscoped.filter(application=end).exists()


def test_what_she_adds_stands_beside_what_she_said(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))
    day = hearing.told_on + timedelta(days=2)
    heard(world, hearing, day=hearing.told_on)

    hearing = heard(world, hearing, day=day, words="Elle joint un certificat.")

    assert [word in said_by(world, hearing) for word in ("Elle était malade.", "Elle joint un certificat.")] == [True, True]
    assert hearing.heard_on == day


def test_the_same_answer_twice_is_noted_once(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))
    day = hearing.told_on + timedelta(days=2)
    heard(world, hearing, day=hearing.told_on)
    first = heard(world, hearing, day=day, words="Elle joint un certificat.")

    second = heard(world, hearing, day=day, words="Elle joint un certificat.")

    assert (second.version, said_by(world, second).count("certificat")) == (first.version, 1)


def test_a_silence_does_not_take_the_place_of_an_answer(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))
    heard(world, hearing, day=hearing.told_on)

    with pytest.raises(ObservationsKept):
        heard(world, hearing, day=hearing.until + timedelta(days=1), heard=Heard.NONE, words="")


def test_once_signed_what_she_says_is_not_dropped_in_silence(world: World, end: Application) -> None:
    decision = sign(world, ready(world, end), number="2020-903")
    hearing = Contradictory.unscoped.get(application=end)

    with pytest.raises(DecidedMeanwhile):
        heard(world, hearing, day=decision.signed_on, words="Elle joint un certificat.")


def test_another_day_than_the_one_noted_is_refused_and_the_same_is_once(world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))

    assert told(world, hearing).version == hearing.version
    with pytest.raises(ToldAlready):
        told(world, hearing, told_on=hearing.told_on - timedelta(days=1))
    with pytest.raises(ToldAlready):
        told(world, hearing, proof=Proof.NOTE)


def test_the_page_offers_to_note_what_she_says_later(client: Any, world: World, end: Application) -> None:
    hearing = told(world, opened(world, end))
    heard(world, hearing, day=hearing.told_on)

    page = client.as_(world.dana).get(reverse("commission:contradictory", args=[hearing.pk])).content.decode()

    assert reverse("commission:contradictory_heard", args=[hearing.pk]) in page
