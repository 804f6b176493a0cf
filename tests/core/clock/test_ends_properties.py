"""What holds for every right, every day and every law."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.ends import Reason, end_of_right
from maillage.core.law import Effect, EffectKind, Law, Right, current_law
from tests.core.law.making import regime

DAYS_2020 = st.dates(min_value=date(2020, 2, 1), max_value=date(2021, 3, 1))
RIGHTS = st.sampled_from(Right)
EFFECTS = st.one_of(
    st.integers(1, 400).map(lambda amount: Effect(EffectKind.DAYS, amount=amount)),
    st.integers(1, 24).map(lambda amount: Effect(EffectKind.MONTHS, amount=amount)),
    st.dates(min_value=date(2020, 12, 31), max_value=date(2022, 1, 1)).map(lambda until: Effect(EffectKind.UNTIL, until=until)),
    st.just(Effect(EffectKind.UNKNOWN)),
)


@st.composite
def regimes(draw, *, number):
    starts = draw(st.dates(min_value=date(2020, 2, 1), max_value=date(2020, 6, 1)))
    return regime(
        id=f"FR-2020-{number}",
        family=f"FR-2020-{number}",
        scope=draw(st.dictionaries(RIGHTS, EFFECTS, min_size=1, max_size=5)),
        window_starts=starts,
        window_ends=starts + timedelta(days=draw(st.integers(0, 150))),
        published=draw(DAYS_2020),
        disabled=draw(st.booleans()),
        consumes_cap=draw(st.booleans()),
    )


LAWS = st.tuples(regimes(number=1), regimes(number=2), regimes(number=3)).map(lambda found: Law(regimes=found))
ANY_LAW = st.one_of(LAWS, st.builds(current_law))


@given(law=ANY_LAW, right=RIGHTS, expires=DAYS_2020, on=DAYS_2020)
def test_a_new_end_is_never_before_the_old_one(law, right, expires, on):
    end = end_of_right(right=right, expires=expires, as_known_on=on, law=law)

    assert end.new_expires >= expires


@given(law=ANY_LAW, right=RIGHTS, expires=DAYS_2020, on=DAYS_2020)
def test_every_regime_that_names_the_right_is_applied_or_considered_once(law, right, expires, on):
    end = end_of_right(right=right, expires=expires, as_known_on=on, law=law)

    listed = [applied.id for applied in end.applied] + [considered.id for considered in end.considered]
    assert sorted(listed) == sorted({known.id for known in law.regimes if right in known.scope})


@given(law=ANY_LAW, right=RIGHTS, expires=DAYS_2020, on=DAYS_2020)
def test_an_applied_regime_was_published_and_its_window_holds_the_end(law, right, expires, on):
    end = end_of_right(right=right, expires=expires, as_known_on=on, law=law)

    assert all(applied.regime.was_published(on=on) and applied.regime.window_holds(expires) for applied in end.applied)


@given(law=ANY_LAW, right=RIGHTS, expires=DAYS_2020, on=DAYS_2020)
def test_a_confidence_is_given_exactly_when_something_applies(law, right, expires, on):
    end = end_of_right(right=right, expires=expires, as_known_on=on, law=law)

    assert (end.confidence is None) == (not end.applied)


@given(law=LAWS, right=RIGHTS, expires=DAYS_2020, days=st.tuples(DAYS_2020, DAYS_2020).map(sorted))
def test_what_is_known_later_never_takes_a_day_away(law, right, expires, days):
    earlier, later = (end_of_right(right=right, expires=expires, as_known_on=day, law=law).new_expires for day in days)

    assert earlier <= later


@given(right=RIGHTS, expires=DAYS_2020, days=st.tuples(DAYS_2020, DAYS_2020).map(sorted))
def test_what_was_published_stays_published(right, expires, days):
    earlier, later = (end_of_right(right=right, expires=expires, as_known_on=day, law=current_law()) for day in days)

    unknown = [{item.id for item in end.considered if item.reason is Reason.NOT_YET_PUBLISHED} for end in (earlier, later)]
    assert unknown[1] <= unknown[0]


@given(law=ANY_LAW, right=RIGHTS, expires=DAYS_2020, on=DAYS_2020)
def test_the_explanation_names_every_regime_listed(law, right, expires, on):
    end = end_of_right(right=right, expires=expires, as_known_on=on, law=law)

    said = " ".join(str(sentence) for sentence in end.explanation)
    assert all(item.id in said for item in (*end.applied, *end.considered, *end.announced))


@given(law=ANY_LAW, right=RIGHTS, expires=DAYS_2020, on=DAYS_2020)
def test_months_taken_from_the_cap_never_exceed_the_extension(law, right, expires, on):
    end = end_of_right(right=right, expires=expires, as_known_on=on, law=law)

    assert 0 <= end.consumes_cap_months * 28 <= (end.new_expires - expires).days
