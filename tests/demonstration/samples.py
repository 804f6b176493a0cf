"""The objects that the matrix asks for, by a name that a reader understands; and the session under way that some of them need."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.pathway.psp.selectors import form_version
from tests.demonstration import canaries
from tests.foundation.documents.files import honest_pdf
from tools.access_matrix import CAST

TODAY = date(2020, 5, 19)
FOUND: dict[str, Callable[[], Any]] = {}
"""Name of a sample to how its object is found. The answer is an object (its `pk` goes in the address) or the address's words."""


def sample(found: Callable[[], Any]) -> Callable[[], Any]:
    """Give a sample its name: the function's."""
    FOUND[found.__name__] = found
    return found


def words_of(name: str) -> dict[str, Any]:
    """What goes in the address of a route for this sample."""
    if name.startswith("pile-"):
        return {"code": name.removeprefix("pile-")}
    found = FOUND[name]()
    return found if isinstance(found, dict) else {"pk": found.pk}


def actor(slug: str, *, day: date = TODAY) -> Any:
    """One of the demonstration's people, on a day."""
    from maillage.doors.demo.selectors import user_of
    from maillage.reference.accounts.actors import read_actor

    return read_actor(user=user_of(slug), moment=Moment(now=datetime.combine(day, time(10, 0), tzinfo=PARIS), today=day))


@cache
def association(key: str) -> Any:
    from maillage.doors.demo.world import ORGANISATIONS
    from maillage.reference.organisations.models import Organisation

    return Organisation.unscoped.get(name=next(spec.name for spec in ORGANISATIONS if spec.key == key))


def stage() -> None:
    """A written exchange of the commission of F1, convened in urgency on the 15th and open since the 18th: A's and B's applications.

    And an invitation by hugo, not accepted. In the transaction of the caller, who undoes it.
    """
    from maillage.pathway.commission.models import ModeChoice
    from maillage.pathway.commission.services import add_to_agenda, convene, open_session, plan_session
    from maillage.pathway.psp.models import Application

    fifteenth, eighteenth = date(2020, 5, 15), date(2020, 5, 18)
    session = plan_session(
        actor=actor("dana", day=fifteenth), today=fifteenth, commission=commission_x(), mode=ModeChoice.WRITTEN, opens_on=eighteenth,
        held_on=date(2020, 5, 29), legal_basis="ord_2014_1329_3", chair_decided_on=fifteenth,
    )  # fmt: skip
    for key in ("a", "b"):
        application = Application.unscoped.filter(organisation=association(key), state="filed").order_by("filed_on", "pk").first()
        add_to_agenda(actor=actor("dana", day=fifteenth), today=fifteenth, session=session, application=application)
        canaries.show_to(application.extract, slugs=("marc", "jean"))
    session.refresh_from_db()
    session = convene(
        actor=actor("dana", day=fifteenth), today=fifteenth, session=session, urgency="Quatre demandes attendent depuis l'hiver."
    )
    samples_reading.stage(session)
    open_session(actor=actor("dana", day=eighteenth), today=eighteenth, session=session)
    _hear()
    _write()
    _invite()
    _plan_next()
    _attach()
    _receive_on_paper()
    _file_with_a_piece()
    _sign()
    _keep_signed_minutes()
    _sign_document()
    _answer_a_package()
    _ask_a_correction()
    samples_contact.stage()
    samples_after.stage()
    samples_convening.stage()
    samples_calls.stage()
    samples_log.stage()
    samples_openings.stage()
    samples_outreach.stage()


def _hear() -> None:
    """The association spoke in its own name: words that no page shows."""
    from maillage.pathway.commission.models import HeardKind
    from maillage.pathway.commission.services import Heard, record_hearing

    name = "what the association said in session"
    code = canaries.code_of(name)
    canaries.planted[code] = canaries.Canary(what=name, readers=set())
    heard = Heard(kind=HeardKind.ASSOCIATION, arrived_at=time(10, 5), who=code, words=code)
    record_hearing(actor=actor("dana"), today=TODAY, item=item_open_a(), heard=heard)


