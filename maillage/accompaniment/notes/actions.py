"""What the journal says of notes. Of a personal note it says nothing on the file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind
from maillage.foundation.journal import action


def _kind(code: Any) -> Any:
    return dict(Kind.choices).get(str(code), code)


def _level(code: Any) -> Any:
    return dict(Level.choices).get(str(code), code)


WRITTEN = action("notes.written", _("%(actor)s a écrit une note (%(kind)s)."), words={"kind": _kind})
PERSONAL_WRITTEN = action("notes.personal_written", _("%(actor)s a écrit une note personnelle."))
CORRECTED = action("notes.corrected", _("%(actor)s a corrigé une note."))
WIDENED = action("notes.widened", _("%(actor)s a ouvert une note à plus de lecteurs : %(level)s."), words={"level": _level})
NARROWED = action("notes.narrowed", _("%(actor)s a réduit les lecteurs d'une note."))
PROMISED = action("notes.promised", _("%(actor)s a noté une promesse."))
PROMISE_KEPT = action("notes.promise_kept", _("%(actor)s a noté qu'une promesse est tenue."))
FORGOTTEN = action("notes.personal_forgotten", _("Les notes personnelles d'un compte fermé ont été détruites (%(count)s)."))
