"""On which text a session may be held at a distance, day by day."""

from datetime import date

import pytest

from maillage.core.deliberation import Mode, check_mode, legal_bases
from maillage.core.law import Confidence
from tests.core.sitting import LAW

DAY = date(2020, 5, 15)


def codes(on, **options):
    return [base.code for base in legal_bases(on=on, law=LAW, **options)]


def mode(which=Mode.HYBRID, base="crpa_r133_10", *, on=DAY, members=19, chair_decided=True, **options):
    return check_mode(mode=which, base=base, on=on, law=LAW, members=members, chair_decided=chair_decided, **options)


def test_in_may_2020_a_session_at_a_distance_has_the_ordinance_and_the_code():
    assert {"FR-2020-347", "crpa_r133_10"} <= set(codes(DAY, mode=Mode.HYBRID))


@pytest.mark.parametrize(
    ("on", "known_on", "usable"),
    [
        (date(2020, 3, 11), date(2020, 6, 1), False),
        (date(2020, 3, 15), None, False),
        (date(2020, 3, 15), date(2020, 3, 28), True),
        (date(2020, 3, 28), None, True),
        (date(2020, 8, 10), None, True),
        (date(2020, 8, 11), None, False),
    ],
)
def test_the_ordinance_of_march_2020_counts_from_its_publication_and_within_its_days(on, known_on, usable):
    assert ("FR-2020-347" in codes(on, known_on=known_on)) is usable


def test_writing_rests_on_the_ordinance_of_2014_since_2015():
    assert codes(date(2015, 6, 1)) == ["ord_2014_1329_2", "ord_2014_1329_3"]
    assert codes(date(2015, 6, 1), mode=Mode.WRITTEN) == ["ord_2014_1329_3"]


def test_a_base_carries_its_article_conditions_and_source():
    base = next(each for each in legal_bases(on=DAY, law=LAW) if each.code == "crpa_r133_10")

    assert (base.article, base.confidence, base.starts, base.ends) == ("CRPA, art. R. 133-10", Confidence.READ, date(2016, 1, 1), None)
    assert (base.modes, base.conditions, "R. 133-10" in base.source.title) == (
        (Mode.PHONE, Mode.VIDEO, Mode.HYBRID),
        ("Téléphone ou audiovisuel",),
        True,
    )


def test_a_session_in_person_needs_no_base():
    found = mode(Mode.IN_PERSON, "", chair_decided=False)

    assert (found.ok, str(found.phrase)) == (True, "Séance sur place : aucune base particulière n’est nécessaire.")


def test_a_hybrid_session_in_may_2020_is_possible():
    found = mode(base="FR-2020-347")

    assert str(found.phrase) == "Séance hybride possible le 15 mai 2020 : Ordonnance n° 2020-347, art. 2."
    assert (found.ok, found.confidence) == (True, Confidence.SECOND_HAND)


def test_a_local_rule_is_cited_by_its_own_text():
    found = mode(Mode.VIDEO, "local_rule", local_text="Règlement intérieur du 12 juin 2017")

    assert str(found.phrase) == "Séance en visioconférence possible le 15 mai 2020 : Règlement intérieur du 12 juin 2017."


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"which": Mode.WRITTEN, "base": "crpa_r133_10", "on": date(2019, 5, 15)},
            "Cette base ne permet pas une séance par échange d’écrits le 15 mai 2019. Bases possibles : "
            "Ordonnance n° 2014-1329, art. 3 ; décret n° 2014-1627 ; Règlement intérieur ou arrêté local.",
        ),
        (
            {"on": date(2015, 5, 15)},
            "Aucune base ne permet une séance hybride le 15 mai 2015. Choisissez une séance sur place.",
        ),
        ({"chair_decided": False}, "Une séance hybride se décide par la présidence. Notez d’abord sa décision."),
        ({"members": 2}, "L’instance compte moins de 3 membres : elle ne délibère pas à distance."),
        (
            {"which": Mode.PHONE, "secret_vote": True},
            "Un vote secret ne se tient pas par téléphone sans garantie. Choisissez une séance sur place.",
        ),
        ({"base": "local_rule"}, "Citez le texte local et sa date : il est la base de cette séance."),
    ],
)
def test_a_mode_is_refused_with_its_reason(options, said):
    found = mode(**options)

    assert (found.ok, str(found.phrase)) == (False, said)