def _write() -> None:
    """A seat wrote on A's item: whoever keeps the minutes reads it, and the members who deliberate on it."""
    from maillage.pathway.commission.models import Seat
    from maillage.pathway.commission.services import write_exchange

    name = "what a seat wrote in the exchange"
    code = canaries.code_of(name)
    canaries.planted[code] = canaries.Canary(what=name, readers={"dana", "jean", "marc"})
    item = item_open_a()
    seat = Seat.unscoped.get(commission__territory="F1", chairs=True)
    write_exchange(actor=actor("dana"), today=TODAY, session=item.session, seat=seat, words=code, item=item)


def _ask_a_correction() -> None:
    from maillage.pathway.psp.models import Problem
    from maillage.pathway.psp.services import ask_correction

    ask_correction(
        actor=actor("dana"), today=TODAY, application=application_filed_a(), target="piece:identity", problem=Problem.OUTDATED,
        words="La copie n'est plus valable.",
    )  # fmt: skip


def _invite() -> None:
    from maillage.foundation.access.roles import Role
    from maillage.reference.accounts.services import invite_user

    invite_user(
        actor=actor("hugo"), email="nouvelle@exemple.test", display_name="Nouvelle Collègue", role=Role.READER,
        organisation=association("a"), today=TODAY, now=datetime.now(tz=PARIS),
    )  # fmt: skip


def _plan_next() -> None:
    from maillage.pathway.commission.services import plan_session

    plan_session(actor=actor("dana"), today=TODAY, commission=commission_x(), held_on=date(2020, 6, 18), place="Salle des séances")


def secret_paper(name: str, *, readers: set[str]) -> Any:
    code = canaries.code_of(name)
    canaries.planted[code] = canaries.Canary(what=name, readers=readers)
    return SimpleUploadedFile(f"{code} {name}.pdf", honest_pdf(), content_type="application/pdf")


def _attach() -> None:
    from maillage.pathway.psp.services import attach_piece

    upload = secret_paper("a piece attached by alice", readers={"alice", "iris"})
    attach_piece(actor=actor("alice"), today=TODAY, piece=piece_preparing_a(), upload=upload)


def _receive_on_paper() -> None:
    from maillage.pathway.psp.models import Kind
    from maillage.pathway.psp.services import receive_on_paper

    fields = {"last_name": "Papierova", "first_name": "Ilona", "project": "Un projet reçu par courrier."}
    receive_on_paper(
        actor=actor("dana"), today=TODAY, territory_id="F1", association_id=association("b").pk, kind=Kind.FIRST, received_on=TODAY,
        fields=fields, scan=secret_paper("a letter received by dana", readers={"dana", "paul"}),
    )  # fmt: skip


def _file_with_a_piece() -> None:
    from maillage.pathway.psp.services import agree_to_all, attach_piece, file_application, mark_ready, reopen_preparation

    alice, application = actor("alice"), application_ready_a()
    application = reopen_preparation(actor=alice, today=TODAY, application=application)
    upload = secret_paper("a piece filed by alice", readers={"alice", "iris", "dana", "paul"})
    attach_piece(actor=alice, today=TODAY, piece=application.pieces.order_by("rank").first(), upload=upload)
    agree_to_all(actor=alice, today=TODAY, application=application, seen=form_version(application))
    application = mark_ready(actor=alice, today=TODAY, application=application)
    file_application(actor=alice, today=TODAY, application=application)


def _sign() -> None:
    from maillage.pathway.commission.models import Decision
    from maillage.pathway.commission.services import record_signed_decision

    decision = Decision.unscoped.filter(territory="F2", signed_on__isnull=True).order_by("prepared_on", "pk").first()
    record_signed_decision(
        actor=actor("prefet2"), today=TODAY, decision=decision, signed_on=TODAY, number="F2-2020-999", signatory_name="Solène Arnoux",
        signatory_capacity="préfète", scan=secret_paper("a decision signed in Y", readers={"eve"}),
    )  # fmt: skip


