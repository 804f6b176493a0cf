"""Observations and online rounds: what they rest on, who says it, and no way in for an advert."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.accompaniment.outreach import errors, facts, selectors, services
from maillage.accompaniment.outreach.models import Campaign, Explanation, Observation
from maillage.foundation.kernel.errors import Denied, Stale
from tests.accompaniment.outreach.making import count_online, make_zone, observe
from tests.cast import TODAY, actor_of

TOMORROW = TODAY + timedelta(days=1)
COUNTED = {"certainty": "counted", "number": 12, "measure": "people"}


def explain(worker: Any, observation: Any, *, cause: str = "phone", source: str = "calls", reference: str = "") -> Any:
    draft = services.ExplanationDraft(cause=cause, source=source, reference=reference)
    return services.explain_observation(actor=actor_of(worker), today=TODAY, observation=observation, draft=draft)


# Noted


def test_an_observation_keeps_what_it_rests_on_and_who_says_it(alice: Any, association_a: Any) -> None:
    noted = observe(alice, association_a, zone_id=make_zone(association_a.territory).pk, **COUNTED)

    assert (noted.certainty, noted.number, noted.measure, noted.source, noted.reference) == (
        "counted", 12, "people", "partner", "Maison Verveine",
    )  # fmt: skip
    assert (noted.starts_on, noted.ends_on, noted.noted_by) == (date(2020, 4, 6), date(2020, 4, 6), alice)


def test_what_was_seen_here_needs_no_reference(alice: Any, association_a: Any) -> None:
    assert observe(alice, association_a, source="round", reference="de trop").reference == ""


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"certainty": "counted"}, errors.NumberMissing),
        ({"certainty": "counted", "number": 3}, errors.NumberMissing),
        ({"certainty": "reported", "number": 3, "measure": "people"}, errors.NumberOfNothing),
        ({"certainty": "intuition", "measure": "people"}, errors.NumberOfNothing),
        ({"certainty": "estimated", "number": 3}, errors.NumberOfNothing),
        ({**COUNTED, "number": -1}, errors.NumberMissing),
        ({**COUNTED, "measure": "moon"}, errors.CodeUnknown),
        ({"theme": "moon"}, errors.CodeUnknown),
        ({"direction": "moon"}, errors.CodeUnknown),
        ({"source": "moon"}, errors.CodeUnknown),
        ({"reference": "  "}, errors.ReferenceMissing),
        ({"starts_on": TOMORROW}, errors.DayToCome),
        ({"ends_on": date(2020, 4, 5)}, errors.DaysInverted),
    ],
)
def test_an_observation_that_says_too_little_or_too_much_is_refused(alice: Any, association_a: Any, wrong: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        observe(alice, association_a, **wrong)

    assert Observation.unscoped.count() == 0


@pytest.mark.parametrize("words", ["https://annonces.example/1", "annonces.example", "06 12 34 56 78", "@lune", "x" * 81, "M. Dupont"])
def test_the_service_itself_refuses_an_advert_in_the_reference(alice: Any, association_a: Any, words: str) -> None:
    with pytest.raises(errors.ReferenceUnfit) as refused:
        observe(alice, association_a, source="press", reference=words)

    assert refused.value.sentence


@pytest.mark.parametrize("who", ["bob", "hugo", "dana", "charlie"])
def test_whoever_may_not_observe_notes_nothing(association_a: Any, who: str, request: Any) -> None:
    with pytest.raises(Denied):
        observe(request.getfixturevalue(who), association_a)


def test_the_same_key_observes_once(alice: Any, association_a: Any) -> None:
    key = uuid.uuid4()

    first, second = (observe(alice, association_a, key=key) for _ in range(2))

    assert (first.pk, Observation.unscoped.count()) == (second.pk, 1)


def test_the_database_too_refuses_a_number_of_a_rumour(alice: Any, association_a: Any) -> None:
    noted = observe(alice, association_a)

    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.unscoped.filter(pk=noted.pk).update(number=3, measure="people")


# Explained


def test_explanations_stand_beside_with_their_own_source(alice: Any, association_a: Any) -> None:
    noted = observe(
        alice, association_a, explanations=(services.ExplanationDraft(cause="language", source="press", reference="Un quotidien"),)
    )
    explain(alice, noted)

    line = selectors.line_of(noted)

    assert {(why.cause, why.source) for why in line.whys} == {
        ("barrière de la langue : consignes non comprises", "la presse (Un quotidien)"),
        ("clients habituels joints par téléphone", "ce que des personnes nous disent"),
    }


def test_explanations_change_neither_verdict_nor_facts(alice: Any, association_a: Any) -> None:
    noted = observe(alice, association_a)
    before = (selectors.themes_of(actor_of(alice), today=TODAY), list(facts.episodes()))

    for cause in ("phone", "moved", "network"):
        explain(alice, noted, cause=cause)

    assert (selectors.themes_of(actor_of(alice), today=TODAY), list(facts.episodes())) == before


def test_the_same_explanation_is_noted_once(alice: Any, association_a: Any) -> None:
    noted = observe(alice, association_a)
    explain(alice, noted)

    with pytest.raises(errors.AlreadyExplained):
        explain(alice, noted)
    assert Explanation.unscoped.count() == 1


def test_what_is_withdrawn_is_neither_explained_nor_withdrawn_again(alice: Any, association_a: Any) -> None:
    noted = services.withdraw_observation(actor=actor_of(alice), today=TODAY, observation=observe(alice, association_a))

    with pytest.raises(errors.AlreadyWithdrawn):
        explain(alice, noted)
    with pytest.raises(errors.AlreadyWithdrawn):
        services.withdraw_observation(actor=actor_of(alice), today=TODAY, observation=noted)
    assert selectors.themes_of(actor_of(alice), today=TODAY) == []


def test_contradictions_come_first(alice: Any, association_a: Any) -> None:
    observe(alice, association_a, theme="hunger", starts_on=TODAY)
    observe(alice, association_a, theme="online", direction="down", source="online")
    observe(alice, association_a, theme="online", direction="up", certainty="intuition")

    rows = selectors.themes_of(actor_of(alice), today=TODAY)

    assert [(row.code, row.verdict) for row in rows] == [("online", "contradictory"), ("hunger", "too_little")]


def test_the_street_stops_here_and_goes_on_at_three_sites(alice: Any, association_a: Any) -> None:
    observe(alice, association_a, direction="stopped")
    for name in ("Nord", "Est", "Canal"):
        observe(alice, association_a, direction="same", source="round", zone_id=make_zone(association_a.territory, name).pk)
    observed = list(selectors.observations_visible_to(actor_of(alice), today=TODAY, theme="street"))

    spring = selectors.cut_at(selectors.LOCKDOWN, selectors.REOPENING)

    (together,) = selectors.groups_of(observed, periods=spring, by_zone=False)
    apart = selectors.groups_of(observed, periods=spring, by_zone=True)

    assert (together.verdict, [side.code for side in together.sides]) == ("contradictory", ["same", "down"])
    assert {group.verdict for group in apart} == {"too_little"}


def theme_page(client: Any, user: Any, **asked: str) -> Any:
    return client.as_(user).get("/terrain/observations/themes/street/", asked)


def test_the_periods_of_a_theme_are_cut_where_the_reader_says(client: Any, alice: Any, association_a: Any) -> None:
    observe(alice, association_a, direction="down", starts_on=date(2020, 4, 2))
    observe(alice, association_a, direction="up", starts_on=date(2020, 4, 20))

    spring = theme_page(client, alice).content.decode()
    chosen = theme_page(client, alice, pendant="2020-03-17", apres="2020-04-15").content.decode()

    assert "Du mardi 17 mars 2020 au dimanche 10 mai 2020" in spring
    assert "Du mardi 17 mars 2020 au mardi 14 avril 2020" in chosen
    assert "Depuis le mercredi 15 avril 2020" in chosen


def test_periods_that_do_not_follow_each_other_are_refused_with_the_reason(client: Any, alice: Any, association_a: Any) -> None:
    observe(alice, association_a)

    answer = theme_page(client, alice, pendant="2020-04-15", apres="2020-03-17")

    assert answer.status_code == 422
    assert "les périodes se suivent" in answer.content.decode()


# Online rounds


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_a_funnel_is_kept_exactly_when_it_narrows(alice: Any, association_a: Any, counts: list[int]) -> None:
    named = dict(zip(("seen", "reached", "answered", "met", "accompanied"), counts, strict=True))

    if counts == sorted(counts, reverse=True):
        assert count_online(alice, association_a, **named).accompanied == counts[-1]
    else:
        with pytest.raises(errors.FunnelWidens):
            count_online(alice, association_a, **named)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"site": "moon"}, errors.CodeUnknown),
        ({"method": "moon"}, errors.CodeUnknown),
        ({"starts_on": TOMORROW}, errors.DayToCome),
        ({"ends_on": TOMORROW}, errors.DayToCome),
        ({"ends_on": date(2020, 4, 5)}, errors.DaysInverted),
    ],
)
def test_an_online_round_that_cannot_be_is_refused(alice: Any, association_a: Any, wrong: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        count_online(alice, association_a, **wrong)


def test_counts_change_later_and_a_stale_change_is_refused(alice: Any, association_a: Any) -> None:
    campaign = count_online(alice, association_a)
    draft = services.CampaignDraft(
        organisation_id=association_a.pk, site="social", method="call", starts_on=date(2020, 4, 6), ends_on=TODAY, seen=300
    )

    changed = services.change_campaign(actor=actor_of(alice), today=TODAY, campaign=campaign, draft=draft, seen=1)

    assert (changed.seen, changed.site, changed.ends_on) == (300, "social", TODAY)
    with pytest.raises(Stale):
        services.change_campaign(actor=actor_of(alice), today=TODAY, campaign=campaign, draft=draft, seen=1)


def test_the_funnel_of_all_adds_them(alice: Any, association_a: Any) -> None:
    count_online(alice, association_a, site="social")
    count_online(alice, association_a)
    rows = selectors.campaigns_visible_to(actor_of(alice), today=TODAY)

    assert [stage.number for stage in selectors.funnel_of_all(rows)] == [240, 120, 28, 6, 2]
    assert selectors.campaigns_visible_to(actor_of(alice), today=TODAY, site="social").count() == 1


def test_the_database_too_refuses_a_funnel_that_widens(alice: Any, association_a: Any) -> None:
    campaign = count_online(alice, association_a)

    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.unscoped.filter(pk=campaign.pk).update(met=999)


def test_facts_speak_of_online_rounds_and_of_what_stands(alice: Any, association_a: Any) -> None:
    count_online(alice, association_a)
    observe(alice, association_a)
    services.withdraw_observation(actor=actor_of(alice), today=TODAY, observation=observe(alice, association_a, theme="debts"))

    assert [(each.kind, each.cause, each.count) for each in facts.episodes()] == [
        ("online_round", "sms", 14),
        ("observation", "street", 1),
    ]
