"""Parts of a page that upper rooms bring to the pages of lower ones, without the lower ones knowing them.

A panel has its own template and its own data. It may also say, in one sentence, where things stand, and propose the next act:
the page puts them in its heading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from maillage.foundation.access.actor import Actor


@dataclass(frozen=True, kw_only=True)
class NextAct:
    """What to do now, as the page's one primary button. `reason` says why it is not possible yet: the button is disabled."""

    label: Any
    url: str
    icon: str = "arrow-right"
    reason: Any = ""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A panel ready for a page. Its template reads `panel.data`; the context of the page is there too."""

    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    sentence: Any = ""
    act: NextAct | None = None


class Provider(Protocol):
    """Answers the panel of an object for an actor, or None when it has nothing to say to her."""

    def __call__(self, *, actor: Actor, obj: Any, today: date) -> Shown | None: ...


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A panel brought to a `place` ("people.file", "psp.application"), in `order`."""

    code: str
    place: str
    provider: Provider
    order: int = 100


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel (from an `AppConfig.ready`). Raises ValueError when its code is taken by another one."""
    if _panels.get(panel.code, panel) != panel:
        raise ValueError(f"the panel {panel.code} is registered twice")
    _panels[panel.code] = panel


def panels_for(place: str, *, actor: Actor, obj: Any, today: date) -> tuple[Shown, ...]:
    """What the rooms show of this object at this place, in order. The page has made sure that the actor may see the object."""
    here = sorted((each for each in _panels.values() if each.place == place), key=lambda each: (each.order, each.code))
    shown = (each.provider(actor=actor, obj=obj, today=today) for each in here)
    return tuple(each for each in shown if each is not None)


def next_act(shown: tuple[Shown, ...]) -> NextAct | None:
    """The first act that a panel proposes."""
    return next((each.act for each in shown if each.act is not None), None)
