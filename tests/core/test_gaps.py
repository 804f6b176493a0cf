"""Every gap of a pathway is found, typed, counted and said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.ends import end_of_right
from maillage.core.clock.gaps import Gap, GapKind, Severity, find_gaps, severity_of
from maillage.core.clock.spans import Span, SpanKind
from maillage.core.law import Right, current_law

TODAY = date(2020, 5, 19)
PATHWAY = Span(SpanKind.PATHWAY, date(2020, 1, 1), date(2020, 6, 30))


def held(kind: SpanKind, starts: date, expires: date | None) -> Span:
    return Span(kind, starts, expires)


def gaps(*others, pathways=(PATHWAY,), **options) -> list[tuple]:
    return [(gap.kind, gap.starts, gap.last, gap.days) for gap in find_gaps(spans=[*pathways, *others], today=TODAY, **options)]


def test_a_permit_for_the_whole_pathway_leaves_no_gap():
    assert gaps(held(SpanKind.PERMIT, date(2020, 1, 1), date(2020, 6, 30))) == []


def test_a_permit_that_comes_late_is_a_gap_at_the_start():
    assert gaps(held(SpanKind.PERMIT, date(2020, 2, 10), date(2020, 12, 31))) == [
        (GapKind.NO_PERMIT_DURING_PATHWAY, date(2020, 1, 1), date(2020, 2, 9), 40)
    ]


def test_a_permit_that_ends_first_is_a_gap_at_the_end():
    assert gaps(held(SpanKind.PERMIT, date(2020, 1, 1), date(2020, 6, 20))) == [
        (GapKind.PERMIT_ENDS_BEFORE_PATHWAY, date(2020, 6, 21), date(2020, 6, 30), 10)
    ]


def test_two_permits_apart_leave_a_gap_between_them():
    first, second = held(SpanKind.PERMIT, date(2020, 1, 1), date(2020, 2, 29)), held(SpanKind.PERMIT, date(2020, 3, 11), date(2020, 9, 1))

    assert gaps(first, second) == [(GapKind.NO_PERMIT_DURING_PATHWAY, date(2020, 3, 1), date(2020, 3, 10), 10)]


def test_a_permit_ended_before_the_pathway_and_never_renewed_has_ended_before_it():
    assert gaps(held(SpanKind.PERMIT, date(2019, 1, 1), date(2019, 6, 1))) == [
        (GapKind.PERMIT_ENDS_BEFORE_PATHWAY, date(2020, 1, 1), date(2020, 6, 30), 182)
    ]


def test_a_permit_already_granted_for_after_the_pathway_is_still_missing_during_it():
    first, second = held(SpanKind.PERMIT, date(2020, 1, 1), date(2020, 6, 20)), held(SpanKind.PERMIT, date(2020, 8, 1), date(2020, 9, 1))

    assert gaps(first, second) == [(GapKind.NO_PERMIT_DURING_PATHWAY, date(2020, 6, 21), date(2020, 6, 30), 10)]


def test_nobody_misses_a_permit_that_is_neither_held_nor_expected():
    assert gaps() == []


def test_an_expected_permit_never_delivered_is_missing_all_along():
    assert gaps(expected={SpanKind.PERMIT}) == [(GapKind.NO_PERMIT_DURING_PATHWAY, date(2020, 1, 1), date(2020, 6, 30), 182)]


def test_an_allowance_that_starts_late_is_missing_until_then():
    assert gaps(held(SpanKind.ALLOWANCE, date(2020, 3, 1), date(2020, 6, 30))) == [
        (GapKind.ALLOWANCE_MISSING_DURING_PATHWAY, date(2020, 1, 1), date(2020, 2, 29), 60)
    ]


def test_an_accreditation_that_lapses_is_said():
    assert gaps(held(SpanKind.ACCREDITATION, date(2017, 5, 18), date(2020, 5, 18))) == [
        (GapKind.ACCREDITATION_LAPSES_DURING_PATHWAY, date(2020, 5, 19), date(2020, 6, 30), 43)
    ]


def test_a_shelter_is_missed_only_once_it_has_begun():
    assert gaps(held(SpanKind.SHELTER, date(2020, 3, 1), date(2020, 5, 31))) == [
        (GapKind.SHELTER_ENDS_DURING_PATHWAY, date(2020, 6, 1), date(2020, 6, 30), 30)
    ]


def test_a_shelter_without_end_is_no_gap():
    assert gaps(held(SpanKind.SHELTER, date(2020, 3, 1), None)) == []


def test_two_terms_apart_interrupt_the_pathway():
    second = Span(SpanKind.PATHWAY, date(2020, 7, 11), date(2021, 1, 10))

    assert gaps(second) == [(GapKind.PATHWAY_INTERRUPTED, date(2020, 7, 1), date(2020, 7, 10), 10)]


@pytest.mark.parametrize("starts", [date(2020, 6, 30), date(2020, 7, 1)])
def test_terms_that_touch_interrupt_nothing(starts):
    assert gaps(Span(SpanKind.PATHWAY, starts, date(2020, 12, 31))) == []


def test_a_pathway_without_any_session_planned_has_a_gap_without_end():
    assert gaps(sessions=[]) == [(GapKind.PATHWAY_ENDS_WITHOUT_RENEWAL_SESSION, date(2020, 7, 1), None, None)]


def test_a_session_after_the_end_leaves_days_without_pathway():
    assert gaps(sessions=[date(2020, 3, 1), date(2020, 7, 11), date(2020, 9, 1)]) == [
        (GapKind.PATHWAY_ENDS_WITHOUT_RENEWAL_SESSION, date(2020, 7, 1), date(2020, 7, 10), 10)
    ]


@pytest.mark.parametrize("session", [TODAY, date(2020, 6, 30), date(2020, 7, 1)])
def test_a_session_in_time_is_no_alarm(session):
    assert gaps(sessions=[session]) == []


def test_without_a_pathway_nothing_is_missing():
    assert gaps(held(SpanKind.PERMIT, date(2020, 2, 1), date(2020, 3, 1)), pathways=(), sessions=[]) == []


def test_gaps_come_by_date():
    found = gaps(held(SpanKind.PERMIT, date(2020, 2, 1), date(2020, 3, 1)), expected={SpanKind.ALLOWANCE}, sessions=[])

    assert [kind for kind, *_ in found] == [
        GapKind.NO_PERMIT_DURING_PATHWAY,
        GapKind.ALLOWANCE_MISSING_DURING_PATHWAY,
        GapKind.PERMIT_ENDS_BEFORE_PATHWAY,
        GapKind.PATHWAY_ENDS_WITHOUT_RENEWAL_SESSION,
    ]


@pytest.mark.parametrize(
    ("others", "options", "said"),
    [
        (
            [held(SpanKind.PERMIT, date(2020, 1, 2), date(2020, 12, 31))],
            {},
            "Pendant le parcours, pas d’autorisation de séjour du 1er janvier 2020 au 1er janvier 2020 (1 jour).",
        ),
        (
            [held(SpanKind.PERMIT, date(2020, 1, 1), date(2020, 6, 20))],
            {},
            "L’autorisation de séjour s’arrête le 20 juin 2020, le parcours le 30 juin 2020 : 10 jours sans titre de séjour.",
        ),
        (
            [],
            {"expected": {SpanKind.ALLOWANCE}},
            "Pendant le parcours, pas d’aide financière du 1er janvier 2020 au 30 juin 2020 (182 jours).",
        ),
        (
            [],
            {"expected": {SpanKind.ACCREDITATION}},
            "L’agrément de l’association ne couvre pas le parcours du 1er janvier 2020 au 30 juin 2020 (182 jours).",
        ),
        (
            [held(SpanKind.SHELTER, date(2020, 1, 1), date(2020, 6, 20))],
            {},
            "Pendant le parcours, plus de mise à l’abri connue du 21 juin 2020 au 30 juin 2020 (10 jours).",
        ),
        (
            [Span(SpanKind.PATHWAY, date(2020, 7, 11), date(2021, 1, 10))],
            {},
            "Aucune période de parcours du 1er juillet 2020 au 10 juillet 2020 (10 jours).",
        ),
        ([], {"sessions": []}, "Le parcours s’arrête le 30 juin 2020 et aucune séance n’est prévue pour le renouveler."),
        (
            [],
            {"sessions": [date(2020, 7, 11)]},
            "Le parcours s’arrête le 30 juin 2020, la prochaine séance est le 11 juillet 2020 : 10 jours sans parcours.",
        ),
    ],
)
def test_each_gap_is_said_in_a_sentence(others, options, said):
    (gap,) = find_gaps(spans=[PATHWAY, *others], today=TODAY, **options)

    assert str(gap.sentence) == said


def test_a_regime_that_prolongs_the_pathway_but_not_the_allowance_leaves_six_months_without_it():
    law, expires = current_law(), date(2020, 4, 10)
    pathway = Span(
        SpanKind.PATHWAY, date(2019, 10, 10), expires, end_of_right(right=Right.PSP, expires=expires, as_known_on=TODAY, law=law)
    )
    allowance = Span(
        SpanKind.ALLOWANCE, date(2019, 10, 10), expires, end_of_right(right=Right.AFIS, expires=expires, as_known_on=TODAY, law=law)
    )

    (gap,) = find_gaps(spans=[pathway, allowance], today=TODAY)

    assert (gap.kind, gap.starts, gap.last) == (GapKind.ALLOWANCE_MISSING_DURING_PATHWAY, date(2020, 4, 11), date(2020, 10, 10))
    assert gap.regimes == ("FR-2020-312",)


@pytest.mark.parametrize(
    ("starts", "last", "severity"),
    [
        (date(2020, 5, 1), date(2020, 5, 18), Severity.PAST),
        (date(2020, 5, 1), TODAY, Severity.NOW),
        (TODAY, None, Severity.NOW),
        (date(2020, 6, 30), None, Severity.SOON),
        (date(2020, 7, 1), date(2020, 7, 2), Severity.LATER),
    ],
)
def test_how_near_a_gap_is(starts, last, severity):
    assert severity_of(starts=starts, last=last, today=TODAY) is severity


@pytest.mark.parametrize("severity", Severity)
def test_nearness_has_its_word(severity):
    assert str(severity.label)


days = st.integers(0, 400).map(lambda number: date(2019, 6, 1) + timedelta(days=number))


@st.composite
def spans(draw, kind):
    starts = draw(days)
    return Span(kind, starts, starts + timedelta(days=draw(st.integers(0, 250))))


@given(
    pathways=st.lists(spans(SpanKind.PATHWAY), min_size=1, max_size=3),
    permits=st.lists(spans(SpanKind.PERMIT), max_size=4),
)
def test_a_day_of_pathway_without_permit_is_in_exactly_one_gap(pathways, permits):
    found = [gap for gap in find_gaps(spans=[*pathways, *permits], today=TODAY, expected={SpanKind.PERMIT}) if gap.row is SpanKind.PERMIT]

    for number in range(660):
        day = date(2019, 6, 1) + timedelta(days=number)
        missing = _holds(pathways, day) and not _holds(permits, day)
        assert sum(_in(gap, day) for gap in found) == int(missing)


def _holds(held: list[Span], day: date) -> bool:
    return any(span.starts <= day <= span.last for span in held)


def _in(gap: Gap, day: date) -> bool:
    return gap.last is not None and gap.starts <= day <= gap.last
