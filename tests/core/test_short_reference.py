"""A reference says which newspaper or which partner, and can hold no advert."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.short_reference import LIMIT, Unfit, why_unfit


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Le Courrier des Combes, 8 avril 2020",
        "Rapport mensuel, n° 12, p. 3",
        "Maison Verveine, réunion du 08/04/2020",
        "Un quotidien, éd. du soir",
    ],
)
def test_a_newspaper_a_partner_a_report_are_fit(words: str) -> None:
    assert why_unfit(words) is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("https://annonces.example/4821", Unfit.LINK),
        ("voir www.annonces.example", Unfit.LINK),
        ("annonces.example/lune", Unfit.LINK),
        ("sexmodel.com", Unfit.LINK),
        ("lune@exemple.test", Unfit.LINK),
        ("compte @lune75", Unfit.ACCOUNT),
        ("mot #combes", Unfit.ACCOUNT),
        ("06 12 34 56 78", Unfit.NUMBER),
        ("06.12.34.56.78", Unfit.NUMBER),
        ("annonce 482113377", Unfit.NUMBER),
        ("Mme Durand, accueil", Unfit.PERSON),
        ("a" * (LIMIT + 1), Unfit.LONG),
        ("deux\nlignes", Unfit.LONG),
    ],
)
def test_what_looks_like_an_advert_or_names_somebody_is_refused(words: str, why: Unfit) -> None:
    assert why_unfit(words) is why


@given(st.from_regex(r"\A[a-z]{3,12}\.(?:com|fr|net|xxx)\Z"), st.text(alphabet="abc é,", max_size=20))
def test_no_address_of_a_site_passes_among_words(site: str, around: str) -> None:
    assert why_unfit(f"{around} {site} {around}"[:LIMIT]) is Unfit.LINK


@given(st.from_regex(r"\A0[1-9](?: \d\d){4}\Z"))
def test_no_telephone_number_passes(number: str) -> None:
    assert why_unfit(f"annonce {number}") is Unfit.NUMBER
