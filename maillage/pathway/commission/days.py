"""The day of a session, in words: fixed, the end of an exchange of writings, or still to be fixed in its window."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.models import Session


def session_title(session: Session) -> str:
    """How a session is called by its day: a day that is not fixed is never said as if it were."""
    if session.window_until is not None:
        words = {"first": day_words(session.held_on), "last": day_words(session.window_until)}
        return _("Séance à fixer entre le %(first)s et le %(last)s") % words
    if session.opens_on is not None:
        return _("Échange d'écrits jusqu'au %(last)s") % {"last": day_words(session.held_on)}
    return _("Séance du %(day)s") % {"day": day_words(session.held_on)}
