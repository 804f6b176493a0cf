"""Letters kept through the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.foundation.kernel.moment import Moment
from tests.cast import NOW, TODAY, actor_of


def at(day: date = TODAY) -> Moment:
    """Nine o'clock on a day."""
    return Moment(now=NOW, today=day)


def keep(
    worker: Any, person: Any, *, urgent: bool = False, received_on: date = TODAY, sender: str = "prefecture", today: date = TODAY
) -> Any:
    """A letter noted by `worker`."""
    from maillage.accompaniment.kept_mail.models import Sender
    from maillage.accompaniment.kept_mail.services import keep_mail

    return keep_mail(
        actor=actor_of(worker, today), today=today, person=person, sender=Sender(sender), urgent=urgent, received_on=received_on
    )


def tell(worker: Any, person: Any, by: str, *, day: date = TODAY) -> Any:
    """She is told by this way."""
    from maillage.accompaniment.kept_mail.models import Told
    from maillage.accompaniment.kept_mail.services import tell_mail

    return tell_mail(actor=actor_of(worker, day), moment=at(day), person=person, by=Told(by))


def leave(worker: Any, mail: Any, outcome: str, *, day: date = TODAY, seen: int = 0) -> Any:
    """A letter leaves."""
    from maillage.accompaniment.kept_mail.models import Outcome
    from maillage.accompaniment.kept_mail.services import close_mail

    return close_mail(actor=actor_of(worker, day), moment=at(day), mail=mail, seen=seen or mail.version, outcome=Outcome(outcome))
