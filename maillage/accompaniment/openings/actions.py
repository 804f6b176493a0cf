"""What the journal says of openings: who decided which mode, from which day, and what was done of what it carries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.openings.models import About
from maillage.core.openings.consequences import Code
from maillage.core.openings.modes import ActivityKind, ModeKind
from maillage.core.openings.standing import Need
from maillage.foundation.journal import action
from maillage.foundation.ui import speech


def _mode(code: Any) -> Any:
    return speech.say(ModeKind(code).label) if code in set(ModeKind) else code


def _activity(code: Any) -> Any:
    return speech.say(ActivityKind(code).label) if code in set(ActivityKind) else code


def _consequence(code: Any) -> Any:
    return speech.say(Code(code).label) if code in set(Code) else code


def _need(code: Any) -> Any:
    return speech.say(Need(code).label) if code in set(Need) else code


def _about(code: Any) -> Any:
    return dict(About.choices).get(str(code), code)


SITE_ADDED = action("openings.site_added", _("%(actor)s a ajouté un lieu."))
SITE_CHANGED = action("openings.site_changed", _("%(actor)s a modifié un lieu."))
ROOM_ADDED = action("openings.room_added", _("%(actor)s a ajouté une salle, pour %(n)s à la fois."))
ACTIVITY_ADDED = action("openings.activity_added", _("%(actor)s a ajouté une activité : %(kind)s."), words={"kind": _activity})
ACTIVITY_CHANGED = action("openings.activity_changed", _("%(actor)s a modifié une activité : %(kind)s."), words={"kind": _activity})
LACK_NOTED = action("openings.lack_noted", _("%(actor)s a noté ce qui manque : %(need)s."), words={"need": _need})
LACK_ENDED = action("openings.lack_ended", _("%(actor)s a noté la fin de ce qui manquait : %(need)s."), words={"need": _need})
CHANGE_DECIDED = action(
    "openings.change_decided", _("%(actor)s a décidé un changement pour %(n)s activité(s) : %(kind)s, à partir du %(starts)s."),
    words={"kind": _mode},
)  # fmt: skip
CHANGE_WITHDRAWN = action("openings.change_withdrawn", _("%(actor)s a retiré un changement prévu."))
STEP_DONE = action(
    "openings.step_done", _("%(actor)s a appliqué ce que le changement entraîne : %(code)s (%(n)s)."), words={"code": _consequence}
)
STEP_ASIDE = action(
    "openings.step_aside", _("%(actor)s a laissé de côté ce que le changement entraîne : %(code)s (%(n)s)."), words={"code": _consequence}
)
PARTNER_TOLD = action("openings.partner_told", _("%(actor)s a noté un partenaire prévenu du changement."))
TOLD = action("openings.told", _("%(actor)s a noté qu'elle est prévenue : %(about)s."), words={"about": _about})
NOT_NEEDED = action("openings.telling_dropped", _("%(actor)s a noté qu'il n'y a plus à la prévenir : %(about)s."), words={"about": _about})
ATTENDANCE_NOTED = action("openings.attendance_noted", _("%(actor)s a noté combien sont venues."))
LINE_PUBLISHED = action("openings.line_published", _("%(actor)s a publié ce qui se dit d'une activité."))
APPOINTMENT_MOVED = action("openings.appointment_moved", _("%(actor)s a déplacé un rendez-vous du %(day)s au %(to)s."))
APPOINTMENT_CONVERTED = action("openings.appointment_converted", _("%(actor)s a passé au téléphone le rendez-vous du %(day)s."))
APPOINTMENT_CANCELLED = action("openings.appointment_cancelled", _("%(actor)s a annulé, de notre fait, le rendez-vous du %(day)s."))
