"""What I do: the items of the rail. Rooms register theirs; a reader sees only what her role uses."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Item:
    """One place of the house. `permission` None: everybody who is signed in. `icon` is a lucide name.

    `unless`: not for whoever holds this permission, who reaches the place from another page of hers.
    """

    code: str
    label: str | Promise
    icon: str
    url_name: str
    permission: Permission | None = None
    unless: Permission | None = None
    order: int = 100


@dataclass(frozen=True)
class Link:
    """An item as it stands on a page."""

    item: Item
    url: str
    current: bool


_items: dict[str, Item] = {}


def register(item: Item) -> None:
    """Add an item (from an `AppConfig.ready`). Raises ValueError when its code is taken by another item."""
    if _items.get(item.code, item) != item:
        raise ValueError(f"the navigation item {item.code} is registered twice")
    _items[item.code] = item


def registered() -> tuple[Item, ...]:
    """Every item, in the order of the rail."""
    return tuple(sorted(_items.values(), key=lambda item: (item.order, item.code)))


def links_for(actor: Actor | None, *, view_name: str = "") -> tuple[Link, ...]:
    """The items that this actor may use and whose address exists. The one where she stands is `current`."""
    if actor is None or not actor.is_known:
        return ()
    allowed = [item for item in registered() if _is_for(item, actor)]
    found = [(item, address) for item in allowed if (address := _address(item)) is not None]
    here = _current([item for item, _ in found], view_name=view_name)
    return tuple(Link(item=item, url=address, current=item.code == here) for item, address in found)


def _is_for(item: Item, actor: Actor) -> bool:
    if item.unless is not None and actor.may(item.unless):
        return False
    return item.permission is None or actor.may(item.permission)


def unresolved() -> tuple[str, ...]:
    """Codes of the items whose address does not exist: must be empty once every room is built."""
    return tuple(item.code for item in registered() if _address(item) is None)


def _address(item: Item) -> str | None:
    try:
        return reverse(item.url_name)
    except NoReverseMatch:
        return None


def _current(items: list[Item], *, view_name: str) -> str:
    """The item of this very page, or else the first one of the same room."""
    exact = [item.code for item in items if item.url_name == view_name]
    room = view_name.rpartition(":")[0]
    same_room = [item.code for item in items if room and item.url_name.rpartition(":")[0] == room]
    return next(iter(exact + same_room), "")
