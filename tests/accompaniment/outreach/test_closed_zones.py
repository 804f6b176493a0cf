"""A zone that closes: chosen no more from its day on, kept by what stood there, and nothing of a night is lost by it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from maillage.accompaniment.openings.errors import PlaceElsewhere
from maillage.accompaniment.outreach import services
from maillage.accompaniment.outreach.models import Campaign
from maillage.reference.territories.errors import PlaceClosed
from tests.accompaniment.outreach.making import alert, count_online, make_zone, observe, plan, sheet, walk
from tests.cast import TODAY, CastClient, actor_of

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def shut(territory_x: Any) -> Any:
    """The right bank, closed since this morning."""
    zone = make_zone(territory_x)
    type(zone).unscoped.filter(pk=zone.pk).update(closed_on=TODAY)
    zone.refresh_from_db()
    return zone


@pytest.mark.parametrize("noted", [plan, walk])
def test_no_round_is_planned_nor_walked_there_any_more(alice: Any, association_a: Any, shut: Any, noted: Any) -> None:
    with pytest.raises(PlaceClosed, match="« Rive droite » est fermée depuis le mardi 19 mai 2020"):
        noted(alice, association_a)


def test_the_round_of_the_day_before_is(alice: Any, association_a: Any, shut: Any) -> None:
    assert walk(alice, association_a, day=YESTERDAY).zone == shut


def test_a_sheet_is_corrected_where_it_was(alice: Any, association_a: Any) -> None:
    walked = walk(alice, association_a)
    type(walked.zone).unscoped.update(closed_on=TODAY)

    corrected = services.correct_round(
        actor=actor_of(alice), today=TODAY, street_round=walked, draft=sheet(association_a, met_new=2), seen=walked.version, keep_note=True
    )

    assert corrected.met_new == 2


def test_an_observation_of_before_is_noted_there_and_one_of_today_is_not(alice: Any, association_a: Any, shut: Any) -> None:
    assert observe(alice, association_a, zone_id=shut.pk).zone == shut

    with pytest.raises(PlaceClosed):
        observe(alice, association_a, zone_id=shut.pk, starts_on=TODAY)


def test_an_online_round_keeps_the_zone_that_it_had(alice: Any, association_a: Any, territory_x: Any) -> None:
    zone = make_zone(territory_x)
    campaign = count_online(alice, association_a, zone_id=zone.pk)
    type(zone).unscoped.update(closed_on=date(2020, 4, 1))
    fields = ("site", "method", "starts_on", "zone_id", "seen", "reached", "answered", "met", "accompanied")
    draft = services.CampaignDraft(organisation_id=association_a.pk, **{name: getattr(campaign, name) for name in fields})

    services.change_campaign(actor=actor_of(alice), today=TODAY, campaign=campaign, draft=draft, seen=campaign.version)

    assert Campaign.unscoped.get().zone == zone


def test_nothing_keeps_an_alert_from_being_given(alice: Any, association_a: Any, shut: Any) -> None:
    assert alert(alice, association_a, zone_id=shut.pk).zone == shut


def test_the_sheet_of_a_planned_round_still_offers_its_zone(client: CastClient, alice: Any, association_a: Any) -> None:
    planned = plan(alice, association_a)
    type(planned.zone).unscoped.update(closed_on=TODAY)

    page = client.as_(alice).get(f"/terrain/maraudes/{planned.pk}/feuille/").content.decode()

    assert "Rive droite" in page


@pytest.mark.parametrize("refused", [PlaceClosed, PlaceElsewhere])
def test_a_site_stands_in_an_open_place_of_its_department(
    hugo: Any, association_a: Any, shut: Any, territory_y: Any, refused: type[Exception]
) -> None:
    from maillage.accompaniment.openings.services import add_site

    place = shut if refused is PlaceClosed else make_zone(territory_y, "Loin")

    with pytest.raises(refused):
        add_site(actor=actor_of(hugo), today=TODAY, organisation=association_a, name="Le Local", place=place)
