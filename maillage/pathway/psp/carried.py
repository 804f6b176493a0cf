"""An application that left in a package and is not acknowledged yet: it is out of our hands, though no number is known here."""

from __future__ import annotations

from maillage.pathway.psp.errors import CarriedAway
from maillage.pathway.psp.models import Application, Direction, Parcel, ParcelKind, ParcelState
from maillage.pathway.psp.workflow import State


def carried_of(application: Application) -> Parcel | None:
    """The first package in which an application went out, if one did."""
    out = Parcel.unscoped.filter(application=application, direction=Direction.OUT, kind=ParcelKind.APPLICATION, state=ParcelState.CARRIED)
    return out.order_by("made_on", "pk").first()


def check_still_here(application: Application) -> None:
    """Raises CarriedAway: what left may be in the other house already, so it is withdrawn or waited for, never quietly taken back."""
    if application.state == State.READY and carried_of(application) is not None:
        raise CarriedAway
