"""Parts of pages brought by upper rooms: in order, for those who are answered, without the lower room knowing them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from maillage.foundation.access.actor import NOBODY
from maillage.foundation.ui import panels
from maillage.foundation.ui.panels import NextAct, Panel, Shown

TODAY = date(2020, 5, 19)


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})


def _panel(code: str, *, shown: Shown | None, place: str = "a.file", order: int = 100) -> Panel:
    def provide(*, actor: Any, obj: Any, today: date) -> Shown | None:
        return shown

    return Panel(code=code, place=place, provider=provide, order=order)


def _here(place: str = "a.file") -> tuple[Shown, ...]:
    return panels.panels_for(place, actor=NOBODY, obj=object(), today=TODAY)


def test_panels_come_in_order_for_their_place_only() -> None:
    for panel in (
        _panel("b.late", shown=Shown(template="late.html"), order=200),
        _panel("b.soon", shown=Shown(template="soon.html"), order=10),
        _panel("b.elsewhere", shown=Shown(template="other.html"), place="another.page"),
    ):
        panels.register(panel)

    assert [shown.template for shown in _here()] == ["soon.html", "late.html"]


def test_a_room_that_has_nothing_to_say_shows_nothing() -> None:
    panels.register(_panel("b.quiet", shown=None))

    assert _here() == ()


def test_a_code_is_taken_once() -> None:
    panels.register(_panel("b.one", shown=None))

    with pytest.raises(ValueError, match=r"b\.one"):
        panels.register(_panel("b.one", shown=None))


def test_the_first_act_proposed_is_the_next_act() -> None:
    first, second = NextAct(label="premier", url="/1/"), NextAct(label="second", url="/2/")
    shown = (Shown(template="a.html"), Shown(template="b.html", act=first), Shown(template="c.html", act=second))

    assert panels.next_act(shown) is first


def test_without_an_act_there_is_none() -> None:
    assert panels.next_act((Shown(template="a.html"),)) is None
