"""When two files of one person are reunited: applications and pathways pass with their pieces, unless two of them run at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.merging import Merging, on_merge
from maillage.accompaniment.people.models import Person
from maillage.foundation.kernel.errors import Refused
from maillage.pathway.psp.errors import TwoPathwaysRunning, TwoRequestsRunning
from maillage.pathway.psp.models import Application, Kind, Pathway


def refuse_two_at_once(kept: Person, away: Person) -> Refused | None:
    """One application of a kind under way, and one pathway, per person: the service that notes a wish says the same."""
    ours, theirs = (set(Application.unscoped.waiting().filter(person=each).values_list("kind", flat=True)) for each in (kept, away))
    both = sorted(ours & theirs)
    if both:
        return TwoRequestsRunning(kind=Kind(both[0]).label)
    running = [Pathway.unscoped.filter(person=each, ended_on__isnull=True).exists() for each in (kept, away)]
    if all(running):
        return TwoPathwaysRunning()
    if (running[0] and Kind.FIRST in theirs) or (running[1] and Kind.FIRST in ours):
        return TwoRequestsRunning(_("Un parcours est en cours dans l'un, une première demande dans l'autre : retirez la demande d'abord."))
    return None


def register() -> None:
    """Called once, from the `AppConfig.ready`."""
    on_merge(Merging(model="mg_psp.Application", label=_("ses demandes"), asks=False, refuses=refuse_two_at_once))
    on_merge(Merging(model="mg_psp.Pathway", label=_("ses parcours"), asks=False))
    on_merge(Merging(model="mg_psp.CorrectionCopy", label=_("ses corrections"), asks=False))
    on_merge(Merging(model="mg_psp.Transfer", label=_("ses transferts"), asks=False))
