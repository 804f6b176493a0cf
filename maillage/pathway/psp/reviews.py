"""What a review holds: its words, and per domain what was done. One shape, sealed as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

FORMAT = 1


class Domain(models.TextChoices):
    """The domains of the pathway (CASF R. 121-12-11), and those that go with them."""

    HOUSING = "housing", _("logement, hébergement")
    CARE = "care", _("accès aux soins")
    RIGHTS = "rights", _("accès aux droits")
    INTEGRATION = "integration", _("insertion sociale et professionnelle")
    LANGUAGE = "language", _("français")
    CHILDREN = "children", _("enfants")
    PROCEDURES = "procedures", _("procédures")
    SAFETY = "safety", _("sécurité")


class Done(models.TextChoices):
    """What became of the commitments of a domain. The reasons are in the words, never a judgement."""

    DONE = "done", _("fait")
    PARTLY = "partly", _("en partie")
    NOT_YET = "not_yet", _("pas encore")
    PREVENTED = "prevented", _("empêché : délais, fermetures, refus d'un service")
    NOT_CONCERNED = "", _("pas dans ce parcours")


@dataclass(frozen=True)
class Point:
    """One domain: what was done, in a word of the list and in a few words. Its repr shows nothing."""

    domain: Domain
    done: Done
    words: str

    def __repr__(self) -> str:
        return "Point(…)"


@dataclass(frozen=True)
class ReviewContent:
    """The whole of what is sealed. Its repr shows nothing."""

    words: str = ""
    points: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "ReviewContent(…)"

    @property
    def says_nothing(self) -> bool:
        """Nothing was written, in no domain."""
        return not self.words.strip() and not any(done or words.strip() for done, words in self.points.values())

    def lines(self) -> list[Point]:
        """The domains that the review speaks of, in the order of the law."""
        found = [(domain, *self.points.get(domain.value, ("", ""))) for domain in Domain]
        return [Point(domain, Done(done), words) for domain, done, words in found if done or words]

    def dumps(self) -> str:
        """Canonical JSON, for sealing."""
        points: dict[str, Any] = {name: list(point) for name, point in self.points.items() if any(point)}
        return json.dumps({"format": FORMAT, "words": self.words, "points": points}, ensure_ascii=False, sort_keys=True)


def loads(text: str) -> ReviewContent:
    """Read a sealed content back; nothing sealed is an empty review."""
    if not text:
        return ReviewContent()
    data = json.loads(text)
    return ReviewContent(words=data["words"], points={name: (done, words) for name, (done, words) in data["points"].items()})
