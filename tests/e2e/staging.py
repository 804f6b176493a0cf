"""What is prepared in a state folder before, or beside, a story: each act in a process of its own, with the settings of the server.

`python -m tests.e2e.staging <act> <arguments as JSON>` does one and prints what it found, as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2020, 5, 19)
ACTS: dict[str, Callable[..., Any]] = {}


def stage(act: str, *, var: Path, **arguments: Any) -> Any:
    """Do one act on a state folder. Raises CalledProcessError with what it said."""
    return json.loads(_run(["-m", "tests.e2e.staging", act, json.dumps(arguments)], var=var, code=0))


def maillage(*arguments: str, var: Path, code: int = 0) -> str:
    """What the installed command prints on a state folder, ending with this code."""
    return _run(["-m", "maillage", *arguments], var=var, code=code)


def _run(arguments: list[str], *, var: Path, code: int) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in ("MAILLAGE_KEYS", "MAILLAGE_DATABASE")}
    environment |= {"MAILLAGE_VAR": str(var), "MAILLAGE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "maillage.config.settings.dev"}
    (var / "tmp").mkdir(exist_ok=True)
    environment["TMPDIR"] = str(var / "tmp")
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != code:
        raise RuntimeError(f"{' '.join(arguments)[:80]} ended with {done.returncode}: {done.stderr[-3000:]}")
    return done.stdout


def act(found: Callable[..., Any]) -> Callable[..., Any]:
    """Give an act its name: the function's."""
    ACTS[found.__name__] = found
    return found


@act
def a_session_under_way() -> list[dict[str, str]]:
    """The stage of the matrix, kept. Answers a page for each route and object of the table: who enters, and its address."""
    from django.db import transaction
    from django.urls import reverse

    from tests.demonstration import samples
    from tools import access_matrix

    with transaction.atomic():
        samples.stage()
    pages = []
    for case in access_matrix.read().cases:
        insiders = [slug for slug in access_matrix.EVERYBODY if case.outcomes[slug] == access_matrix.IN]
        if "GET" in case.methods and insiders:
            path = reverse(case.route, kwargs=samples.words_of(case.on))
            slug = access_matrix.ANONYMOUS if access_matrix.ANONYMOUS in insiders else insiders[0]
            pages.append({"route": case.route, "on": case.on, "slug": slug, "path": path})
    return pages


