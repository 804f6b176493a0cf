"""After the decision: terms counted from their origin, regimes, permit, allowance, and the journey read from real rows."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from maillage.core.clock.alerts import AlertLevel
from maillage.core.clock.gaps import GapKind
from maillage.core.clock.spans import SpanKind
from maillage.foundation.kernel.errors import Denied
from maillage.pathway.psp import selectors, services, sessions
from maillage.pathway.psp.errors import (
    CapReached,
    DateBeforePrevious,
    DateInFuture,
    EndBeforeStart,
    NoPathway,
    NothingToNote,
    PathwayRunning,
    PermitIncomplete,
    StartTooLate,
    StateRefused,
)
from maillage.pathway.psp.models import EndOutcome, Kind, Pathway, Term
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of, make_accreditation
from tests.pathway.psp.making import make_application, make_pathway, renew

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """No room above says when the commission sits."""
    monkeypatch.setattr(sessions, "_providers", [])


@pytest.fixture
def sittings(nobody_knows: None) -> list[date]:
    """The days of the sittings that the commission would say."""
    days: list[date] = []
    sessions.register_sessions(lambda *, territory_id, today: [day for day in days if day >= today])
    return days


# Terms


def test_a_favourable_decision_opens_a_term_of_six_months(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    term = pathway.terms.get()
    assert (term.number, term.starts_on, term.expires_on) == (1, date(2020, 2, 3), date(2020, 8, 3))
    assert "psp.pathway_begun" in actions_on(pathway.entry)


def test_terms_count_from_the_origin_date(alice: Any, dana: Any, paul: Any) -> None:
    """31 August, six months four times, is 31 August: chaining would lose days in February."""
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2026, 8, 31))
    for on in (date(2027, 2, 20), date(2027, 8, 20), date(2028, 2, 20)):
        renew(alice, pathway, dana=dana, paul=paul, on=on)

    ends = list(pathway.terms.order_by("number").values_list("expires_on", flat=True))
    assert ends == [date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29), date(2028, 8, 31)]


def test_a_renewal_in_time_follows_without_a_day_lost(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2018, 3, 1))

    term = renew(alice, pathway, dana=dana, paul=paul, on=date(2018, 8, 20))

    assert (term.number, term.starts_on, term.expires_on) == (2, date(2018, 9, 1), date(2019, 3, 1))


def test_a_renewal_decided_late_begins_on_its_own_day(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2018, 3, 1))

    term = renew(alice, pathway, dana=dana, paul=paul, on=date(2018, 10, 15))

    assert (term.starts_on, term.expires_on) == (date(2018, 10, 15), date(2019, 4, 15))


def test_after_a_regime_the_next_term_follows_the_prolonged_end_and_the_one_after_too(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2019, 9, 12))
    second = renew(alice, pathway, dana=dana, paul=paul, on=date(2020, 8, 20))
    third = renew(alice, pathway, dana=dana, paul=paul, on=date(2021, 3, 1))

    assert (second.starts_on, second.expires_on) == (date(2020, 9, 12), date(2021, 3, 12))
    assert (third.starts_on, third.expires_on) == (date(2021, 3, 12), date(2021, 9, 12))


def test_the_cap_is_four_terms(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2018, 2, 2))
    for on in (date(2018, 7, 20), date(2019, 1, 20), date(2019, 7, 20)):
        renew(alice, pathway, dana=dana, paul=paul, on=on)

    with pytest.raises(CapReached):
        renew(alice, pathway, dana=dana, paul=paul, on=date(2020, 1, 20))


def test_opening_twice_answers_the_same_term(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul)

    first, second = (_begin(paul, application) for _ in range(2))

    assert first.pk == second.pk
    assert Pathway.unscoped.count() == 1


def test_a_refusal_opens_nothing(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="decided", granted=False, dana=dana, paul=paul)

    with pytest.raises(StateRefused):
        _begin(paul, application)


def test_what_is_not_decided_opens_nothing(alice: Any, dana: Any, paul: Any) -> None:
    with pytest.raises(StateRefused):
        _begin(paul, make_application(alice, state="examined", dana=dana))


def test_one_pathway_runs_at_a_time(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul, today=date(2020, 2, 3))
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 3, 2), person=application.person)

    with pytest.raises(PathwayRunning):
        _begin(paul, application)

    assert pathway.ended_on is None


@pytest.mark.parametrize("who", ["bob", "charlie", "eve", "marc", "jean"])
def test_only_those_who_record_open_a_term(alice: Any, dana: Any, paul: Any, who: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul)

    with pytest.raises(Denied):
        _begin(request.getfixturevalue(who), application)


def test_without_a_file_a_renewal_names_its_pathway_and_takes_no_other(dana: Any, paul: Any, association_b: Any) -> None:
    pathways = [_paper_pathway(dana, paul, association_b) for _ in range(2)]
    renewal = _paper_decision(dana, paul, association_b, kind=Kind.RENEWAL)

    with pytest.raises(NoPathway):
        _begin(paul, renewal)
    term = services.begin_pathway(actor=actor_of(paul), today=TODAY, application=renewal, starts_on=TODAY, pathway=pathways[1])

    assert term.pathway_id == pathways[1].pk


def test_a_pathway_ends_once(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    ended = [
        services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=day, outcome=EndOutcome.AUTONOMY)
        for day in (date(2020, 4, 1), TODAY)
    ]

    assert [each.ended_on for each in ended] == [date(2020, 4, 1)] * 2
    assert actions_on(pathway).count("psp.pathway_ended") == 1


@pytest.mark.parametrize(("day", "refusal"), [(TOMORROW, DateInFuture), (date(2019, 1, 1), DateBeforePrevious)])
def test_a_pathway_ends_between_its_start_and_today(alice: Any, dana: Any, paul: Any, day: date, refusal: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    with pytest.raises(refusal):
        services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=day, outcome=EndOutcome.AUTONOMY)


# The permit and the allowance


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any) -> Any:
    return make_pathway(alice, dana=dana, paul=paul, starts_on=date(2019, 9, 12), text={"asks_permit": True, "asks_allowance": True})


def test_a_permit_is_asked_then_delivered(alice: Any, pathway: Any) -> None:
    asked = _permit(alice, pathway, asked_on=date(2019, 10, 1))

    delivered = _permit(alice, pathway, delivered_on=date(2019, 12, 2), expires_on=date(2020, 6, 1))

    assert delivered.pk == asked.pk
    assert (delivered.asked_on, delivered.delivered_on, delivered.version) == (date(2019, 10, 1), date(2019, 12, 2), 2)
    assert actions_on(pathway) == ["psp.permit_recorded"] * 2


def test_a_second_permit_is_another_row(alice: Any, pathway: Any) -> None:
    _permit(alice, pathway, delivered_on=date(2019, 9, 20), expires_on=date(2020, 3, 19))
    _permit(alice, pathway, delivered_on=date(2020, 3, 10), expires_on=date(2020, 9, 9))

    assert pathway.permits.count() == 2


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        ({}, NothingToNote),
        ({"expires_on": TOMORROW}, NothingToNote),
        ({"asked_on": TOMORROW}, DateInFuture),
        ({"delivered_on": TOMORROW, "expires_on": date(2021, 1, 1)}, DateInFuture),
        ({"delivered_on": TODAY}, PermitIncomplete),
        ({"asked_on": TODAY, "expires_on": TOMORROW}, PermitIncomplete),
        ({"delivered_on": TODAY, "expires_on": TODAY}, EndBeforeStart),
        ({"asked_on": TODAY, "delivered_on": date(2020, 5, 1), "expires_on": TOMORROW}, DateBeforePrevious),
    ],
)
def test_a_permit_that_contradicts_itself_is_refused(alice: Any, pathway: Any, days: dict[str, date], refusal: Any) -> None:
    with pytest.raises(refusal):
        _permit(alice, pathway, **days)


def test_an_allowance_is_noted_then_completed(alice: Any, pathway: Any) -> None:
    noted = _allowance(alice, pathway)

    completed = _allowance(alice, pathway, first_paid_on=date(2019, 11, 5))

    assert (completed.pk, completed.first_paid_on) == (noted.pk, date(2019, 11, 5))


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        ({"decided_on": TOMORROW}, DateInFuture),
        ({"first_paid_on": TOMORROW}, DateInFuture),
        ({"expires_on": date(2019, 10, 1)}, EndBeforeStart),
    ],
)
def test_an_allowance_that_contradicts_itself_is_refused(alice: Any, pathway: Any, days: dict[str, date], refusal: Any) -> None:
    with pytest.raises(refusal):
        _allowance(alice, pathway, **days)


def test_the_same_key_notes_one_permit(alice: Any, pathway: Any) -> None:
    key = uuid.uuid4()

    for _ in range(2):
        _permit(alice, pathway, delivered_on=date(2019, 9, 20), expires_on=date(2020, 3, 19), key=key)

    assert pathway.permits.count() == 1


@pytest.mark.parametrize("who", ["bob", "charlie", "eve", "marc"])
def test_only_those_who_record_note_permit_and_allowance(pathway: Any, who: str, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(who)

    with pytest.raises(Denied):
        _permit(user, pathway, asked_on=TODAY)
    with pytest.raises(Denied):
        _allowance(user, pathway)


# The journey


def test_the_term_is_prolonged_by_the_regime_known_today(pathway: Any) -> None:
    journey = _journey(pathway)

    assert (journey.current.last, journey.current.moved) == (date(2020, 9, 12), True)
    assert any("FR-2020-312" in str(phrase) for phrase in journey.current.because)


def test_before_the_regime_was_published_the_term_was_not_prolonged(pathway: Any) -> None:
    journey = _journey(pathway, today=date(2020, 3, 20))

    assert (journey.current.last, journey.current.moved) == (date(2020, 3, 12), False)


def test_a_term_followed_in_time_is_not_lengthened_afterwards(alice: Any, dana: Any, paul: Any, pathway: Any) -> None:
    renew(alice, pathway, dana=dana, paul=paul, on=date(2020, 3, 5))

    journey = _journey(pathway)

    assert [held.last for held in journey.terms] == [date(2020, 3, 12), date(2020, 9, 12)]


def test_permits_are_prolonged_by_their_own_regime(alice: Any, pathway: Any) -> None:
    _permit(alice, pathway, delivered_on=date(2019, 9, 20), expires_on=date(2020, 3, 20))

    held = _journey(pathway).permits[0]

    assert held.last == date(2020, 9, 16)


def test_the_allowance_is_not_prolonged_by_an_effect_that_is_not_known(alice: Any, pathway: Any) -> None:
    _allowance(alice, pathway)

    held = _journey(pathway).allowances[0]

    assert (held.last, held.moved) == (date(2020, 3, 12), False)


def test_the_accreditation_of_the_department_goes_with_it(pathway: Any, association_a: Any, territory_y: Any) -> None:
    make_accreditation(organisation=association_a, territory=territory_y, granted_on=date(2017, 1, 2))

    journey = _journey(pathway)

    assert [held.starts for held in journey.accreditations] == [date(2018, 9, 3)]


def test_a_withdrawn_accreditation_stops_on_its_day(pathway: Any, association_a: Any) -> None:
    row = association_a.accreditations.get()
    row.state, row.withdrawn_on = "withdrawn", date(2020, 1, 15)
    row.save()

    journey = _journey(pathway)

    assert journey.accreditations[0].last == date(2020, 1, 15)
    assert GapKind.ACCREDITATION_LAPSES_DURING_PATHWAY in {gap.kind for gap in journey.timeline.gaps}


def test_what_was_asked_and_never_came_is_a_gap(pathway: Any) -> None:
    kinds = {gap.kind for gap in _journey(pathway).timeline.gaps}

    assert kinds == {GapKind.NO_PERMIT_DURING_PATHWAY, GapKind.ALLOWANCE_MISSING_DURING_PATHWAY}


def test_what_was_not_asked_is_no_gap(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    assert _journey(pathway).timeline.gaps == ()


def test_the_timeline_has_its_rows_from_real_rows(alice: Any, pathway: Any) -> None:
    _permit(alice, pathway, delivered_on=date(2019, 12, 2), expires_on=date(2020, 6, 1))
    _allowance(alice, pathway)

    rows = {row.kind: row for row in _journey(pathway).timeline.rows}

    assert set(rows) == {SpanKind.PATHWAY, SpanKind.PERMIT, SpanKind.ALLOWANCE, SpanKind.ACCREDITATION}
    assert [bar.prolonged for bar in rows[SpanKind.PATHWAY].bars] == [False, True]
    assert rows[SpanKind.PERMIT].gaps[0].days == 81


def test_an_ended_pathway_stops_on_its_day(alice: Any, pathway: Any) -> None:
    services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=date(2020, 2, 1), outcome=EndOutcome.MOVED)

    journey = _journey(Pathway.unscoped.get(pk=pathway.pk))

    assert journey.timeline.rows[0].bars[-1].last == date(2020, 2, 1)
    assert journey.meter.months_consumed == 4


def test_the_meter_counts_months_and_warns_about_the_regime(pathway: Any) -> None:
    meter = _journey(pathway).meter

    assert (meter.months_consumed, meter.months_left, meter.renewals_left) == (6, 18, 3)
    assert len(meter.warnings) == 1


def test_an_awaited_permit_is_shown_as_such(alice: Any, pathway: Any) -> None:
    _permit(alice, pathway, asked_on=date(2019, 10, 1))

    journey = _journey(pathway)

    assert [permit.asked_on for permit in journey.awaited] == [date(2019, 10, 1)]
    assert journey.permits == ()


def test_a_pathway_without_a_term_has_no_journey(pathway: Any) -> None:
    Term.unscoped.filter(pathway=pathway).delete()

    assert selectors.journey_of(pathway, today=TODAY) is None


# Alerts


@pytest.mark.parametrize(
    ("today", "level"),
    [
        (date(2019, 11, 1), AlertLevel.NONE),
        (date(2019, 12, 12), AlertLevel.THREE_MONTHS),
        (date(2020, 1, 30), AlertLevel.SIX_WEEKS),
        (date(2020, 3, 5), AlertLevel.ONE_WEEK),
        (date(2020, 3, 10), AlertLevel.DAILY),
        (date(2020, 3, 13), AlertLevel.PAST),
    ],
)
def test_the_term_alerts_more_and_more(pathway: Any, today: date, level: AlertLevel) -> None:
    assert _journey(pathway, today=today).alert.level is level


def test_the_next_session_says_the_last_day_to_file(pathway: Any, sittings: list[date]) -> None:
    sittings.append(date(2020, 2, 20))

    alert = _journey(pathway, today=date(2020, 1, 30)).alert

    assert alert.act_by < date(2020, 2, 14)
    assert "20 février 2020" in str(alert.sentence)


def test_no_session_in_time_is_a_gap_without_an_end(pathway: Any, sittings: list[date]) -> None:
    gaps = _journey(pathway, today=date(2020, 1, 30)).timeline.gaps

    assert GapKind.PATHWAY_ENDS_WITHOUT_RENEWAL_SESSION in {gap.kind for gap in gaps}


def test_when_nobody_knows_the_sittings_nothing_is_concluded(pathway: Any) -> None:
    journey = _journey(pathway, today=date(2020, 1, 30))

    assert "séance" not in str(journey.alert.sentence)
    assert GapKind.PATHWAY_ENDS_WITHOUT_RENEWAL_SESSION not in {gap.kind for gap in journey.timeline.gaps}


def test_the_rows_of_a_list_are_sorted_by_their_end(alice: Any, dana: Any, paul: Any) -> None:
    late = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 5, 4))
    soon = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    rows = selectors.pathway_rows([late, soon], actor=actor_of(alice), today=TODAY)

    assert [row.id for row in rows] == [soon.pk, late.pk]


def test_the_state_sees_numbers_where_the_association_sees_pseudonyms(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    row = selectors.pathway_rows([pathway], actor=actor_of(dana), today=TODAY)[0]

    assert (row.title, row.own) == ("F1-2020-0001", False)


def _journey(pathway: Any, *, today: date = TODAY) -> Any:
    found = selectors.journey_of(pathway, today=today)
    assert found is not None
    return found


def _begin(user: Any, application: Any, *, starts_on: date = TODAY) -> Any:
    return services.begin_pathway(actor=actor_of(user), today=TODAY, application=application, starts_on=starts_on)


def _permit(user: Any, pathway: Any, *, asked_on: date | None = None, **days: Any) -> Any:
    return services.record_permit(actor=actor_of(user), today=TODAY, pathway=pathway, asked_on=asked_on, **days)


def _allowance(user: Any, pathway: Any, **days: Any) -> Any:
    given = {"decided_on": date(2019, 9, 30), "starts_on": date(2019, 10, 1), "expires_on": date(2020, 3, 12), **days}
    return services.record_allowance(actor=actor_of(user), today=TODAY, pathway=pathway, **given)


def _paper_decision(dana: Any, paul: Any, association: Any, *, kind: Kind = Kind.FIRST) -> Any:
    actor = actor_of(dana)
    application = services.receive_on_paper(
        actor=actor, today=TODAY, territory_id="F1", association_id=association.pk, kind=kind, received_on=TODAY, fields={"last_name": "A"}
    )
    application = services.schedule_application(actor=actor, today=TODAY, application=application, session_on=TODAY)
    application = services.mark_examined(actor=actor, today=TODAY, application=application, examined_on=TODAY)
    return services.mark_decided(actor=actor_of(paul), today=TODAY, application=application, decided_on=TODAY, granted=True)


def _paper_pathway(dana: Any, paul: Any, association: Any) -> Any:
    return _begin(paul, _paper_decision(dana, paul, association)).pathway


@pytest.mark.parametrize(
    ("starts_on", "refusal"),
    [(TODAY - timedelta(days=1), DateBeforePrevious), (date(2020, 11, 20), StartTooLate), (date(9999, 12, 31), StartTooLate)],
)
def test_a_term_begins_neither_before_its_decision_nor_long_after(alice: Any, dana: Any, paul: Any, starts_on: date, refusal: Any) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul)

    with pytest.raises(refusal):
        _begin(paul, application, starts_on=starts_on)


@pytest.mark.parametrize("starts_on", [TODAY, date(2020, 11, 19)])
def test_a_term_begins_on_any_day_in_between(alice: Any, dana: Any, paul: Any, starts_on: date) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul)

    assert _begin(paul, application, starts_on=starts_on).starts_on == starts_on
