"""What the journal says of the vault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action
from maillage.foundation.vault.parts import Part

OPENED: Mapping[Part, Any] = {
    Part.LABEL: action("vault.label_opened", _("%(actor)s a affiché le nom d'usage du dossier.")),
    Part.IDENTITY: action("vault.identity_opened", _("%(actor)s a ouvert l'identité.")),
    Part.SAFE_CONTACT: action("vault.safe_contact_opened", _("%(actor)s a ouvert le contact sûr.")),
    Part.STORY: action("vault.story_opened", _("%(actor)s a ouvert le récit.")),
    Part.HEALTH: action("vault.health_opened", _("%(actor)s a ouvert la partie santé.")),
    Part.RESIDENCE: action("vault.residence_opened", _("%(actor)s a ouvert la partie séjour.")),
    Part.ATTACHMENTS: action("vault.attachments_opened", _("%(actor)s a ouvert les pièces jointes.")),
    Part.EXTRACT: action("vault.extract_opened", _("%(actor)s a ouvert le dossier transmis.")),
    Part.DELIBERATION: action("vault.deliberation_opened", _("%(actor)s a ouvert la délibération.")),
    Part.PAPERS: action("vault.papers_opened", _("%(actor)s a ouvert les documents de séance.")),
}
PARTS_OPENED = action("vault.parts_opened", _("%(actor)s a ouvert la même partie de %(count)s dossiers, en liste ou en recherche."))
AUTH_FAILURE = action(
    "crypto.auth_failure", _("Une information scellée ne correspond plus à ce qui a été enregistré : rien n'a été affiché.")
)
SUBJECT_ERASED = action("vault.subject_erased", _("%(actor)s a effacé définitivement des informations scellées."))
SUBJECT_REHOMED = action("vault.subject_rehomed", _("%(actor)s a confié des informations scellées à une autre organisation."))
KEY_ROTATED = action("vault.key_rotated", _("Une clé a été renouvelée."))
