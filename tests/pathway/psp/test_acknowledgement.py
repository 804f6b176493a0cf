"""The acknowledgement of receipt: its legal mentions, what silence is worth for what is asked beside, never a name."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.pathway.psp import letters
from maillage.pathway.psp.models import Extract
from tests.cast import TODAY
from tests.e2e.papers import is_tagged, read_pdf
from tests.pathway.psp.making import make_application


def _letter(alice: Any, dana: Any, **asked: bool) -> str:
    filed = make_application(alice, state="filed", dana=dana, text=asked)
    content = letters.acknowledgement(Extract.unscoped.select_related("application", "organisation", "territory").get(), today=TODAY)
    assert filed.number in read_pdf(content)
    assert is_tagged(content)
    return read_pdf(content)


@pytest.mark.parametrize(
    ("asked", "said", "unsaid"),
    [
        ({"asks_permit": True}, "Titre de séjour : sans réponse le 19 septembre 2020, la demande est réputée refusée", "19 juillet"),
        ({"asks_allowance": True}, "financier : sans réponse le 19 juillet 2020, la demande est réputée refusée", "19 septembre"),
        ({}, "aucune conclusion n'en est tirée ici", "réputée refusée"),
    ],
)
def test_silence_is_dated_for_what_is_asked_beside_and_concludes_nothing_on_the_pathway(
    alice: Any, dana: Any, asked: dict[str, bool], said: str, unsaid: str
) -> None:
    words = _letter(alice, dana, **asked)

    assert said in words
    assert unsaid not in words


def test_it_says_the_day_the_service_the_number_and_the_remedies(alice: Any, dana: Any, delegation_x: Any) -> None:
    words = _letter(alice, dana)

    for each in ("a été reçue le 19 mai 2020", delegation_x.name, "Recours gracieux devant le préfet", "tribunal administratif", "2 mois"):
        assert each in words
    assert "Aubrac" not in words
