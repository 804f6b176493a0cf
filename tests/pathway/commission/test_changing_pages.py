"""The screen by which a session is changed, and the pages that say what an item hangs on."""

from __future__ import annotations

import html
import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.models import (
    AskedKind,
    AskedOf,
    Item,
    ItemSense,
    ItemWay,
    ModeChoice,
    RuleScope,
    Session,
)
from maillage.pathway.psp.models import Application, ConsultationBasis, ConsultedService, EndReason
from maillage.pathway.psp.services import consult_service, propose_end
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World, file_for
from tests.pathway.psp.making import make_pathway

LATER = TODAY + timedelta(days=20)
AFTER = TODAY + timedelta(days=8)


# The screen


@pytest.fixture
def convened(world: World, filed: Any) -> Session:
    """A session on site, convened, with two applications."""
    session = world.plan()
    world.add(session, filed)
    world.add(session, file_for(world.alice))
    return world.convene(session)


def adjourned(world: World, application: Any) -> Item:
    session, (item,) = world.running(application)
    outcome = services.Adjourned(asked_kind=AskedKind.PIECE, asked_of=AskedOf.ASSOCIATION, asked_by=LATER, asked="Un justificatif.")
    item = world.close_item(item, outcome)
    world.close(session)
    return item


def ticked(session: Session, **more: Any) -> dict[str, Any]:
    fresh = Session.unscoped.get(pk=session.pk)
    return {"key": str(uuid.uuid4()), "version": fresh.version, "place": "", **more}


def address(session: Session) -> str:
    return reverse("commission:session_change", args=[session.pk])


def test_the_screen_says_who_waits_since_when_and_what_the_law_allows(client: Any, world: World, convened: Session) -> None:
    page = client.as_(world.dana).get(address(convened)).content.decode()

    assert "Qui attend, et depuis quand" in page
    assert "2020-347" in page
    assert "aucune base particulière" not in page  # it is on site already


def test_what_the_department_judges_unsuited_is_ticked_in_advance(client: Any, world: World, convened: Session) -> None:
    services.adopt_rule(
        actor=world.secretary, today=TODAY, commission=world.commission, scope=RuleScope.FIRST, mode=ModeChoice.IN_PERSON, allowed=False,
        reason="Salle trop petite.", basis="Règlement intérieur", adopted_on=TODAY - timedelta(days=9),
    )  # fmt: skip

    page = client.as_(world.dana).get(address(convened)).content.decode()

    assert page.count("checked") >= 3
    assert "Salle trop petite." in page


def test_ticks_change_the_form_and_put_off(client: Any, world: World, convened: Session, filed: Any) -> None:
    item = Item.unscoped.get(session=convened, application=filed)
    typed = ticked(
        convened, act="otherwise", mode="hybrid", held_on=LATER.isoformat(), legal_basis="FR-2020-347",
        chair_decided_on=TODAY.isoformat(), again="on", put_off=[str(item.pk)], cause="mode_unsuitable", next_known="unknown",
    )  # fmt: skip

    response = client.as_(world.dana).post(address(convened), typed)

    assert response.status_code == 302
    assert Session.unscoped.get(pk=convened.pk).mode == "hybrid"
    assert Item.unscoped.get(pk=item.pk).next_known is False


def test_a_written_session_changes_its_last_day_in_its_own_form(client: Any, world: World, filed: Any) -> None:
    session = world.plan_written()
    world.add(session, filed)
    last, opens = session.held_on + timedelta(days=3), str(session.opens_on)
    typed = ticked(
        session, act="otherwise", mode="written", held_on=last.isoformat(), opens_on=opens,
        legal_basis=session.legal_basis, chair_decided_on=TODAY.isoformat(),
    )  # fmt: skip

    response = client.as_(world.dana).post(address(session), typed)

    assert (response.status_code, Session.unscoped.get(pk=session.pk).held_on) == (302, last)


def test_a_session_held_on_a_local_rule_keeps_it_on_another_day(client: Any, world: World, filed: Any) -> None:
    rule = services.adopt_rule(
        actor=world.secretary, today=TODAY, commission=world.commission, mode=ModeChoice.VIDEO, allowed=True,
        reason="Longues routes.", basis="Règlement intérieur", adopted_on=TODAY - timedelta(days=9),
    )  # fmt: skip
    session = world.plan(on=LATER, mode=ModeChoice.VIDEO, legal_basis="local_rule", local_rule=rule, chair_decided_on=TODAY)
    world.add(session, filed)
    day = LATER + timedelta(days=1)
    typed = ticked(
        session, act="otherwise", mode="video", held_on=day.isoformat(), legal_basis="local_rule", local_rule=str(rule.pk),
        chair_decided_on=TODAY.isoformat(),
    )  # fmt: skip

    response = client.as_(world.dana).post(address(session), typed)

    assert (response.status_code, Session.unscoped.get(pk=session.pk).held_on) == (302, day)


def test_a_deferral_says_whether_the_next_date_is_known(client: Any, world: World, convened: Session, filed: Any) -> None:
    item = Item.unscoped.get(session=convened, application=filed)

    response = client.as_(world.dana).post(address(convened), ticked(convened, act="some", put_off=[str(item.pk)], cause="mode_unsuitable"))

    assert response.status_code == 422
    assert not Item.unscoped.exclude(outcome="").exists()


