"""Applications and pathways pass with the file, unless two of them would run at once."""

from __future__ import annotations

import pytest

from maillage.accompaniment.people.models import Person
from maillage.pathway.psp.errors import TwoPathwaysRunning, TwoRequestsRunning
from maillage.pathway.psp.models import Application, Kind, Pathway
from tests.accompaniment.making import make_person
from tests.accompaniment.people.merging import contents, everything
from tests.accompaniment.people.test_merging import reunite, separate
from tests.cast import TODAY
from tests.pathway.psp.making import make_application, make_pathway


@pytest.fixture
def pair(alice):
    return make_person(alice, pseudonym="Katia"), make_person(alice, pseudonym="Catya")


def test_an_application_passes_with_its_texts_and_its_pieces_and_comes_back(alice, pair):
    kept, away = pair
    application = make_application(alice, person=away, state="preparing")
    before, files = everything(), contents()

    merge = reunite(alice, kept, away)
    passed = Application.unscoped.get(pk=application.pk).person_id
    separate(alice, merge)

    assert passed == kept.pk
    assert (everything(), contents()) == (before, files)


def test_a_pathway_passes(alice, dana, paul, pair):
    kept, away = pair
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=TODAY, person=away)

    reunite(alice, kept, away)

    assert Pathway.unscoped.get(pk=pathway.pk).person_id == kept.pk


def test_two_applications_of_one_kind_forbid_the_reunion(alice, pair):
    for person in pair:
        make_application(alice, person=person, state="preparing")

    with pytest.raises(TwoRequestsRunning):
        reunite(alice, *pair)
    assert not Person.unscoped.filter(merged_into__isnull=False).exists()


def test_two_pathways_forbid_the_reunion(alice, dana, paul, pair):
    for person in pair:
        make_pathway(alice, dana=dana, paul=paul, starts_on=TODAY, person=person)

    with pytest.raises(TwoPathwaysRunning):
        reunite(alice, *pair)


@pytest.mark.parametrize("first", [0, 1])
def test_a_first_request_beside_a_pathway_forbids_the_reunion(alice, dana, paul, pair, first):
    make_pathway(alice, dana=dana, paul=paul, starts_on=TODAY, person=pair[first])
    make_application(alice, person=pair[1 - first], state="wish", kind=Kind.FIRST)

    with pytest.raises(TwoRequestsRunning):
        reunite(alice, *pair)