@act
def plant(*, files: list[dict[str, str]]) -> int:
    """Alice's files, everything in them a secret, a PDF attached to each. Answers how many."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from maillage.accompaniment.people.models import Channel
    from maillage.accompaniment.people.services import open_file, record_identity
    from maillage.pathway.psp import services as psp
    from tests.demonstration.samples import actor, association

    alice = actor("alice")
    for each in files:
        person = open_file(
            actor=alice, today=TODAY, organisation_id=association("a").pk, pseudonym=each["pseudonym"], channel=Channel.SMS,
            safe_contact=each["contact"],
        )  # fmt: skip
        record_identity(
            actor=alice, today=TODAY, person=person, seen=0, last_name=each["last_name"], first_name=each["first_name"],
            birth_date=date(1990, 1, 1), nationality=each["nationality"],
        )  # fmt: skip
        application = psp.start_preparing(actor=alice, today=TODAY, application=psp.note_wish(actor=alice, today=TODAY, person=person))
        piece = application.pieces.order_by("rank").first()
        upload = SimpleUploadedFile(each["upload"], Path(each["file"]).read_bytes(), content_type="application/pdf")
        psp.attach_piece(actor=alice, today=TODAY, piece=piece, upload=upload)
        application.refresh_from_db()
        psp.write_text(
            actor=alice, today=TODAY, application=application, seen=application.version, project=each["project"],
            commitments=each["commitments"], asks_permit=False, asks_allowance=False,
        )  # fmt: skip
    return len(files)


@act
def a_member_without_a_seat() -> str:
    """Somebody of the court, member of the commission of F1, who holds no seat. Answers her session cookie."""
    from django.test import Client

    from maillage.foundation.access.actor import system_actor
    from maillage.foundation.access.roles import Role
    from maillage.reference.accounts.services import create_user, grant_mandate
    from tests.demonstration.samples import actor

    machine, marc = system_actor(), actor("marc")
    user = create_user(actor=machine, email="sans.siege@demonstration.test", display_name="Sans Siège", today=TODAY)
    organisation, territory = _place_of(marc)
    grant_mandate(
        actor=machine, user=user, role=Role.MEMBER, organisation=organisation, starts_on=TODAY, today=TODAY, territory=territory, rights=()
    )
    client = Client(headers={"user-agent": "Firefox/115.0 (X11; Linux)"})
    client.force_login(user)
    return client.cookies["mg_session"].value


@act
def only_the_association() -> int:
    """In F1 nobody of the State uses Maillage any more. Answers how many mandates ended."""
    from datetime import timedelta

    from maillage.foundation.access.roles import ROLES, Role, Scope
    from maillage.reference.accounts.models import Mandate

    roles = [role.value for role in Role if ROLES[role].scope is Scope.TERRITORY]
    return Mandate.unscoped.filter(role__in=roles, territory="F1", ends_on=None).update(ends_on=TODAY - timedelta(days=1))


@act
def a_term_of_the_spring(*, pseudonym: str) -> dict[str, str]:
    """A pathway of alice's whose first term ended on 20 March 2020, with a document that ended the same day. Its address."""
    from django.urls import reverse

    from maillage.accompaniment.people.models import Channel
    from maillage.accompaniment.people.services import open_file
    from maillage.pathway.psp import services as psp
    from tests.demonstration.samples import actor, association

    person = open_file(
        actor=actor("alice"), today=TODAY, organisation_id=association("a").pk, pseudonym=pseudonym, channel=Channel.SMS,
        safe_contact="Message neutre, le matin.",
    )  # fmt: skip
    term = psp.DecidedTerm(decided_on=date(2019, 9, 12), starts_on=date(2019, 9, 20))
    permit = psp.TakenPermit(asked_on=date(2019, 9, 23), delivered_on=date(2019, 9, 30), expires_on=date(2020, 3, 20))
    pathway = psp.take_over_pathway(actor=actor("alice"), today=TODAY, person=person, terms=(term,), permit=permit)
    return {"pathway": reverse("psp:pathway", args=[pathway.pk])}


@act
def her_renewal_is_granted(*, application: str) -> str:
    """The renewal that alice noted goes through the session and the prefect, on 19 May. The number of the application."""
    from maillage.doors.demo.selectors import user_of
    from maillage.pathway.psp import services as psp
    from maillage.pathway.psp.models import Application
    from maillage.pathway.psp.services.filing import secretariat_of
    from tests.accompaniment.making import give_accord, give_identity
    from tests.demonstration.samples import actor
    from tests.pathway.psp.making import prepare_to_leave, receive_all

    alice, dana, paul, worker = actor("alice"), actor("dana"), actor("paul"), user_of("alice")
    row = psp.start_preparing(actor=alice, today=TODAY, application=Application.unscoped.get(pk=application))
    row = psp.write_text(
        actor=alice, today=TODAY, application=row, seen=row.version, project="Poursuivre la formation.", commitments="Venir chaque mois.",
        asks_permit=True, asks_allowance=False,
    )  # fmt: skip
    receive_all(worker, row)
    row.refresh_from_db()
    give_identity(worker, row.person)
    give_accord(worker, row.person, secretariat_of(row.territory_id))
    prepare_to_leave(worker, row)
    row = psp.mark_ready(actor=alice, today=TODAY, application=row)
    row = psp.file_application(actor=alice, today=TODAY, application=row)
    row = psp.schedule_application(actor=dana, today=TODAY, application=row, session_on=TODAY)
    row = psp.mark_examined(actor=dana, today=TODAY, application=row, examined_on=TODAY)
    row = psp.mark_decided(actor=paul, today=TODAY, application=row, decided_on=TODAY, granted=True)
    psp.begin_pathway(actor=paul, today=TODAY, application=row, starts_on=TODAY)
    return str(row.number)


