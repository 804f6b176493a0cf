"""What the journal says of an application and of a pathway."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action

WISH_NOTED = action("psp.wish_noted", _("%(actor)s a noté l'envie d'entrer en parcours."))
PREPARATION_STARTED = action("psp.preparation_started", _("%(actor)s a commencé la préparation de la demande."))
TEXT_WRITTEN = action("psp.text_written", _("%(actor)s a rédigé le projet et les engagements."))
PIECE_CHANGED = action("psp.piece_changed", _("%(actor)s a mis à jour une pièce (%(piece)s)."))
PIECE_ATTACHED = action("psp.piece_attached", _("%(actor)s a joint une pièce (%(piece)s)."))
READY = action("psp.ready", _("%(actor)s a déclaré la demande prête."))
REOPENED = action("psp.reopened", _("%(actor)s a repris la préparation."))
FILED = action("psp.filed", _("%(actor)s a déposé la demande sous le numéro %(number)s."))
RECEIVED_ON_PAPER = action("psp.received_on_paper", _("%(actor)s a enregistré une demande reçue sur papier, numéro %(number)s."))
EXTRACT_READ = action("psp.extract_read", _("%(actor)s a lu la demande déposée."))
STEP_FROM_PAPER = action("psp.step_from_paper", _("%(actor)s a enregistré d'après papier : %(state)s, le %(happened_on)s."))
SCHEDULED = action("psp.scheduled", _("La demande est à l'ordre du jour d'une séance du %(session_on)s."))
PUT_BACK = action("psp.put_back", _("La demande est remise à une autre séance (%(cause)s)."))
EXAMINED = action("psp.examined", _("La commission a rendu son avis le %(examined_on)s."))
DECIDED = action("psp.decided", _("%(actor)s a enregistré la décision du %(decided_on)s."))
NOTIFIED = action("psp.notified", _("%(actor)s a noté la notification du %(notified_on)s."))
PATHWAY_BEGUN = action("psp.pathway_begun", _("Le parcours commence le %(starts_on)s, premier terme le %(expires_on)s."))
PATHWAY_ENDED = action("psp.pathway_ended", _("%(actor)s a noté la fin du parcours, le %(ended_on)s."))
TERM_ADDED = action("psp.term_added", _("Une période s'ajoute : terme le %(expires_on)s."))
PERMIT_RECORDED = action("psp.permit_recorded", _("%(actor)s a mis à jour le titre de séjour."))
ALLOWANCE_RECORDED = action("psp.allowance_recorded", _("%(actor)s a mis à jour l'allocation."))
WAITING_CHANGED = action("psp.waiting_changed", _("%(actor)s a noté une cause d'attente (%(cause)s)."))
