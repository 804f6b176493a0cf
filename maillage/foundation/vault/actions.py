"""What the journal says of the vault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action
from maillage.foundation.vault.parts import REASONS, Part


def _reason(code: Any) -> Any:
    return REASONS.get(code, code)


def _opened(code: str, sentence: Any) -> Any:
    return action(code, sentence, words={"reason": _reason})


OPENED: Mapping[Part, Any] = {
    Part.LABEL: _opened("vault.label_opened", _("%(actor)s a affiché le nom d'usage du dossier : %(reason)s.")),
    Part.IDENTITY: _opened("vault.identity_opened", _("%(actor)s a ouvert l'identité : %(reason)s.")),
    Part.SAFE_CONTACT: _opened("vault.safe_contact_opened", _("%(actor)s a ouvert le contact sûr : %(reason)s.")),
    Part.STORY: _opened("vault.story_opened", _("%(actor)s a ouvert le récit : %(reason)s.")),
    Part.NOTES: _opened("vault.notes_opened", _("%(actor)s a ouvert les notes : %(reason)s.")),
    Part.REQUEST: _opened("vault.request_opened", _("%(actor)s a ouvert la première demande : %(reason)s.")),
    Part.OUTREACH: _opened("vault.outreach_opened", _("%(actor)s a ouvert une note de terrain : %(reason)s.")),
    Part.IMPORT: _opened("vault.import_opened", _("%(actor)s a relu le tableau à reprendre : %(reason)s.")),
    Part.MINOR: _opened("vault.minor_opened", _("%(actor)s a ouvert la protection de l'enfance : %(reason)s.")),
    Part.HEALTH: _opened("vault.health_opened", _("%(actor)s a ouvert la partie santé : %(reason)s.")),
    Part.RESIDENCE: _opened("vault.residence_opened", _("%(actor)s a ouvert la partie séjour : %(reason)s.")),
    Part.ATTACHMENTS: _opened("vault.attachments_opened", _("%(actor)s a ouvert les pièces jointes : %(reason)s.")),
    Part.EXTRACT: _opened("vault.extract_opened", _("%(actor)s a ouvert le dossier transmis : %(reason)s.")),
    Part.DELIBERATION: _opened("vault.deliberation_opened", _("%(actor)s a ouvert la délibération : %(reason)s.")),
    Part.MINUTES: _opened("vault.minutes_opened", _("%(actor)s a ouvert le procès-verbal : %(reason)s.")),
    Part.PAPERS: _opened("vault.papers_opened", _("%(actor)s a ouvert les documents de séance : %(reason)s.")),
}
PARTS_OPENED = action("vault.parts_opened", _("%(actor)s a ouvert la même partie de %(count)s dossiers, en liste ou en recherche."))
AUTH_FAILURE = action(
    "crypto.auth_failure", _("Une information scellée ne correspond plus à ce qui a été enregistré : rien n'a été affiché.")
)
SUBJECT_ERASED = action("vault.subject_erased", _("%(actor)s a effacé définitivement des informations scellées."))
SUBJECT_REHOMED = action("vault.subject_rehomed", _("%(actor)s a confié des informations scellées à une autre organisation."))
KEY_ROTATED = action("vault.key_rotated", _("Une clé a été renouvelée."))