@act
def a_session_of_six() -> dict[str, Any]:
    """Today in F1, in the room: six applications, as many seats as the quorum asks, three items examined. What the story needs."""
    from django.urls import reverse

    from maillage.pathway.commission import services
    from maillage.pathway.commission.models import Item, ItemSense, ItemWay, Presence
    from maillage.pathway.commission.rules import Sitting
    from maillage.pathway.psp.models import Application
    from tests.demonstration.samples import actor, association, commission_x

    who = {"actor": actor("dana"), "today": TODAY}
    session = services.plan_session(**who, commission=commission_x(), held_on=TODAY, place="Salle des séances")
    filed = Application.unscoped.filter(territory="F1", state="filed", organisation=association("a")).order_by("filed_on", "pk")
    for application in filed[:6]:
        services.add_to_agenda(**who, session=session, application=application)
    session.refresh_from_db()
    services.convene(**who, session=session, urgency="Six demandes attendent.")
    session = services.open_session(**who, session=session)
    sitting = Sitting.of(session, day=TODAY)
    readers = [row.seat for row in session.convocations.filter(reader__email__regex="^(jean|marc)").select_related("seat")]
    others = [each.seat for each in sitting.seats if each.seat not in readers and each.seat.holder_organisation_id != association("a").pk]
    held = [seat for seat in others if sitting.composition.seat(str(seat.pk)) and not sitting.composition.seat(str(seat.pk)).vacant]
    there = [*readers, *held][: sitting.quorum().needed]
    for seat in there:
        services.record_attendance(**who, session=session, seat=seat, channel=Presence.IN_PERSON)
    items = list(Item.unscoped.filter(session=session).order_by("rank"))
    for item in items[:3]:
        services.close_item(**who, item=item, outcome=services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))
    return {
        "secretary": reverse("commission:sitting", args=[session.pk]),
        "member": reverse("commission:own_sitting", args=[session.pk]),
        "numbers": [item.number for item in items],
        "leaves": there[-1].label,
        "marc": next(seat.label for seat in readers if not seat.chairs),
        "needed": sitting.quorum().needed,
    }


@act
def a_session_in_writing() -> dict[str, Any]:
    """Today in F1, in writing until the third day: two applications, nobody wrote yet. What the story needs."""
    from datetime import timedelta

    from django.urls import reverse

    from maillage.pathway.commission import services
    from maillage.pathway.commission.models import Item, ModeChoice
    from maillage.pathway.commission.rules import Sitting
    from maillage.pathway.psp.models import Application
    from tests.demonstration.samples import actor, association, commission_x

    who = {"actor": actor("dana"), "today": TODAY}
    session = services.plan_session(
        **who, commission=commission_x(), held_on=TODAY + timedelta(days=2), mode=ModeChoice.WRITTEN, opens_on=TODAY,
        legal_basis="ord_2014_1329_3", chair_decided_on=TODAY,
    )  # fmt: skip
    filed = Application.unscoped.filter(territory="F1", state="filed", organisation=association("a")).order_by("filed_on", "pk")
    for application in filed[:2]:
        services.add_to_agenda(**who, session=session, application=application)
    session.refresh_from_db()
    services.convene(**who, session=session, urgency="Deux demandes attendent.")
    session = services.open_session(**who, session=session)
    readers = [row.seat for row in session.convocations.filter(reader__isnull=False).select_related("seat")]
    items = list(Item.unscoped.filter(session=session).order_by("rank"))
    sitting = Sitting.of(session, day=TODAY)
    silent = [each.seat for each in sitting.seats if each.seat not in readers and each.holder is not None]
    return {
        "secretary": reverse("commission:writing", args=[session.pk]),
        "member": reverse("commission:own_writing", args=[session.pk]),
        "items": [reverse("commission:item", args=[item.pk]) for item in items],
        "numbers": [item.number for item in items],
        "on paper": [seat.label for seat in silent],
        "until": (TODAY + timedelta(days=6)).isoformat(),
    }