def _keep_signed_minutes() -> None:
    from maillage.pathway.commission.models import Kind
    from maillage.pathway.commission.services import (
        approve_minutes,
        close_session,
        convene,
        draft_minutes,
        open_session,
        plan_session,
        sign_minutes,
    )

    dana, sent, held = actor("dana"), date(2020, 5, 4), date(2020, 5, 12)
    session = plan_session(
        actor=dana, today=TODAY, commission=commission_x(), kind=Kind.POLICY_OR_MINORS, held_on=held, from_paper=True
    )  # fmt: skip
    session = convene(actor=dana, today=TODAY, session=session, happened_on=sent)
    session = open_session(actor=dana, today=TODAY, session=session)
    session = close_session(actor=dana, today=TODAY, session=session)
    draft_minutes(actor=dana, today=TODAY, session=session)
    approve_minutes(actor=dana, today=TODAY, session=session)
    sign_minutes(actor=dana, today=TODAY, session=session, scan=secret_paper("minutes signed in X", readers={"dana", "jean"}))


def _sign_document() -> None:
    from maillage.pathway.psp.services import agree_to_all, sign_document

    application = application_ready_a()
    agree_to_all(actor=actor("alice"), today=TODAY, application=application, seen=form_version(application))
    sign_document(
        actor=actor("alice"), today=TODAY, application=application, signed_by_her_on=TODAY, signed_by_association_on=TODAY,
        explained_in="fr", upload=secret_paper("a document signed in A", readers={"alice", "iris"}),
    )  # fmt: skip


def _answer_a_package() -> None:
    from maillage.pathway.psp.models import Parcel
    from maillage.pathway.psp.services import carry_answer, take_parcel

    waiting = Parcel.unscoped.select_related("correspondent", "organisation").filter(territory="F1", state="to_read").order_by("pk").first()
    carry_answer(actor=actor("dana"), today=TODAY, application=take_parcel(actor=actor("dana"), today=TODAY, parcel=waiting))


# No object.


@sample
def nothing() -> Any:
    return {}


@sample
def pile_unknown() -> Any:
    return {"code": "inconnue"}


@sample
def nobodys() -> Any:
    return {"pk": uuid.UUID(int=7)}


@sample
def first_key() -> Any:
    return {"pk": 1}


@sample
def dead_token() -> Any:
    return {"token": "jeton-qui-n-ouvre-rien"}


@sample
def dead_reset() -> Any:
    return {"uidb36": "1", "key": "abc-def"}


# The file.


@sample
def person_a() -> Any:
    from maillage.pathway.psp.models import Application

    return Application.unscoped.filter(organisation=association("a"), state="filed").order_by("filed_on", "pk").first().person


@sample
def person_b() -> Any:
    from maillage.pathway.psp.models import Application

    sent = Application.unscoped.filter(organisation=association("b"), state__in=["filed", "scheduled"], person__isnull=False)
    return sent.order_by("filed_on", "pk").first().person


@sample
def accord_a() -> Any:
    return person_a().accords.order_by("pk").first()


@sample
def follow_up_a() -> Any:
    return person_a().key_workers.order_by("pk").first()


@sample
def offer_a() -> Any:
    from maillage.accompaniment.people.models import FollowUpOffer

    waiting = FollowUpOffer.unscoped.filter(organisation=association("a"), to_user=actor("alice").user_id, state="waiting")
    return waiting.order_by("starts_on", "pk").first()


@sample
def shared_a() -> Any:
    from maillage.accompaniment.people.selectors import shared_files

    return shared_files(actor("charlie"), today=TODAY).first()


@sample
def kept_list_a() -> Any:
    from maillage.accompaniment.people.models import SavedList

    return SavedList.unscoped.filter(organisation=association("a"), shared_with__isnull=False).order_by("saved_on", "pk").first()


@sample
def merge_a() -> Any:
    from maillage.accompaniment.people.models import Merge

    return Merge.unscoped.in_force().filter(organisation=association("a")).order_by("merged_on", "pk").first()


