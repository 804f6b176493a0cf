"""What the journal says of the commission: codes, dates and numbers drawn for a session, never a name."""

from collections.abc import Callable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action
from maillage.pathway.commission.models.archive import VisaAnswer
from maillage.pathway.commission.models.codes import (
    CancelCause,
    DecisionSense,
    HeardKind,
    ItemSense,
    ModeChoice,
    NotExaminedCause,
    OutcomeCode,
    Presence,
    RecusalReason,
)
from maillage.pathway.commission.models.convening import PointKind, PointOutcome, ReminderMeans
from maillage.pathway.commission.models.delivery import Proof
from maillage.pathway.commission.models.minutes_text import RevisionState


def _words(choices: type[TextChoices]) -> Callable[[str], object]:
    """The words of a code of this list; a code that left the list is said as it is."""
    return lambda code: dict(choices.choices).get(code, code)


SET_UP = action("commission.set_up", _("%(actor)s a inscrit la commission du département."))
SEAT_ADDED = action("commission.seat_added", _("%(actor)s a ajouté un siège (%(code)s)."))
SEAT_ENDED = action("commission.seat_ended", _("%(actor)s a noté la fin d'un siège, le %(ends_on)s."))
HOLDER_NAMED = action("commission.holder_named", _("%(actor)s a noté qui siège, à partir du %(starts_on)s."))
HOLDER_ENDED = action("commission.holder_ended", _("%(actor)s a noté un départ, le %(ends_on)s."))
RULE_ADOPTED = action("commission.rule_adopted", _("%(actor)s a noté une règle locale du %(adopted_on)s."))
PLANNED = action("commission.planned", _("%(actor)s a planifié une séance le %(held_on)s."))
ADDED = action("commission.added", _("%(actor)s a inscrit une demande sous le numéro de séance %(number)s."))
REMOVED = action("commission.removed", _("%(actor)s a retiré le point %(number)s de l'ordre du jour."))
RECUSED = action(
    "commission.recused",
    _("Un siège est déporté sur un point (%(reason)s)."),
    words={"reason": _words(RecusalReason)},
)
CONVENED = action("commission.convened", _("%(actor)s a convoqué %(seats)s sièges pour le %(held_on)s."))
ACKNOWLEDGED = action("commission.acknowledged", _("%(actor)s a noté un accusé de réception."))
OPENED = action("commission.opened", _("%(actor)s a ouvert la séance du %(happened_on)s."))
PRESENCE = action(
    "commission.presence",
    _("%(actor)s a noté une présence (%(channel)s)."),
    words={"channel": _words(Presence)},
)
PROXY = action("commission.proxy", _("%(actor)s a noté un mandat."))
LEFT = action("commission.left", _("%(actor)s a noté un départ de la séance, à %(at)s."))
CALLED = action("commission.called", _("%(actor)s a appelé le point %(number)s."))
HEARD = action(
    "commission.heard", _("%(actor)s a noté une audition sur le point %(number)s (%(kind)s)."), words={"kind": _words(HeardKind)}
)
HEARD_LEFT = action("commission.heard_left", _("%(actor)s a noté la fin d'une audition sur le point %(number)s."))
PAPER_READ = action("commission.paper_read", _("%(actor)s a lu les documents du point %(number)s."))
PAPER_RENEWED = action("commission.paper_renewed", _("%(actor)s a complété les documents du point %(number)s : ils sont à relire."))
OPINION_ASKED = action(
    "commission.opinion_asked", _("%(actor)s a demandé un avis avant la séance sur le point %(number)s, pour le %(due_on)s.")
)
REQUEST_ANSWERED = action("commission.request_answered", _("%(actor)s a répondu à une demande d'avis sur le point %(number)s."))
REQUEST_ANSWERED_FOR = action(
    "commission.request_answered_for", _("%(actor)s a noté, d'après ses papiers, l'avis d'un siège sur le point %(number)s.")
)
REQUEST_REMINDED = action("commission.request_reminded", _("%(actor)s a rappelé une demande d'avis sur le point %(number)s."))
REQUEST_WITHDRAWN = action("commission.request_withdrawn", _("%(actor)s a retiré une demande d'avis sur le point %(number)s."))
REQUESTS_READ = action("commission.requests_read", _("%(actor)s a lu les avis demandés avant la séance sur le point %(number)s."))
OPINION = action("commission.opinion", _("%(actor)s a voté."))
OPINION_FOR_SEAT = action("commission.opinion_for_seat", _("%(actor)s a noté la voix d'un siège, d'après ses papiers."))
ITEM_EXAMINED = action(
    "commission.item_examined", _("Le point %(number)s a été examiné le %(happened_on)s (%(sense)s)."), words={"sense": _words(ItemSense)}
)
ITEM_NOT_EXAMINED = action(
    "commission.item_not_examined", _("Le point %(number)s n'a pas été examiné (%(cause)s)."), words={"cause": _words(NotExaminedCause)}
)
ITEM_LEFT = action(
    "commission.item_left", _("Le point %(number)s quitte l'ordre du jour : %(outcome)s."), words={"outcome": _words(OutcomeCode)}
)
ITEM_ADJOURNED = action("commission.item_adjourned", _("Le point %(number)s est ajourné, complément attendu le %(asked_by)s."))
NEXT_DATE = action("commission.next_date", _("%(actor)s a noté la prochaine date d'un point : %(next_on)s."))
CLOSED = action("commission.closed", _("%(actor)s a clos la séance ; les copies de lecture sont détruites."))
CANCELLED = action(
    "commission.cancelled",
    _("%(actor)s a annulé la séance (%(cause)s)."),
    words={"cause": _words(CancelCause)},
)
SESSION_CHANGED = action(
    "commission.session_changed",
    _("%(actor)s a changé la séance : de « %(before)s » à « %(mode)s », le %(held_on)s."),
    words={"before": _words(ModeChoice), "mode": _words(ModeChoice)},
)
ASKED_RECEIVED = action("commission.asked_received", _("%(actor)s a noté que le complément demandé au point %(number)s est reçu."))
MINUTES_DRAFTED = action("commission.minutes_drafted", _("%(actor)s a établi le procès-verbal."))
MINUTES_APPROVED = action("commission.minutes_approved", _("%(actor)s a approuvé le procès-verbal."))
DECISION_PREPARED = action(
    "commission.decision_prepared", _("%(actor)s a préparé la décision (%(sense)s)."), words={"sense": _words(DecisionSense)}
)
DECISION_RECORDED = action("commission.decision_recorded", _("%(actor)s a enregistré la décision signée le %(signed_on)s."))
POINT_ADDED = action(
    "commission.point_added", _("%(actor)s a ajouté un point à l'ordre du jour (%(kind)s)."), words={"kind": _words(PointKind)}
)
POINT_REMOVED = action(
    "commission.point_removed", _("%(actor)s a retiré un point de l'ordre du jour (%(kind)s)."), words={"kind": _words(PointKind)}
)
POINT_CLOSED = action(
    "commission.point_closed",
    _("Un point sans demande (%(kind)s) : %(outcome)s."),
    words={"kind": _words(PointKind), "outcome": _words(PointOutcome)},
)
ORDERED = action("commission.ordered", _("%(actor)s a changé l'ordre du jour (points déplacés : %(moved)s)."))
DAY_FIXED = action("commission.day_fixed", _("%(actor)s a fixé le jour de la séance : %(held_on)s."))
REPLIED = action("commission.replied", _("%(actor)s a noté la réponse d'un siège (%(presence)s)."), words={"presence": _words(Presence)})
REMINDED = action(
    "commission.reminded", _("%(actor)s a relancé des sièges : %(seats)s (%(means)s)."), words={"means": _words(ReminderMeans)}
)
PROVEN = action("commission.proven", _("%(actor)s a noté une preuve d'envoi (convocations : %(seats)s)."))
RECONVENED = action("commission.reconvened", _("%(actor)s a convoqué à nouveau %(seats)s sièges pour le %(held_on)s."))
SET_HANDED = action("commission.set_handed", _("%(actor)s a remis des jeux de documents numérotés : %(sets)s."))
SET_PRINTED = action("commission.set_printed", _("%(actor)s a imprimé le jeu de documents n° %(number)s (points : %(items)s)."))
SET_RETURNED = action("commission.set_returned", _("Le jeu de documents n° %(number)s est revenu."))
SET_DESTROYED = action("commission.set_destroyed", _("Le jeu de documents n° %(number)s est détruit."))
SECOND_PLANNED = action("commission.second_planned", _("%(actor)s a repris l'ordre du jour d'une séance sans quorum."))
COUNT_ASKED = action("commission.count_asked", _("Un vote compté est demandé sur le point %(number)s (noté par %(actor)s)."))
COUNT_DROPPED = action(
    "commission.count_dropped", _("La présidence renonce au vote compté sur le point %(number)s (noté par %(actor)s) ; rien n'est compté.")
)
EXCHANGE_WRITTEN = action("commission.exchange_written", _("%(actor)s a enregistré la contribution n° %(number)s d'un siège."))
EXCHANGES_READ = action("commission.exchanges_read", _("%(actor)s a lu les contributions écrites (%(count)s)."))
EXCHANGES_CLOSED = action("commission.exchanges_closed", _("Les échanges d'écrits sont clos (noté par %(actor)s)."))
VOTE_OPENED = action("commission.vote_opened", _("Le vote est ouvert le %(happened_on)s, jusqu'au %(until)s (noté par %(actor)s)."))
WRITING_EXTENDED = action(
    "commission.writing_extended", _("La présidence prolonge l'échange d'écrits jusqu'au %(until)s (noté par %(actor)s).")
)
RESULTS_SENT = action("commission.results_sent", _("%(actor)s a envoyé les résultats du vote aux membres."))
CONTRADICTORY_OPENED = action("commission.contradictory_opened", _("%(actor)s a ouvert la procédure contradictoire."))
CONTRADICTORY_TOLD = action(
    "commission.contradictory_told", _("Elle a été informée le %(told_on)s ; elle peut répondre jusqu'au %(until)s.")
)
OBSERVATIONS = action("commission.observations", _("%(actor)s a noté la fin du contradictoire, le %(heard_on)s."))
ENTRUSTED = action("commission.entrusted", _("%(actor)s a confié à l'association la remise de la décision."))
DELIVERY_STARTED = action("commission.delivery_started", _("%(actor)s a commencé la remise de la décision."))
DELIVERED = action(
    "commission.delivered", _("La remise de la décision est notée au %(notified_on)s (%(proof)s)."), words={"proof": _words(Proof)}
)
REVIEW_OPENED = action("commission.review_opened", _("%(actor)s a donné le projet de procès-verbal à relire jusqu'au %(until)s."))
CORRECTION_PROPOSED = action("commission.correction_proposed", _("%(actor)s a proposé la correction n° %(number)s du procès-verbal."))
CORRECTION_ANSWERED = action(
    "commission.correction_answered",
    _("La correction n° %(number)s du procès-verbal a reçu sa réponse (%(answer)s)."),
    words={"answer": _words(RevisionState)},
)
TEXT_CORRECTED = action("commission.text_corrected", _("%(actor)s a corrigé le procès-verbal (correction n° %(number)s)."))
MINUTES_SIGNED = action("commission.minutes_signed", _("%(actor)s a enregistré le procès-verbal signé le %(signed_on)s."))
MINUTES_SENT = action("commission.minutes_sent", _("%(actor)s a noté l'envoi du procès-verbal à %(recipients)s destinataires."))
KEYS_DESTROYED = action(
    "commission.keys_destroyed", _("La clé de lecture est détruite (%(keys)s clé(s), %(papers)s document(s)) : plus aucun membre ne lit.")
)
VISA_ASKED = action("commission.visa_asked", _("%(actor)s a demandé le visa des archives."))
VISA_ANSWERED = action(
    "commission.visa_answered", _("%(actor)s a enregistré la réponse des archives (%(answer)s)."), words={"answer": _words(VisaAnswer)}
)
ELIMINATED = action(
    "commission.eliminated", _("%(actor)s a éliminé le procès-verbal et %(decisions)s décision(s) : leurs clés sont détruites.")
)
RETURN_EXPORTED = action("commission.return_exported", _("%(actor)s a exporté l'état annuel de %(year)s."))
