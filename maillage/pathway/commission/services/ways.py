"""By which way a paper of the State reaches her: her rule of contact is asked, and the State never learns what it says."""

from __future__ import annotations

import uuid

from maillage.accompaniment.people.errors import ContactRefused
from maillage.accompaniment.people.models import OutgoingKind
from maillage.accompaniment.people.services import leave_for_her, mark_contact
from maillage.core.safe_contact import Channel
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.moment import Moment
from maillage.pathway.commission.errors_after import (
    LetterNotOpen,
    WayTellsOnly,
)
from maillage.pathway.commission.models import DeliveredBy
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.selectors import is_own

IN_PERSON = "in_person"
HANDS = (IN_PERSON, Channel.KEY_WORKER.value, Channel.VISIT.value, Channel.PARTNER.value, Channel.LETTER.value, Channel.MAIL.value)
"""The ways by which a paper is put into her hands, or her mailbox. The others only tell her that something waits."""


def reach_by(*, actor: Actor, moment: Moment, application: Application, by: DeliveredBy | str, way: str, about: uuid.UUID) -> None:
    """A paper leaves towards her now. In the transaction of the act, after its authorisation.

    From her association: by `way`, as her rule allows at this moment; when she is here, nothing is asked. From the prefecture: at its
    desk she came by herself; a letter asks her rule, and a refusal is told without its reason. Without a file of hers here there is no
    rule to ask. Raises OutOfScope (a way of hers used by somebody else), WayTellsOnly, ContactRefused, LetterNotOpen.
    """
    person = application.person
    if by == DeliveredBy.ASSOCIATION and is_own(actor, application) and person is not None:
        if way not in HANDS:
            raise WayTellsOnly
        if way == IN_PERSON:
            mark_contact(person, on=moment.today)
        else:
            leave_for_her(actor=actor, person=person, channel=way, kind=OutgoingKind.NOTIFICATION, moment=moment, about=about)
        return
    if is_own(actor, application):
        raise OutOfScope
    if by == DeliveredBy.LETTER and person is not None:
        try:
            leave_for_her(actor=actor, person=person, channel=Channel.LETTER, kind=OutgoingKind.NOTIFICATION, moment=moment, about=about)
        except ContactRefused:
            # The same sentence whatever her rule says, and when there is none: its words are her association's.
            raise LetterNotOpen from None
