"""A withdrawn application leaves the commission's work; a decision she knows is in her association's file."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from maillage.pathway.commission import facts, services
from maillage.pathway.commission.errors_after import NotifiedAlready
from maillage.pathway.commission.models import CancelCause, Decision, DecisionSense, Item, NotExaminedCause, Paper, Session
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.services import withdraw_application
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World, file_for
from tests.pathway.psp.making import make_photo


def _withdraw(world: World, application: Application) -> None:
    withdraw_application(actor=actor_of(world.alice), today=TODAY, application=Application.unscoped.get(pk=application.pk))


@pytest.fixture
def application(world: World) -> Application:
    """Filed by alice."""
    return file_for(world.alice)


def _item(world: World, session: Any, application: Application) -> Item:
    return services.add_to_agenda(actor=world.secretary, today=TODAY, session=session, application=application)


def test_off_a_draft_agenda_the_item_goes(world: World, application: Application) -> None:
    _item(world, world.plan(), application)

    _withdraw(world, application)

    assert not Item.unscoped.exists()


def test_once_convened_the_item_is_closed_as_withdrawn_without_a_next_date(world: World, application: Application) -> None:
    session = world.plan()
    _item(world, session, application)
    services.convene(actor=world.secretary, today=TODAY, session=session)

    _withdraw(world, application)

    item = Item.unscoped.get()
    assert (item.outcome, item.closed_on, item.next_known) == ("withdrawn", TODAY, None)


def test_its_reading_copy_is_destroyed(world: World, application: Application) -> None:
    session = world.plan()
    _item(world, session, application)
    services.convene(actor=world.secretary, today=TODAY, session=session)

    _withdraw(world, application)

    assert not Paper.unscoped.exists()


def test_the_session_is_still_cancelled_without_it(world: World, application: Application) -> None:
    session = world.plan()
    _item(world, session, application)
    services.convene(actor=world.secretary, today=TODAY, session=session)
    _withdraw(world, application)

    cancelled = services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.EMPTY_AGENDA)

    assert (cancelled.state, Application.unscoped.get(pk=application.pk).state) == ("cancelled", "withdrawn")


def test_what_was_withdrawn_is_not_counted_as_put_off_without_end(world: World, application: Application) -> None:
    session = world.plan()
    _item(world, session, application)
    services.convene(actor=world.secretary, today=TODAY, session=session)

    _withdraw(world, application)

    assert not [each for each in facts.episodes(today=TODAY) if each.kind == "item_deferred"]


def test_the_others_of_the_agenda_stay(world: World, application: Application) -> None:
    session = world.plan()
    for each in (application, file_for(world.alice)):
        _item(world, session, each)

    _withdraw(world, application)

    assert Item.unscoped.get().application_id != application.pk


def test_a_decision_not_signed_goes_with_its_document_and_its_key(world: World, application: Application) -> None:
    from maillage.foundation.documents.models import Document
    from maillage.foundation.vault import evidence_of
    from maillage.pathway.psp.services import mark_examined

    _item(world, world.plan(), application)
    application = mark_examined(actor=world.secretary, today=TODAY, application=application, examined_on=TODAY)
    decision = services.prepare_decision(actor=world.secretary, today=TODAY, application=application, sense=DecisionSense.GRANTED)

    _withdraw(world, application)

    assert not Decision.unscoped.exists()
    assert not Document.unscoped.filter(pk=decision.document).exists()
    assert evidence_of(decision).keys_left == 0


# The order of the locks: on SQLite nothing waits, so the order itself is read

ORDER = (Session, Item, Application, Decision)


def _locks(monkeypatch: Any, act: Any) -> list[type]:
    """The kinds of rows that an act locks first, in order, of those that have one."""
    from maillage.foundation.access.records import ScopedQuerySet

    seen: list[type] = []
    plain = ScopedQuerySet.locked

    def spy(self: Any, pk: Any) -> Any:
        if self.model in ORDER and self.model not in seen:
            seen.append(self.model)
        return plain(self, pk)

    with monkeypatch.context() as patch:
        patch.setattr(ScopedQuerySet, "locked", spy)
        act()
    return seen


def test_an_application_that_leaves_locks_its_session_and_item_first(world: World, application: Application, monkeypatch: Any) -> None:
    _item(world, world.plan(), application)

    assert _locks(monkeypatch, lambda: _withdraw(world, application)) == [Session, Item, Application]


def test_not_planned_yet_it_locks_the_sessions_that_could_take_it(world: World, application: Application, monkeypatch: Any) -> None:
    world.plan()

    assert _locks(monkeypatch, lambda: _withdraw(world, application)) == [Session, Application]


def test_an_accord_taken_back_locks_the_sessions_before_the_first_application(world: World, monkeypatch: Any) -> None:
    from maillage.accompaniment.people.models import Accord
    from maillage.accompaniment.people.services import withdraw_accord

    application = file_for(world.alice)
    _item(world, world.plan(), application)
    accord = Accord.unscoped.get(person=application.person)

    taken = _locks(monkeypatch, lambda: withdraw_accord(actor=actor_of(world.alice), today=TODAY, accord=accord))

    assert taken == [Session, Item, Application]


def test_agenda_cancellation_and_outcome_lock_in_the_same_order(world: World, monkeypatch: Any) -> None:
    first, second = world.plan(), world.plan()
    item = _item(world, first, file_for(world.alice))
    application = file_for(world.alice)
    removed, cancelled, closed = (
        lambda: services.remove_from_agenda(actor=world.secretary, today=TODAY, item=item),
        lambda: services.cancel_session(actor=world.secretary, today=TODAY, session=second, cause=CancelCause.EMPTY_AGENDA),
        lambda: world.close_item(other, services.NotExamined(cause=NotExaminedCause.NOT_REACHED)),
    )
    _session, (other,) = world.running(file_for(world.alice))

    taken = [
        _locks(monkeypatch, lambda: _item(world, second, application)),
        *(_locks(monkeypatch, each) for each in (removed, cancelled, closed)),
    ]

    assert [sorted(each, key=ORDER.index) for each in taken] == taken
    assert [each[0] for each in taken] == [Session] * 4


# The decision in her file


@pytest.fixture
def decided(world: World, application: Application) -> Decision:
    """Signed, with its scan."""
    from maillage.pathway.psp.services import mark_examined

    _item(world, world.plan(), application)
    application = mark_examined(actor=world.secretary, today=TODAY, application=application, examined_on=TODAY)
    decision = services.prepare_decision(actor=world.secretary, today=TODAY, application=application, sense=DecisionSense.GRANTED)
    return services.record_signed_decision(
        actor=actor_of(world.paul), today=TODAY, decision=decision, signed_on=TODAY, number="2020-77", signatory_name="Anne Sol",
        signatory_capacity="préfète", scan=make_photo(),
    )  # fmt: skip


def _copy(client: Any, user: Any, application: Application) -> Any:
    return client.as_(user).get(reverse("psp:decision_copy", args=[application.pk]))


def test_once_she_knows_her_association_reads_the_decision(client: Any, world: World, application: Application, decided: Decision) -> None:
    services.notify_decision(actor=actor_of(world.alice), today=TODAY, decision=decided, notified_on=TODAY)

    assert _copy(client, world.alice, application).status_code == 200


def test_before_she_knows_nobody_of_her_association_reads_it(
    client: Any, world: World, application: Application, decided: Decision
) -> None:
    assert _copy(client, world.alice, application).status_code == 404


def test_noted_twice_it_is_copied_once(world: World, application: Application, decided: Decision) -> None:
    decided = Decision.unscoped.get(pk=decided.pk)
    services.notify_decision(actor=actor_of(world.alice), today=TODAY, decision=decided, notified_on=TODAY)
    copy = Application.unscoped.get(pk=application.pk).decision_copy

    with pytest.raises(NotifiedAlready):
        services.notify_decision(actor=actor_of(world.alice), today=TODAY, decision=decided, notified_on=TODAY)
    assert Application.unscoped.get(pk=application.pk).decision_copy == copy is not None
