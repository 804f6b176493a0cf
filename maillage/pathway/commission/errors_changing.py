"""What can go wrong when a session is changed or an item put off, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused, Stale


class SessionMoved(Stale):
    message = _("La séance a changé depuis que vous avez ouvert cette page : rien n'est fait. Relisez qui attend, puis recommencez.")


class TooLateToChange(Refused):
    message = _("La séance est ouverte, ou finie : sa forme ne change plus. Les points qui restent peuvent être reportés.")


class SameForm(Refused):
    message = _("Rien ne change : ni la forme, ni le jour, ni la base. Choisissez ce qui change, ou cochez les demandes à reporter.")


class NothingLeft(Refused):
    message = _("Toutes les demandes seraient reportées : il ne resterait rien à examiner. Dites plutôt que la séance n'a pas lieu.")


class NothingToPutOff(Refused):
    message = _("Aucune demande n'est cochée : cochez celles qui sont reportées.")


class QuorumNotCounted(Refused):
    message = _(
        "Le quorum se compte en séance (CRPA, art. R. 133-10) : avant elle, choisissez une autre cause, "
        "ou dites que la séance n'a pas lieu."
    )


class NotOnThisAgenda(Refused):
    message = _("Une des demandes cochées n'est plus à cet ordre du jour : relisez la liste, puis recommencez.")
    status = 409


class NothingAsked(Refused):
    message = _("Rien n'avait été demandé sur ce point, ou c'est déjà noté.")
