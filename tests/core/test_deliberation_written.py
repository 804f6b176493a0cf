"""The written procedure: its window, its prolongations, and the half of the members."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.deliberation import Prolongation, Refused, participation, written_window
from tests.core.sitting import DAY, LAW, commission

OPENS, CLOSES = datetime(2020, 5, 18, 9, 0), datetime(2020, 5, 20, 18, 0)  # noqa: DTZ001 - local time of one place
LATER = datetime(2020, 5, 22, 18, 0)  # noqa: DTZ001 - local time of one place


def window(*prolongations, closes=CLOSES):
    return written_window(opens=OPENS, closes=closes, prolongations=prolongations, law=LAW)


def taking_part(*numbers):
    return participation(composition=commission(), took_part=[f"s{number:02}" for number in numbers], on=DAY, law=LAW)


def test_an_exchange_says_when_it_opens_and_closes():
    found = window()

    assert (found.ok, str(found.phrase)) == (True, "Échange ouvert le 18 mai 2020 à 09:00, clos le 20 mai 2020 à 18:00.")
    assert "2014-1329" in found.because[0].title


def test_the_chair_may_prolong_before_the_closing():
    assert window(Prolongation(datetime(2020, 5, 20, 17, 59), LATER)).closes == LATER  # noqa: DTZ001


def test_prolongations_follow_each_other():
    first = Prolongation(datetime(2020, 5, 19, 9, 0), datetime(2020, 5, 21, 18, 0))  # noqa: DTZ001
    second = Prolongation(datetime(2020, 5, 21, 9, 0), LATER)  # noqa: DTZ001

    assert window(second, first).closes == LATER


@pytest.mark.parametrize("at", [OPENS, datetime(2020, 5, 20, 17, 59)])  # noqa: DTZ001
def test_a_contribution_inside_the_window_is_received(at):
    assert window().check(at=at) is None


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2020, 5, 18, 8, 59), "L’échange n’est pas encore ouvert : il ouvre le 18 mai 2020 à 09:00."),  # noqa: DTZ001
        (CLOSES, "L’échange est clos depuis le 20 mai 2020 à 18:00. Parlez-en au secrétariat."),
    ],
)
def test_a_contribution_outside_the_window_is_refused(at, said):
    with pytest.raises(Refused) as refused:
        window().check(at=at)

    assert str(refused.value.phrase) == said


@pytest.mark.parametrize(
    ("prolongations", "closes", "said"),
    [
        ((), OPENS, "La clôture doit suivre l’ouverture"),
        ((Prolongation(CLOSES, LATER),), CLOSES, "déjà clos le 20 mai 2020 à 18:00"),
        ((Prolongation(OPENS, CLOSES),), CLOSES, "Une prolongation va au-delà de la clôture prévue le 20 mai 2020 à 18:00"),
    ],
)
def test_a_window_that_makes_no_sense_is_refused(prolongations, closes, said):
    with pytest.raises(Refused, match=said):
        window(*prolongations, closes=closes)


def test_half_of_the_members_make_a_valid_deliberation():
    found = taking_part(*range(10))

    assert (found.reached, found.counted, found.needed, found.composing) == (True, 10, 10, 19)
    assert str(found.phrase) == "Délibération valable : 10 membres ont participé, pour 10 exigés sur 19."


def test_less_than_half_do_not():
    found = taking_part(*range(9))

    assert not found.reached
    assert str(found.phrase) == (
        "Délibération non valable : 9 membres ont participé, pour 10 exigés sur 19. "
        "La présidence peut prolonger l’échange avant sa clôture."
    )


def test_outsiders_are_named_and_not_counted():
    found = taking_part(0, 0, 42)

    assert (found.counted, found.outside) == (1, ("s42",))


@given(numbers=st.lists(st.integers(0, 30)))
def test_the_participation_is_the_number_of_members_among_those_who_wrote(numbers):
    assert taking_part(*numbers).counted == len({number for number in numbers if number < 19})
