"""The minutes as a text: drafted from the session, read again, corrected with each correction kept, approved, signed, sent."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.db import DatabaseError, transaction

from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import (
    CorrectionAnswered,
    CorrectionEmpty,
    CorrectionsWaiting,
    DaysOutOfOrder,
    MinutesApproved,
    MinutesMissing,
    MinutesNotApproved,
    MinutesNotSigned,
    NotInReview,
    NotYourSeat,
    ReasonMissing,
    RecipientsMissing,
    ReviewTooShort,
    ScanMissing,
    TextChanged,
)
from maillage.pathway.commission.models import (
    BlockCode,
    Convocation,
    Item,
    ItemSense,
    ItemWay,
    Minutes,
    MinutesBlock,
    MinutesSending,
    NotExaminedCause,
    Revision,
    RevisionState,
    SendingMeans,
    Session,
)
from maillage.pathway.commission.services import Sending
from tests.cast import actor_of
from tests.pathway.commission.world import World, file_for, text_of

WORDS = "Le projet est solide."
UNHEARD = "L'association qui présente la demande n'a pas été entendue.\n\n"
DRAFT = f"{UNHEARD}{WORDS}"


def closed(world: World, filed: Any, *, words: str = WORDS, dissents: str = "") -> Session:
    """A session closed on one favourable item, its minutes established."""
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social", "a", "b"))
    way = {"way": ItemWay.CONSENSUS, "sense": ItemSense.FAVOURABLE}
    world.close_item(item, services.Examined(**way, words=words, dissents=dissents))
    world.close(session)
    services.draft_minutes(actor=world.secretary, today=session.held_on, session=session)
    return Session.unscoped.get(pk=session.pk)


def review(world: World, session: Session, *, days: int = 8) -> Minutes:
    day = session.held_on
    return services.open_review(actor=world.secretary, today=day, session=session, until=day + timedelta(days=days))


def block_of(session: Session, code: BlockCode = BlockCode.ITEM) -> MinutesBlock:
    return MinutesBlock.unscoped.select_related("minutes__session").get(minutes__session=session, code=code)


def suggest(world: World, session: Session, text: str, *, user: Any = None, seat: str = "magistrate", **more: Any) -> Revision:
    block = block_of(session, more.pop("code", BlockCode.ITEM))
    day = more.pop("today", session.held_on)
    give = {"seen": block.version, **more}
    return services.suggest_revision(
        actor=actor_of(user or world.marc, day), today=day, block=block, seat=world.seats[seat], text=text, **give
    )


def words_of(world: World, session: Session, code: BlockCode = BlockCode.ITEM) -> str:
    return selectors.block_text(block_of(session, code), actor=world.secretary, today=session.held_on)


def paper(world: World, session: Session) -> str:
    return text_of(selectors.open_minutes(actor=world.secretary, session=session, today=session.held_on).content)


def approve(world: World, session: Session) -> Minutes:
    return services.approve_minutes(actor=world.secretary, today=session.held_on, session=session)


def sign(world: World, session: Session) -> Minutes:
    give = {"actor": world.secretary, "today": session.held_on, "session": session}
    return services.sign_minutes(**give, scan=selectors.open_minutes(**give).content)


def everybody(session: Session) -> dict[Any, Sending]:
    seats = Convocation.unscoped.filter(session=session).order_by("pk").values_list("seat_id", flat=True)
    return {None: Sending(SendingMeans.HAND, "Registre n° 12"), **{pk: Sending(SendingMeans.MAIL, "envoi 44") for pk in seats}}


def test_the_draft_opens_with_who_presides_and_closes_with_the_day(world: World, filed: Any) -> None:
    session = closed(world, filed, dissents="Association B : le logement manque.")

    found = [(code, words_of(world, session, code)) for code in BlockCode if code != BlockCode.POINT]

    assert "sous la présidence de Jean Présidence, titulaire" in found[0][1]
    assert [words for code, words in found if code in (BlockCode.ITEM, BlockCode.DISSENT)] == [DRAFT, "Association B : le logement manque."]
    assert "la séance est close le" in found[-1][1]


def test_the_paper_is_tagged_french_and_names_members_with_their_quality(world: World, filed: Any) -> None:
    session = closed(world, filed)
    content = selectors.open_minutes(actor=world.secretary, session=session, today=session.held_on).content
    root: Any = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]
    words = text_of(content)

    assert [root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root, root["/Lang"], b"pdfuaid" in content] == [True, True, "fr-FR", True]
    wanted = (
        "Odile Sociale, titulaire", "Guy Brigade, titulaire", "Projet, avant son approbation", "Point n°", "R. 133-13", "R. 133-10",
        "empreinte", "Ouverture de la séance",
    )  # fmt: skip
    assert [each for each in wanted if each not in words] == []
    assert [each for each in (filed.number, "Belmont", "Solveig", "Lune") if each in words] == []


def test_a_session_left_without_minutes_cannot_be_read_again(world: World, filed: Any) -> None:
    session = world.examined(filed).session

    with pytest.raises(MinutesMissing):
        review(world, session)


def test_a_review_cannot_end_before_today(world: World, filed: Any) -> None:
    session = closed(world, filed)

    with pytest.raises(ReviewTooShort):
        review(world, session, days=-1)


def test_a_member_proposes_and_nothing_changes_until_the_secretary_accepts(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)

    revision = suggest(world, session, "Le projet est très solide.", why="C'est ce qui a été dit.")
    before = words_of(world, session)
    services.accept_revision(actor=world.secretary, today=session.held_on, revision=revision)

    assert (before, words_of(world, session)) == (DRAFT, "Le projet est très solide.")
    assert Revision.unscoped.get(pk=revision.pk).state == RevisionState.ACCEPTED


def test_a_correction_keeps_the_words_before_and_after_and_who(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    suggest(world, session, f"{UNHEARD}Le projet est très solide.", why="Dit ainsi.")

    page = selectors.minutes_page(session, actor=world.secretary, today=session.held_on)
    row = next(block for block in page.blocks if block.block.code == BlockCode.ITEM).revisions[0]

    assert [(each.mark.value, each.text.strip()) for each in row.stretches] == [
        ("kept", f"{UNHEARD}Le projet est"),
        ("put_in", "très"),
        ("kept", "solide."),
    ]
    assert (row.author, row.why, row.revision.seat) == (world.marc.display_name, "Dit ainsi.", world.seats["magistrate"])


def test_a_proposal_set_aside_is_kept_with_the_answer(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    revision = suggest(world, session, "Autre chose.")

    services.refuse_revision(actor=world.secretary, today=session.held_on, revision=revision, why="La commission ne l'a pas dit.")
    row = selectors.revision_words(Revision.unscoped.get(pk=revision.pk), actor=world.secretary, today=session.held_on)

    assert (words_of(world, session), row.answer, row.revision.state) == (DRAFT, "La commission ne l'a pas dit.", RevisionState.REFUSED)


def test_setting_aside_says_why(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)

    with pytest.raises(ReasonMissing):
        services.refuse_revision(actor=world.secretary, today=session.held_on, revision=suggest(world, session, "Autre."), why=" ")


def test_a_proposal_on_words_that_changed_is_taken_up_by_hand(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    revision = suggest(world, session, "Le projet est très solide.")
    give: dict[str, Any] = {"actor": world.secretary, "today": session.held_on}
    block = block_of(session)
    services.revise_block(**give, block=block, seen=block.version, text="Le projet de formation est solide.")

    with pytest.raises(TextChanged):
        services.accept_revision(**give, revision=revision)
    services.revise_block(**give, block=block, seen=block.version + 1, text="Le projet de formation est très solide.", answers=revision)

    assert words_of(world, session) == "Le projet de formation est très solide."
    assert Revision.unscoped.filter(state=RevisionState.ACCEPTED).count() == 3


def test_a_proposal_taken_up_word_for_word_is_one_correction(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    revision, block = suggest(world, session, "Le projet est très solide."), block_of(session)

    services.revise_block(
        actor=world.secretary, today=session.held_on, block=block, seen=block.version, text="Le projet est très solide.", answers=revision
    )

    assert list(Revision.unscoped.values_list("pk", "state")) == [(revision.pk, RevisionState.ACCEPTED)]


def test_the_ends_of_line_of_a_browser_are_no_correction(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    give: dict[str, Any] = {"actor": world.secretary, "today": session.held_on}
    services.revise_block(**give, block=block_of(session), seen=block_of(session).version, text="Un paragraphe.\n\nUn autre.")

    with pytest.raises(CorrectionEmpty):
        suggest(world, session, "Un paragraphe.\r\n\r\nUn autre.")


def test_an_answer_is_given_once(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    give: dict[str, Any] = {"actor": world.secretary, "today": session.held_on}
    revision = suggest(world, session, "Autre.")
    services.accept_revision(**give, revision=revision)

    with pytest.raises(CorrectionAnswered):
        services.refuse_revision(**give, revision=revision, why="Non.")


def test_a_stale_proposal_is_refused_and_the_same_words_too(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)

    with pytest.raises(Stale):
        suggest(world, session, "Autre.", seen=0)
    with pytest.raises(CorrectionEmpty):
        suggest(world, session, DRAFT + " ")


def test_outside_the_review_a_member_proposes_nothing(world: World, filed: Any) -> None:
    session = closed(world, filed)

    with pytest.raises(NotInReview):
        suggest(world, session, "Autre.")


def test_after_the_last_day_of_the_review_a_member_reads_nothing(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session, days=2)
    late = session.held_on + timedelta(days=3)

    assert selectors.own_reviews(actor_of(world.marc, late), today=late) == []
    assert len(selectors.own_reviews(actor_of(world.marc), today=late - timedelta(days=1))) == 1


def test_a_member_proposes_for_his_own_seat_only(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)

    with pytest.raises(Denied):
        suggest(world, session, "Autre.", seat="b")
    world.seats["b"].convocations.all().delete()
    with pytest.raises(NotYourSeat):
        suggest(world, session, "Autre.", seat="b", user=world.dana)


def test_the_secretary_writes_for_a_member_without_account(world: World, filed: Any) -> None:
    session = closed(world, filed)

    revision = suggest(
        world, session, "Guy Brigade fait consigner son désaccord.", user=world.dana, seat="gendarmerie", code=BlockCode.DISSENT
    )

    assert (revision.by_secretary, revision.state) == (True, RevisionState.PENDING)


def test_nothing_is_approved_while_a_correction_waits(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    suggest(world, session, "Autre.")

    with pytest.raises(CorrectionsWaiting):
        approve(world, session)


def test_approval_prints_the_corrected_words_and_closes_the_review(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    services.accept_revision(
        actor=world.secretary, today=session.held_on, revision=suggest(world, session, "Le projet est vraiment solide.")
    )

    approve(world, session)
    words = paper(world, session)

    assert ["vraiment solide" in words, "Approuvé le" in words, "Projet, avant" in words] == [True, True, False]
    assert selectors.own_reviews(actor_of(world.marc), today=session.held_on) == []


def test_once_approved_no_word_changes(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    approve(world, session)
    block = block_of(session)

    with pytest.raises(MinutesApproved):
        services.revise_block(actor=world.secretary, today=session.held_on, block=block, seen=block.version, text="Autre.")
    with pytest.raises(MinutesApproved):
        suggest(world, session, "Autre.")
    with pytest.raises(MinutesApproved):
        review(world, session)


def test_an_approval_prepared_from_older_words_is_refused(world: World, filed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    session = closed(world, filed)
    from maillage.pathway.commission.services import minutes as service

    printing = service._print

    def corrected_meanwhile(*args: Any, **kwargs: Any) -> Any:
        block = block_of(session)
        services.revise_block(actor=world.secretary, today=session.held_on, block=block, seen=block.version, text="Corrigé entre-temps.")
        return printing(*args, **kwargs)

    monkeypatch.setattr(service, "_print", corrected_meanwhile)

    with pytest.raises(TextChanged):
        approve(world, session)


def test_signing_needs_the_approval_and_the_paper(world: World, filed: Any) -> None:
    session = closed(world, filed)
    with pytest.raises(MinutesNotApproved):
        sign(world, session)
    approve(world, session)
    with pytest.raises(ScanMissing):
        services.sign_minutes(actor=world.secretary, today=session.held_on, session=session)

    assert sign(world, session).signed_on == session.held_on


def test_the_minutes_go_to_every_member_and_to_the_authority_with_proof(world: World, filed: Any) -> None:
    session = closed(world, filed)
    give: dict[str, Any] = {"actor": world.secretary, "today": session.held_on, "session": session}
    with pytest.raises(MinutesNotSigned):
        services.send_minutes(**give, sendings=everybody(session))
    approve(world, session)
    sign(world, session)
    with pytest.raises(RecipientsMissing):
        services.send_minutes(**give, sendings={None: Sending(SendingMeans.MAIL)})
    with pytest.raises(DaysOutOfOrder):
        services.send_minutes(**give, sendings=everybody(session), sent_on=session.held_on - timedelta(days=1))

    for _twice in range(2):
        services.send_minutes(**give, sendings=everybody(session))

    sent = MinutesSending.unscoped.select_related("holder").order_by("seat__rank")
    assert sent.count() == Convocation.unscoped.filter(session=session).count() + 1
    assert [row.reference for row in sent if row.seat_id is None] == ["Registre n° 12"]


def test_the_journal_of_the_minutes_says_numbers_and_no_word(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    suggest(world, session, "Un mot secret.")

    facts = "\n".join(Entry.unscoped.filter(action__startswith="commission.").values_list("facts", flat=True))

    assert ("secret" in facts, Entry.unscoped.filter(action="commission.correction_proposed").count()) == (False, 1)


@pytest.mark.db_truth
def test_the_database_keeps_answers_approvals_and_corrections(world: World, filed: Any) -> None:
    session = closed(world, filed)
    review(world, session)
    revision = suggest(world, session, "Autre.")
    services.accept_revision(actor=world.secretary, today=session.held_on, revision=revision)
    approve(world, session)
    refused = (
        lambda: Revision.unscoped.filter(pk=revision.pk).update(state=RevisionState.REFUSED),
        lambda: Revision.unscoped.filter(pk=revision.pk).delete(),
        lambda: Minutes.unscoped.filter(session=session).update(approved_on=None),
        lambda: Minutes.unscoped.filter(session=session).update(sent_on=session.held_on),
    )

    for act in refused:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_points_and_put_off_items_have_their_block_in_the_order_of_the_agenda(world: World, filed: Any) -> None:
    other = file_for(world.alice, last_name="Autre")
    session, items = world.running(filed, other)
    world.attend(session, ("chair", "magistrate", "social", "a", "b"))
    for item in items:
        world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))
    world.close(session)

    services.draft_minutes(actor=world.secretary, today=session.held_on, session=session)

    blocks = MinutesBlock.unscoped.filter(minutes__session=session).order_by("rank")
    wanted = [each.pk for each in Item.unscoped.filter(session=session).order_by("rank") for _twice in range(2)]
    assert [row.item_id for row in blocks] == [None, *wanted, None]
