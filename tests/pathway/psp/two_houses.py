"""Acts of one house, each in a process of its own with its own state folder: database, keys, files.

`python -m tests.pathway.psp.two_houses '[["act", {arguments}], ...]'` does them and prints what each found, as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
ACTS: dict[str, Callable[..., Any]] = {}


def ask(*acts: tuple[str, dict[str, Any]], var: Path) -> list[Any]:
    """Do acts in a house, one after the other in one process; what each answers. Raises RuntimeError with what it said."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAILLAGE_")}
    environment |= {"MAILLAGE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "maillage.config.settings.dev", "TMPDIR": str(var)}
    command = [sys.executable, "-m", "tests.pathway.psp.two_houses", json.dumps(acts)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{[name for name, _ in acts]}: {done.stderr[-2000:]}")
    return list(json.loads(done.stdout.splitlines()[-1]))


def act(found: Callable[..., Any]) -> Callable[..., Any]:
    """Give an act its name: the function's."""
    ACTS[found.__name__] = found
    return found


def _found(*, users: dict[str, tuple[str, str]]) -> dict[str, Any]:
    from django.conf import settings
    from django.core.management import call_command

    from maillage.foundation.access.roles import Role
    from tests.cast import give_mandate, make_organisation, make_territory, make_user
    from tests.databases import copy_kept

    copy_kept(Path(settings.DATABASES["default"]["NAME"]))
    call_command("migrate", verbosity=0)
    make_territory("F1", name="Val-d'Aubraie")
    places = {
        "association": make_organisation(name="Les Passerelles", territory="F1"),
        "delegation": make_organisation(name="Délégation du Val-d'Aubraie", kind="delegation", territory="F1"),
        "prefecture": make_organisation(name="Préfecture du Val-d'Aubraie", kind="prefecture", territory="F1"),
    }
    for slug, (role, place) in users.items():
        user = make_user(slug)
        give_mandate(user, Role(role), places[place])
    return places


def _user(slug: str) -> Any:
    from maillage.reference.accounts.models import User

    return User.objects.get(email__startswith=f"{slug}@")


@act
def found_association() -> str:
    """The house of the association: alice, and one application ready, with a scan."""
    places = _found(users={"alice": ("caseworker", "association")})
    from maillage.pathway.psp import services
    from maillage.pathway.psp.models import Piece
    from tests.accompaniment.making import give_accord, give_identity, make_person
    from tests.cast import TODAY, actor_of
    from tests.pathway.psp.making import make_application, make_photo, prepare_to_leave, receive_all

    alice = _user("alice")
    person = make_person(alice)
    give_identity(alice, person)
    give_accord(alice, person, places["delegation"])
    application = make_application(alice, state="preparing", person=person)
    piece = Piece.unscoped.filter(application=application).order_by("rank").first()
    services.attach_piece(actor=actor_of(alice), today=TODAY, piece=piece, upload=make_photo())
    receive_all(alice, application)
    application = services.mark_ready(actor=actor_of(alice), today=TODAY, application=application)
    prepare_to_leave(alice, application)
    return str(application.pk)


@act
def found_state() -> str:
    """The house of the State: dana who keeps the secretariat, paul who decides. It knows the association by its name only."""
    places = _found(users={"dana": ("secretary", "delegation"), "paul": ("prefect_office", "prefecture")})
    return str(places["association"].pk)


def _house(slug: str) -> tuple[Any, Any, Any]:
    from maillage.pathway.psp.services import houses_of
    from tests.cast import TODAY, actor_of

    actor = actor_of(_user(slug))
    return actor, TODAY, houses_of(actor)[0]


@act
def card(slug: str, to: str) -> str:
    """Write our card; answers the fingerprint, as it is read aloud."""
    from maillage.pathway.psp.package_format import in_groups, read_card
    from maillage.pathway.psp.services import publish_card

    actor, today, house = _house(slug)
    data = publish_card(actor=actor, today=today, house=house)
    Path(to).write_bytes(data)
    return in_groups(read_card(data).fingerprint)


@act
def know(slug: str, card: str) -> str:
    """Keep the card of the other house; answers the fingerprint shown, compared at once."""
    from maillage.pathway.psp.package_format import in_groups
    from maillage.pathway.psp.services import add_correspondent, check_correspondent, speaks_for

    actor, today, house = _house(slug)
    stands_for = speaks_for(house)[0]
    made = add_correspondent(actor=actor, today=today, house=house, stands_for_id=stands_for.pk, data=Path(card).read_bytes())
    check_correspondent(actor=actor, today=today, correspondent=made)
    return in_groups(made.fingerprint)


@act
def carry(application: str, to: str) -> dict[str, Any]:
    """Close the package; answers the lines that were shown before."""
    from maillage.pathway.psp import selectors, services
    from maillage.pathway.psp.models import Correspondent

    actor, today, _ = _house("alice")
    found = selectors.get_application(actor=actor, pk=application, today=today)
    shown = selectors.preview_extract(actor=actor, application=found, reason="application", today=today)
    parcel = services.carry_application(actor=actor, today=today, application=found, correspondent=Correspondent.unscoped.get())
    Path(to).write_bytes(bytes(parcel.content))
    return dict(shown.fields)


@act
def receive(slug: str, package: str) -> dict[str, Any]:
    """Receive a package and record what it says; answers the refusal, or what the application became."""
    from maillage.foundation.kernel.errors import Refused
    from maillage.pathway.psp import services

    actor, today, house = _house(slug)
    try:
        parcel = services.receive_package(actor=actor, today=today, house=house, data=Path(package).read_bytes())
        application = services.take_parcel(actor=actor, today=today, parcel=parcel)
    except Refused as refused:
        return {"refused": type(refused).__name__, "because": refused.sentence}
    return {"pk": str(application.pk), "state": application.state, "number": application.number, "granted": application.granted}


@act
def read(application: str) -> dict[str, Any]:
    """What the State reads of an application: its lines, and the bytes of its files."""
    import hashlib
    import uuid

    from maillage.foundation.documents import get_document, open_document
    from maillage.pathway.psp import selectors
    from maillage.pathway.psp.models import Extract

    actor, today, _ = _house("dana")
    extract = Extract.unscoped.get(application=application)
    content = selectors.open_extract(actor=actor, extract=extract, reason="instruction", today=today)
    files = {}
    for piece in content.pieces:
        if piece.document:
            document = get_document(owner=extract, pk=uuid.UUID(piece.document))
            opened = open_document(actor=actor, document=document, reason="instruction", today=today)
            files[piece.code] = [opened.mime.value, hashlib.sha256(opened.content).hexdigest()]
    return {"fields": dict(content.fields), "files": files}


@act
def decide(application: str) -> str:
    """Put on an agenda, examined, granted."""
    from maillage.pathway.psp import services
    from maillage.pathway.psp.models import Application
    from tests.cast import TODAY, actor_of

    dana, paul = actor_of(_user("dana")), actor_of(_user("paul"))
    found = Application.unscoped.get(pk=application)
    services.schedule_application(actor=dana, today=TODAY, application=found, session_on=TODAY)
    services.mark_examined(actor=dana, today=TODAY, application=found, examined_on=TODAY)
    return str(services.mark_decided(actor=paul, today=TODAY, application=found, decided_on=TODAY, granted=True).state)


@act
def answer(application: str, to: str) -> int:
    """Close the answer; how many were closed so far."""
    from maillage.pathway.psp import services
    from maillage.pathway.psp.models import Application

    actor, today, _ = _house("dana")
    parcel = services.carry_answer(actor=actor, today=today, application=Application.unscoped.get(pk=application))
    Path(to).write_bytes(bytes(parcel.content))
    return int(parcel.sequence)


@act
def look(application: str) -> dict[str, Any]:
    """The application as its association sees it, with the papers that came."""
    from maillage.foundation.documents import documents_of
    from maillage.pathway.psp.models import Application

    found = Application.unscoped.select_related("person").get(pk=application)
    return {
        "state": found.state,
        "number": found.number,
        "granted": found.granted,
        "papers": sorted(each.purpose for each in documents_of(found.person)),
    }


def main(argv: list[str]) -> None:
    """Do the acts that are named, and print what they answer."""
    import django

    django.setup()
    print(json.dumps([ACTS[name](**arguments) for name, arguments in json.loads(argv[0])]))


if __name__ == "__main__":
    main(sys.argv[1:])
