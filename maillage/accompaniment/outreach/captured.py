"""What a parcel holds once opened: JSON written by the page of the phone, read here without trusting it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from maillage.accompaniment.outreach.models import MOST, CaptureKind
from maillage.accompaniment.outreach.services.observations import ObservationDraft
from maillage.accompaniment.outreach.services.rounds import RoundDraft

COUNTS = ("team_size", "met_new", "met_known", "kits", "masks")
WORDS_MOST = 4_000


class Malformed(ValueError):
    """The content is ours, since it opened, but is not what a page of ours writes. Its name is a code: nothing of the content."""


@dataclass(frozen=True)
class Captured:
    """One thing noted outside. Its repr shows nothing."""

    kind: CaptureKind
    about: uuid.UUID | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    minor: bool = False
    minor_words: str = ""

    def __repr__(self) -> str:
        return f"Captured({self.kind})"

    def dumps(self) -> str:
        """As it is sealed while it waits."""
        said = {
            "kind": self.kind.value,
            "about": str(self.about) if self.about else None,
            "values": dict(self.values),
            "words": self.words,
            "minor": self.minor,
            "minor_words": self.minor_words,
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True)


def digest_of(content: bytes) -> bytes:
    """By which two contents under one id are told apart."""
    return hashlib.sha256(content).digest()


def read_captured(content: bytes) -> Captured:
    """Read what a phone wrote. What cannot be read is kept as words, so that somebody may look: nothing is lost."""
    try:
        said = json.loads(content)
        kind = CaptureKind(said["kind"])
        values = said.get("values") or {}
        if not isinstance(values, dict) or kind is CaptureKind.UNKNOWN:
            raise Malformed("values")
        return Captured(
            kind=kind,
            about=uuid.UUID(said["about"]) if said.get("about") else None,
            values=values,
            words=_words(said.get("words")),
            minor=said.get("minor") is True,
            minor_words=_words(said.get("minor_words")),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Captured(kind=CaptureKind.UNKNOWN, words=content.decode(errors="replace").replace("\x00", "")[:WORDS_MOST])


def round_draft(captured: Captured, *, organisation_id: uuid.UUID, team: tuple[uuid.UUID, ...] = ()) -> RoundDraft:
    """The sheet of a round. Raises Malformed."""
    said = captured.values
    return RoundDraft(
        organisation_id=organisation_id,
        zone_id=_uuid(said.get("zone")),
        day=_day(said.get("day")),
        starts=_hour(said.get("starts")),
        ends=_hour(said.get("ends")),
        team=team,
        information=_codes(said.get("information")),
        orientations={str(kind)[:40]: _count(number) for kind, number in _mapping(said.get("orientations")).items() if _count(number)},
        clients=_code(said.get("clients", "unseen")),
        police=_code(said.get("police", "unseen")),
        note=captured.words,
        **{name: _count(said.get(name, 0)) for name in COUNTS},
    )


def observation_draft(captured: Captured, *, organisation_id: uuid.UUID) -> ObservationDraft:
    """One observation. Raises Malformed."""
    said = captured.values
    return ObservationDraft(
        organisation_id=organisation_id,
        theme=_code(said.get("theme")),
        direction=_code(said.get("direction")),
        certainty=_code(said.get("certainty")),
        source=_code(said.get("source")),
        starts_on=_day(said.get("starts_on")),
        ends_on=_day(said["ends_on"]) if said.get("ends_on") else None,
        zone_id=_uuid(said["zone"]) if said.get("zone") else None,
        number=_count(said["number"], most=1_000_000) if said.get("number") not in (None, "") else None,
        measure=_code(said.get("measure") or ""),
        reference=str(said.get("reference") or "")[:200],
    )


def facts_of_draft(draft: RoundDraft) -> dict[str, Any]:
    """The values of a sheet as they are compared and shown, in plain codes."""
    facts: dict[str, Any] = {
        "zone": str(draft.zone_id),
        "day": draft.day.isoformat(),
        "starts": draft.starts.isoformat("minutes") if draft.starts else "",
        "ends": draft.ends.isoformat("minutes") if draft.ends else "",
        "information": tuple(sorted(set(draft.information))),
        "orientations": tuple(sorted((kind, number) for kind, number in draft.orientations.items() if number)),
        "clients": str(draft.clients),
        "police": str(draft.police),
    }
    return facts | {name: getattr(draft, name) for name in COUNTS} | {"team_size": max(draft.team_size, len(set(draft.team)))}


def _words(value: Any) -> str:
    return str(value or "").replace("\x00", "")[:WORDS_MOST]


def _mapping(value: Any) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed("orientations")
    return value


def _codes(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > 50:
        raise Malformed("codes")
    return tuple(_code(each) for each in value)


def _code(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 40:
        raise Malformed("code")
    return value


def _count(value: Any, *, most: int = MOST) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise Malformed("count")
    return value


def _uuid(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        raise Malformed("id") from None


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Malformed("day") from None


def _hour(value: Any) -> time | None:
    if value in (None, ""):
        return None
    try:
        return time.fromisoformat(str(value)).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise Malformed("hour") from None
