"""A renewal under the spring regime: the term ended on 20 March 2020, the regime keeps it alive, pages say why, the next follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.house import House
from tests.e2e.staging import stage
from tests.e2e.steps.application import explain_dates
from tests.e2e.steps.entering import go_to, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S10", "S11")]

HER, PROLONGED, NEXT = "Perce-neige du printemps", "dimanche 20 septembre 2020", "samedi 20 mars 2021"


@pytest.fixture
def alice(demo_site: House) -> Iterator[Page]:
    yield demo_site.as_("alice")
    demo_site.leave()


def test_a_renewal_under_an_exceptional_regime(demo_site: House, alice: Page) -> None:
    pathway = stage("a_term_of_the_spring", var=demo_site.var, pseudonym=HER)["pathway"]

    # In the list and on the page, the same day, and why.
    go_to(alice, "Demandes")
    alice.get_by_role("link", name="Parcours en cours").click()
    expect(alice.locator("main").get_by_role("link", name=HER)).to_be_visible()
    alice.goto(pathway)
    expect(alice.locator(".mg-lead")).to_contain_text(PROLONGED)
    why = explain_dates(alice)
    for words in ("20 mars 2020", "FR-2020-312", "FR-2020-328-v2", "confirmer auprès de la préfecture"):
        assert words in why

    # Every date on one page; and what the regime does, apart.
    alice.get_by_role("link", name="Les dates expliquées").click()
    expect(alice.get_by_role("heading", name="Terme de la période 1")).to_be_visible()
    expect(alice.locator("main")).to_contain_text("mercredi 16 septembre 2020")
    alice.get_by_role("link", name="Essayer un régime exceptionnel").click()
    alice.get_by_label("Le régime à essayer").select_option(value="FR-2020-312")
    alice.get_by_role("button", name="Voir l'effet").click()
    expect(alice.locator("#effet")).to_contain_text("du 20 mars 2020 au 20 septembre 2020, 184 jours de plus")

    # The review, kept in the association; then the renewal.
    alice.goto(pathway)
    alice.get_by_role("link", name="Noter le bilan de la période 1").click()
    alice.get_by_label("Le bilan, avec ses mots").fill("Elle a tenu par téléphone, et veut continuer.")
    alice.get_by_label("renouveler", exact=True).check()
    alice.get_by_role("button", name="Enregistrer le bilan").click()
    said(alice, "J'ai enregistré le bilan.")
    expect(alice.locator("#bilans")).not_to_contain_text("par téléphone")
    alice.get_by_role("link", name="Préparer le renouvellement").click()
    alice.get_by_role("button", name="Noter la demande").click()
    said(alice, "J'ai noté la demande.")

    # Granted in May: the next term follows the prolonged one, without a day lost.
    renewal = re.search(r"[0-9a-f-]{36}", alice.url)
    assert renewal is not None
    stage("her_renewal_is_granted", var=demo_site.var, application=renewal.group())
    alice.goto(pathway)
    expect(alice.locator(".mg-lead")).to_contain_text("période 2 sur 4")
    expect(alice.locator(".mg-lead")).to_contain_text(NEXT)
    expect(alice.locator("#mois")).to_contain_text("Perdu")
    assert "2020-312" in explain_dates(alice)
