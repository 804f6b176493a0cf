"""What the pages of the portal read: the home of an actor, and the list behind one of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from maillage.doors.portal.blocks import BLOCKS
from maillage.doors.portal.naming import name_blocks, name_lines
from maillage.doors.portal.piles import PILES, Pile
from maillage.doors.portal.values import Act, Asked, Block, Home, Line, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.filters import Choice, Filter, read_filter
from maillage.foundation.ui.speech import say

PER_PAGE = 25


def home_of(asked: Asked) -> Home:
    """The home of this actor: the blocks of every permission that she holds, one primary act, one sentence."""
    made = [block for make in BLOCKS if (block := make(asked)) is not None]
    blocks = name_blocks(made, asked=asked)
    acts = [act for block in blocks for act in block.acts if act.url]
    # What has something to say comes first; what only teaches comes after, in the same order.
    blocks.sort(key=lambda block: block.is_empty)
    return Home(
        lead=_lead(asked, blocks),
        primary=max(acts, key=lambda act: act.weight, default=None),
        main=tuple(block for block in blocks if not block.aside),
        aside=tuple(block for block in blocks if block.aside),
    )


def _lead(asked: Asked, blocks: list[Block]) -> str:
    if not asked.actor.mandates:
        return _("Aucun mandat ne vous est confié aujourd'hui : demandez à la personne responsable de votre organisation.")
    pressing = [say(words) for block in blocks for words in block.pressing]
    if not pressing:
        return _("Rien ne presse aujourd'hui.")
    return _("À traiter d'abord : %(things)s.") % {"things": ", ".join(pressing)}


@dataclass(frozen=True)
class PileSeen:
    """A list as it is shown."""

    pile: Pile
    page: Page[Any]
    lines: list[Line]
    filters: tuple[Filter, ...]
    act: Act | None = None


def see_pile(*, asked: Asked, code: str, query: Mapping[str, str]) -> PileSeen:
    """One page of a list, through the filters of the address. Raises OutOfScope when the list is not for this actor."""
    pile = PILES.get(code)
    if pile is None or not pile.opens_to(asked.actor):
        raise OutOfScope
    filters = _filters(pile, asked=asked, query=query)
    chosen = {each.code: each.value for each in filters}
    narrowed = replace(asked, whose=Whose(chosen.get("pour") or Whose.ALL), state=chosen.get("etat", ""))
    found = pile.find(narrowed)
    page = Paginator(found.rows, PER_PAGE).get_page(query.get("page"))
    return PileSeen(pile=pile, page=page, lines=name_lines(found.lines_of(list(page.object_list)), asked=asked), filters=filters)


def _filters(pile: Pile, *, asked: Asked, query: Mapping[str, str]) -> tuple[Filter, ...]:
    groups = []
    if pile.owned and asked.actor.user_id is not None and _follows(asked):
        groups.append(read_filter(query, code="pour", label=_("Pour"), choices=[Choice(Whose.MINE.value, _("moi"))]))
    if pile.states:
        groups.append(read_filter(query, code="etat", label=_("État"), choices=[Choice(value, label) for value, label in pile.states]))
    return tuple(groups)


def _follows(asked: Asked) -> bool:
    """Is she of those who may follow somebody?"""
    return asked.actor.may(Permission.PERSON_EDIT)
