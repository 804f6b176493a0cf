"""What can go wrong with what follows a decision: the residence document and the allowance, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class PathwayNotAuthorised(Refused):
    message = _(
        "Aucun parcours autorisé n'est en cours ici : cette demande suit la décision du préfet. "
        "Notez la décision et ouvrez la période, puis imprimez."
    )
