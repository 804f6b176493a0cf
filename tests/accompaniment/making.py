"""Files of invented people, made through the services as the application makes them."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import count
from typing import Any

from tests.cast import TODAY, actor_of

_numbers = count(1)


def make_person(
    worker: Any, *, today: date = TODAY, pseudonym: str = "", channel: str = "phone", safe_contact: str = "06 00 00 00 01", **more: Any
) -> Any:
    """A file opened by `worker` in her first organisation; she is its key worker when her role works on files."""
    from maillage.accompaniment.people.models import Channel
    from maillage.accompaniment.people.services import open_file

    actor = actor_of(worker, today)
    return open_file(
        actor=actor,
        today=today,
        organisation_id=more.pop("organisation_id", actor.mandates[0].organisation_id),
        pseudonym=pseudonym or f"Lune {next(_numbers)}",
        channel=Channel(channel),
        safe_contact=safe_contact,
        **more,
    )


def give_identity(worker: Any, person: Any, *, today: date = TODAY, **fields: Any) -> Any:
    """Her civil identity: Zélie Aubrac, born in 1994."""
    from maillage.accompaniment.people.services import record_identity

    known = {"last_name": "Aubrac", "first_name": "Zélie", "birth_date": date(1994, 3, 2), "nationality": "française", **fields}
    return record_identity(actor=actor_of(worker, today), today=today, person=person, seen=known.pop("seen", 0), **known)


def give_accord(worker: Any, person: Any, recipient: Any, *, today: date = TODAY, given_on: date | None = None) -> Any:
    """Her accord that her application be sent to `recipient`."""
    from maillage.accompaniment.people.models import Proof, Purpose
    from maillage.accompaniment.people.services import give_accord as give

    return give(
        actor=actor_of(worker, today),
        today=today,
        person=person,
        purpose=Purpose.FILE_APPLICATION,
        recipient_id=recipient.pk,
        language="fr",
        proof=Proof.SIGNED,
        given_on=given_on or today,
    )


def give_follow_up(worker: Any, person: Any, to: Any, *, today: date = TODAY, **more: Any) -> Any:
    """A colleague who accompanies her: asked by `worker`, accepted by `to`."""
    from maillage.accompaniment.people.services import accept_follow_up, offer_follow_up

    offer = offer_follow_up(actor=actor_of(worker, today), today=today, person=person, to_user_id=to.pk, **more)
    return accept_follow_up(actor=actor_of(to, today), today=today, offer=offer)


def agree_to_share(worker: Any, person: Any, association: Any, *, today: date = TODAY, **more: Any) -> Any:
    """Her accord that her follow-up be shared with another association."""
    from maillage.accompaniment.people.models import Proof, Purpose
    from maillage.accompaniment.people.services import give_accord as give

    return give(
        actor=actor_of(worker, today),
        today=today,
        person=person,
        purpose=Purpose.SHARE_FOLLOW_UP,
        recipient_id=association.pk,
        language="fr",
        proof=Proof.SIGNED,
        given_on=more.pop("given_on", today),
        **more,
    )


def moment_at(hour: int, minute: int = 0, *, today: date = TODAY) -> Any:
    """A business day, at an hour of the clock on the wall."""
    from maillage.foundation.kernel.moment import PARIS, Moment

    return Moment(now=datetime.combine(today, time(hour, minute), tzinfo=PARIS), today=today)


def change_rule(worker: Any, person: Any, *, seen: int = 1, moment: Any = None, **fields: Any) -> Any:
    """A new version of how she may be reached. `ways` names those that are known: phone="allowed"."""
    from maillage.accompaniment.people.models import Channel
    from maillage.accompaniment.people.rules import RuleDraft
    from maillage.accompaniment.people.services import change_rule as change
    from maillage.core.safe_contact import Channel as Way
    from maillage.core.safe_contact import Standing

    moment, key = moment or moment_at(10), fields.pop("key", None)
    preferred = Channel(fields.pop("preferred", "phone"))
    ways = {Way(way): Standing(standing) for way, standing in fields.pop("ways", {preferred: "allowed"}).items()}
    sealed: dict[str, str] = {
        name: fields.pop(name) for name in ("words", "number", "email", "answerers", "never_say", "code_word", "alias") if name in fields
    }
    draft = RuleDraft(preferred=preferred, ways=ways, sealed=sealed, **fields)
    return change(actor=actor_of(worker, moment.today), moment=moment, person=person, seen=seen, draft=draft, key=key)


def actions_on(subject: Any) -> list[str]:
    """The codes of what the journal says of a row, oldest first."""
    from maillage.foundation.journal.models import Entry

    found = Entry.unscoped.filter(subject_id=str(subject.pk), subject_kind=subject._meta.label_lower)
    return list(found.order_by("at", "seq").values_list("action", flat=True))
