"""What the journal says of appointments: that one was taken, moved, kept or not; never what it is about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.openings.models import AppointmentState
from maillage.core.openings.modes import MeetingWay
from maillage.foundation.journal import action
from maillage.foundation.ui import speech


def _way(code: Any) -> Any:
    return speech.say(MeetingWay(code).label) if code in set(MeetingWay) else code


def _state(code: Any) -> Any:
    return dict(AppointmentState.choices).get(str(code), code)


BOOKED = action("openings.appointment_booked", _("%(actor)s a pris un rendez-vous avec elle le %(day)s, %(way)s."), words={"way": _way})
OUTCOME = action("openings.appointment_outcome", _("%(actor)s a noté le rendez-vous du %(day)s : %(state)s."), words={"state": _state})
REMINDER = action("openings.appointment_reminder", _("%(actor)s a prévu un rappel du rendez-vous du %(day)s."))
FEED_OPENED = action("openings.feed_opened", _("%(actor)s a ouvert un agenda par abonnement, sans aucun nom."))
FEED_ENDED = action("openings.feed_ended", _("%(actor)s a fermé un agenda par abonnement."))
