"""What the journal says of messages: that one was written, left, was lost; never its words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models.message import Handling, MessageWay, Problem
from maillage.foundation.journal import action


def _way(code: Any) -> Any:
    return dict(MessageWay.choices).get(str(code), code)


def _problem(code: Any) -> Any:
    return dict(Problem.choices).get(str(code), code)


def _handling(code: Any) -> Any:
    return dict(Handling.choices).get(str(code), code)


MESSAGE_WRITTEN = action("contacts.message_written", _("%(actor)s a préparé un message pour elle (%(way)s)."), words={"way": _way})
MESSAGE_LEFT = action("contacts.message_left", _("Un message pour elle est parti (%(way)s)."), words={"way": _way})
MESSAGE_STOPPED = action("contacts.message_stopped", _("Un message pour elle n'est pas parti : %(problem)s."), words={"problem": _problem})
MESSAGE_ARRIVED = action("contacts.message_arrived", _("Un message pour elle est arrivé."))
MESSAGE_LOST = action("contacts.message_lost", _("Un message pour elle n'est pas arrivé : %(problem)s."), words={"problem": _problem})
MESSAGE_CANCELLED = action("contacts.message_cancelled", _("%(actor)s a annulé un message qui attendait."))
MESSAGE_HANDLED = action("contacts.message_handled", _("%(actor)s a réglé un message non arrivé : %(how)s."), words={"how": _handling})
MESSAGES_HELD = action("contacts.messages_held", _("%(actor)s retient les messages pour elle."))
MESSAGES_RELEASED = action("contacts.messages_released", _("%(actor)s a levé la retenue des messages pour elle."))
