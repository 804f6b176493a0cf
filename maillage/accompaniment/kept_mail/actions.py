"""What the journal says of kept mail: that a letter came and left, never from whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.kept_mail.models import Outcome
from maillage.foundation.journal import action


def _outcome(code: Any) -> Any:
    return dict(Outcome.choices).get(str(code), code)


KEPT = action("kept_mail.kept", _("%(actor)s a noté un courrier gardé pour elle."))
TOLD = action("kept_mail.told", _("%(actor)s a noté qu'elle sait qu'un courrier l'attend."))
CLOSED = action("kept_mail.closed", _("%(actor)s a noté un courrier : %(outcome)s."), words={"outcome": _outcome})
