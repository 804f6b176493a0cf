"""The main job in real browsers: alice opens a file and files it, dana convenes, members give their opinion, paul records, alice sees.

It is told once (`told`, in conftest.py); each test here judges one thing of what it left.
"""

from __future__ import annotations

import json

import pytest

from tests.e2e.papers import is_tagged, read_pdf
from tests.e2e.staging import maillage
from tests.e2e.story import FIRST_ON_PAPER, ORDER, SEATLESS, STRANGERS, THEN_ON_PAPER

pytestmark = [pytest.mark.browser, pytest.mark.system("S7", "S8", "S9", "S10")]

ABSENT_FROM_PAPERS = ("pseudonym", "contact", "last_name", "first_name", "nationality", "project", "commitments")


def letters(told) -> dict[str, str]:
    return {name: read_pdf(content) for name, content in told.files.items() if name.startswith("letter, ")}


def test_no_browser_met_a_fault_of_ours(told):
    assert told.house.watch.faults == []


def test_the_extract_shows_these_lines_before_it_leaves_and_no_other(told):
    her = told.her

    assert told.seen["extract"] == {
        "Association qui accompagne": "Les Passerelles",
        "Département": "Val-d'Aubraie",
        "Nature de la demande": "première demande d'engagement",
        "Nom": her.last_name,
        "Prénom": her.first_name,
        "Date de naissance": "7 mars 1991",
        "Nationalité": her.nationality,
        "Demande un titre de séjour": "oui",
        "Demande l'allocation": "non",
        "Projet": her.project,
        "Engagements": her.commitments,
    }
    # Six of the national list, and what the department adds to it.
    assert len(told.seen["pieces"]) >= 6
    assert sum("avec son fichier" in line for line in told.seen["pieces"]) == 2


def test_the_pdf_that_alice_attached_comes_back_as_it_was(told):
    assert told.files["identity"] == told.uploads["identity"].content


def test_the_notice_is_counted_before_the_convocation_leaves(told):
    assert told.seen["notice"] == "Délai respecté : 9 jours francs pour 5 jours francs exigés."


def test_every_seat_has_its_letter_with_name_quality_number_and_articles(told):
    found = letters(told)

    assert len(found) == 8
    for name, text in found.items():
        holder = name.split(": ", 1)[1].split(", envoyée")[0]
        assert holder in text
        assert f"Vous concernant {told.seen['session number']} première demande d'engagement" in text
        assert "ordonnance n° 2014-1329" in text
        assert "CRPA, art. R. 133-12" in text


def test_only_the_letter_of_who_presents_says_that_she_does_not_deliberate(told):
    assert [name.split(",")[1].split(":")[0].strip() for name, text in letters(told).items() if "engagement déport" in text] == [
        "Les Passerelles"
    ]


def test_letters_and_minutes_name_nobody_accompanied_and_no_application(told):
    papers = [*letters(told).values(), read_pdf(told.files["minutes"])]
    secrets = [getattr(told.her, name) for name in ABSENT_FROM_PAPERS]

    assert [text[:80] for text in papers if told.number in text or any(secret in text for secret in secrets)] == []


def test_the_paper_that_members_read_has_her_project_and_not_her_name(told):
    for slug in ("marc", "jean"):
        text = told.seen[f"paper of {slug}"]
        assert told.her.project in text
        assert told.her.commitments in text
        assert [name for name in ("pseudonym", "last_name", "first_name", "nationality") if getattr(told.her, name) in text] == []
        assert told.number not in text


def test_the_opinions_of_marc_and_of_the_chair_count_and_nobody_may_note_them_in_their_place(told):
    assert "2 voix sur 7" in told.seen["agenda"]
    assert sorted(told.seen["sheet"]) == sorted(FIRST_ON_PAPER | THEN_ON_PAPER)


def test_who_presents_finds_no_paper_gives_no_opinion_and_is_on_no_sheet(told):
    assert told.seen["hugo at the paper"] == 404
    assert told.seen["hugo's opinion"] == 404
    assert "Les Passerelles" in told.seen["recusals"]
    assert "Les Passerelles" not in told.seen["sheet"]


