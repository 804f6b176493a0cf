"""Convening: the notice, the letters, the reading that begins."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.notifications.models import Notice
from maillage.pathway.commission import letters, selectors, services
from maillage.pathway.commission.agenda import agenda_of
from maillage.pathway.commission.errors import AgendaEmpty, Changed, NobodyToConvene, Recused, RuleRefused, StateRefused
from maillage.pathway.commission.errors_convening import NotConvened
from maillage.pathway.commission.models import CancelCause, Convocation, DeputyTie, SeatHolder, Session
from maillage.pathway.commission.services import convening
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World, file_for, text_of


def convened(world: World, application: Any) -> Session:
    session = world.plan()
    world.add(session, application)
    return world.convene(session)


def test_five_clear_days_are_needed(world: World, filed: Any) -> None:
    session = world.plan(on=TODAY + timedelta(days=5))
    world.add(session, filed)

    with pytest.raises(RuleRefused):
        world.convene(session)


def test_the_sixth_day_is_enough(world: World, filed: Any) -> None:
    session = world.plan(on=TODAY + timedelta(days=6))
    world.add(session, filed)

    assert world.convene(session).state == "convened"


def test_urgency_with_its_reason_shortens_the_notice(world: World, filed: Any) -> None:
    session = world.plan(on=TODAY + timedelta(days=2))
    world.add(session, filed)

    assert world.convene(session, urgency="titre expirant sous huit jours").urgency == "titre expirant sous huit jours"


def test_a_written_exchange_leaves_the_notice_before_its_opening(world: World, filed: Any) -> None:
    session = world.plan_written()
    Session.unscoped.filter(pk=session.pk).update(opens_on=TODAY + timedelta(days=3))
    world.add(session, filed)

    with pytest.raises(RuleRefused):
        world.convene(Session.unscoped.get(pk=session.pk))


def test_an_empty_agenda_is_not_convened(world: World) -> None:
    with pytest.raises(AgendaEmpty):
        world.convene(world.plan())


def test_each_seat_that_is_held_gets_its_letter(world: World, filed: Any) -> None:
    session = convened(world, filed)

    assert Convocation.unscoped.filter(session=session, document__isnull=False).count() == len(world.seats)


def test_members_with_an_account_are_told_and_no_other(world: World, filed: Any) -> None:
    convened(world, filed)

    told = set(Notice.unscoped.filter(topic="commission.convened").values_list("user_id", flat=True))
    assert told == {world.jean.pk, world.marc.pk, world.amel.pk, world.boris.pk}


def test_a_second_convocation_of_the_same_session_is_refused(world: World, filed: Any) -> None:
    session = convened(world, filed)

    with pytest.raises(StateRefused):
        world.convene(session)


def test_a_session_that_changed_while_letters_were_printed_is_not_convened(
    world: World, filed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, late = world.plan(), file_for(world.alice)
    world.add(session, filed)
    printed = convening._print

    def print_slowly(*args: Any, **kwargs: Any) -> Any:
        found = printed(*args, **kwargs)
        world.add(session, late)
        return found

    monkeypatch.setattr(convening, "_print", print_slowly)

    with pytest.raises(Changed):
        world.convene(session)


def test_a_member_does_not_convene(world: World, filed: Any) -> None:
    session = world.plan()
    world.add(session, filed)

    with pytest.raises(Denied):
        services.convene(actor=actor_of(world.marc), today=TODAY, session=session)


def test_the_letter_names_the_member_the_article_and_session_numbers_only(world: World, filed: Any) -> None:
    session = convened(world, filed)
    item = session.items.get()

    words = text_of(_letter(world, session, "magistrate"))

    wanted = ("Marc Magistrat", "R. 133-9", "R. 133-12", str(item.number), "mardi 26 mai 2020")
    assert [word for word in wanted if word not in words] == []
    assert [word for word in (filed.number, "Belmont", "Solveig") if word in words] == []


def test_the_letter_of_the_presenter_says_that_she_steps_aside(world: World, filed: Any) -> None:
    session = convened(world, filed)

    assert "déport" in text_of(_letter(world, session, "a"))


def test_the_letter_of_a_written_exchange_says_its_window_and_its_base(world: World, filed: Any) -> None:
    session = world.plan_written()
    world.add(session, filed)
    session = world.convene(session)

    words = text_of(_letter(world, session, "magistrate"))

    assert [word for word in ("du lundi 25 mai 2020 au lundi 1er juin 2020 inclus", "2014-1329") if word not in words] == []


@pytest.mark.parametrize(("seat", "where"), [("magistrate", "se lisent dans l'outil"), ("social", "remis sur papier, en un jeu numéroté")])
def test_the_letter_says_where_this_seat_reads_the_papers(world: World, filed: Any, seat: str, where: str) -> None:
    session = convened(world, filed)

    assert where in text_of(_letter(world, session, seat)).replace("’", "'")


def test_the_copy_kept_is_the_letter_printed_again(world: World, filed: Any) -> None:
    session = convened(world, filed)
    convocation = selectors.get_convocation(
        actor=world.secretary, pk=Convocation.unscoped.get(session=session, seat=world.seats["magistrate"]).pk, today=TODAY
    )

    kept = selectors.open_convocation(actor=world.secretary, convocation=convocation, today=TODAY)
    again = selectors.open_convocation(actor=actor_of(world.marc), convocation=convocation, today=TODAY)

    assert kept.content == again.content


def test_reading_begins_with_the_convocation_without_her_name(world: World, filed: Any) -> None:
    session = convened(world, filed)

    content = services.read_paper(actor=actor_of(world.marc), today=TODAY, item=session.items.get())

    assert content.fields["project"] == "Un CAP de cuisine."
    assert not {"last_name", "first_name", "birth_date", "nationality"} & set(content.fields)


def test_a_recused_seat_reads_no_paper(world: World, filed: Any) -> None:
    session = convened(world, filed)

    with pytest.raises(Recused):
        services.read_paper(actor=actor_of(world.amel), today=TODAY, item=session.items.get())


def test_nobody_reads_before_the_convocation(world: World, filed: Any) -> None:
    item = world.add(world.plan(), filed)

    with pytest.raises(OutOfScope):
        services.read_paper(actor=actor_of(world.marc), today=TODAY, item=item)


def test_nobody_reads_after_the_deadline_even_when_the_session_was_left_open(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    after = session.reading_until + timedelta(days=1)

    with pytest.raises(OutOfScope):
        services.read_paper(actor=actor_of(world.marc, after), today=after, item=item)


def test_nobody_reads_after_the_closing_even_with_the_clock_set_back(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(OutOfScope):
        services.read_paper(actor=actor_of(world.marc), today=TODAY, item=item)


def test_the_deputy_reads_instead_of_the_holder(world: World, filed: Any) -> None:
    seat = world.seats["chair"]
    session = convened(world, filed)
    services.name_holder(
        actor=world.secretary, today=TODAY, seat=seat, display_name="Une Suppléante", title="directrice", starts_on=TODAY, deputy=True,
        user_id=world.paul.pk, tie=DeputyTie.SAME_SERVICE,
    )  # fmt: skip

    convocation = services.send_to_deputy(
        actor=world.secretary, today=TODAY, convocation=Convocation.unscoped.get(session=session, seat=seat)
    )

    assert convocation.reader_id == world.paul.pk


def deputy_of_the_chair(world: World, session: Session, *, ends_on: date | None = None) -> Convocation:
    """A deputy of the chair, and the letter of its seat."""
    deputy = services.name_holder(
        actor=world.secretary, today=TODAY, seat=world.seats["chair"], display_name="Une Suppléante", title="directrice", starts_on=TODAY,
        deputy=True, user_id=world.paul.pk, tie=DeputyTie.SAME_SERVICE,
    )  # fmt: skip
    SeatHolder.unscoped.filter(pk=deputy.pk).update(ends_on=ends_on)
    return Convocation.unscoped.get(session=session, seat=world.seats["chair"])


def test_a_deputy_gone_before_the_session_reads_nothing(world: World, filed: Any) -> None:
    session = convened(world, filed)
    convocation = deputy_of_the_chair(world, session, ends_on=session.held_on)

    with pytest.raises(NobodyToConvene):
        services.send_to_deputy(actor=world.secretary, today=TODAY, convocation=convocation)


def test_once_the_session_is_over_no_deputy_is_convened(world: World, filed: Any) -> None:
    session = convened(world, filed)
    convocation = deputy_of_the_chair(world, session)
    services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)

    with pytest.raises(NotConvened):
        services.send_to_deputy(actor=world.secretary, today=TODAY, convocation=convocation)


def test_a_member_acknowledges_her_own_convocation_only(world: World, filed: Any) -> None:
    session = convened(world, filed)
    other = Convocation.unscoped.get(session=session, reader=world.boris)

    with pytest.raises(Denied):
        services.acknowledge(actor=actor_of(world.marc), today=TODAY, convocation=other)


def test_letters_speak_french_whatever_the_language_of_the_secretary(world: World, filed: Any) -> None:
    from django.utils import translation

    session = convened(world, filed)

    with translation.override("en"):
        words = text_of(_letter(world, session, "magistrate"))

    assert "Ordre du jour" in words


def _letter(world: World, session: Session, code: str) -> bytes:
    session = Session.unscoped.select_related("commission__territory", "organisation", "local_rule").get(pk=session.pk)
    seat = world.seats[code]
    return letters.convocation(session, seat, seat.holders.get(), agenda=agenda_of(session), sent_on=TODAY, urgency="")
