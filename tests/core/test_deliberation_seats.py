"""Who sits, who may stand in, who may carry whose vote."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.deliberation import Proxy, SessionKind, Tie, check_proxy, check_substitution, compose, effective_proxies
from maillage.core.law import Confidence
from tests.core.sitting import CHAIR, CHILD_PROTECTION, DAY, LAW, MAGISTRATE, MAYOR, SEATS, commission, law_with, proxy

AFTER_THE_DECREE = date(2026, 3, 2)


def check(given_proxy: Proxy, *others: Proxy, substituted=()):
    return check_proxy(proxy=given_proxy, composition=commission(), substituted=substituted, others=others, on=DAY, law=LAW)


def test_before_2026_every_seat_sits_whatever_the_session_is_for():
    sitting = compose(seats=SEATS, kind=SessionKind.INDIVIDUAL_PSP, on=DAY, law=LAW)

    assert (sitting.seats, sitting.left_out) == (SEATS, ())
    assert str(sitting.phrase) == "19 membres composent cette séance."


def test_since_2026_child_protection_does_not_sit_on_individual_pathways():
    sitting = compose(seats=(*SEATS, CHILD_PROTECTION), kind=SessionKind.INDIVIDUAL_PSP, on=AFTER_THE_DECREE, law=LAW)

    assert (len(sitting.seats), sitting.left_out) == (19, (CHILD_PROTECTION,))
    assert str(sitting.phrase) == (
        "19 membres composent cette séance ; ne siègent pas à l’examen des parcours individuels : Protection de l’enfance."
    )
    assert sitting.confidence is Confidence.UNCERTAIN


def test_since_2026_child_protection_sits_on_policy_and_minors():
    sitting = compose(seats=(*SEATS, CHILD_PROTECTION), kind=SessionKind.POLICY_OR_MINORS, on=AFTER_THE_DECREE, law=LAW)

    assert len(sitting.seats) == 20


def test_a_composition_knows_its_seats_and_its_vacancies():
    sitting = commission()

    assert (sitting.seat("s01"), sitting.seat("s99"), sitting.vacant) == (MAGISTRATE, None, 0)


@pytest.mark.parametrize(
    ("seat", "tie", "allowed"),
    [
        (CHAIR, Tie.SAME_SERVICE, True),
        (CHAIR, Tie.SAME_ASSEMBLY, False),
        (CHAIR, Tie.OTHER, False),
        (MAYOR, Tie.SAME_ASSEMBLY, True),
        (MAYOR, Tie.SAME_SERVICE, False),
        (MAGISTRATE, Tie.SAME_SERVICE, False),
        (MAGISTRATE, Tie.OTHER, False),
    ],
)
def test_a_substitute_depends_on_the_quality_of_the_seat(seat, tie, allowed):
    assert bool(check_substitution(seat=seat, tie=tie, on=DAY, law=LAW)) is allowed


@pytest.mark.parametrize(
    ("seat", "tie", "said"),
    [
        (CHAIR, Tie.SAME_SERVICE, "« Préfet ou son représentant » peut être suppléé par une personne du même service ou organisme."),
        (
            MAYOR,
            Tie.OTHER,
            "« Communes » ne peut être suppléé que par une personne élue de la même assemblée. Choisissez une telle personne.",
        ),
        (
            MAGISTRATE,
            Tie.OTHER,
            "« Magistrate » est désigné pour sa qualification : pas de suppléance. Un mandat à un autre membre reste possible.",
        ),
    ],
)
def test_substitution_is_answered_in_words(seat, tie, said):
    ruling = check_substitution(seat=seat, tie=tie, on=DAY, law=LAW)

    assert str(ruling.phrase) == said
    assert "R. 133-3" in ruling.because[0].title


def test_a_proxy_goes_to_another_member():
    ruling = check(proxy(3, 4))

    assert ruling
    assert str(ruling.phrase) == "Mandat possible : un membre en détient 1 au plus."
    assert ["R. 133-9" in source.title for source in ruling.because] == [True]


@pytest.mark.parametrize(
    ("asked", "others", "substituted", "said"),
    [
        (proxy(3, 99), (), (), "Un mandat va d’un membre de cette séance à un autre membre de cette séance."),
        (proxy(99, 3), (), (), "Un mandat va d’un membre de cette séance à un autre membre de cette séance."),
        (proxy(3, 3), (), (), "Un membre ne se donne pas mandat à lui-même. Choisissez un autre membre."),
        (proxy(3, 4), (), ("s03",), "Un membre suppléé ne donne pas mandat : la personne qui le supplée vote pour lui."),
        (proxy(3, 4), (proxy(3, 5),), (), "Ce membre a déjà donné mandat. Retirez le premier mandat avant d’en noter un autre."),
        (proxy(3, 4), (proxy(5, 4),), (), "Ce membre ne peut détenir que 1 mandat. Choisissez un autre membre."),
        (proxy(3, 4), (proxy(4, 5),), (), "Un mandat ne se transmet pas : qui en détient un vote en personne. Choisissez un autre membre."),
        (proxy(3, 4), (proxy(5, 3),), (), "Un mandat ne se transmet pas : qui en détient un vote en personne. Choisissez un autre membre."),
    ],
)
def test_a_proxy_is_refused_with_its_reason(asked, others, substituted, said):
    ruling = check(asked, *others, substituted=substituted)

    assert (ruling.ok, str(ruling.phrase)) == (False, said)


def test_the_limit_of_proxies_comes_from_the_law():
    ruling = check_proxy(
        proxy=proxy(3, 4), composition=commission(), substituted=(), others=[proxy(5, 4)], on=DAY, law=law_with(proxy__per_holder=2)
    )

    assert ruling.ok


@pytest.mark.parametrize(
    ("present", "proxies", "counted"),
    [
        ({"s04"}, [proxy(3, 4)], [proxy(3, 4)]),
        ({"s05"}, [proxy(3, 4)], []),
        ({"s03", "s04"}, [proxy(3, 4)], []),
        ({"s04"}, [proxy(3, 4), proxy(5, 4)], [proxy(3, 4)]),
        ({"s04", "s05"}, [proxy(3, 4), proxy(3, 5)], [proxy(3, 4)]),
        ({"s04"}, [proxy(99, 4)], []),
        ({"s99"}, [proxy(4, 99)], []),
    ],
)
def test_a_proxy_counts_while_its_holder_is_there_and_its_giver_is_not(present, proxies, counted):
    found = effective_proxies(composition=commission(), present=present, proxies=proxies, on=DAY, law=LAW)

    assert list(found) == counted


seat_ids = st.integers(0, 20).map(lambda number: f"s{number:02}")


@given(present=st.sets(seat_ids), proxies=st.lists(st.builds(Proxy, seat_ids, seat_ids)), data=st.data())
def test_the_order_of_proxies_does_not_matter_and_no_vote_is_carried_twice(present, proxies, data):
    shuffled = data.draw(st.permutations(proxies))

    found = effective_proxies(composition=commission(), present=present, proxies=proxies, on=DAY, law=LAW)

    assert found == effective_proxies(composition=commission(), present=present, proxies=shuffled, on=DAY, law=LAW)
    assert len({each.giver for each in found}) == len(found) == len({each.holder for each in found})
