"""What the journal says about organisations: codes and dates."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action
from maillage.reference.organisations.models import FilesOpenTo, StatusKind


def _status(code: Any) -> str:
    return str(StatusKind(code).label)


def _opening(code: Any) -> str:
    return str(FilesOpenTo(code).label)


REGISTERED = action("organisation.registered", _("%(actor)s a enregistré l'organisation."))
CLOSED = action("organisation.closed", _("%(actor)s a noté la fermeture de l'organisation au %(closed_on)s."))
FILES_OPENED_TO = action("organisation.files_open_to", _("%(actor)s a ouvert les dossiers à : %(open_to)s."), words={"open_to": _opening})
STATUS_RECORDED = action(
    "organisation.status_recorded", _("%(actor)s a noté le statut « %(status)s » depuis le %(starts_on)s."), words={"status": _status}
)
STATUS_ENDED = action(
    "organisation.status_ended", _("%(actor)s a noté la fin du statut « %(status)s » au %(ends_on)s."), words={"status": _status}
)
ACCREDITED = action("organisation.accredited", _("%(actor)s a enregistré un agrément du %(granted_on)s."))
WITHDRAWN = action("organisation.accreditation_withdrawn", _("%(actor)s a enregistré le retrait d'un agrément au %(withdrawn_on)s."))