@sample
def twins_a() -> dict[str, Any]:
    """Two files of A that were taken for one another and are apart again."""
    from maillage.accompaniment.people.models import Merge

    merge = Merge.unscoped.filter(organisation=association("a"), undone_on__isnull=False).order_by("merged_on", "pk").first()
    return {"pk": merge.kept_id, "other": merge.away_id}


# Notes, and first requests.


def _note(level: str) -> Any:
    from maillage.accompaniment.notes.models import Note
    from maillage.doors.demo.selectors import user_of

    return Note.unscoped.filter(author=user_of("alice"), level=level).order_by("happened_on", "pk").first()


@sample
def note_team_a() -> Any:
    return _note("team")


@sample
def note_personal_a() -> Any:
    return _note("me")


@sample
def promise_a() -> Any:
    from maillage.accompaniment.notes.models import Promise

    rows = Promise.unscoped.filter(organisation=association("a"), note__level="team", kept_on=None)
    return rows.order_by("made_on", "pk").first()


@sample
def draft_a() -> Any:
    from maillage.accompaniment.notes.models import Draft
    from maillage.doors.demo.selectors import user_of

    return Draft.unscoped.filter(author=user_of("alice"), used=False).order_by("pk").first()


@sample
def request_waiting_a() -> Any:
    from maillage.accompaniment.intake.models import FirstRequest

    return FirstRequest.unscoped.filter(organisation=association("a"), outcome="waiting").order_by("received_on", "pk").first()


@sample
def request_linked_a() -> Any:
    from maillage.accompaniment.intake.models import FirstRequest

    return FirstRequest.unscoped.filter(organisation=association("a"), outcome="file_opened").order_by("received_on", "pk").first()


# Her situation, her protection, her mail.


@sample
def section_work_a() -> Any:
    return {"pk": _noted("work").person_id, "code": "work"}


@sample
def section_health_a() -> Any:
    return {"pk": _noted("health").person_id, "code": "health"}


def _noted(code: str) -> Any:
    from maillage.accompaniment.situation.models import Section

    return Section.unscoped.filter(organisation=association("a"), code=code).order_by("noted_on", "pk").first()


@sample
def protection_a() -> Any:
    from maillage.accompaniment.situation.models import Protection

    return Protection.unscoped.running().filter(organisation=association("a"), why="birth_date").order_by("noted_on", "pk").first()


@sample
def person_protected_a() -> Any:
    return protection_a().person


@sample
def protection_act_a() -> Any:
    return protection_a().acts.order_by("done_on", "kind").first()


@sample
def letter_kept_a() -> Any:
    from maillage.accompaniment.kept_mail.models import KeptMail

    return KeptMail.unscoped.waiting().filter(organisation=association("a"), urgent=True).order_by("received_on", "pk").first()


# The house.


@sample
def organisation_a() -> Any:
    return association("a")


@sample
def mandate_of_bob() -> Any:
    from maillage.doors.demo.selectors import user_of
    from maillage.reference.accounts.models import Mandate

    return Mandate.unscoped.get(user=user_of("bob"))


@sample
def invitation_by_hugo() -> Any:
    from maillage.reference.accounts.models import Invitation

    return Invitation.unscoped.get(email="nouvelle@exemple.test")


@sample
def news_of_alice() -> Any:
    from maillage.doors.demo.selectors import user_of
    from maillage.foundation.notifications.models import Notice

    return Notice.unscoped.filter(user_id=user_of("alice").pk).order_by("-created_on", "pk").first()


# The application.


def _application(key: str, state: str) -> Any:
    from maillage.pathway.psp.models import Application

    return Application.unscoped.filter(organisation=association(key), state=state).order_by("wished_on", "pk").first()


@sample
def application_preparing_a() -> Any:
    return _application("a", "preparing")


@sample
def application_ready_a() -> Any:
    return _application("a", "ready")


@sample
def application_filed_a() -> Any:
    return _application("a", "filed")


@sample
def application_decided_a() -> Any:
    from maillage.pathway.psp.models import Application

    rows = Application.unscoped.filter(organisation=association("a"), state="decided", granted=True)
    return rows.order_by("-decided_on", "pk").first()


