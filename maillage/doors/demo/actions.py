"""What the journal says of the demonstration itself."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action

DAY_ADVANCED = action("demo.day_advanced", _("Le jour de la démonstration est passé du %(before)s au %(after)s."))
