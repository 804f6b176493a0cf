"""What the journal says of rhythms, tries and searches: that they were, never by which way, nor how she was."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models import Cause, News
from maillage.accompaniment.contacts.models.attempt import OUTCOMES
from maillage.core.lost_contact import Step
from maillage.foundation.journal import action


def _outcome(code: Any) -> Any:
    return dict(OUTCOMES).get(str(code), code)


def _cause(code: Any) -> Any:
    return dict(Cause.choices).get(str(code), code)


def _news(code: Any) -> Any:
    return dict(News.choices).get(str(code), code)


def _step(code: Any) -> Any:
    return Step(code).label if str(code) in set(Step) else code


RHYTHM_AGREED = action("contacts.rhythm_agreed", _("%(actor)s a noté le rythme des contacts : tous les %(every_days)s jours."))
RHYTHM_SUSPENDED = action("contacts.rhythm_suspended", _("%(actor)s a mis le rythme des contacts en pause."))
RHYTHM_RESUMED = action("contacts.rhythm_resumed", _("%(actor)s a repris le rythme des contacts."))
RHYTHM_ENDED = action("contacts.rhythm_ended", _("%(actor)s a mis fin au rythme des contacts."))
RHYTHMS_RAISED = action(
    "contacts.rhythms_raised", _("%(actor)s a relevé les rythmes à tous les %(every_days)s jours : %(cause)s."), words={"cause": _cause}
)
RHYTHMS_BACK = action("contacts.rhythms_back", _("%(actor)s a remis les rythmes d'avant."))
TRIED = action("contacts.tried", _("%(actor)s a essayé de la joindre : %(outcome)s."), words={"outcome": _outcome})
SEARCH_OPENED = action("contacts.search_opened", _("%(actor)s a noté que le contact est perdu."))
SEARCH_STEP = action("contacts.search_step", _("%(actor)s a noté ce qui a été fait pour la retrouver : %(step)s."), words={"step": _step})
SEARCH_CLOSED = action("contacts.search_closed", _("%(actor)s a noté la fin de la recherche : %(news)s."), words={"news": _news})
VITAL_LIST_PRINTED = action("contacts.vital_list", _("%(actor)s a imprimé la liste vitale : %(count)s personnes."))
