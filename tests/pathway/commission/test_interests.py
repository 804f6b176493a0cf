"""The register of declared interests: it proposes recusals, and decides none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import InterestUnclear, WrongDates
from maillage.pathway.commission.models import Interest, InterestTie, Recusal, SeatHolder
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World


def holder_of(world: World, key: str) -> SeatHolder:
    return SeatHolder.unscoped.get(seat=world.seats[key])


def declare(world: World, seat: str = "magistrate", *, user: Any = None, **more: Any) -> Interest:
    words = {"tie": InterestTie.BOARD, "organisation_id": world.seats["a"].holder_organisation_id, "starts_on": date(2020, 1, 6), **more}
    return services.declare_interest(actor=actor_of(user or world.dana), today=TODAY, holder=holder_of(world, seat), **words)


def on_agenda(world: World, application: Any) -> Any:
    session = world.plan()
    return world.add(session, application)


def test_an_interest_in_the_presenting_association_proposes_a_recusal(world: World, filed: Any) -> None:
    interest, item = declare(world), on_agenda(world, filed)

    (found,) = selectors.interests_on(item, day=TODAY)

    assert (found.interest, found.seat) == (interest, world.seats["magistrate"])


def test_it_recuses_nobody_by_itself(world: World, filed: Any) -> None:
    declare(world)

    item = on_agenda(world, filed)

    assert not Recusal.unscoped.filter(item=item, seat=world.seats["magistrate"]).exists()


def test_an_interest_elsewhere_proposes_nothing(world: World, filed: Any) -> None:
    declare(world, organisation_id=world.seats["b"].holder_organisation_id)

    assert selectors.interests_on(on_agenda(world, filed), day=TODAY) == ()


def test_once_the_seat_is_recused_nothing_is_proposed(world: World, filed: Any) -> None:
    declare(world)
    item = on_agenda(world, filed)

    services.declare_recusal(actor=world.secretary, today=TODAY, item=item, seat=world.seats["magistrate"], reason="personal")

    assert selectors.interests_on(item, day=TODAY) == ()


def test_an_interest_that_ended_proposes_nothing(world: World, filed: Any) -> None:
    services.end_interest(actor=world.secretary, today=TODAY, interest=declare(world), ends_on=TODAY)

    assert selectors.interests_on(on_agenda(world, filed), day=TODAY) == ()


def test_the_interest_of_somebody_who_left_proposes_nothing(world: World, filed: Any) -> None:
    declare(world)
    services.end_holder(actor=world.secretary, today=TODAY, holder=holder_of(world, "magistrate"), ends_on=TODAY)

    assert selectors.interests_on(on_agenda(world, filed), day=TODAY) == ()


def test_an_organisation_out_of_the_list_is_kept_in_mind(world: World, filed: Any) -> None:
    interest = declare(world, organisation_id=None, words="Bailleur des Trois Rives")

    item = on_agenda(world, filed)

    assert selectors.interests_in_words(item.session, day=TODAY) == [interest]
    assert selectors.interests_on(item, day=TODAY) == ()


def test_a_member_declares_her_own(world: World) -> None:
    interest = declare(world, user=world.marc)

    assert selectors.interests_of(holder_of(world, "magistrate")) == [interest]


def test_a_member_declares_nothing_for_another(world: World) -> None:
    with pytest.raises(Denied):
        declare(world, "social", user=world.marc)


def test_the_chair_reads_and_declares_nothing_for_another(client: CastClient, world: World) -> None:
    holder = holder_of(world, "social")
    client = client.as_(world.jean)

    assert client.get(reverse("commission:interests", args=[world.commission.pk])).status_code == 200
    assert client.get(reverse("commission:interest_new", args=[holder.pk])).status_code == 403


@pytest.mark.parametrize(
    "typed", [{"organisation_id": None, "words": "  "}, {"words": "Les deux"}], ids=["neither the list nor words", "both"]
)
def test_an_interest_names_one_organisation(world: World, typed: dict[str, Any]) -> None:
    with pytest.raises(InterestUnclear):
        declare(world, **typed)


def test_the_same_interest_is_declared_once(world: World) -> None:
    declare(world)

    with pytest.raises(InterestUnclear):
        declare(world)


def test_a_double_click_declares_once(world: World) -> None:
    key = "0a1b3f9e-6f5e-4f3e-8a55-92c1d6c6a002"

    assert declare(world, key=key).pk == declare(world, key=key).pk


def test_an_interest_does_not_end_before_it_begins(world: World) -> None:
    interest = declare(world)

    with pytest.raises(WrongDates):
        services.end_interest(actor=world.secretary, today=TODAY, interest=interest, ends_on=interest.starts_on - timedelta(days=1))


def test_the_journal_does_not_say_what_an_interest_is_about(world: World) -> None:
    declare(world, organisation_id=None, words="Bailleur des Trois Rives")

    entry = Entry.unscoped.filter(action="commission.interest_declared").get()
    assert "Bailleur" not in str(entry.facts)


def test_another_member_does_not_read_the_register(client: CastClient, world: World) -> None:
    declare(world)

    assert client.as_(world.marc).get(reverse("commission:interests", args=[world.commission.pk])).status_code == 403


def test_another_member_finds_no_interest_by_its_address(client: CastClient, world: World) -> None:
    interest = declare(world, "social")

    assert client.as_(world.marc).get(reverse("commission:interest_end", args=[interest.pk])).status_code == 404


def test_the_secretary_declares_the_proposed_recusal_in_one_click(client: CastClient, world: World, filed: Any) -> None:
    declare(world)
    item = on_agenda(world, filed)
    client = client.as_(world.dana)
    page = client.get(reverse("commission:preparing", args=[item.session_id])).content.decode()

    client.post(reverse("commission:recusal", args=[item.pk]), {"seat": world.seats["magistrate"].pk, "reason": "personal"})

    assert f"Demande n° {item.number}" in page
    assert Recusal.unscoped.filter(item=item, seat=world.seats["magistrate"]).exists()


def test_a_member_declares_and_ends_her_interest_from_her_page(client: CastClient, world: World) -> None:
    holder, client = holder_of(world, "magistrate"), client.as_(world.marc)
    typed = {"tie": "volunteer", "words": "Bailleur des Trois Rives", "starts_on": "2020-01-06"}
    client.post(reverse("commission:interest_new", args=[holder.pk]), typed)
    interest = Interest.unscoped.get()

    client.post(reverse("commission:interest_end", args=[interest.pk]), {"ends_on": "2020-05-19"})

    interest.refresh_from_db()
    assert interest.ends_on == TODAY


def test_the_page_of_the_item_proposes_the_recusal(client: CastClient, world: World, filed: Any) -> None:
    declare(world)
    item = on_agenda(world, filed)

    page = client.as_(world.dana).get(reverse("commission:item", args=[item.pk])).content.decode()

    assert "Déports à proposer sur ce point" in page
