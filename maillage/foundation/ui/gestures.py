"""Acts that upper rooms offer on the pages of lower ones, without the lower ones knowing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission

Prefill = Callable[[Any], Mapping[str, object]]


@dataclass(frozen=True, kw_only=True)
class Gesture:
    """An act offered at a `place` ("people.person"): label, permission, address and prefill by ids, never text.

    `prefill(obj)` answers the arguments of the address when `in_path`, else its query: ids and codes only.
    `reason(actor, obj)` may answer why the act is not possible now: the button is then shown disabled with that sentence.
    """

    code: str
    place: str
    label: str | Promise
    permission: Permission
    url_name: str
    prefill: Prefill = lambda obj: {"pk": obj.pk}
    in_path: bool = True
    icon: str = "arrow-right"
    order: int = 100
    reason: Callable[[Actor, Any], object] | None = None


@dataclass(frozen=True)
class Offer:
    """A gesture ready for a page: `url` is empty when `reason` says why not."""

    code: str
    label: str | Promise
    url: str
    icon: str
    reason: object = ""


_gestures: dict[str, Gesture] = {}


def register(gesture: Gesture) -> None:
    """Add a gesture (from an `AppConfig.ready`). Raises ValueError when its code is taken by another one."""
    if _gestures.get(gesture.code, gesture) != gesture:
        raise ValueError(f"the gesture {gesture.code} is registered twice")
    _gestures[gesture.code] = gesture


def gestures_for(place: str, actor: Actor, obj: Any) -> tuple[Offer, ...]:
    """What this actor may do with this object at this place; acts that her role does not allow are left out."""
    here = sorted((each for each in _gestures.values() if each.place == place), key=lambda each: (each.order, each.code))
    return tuple(_offer(each, actor, obj) for each in here if actor.may(each.permission, on=obj))


def _offer(gesture: Gesture, actor: Actor, obj: Any) -> Offer:
    why_not = gesture.reason(actor, obj) if gesture.reason is not None else None
    if why_not:
        return Offer(code=gesture.code, label=gesture.label, url="", icon=gesture.icon, reason=why_not)
    ids = {name: _as_code(value) for name, value in gesture.prefill(obj).items()}
    url = reverse(gesture.url_name, kwargs=ids) if gesture.in_path else f"{reverse(gesture.url_name)}?{urlencode(ids)}"
    return Offer(code=gesture.code, label=gesture.label, url=url, icon=gesture.icon)


def _as_code(value: object) -> str:
    text = str(value)
    if not text or not all(sign.isalnum() or sign in "-_.:" for sign in text):
        raise ValueError("a gesture is prefilled by ids and codes, never by text")
    return text
