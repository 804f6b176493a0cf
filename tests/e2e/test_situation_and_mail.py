"""A situation noted in its place, a minor protected by a colleague, and a delivery of letters at the counter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House
from tests.e2e.steps import people
from tests.e2e.steps.entering import go_to, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S7", "S8")]


@pytest.fixture
def her() -> Woman:
    return Canaries().woman("Giroflée")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def house(demo_site: House, request: pytest.FixtureRequest) -> Iterator[tuple[House, bool]]:
    yield demo_site, request.param
    demo_site.leave()


def tab(page: Page, name: str) -> None:
    """One of the pages of the file."""
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def fold(page: Page, code: str) -> None:
    """Open the details of a section."""
    page.locator(f"#rubrique-{code} summary").click()


def test_a_section_is_noted_where_it_stands_and_nothing_is_lost(house: tuple[House, bool], her: Woman) -> None:
    site, script = house
    alice = site.as_("alice", script=script)
    people.open_file(alice, her)
    tab(alice, "Situation")

    fold(alice, "household")
    alice.locator("#rubrique-household").get_by_role("link", name="Renseigner").click()
    card = alice.locator("#rubrique-household")
    card.get_by_label("Âges des enfants auprès d'elle").fill("Ana, 7")
    card.get_by_role("button", name="Enregistrer").click()
    expect(alice.locator("#rubrique-household")).to_contain_text("Écrivez des âges seulement")
    expect(card.get_by_label("Âges des enfants auprès d'elle")).to_have_value("Ana, 7")
    card.get_by_label("Âges des enfants auprès d'elle").fill("7 et 3 ans")
    card.get_by_role("button", name="Enregistrer").click()

    if script:
        expect(alice.locator("#rubrique-household")).to_contain_text("2 enfants (3 ans, 7 ans)")
        expect(alice.locator("#rubrique-language")).to_be_visible()
    else:
        said(alice, "J'ai enregistré : Foyer et enfants.")
        expect(alice.locator("#rubrique-household")).to_contain_text("fermé")


def test_two_questions_exist_only_once_she_agrees(house: tuple[House, bool], her: Woman) -> None:
    site, script = house
    alice = site.as_("alice", script=script)
    people.open_file(alice, her)
    tab(alice, "Situation")
    fold(alice, "own_words")
    alice.locator("#rubrique-own_words").get_by_role("link", name="Renseigner").click()
    card = alice.locator("#rubrique-own_words")
    expect(card.get_by_label("Elle est d'accord pour répondre")).to_be_visible()
    expect(card.get_by_label("Depuis combien de temps")).to_have_count(0)

    card.get_by_label("Elle est d'accord pour répondre").check()
    card.get_by_role("button", name="Enregistrer").click()

    expect(alice.locator("#rubrique-own_words").get_by_label("Depuis combien de temps")).to_be_visible()


def test_a_doubt_on_her_age_closes_the_pathway_and_calls_a_colleague(demo_site: House, her: Woman) -> None:
    alice, iris = demo_site.as_("alice"), demo_site.as_("iris")
    address = people.open_file(alice, her)
    tab(alice, "Situation")
    alice.get_by_role("button", name="Elle est mineure, ou j'ai un doute").click()
    said(alice, "Demandez à Iris Delmas.")

    alice.goto(address)
    expect(alice.locator("main")).to_contain_text("aucune demande de parcours n'est possible")
    expect(alice.get_by_role("link", name="Voir la protection")).to_have_count(0)
    iris.goto(address)
    iris.get_by_role("link", name="Voir la protection").click()
    iris.get_by_role("link", name="Noter l'acte : Transmettre une information préoccupante").click()
    iris.get_by_label("Leur référence").fill("IP 2020-777")
    iris.get_by_role("button", name="Enregistrer").click()
    said(iris, "J'ai noté l'acte.")
    expect(iris.locator("main")).not_to_contain_text("IP 2020-777")
    iris.locator("#actes").get_by_label("Pourquoi").select_option("urgency")
    iris.get_by_role("button", name="Ouvrir les actes et leurs références").click()
    expect(iris.locator("#actes")).to_contain_text("IP 2020-777")
    with iris.expect_download() as letter:
        iris.get_by_role("button", name="Lettre sans son nom").click()
    assert letter.value.suggested_filename.endswith(".pdf")
    demo_site.leave()


def test_a_delivery_at_the_counter(demo_site: House, her: Woman) -> None:
    alice, rose = demo_site.as_("alice"), demo_site.as_("rose")
    people.open_file(alice, her)

    go_to(rose, "Courrier")
    rose.locator("main").get_by_role("link", name="Noter du courrier").first.click()
    first, second = rose.locator("fieldset.mg-letter").nth(0), rose.locator("fieldset.mg-letter").nth(1)
    first.get_by_label("Pour qui").fill(her.pseudonym)
    first.get_by_label("Expéditeur").select_option("court")
    first.get_by_label("Urgent").check()
    second.get_by_label("Pour qui").fill(her.pseudonym[:-2])
    second.get_by_label("Expéditeur").select_option("bank")
    rose.get_by_role("button", name="Enregistrer").click()
    # What merely resembles is asked; the first line keeps what was typed.
    expect(rose.locator("main")).to_contain_text("Est-ce bien elle ?")
    expect(first.get_by_label("Expéditeur")).to_have_value("court")
    second.get_by_role("radio", name=her.pseudonym).check()
    rose.get_by_role("button", name="Enregistrer").click()
    said(rose, "J'ai noté 2 courriers.")

    # She comes: her pseudonym leads to her letters, and they are hers in one click.
    go_to(rose, "Courrier")
    rose.get_by_label("Elle est à l'accueil").fill(her.pseudonym)
    rose.get_by_role("button", name="Voir son courrier").click()
    expect(rose.locator("main")).to_contain_text("2 courriers l'attendent")
    rose.get_by_role("button", name="Elle est là : tout remettre").click()
    said(rose, "J'ai noté tout son courrier comme remis.")
    expect(rose.locator("main")).to_contain_text("Rien ne l'attend")
    demo_site.leave()
