"""The pages of the minutes, of the archive, of the audit, and of one seat: each for its reader."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.core.state_archive import Kept
from maillage.foundation.vault import seal
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.models import (
    BlockCode,
    Convocation,
    ItemSense,
    ItemWay,
    Minutes,
    MinutesBlock,
    MinutesSending,
    Presence,
    PresenceSpan,
    Revision,
    RevisionState,
    Session,
)
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World, file_for, text_of

HELD = TODAY - timedelta(days=8)
PLANNED = HELD - timedelta(days=10)


def held(world: World, *, draft: bool = True, review: bool = False) -> Session:
    """A session of last week, closed; its minutes established, and given to read again until tomorrow."""
    application = file_for(world.alice, today=PLANNED, wished_on=date(2020, 1, 6))
    session = world.plan(on=HELD, today=PLANNED)
    world.add(session, application, today=PLANNED)
    world.convene(session, today=PLANNED)
    session = world.open(session)
    world.attend(session, ("chair", "magistrate", "social", "gendarmerie", "a", "b"))
    outcome = services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE, words="Le projet est solide.")
    world.close_item(session.items.get(), outcome)
    session = world.close(session)
    if draft:
        services.draft_minutes(actor=actor_of(world.dana, HELD), today=HELD, session=session)
    if review:
        services.open_review(actor=world.secretary, today=TODAY, session=session, until=TODAY + timedelta(days=1))
    return Session.unscoped.get(pk=session.pk)


def url(name: str, *args: Any) -> str:
    return reverse(f"commission:{name}", args=args)


def block_of(session: Session, code: BlockCode = BlockCode.ITEM) -> MinutesBlock:
    return MinutesBlock.unscoped.select_related("minutes__session").get(minutes__session=session, code=code)


def test_the_secretary_establishes_the_minutes_on_their_page(client: CastClient, world: World) -> None:
    session = held(world, draft=False)
    dana = client.as_(world.dana)
    before = dana.get(url("minutes", session.pk)).content.decode()

    dana.post(url("minutes_draft", session.pk))
    after = dana.get(url("minutes", session.pk)).content.decode()

    assert ("Établir le procès-verbal" in before, "Le projet est solide." in after, "Lire (PDF)" in after) == (True, True, True)


def test_before_the_closing_the_page_says_when_it_comes(client: CastClient, world: World, filed: Any) -> None:
    session, _items = world.running(filed)

    assert "après la clôture" in client.as_(world.dana).get(url("minutes", session.pk)).content.decode()


def test_a_member_reads_the_draft_and_her_proposal_reaches_the_secretary(client: CastClient, world: World) -> None:
    session = held(world, review=True)
    marc, dana, block = client.as_(world.marc), client.as_(world.dana), block_of(session)
    read = marc.get(url("review", session.pk)).content.decode()
    typed = {"seat": world.seats["magistrate"].pk, "text": "Le projet est vraiment solide.", "why": "Dit ainsi.", "version": block.version}

    sent = marc.post(url("block_suggest", block.pk), typed)
    page = dana.get(url("minutes", session.pk)).content.decode()

    assert ["Guy Brigade, titulaire" in read, "Examinée : avis favorable, par consensus." in read] == [True, True]
    assert ("Le projet est solide." in read, sent.status_code, sent["Location"]) == (True, 302, url("review", session.pk))
    assert ["<ins>" in page, "[ajouté :" in page, "Pourquoi : Dit ainsi." in page] == [True, True, True]


def test_a_stale_proposal_comes_back_with_what_was_typed(client: CastClient, world: World) -> None:
    session = held(world, review=True)
    block = block_of(session)
    typed = {"seat": world.seats["magistrate"].pk, "text": "Mes mots à moi.", "why": "", "version": block.version}
    services.revise_block(actor=world.secretary, today=TODAY, block=block, seen=block.version, text="Corrigé par ailleurs.")

    answer = client.as_(world.marc).post(url("block_suggest", block.pk), typed)

    told = answer.content.decode()
    assert (answer.status_code, "Mes mots à moi." in told, "Corrigé par ailleurs." in told) == (409, True, True)


def test_a_stale_proposal_is_sent_once_both_texts_are_read(client: CastClient, world: World) -> None:
    session = held(world, review=True)
    block, marc = block_of(session), client.as_(world.marc)
    typed = {"seat": world.seats["magistrate"].pk, "text": "Mes mots à moi.", "why": ""}
    services.revise_block(actor=world.secretary, today=TODAY, block=block, seen=block.version, text="Corrigé par ailleurs.")

    told = marc.post(url("block_suggest", block.pk), typed | {"version": block.version}).content.decode()
    shown = re.search(r'name="version" value="(\d+)"', told)
    again = marc.post(url("block_suggest", block.pk), typed | {"version": shown[1] if shown else ""})

    assert (again.status_code, Revision.unscoped.count()) == (302, 2)


def test_a_proposal_taken_up_on_words_that_changed_is_still_taken_up_once_sent_again(client: CastClient, world: World) -> None:
    session = held(world, review=True)
    block, dana = block_of(session), client.as_(world.dana)
    give: dict[str, Any] = {"actor": actor_of(world.marc), "today": TODAY, "block": block, "seat": world.seats["magistrate"]}
    asked = services.suggest_revision(**give, seen=block.version, text="Ce qu'il propose.")
    services.revise_block(actor=world.secretary, today=TODAY, block=block, seen=block.version, text="Corrigé par ailleurs.")

    told = dana.post(f"{url('block', block.pk)}?correction={asked.pk}", {"text": "Repris.", "version": block.version}).content.decode()
    action, shown = re.search(r'action="([^"]*correction[^"]*)"', told), re.search(r'name="version" value="(\d+)"', told)
    dana.post(action[1] if action else "", {"text": "Repris.", "version": shown[1] if shown else ""})

    assert Revision.unscoped.get(pk=asked.pk).state == RevisionState.ACCEPTED


def test_the_secretary_accepts_sets_aside_and_takes_up(client: CastClient, world: World) -> None:
    session = held(world, review=True)
    block, marc, dana = block_of(session), actor_of(world.marc), client.as_(world.dana)
    give: dict[str, Any] = {"actor": marc, "today": TODAY, "block": block, "seat": world.seats["magistrate"], "seen": block.version}
    first, second, third = (services.suggest_revision(**give, text=f"Version {n}.") for n in range(3))

    dana.post(url("revision_accept", first.pk))
    dana.post(url("revision_refuse", second.pk), {"why": "Déjà dit."})
    taken = dana.get(f"{url('block', block.pk)}?correction={third.pk}").content.decode()
    dana.post(f"{url('block', block.pk)}?correction={third.pk}", {"text": "Version 2, reprise.", "version": block.version + 1})

    states = list(Revision.unscoped.filter(pk__in=[first.pk, second.pk, third.pk]).order_by("number").values_list("state", flat=True))
    assert states == [RevisionState.ACCEPTED, RevisionState.REFUSED, RevisionState.ACCEPTED]
    assert ("Version 2." in taken, selectors.block_text(block_of(session), actor=world.secretary, today=TODAY)) == (
        True,
        "Version 2, reprise.",
    )


def test_a_double_click_accepts_once(client: CastClient, world: World) -> None:
    session = held(world, review=True)
    block = block_of(session)
    revision = services.suggest_revision(
        actor=actor_of(world.marc), today=TODAY, block=block, seat=world.seats["magistrate"], seen=block.version, text="Autre."
    )
    typed = {"key": "7e57ab1e-0000-4000-8000-000000000001"}

    for _click in range(2):
        client.as_(world.dana).post(url("revision_accept", revision.pk), typed)

    assert block_of(session).version == block.version + 1


def test_the_way_of_the_minutes_to_their_sending(client: CastClient, world: World) -> None:
    session = held(world)
    dana = client.as_(world.dana)
    dana.post(url("minutes_review", session.pk), {"until": (TODAY + timedelta(days=5)).isoformat()})
    dana.post(url("minutes_approve", session.pk), {})
    paper = selectors.open_minutes(actor=world.secretary, session=session, today=TODAY).content
    dana.post(url("minutes_sign", session.pk), {"scan": SimpleUploadedFile("pv.pdf", paper, content_type="application/pdf")})
    form = dana.get(url("minutes_send", session.pk)).context["form"]
    typed = {f"means-{name}": "mail" for name in form.recipients} | {f"proof-{name}": f"envoi {name[:6]}" for name in form.recipients}
    dana.post(url("minutes_send", session.pk), typed)

    minutes = Minutes.unscoped.get(session=session)
    assert (minutes.review, minutes.approved_on, minutes.signed_on, minutes.sent_on) == ("over", TODAY, TODAY, TODAY)
    assert MinutesSending.unscoped.count() == 7
    assert "Autorité qui décide" in dana.get(url("minutes", session.pk)).content.decode()


@pytest.mark.parametrize("who", ["marc", "paul", "alice", "eve", "charlie", "aude"])
def test_others_do_not_read_the_minutes_of_the_secretariat(client: CastClient, world: World, who: str, request: Any) -> None:
    session = held(world, review=True)
    user = getattr(world, who, None) or request.getfixturevalue(who)
    wanted = 403 if who == "paul" else 404

    assert client.as_(user).get(url("minutes", session.pk)).status_code == wanted


@pytest.mark.parametrize(("who", "status"), [("marc", 200), ("jean", 200), ("boris", 200), ("paul", 404), ("alice", 404), ("eve", 404)])
def test_the_draft_is_read_by_who_was_convened(client: CastClient, world: World, who: str, status: int, request: Any) -> None:
    session = held(world, review=True)
    user = getattr(world, who, None) or request.getfixturevalue(who)

    assert client.as_(user).get(url("review", session.pk)).status_code in ({status} if status == 200 else {403, 404})


def test_no_member_reads_the_draft_before_or_after_its_review(client: CastClient, world: World) -> None:
    session = held(world)
    marc = client.as_(world.marc)
    before = marc.get(url("review", session.pk)).status_code
    services.open_review(actor=world.secretary, today=TODAY, session=session, until=TODAY)
    during = marc.get(url("review", session.pk)).status_code
    services.approve_minutes(actor=world.secretary, today=TODAY, session=session)

    answers = [marc.get(url(name, pk)).status_code for name, pk in (("review", session.pk), ("block_suggest", block_of(session).pk))]
    assert (before, during, answers) == (404, 200, [404, 404])


def test_the_reading_of_the_draft_costs_the_same_whatever_its_length(client: CastClient, world: World) -> None:
    session = held(world, review=True)
    counts = []
    for part in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.as_(world.marc).get(url("review", session.pk))
        counts.append(len(queries))
        minutes = Minutes.unscoped.get(session=session)
        with transaction.atomic():
            for rank in range(100 + 40 * part, 130 + 40 * part):
                block = MinutesBlock(minutes=minutes, code=BlockCode.POINT, heading=f"Point {rank}", rank=rank)
                seal(block, text="Un point de plus.")
                block.save(force_insert=True)

    assert counts[0] == counts[1]


def test_the_archive_says_what_is_kept_and_offers_nothing_too_early(client: CastClient, world: World) -> None:
    session = held(world)

    page = client.as_(world.dana).get(url("archives", session.pk)).content.decode()

    wanted = ("plus aucune clé de cette séance", "clé du procès-verbal", "R. 212-14", "La durée de conservation n")
    assert [words for words in wanted if words not in page] == []


def test_the_elimination_is_asked_answered_and_done_page_by_page(client: CastClient, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    session = held(world)
    over = Kept(until=TODAY - timedelta(days=1), because=(), rules=())
    for place in ("services.archiving", "selectors.archives"):
        monkeypatch.setattr(f"maillage.pathway.commission.{place}.kept_of", lambda *_args, **_kwargs: over)
    dana, minutes = client.as_(world.dana), Minutes.unscoped.get(session=session)

    dana.post(url("visa_ask", session.pk), {"list_reference": "Bordereau 12"})
    typed = {"answer": "granted", "visa_on": TODAY.isoformat(), "reference": "AD-1", "given_by": "Inès", "capacity": "directrice"}
    dana.post(url("visa_record", session.pk), typed)
    unsure = dana.post(url("eliminate", session.pk), {})
    dana.post(url("eliminate", session.pk), {"sure": "on"})

    assert (unsure.status_code, selectors.archive_page(session, today=TODAY).minutes_key.keys_left) == (422, 0)
    assert "Éliminé" in dana.get(url("archives", session.pk)).content.decode()
    assert minutes.blocks.count() == 0


def test_the_audit_reads_the_journal_and_the_proof(client: CastClient, world: World, aude: Any) -> None:
    session = held(world)
    listed = client.as_(aude).get(url("audited")).content.decode()

    page = client.as_(aude).get(url("session_journal", session.pk)).content.decode()

    assert url("session_journal", session.pk) in listed
    assert ["a clos la séance" in page, "La clé de lecture est détruite" in page, "Le projet est solide" in page] == [True, True, False]


@pytest.mark.parametrize("who", ["dana", "jean", "marc", "paul", "alice"])
def test_nobody_else_reads_that_journal(client: CastClient, world: World, who: str) -> None:
    session = held(world)
    user = client.as_(getattr(world, who))

    assert user.get(url("session_journal", session.pk)).status_code in (403, 404)
    assert "a clos la séance" not in user.get(url("session", session.pk)).content.decode()


def convocation_of(world: World, session: Session, seat: str) -> Convocation:
    return Convocation.unscoped.get(session=session, seat=world.seats[seat])


def test_everything_a_member_without_account_says_is_noted_in_one_place(client: CastClient, world: World) -> None:
    application = file_for(world.alice, today=PLANNED)
    session = world.plan(on=TODAY, today=PLANNED)
    world.add(session, application, today=PLANNED)
    world.convene(session, today=PLANNED)
    dana, sent = client.as_(world.dana), convocation_of(world, session, "gendarmerie")
    note = lambda what, **typed: dana.post(reverse("commission:seat_note", args=[sent.pk, what]), typed)  # noqa: E731

    note("reponse", reply="in_person")
    note("jeu")
    world.open(session)
    world.attend(session, ("chair", "magistrate", "social", "a", "b"))
    note("presence", how="phone")
    item = session.items.get()
    services.ask_count(actor=world.secretary, today=TODAY, item=item)
    voted = note("voix", item=item.pk, sense="unfavourable")
    page = dana.get(url("seat", sent.pk)).content.decode()

    span = PresenceSpan.unscoped.get(session=session, seat=world.seats["gendarmerie"])
    assert (span.channel, item.opinions.get().by_secretary, voted.status_code) == (Presence.PHONE, True, 302)
    assert ["Guy Brigade" in page, "Jeu n° 1" in page, "Voix notée : défavorable" in page, "Sans compte" in page] == [True] * 4


def test_a_refused_note_says_why_and_keeps_what_was_chosen(client: CastClient, world: World) -> None:
    session = held(world)
    sent = convocation_of(world, session, "gendarmerie")

    answer = client.as_(world.dana).post(reverse("commission:seat_note", args=[sent.pk, "presence"]), {"how": "phone"})

    assert (answer.status_code, "n'est pas ouverte" in answer.content.decode().replace("&#x27;", "'")) == (422, True)


@pytest.mark.parametrize("who", ["jean", "marc", "paul", "eve", "alice"])
def test_the_page_of_a_seat_is_the_secretary_s(client: CastClient, world: World, who: str, request: Any) -> None:
    session = held(world)
    user = getattr(world, who, None) or request.getfixturevalue(who)

    assert client.as_(user).get(url("seat", convocation_of(world, session, "gendarmerie").pk)).status_code in (403, 404)


def test_the_minutes_carry_her_name_and_quality(client: CastClient, world: World) -> None:
    session = held(world)

    words = text_of(selectors.open_minutes(actor=world.secretary, session=session, today=TODAY).content)

    assert "Guy Brigade, titulaire sur place" in words
