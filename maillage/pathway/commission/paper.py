"""What the commission answers when somebody wants to record from paper a step that is under way here (guard "paper_step")."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.guards import Answer
from maillage.pathway.commission.models import Decision, Item
from maillage.pathway.commission.workflow import LIVE_STATES
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.workflow import State

ON_AGENDA = _("Cette demande est à l'ordre du jour d'une séance : son issue se note à la séance, pas d'après papier.")
TO_SIGN = _("Une décision est prête à signer : enregistrez sa signature sur la page de la décision, pas d'après papier.")


def may_step_on_paper(*, application: Application, to: State) -> Answer:
    """May the application go to this state from paper? The answer is the same for every state.

    Not while an item of a session under way has no outcome: the session could never close. Not while a decision waits for its
    signature: there would be two decisions.
    """
    if Item.unscoped.filter(application=application, outcome="", session__state__in=LIVE_STATES).exists():
        return Answer(allowed=False, reason=ON_AGENDA)
    if Decision.unscoped.filter(application=application, signed_on__isnull=True).exists():
        return Answer(allowed=False, reason=TO_SIGN)
    return Answer(allowed=True)
