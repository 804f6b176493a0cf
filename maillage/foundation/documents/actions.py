"""What the journal says of documents: the kind of file, never its label."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action

STORED = action("documents.stored", _("%(actor)s a ajouté un document (%(mime)s)."))
GENERATED = action("documents.generated", _("%(actor)s a produit un document."))
OPENED = action("documents.opened", _("%(actor)s a ouvert un document."))
REMOVED = action("documents.removed", _("%(actor)s a retiré un document."))
UNREADABLE = action("documents.unreadable", _("Un document ne correspond plus à ce qui a été enregistré : rien n'a été montré."))
