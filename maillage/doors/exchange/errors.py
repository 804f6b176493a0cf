"""What can go wrong with an import, in sentences for people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class FileUnreadable(Refused):
    """Not a spreadsheet."""

    message = _("Ce fichier n'est pas un tableau lisible. Enregistrez-le en CSV, XLSX ou ODS, puis recommencez.")


class FileEmpty(Refused):
    """No row under the headings."""

    message = _("Ce tableau est vide : il faut une ligne de titres, puis une ligne par personne.")


class FileTooLong(Refused):
    """Too much at once."""

    message = _("Ce tableau est trop grand : %(rows)s lignes et %(columns)s colonnes au plus. Coupez-le en plusieurs fichiers.")


class PseudonymColumnMissing(Refused):
    """Nothing to name the files."""

    message = _("Dites quelle colonne donne le pseudonyme : c'est lui que l'équipe verra dans les listes.")


class ColumnTwice(Refused):
    """Two columns for one thing."""

    message = _("Deux colonnes disent la même chose (%(what)s) : n'en gardez qu'une.")


class ImportOver(Refused):
    """Confirmed or given up."""

    message = _("Cette reprise est déjà terminée ou abandonnée : le fichier n'est plus ici.")


class NoRoomToImport(Refused):
    """Not of this association."""

    message = _("Choisissez une association où vous pouvez reprendre des dossiers.")
