"""What the journal says of the field: codes and days, never a word of a note."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.models import AlertOutcome, Theme
from maillage.foundation.journal import action


def _theme(code: Any) -> Any:
    return dict(Theme.choices).get(str(code), code)


def _outcome(code: Any) -> Any:
    return dict(AlertOutcome.choices).get(str(code), code)


ROUND_PLANNED = action("outreach.round_planned", _("%(actor)s a prévu une maraude."))
ROUND_RECORDED = action("outreach.round_recorded", _("%(actor)s a rempli la feuille d'une maraude."))
ROUND_CORRECTED = action("outreach.round_corrected", _("%(actor)s a corrigé la feuille d'une maraude."))
ROUND_CANCELLED = action("outreach.round_cancelled", _("%(actor)s a annulé une maraude prévue."))
NOTES_FORGOTTEN = action("outreach.notes_forgotten", _("%(count)s notes de terrain ont été effacées, à leur terme."))
CAMPAIGN_NOTED = action("outreach.campaign_noted", _("%(actor)s a noté une tournée en ligne."))
CAMPAIGN_CHANGED = action("outreach.campaign_changed", _("%(actor)s a mis à jour les comptes d'une tournée en ligne."))
OBSERVED = action("outreach.observed", _("%(actor)s a noté une observation (%(theme)s)."), words={"theme": _theme})
WITHDRAWN = action(
    "outreach.observation_withdrawn", _("%(actor)s a retiré une observation notée par erreur (%(theme)s)."), words={"theme": _theme}
)
EXPLAINED = action("outreach.explained", _("%(actor)s a noté une explication avancée (%(theme)s)."), words={"theme": _theme})
ALERT_RAISED = action("outreach.alert_raised", _("%(actor)s a signalé une mineure, ou peut-être mineure, rencontrée dehors."))
ALERT_ACT = action("outreach.alert_act", _("%(actor)s a noté un acte de protection pour une alerte du terrain."))
ALERT_ANSWERED = action("outreach.alert_answered", _("%(actor)s a noté la réponse à un acte de protection."))
ALERT_ENDED = action("outreach.alert_ended", _("%(actor)s a clos une alerte du terrain : %(outcome)s."), words={"outcome": _outcome})
ALERT_FORGOTTEN = action("outreach.alert_forgotten", _("%(actor)s a effacé une alerte du terrain dont la durée est passée."))
