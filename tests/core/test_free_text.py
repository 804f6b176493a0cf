"""What free text gives away: worked examples, and what must stay silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.free_text import Found, TextWarning, warnings_in


def found(text: str) -> list[tuple[str, str]]:
    return [(each.found.value, each.excerpt) for each in warnings_in(text)]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("écrire à lune.du-nord+aide@exemple.test demain", "lune.du-nord+aide@exemple.test"),
        ("son adresse : lune @ exemple.test", "lune @ exemple.test"),
    ],
)
def test_an_email_address_is_noticed(text: str, excerpt: str) -> None:
    assert found(text) == [("email", excerpt)]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("joindre au 06 11 22 33 44 le soir", "06 11 22 33 44"),
        ("0611223344", "0611223344"),
        ("tél. 06.11.22.33.44.", "06.11.22.33.44"),
        ("05-56-11-22-33, le matin", "05-56-11-22-33"),
        ("au 06\u00a011\u00a022\u00a033\u00a044", "06 11 22 33 44"),
        ("rappeler le +33 6 11 22 33 44", "+33 6 11 22 33 44"),
        ("rappeler le +33 (0)6 11 22 33 44", "+33 (0)6 11 22 33 44"),
        ("au pays : 00234 803 123 4567", "00234 803 123 4567"),
        ("+40-721-234-567", "+40-721-234-567"),
        ("رقمها ٠٦١١٢٢٣٣٤٤", "0611223344"),
    ],
)
def test_a_telephone_number_is_noticed_french_or_foreign(text: str, excerpt: str) -> None:
    assert found(text) == [("phone", excerpt)]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("vue avec M. Dupont ce matin", "M. Dupont"),
        ("Mme Le Goff accepte", "Mme Le Goff"),
        ("appelé le docteur de Vries", "docteur de Vries"),
        ("MONSIEUR ÉTIENNE", "MONSIEUR ÉTIENNE"),
        ("son mari Karim est revenu", "mari Karim"),
        ("sa sœur, Amina, l'héberge", "sœur, Amina"),
        ("logée par une amie (Ioana)", "amie (Ioana"),
        ("un homme qui s'appelle Viktor", "s'appelle Viktor"),
        ("un homme qui s’appelle Viktor", "s’appelle Viktor"),
        ("un voisin prénommé Jean-Luc", "prénommé Jean-Luc"),
    ],
)
def test_somebody_else_named_is_noticed(text: str, excerpt: str) -> None:
    assert excerpt in [each for kind, each in found(text) if kind == "third_person"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Elle a vu la juge, madame la préfète n'a pas répondu.",
        "Son mari est revenu. Elle dort chez sa sœur.",
        "Avec sa fille, Elle cherche une place.",
        "rendez-vous le 01.02.2020 14 h, dossier 2020-0042, 800 euros",
        "le 01/02/2020 à 10:30, réf. 0012345",
        "code 00 12 34",
        "+33 6",
        "Monsieur Le Préfet a répondu",
        "M. a téléphoné",
        "vue avec Mme, puis 3 Dupont",
        "elle appelle sa mère",
        "le mari",
        "docteur de",
        "docteur de la",
        "docteur de la ville",
        "Elle dort chez sa sœur. Demander une place.",
        "Vue avec sa fille\nDemander une place",
        "Vu M. B et son fils",
        "Paris, Bordeaux, Kinshasa",
    ],
)
def test_ordinary_sentences_stay_silent(text: str) -> None:
    assert found(text) == []


def test_a_foreign_number_too_long_to_be_one_is_left_alone() -> None:
    assert found("+1234567890123456789") == []


def test_everything_is_said_once_in_the_order_of_the_text() -> None:
    text = "M. Dupont, 06 11 22 33 44, a@b.test, encore M. Dupont"

    assert found(text) == [("third_person", "M. Dupont"), ("phone", "06 11 22 33 44"), ("email", "a@b.test")]


@pytest.mark.parametrize("kind", list(Found))
def test_each_warning_quotes_what_it_saw_and_says_what_to_do(kind: Found) -> None:
    sentence = str(TextWarning(found=kind, excerpt="xyz").sentence)

    assert "« xyz »" in sentence
    assert ":" in sentence


def test_a_warning_shows_no_text_when_printed() -> None:
    assert "Dupont" not in repr(warnings_in("M. Dupont"))


@given(st.text(max_size=200))
def test_no_text_makes_it_fail_and_what_it_quotes_is_short(text: str) -> None:
    assert all(len(each.excerpt) <= len(text) + 4 for each in warnings_in(text))
