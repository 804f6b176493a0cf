"""What the journal says of an application and of a pathway. Codes become words when they are read."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.core.clock.waiting import Cause
from maillage.foundation.journal import action
from maillage.foundation.ui import speech
from maillage.pathway.psp.models import PieceState
from maillage.pathway.psp.pieces import piece_label
from maillage.pathway.psp.workflow import WORKFLOW, State


def _cause(code: Any) -> str:
    return speech.say(Cause(code).label) if code in set(Cause) else str(code)


def _state(code: Any) -> str:
    return speech.say(WORKFLOW.label_of(State(code))) if code in set(State) else str(code)


def _piece_state(code: Any) -> Any:
    return dict(PieceState.choices).get(str(code), code)


WISH_NOTED = action("psp.wish_noted", _("%(actor)s a noté l'envie d'entrer en parcours."))
PREPARATION_STARTED = action("psp.preparation_started", _("%(actor)s a commencé la préparation de la demande."))
TEXT_WRITTEN = action("psp.text_written", _("%(actor)s a rédigé le projet et les engagements."))
PIECE_CHANGED = action(
    "psp.piece_changed", _("%(actor)s a noté une pièce : %(piece)s, %(state)s."), words={"piece": piece_label, "state": _piece_state}
)
PIECE_ATTACHED = action("psp.piece_attached", _("%(actor)s a joint une pièce : %(piece)s."), words={"piece": piece_label})
READY = action("psp.ready", _("%(actor)s a déclaré la demande prête."))
REOPENED = action("psp.reopened", _("%(actor)s a repris la préparation."))
FILED = action("psp.filed", _("%(actor)s a déposé la demande sous le numéro %(number)s."))
RECEIVED_ON_PAPER = action("psp.received_on_paper", _("%(actor)s a enregistré une demande reçue sur papier, numéro %(number)s."))
STEP_FROM_PAPER = action(
    "psp.step_from_paper", _("%(actor)s a enregistré d'après papier : %(state)s, le %(happened_on)s."), words={"state": _state}
)
SCHEDULED = action("psp.scheduled", _("La demande est à l'ordre du jour d'une séance du %(session_on)s."))
PUT_BACK = action("psp.put_back", _("La demande est remise à une autre séance : %(cause)s."), words={"cause": _cause})
EXAMINED = action("psp.examined", _("La commission a rendu son avis le %(examined_on)s."))
DECIDED = action("psp.decided", _("%(actor)s a enregistré la décision du %(decided_on)s."))
NOTIFIED = action("psp.notified", _("%(actor)s a noté la notification du %(notified_on)s."))
PATHWAY_BEGUN = action("psp.pathway_begun", _("Le parcours commence le %(starts_on)s, premier terme le %(expires_on)s."))
PATHWAY_ENDED = action("psp.pathway_ended", _("%(actor)s a noté la fin du parcours, le %(ended_on)s."))
TERM_ADDED = action("psp.term_added", _("Une période s'ajoute : terme le %(expires_on)s."))
PERMIT_RECORDED = action("psp.permit_recorded", _("%(actor)s a mis à jour le titre de séjour."))
ALLOWANCE_RECORDED = action("psp.allowance_recorded", _("%(actor)s a mis à jour l'allocation."))
WAITING_CHANGED = action("psp.waiting_changed", _("Cause d'attente notée : %(cause)s."), words={"cause": _cause})