@sample
def application_filed_b() -> Any:
    return _application("b", "filed")


@sample
def piece_preparing_a() -> Any:
    return application_preparing_a().pieces.order_by("rank").first()


@sample
def pathway_a() -> Any:
    from maillage.pathway.psp.models import Pathway

    return Pathway.unscoped.filter(organisation=association("a"), ended_on=None).order_by("-starts_on", "pk").first()


@sample
def term_a() -> Any:
    from maillage.pathway.psp.models import Review

    return Review.unscoped.filter(pathway__organisation=association("a")).order_by("held_on", "pk").first().term


@sample
def allowance_a() -> Any:
    from maillage.pathway.psp.models import Allowance

    return Allowance.unscoped.filter(pathway__organisation=association("a")).order_by("-decided_on", "pk").first()


@sample
def missed_a() -> Any:
    from maillage.pathway.psp.models import MissedPayment

    return MissedPayment.unscoped.filter(allowance__pathway__organisation=association("a")).order_by("month", "pk").first()


@sample
def interruption_a() -> Any:
    from maillage.pathway.psp.models import Interruption

    return Interruption.unscoped.filter(pathway__organisation=association("a")).order_by("starts_on", "pk").first()


@sample
def permit_a() -> Any:
    from maillage.pathway.psp.models import Permit

    rows = Permit.unscoped.filter(pathway__organisation=association("a"), pathway__ended_on=None, delivered_on__isnull=False)
    return rows.order_by("-expires_on", "pk").first()


@sample
def step_on_paper_x() -> Any:
    from maillage.pathway.psp.models import Step

    return Step.unscoped.filter(application__territory="F1", scan__isnull=False).order_by("pk").first()


@sample
def extract_piece_x() -> Any:
    from maillage.foundation.documents.models import Document

    document = Document.unscoped.filter(owner_kind="mg_psp.extract").order_by("pk").first()
    return {"pk": document.owner().application_id, "document": document.pk}


@sample
def application_told_a() -> Any:
    from maillage.pathway.psp.models import Application

    rows = Application.unscoped.filter(organisation=association("a"), decision_copy__isnull=False)
    return rows.order_by("-decided_on", "pk").first()


@sample
def territory_x() -> Any:
    return {"territory": "F1"}


@sample
def overlay_x() -> Any:
    from maillage.pathway.psp.models import PieceOverlay

    return PieceOverlay.unscoped.filter(territory="F1", ends_on=None).order_by("pk").first()


@sample
def correction_a() -> Any:
    from maillage.pathway.psp.models import Correction

    return Correction.unscoped.get(application__organisation=association("a"), state="asked")


@sample
def transfer_to_a() -> Any:
    from maillage.pathway.psp.models import Transfer

    return Transfer.unscoped.get(organisation=association("b"), receiver=association("a"), state="proposed")


# The commission.


@sample
def commission_x() -> Any:
    from maillage.pathway.commission.models import Commission

    return Commission.unscoped.get(territory="F1")


@sample
def seat_x() -> Any:
    return commission_x().seats.get(code="doctor")


@sample
def holder_x() -> Any:
    return seat_x().holders.get(ends_on=None)


@sample
def holder_marc() -> Any:
    from maillage.doors.demo.selectors import user_of

    return commission_x().seats.get(code="magistrate").holders.get(user=user_of("marc"))


@sample
def interest_x() -> Any:
    from maillage.pathway.commission.models import Interest

    return Interest.unscoped.filter(holder=holder_x(), ends_on=None).order_by("pk").first()


@sample
def rule_x() -> Any:
    return commission_x().local_rules.filter(ends_on=None).order_by("adopted_on", "pk").last()


@sample
def session_open_x() -> Any:
    from maillage.pathway.commission.models import Session

    return Session.unscoped.get(territory="F1", state="open")


@sample
def session_draft_x() -> Any:
    from maillage.pathway.commission.models import Session

    return Session.unscoped.get(territory="F1", state="draft")


