"""The main job, told once in real browsers by five people one after the other; the tests read what it left."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e import papers
from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House, what_is_kept
from tests.e2e.staging import stage
from tests.e2e.steps import application, commission, decisions, people
from tests.e2e.steps.entering import go_to, move_day

TODAY, OPENS, LAST = date(2020, 5, 19), date(2020, 5, 29), date(2020, 6, 2)
SECRETARIAT = "Délégation du Val-d'Aubraie"
ORDER = "F1-2020-0777"
SEATLESS = "a member without a seat"
STRANGERS = {"while the session is open": ("charlie", "prefet2", SEATLESS), "at the end": ("charlie", "eve", SEATLESS)}
FRAGILE = "fragile en droit"
FIRST_ON_PAPER = {
    "Directeur départemental de la sécurité publique": "favorable",
    "Commandant du groupement de gendarmerie": "défavorable",
    "Médecin désigné par l'ordre": "abstention",
}
THEN_ON_PAPER = {"Conseil départemental": "favorable", "L'Escale du Pont": "favorable"}


@dataclass
class Told:
    """What the story left behind, to be judged."""

    house: House
    canaries: Canaries
    her: Woman
    script: bool = True
    number: str = ""
    addresses: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, papers.Upload] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    knocks: dict[str, dict[str, int]] = field(default_factory=dict)
    bodies: list[str] = field(default_factory=list)
    cookie: str = ""

    def enter(self, slug: str) -> Page:
        """Somebody sits down before a fresh browser."""
        return self.house.as_(slug, script=self.script)

    def rise(self, page: Page, slug: str) -> None:
        """And leaves it: what it keeps is noted first. A browser without JavaScript cannot keep anything by itself."""
        if self.script:
            self.kept[slug] = what_is_kept(page)
        page.context.close()
        self.house.contexts.remove(page.context)

    def path(self, address: str) -> str:
        """An address without the site."""
        return address.removeprefix(self.house.site)


def plant_files(canaries: Canaries, *, var: Path, folder: Path, how_many: int = 22) -> None:
    """Fill alice's association with files where everything is a secret, through the services, before the house is served."""
    files = []
    for number in range(how_many):
        her = asdict(canaries.woman(f"Jasmin {number}"))
        her["birth_date"] = ""
        upload = papers.print_pdf(name=f"{canaries.sow('scan')}.pdf", heading="Pièce", words=canaries.sow("Contenu"))
        her["upload"], her["file"] = upload.name, str(folder / f"{number}.pdf")
        (folder / f"{number}.pdf").write_bytes(upload.content)
        files.append(her)
    stage("plant", var=var, files=files)


def tell(house: House, canaries: Canaries, *, script: bool = True) -> Told:
    """The whole of it: from the file that opens to the term of the pathway."""
    told = Told(house=house, canaries=canaries, her=canaries.woman(), script=script)
    if script:
        told.cookie = stage("a-member-without-a-seat", var=house.var)
    for name in ("identity", "request_form", "order"):
        words = canaries.sow(f"Contenu de la pièce {name}")
        told.uploads[name] = papers.print_pdf(name=f"{canaries.sow(name)}.pdf", heading=f"Pièce {name}", words=words)
    alice_opens_a_file_and_prepares(told)
    alice_files(told)
    dana_convenes(told)
    dana_opens(told)
    members_give_their_opinion(told)
    dana_closes_and_prepares_the_decision(told)
    paul_records_the_signed_one(told)
    alice_sees_the_term(told)
    if script:
        strangers_knock(told, "at the end")
    return told


def alice_opens_a_file_and_prepares(told: Told) -> None:
    """Two fields; the identity, apart, and her accord. The wish, the checklist, two real PDFs, the text, ready."""
    page = told.enter("alice")
    told.addresses["file"] = told.path(people.open_file(page, told.her))
    people.note_identity(page, told.her)
    people.note_accord(page, recipient=SECRETARIAT)
    told.addresses["application"] = told.path(application.note_wish(page))
    application.start_preparing(page)
    for code in ("identity", "request_form"):
        application.attach(page, code, told.uploads[code])
    for code in application.REQUIRED:
        if code not in told.uploads:
            application.tap_received(page, code)
    application.write_text(page, told.her)
    told.files["identity"] = told.house.read_paper(page, application.file_of(page, "identity"), slug="alice")
    application.agree_form(page)
    application.discuss_risks(page)
    application.declare_ready(page)
    told.rise(page, "alice")


def alice_files(told: Told) -> None:
    """All that the State will see, line by line; then it leaves."""
    page = told.enter("alice")
    people.find(page, told.her.pseudonym)
    page.locator("#demandes").get_by_role("link", name="Première demande d'engagement").click()
    told.seen["extract"] = application.read_extract(page)
    told.seen["pieces"] = page.locator("#extrait-pieces li").all_inner_texts()
    told.number = application.file_it(page)
    told.rise(page, "alice, who files")