def test_it_does_not_close_while_seats_may_still_answer(told):
    assert "L'échange d'écrits court jusqu'au mardi 2 juin 2020 inclus et tous les sièges n'ont pas répondu" in told.seen["too early"]


def test_it_closes_with_its_quorum_said(told):
    assert "Délibération valable : 7 membres ont participé, pour 4 exigés sur 8." in told.seen["quorum"]


def test_the_minutes_say_who_took_part_the_vote_the_recusal_and_the_articles(told):
    text = read_pdf(told.files["minutes"])

    for words in (
        "Jean Sauvaget, représentant du préfet par écrit",
        "Marc Tisserand, magistrat par écrit",
        "Commissaire Hervé Lantier",
        "Hugo Vasseur, représentante d'association agréée absent",
        f"Point n° {told.seen['session number']}",
        "Déport Les Passerelles (représente l'association qui présente la demande)",
        "avis favorable (5 pour, 1 contre, 1 abstention",
        "ordonnance n° 2014-1329, art. 4",
        told.seen["words"],
    ):
        assert words in text


def test_a_fragile_ground_of_refusal_is_said_with_its_decision_of_justice(told):
    assert "Conseil d'État, 19 novembre 2021, n° 440802" in told.seen["fragile"]


def test_the_draft_of_the_decision_carries_her_name_its_articles_and_the_remedies(told):
    text = read_pdf(told.files["decision"])

    for words in (told.her.last_name, "7 mars 1991", told.number, "L. 121-9", "pour une durée de 6 mois", "CRPA, art. L. 411-2"):
        assert words in text
    assert told.her.pseudonym not in text


def test_every_paper_is_a_tagged_pdf_in_french(told):
    assert [name for name, content in told.files.items() if not is_tagged(content)] == []


def test_the_signed_decision_is_recorded_with_number_signatory_delegation_and_scan(told):
    for words in (ORDER, "Agathe Rouvier, secrétaire générale", "Arrêté F1-2020-03 du 2 janvier 2020", "vendredi 29 mai 2020"):
        assert words in told.seen["signed"]
    assert told.files["scan"] == told.uploads["order"].content


def test_alice_sees_the_decision_the_term_and_what_is_left(told):
    assert "accordée" in told.seen["decided"]
    assert "Parcours, période 1 sur 4, jusqu'au dimanche 29 novembre 2020" in told.seen["pathway"]
    assert "1 décision à annoncer" in told.seen["home"]
    assert told.her.pseudonym in told.seen["home"]


def test_the_permit_that_stops_before_the_pathway_is_a_gap_counted_in_days(told):
    assert "78 jours sans titre de séjour" in told.seen["pathway"]


def test_each_date_explains_its_regimes_applied_and_not_applied(told):
    for words in (
        "FR-2020-312 n'est pas appliqué : la fin prévue n'est pas entre le 12 mars 2020 et le 31 juillet 2020.",
        "FR-2020-306-3 s'applique",
        "n'est pas appliqué : il n'était pas publié le 29 mai 2020.",
        "À confirmer auprès de la préfecture.",
    ):
        assert words in told.seen["why"]


@pytest.mark.parametrize(("moment", "slug"), [(moment, slug) for moment, slugs in STRANGERS.items() for slug in slugs])
def test_a_stranger_gets_404_at_every_address_of_the_story(told, slug, moment):
    answers = told.knocks[f"{slug}, {moment}"]
    # A member without a seat is still of this commission: that she may not plan its sessions is no secret.
    refused = {path: 403 for path in answers if slug == SEATLESS and path.endswith("/planifier/")}

    assert len(answers) >= 25
    assert {path: status for path, status in answers.items() if status != 404} == refused


def test_what_strangers_are_answered_says_nothing(told):
    assert [body[:200] for body in told.bodies if told.canaries.mark in body or told.number in body] == []


def test_a_member_reads_nothing_once_the_session_is_closed(told):
    page = told.house.as_("marc")

    assert [page.context.request.get(path).status for path in told.house.watch.read["marc"]] == [410, 410]


def test_the_journal_verifies(told):
    verdict = json.loads(maillage("journal", "verify", "--json", var=told.house.var))

    assert verdict["status"] == "intact"
    assert verdict["first_bad"] is None
    assert verdict["records"] > 1000
