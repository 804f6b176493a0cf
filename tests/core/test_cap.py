"""The 24-month cap: what is used, lost and left, and what an unsettled rule would change."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.cap import Extension, Term, cap_meter
from maillage.core.clock.spans import Stretch
from maillage.core.clock.terms import add_months, term_end
from maillage.core.law import Confidence, current_law

LAW = current_law()


def terms(origin: date, count: int) -> list[Term]:
    ends = [term_end(origin=origin, months_each=6, number=number) for number in range(count + 1)]
    return [Term(ends[number], ends[number + 1]) for number in range(count)]


def meter(of, *, on, extensions=(), ended_on=None):
    return cap_meter(terms=of, extensions=extensions, on=on, law=LAW, ended_on=ended_on)


FIRST = terms(date(2019, 9, 12), 1)
KEPT = Extension("FR-2020-312", date(2020, 3, 12), date(2020, 9, 12), consumes=False)
COUNTED = Extension("FR-2020-312", date(2020, 3, 12), date(2020, 9, 12), consumes=True)


def test_a_pathway_of_one_term_has_three_renewals_and_eighteen_months_ahead():
    found = meter(FIRST, on=date(2020, 3, 12))

    assert (found.months_consumed, found.months_left) == (6, 18)
    assert (found.renewals_used, found.renewals_left) == (0, 3)


def test_four_terms_from_31_august_reach_the_cap_on_31_august():
    found = meter(terms(date(2026, 8, 31), 4), on=date(2028, 8, 31))

    assert (found.ends, found.months_consumed, found.renewals_left, found.left) == (date(2028, 8, 31), 24, 0, 0)


def test_two_terms_from_31_august_have_their_cap_on_31_august_too():
    assert meter(terms(date(2026, 8, 31), 2), on=date(2027, 3, 15)).ends == date(2028, 8, 31)


def test_in_the_middle_of_a_term_only_whole_months_are_used():
    found = meter(FIRST, on=date(2019, 11, 30))

    assert (found.months_elapsed, found.months_consumed, found.months_left) == (2, 2, 22)


def test_before_its_first_day_nothing_is_used():
    found = meter(FIRST, on=date(2019, 9, 1))

    assert (found.elapsed, found.accompanied, found.lost, found.months_elapsed, found.months_consumed) == (0, 0, 0, 0, 0)
    assert found.left == (found.ends - found.starts).days


def test_an_extension_that_consumes_nothing_moves_the_cap_and_warns():
    found = meter(FIRST, on=date(2020, 9, 12), extensions=[KEPT])

    assert (found.months_elapsed, found.months_consumed, found.months_left) == (12, 6, 18)
    assert (found.ends, found.strict_ends) == (date(2022, 3, 12), date(2021, 9, 12))
    assert [str(each) for each in found.warnings] == [
        "L’allongement FR-2020-312 (du 12 mars 2020 au 12 septembre 2020) n’est pas compté dans la limite : les textes lus ne le "
        "tranchent pas. Si tout comptait, la limite serait le 12 septembre 2021. À confirmer auprès de la préfecture."
    ]
    assert found.confidence is Confidence.UNCERTAIN


def test_an_extension_that_consumes_is_counted_without_warning():
    found = meter(FIRST, on=date(2020, 9, 12), extensions=[COUNTED])

    assert (found.months_consumed, found.ends, found.warnings) == (12, date(2021, 9, 12), ())
    assert found.confidence is Confidence.COMPUTED


def test_a_renewal_decided_during_an_extension_cuts_it_short():
    renewed = [*FIRST, Term(date(2020, 7, 12), date(2021, 1, 12))]

    found = meter(renewed, on=date(2021, 1, 12), extensions=[KEPT])

    assert (found.months_consumed, found.accompanied, found.lost) == (12, found.elapsed, 0)
    assert found.ends == date(2022, 1, 12)


def test_days_between_two_terms_are_lost_but_not_counted():
    late = [*FIRST, Term(date(2020, 5, 19), date(2020, 11, 19))]

    found = meter(late, on=date(2020, 11, 19))

    assert (found.lost, found.months_consumed) == (68, 12)
    assert (found.ends, found.strict_ends) == (date(2021, 11, 19), date(2021, 9, 12))
    assert [str(each) for each in found.warnings] == [
        "Le temps sans parcours (68 jours) n’est pas décompté de la limite : les textes lus ne prévoient pas de suspension. "
        "Si tout comptait, la limite serait le 12 septembre 2021. À confirmer auprès de la préfecture."
    ]


def test_while_a_renewal_is_awaited_the_days_are_lost_and_the_cap_waits():
    found = meter(FIRST, on=date(2020, 5, 19))

    assert (found.lost, found.months_left, found.ends) == (68, 18, date(2021, 11, 19))


def test_after_an_early_end_nothing_runs_any_more():
    found = meter(FIRST, on=date(2021, 5, 19), ended_on=date(2020, 1, 12))

    assert (found.months_consumed, found.lost, found.elapsed) == (4, 0, 122)


def test_terms_that_end_early_forget_what_was_to_follow():
    found = meter(terms(date(2019, 9, 12), 2), on=date(2021, 5, 19), ended_on=date(2020, 1, 12))

    assert found.months_consumed == 4


def test_a_fifth_term_leaves_nothing():
    found = meter(terms(date(2019, 1, 1), 5), on=date(2021, 7, 1))

    assert (found.months_consumed, found.months_left, found.renewals_used, found.renewals_left, found.left) == (24, 0, 3, 0, 0)


def test_the_meter_explains_itself():
    found = meter(FIRST, on=date(2020, 1, 12))

    assert [str(each) for each in found.explanation] == [
        "Parcours commencé le 12 septembre 2019, limité à 24 mois.",
        "Utilisé : 4 mois ; reste : 20 mois.",
        "Aucun jour perdu sans parcours.",
        "Limite atteinte le 12 septembre 2021 si le parcours continue sans interruption.",
    ]


def test_the_meter_says_the_time_lost():
    assert str(meter(FIRST, on=date(2020, 3, 13)).explanation[2]) == "Temps perdu sans parcours : 1 jour."


def test_the_meter_cites_the_cap_and_the_renewals():
    found = meter(FIRST, on=date(2020, 1, 12))

    assert found.because == (LAW.value("psp.cap_months", on=found.on).source, LAW.value("psp.renewals_max", on=found.on).source)


def test_a_pathway_without_a_term_has_no_cap():
    with pytest.raises(ValueError, match="without a term"):
        meter([], on=date(2020, 1, 1))


@pytest.mark.parametrize("build", [Term, lambda starts, ends: Extension("FR-2020-312", starts, ends, consumes=False)])
def test_an_empty_stretch_is_refused(build):
    with pytest.raises(ValueError, match="after it starts"):
        build(date(2020, 1, 1), date(2020, 1, 1))


origins = st.dates(date(2017, 1, 1), date(2026, 12, 31))


@st.composite
def pathways(draw):
    starts, found = draw(origins), []
    for _ in range(draw(st.integers(1, 4))):
        ends = add_months(starts, 6)
        found.append(Term(starts, ends))
        starts = ends + timedelta(days=draw(st.sampled_from([0, 0, 1, 40])))
    return found


@given(of=pathways(), after=st.integers(-30, 1200), kept=st.booleans())
def test_elapsed_days_are_accompanied_or_lost(of, after, kept):
    extension = Extension("FR-2020-312", of[-1].ends, add_months(of[-1].ends, 6), consumes=not kept)

    found = meter(of, on=of[0].starts + timedelta(days=after), extensions=[extension])

    assert found.elapsed == found.accompanied + found.lost
    assert min(found.accompanied, found.lost, found.left) >= 0


@given(of=pathways(), after=st.integers(-30, 1200))
def test_months_used_and_left_make_the_cap(of, after):
    found = meter(of, on=of[0].starts + timedelta(days=after))

    assert found.months_consumed + found.months_left == found.cap_months
    assert found.ends >= found.strict_ends


@given(origin=origins, count=st.integers(1, 4), after=st.integers(0, 180))
def test_without_a_day_lost_the_cap_is_counted_from_the_origin(origin, count, after):
    found = meter(terms(origin, count), on=origin + timedelta(days=after))

    assert found.ends == found.strict_ends == add_months(origin, 24)


@given(of=pathways(), after=st.integers(0, 1200))
def test_what_is_used_never_goes_down(of, after):
    day = of[0].starts + timedelta(days=after)

    assert meter(of, on=day).months_consumed <= meter(of, on=day + timedelta(days=1)).months_consumed


# Days without effective accompaniment


def interrupted(*stretches, of=None, on=date(2020, 3, 1), ended_on=None):
    return cap_meter(terms=of or FIRST, on=on, law=LAW, interruptions=stretches, ended_on=ended_on)


def test_days_without_accompaniment_are_lost_but_stay_in_the_cap():
    found = interrupted(Stretch(date(2019, 12, 1), date(2019, 12, 10)))

    assert (found.interrupted, found.without_term, found.lost) == (10, 0, 10)
    assert found.accompanied == found.elapsed - 10
    assert found.ends == meter(FIRST, on=date(2020, 3, 1)).ends
    assert "restent comptés" in str(found.warnings[-1])
    assert any("sans accompagnement effectif : 10 jours" in str(line) for line in found.explanation)


def test_interruptions_that_overlap_count_each_day_once():
    found = interrupted(Stretch(date(2019, 12, 1), date(2019, 12, 10)), Stretch(date(2019, 12, 5), date(2019, 12, 12)))

    assert found.interrupted == 12


def test_an_interruption_outside_a_term_is_already_lost():
    late = [*FIRST, Term(date(2020, 4, 12), date(2020, 10, 12))]
    found = interrupted(Stretch(date(2020, 3, 1), date(2020, 4, 20)), of=late, on=date(2020, 5, 19))

    assert (found.without_term, found.interrupted) == (31, 11 + 9)


def test_an_interruption_to_come_is_not_lost_yet():
    assert interrupted(Stretch(date(2020, 3, 5), date(2020, 3, 10))).interrupted == 0


@given(
    stretches=st.lists(st.tuples(st.integers(-50, 900), st.integers(0, 200)), max_size=4),
    count=st.integers(1, 4),
    on=st.integers(0, 1000),
)
def test_whatever_is_interrupted_elapsed_is_accompanied_plus_lost(stretches, count, on):
    origin = date(2019, 1, 31)
    found = interrupted(
        *(Stretch(origin + timedelta(days=first), origin + timedelta(days=first + length)) for first, length in stretches),
        of=terms(origin, count),
        on=origin + timedelta(days=on),
    )

    assert found.elapsed == found.accompanied + found.lost
    assert found.lost == found.without_term + found.interrupted
    assert min(found.accompanied, found.without_term, found.interrupted) >= 0