def dana_convenes(told: Told) -> None:
    """A written exchange with its base, the agenda, the notice, the letters."""
    page = told.enter("dana")
    told.addresses["session"] = told.path(commission.plan_written(page, opens_on=OPENS, held_on=LAST, decided_on=TODAY))
    commission.put_on_agenda(page, told.number)
    told.seen["notice"] = commission.convene(page)
    for seat, address in commission.letters(page).items():
        told.files[f"letter, {seat}"] = told.house.read_paper(page, address, slug="dana")
    told.addresses["item"] = told.path(commission.open_item(page))
    told.seen["session number"] = page.get_by_role("heading", level=1).inner_text().split()[-1]
    told.seen["recusals"] = page.locator("#deports").inner_text()
    told.addresses["reading"] = f"{told.addresses['item']}lecture/"
    told.rise(page, "dana")


def dana_opens(told: Told) -> None:
    """The day comes."""
    page = told.enter("dana")
    move_day(page, OPENS)
    page.goto(told.addresses["session"])
    commission.open_session(page)
    commission.open_vote(page)
    told.rise(page, "dana, who opens")


def members_give_their_opinion(told: Told) -> None:
    """Marc and the chair read the paper, without her name, and say theirs; who presents finds nothing."""
    for slug in ("marc", "jean"):
        page = told.enter(slug)
        told.seen[f"paper of {slug}"] = commission.read_papers(page)
        commission.give_opinion(page)
        told.rise(page, slug)
    page = told.enter("hugo")
    told.seen["hugo at the paper"] = page.context.request.get(told.addresses["reading"]).status
    told.seen["hugo's opinion"] = commission.force_opinion(page, told.addresses["reading"])
    told.rise(page, "hugo")
    if told.script:
        strangers_knock(told, "while the session is open")


def dana_closes_and_prepares_the_decision(told: Told) -> None:
    """Opinions on paper, the vote, the closing, the minutes; then the decision."""
    page = told.enter("dana")
    page.goto(told.addresses["session"])
    told.seen["agenda"] = page.locator("#ordre-du-jour").inner_text()
    commission.open_item(page)
    told.seen["sheet"] = commission.seats_to_note(page)
    commission.note_opinions(page, FIRST_ON_PAPER)
    words = told.canaries.sow("La commission relève la constance de son projet")
    told.seen["too early"] = commission.try_to_close(page, words=words)
    commission.note_opinions(page, THEN_ON_PAPER)
    told.seen["quorum"] = page.locator(".mg-lead").inner_text()
    commission.close_by_vote(page, words=words)
    told.seen["words"] = words
    commission.close_session(page)
    told.files["minutes"] = told.house.read_paper(page, commission.draft_minutes(page), slug="dana")
    prepare_the_decision(told, page)
    told.rise(page, "dana, who closes")


def prepare_the_decision(told: Told, page: Page) -> None:
    """A refusal first, to see what is said of fragile grounds; then the decision that will be signed."""
    decisions.go_to_decision(page, told.number)
    decisions.prepare_refusal(page, motive=FRAGILE, words=told.canaries.sow("Ses démarches seraient tardives"))
    told.seen["fragile"] = page.locator("main").inner_text()
    decisions.confirm_refusal(page)
    told.files["decision"] = told.house.read_paper(page, decisions.prepare_grant(page), slug="dana")
    told.addresses["decision"] = told.path(page.url)


def paul_records_the_signed_one(told: Told) -> None:
    """Its day, number, signatory, delegation, scan."""
    page = told.enter("paul")
    page.goto(told.addresses["decision"])
    scan = decisions.record_signed(page, signed_on=OPENS, number=ORDER, scan=told.uploads["order"])
    told.files["scan"] = told.house.read_paper(page, scan, slug="paul")
    told.seen["signed"] = page.locator("main").inner_text()
    told.rise(page, "paul")


def alice_sees_the_term(told: Told) -> None:
    """The decision, the term, the permit noted, the line of months and its explanations."""
    page = told.enter("alice")
    page.goto(told.addresses["application"])
    told.seen["decided"] = page.locator("#decision").inner_text()
    application.open_pathway(page)
    told.addresses["pathway"] = told.path(page.url)
    application.note_permit(page, delivered_on="2020-05-29", expires_on="2020-09-12")
    expect(page.locator("#titre")).to_contain_text("12 septembre 2020")
    told.seen["pathway"] = page.locator("main").inner_text()
    told.seen["why"] = application.explain_dates(page)
    go_to(page, "Aujourd'hui")
    told.seen["home"] = page.locator("main").inner_text()
    told.rise(page, "alice, who sees the term")


def strangers_knock(told: Told, moment: str) -> None:
    """Each stranger asks for every address read so far: what she is answered, and whether it says anything."""
    addresses = told.house.watch.rows_read()
    for slug in STRANGERS[moment]:
        page = told.house.with_cookie(told.cookie) if slug == SEATLESS else told.enter(slug)
        answers = {path: page.context.request.get(path, max_redirects=0) for path in addresses}
        told.knocks[f"{slug}, {moment}"] = {path: answer.status for path, answer in answers.items()}
        told.bodies += [answer.text() for answer in answers.values()]
        told.rise(page, f"{slug}, {moment}")
