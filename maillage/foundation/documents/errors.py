"""Why a file is not taken, or not given back: what happened, and what to do."""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class UploadRefused(Refused):
    """A file that Maillage does not keep. Nothing was written."""

    message = _("Ce fichier n'a pas été pris. Choisissez un PDF, ou une photo du document.")


class EmptyUpload(UploadRefused):
    message = _("Ce fichier est vide. Ouvrez-le sur votre appareil pour vérifier son contenu, puis choisissez-le de nouveau.")


class TooBig(UploadRefused):
    message = _(
        "Ce fichier pèse %(size)s Mio et la limite est de %(limit)s Mio. Photographiez le document page par page, "
        "ou enregistrez-le en PDF de taille réduite."
    )
    together: ClassVar[str | Promise] = _("Ces fichiers pèsent ensemble plus de %(limit)s Mio. Envoyez-les un par un.")


class UnknownKind(UploadRefused):
    message = _(
        "Ce fichier n'est ni un PDF ni une image JPEG, PNG ou WebP. Enregistrez-le en PDF (« Imprimer », puis « Enregistrer en PDF »), "
        "ou prenez le document en photo."
    )


class Damaged(UploadRefused):
    message = _("Ce fichier est incomplet ou abîmé. Ouvrez-le pour vérifier qu'il se lit en entier, puis envoyez-le de nouveau.")


class ActiveContent(UploadRefused):
    message = _(
        "Ce PDF contient un programme, un formulaire actif ou un fichier caché. Ouvrez-le, choisissez « Imprimer » puis "
        "« Enregistrer en PDF », et envoyez le nouveau fichier."
    )


class Encrypted(UploadRefused):
    message = _(
        "Ce PDF est protégé. Ouvrez-le avec son mot de passe, choisissez « Imprimer » puis « Enregistrer en PDF », "
        "et envoyez le nouveau fichier."
    )


class TooManyPixels(UploadRefused):
    message = _("Cette image est trop grande (%(width)s × %(height)s points). Reprenez la photo avec une définition plus petite.")


class Animated(UploadRefused):
    message = _("Cette image est animée. Envoyez une image fixe.")


class Unreadable(Refused):
    """The file kept here does not decrypt whole: nothing of it is shown, and the alert is given."""

    message = _("Ce document est abîmé : rien n'en est montré. Prévenez la personne qui tient le serveur, avec l'heure de ce message.")
