"""What the journal says of phones, links and what they send: codes and days, never a word of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.models import CaptureKind
from maillage.foundation.journal import action


def _kind(code: Any) -> Any:
    return dict(CaptureKind.choices).get(str(code), code)


DEVICE_ENROLLED = action("outreach.device_enrolled", _("%(actor)s a mis le carnet sur un téléphone."))
DEVICE_REVOKED = action("outreach.device_revoked", _("%(actor)s a révoqué le carnet d'un téléphone."))
CAPTURE_TAKEN = action("outreach.capture_taken", _("%(actor)s a envoyé une saisie du carnet (%(kind)s)."), words={"kind": _kind})
SHEET_SENT = action("outreach.sheet_sent", _("Une fiche de maraude est arrivée par un lien de bénévole."))
CAPTURE_SETTLED = action("outreach.capture_settled", _("%(actor)s a rangé une saisie du carnet (%(kind)s)."), words={"kind": _kind})
CAPTURE_DROPPED = action("outreach.capture_dropped", _("%(actor)s a écarté une saisie du carnet (%(kind)s)."), words={"kind": _kind})
CAPTURES_FORGOTTEN = action("outreach.captures_forgotten", _("%(count)s saisies du carnet ont été effacées, à leur terme."))
LINK_MADE = action("outreach.link_made", _("%(actor)s a fait un lien de bénévole pour une maraude."))
LINK_CLOSED = action("outreach.link_closed", _("%(actor)s a fermé un lien de bénévole."))
