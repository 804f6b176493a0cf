"""The pages of one thing, as a strip under its heading. Each room brings its own, without the others knowing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission


def _nothing_hidden(actor: Actor, obj: Any) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One page of an object at a `place` ("people.file"). Its address takes the key of the object as `pk`.

    A reader without the permission on the object does not see it; `shown` may hide it for another reason, when that it
    exists would already say too much.
    """

    code: str
    place: str
    label: str | Promise
    url_name: str
    permission: Permission
    order: int = 100
    shown: Callable[[Actor, Any], bool] = _nothing_hidden


@dataclass(frozen=True)
class TabLink:
    """A tab as it stands on a page."""

    code: str
    label: str | Promise
    url: str
    current: bool


_tabs: dict[str, Tab] = {}


def register(tab: Tab) -> None:
    """Add a tab (from an `AppConfig.ready`). Raises ValueError when its code is taken by another one."""
    if _tabs.get(tab.code, tab) != tab:
        raise ValueError(f"the tab {tab.code} is registered twice")
    _tabs[tab.code] = tab


def tabs_for(place: str, *, actor: Actor, obj: Any, current: str = "") -> tuple[TabLink, ...]:
    """The pages of this object that this actor may open, in order; `current` is the code of the one where she stands."""
    here = sorted((each for each in _tabs.values() if each.place == place), key=lambda each: (each.order, each.code))
    mine = (each for each in here if actor.may(each.permission, on=obj) and each.shown(actor, obj))
    found = ((each, _address(each, obj)) for each in mine)
    return tuple(TabLink(code=each.code, label=each.label, url=url, current=each.code == current) for each, url in found if url)


def unresolved() -> tuple[str, ...]:
    """Codes of the tabs whose address does not exist: must be empty once every room is built."""
    return tuple(tab.code for tab in sorted(_tabs.values(), key=lambda each: each.code) if not _address(tab, _ANY))


class _Any:
    pk = "00000000-0000-0000-0000-000000000000"


_ANY = _Any()


def _address(tab: Tab, obj: Any) -> str:
    try:
        return reverse(tab.url_name, kwargs={"pk": obj.pk})
    except NoReverseMatch:
        return ""