@sample
def session_closed_x() -> Any:
    from maillage.pathway.commission.models import Session

    return Session.unscoped.filter(territory="F1", state="closed").order_by("held_on").first()


@sample
def session_signed_x() -> Any:
    from maillage.pathway.commission.models import Minutes

    return Minutes.unscoped.filter(territory="F1", scan__isnull=False).order_by("-signed_on", "pk").first().session


@sample
def session_review_x() -> Any:
    from maillage.pathway.commission.models import Minutes

    return Minutes.unscoped.get(territory="F1", review="open").session


@sample
def block_review_x() -> Any:
    return session_review_x().minutes.blocks.order_by("rank").first()


@sample
def revision_pending_x() -> Any:
    return session_review_x().minutes.revisions.get(state="pending", by_secretary=False)


@sample
def convocation_closed_x() -> Any:
    return session_closed_x().convocations.filter(reader=None, replaced_on=None).order_by("pk").first()


@sample
def seat_reply_x() -> Any:
    sent = session_open_x().convocations.filter(reader=None, replaced_on=None).order_by("seat__rank", "pk").first()
    return {"pk": sent.pk, "what": "reponse"}


@sample
def convocation_of_marc() -> Any:
    from maillage.doors.demo.selectors import user_of

    return session_open_x().convocations.get(reader=user_of("marc"))


@sample
def item_open_a() -> Any:
    return session_open_x().items.get(application__organisation=association("a"))


@sample
def item_issue_a() -> Any:
    return {"pk": item_open_a().pk, "outcome": "examinee"}


@sample
def item_heard_a() -> Any:
    return {"pk": item_open_a().pk, "kind": "association"}


@sample
def hearing_a() -> Any:
    return item_open_a().hearings.get()


@sample
def item_put_back_a() -> Any:
    from maillage.pathway.commission.models import Item

    return Item.unscoped.filter(session__territory="F1", outcome="not_examined").order_by("session__held_on", "rank").last()


@sample
def decision_x() -> Any:
    from maillage.pathway.commission.models import Decision

    return Decision.unscoped.filter(territory="F1", application__organisation=association("a")).order_by("-signed_on", "pk").first()


@sample
def decision_signed_y() -> Any:
    from maillage.pathway.commission.models import Decision

    return Decision.unscoped.get(territory="F2", scan__isnull=False)


__all__ = ["CAST", "actor", "association", "sample", "stage", "words_of"]


# What is written with her, the services consulted, the packages.


@sample
def section_preparing_a() -> Any:
    return {"pk": application_preparing_a().pk, "section": "famille"}


@sample
def application_signed_a() -> Any:
    from maillage.pathway.psp.models import PathwayDocument

    return (
        PathwayDocument.unscoped.filter(application__organisation=association("a"), scan__isnull=False).order_by("pk").first().application
    )


@sample
def consultation_a() -> Any:
    from maillage.pathway.psp.models import Consultation

    return Consultation.unscoped.filter(application__organisation=association("a")).order_by("sent_on", "pk").first()


@sample
def house_x() -> Any:
    from maillage.pathway.psp.services.filing import secretariat_of

    return secretariat_of("F1")


@sample
def correspondent_x() -> Any:
    from maillage.pathway.psp.models import Correspondent

    return Correspondent.unscoped.filter(territory="F1").order_by("pk").first()


@sample
def parcel_x() -> Any:
    from maillage.pathway.psp.models import Parcel

    return Parcel.unscoped.filter(territory="F1", state="to_read").order_by("pk").first()


@sample
def parcel_answer_x() -> Any:
    from maillage.pathway.psp.models import Parcel

    return Parcel.unscoped.filter(territory="F1", direction="out").order_by("pk").first()


# Samples of other rooms, in files of their own.
from tests.demonstration import (  # noqa: E402
    samples_after,
    samples_calls,
    samples_capture,  # noqa: F401
    samples_contact,
    samples_convening,
    samples_doors,  # noqa: F401
    samples_link,  # noqa: F401
    samples_log,
    samples_openings,
    samples_outreach,
    samples_reading,
)
