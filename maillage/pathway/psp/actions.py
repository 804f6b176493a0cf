"""What the journal says of an application and of a pathway. Codes become words when they are read."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.core.clock.waiting import Cause
from maillage.foundation.journal import action
from maillage.foundation.ui import speech
from maillage.pathway.psp.models import (
    ConsultationAnswer,
    ConsultedService,
    EndOutcome,
    EndReason,
    HoldReason,
    InterruptionCause,
    OverlayChange,
    PieceState,
    Problem,
)
from maillage.pathway.psp.pieces import piece_label
from maillage.pathway.psp.workflow import WORKFLOW, State


def _cause(code: Any) -> str:
    return speech.say(Cause(code).label) if code in set(Cause) else str(code)


def _state(code: Any) -> str:
    return speech.say(WORKFLOW.label_of(State(code))) if code in set(State) else str(code)


def _piece_state(code: Any) -> Any:
    return dict(PieceState.choices).get(str(code), code)


def _one_of(choices: Any) -> Callable[[Any], Any]:
    """Words of a closed list, read when the sentence is."""
    return lambda code: dict(choices.choices).get(str(code), code)


def _section(code: Any) -> Any:
    from maillage.pathway.psp.form_schema import SECTIONS

    return {each.code: each.title for each in SECTIONS}.get(str(code), _("les actions"))


def _target(code: Any) -> Any:
    from maillage.pathway.psp.targets import target_label

    return target_label(str(code))


PATHWAY_TAKEN_OVER = action(
    "psp.pathway_taken_over", _("%(actor)s a repris un parcours déjà en cours, commencé le %(starts_on)s (%(terms)s périodes).")
)
END_PROPOSED = action(
    "psp.end_proposed",
    _("%(actor)s a proposé la fin du parcours (%(reason)s), demande %(number)s."),
    words={"reason": _one_of(EndReason)},
)
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
PATHWAY_ENDED = action(
    "psp.pathway_ended", _("%(actor)s a noté la fin du parcours, le %(ended_on)s : %(outcome)s."), words={"outcome": _one_of(EndOutcome)}
)
INTERRUPTION_NOTED = action(
    "psp.interruption_noted",
    _("%(actor)s a noté des jours sans accompagnement, à partir du %(starts_on)s : %(cause)s."),
    words={"cause": _one_of(InterruptionCause)},
)
INTERRUPTION_ENDED = action("psp.interruption_ended", _("%(actor)s a noté la reprise de l'accompagnement, le %(ends_on)s."))
REVIEW_WRITTEN = action("psp.review_written", _("%(actor)s a noté le bilan tenu le %(held_on)s."))
PATHWAYS_EXPORTED = action("psp.pathways_exported", _("%(actor)s a exporté la liste des parcours (%(count)s)."))
TERM_ADDED = action("psp.term_added", _("Une période s'ajoute : terme le %(expires_on)s."))
PERMIT_RECORDED = action("psp.permit_recorded", _("%(actor)s a mis à jour le titre de séjour."))
ALLOWANCE_RECORDED = action("psp.allowance_recorded", _("%(actor)s a mis à jour l'allocation."))
CONDITIONS_CHECKED = action("psp.conditions_checked", _("%(actor)s a vérifié les conditions de l'aide financière."))
MSA_NUMBER_NOTED = action("psp.msa_number_noted", _("%(actor)s a noté le numéro de la MSA."))
PAYMENT_MISSED = action("psp.payment_missed", _("%(actor)s a noté un versement qui n'est pas venu : mois du %(month)s."))
PAYMENT_SETTLED = action("psp.payment_settled", _("%(actor)s a noté que le versement du mois du %(month)s est venu, le %(settled_on)s."))
WAITING_CHANGED = action("psp.waiting_changed", _("Cause d'attente notée : %(cause)s."), words={"cause": _cause})
PIECE_REMINDED = action(
    "psp.piece_reminded", _("%(actor)s a relancé pour une pièce : %(piece)s, le %(happened_on)s."), words={"piece": piece_label}
)
PIECES_UPDATED = action("psp.pieces_updated", _("%(actor)s a mis à jour la liste des pièces d'après celle du département (%(count)s)."))
SITUATION_NOTED = action("psp.situation_noted", _("%(actor)s a précisé la situation qui change la liste des pièces."))
OVERLAY_SET = action(
    "psp.overlay_set",
    _("%(actor)s a changé la liste des pièces du département : %(change)s, %(piece)s."),
    words={"change": _one_of(OverlayChange), "piece": piece_label},
)
OVERLAY_ENDED = action(
    "psp.overlay_ended", _("%(actor)s a retiré une ligne de la liste du département : %(piece)s."), words={"piece": piece_label}
)
HELD = action("psp.held", _("%(actor)s a noté que la demande n'est pas présentée : %(reason)s."), words={"reason": _one_of(HoldReason)})
RESUMED = action("psp.resumed", _("%(actor)s a repris la demande."))
WITHDRAWN = action("psp.withdrawn", _("%(actor)s a noté que la demande est retirée, à son choix, le %(happened_on)s."))
CORRECTION_ASKED = action(
    "psp.correction_asked",
    _("%(actor)s a demandé une correction : %(target)s, %(problem)s."),
    words={"target": _target, "problem": _one_of(Problem)},
)
CORRECTION_ANSWERED = action("psp.correction_answered", _("%(actor)s a répondu à la correction : %(target)s."), words={"target": _target})
CORRECTION_SETTLED = action("psp.correction_settled", _("%(actor)s a clos la correction : %(target)s."), words={"target": _target})
DECISION_COPIED = action("psp.decision_copied", _("La décision notifiée est jointe au dossier de l'association."))
TRANSFER_PROPOSED = action("psp.transfer_proposed", _("%(actor)s a proposé que le suivi passe à une autre association."))
TRANSFER_CANCELLED = action("psp.transfer_cancelled", _("%(actor)s a annulé le passage à une autre association."))
TRANSFER_ACCEPTED = action("psp.transfer_accepted", _("%(actor)s a accepté de reprendre le suivi."))
TRANSFER_REFUSED = action("psp.transfer_refused", _("%(actor)s n'a pas pu reprendre le suivi."))
TRANSFER_ANSWERED = action("psp.transfer_answered", _("%(actor)s a noté la réponse du préfet du nouveau département, le %(happened_on)s."))
TRANSFERRED = action("psp.transferred", _("La demande est transférée à une autre association, le %(happened_on)s."))
FORM_SAVED = action("psp.form_saved", _("%(actor)s a écrit le formulaire avec elle : %(section)s."), words={"section": _section})
FORM_AGREED = action("psp.form_agreed", _("%(actor)s a relu tout le formulaire avec elle : elle est d'accord pour ce qui part."))
DOCUMENT_SIGNED = action("psp.document_signed", _("%(actor)s a noté une signature du document de parcours."))
EXPOSURE_DISCUSSED = action(
    "psp.exposure_discussed", _("%(actor)s a parlé avec elle, le %(talked_on)s, de ce que le dépôt lui fait courir.")
)
CONSULTED = action(
    "psp.consulted",
    _("%(actor)s a consulté un service, avec son identité : %(service)s, le %(sent_on)s."),
    words={"service": _one_of(ConsultedService)},
)
CONSULTATION_ANSWERED = action(
    "psp.consultation_answered",
    _("Un service consulté a répondu : %(service)s, %(answer)s."),
    words={"service": _one_of(ConsultedService), "answer": _one_of(ConsultationAnswer)},
)
PACKAGE_CARRIED = action("psp.package_carried", _("%(actor)s a emporté le paquet de la demande pour une autre maison, le %(made_on)s."))
PACKAGE_ARRIVED = action("psp.package_arrived", _("%(actor)s a reçu un paquet d'une autre maison, fait le %(made_on)s."))
PACKAGE_READ = action("psp.package_read", _("%(actor)s a ouvert un paquet reçu, pour le relire."))
PACKAGE_TAKEN = action("psp.package_taken", _("%(actor)s a enregistré ce que portait un paquet."))
PACKAGE_SET_ASIDE = action("psp.package_set_aside", _("%(actor)s a écarté un paquet reçu."))
ANSWER_CARRIED = action("psp.answer_carried", _("%(actor)s a emporté la réponse à l'association, le %(made_on)s."))
CARD_ADDED = action("psp.card_added", _("%(actor)s a ajouté la carte d'une autre maison."))
CARD_CHECKED = action("psp.card_checked", _("%(actor)s a vérifié de vive voix l'empreinte d'une autre maison."))
CARD_RETIRED = action("psp.card_retired", _("%(actor)s a retiré la carte d'une autre maison."))
