"""The day the doors close, and the day they open again two days a week: decided on one page, carried out on the next, told one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.house import House
from tests.e2e.steps.entering import go_to, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S1", "S3")]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def house(demo_site: House, request: pytest.FixtureRequest) -> Iterator[tuple[House, bool]]:
    yield demo_site, request.param
    demo_site.leave()


def begin_activity(page: Page, name: str) -> None:
    """An activity of the story's own: the house is shared with other stories."""
    go_to(page, "Ouvertures")
    page.get_by_role("link", name="Lieux et activités").click()
    page.get_by_role("link", name="Ajouter une activité").click()
    page.get_by_label("Ce que c'est").select_option("day_centre")
    page.get_by_label("Son nom").fill(name)
    page.get_by_label("Où").select_option(label="Le Local")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "J'ai ajouté l'activité.")


def decide(page: Page, *, activity: str, mode: str, starts: date, why: str) -> None:
    """From the rail to the form, filled as far as every mode asks."""
    go_to(page, "Ouvertures")
    page.get_by_role("link", name="Changer comment nous fonctionnons").click()
    page.get_by_role("checkbox", name=f"{activity}, Le Local").check()
    page.get_by_role("radio", name=mode, exact=True).check()
    page.get_by_label("À partir du").fill(starts.isoformat())
    page.get_by_label("Pourquoi").select_option(why)


def ticked(page: Page, words: str) -> Locator:
    """The tick of a consequence."""
    return page.get_by_role("checkbox", name=words)


def test_the_day_the_doors_close(house: tuple[House, bool]) -> None:
    site, script = house
    name = f"Accueil du soir {script}"
    hugo = site.as_("hugo", script=script)
    begin_activity(hugo, name)
    decide(hugo, activity=name, mode="Par téléphone", starts=date(2020, 5, 20), why="lockdown")
    hugo.get_by_role("checkbox", name="Urgence, mise à l'abri").check()
    hugo.get_by_role("button", name="Voir ce que cela entraîne").click()

    # Everything is listed and counted; nothing has left. What only somebody's word can do is not a tick.
    expect(hugo.get_by_role("heading", level=1)).to_contain_text("Par téléphone ; sauf urgence")
    expect(ticked(hugo, "Personnes à appeler d'abord")).to_be_checked()
    expect(ticked(hugo, "Partenaires à prévenir")).to_have_count(0)
    ticked(hugo, "Lignes publiques à publier").uncheck()
    hugo.get_by_role("button", name="Faire ce qui est coché").click()
    said(hugo, "J'ai fait ce qui était coché.")

    # What was not ticked stays, here and on the home; a partner is told with a text that names nobody.
    expect(ticked(hugo, "Personnes à appeler d'abord")).to_have_count(0)
    expect(ticked(hugo, "Lignes publiques à publier")).to_be_visible()
    expect(hugo.locator("pre")).to_contain_text(f"{name} : par téléphone ; sauf urgence, mise à l'abri.")
    hugo.locator("#partenaires").get_by_role("button", name="Prévenu").first.click()
    said(hugo, "J'ai noté ce partenaire comme prévenu.")
    go_to(hugo, "Aujourd'hui")
    expect(hugo.locator("main")).to_contain_text("à achever")

    # Whoever follows her sees whom to tell, and tells her by a way of her rule; told, the line is gone.
    alice = site.as_("alice", script=script)
    go_to(alice, "Ouvertures")
    alice.locator("main").get_by_role("link", name="à prévenir").first.click()
    first = alice.locator("main .mg-row a").first
    address = first.get_attribute("href")
    first.click()
    alice.get_by_role("radio", name="elle était là").check()
    alice.get_by_role("button", name="Elle est prévenue").click()
    said(alice, "J'ai noté qu'elle est prévenue.")
    expect(alice.locator(f"main a[href='{address}']")).to_have_count(0)


def test_the_day_they_open_again_two_days_a_week(house: tuple[House, bool]) -> None:
    site, script = house
    name = f"Accueil du matin {script}"
    hugo = site.as_("hugo", script=script)
    begin_activity(hugo, name)
    decide(hugo, activity=name, mode="Par téléphone", starts=date(2020, 5, 20), why="lockdown")
    hugo.get_by_role("button", name="Voir ce que cela entraîne").click()
    ticked(hugo, "Personnes à appeler d'abord").uncheck()
    hugo.get_by_role("button", name="Faire ce qui est coché").click()
    said(hugo, "J'ai fait ce qui était coché.")

    # By appointment asks its days, and keeps what was typed.
    decide(hugo, activity=name, mode="Sur rendez-vous", starts=date(2020, 6, 23), why="needs")
    hugo.get_by_role("button", name="Voir ce que cela entraîne").click()
    expect(hugo.locator("main")).to_contain_text("Sur rendez-vous, cochez les jours où la porte s'ouvre.")
    hugo.get_by_role("checkbox", name="mardi").check()
    hugo.get_by_role("checkbox", name="jeudi").check()
    hugo.get_by_label("À partir de").fill("14:00")
    hugo.get_by_label("Jusqu'à", exact=False).first.fill("17:00")
    hugo.get_by_role("button", name="Voir ce que cela entraîne").click()
    expect(hugo.get_by_role("heading", level=1)).to_contain_text("Sur rendez-vous ; mardi, jeudi, de 14 h à 17 h")
    # Calls go on as they are unless somebody chooses otherwise: both at once, as in the study.
    expect(ticked(hugo, "Appels à remettre au rythme convenu")).not_to_be_checked()
    hugo.get_by_role("button", name="Faire ce qui est coché").click()
    said(hugo, "J'ai fait ce qui était coché.")

    go_to(hugo, "Ouvertures")
    expect(hugo.locator("main")).to_contain_text("puis, le mercredi 20 mai 2020 : par téléphone")
    hugo.get_by_role("link", name="Le mois en un coup d'œil").click()
    hugo.get_by_role("link", name="juin 2020").click()
    expect(hugo.get_by_role("region", name=f"Calendrier : {name}")).to_contain_text("sur rendez-vous")
