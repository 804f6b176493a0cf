"""My organisation and territory in words, for the top of the page. The rooms of reference know; the foundation asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maillage.foundation.access.actor import Actor


@dataclass(frozen=True)
class Place:
    """ "Association Les Passerelles" and "Département de Fontbrune", in this order at the top of each page."""

    organisation: str = ""
    territory: str = ""


NOWHERE = Place()

_resolvers: list[Callable[[Actor], Place]] = []


def register_place_resolver(resolver: Callable[[Actor], Place]) -> None:
    """Say who knows the words (from `AccountsConfig.ready`). The last one registered answers."""
    _resolvers[:] = [resolver]


def place_of(actor: Actor | None) -> Place:
    """The words for this actor; empty when nobody is signed in or nobody knows."""
    if actor is None or not actor.is_known or not _resolvers:
        return NOWHERE
    return _resolvers[0](actor)
