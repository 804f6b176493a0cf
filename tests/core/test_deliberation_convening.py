"""Notice, urgency, and the second convocation that needs no quorum."""

from datetime import date

import pytest

from maillage.core.deliberation import check_notice, check_second_convocation, quorum
from maillage.core.law import Confidence
from tests.core.sitting import DAY, LAW, commission, here, law_with

LACKING = quorum(composition=commission(), attending=here(0, 1, 2), on=DAY, law=LAW)
REACHED = quorum(composition=commission(), attending=here(*range(12)), on=DAY, law=LAW)


def notice(sent_on, session_on, *, law=LAW, **options):
    return check_notice(sent_on=sent_on, session_on=session_on, law=law, **options)


def second(*, first=LACKING, agenda=("b", "a"), says_no_quorum=True, law=LAW):
    return check_second_convocation(
        first=first, first_agenda=("a", "b"), agenda=agenda, says_no_quorum=says_no_quorum, on=date(2020, 6, 2), law=law
    )


def test_five_clear_days_put_the_session_on_the_sixth_day_after():
    found = notice(date(2020, 5, 13), date(2020, 5, 19))

    assert (found.ok, found.given, found.needed, found.urgent) == (True, 5, 5, False)
    assert str(found.phrase) == "Délai respecté : 5 jours francs pour 5 jours francs exigés."


def test_a_day_less_is_too_short_and_says_when_it_would_do():
    found = notice(date(2020, 5, 14), date(2020, 5, 19))

    assert (found.ok, found.earliest) == (False, date(2020, 5, 20))
    assert str(found.phrase) == (
        "Délai trop court : 4 jours francs pour 5 jours francs exigés. Choisissez une séance à partir du 20 mai 2020, ou motivez l’urgence."
    )


def test_urgency_with_its_reason_shortens_the_notice():
    found = notice(date(2020, 5, 18), date(2020, 5, 19), urgency=" titre qui expire ")

    assert (found.ok, found.urgent) == (True, True)
    assert str(found.phrase) == "Convocation en urgence (titre qui expire) : 0 jour franc au lieu de 5 jours francs."


def test_urgency_without_a_reason_is_none():
    assert not notice(date(2020, 5, 18), date(2020, 5, 19), urgency="  ")


def test_urgency_shortens_nothing_where_the_law_gives_it_no_effect():
    assert not notice(date(2020, 5, 18), date(2020, 5, 19), urgency="vite", law=law_with(notice__urgency_exempts=False))


def test_no_urgency_convenes_after_the_session():
    found = notice(date(2020, 5, 20), date(2020, 5, 19), urgency="vite")

    assert str(found.phrase) == "La convocation partirait après la séance. Choisissez une séance à partir du 26 mai 2020."


def test_the_notice_cites_its_article_and_its_doubt():
    found = notice(date(2020, 5, 13), date(2020, 5, 19))

    assert "R. 133-8" in found.because[0].title
    assert found.confidence is Confidence.UNCERTAIN


def test_a_second_convocation_on_the_same_agenda_needs_no_quorum():
    found = second()

    assert str(found.phrase) == "Seconde convocation, même ordre du jour : la séance se tient sans condition de quorum."
    assert (found.ok, "R. 133-10" in found.because[0].title) == (True, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"first": REACHED}, "La première séance avait le quorum : une séance ordinaire, avec quorum, s’impose."),
        (
            {"agenda": ("a", "b", "c")},
            "L’ordre du jour n’est pas celui de la première séance. Reprenez-le à l’identique.",
        ),
        ({"says_no_quorum": False}, "La convocation ne dit pas qu’aucun quorum n’est exigé. Ajoutez cette mention avant l’envoi."),
        ({"law": law_with(quorum__second_convocation_exempt=False)}, "Le texte en vigueur ce jour-là ne dispense pas de quorum."),
    ],
)
def test_a_second_convocation_is_refused_with_its_reason(options, said):
    found = second(**options)

    assert (found.ok, str(found.phrase)) == (False, said)
