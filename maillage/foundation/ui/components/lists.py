"""Lists: whole rows are links, numbers lead to their rows, and an empty list teaches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.safestring import SafeString

from maillage.foundation.ui import speech
from maillage.foundation.ui.components.tones import TONE_ICONS, Tone, piece
from maillage.foundation.ui.filters import Filter
from maillage.foundation.ui.tabs import TabLink, tabs_for

register = template.Library()


@register.inclusion_tag("ui/components/empty.html")
def empty(*, title: Any, how: Any, url: str = "", label: Any = "", icon: str = "inbox") -> dict[str, Any]:
    """An empty list that teaches: what will appear here, how, and the act that begins it."""
    return {"title": speech.say(title), "how": speech.say(how), "url": url, "label": speech.say(label), "icon_name": icon}


@register.inclusion_tag("ui/components/counter.html")
def counter(*, number: int, label: Any, url: str = "", tone: str = Tone.NEUTRAL, icon: str = "") -> dict[str, Any]:
    """A number that links to its rows, with its word; zero is calm and needs no link."""
    chosen = Tone(tone) if number else Tone.NEUTRAL
    return {"number": number, "label": speech.say(label), "url": url, "tone": chosen, "icon_name": icon or TONE_ICONS[chosen]}


@register.simple_block_tag
def counters(content: SafeString, *, label: Any) -> SafeString:
    """A row of `counter`: `{% counters label="…" %} {% counter … %} {% endcounters %}`."""
    return piece("counters", content=content, label=speech.say(label))


@register.simple_block_tag
def card(content: SafeString, *, title: Any = "", icon: str = "", tone: str = Tone.NEUTRAL, anchor: str = "") -> SafeString:
    """A block with its heading (h2): `{% card title="…" icon="phone" %} … {% endcard %}`."""
    return piece("card", content=content, title=speech.say(title), icon_name=icon, tone=Tone(tone), anchor=anchor)


@register.simple_block_tag
def notice(content: SafeString, *, tone: str = Tone.CALM, title: Any = "", icon: str = "") -> SafeString:
    """Something to know before going on: `{% notice tone="wait" title="…" %} … {% endnotice %}`."""
    chosen = Tone(tone)
    default = {Tone.CALM: "info", Tone.NEUTRAL: "info"}.get(chosen, TONE_ICONS[chosen])
    return piece("notice", content=content, title=speech.say(title), tone=chosen, icon_name=icon or default)


@register.simple_block_tag
def rows(content: SafeString, *, label: Any) -> SafeString:
    """A list of `row_link`: `{% rows label="…" %} {% row_link … %} … {% endrow_link %} {% endrows %}`."""
    return piece("rows", content=content, label=speech.say(label))


@register.simple_block_tag
def row_link(content: SafeString, *, title: Any, url: str = "", detail: Any = "", pseudonym: bool = False) -> SafeString:
    """One row of `rows`, a link as a whole; chips and days go inside. `pseudonym` when the title is one."""
    return piece("row_link", content=content, title=speech.say(title), url=url, detail=speech.say(detail), pseudonym=pseudonym)


@register.simple_block_tag
def facts(content: SafeString) -> SafeString:
    """What is known, as terms and values: `{% facts %} {% fact label="…" %} … {% endfact %} {% endfacts %}`."""
    return piece("facts", content=content)


@register.simple_block_tag
def fact(content: SafeString, *, label: Any) -> SafeString:
    """One term and its value, inside `facts`."""
    return piece("fact", content=content, label=speech.say(label))


@register.inclusion_tag("ui/components/steps.html")
def steps(*, steps: Iterable[tuple[str, Any]], current: str) -> dict[str, Any]:
    """Where things stand on a known way: `steps` are (code, label) in order, `current` the code reached. Done, here, to come."""
    listed = list(steps)
    codes = [code for code, _ in listed]
    here = codes.index(current)
    marks = ["done" if place < here else "here" if place == here else "later" for place in range(len(codes))]
    return {
        "steps": [(speech.say(label), mark) for (_, label), mark in zip(listed, marks, strict=True)],
        "place": here + 1,
        "count": len(codes),
    }


@register.inclusion_tag("ui/components/tabs.html", takes_context=True)
def tabs(
    context: Context, *, place: str = "", obj: Any = None, current: str = "", label: Any = "", links: Iterable[TabLink] | None = None
) -> dict[str, Any]:
    """The pages of one thing, as a strip under its heading (block `tabs`): those that rooms registered at `place`, or the `links` given.

    `current` is the code of the tab where one stands. On a phone the strip slides; nothing is shown for one page alone.
    """
    found = tuple(links) if links is not None else tabs_for(place, actor=context["actor"], obj=obj, current=current)
    return {"links": found if len(found) > 1 else (), "label": speech.say(label)}


@register.inclusion_tag("ui/components/filters.html", takes_context=True)
def filters(context: Context, *, filters: Iterable[Filter]) -> dict[str, Any]:
    """The filters of a list as links with counts; the address keeps codes only, and paging starts again."""
    query = context["request"].GET
    return {"groups": [_group(each, query) for each in filters]}


def _group(one: Filter, query: Any) -> dict[str, Any]:
    choices = [{"label": each.label, "count": each.count, "value": each.value} for each in one.choices]
    links = [{**each, "url": _with(query, one.code, str(each["value"])), "chosen": each["value"] == one.value} for each in choices]
    return {"label": speech.say(one.label), "all_url": _with(query, one.code, ""), "all_chosen": not one.value, "links": links}


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: Context, *, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Previous, where one stands, next; the filters of the address are kept. Nothing when one page is enough."""
    query = context["request"].GET
    before = _with(query, name, str(page.previous_page_number())) if page.has_previous() else ""
    after = _with(query, name, str(page.next_page_number())) if page.has_next() else ""
    return {"page": page, "before": before, "after": after}


def _with(query: Any, code: str, value: str) -> str:
    changed = query.copy()
    changed.pop("page", None)
    changed.pop(code, None)
    if value:
        changed[code] = value
    return f"?{changed.urlencode()}"
