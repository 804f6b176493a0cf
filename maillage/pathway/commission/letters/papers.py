"""A numbered set of papers: the reading copies of one seat, for a member who does not read on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.foundation.documents import render_pdf
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.letters.words import in_french, when_words
from maillage.pathway.commission.models import Item, PaperSet
from maillage.pathway.psp.extracts import ExtractAction, ExtractContent


@in_french
def paper_set(given: PaperSet, *, papers: Sequence[tuple[Item, ExtractContent]], today: date) -> bytes:
    """The copies, in the order of the agenda, under the numbers drawn for this session. Every page says which set it is and whose seat:
    a page found alone tells from where it comes, and nothing of her.
    """
    session = given.session
    mark = _("Jeu n° %(number)s · %(seat)s") % {"number": given.number, "seat": given.seat.label}
    nothing = {"heading": _("Aucun point"), "blocks": [_("Aucun point de cet ordre du jour n'est ouvert à ce siège.")]}
    return render_pdf(
        template="sheet",
        data={
            "sender": [session.organisation.name, session.commission.territory.name],
            "heading": mark,
            "lead": _(
                "Documents de la séance : %(when)s. À lire jusqu'au %(until)s inclus, sans copie ni transmission ; à rendre au "
                "secrétariat après la séance, qui détruit le jeu. Les numéros sont tirés au sort pour cette séance seulement."
            )
            % {"when": when_words(session), "until": day_words(session.reading_until)},
            "sections": [_section(item, content) for item, content in papers] or [nothing],
            "footer": mark,
        },
        title=mark,
        timestamp=today,
    ).content


def _section(item: Item, content: ExtractContent) -> dict[str, Any]:
    blocks: list[Any] = []
    if content.actions:
        blocks += [{"heading": _("Les actions prévues")}, _actions(content.actions)]
    blocks += [{"heading": _("Pièces réunies")}]
    pieces = [piece.label for piece in content.pieces]
    blocks += [{"list": pieces}] if pieces else [_("Aucune pièce n'accompagne cette demande.")]
    return {
        "heading": _("Point n° %(number)s") % {"number": item.number},
        "facts": [[str(line.label), line.value] for line in content.lines()],
        "blocks": blocks,
    }


def _actions(actions: Sequence[ExtractAction]) -> dict[str, Any]:
    headers = [_("Domaine"), _("Action"), _("Qui"), _("Quand"), _("Où elle en est")]
    rows = [[each.domain, each.what, each.who, each.when, ". ".join(part for part in (each.done, each.why) if part)] for each in actions]
    return {"table": {"headers": headers, "rows": rows}}
