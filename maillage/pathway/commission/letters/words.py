"""Words that several papers share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from maillage.core.deliberation import LegalBase, legal_bases
from maillage.core.law import current_law
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.models import (
    Item,
    ItemWay,
    OutcomeCode,
    Session,
)

P = ParamSpec("P")


R = TypeVar("R")


def in_french(build: Callable[P, R]) -> Callable[P, R]:
    """Official papers are in French, whatever the language of whoever prints them."""

    @wraps(build)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override("fr"):
            return build(*args, **kwargs)

    return wrapper


def base_of(session: Session) -> LegalBase | None:
    """The legal base of a session at a distance, as in force that day."""
    on = session.first_day
    return next((each for each in legal_bases(on=on, law=current_law(), known_on=date.max) if each.code == session.legal_basis), None)


def mode_words(session: Session) -> str:
    """The mode and its base in one sentence."""
    base, rule = base_of(session), session.local_rule
    said = session.get_mode_display()
    if rule is not None:
        return _("%(mode)s, sur la base du texte local du %(day)s : %(basis)s") % {
            "mode": said, "day": day_words(rule.adopted_on), "basis": rule.basis
        }  # fmt: skip
    return _("%(mode)s, sur la base de : %(basis)s") % {"mode": said, "basis": base.article} if base is not None else said


def when_words(session: Session) -> str:
    """The day and hour, or the window of a written exchange."""
    if session.opens_on is not None:
        return _("du %(first)s au %(last)s inclus") % {"first": day_words(session.opens_on), "last": day_words(session.held_on)}
    hour = _(" à %(hour)s") % {"hour": session.starts_at.strftime("%H h %M")} if session.starts_at else ""
    return f"{day_words(session.held_on)}{hour}"


def outcome_words(item: Item) -> str:
    """What became of an item, in one sentence."""
    if item.outcome == OutcomeCode.EXAMINED:
        return _examined_words(item)
    if item.outcome == OutcomeCode.NOT_EXAMINED:
        return _("Non examinée : %(cause)s. %(next)s") % {"cause": item.get_cause_display(), "next": next_words(item)}
    if item.outcome == OutcomeCode.ADJOURNED and item.asked_by is not None:
        return _("Ajournée : il est demandé %(what)s à %(whom)s, pour le %(day)s. %(next)s") % {
            "what": item.get_asked_kind_display(), "whom": item.get_asked_of_display(), "day": day_words(item.asked_by),
            "next": next_words(item),
        }  # fmt: skip
    if item.outcome in (OutcomeCode.WITHDRAWN, OutcomeCode.MOVED):
        return capfirst(str(item.get_outcome_display())) + "."
    return _("Sans issue à ce jour.")


def _examined_words(item: Item) -> str:
    said = str(item.get_sense_display())
    if item.way == ItemWay.CONSENSUS:
        return _("Examinée : %(sense)s, par consensus.") % {"sense": said}
    figures = {"sense": said, "yes": item.favourable, "no": item.unfavourable, "none": item.abstentions}
    counted = _("Examinée : %(sense)s (%(yes)s pour, %(no)s contre, %(none)s abstention(s)).") % figures
    return f"{counted} {_('Voix prépondérante de la présidence (CRPA, art. R. 133-11).')}" if item.casting_vote_used else counted


def next_words(item: Item) -> str:
    """The next date, or that it is not known."""
    if item.next_on is not None:
        return _("Prochaine séance : %(day)s.") % {"day": day_words(item.next_on)}
    return _("Date de la prochaine séance non connue.")
