"""The requests that follow a decision carry the civil name and the articles; before it, for others and after the end, nothing prints."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.journal.models import Entry
from maillage.pathway.psp import rights_papers, selectors, services
from maillage.pathway.psp.errors_rights import PathwayNotAuthorised
from maillage.pathway.psp.models import EndOutcome, Pathway, Term
from tests.accompaniment.making import make_person
from tests.cast import TODAY, CastClient, actor_of
from tests.e2e.papers import is_tagged, read_pdf
from tests.pathway.psp.making import make_pathway

pytestmark = pytest.mark.django_db
NAMES = ("permit_request_pdf", "allowance_request_pdf")


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any) -> Pathway:
    person = make_person(alice, pseudonym="Lune", today=date(2019, 9, 1))
    found: Pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 1, 20), person=person)
    return found


def get(client: CastClient, user: Any, name: str, row: Any) -> Any:
    return client.as_(user).get(reverse(f"psp:{name}", args=[row.pk]))


def asked(alice: Any, pathway: Pathway) -> selectors.RightsRequest:
    return selectors.rights_request(actor=actor_of(alice), pathway=pathway, today=TODAY)


@pytest.mark.parametrize("name", NAMES)
def test_the_request_carries_her_civil_name(client: CastClient, alice: Any, pathway: Pathway, name: str) -> None:
    words = read_pdf(get(client, alice, name, pathway).content)

    assert asked(alice, pathway).name in words


@pytest.mark.parametrize("name", NAMES)
def test_the_request_is_a_paper_that_a_screen_reader_reads(client: CastClient, alice: Any, pathway: Pathway, name: str) -> None:
    assert is_tagged(get(client, alice, name, pathway).content)


@pytest.mark.parametrize("name", NAMES)
def test_the_request_says_that_it_is_no_official_form(client: CastClient, alice: Any, pathway: Pathway, name: str) -> None:
    assert "n'est pas un formulaire officiel" in read_pdf(get(client, alice, name, pathway).content).replace("’", "'")


@pytest.mark.parametrize("name", NAMES)
def test_the_request_has_no_pseudonym(client: CastClient, alice: Any, pathway: Pathway, name: str) -> None:
    assert "Lune" not in read_pdf(get(client, alice, name, pathway).content)


@pytest.mark.parametrize(("day", "article"), [(TODAY, "art. L. 316-1-1"), (date(2021, 6, 1), "art. L. 425-4")])
def test_the_permit_is_asked_under_the_article_of_the_day(alice: Any, pathway: Pathway, day: date, article: str) -> None:
    assert article in read_pdf(rights_papers.permit_request(asked(alice, pathway), today=day))


def test_the_allowance_is_asked_under_its_articles_and_names_who_pays(alice: Any, pathway: Pathway) -> None:
    words = read_pdf(rights_papers.allowance_request(asked(alice, pathway), today=TODAY))

    assert [each in words for each in ("R. 121-12-13-1", "D. 121-12-15", "mutualité sociale agricole (MSA)")] == [True, True, True]


@pytest.mark.parametrize("name", NAMES)
def test_printing_opens_her_identity_and_the_journal_says_why(client: CastClient, alice: Any, pathway: Pathway, name: str) -> None:
    before = Entry.unscoped.filter(action="vault.identity_opened").count()

    get(client, alice, name, pathway)

    after = [str(facts) for facts in Entry.unscoped.filter(action="vault.identity_opened").order_by("seq").values_list("facts", flat=True)]
    assert (len(after) - before, '"reason":"application"' in after[-1]) == (1, True)


def test_nothing_prints_before_a_term_is_open(alice: Any, pathway: Pathway) -> None:
    Term.unscoped.filter(pathway=pathway).delete()

    with pytest.raises(PathwayNotAuthorised):
        asked(alice, pathway)


def test_nothing_prints_once_the_pathway_is_over(alice: Any, pathway: Pathway) -> None:
    ended = services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=TODAY, outcome=EndOutcome.AUTONOMY)

    with pytest.raises(PathwayNotAuthorised):
        asked(alice, ended)


@pytest.mark.parametrize(("who", "code"), [("charlie", 404), ("marc", 404), ("bob", 403), ("dana", 403), ("paul", 403)])
@pytest.mark.parametrize("name", NAMES)
def test_only_those_who_prepare_in_her_association_print_it(
    client: CastClient, pathway: Pathway, name: str, who: str, code: int, request: pytest.FixtureRequest
) -> None:
    assert get(client, request.getfixturevalue(who), name, pathway).status_code == code


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_the_pathway_leads_to_it(client: CastClient, alice: Any, pathway: Pathway, name: str) -> None:
    page = client.as_(alice).get(reverse("psp:pathway", args=[pathway.pk])).content.decode()

    assert reverse(f"psp:{name}", args=[pathway.pk]) in page


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_the_state_does_not_offer_it(client: CastClient, dana: Any, pathway: Pathway, name: str) -> None:
    page = client.as_(dana).get(reverse("psp:pathway", args=[pathway.pk])).content.decode()

    assert reverse(f"psp:{name}", args=[pathway.pk]) not in page
