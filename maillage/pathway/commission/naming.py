"""Her civil name, for the papers that must carry it: read from the State's own copy, with a reason, journaled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from maillage.foundation.access.actor import Actor
from maillage.foundation.vault import Reason
from maillage.pathway.psp.models import Application, Ending, Extract, Kind
from maillage.pathway.psp.selectors import open_extract


def civil_fields(application: Application, *, actor: Actor, today: date) -> Mapping[str, str]:
    """What the State was sent of her identity; for an end, with the application by which the pathway began. Raises Denied."""
    extract = Extract.unscoped.filter(application=_named_by(application)).first()
    return open_extract(actor=actor, extract=extract, reason=Reason.DECISION, today=today).fields if extract is not None else {}


def civil_name(application: Application, *, actor: Actor, today: date) -> str:
    """First and last name, or the number of the application when the State was never sent a name. Raises Denied."""
    fields = civil_fields(application, actor=actor, today=today)
    return f"{fields.get('first_name', '')} {fields.get('last_name', '')}".strip() or application.number or ""


def _named_by(application: Application) -> Application:
    if application.kind != Kind.END:
        return application
    ending = Ending.unscoped.select_related("pathway__entry").filter(application=application).first()
    return ending.pathway.entry if ending is not None else application
