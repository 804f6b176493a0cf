"""From a stored version of her rule to the pure rule, and back: the shape of its windows, its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from maillage.accompaniment.people.models import Answering, Channel, ContactRule, Leaving
from maillage.accompaniment.people.models.contact_rule import SEALED_OF_RULE, WAY_FIELDS
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Rule, Standing, Window


@dataclass(frozen=True, kw_only=True)
class RuleDraft:
    """A version of her rule as somebody typed it. Its repr shows nothing: it carries numbers and a code word."""

    preferred: Channel
    ways: Mapping[Way, Standing]
    windows: tuple[Window, ...] = ()
    silent_until: date | None = None
    answering: Answering = Answering.UNKNOWN
    leaving: Leaving = Leaving.UNKNOWN
    sealed: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "RuleDraft(…)"

    def codes(self) -> dict[str, Any]:
        """The columns of this version that are not sealed."""
        return {
            "preferred": self.preferred,
            **{name: self.ways.get(way, Standing.UNKNOWN).value for way, name in WAY_FIELDS.items()},
            "windows": dump_windows(self.windows),
            "silent_until": self.silent_until,
            "answering": self.answering,
            "leaving": self.leaving,
        }

    def texts(self) -> dict[str, str]:
        """What is to be sealed, every field named."""
        return {name: self.sealed.get(name, "").strip() for name in SEALED_OF_RULE}


def first_draft(*, channel: Channel, words: str) -> RuleDraft:
    """The rule that two fields say: this channel is safe; of the others nothing is known.

    With no known channel she comes by herself: speaking to her then is all that is allowed.
    """
    way = Way.KEY_WORKER if channel == Channel.NONE_KNOWN else Way(channel)
    return RuleDraft(preferred=channel, ways={way: Standing.ALLOWED}, sealed={"words": words})


def pure_rule(row: ContactRule | None) -> Rule | None:
    """The rule that decides; None when there is none."""
    if row is None:
        return None
    ways = {way: Standing(getattr(row, name)) for way, name in WAY_FIELDS.items()}
    return Rule(channels=ways, windows=load_windows(row.windows), silent_until=row.silent_until)


def dump_windows(windows: Iterable[Window]) -> list[dict[str, Any]]:
    """Windows as they are stored."""
    return [{"days": sorted(w.days), "opens": w.opens.isoformat("minutes"), "closes": w.closes.isoformat("minutes")} for w in windows]


def load_windows(stored: Iterable[Mapping[str, Any]]) -> tuple[Window, ...]:
    """Windows as the rule reads them."""
    return tuple(
        Window(days=frozenset(each["days"]), opens=time.fromisoformat(each["opens"]), closes=time.fromisoformat(each["closes"]))
        for each in stored
    )