@act
def a_session_to_read() -> dict[str, str]:
    """Today in F1, convened in urgency and not open: one application of the second association. Addresses for both sides."""
    from django.urls import reverse

    from maillage.pathway.commission import services
    from maillage.pathway.psp.models import Application
    from tests.demonstration.samples import actor, association, commission_x

    who = {"actor": actor("dana"), "today": TODAY}
    session = services.plan_session(**who, commission=commission_x(), held_on=TODAY, place="Salle des séances")
    filed = Application.unscoped.filter(territory="F1", state="filed", organisation=association("b"))
    item = services.add_to_agenda(**who, session=session, application=filed.order_by("-filed_on", "pk").first())
    session.refresh_from_db()
    services.convene(**who, session=session, urgency="Une demande attend.")
    return {
        "session": reverse("commission:session", args=[session.pk]),
        "follow_up": reverse("commission:reading_progress", args=[session.pk]),
        "item": reverse("commission:item", args=[item.pk]),
        "ask": reverse("commission:opinion_ask", args=[item.pk]),
        "room": reverse("commission:reading", args=[session.pk]),
        "paper": reverse("commission:reading_item", args=[item.pk]),
    }


def _place_of(actor: Any) -> tuple[Any, Any]:
    from maillage.reference.organisations.models import Organisation

    organisation = Organisation.unscoped.get(pk=actor.mandates[0].organisation_id)
    return organisation, organisation.territory


@act
def a_refusal_to_sign() -> dict[str, str]:
    """A first application of alice's, examined on paper, its refusal prepared by dana; never by letter. Addresses."""
    from datetime import datetime

    from django.urls import reverse

    from maillage.accompaniment.people.models import Answering, Channel, ContactRule, Leaving
    from maillage.accompaniment.people.rules import RuleDraft
    from maillage.accompaniment.people.services import change_rule
    from maillage.core.safe_contact import Channel as Way
    from maillage.core.safe_contact import Standing
    from maillage.doors.demo.selectors import user_of
    from maillage.foundation.kernel.moment import PARIS, Moment
    from maillage.pathway.commission import services
    from maillage.pathway.commission.models import DecisionSense, Item, ItemSense, ItemWay, Presence
    from maillage.pathway.psp.models import Application
    from tests.demonstration.samples import actor, commission_x
    from tests.pathway.commission.world import file_for

    filed = file_for(user_of("alice"), last_name="Zamora")
    draft = RuleDraft(
        preferred=Channel.NONE_KNOWN, ways={Way.LETTER: Standing.FORBIDDEN, Way.KEY_WORKER: Standing.ALLOWED}, windows=(),
        silent_until=None, answering=Answering.UNKNOWN, leaving=Leaving.UNKNOWN, sealed={},
    )  # fmt: skip
    seen = ContactRule.unscoped.in_force().filter(person=filed.person).values_list("edition", flat=True).first() or 0
    moment = Moment(now=datetime.now(tz=PARIS), today=TODAY)
    change_rule(actor=actor("alice"), moment=moment, person=filed.person, seen=seen, draft=draft)
    who = {"actor": actor("dana"), "today": TODAY}
    session = services.plan_session(**who, commission=commission_x(), held_on=TODAY)
    services.add_to_agenda(**who, session=session, application=filed)
    session.refresh_from_db()
    session = services.open_session(**who, session=services.convene(**who, session=session, urgency="Une demande attend."))
    for seat in session.commission.seats.exclude(code="associations").order_by("rank", "pk"):
        services.record_attendance(**who, session=session, seat=seat, channel=Presence.IN_PERSON)
    item = Item.unscoped.select_related("session").get(session=session)
    services.close_item(**who, item=item, outcome=services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.UNFAVOURABLE))
    services.close_session(**who, session=session)
    decision = services.prepare_decision(
        **who, application=Application.unscoped.get(pk=filed.pk), sense=DecisionSense.REFUSED, motives=["project_too_vague"],
        words="Le projet ne dit pas où elle vivra.",
    )  # fmt: skip
    return {
        "decision": reverse("commission:decision", args=[decision.pk]),
        "application": reverse("psp:application", args=[filed.pk]),
        "delivery": reverse("commission:deliver", args=[filed.pk]),
    }


