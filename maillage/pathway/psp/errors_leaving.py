"""What can go wrong when an application leaves the road."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class EndNotYours(Refused):
    message = _(
        "C'est le secrétariat qui propose cette fin : lui seul peut la retirer. Elle, ou vous avec elle, pouvez lui répondre par écrit "
        "ou demander qu'elle soit entendue avant la décision."
    )
