"""This kind of item, in this mode: no. With its reason, its author, its dates; and counts for the whole country."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import DayUnfit, RuleKnown, RuleRefused, WrongDates
from maillage.pathway.commission.models import LocalRule, ModeChoice, RuleAuthor, RuleScope
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World

ADOPTED = date(2020, 2, 3)


def adopt(world: World, **more: Any) -> LocalRule:
    words = {
        "mode": ModeChoice.VIDEO, "allowed": False, "reason": "La parole ne se lit pas à l'écran.", "basis": "Délibération du 3 février",
        "adopted_on": ADOPTED, "scope": RuleScope.FIRST, "author": RuleAuthor.CHAIR, **more,
    }  # fmt: skip
    return services.adopt_rule(actor=world.secretary, today=TODAY, commission=world.commission, **words)


def rules_page(client: CastClient, world: World, user: Any) -> str:
    return client.as_(user).get(reverse("commission:rules", args=[world.commission.pk])).content.decode()


def test_a_rule_is_shown_with_its_reason_and_its_author(client: CastClient, world: World) -> None:
    adopt(world)

    page = rules_page(client, world, world.marc)

    assert "La parole ne se lit pas" in page
    assert "la présidence" in page


def test_the_table_says_no_where_the_rule_does_and_only_there(world: World) -> None:
    rule = adopt(world)

    table = {row.mode: row.said for row in selectors.rule_table(selectors.rules_of(world.commission, today=TODAY))}

    assert table[ModeChoice.VIDEO] == (rule, None, None)
    assert table[ModeChoice.PHONE] == (None, None, None)


def test_a_rule_on_one_kind_wins_over_a_rule_on_all(world: World) -> None:
    every = adopt(world, scope=RuleScope.ANY, allowed=True)
    first = adopt(world)

    table = {row.mode: row.said for row in selectors.rule_table(selectors.rules_of(world.commission, today=TODAY))}

    assert table[ModeChoice.VIDEO] == (first, every, every)


def test_two_rules_do_not_speak_of_the_same_thing(world: World) -> None:
    adopt(world)

    with pytest.raises(RuleKnown):
        adopt(world, allowed=True)


def test_a_double_click_notes_one_rule(world: World) -> None:
    key = "0a1b3f9e-6f5e-4f3e-8a55-92c1d6c6a001"

    first, second = adopt(world, key=key), adopt(world, key=key)

    assert first.pk == second.pk


def test_a_rule_that_ended_is_kept_apart_and_can_be_said_again(world: World) -> None:
    rule = adopt(world)

    services.end_rule(actor=world.secretary, today=TODAY, rule=rule, ends_on=TODAY)

    assert selectors.rules_of(world.commission, today=TODAY) == []
    assert selectors.ended_rules(world.commission, today=TODAY) == [rule]
    assert adopt(world, adopted_on=TODAY).pk != rule.pk


def test_the_same_end_said_twice_is_one_end(world: World) -> None:
    rule = adopt(world)

    first = services.end_rule(actor=world.secretary, today=TODAY, rule=rule, ends_on=TODAY)
    second = services.end_rule(actor=world.secretary, today=TODAY, rule=rule, ends_on=TODAY)

    assert first.version == second.version


@pytest.mark.parametrize("ends_on", [ADOPTED, ADOPTED - timedelta(days=1)])
def test_a_rule_ends_after_it_was_adopted(world: World, ends_on: date) -> None:
    rule = adopt(world)

    with pytest.raises(WrongDates):
        services.end_rule(actor=world.secretary, today=TODAY, rule=rule, ends_on=ends_on)


def test_a_year_mistyped_is_refused(world: World) -> None:
    with pytest.raises(DayUnfit):
        adopt(world, adopted_on=date(2002, 2, 3))


def test_a_member_adopts_nothing(world: World) -> None:
    with pytest.raises(Denied):
        services.adopt_rule(
            actor=actor_of(world.marc), today=TODAY, commission=world.commission, mode=ModeChoice.VIDEO, allowed=False, reason="x",
            basis="y", adopted_on=ADOPTED,
        )  # fmt: skip


def test_a_session_does_not_rest_on_a_rule_that_ended(world: World) -> None:
    rule = adopt(world, allowed=True, scope=RuleScope.ANY)
    rule = services.end_rule(actor=world.secretary, today=TODAY, rule=rule, ends_on=TODAY)

    with pytest.raises(RuleRefused):
        world.plan(mode=ModeChoice.VIDEO, legal_basis="local_rule", local_rule=rule, chair_decided_on=TODAY)


def test_a_session_does_not_rest_on_a_rule_for_another_mode(world: World) -> None:
    rule = adopt(world, allowed=True, scope=RuleScope.ANY)

    with pytest.raises(RuleRefused):
        world.plan(mode=ModeChoice.PHONE, legal_basis="local_rule", local_rule=rule, chair_decided_on=TODAY)


def test_a_rule_that_ended_no_longer_meets_the_agenda(world: World, filed: Any) -> None:
    rule = adopt(world, mode=ModeChoice.HYBRID)
    session = world.plan(mode=ModeChoice.HYBRID, legal_basis="FR-2020-347", chair_decided_on=TODAY)
    world.add(session, filed)
    before = [row.rule for row in selectors.session_page(session, today=TODAY).items]

    services.end_rule(actor=world.secretary, today=TODAY, rule=rule, ends_on=TODAY)

    assert before == [rule]
    assert [row.rule for row in selectors.session_page(session, today=TODAY).items] == [None]


# The whole country.


def test_the_observer_reads_counts_and_no_department(client: CastClient, world: World, nora: Any) -> None:
    adopt(world)

    page = client.as_(nora).get(reverse("commission:rules_national")).content.decode()

    assert world.commission.territory.name not in page
    assert "La parole ne se lit pas" not in page


def test_a_department_counts_once_in_each_cell(world: World) -> None:
    adopt(world)
    adopt(world, scope=RuleScope.ANY)

    counts = selectors.national_counts(today=TODAY)

    assert dict(counts.unsuitable)[ModeChoice.VIDEO] == (1, 1, 1)
    assert (counts.commissions, counts.with_rules) == (1, 1)
    assert dict(counts.authors)[RuleAuthor.CHAIR] == 1


def test_a_rule_that_ended_is_no_longer_counted(world: World) -> None:
    services.end_rule(actor=world.secretary, today=TODAY, rule=adopt(world), ends_on=TODAY)

    counts = selectors.national_counts(today=TODAY)

    assert (counts.with_rules, dict(counts.unsuitable)[ModeChoice.VIDEO]) == (0, (0, 0, 0))


@pytest.mark.parametrize("who", ["dana", "marc", "alice"])
def test_national_counts_are_for_the_observer(client: CastClient, world: World, who: str) -> None:
    assert client.as_(getattr(world, who)).get(reverse("commission:rules_national")).status_code == 403


def test_another_department_does_not_read_our_rules(client: CastClient, world: World, eve: Any) -> None:
    assert client.as_(eve).get(reverse("commission:rules", args=[world.commission.pk])).status_code == 404


def test_the_secretary_notes_a_rule_and_its_end_from_the_pages(client: CastClient, world: World) -> None:
    client = client.as_(world.dana)
    typed = {
        "mode": "video", "allowed": "no", "scope": "renewal", "reason": "Trop long.", "author": "practice", "basis": "Usage",
        "adopted_on": "2020-02-03",
    }  # fmt: skip
    client.post(reverse("commission:rule_new", args=[world.commission.pk]), typed)
    rule = LocalRule.unscoped.get()

    client.post(reverse("commission:rule_end", args=[rule.pk]), {"ends_on": "2020-05-19"})

    rule.refresh_from_db()
    assert (rule.author, rule.ends_on) == (RuleAuthor.PRACTICE, TODAY)