@act
def calls_at_any_hour() -> dict[str, str]:
    """The first of alice's calls of the day may be made at whatever hour this is run: the clock of a browser is the real one."""
    from datetime import datetime

    from maillage.accompaniment.contacts.selectors.calls import due_of
    from maillage.accompaniment.people.models import Channel
    from maillage.accompaniment.people.rules import RuleDraft
    from maillage.accompaniment.people.selectors import rule_of
    from maillage.accompaniment.people.services import change_rule
    from maillage.core.safe_contact import Channel as Way
    from maillage.core.safe_contact import Standing
    from maillage.foundation.kernel.moment import PARIS, Moment
    from tests.demonstration.samples import actor

    moment = Moment(now=datetime.now(tz=PARIS), today=TODAY)
    for rank, line in enumerate(due_of(actor("alice"), today=TODAY, mine=True)[:4]):
        rule, number = rule_of(line.person), f"06 39 98 02 0{rank}"
        draft = RuleDraft(preferred=Channel.PHONE, ways={Way.PHONE: Standing.ALLOWED}, sealed={"number": number})
        change_rule(actor=actor("alice"), moment=moment, person=line.person, seen=rule.edition if rule is not None else 0, draft=draft)
    return {}


@act
def a_session_convened_today() -> dict[str, Any]:
    """Today in F1, convened, not open: one application; a seat without account that everything is entered for. Addresses."""
    from django.urls import reverse

    from maillage.pathway.commission import services
    from maillage.pathway.psp.models import Application
    from tests.demonstration.samples import actor, association, commission_x

    who = {"actor": actor("dana"), "today": TODAY}
    session = services.plan_session(**who, commission=commission_x(), held_on=TODAY, place="Salle des séances")
    filed = Application.unscoped.filter(territory="F1", state="filed", organisation=association("a")).order_by("filed_on", "pk").first()
    services.add_to_agenda(**who, session=session, application=filed)
    session.refresh_from_db()
    services.convene(**who, session=session, urgency="Une demande attend depuis l'hiver.")
    sent = session.convocations.filter(reader=None).select_related("seat", "holder").order_by("seat__rank", "pk").first()
    return {
        "session": reverse("commission:session", args=[session.pk]),
        "convocations": reverse("commission:convocations", args=[session.pk]),
        "seat": sent.seat.label,
        "name": sent.holder.display_name,
        "title": sent.holder.title,
        "never": [str(filed.number)],
    }


@act
def the_others_are_there(*, session: str, seat: str) -> str:
    """Everybody but this seat is in the room, and the chair asks for a counted vote. Answers the address of the item."""
    from django.urls import reverse

    from maillage.pathway.commission import services
    from maillage.pathway.commission.models import Presence, Session
    from tests.demonstration.samples import actor

    who = {"actor": actor("dana"), "today": TODAY}
    held = Session.unscoped.get(pk=session.strip("/").split("/")[-1])
    for row in held.convocations.exclude(seat__label=seat).select_related("seat").order_by("seat__rank", "pk"):
        services.record_attendance(**who, session=held, seat=row.seat, channel=Presence.IN_PERSON)
    item = held.items.get()
    services.ask_count(**who, item=item)
    return reverse("commission:item", args=[item.pk])


def main(argv: list[str]) -> None:
    """Do the act that is named, and print what it answers."""
    import django

    django.setup()
    print(json.dumps(ACTS[argv[0].replace("-", "_")](**json.loads(argv[1]))))


if __name__ == "__main__":
    main(sys.argv[1:])
