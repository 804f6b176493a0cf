"""A stolen evening: somebody else holds her phone since six o'clock. What was safe at five no longer leaves, on any screen left open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House
from tests.e2e.steps import people, reaching

pytestmark = [pytest.mark.browser, pytest.mark.system("S3", "S8")]


@pytest.fixture
def her() -> Woman:
    return Canaries().woman("Jacinthe")


@pytest.fixture
def alice(demo_site: House) -> Iterator[Page]:
    yield demo_site.as_("alice")
    demo_site.leave()


def refused(page: Page) -> str:
    """What the page says, once nothing left."""
    alert = page.get_by_role("alert").filter(has_text="Rien n'est parti")
    expect(alert).to_be_visible()
    return alert.inner_text()


def test_a_stolen_evening(demo_site: House, alice: Page, her: Woman) -> None:
    address = people.open_file(alice, her)
    reaching.open_contact_page(alice)
    expect(reaching.way(alice, "par téléphone")).to_contain_text("oui")

    # Six o'clock: a colleague learns that her phone is in other hands. Alice's screen stays as it was.
    iris = demo_site.as_("iris")
    iris.goto(address)
    reaching.open_contact_page(iris)
    reaching.change_rule(
        iris, preferred="par un partenaire", code_word="mimosa", by_phone="jamais", by_sms="jamais", by_messaging="jamais", by_partner="oui"
    )
    reaching.reach_by(alice, "par téléphone")
    why = refused(alice)
    assert "Jamais par téléphone : ce n'est pas sûr pour elle." in why
    assert "Maintenant, plutôt par un partenaire." in why
    assert her.contact not in alice.content()
    for name in ("par téléphone", "par SMS", "par messagerie"):
        expect(reaching.way(alice, name)).to_contain_text("jamais")
        expect(reaching.way(alice, name).get_by_role("button")).to_have_count(0)
    expect(reaching.now(alice)).to_contain_text("On ne sait pas si elle peut être jointe autrement sans danger")

    # The other way is open: it is noted before the words open, with the word that proves that it is she.
    reaching.reach_by(alice, "par un partenaire")
    expect(alice.get_by_role("status").filter(has_text="Relisez ce qu'il ne faut jamais dire")).to_be_visible()
    expect(alice.locator("#contact-ouvert")).to_contain_text("mimosa")
    expect(alice.locator("#partis")).to_contain_text("par un partenaire")

    # Then silence, until her friend has called back: nothing leaves, by no way at all.
    reaching.change_rule(iris, silent_until="2020-05-21")
    reaching.reach_by(alice, "par un partenaire")
    why = refused(alice)
    assert "Ne pas la contacter avant le 21 mai 2020, par aucun moyen." in why
    assert "Possible à partir du jeudi 21 mai 2020." in why
    expect(alice.get_by_role("button", name="Je la joins ainsi")).to_have_count(0)
    expect(alice.locator("#partis").get_by_role("listitem")).to_have_count(1)
    expect(alice.locator("#versions").get_by_role("listitem")).to_have_count(2)

    # Her file says it at once; another association does not even know that she exists.
    alice.goto(address)
    expect(alice.locator("#contact")).to_contain_text("Aujourd'hui : ne pas la contacter, avant le 21 mai 2020.")
    answer = demo_site.as_("charlie").goto(f"{address}contact/")
    assert answer is not None
    assert answer.status == 404
