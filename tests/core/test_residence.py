"""What a residence route excludes is data: each line with its article and how sure it is."""

from datetime import date

import pytest

from maillage.core.law import Confidence, current_law
from maillage.core.residence import route

LAW = current_law()
MAY_2020 = date(2020, 5, 19)


@pytest.mark.parametrize("code", ["asylum", "complaint", "pathway", "other"])
def test_each_route_says_what_it_excludes_and_leaves_open_with_an_article(code):
    found = route(code, law=LAW, on=MAY_2020)

    assert all((found.excludes, found.leaves, found.careful))
    assert all(each.sentence and each.source.title for each in found.effects)


def test_asylum_excludes_the_allowance_as_read_in_the_text_and_leaves_the_pathway_open():
    asylum = route("asylum", law=LAW, on=MAY_2020)

    assert [(each.sentence.split(",")[0], each.confidence) for each in asylum.excludes] == [("L'AFIS", Confidence.READ)]
    assert asylum.leaves[0].sentence.startswith("Le parcours")


def test_no_route_excludes_nothing():
    assert route("none", law=LAW, on=MAY_2020) is None
