"""What this room tells its users, without a name."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.notifications import topic

MESSAGE_LOST = topic(
    "contacts.message_lost",
    label=_("Message non arrivé"),
    subject=_("Un message n'est pas arrivé"),
    sentence=_("Un message que vous aviez préparé n'est pas arrivé : voyez comment la joindre autrement."),
)

NOT_SAFE = topic(
    "contacts.not_safe",
    label=_("Elle ne pouvait pas parler sans danger"),
    subject=_("Un contact n'a pas pu se faire sans danger"),
    sentence=_("Une personne que vous accompagnez ne pouvait pas parler sans danger : rien ne part avant demain. Relisez ses consignes."),
    urgent=True,
)
