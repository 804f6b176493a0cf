"""The parts of what is sealed, the permission that opens each, and the reasons one may give."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission


class Part(StrEnum):
    """One part of a subject: opened apart, with its own permission and its own derived key."""

    LABEL = "label"  # the pseudonym by which a file is found in a list
    IDENTITY = "identity"
    SAFE_CONTACT = "safe_contact"
    STORY = "story"
    NOTES = "notes"
    REQUEST = "request"  # a first request, before any file
    OUTREACH = "outreach"  # what was noted in the street, of nobody in particular
    MINOR = "minor"
    IMPORT = "import"  # a sheet on its way, destroyed at its end
    HEALTH = "health"
    RESIDENCE = "residence"
    ATTACHMENTS = "attachments"
    EXTRACT = "extract"
    DELIBERATION = "deliberation"
    MINUTES = "minutes"  # the text that members read again before its approval
    PAPERS = "papers"


PERMISSIONS: Mapping[Part, Permission] = {
    Part.LABEL: Permission.PERSON_LIST,
    Part.IDENTITY: Permission.IDENTITY_OPEN,
    Part.SAFE_CONTACT: Permission.CONTACT_OPEN,
    Part.STORY: Permission.STORY_OPEN,
    Part.NOTES: Permission.NOTES_OPEN,
    Part.REQUEST: Permission.REQUEST_OPEN,
    Part.OUTREACH: Permission.OUTREACH_OPEN,
    Part.MINOR: Permission.MINOR_OPEN,
    Part.IMPORT: Permission.PERSON_IMPORT,
    Part.HEALTH: Permission.HEALTH_OPEN,
    Part.RESIDENCE: Permission.RESIDENCE_OPEN,
    Part.ATTACHMENTS: Permission.ATTACHMENTS_OPEN,
    Part.EXTRACT: Permission.EXTRACT_OPEN,
    Part.DELIBERATION: Permission.DELIBERATION_OPEN,
    Part.MINUTES: Permission.MINUTES_READ,
    Part.PAPERS: Permission.PAPERS_READ,
}

LABELS: Mapping[Part, str | Promise] = {
    Part.LABEL: _("nom d'usage du dossier"),
    Part.IDENTITY: _("identité"),
    Part.SAFE_CONTACT: _("contact sûr"),
    Part.STORY: _("récit"),
    Part.NOTES: _("notes"),
    Part.REQUEST: _("première demande"),
    Part.OUTREACH: _("note de terrain"),
    Part.MINOR: _("protection de l'enfance"),
    Part.IMPORT: _("tableau à reprendre"),
    Part.HEALTH: _("santé"),
    Part.RESIDENCE: _("séjour"),
    Part.ATTACHMENTS: _("pièces jointes"),
    Part.EXTRACT: _("dossier transmis"),
    Part.DELIBERATION: _("délibération"),
    Part.MINUTES: _("procès-verbal"),
    Part.PAPERS: _("documents de séance"),
}


class Reason(StrEnum):
    """Why a part is opened. A closed list: the journal keeps the code and no word of the user's."""

    FOLLOW_UP = "follow_up"
    CONTACT = "contact"
    APPLICATION = "application"
    LIST = "list"
    SEARCH = "search"
    CORRECTION = "correction"
    HER_REQUEST = "her_request"
    URGENCY = "urgency"
    HANDOVER = "handover"
    INSTRUCTION = "instruction"
    SESSION = "session"
    DECISION = "decision"
    CONTROL = "control"
    MACHINE = "machine"


REASONS: Mapping[Reason, str | Promise] = {
    Reason.FOLLOW_UP: _("suivre l'accompagnement"),
    Reason.CONTACT: _("la joindre sans risque"),
    Reason.APPLICATION: _("préparer ou déposer une demande"),
    Reason.LIST: _("reconnaître un dossier dans une liste"),
    Reason.SEARCH: _("retrouver un dossier"),
    Reason.CORRECTION: _("corriger ou compléter"),
    Reason.HER_REQUEST: _("répondre à sa demande"),
    Reason.URGENCY: _("faire face à une urgence"),
    Reason.HANDOVER: _("passer le relais"),
    Reason.INSTRUCTION: _("instruire une demande reçue"),
    Reason.SESSION: _("préparer ou tenir la séance"),
    Reason.DECISION: _("préparer ou enregistrer la décision"),
    Reason.CONTROL: _("vérifier un droit ou une date"),
    Reason.MACHINE: _("traitement automatique"),
}


def reason_choices(*only: Reason) -> list[tuple[str, str | Promise]]:
    """The reasons for a form, all those a person may give, or only some."""
    return [(code.value, REASONS[code]) for code in (only or tuple(REASONS)) if code is not Reason.MACHINE]
