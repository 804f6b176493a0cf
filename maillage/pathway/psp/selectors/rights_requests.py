"""What a request that follows the decision says of her: her civil name, opened for it, and the decision that allows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.selectors import IdentityCard, open_identity
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Reason
from maillage.pathway.psp.errors import IdentityMissing
from maillage.pathway.psp.errors_rights import PathwayNotAuthorised
from maillage.pathway.psp.models import Pathway, Term


@dataclass(frozen=True, repr=False)
class RightsRequest:
    """The facts of a request for a residence document or for the allowance. Its repr shows nothing."""

    identity: IdentityCard
    association: str
    territory: str
    number: str
    decided_on: date | None
    starts_on: date
    expires_on: date

    @property
    def name(self) -> str:
        """Her civil name."""
        return f"{self.identity.first_name} {self.identity.last_name}".strip()


def rights_request(*, actor: Actor, pathway: Pathway, today: date) -> RightsRequest:
    """Open her civil identity to ask for what an authorised pathway allows; journaled.

    Raises PathwayNotAuthorised (nothing decided in her favour, or the pathway is over), OutOfScope (no file of hers here), Denied,
    IdentityMissing.
    """
    if pathway.person is None:
        raise OutOfScope
    term = Term.unscoped.filter(pathway=pathway).select_related("application").order_by("-number").first()
    if pathway.ended_on is not None or term is None or not term.application.granted:
        raise PathwayNotAuthorised
    identity = open_identity(actor=actor, person=pathway.person, reason=Reason.APPLICATION, today=today)
    if identity is None:
        raise IdentityMissing(_("L'identité civile n'est pas notée, et cette demande la porte : notez-la, puis imprimez."))
    return RightsRequest(
        identity=identity,
        association=pathway.organisation.name,
        territory=pathway.territory.name,
        number=term.application.number or "",
        decided_on=term.application.decided_on,
        starts_on=term.starts_on,
        expires_on=term.expires_on,
    )
