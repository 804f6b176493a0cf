"""Free text without the names it should not have held."""

import unicodedata

import pytest

from maillage.core.unnamed import without_names


@pytest.mark.parametrize(
    ("text", "names", "said"),
    [
        ("Solveig veut un CAP.", ["Solveig"], "[…] veut un CAP."),
        ("SOLVEIG et sa sœur.", ["Solveig"], "[…] et sa sœur."),
        ("Éléonore a signé.", ["Eleonore"], "[…] a signé."),
        ("Mme Belmont-Roche a signé.", ["Belmont-Roche"], "Mme […]-[…] a signé."),
        ("Le CAP de cuisine.", ["De La Tour"], "Le CAP de cuisine."),
        ("Elle cherche un tour.", ["De La Tour"], "Elle cherche un […]."),
        ("Li travaille ici.", ["Li"], "[…] travaille ici."),
        ("ليلى تعمل هنا", ["ليلى"], "[…] تعمل هنا"),
        ("Solveigs est un autre mot.", ["Solveig"], "Solveigs est un autre mot."),
        ("La demande F1-2020-0012 suit.", [], "La demande […] suit."),
        ("Un budget de 2020-2021.", [], "Un budget de 2020-2021."),
        ("Rien à cacher.", ["", "—"], "Rien à cacher."),
    ],
)
def test_names_and_numbers_of_applications_are_masked(text: str, names: list[str], said: str) -> None:
    assert without_names(text, names=names) == said


def test_accents_written_apart_hide_nothing() -> None:
    assert without_names(unicodedata.normalize("NFD", "Éléonore part."), names=["Éléonore"]) == "[…] part."
