"""What the journal says of first requests."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.intake.models import Outcome, Triage
from maillage.foundation.journal import action


def _triage(code: Any) -> Any:
    return dict(Triage.choices).get(str(code), code)


def _outcome(code: Any) -> Any:
    return dict(Outcome.choices).get(str(code), code)


NOTED = action("intake.noted", _("%(actor)s a noté une première demande (%(triage)s)."), words={"triage": _triage})
SETTLED = action("intake.settled", _("%(actor)s a noté la suite d'une première demande : %(outcome)s."), words={"outcome": _outcome})
LINKED = action("intake.linked", _("%(actor)s a rattaché une première demande à ce dossier."))
FORGOTTEN = action("intake.forgotten", _("%(count)s premières demandes sans dossier ont été effacées, à leur terme."))