def test_a_session_is_cancelled_from_the_same_screen_and_a_second_click_is_answered_as_the_first(
    client: Any, world: World, convened: Session
) -> None:
    typed = ticked(convened, act="not_at_all", cancel_cause="crisis", next_known="unknown")

    answers = [client.as_(world.dana).post(address(convened), typed).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Session.unscoped.get(pk=convened.pk).state == "cancelled"


def test_a_stale_tab_is_told(client: Any, world: World, convened: Session) -> None:
    typed = ticked(convened, act="not_at_all", cancel_cause="crisis", next_known="unknown") | {"version": 0}

    response = client.as_(world.dana).post(address(convened), typed)

    assert response.status_code == 409
    assert Session.unscoped.get(pk=convened.pk).state == "convened"


@pytest.mark.parametrize("act", ["otherwise", "not_at_all"])
def test_what_was_ticked_on_a_session_that_changed_is_sent_once_it_was_read_again(
    client: Any, world: World, convened: Session, act: str
) -> None:
    ways = {
        "otherwise": {"mode": "in_person", "held_on": (convened.held_on + timedelta(days=9)).isoformat(), "place": "Salle 4"},
        "not_at_all": {"cancel_cause": "crisis", "next_known": "unknown"},
    }
    typed, dana = ticked(convened, act=act, **ways[act]), client.as_(world.dana)

    told = dana.post(address(convened), typed | {"version": 0})
    shown = re.search(r'name="version" value="(\d+)"', told.content.decode())
    again = dana.post(address(convened), typed | {"version": shown[1] if shown else ""})

    assert (told.status_code, "telle qu'elle est maintenant" in html.unescape(told.content.decode()), again.status_code) == (409, True, 302)


@pytest.mark.parametrize(("who", "status"), [("charlie", 404), ("eve", 404), ("alice", 404), ("paul", 403)])
def test_nobody_else_opens_the_screen(client: Any, convened: Session, request: Any, who: str, status: int) -> None:
    assert client.as_(request.getfixturevalue(who)).get(address(convened)).status_code == status


def test_many_items_cost_as_many_queries_as_few(client: Any, world: World, django_assert_max_num_queries: Any) -> None:
    session = world.plan()
    for _ in range(8):
        world.add(session, file_for(world.alice))
    client.as_(world.dana)

    with django_assert_max_num_queries(45):
        client.get(address(session))


def test_the_page_of_an_item_says_what_it_hangs_on(client: Any, world: World, filed: Any) -> None:
    adjourned(world, filed)
    item = world.add(world.plan(on=LATER, today=AFTER), Application.unscoped.get(pk=filed.pk), today=AFTER)
    consult_service(
        actor=actor_of(world.dana, AFTER), today=AFTER, application=filed, service=ConsultedService.POLICE,
        basis=ConsultationBasis.INSTRUCTION,
        identity_sent=["last_name"],
    )  # fmt: skip

    page = client.as_(world.dana).get(reverse("commission:item", args=[item.pk])).content.decode()

    for words in (
        "pas encore reçu",
        "Consultation préalable",
        "police nationale",
        "réponse attendue",
        "Identité transmise",
        "déjà reportée",
    ):
        assert words in page


def test_the_agenda_marks_it_and_so_does_the_association(client: Any, world: World, filed: Any) -> None:
    adjourned(world, filed)
    session = world.plan(on=LATER, today=AFTER)
    world.add(session, Application.unscoped.get(pk=filed.pk), today=AFTER)

    agenda = client.as_(world.dana).get(reverse("commission:session", args=[session.pk])).content.decode()
    own = client.as_(world.alice).get(reverse("commission:home")).content.decode()

    assert "attend : une pièce" in agenda
    assert "attend : une pièce" in own


def test_a_click_notes_that_it_has_come(client: Any, world: World, filed: Any) -> None:
    item = adjourned(world, filed)

    response = client.as_(world.dana).post(reverse("commission:asked_received", args=[item.pk]), {"key": str(uuid.uuid4())})

    assert response.status_code == 302
    assert Item.unscoped.get(pk=item.pk).asked_received_on is not None


# The end of a pathway


def test_an_end_goes_on_an_agenda_like_others_and_counts_as_nobodys_wait(client: Any, world: World, paul: Any) -> None:
    pathway = make_pathway(world.alice, dana=world.dana, paul=paul, starts_on=date(2020, 2, 3))
    application = propose_end(
        actor=actor_of(world.alice), today=TODAY, pathway=pathway, reason=EndReason.HER_WISH, words="Elle arrête.", told_on=TODAY
    )
    (waiting,) = selectors.waiting_for_session(world.secretary, world.commission, today=TODAY)
    assert (waiting.is_wish, waiting.silent_months) == (False, 0)

    session = world.plan()
    item = world.add(session, application)
    world.convene(session)
    text = client.as_(world.marc).get(reverse("commission:reading_item", args=[item.pk])).content.decode()
    session = world.open(session)
    world.attend(session, ("chair", "magistrate", "social", "a", "b"))
    closed = world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE, words="Avis."))

    assert closed.outcome == "examined"
    assert Application.unscoped.get(pk=application.pk).state == "examined"
    assert "Elle arr" in text
    assert pathway.entry.number not in text
