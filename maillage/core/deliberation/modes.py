"""How a session may lawfully be held on a day: in person, hybrid, by video, by phone, in writing, each with its legal base."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.deliberation.values import Ruling
from maillage.core.law import Confidence, Law, Source
from maillage.core.phrase import Phrase, phrase


class Mode(StrEnum):
    """How a session is held."""

    IN_PERSON = "in_person"
    HYBRID = "hybrid"
    VIDEO = "video"
    PHONE = "phone"
    WRITTEN = "written"

    @property
    def label(self) -> Phrase:
        """The mode in words."""
        return _LABELS[self]


_LABELS = {
    Mode.IN_PERSON: phrase("sur place"),
    Mode.HYBRID: phrase("hybride"),
    Mode.VIDEO: phrase("en visioconférence"),
    Mode.PHONE: phrase("par téléphone"),
    Mode.WRITTEN: phrase("par échange d’écrits"),
}
LOCAL_RULE = "local_rule"


@dataclass(frozen=True)
class LegalBase:
    """A text that allows some modes on a day, with its conditions."""

    code: str
    label: str
    article: str
    modes: tuple[Mode, ...]
    starts: date
    ends: date | None
    conditions: tuple[str, ...]
    source: Source
    confidence: Confidence


def legal_bases(*, on: date, law: Law, mode: Mode | None = None, known_on: date | None = None) -> tuple[LegalBase, ...]:
    """The bases in force for a session held `on`, for one mode when given, in the order of the law.

    An exceptional text counts from its publication even where it reaches back: before 28 March 2020 nobody could rely on ordonnance
    2020-347 for a sitting of 15 March, afterwards they may (`known_on`, by default the day of the sitting).
    Source: parameter `session.legal_bases`.
    """
    unpublished = {regime.id for regime in law.regimes if not regime.was_published(on=known_on or on)}
    found = []
    for each in law.value("session.legal_bases", on=on).value:
        ends = each.get("to")
        in_force = each["from"] <= on and (ends is None or on <= ends) and each["code"] not in unpublished
        if in_force and (mode is None or mode in each["modes"]):
            found.append(
                LegalBase(
                    code=each["code"],
                    label=each["label"],
                    article=each["article"],
                    modes=tuple(Mode(name) for name in each["modes"]),
                    starts=each["from"],
                    ends=ends,
                    conditions=tuple(each["conditions"]),
                    source=Source(**each["source"]),
                    confidence=Confidence(each["confidence"]),
                )
            )
    return tuple(found)


def check_mode(
    *,
    mode: Mode,
    base: str,
    on: date,
    law: Law,
    members: int,
    chair_decided: bool,
    secret_vote: bool = False,
    local_text: str = "",
    known_on: date | None = None,
) -> Ruling:
    """May a session be held in that mode on that base (a code of `legal_bases`; none is needed in person)?

    At a distance: a base in force for that mode, the chair's decision, at least three members, no secret vote (`secret_vote`: one whose
    secrecy nothing ensures), and the dated local text (`local_text`) when the base is a local rule.
    Source: CRPA, art. R. 133-10; ordonnance 2014-1329, art. 1 to 4; ordonnances 2020-347 and 2020-1507.
    """
    if mode is Mode.IN_PERSON:
        return Ruling(True, phrase("Séance sur place : aucune base particulière n’est nécessaire."), (), Confidence.READ)
    smallest = law.value("written.minimum_members", on=on).value
    possible = legal_bases(on=on, law=law, mode=mode, known_on=known_on)
    chosen = next((each for each in possible if each.code == base), None)
    demands = (
        (chosen is not None, _no_such_base(mode, on=on, possible=possible)),
        (chair_decided, phrase("Une séance {mode} se décide par la présidence. Notez d’abord sa décision.", mode=mode.label)),
        (
            members >= smallest,
            phrase("L’instance compte moins de {smallest} membres : elle ne délibère pas à distance.", smallest=smallest),
        ),
        (not secret_vote, phrase("Un vote secret ne se tient pas {mode} sans garantie. Choisissez une séance sur place.", mode=mode.label)),
        (base != LOCAL_RULE or bool(local_text.strip()), phrase("Citez le texte local et sa date : il est la base de cette séance.")),
    )
    refusal = next((words for holds, words in demands if not holds), None)
    if chosen is None:
        return Ruling(False, demands[0][1], tuple(dict.fromkeys(each.source for each in possible)), Confidence.UNCERTAIN)
    reference = local_text.strip() if base == LOCAL_RULE else chosen.article
    said = phrase("Séance {mode} possible le {on} : {reference}.", mode=mode.label, on=on, reference=reference)
    return Ruling(refusal is None, refusal or said, (chosen.source,), chosen.confidence)


def _no_such_base(mode: Mode, *, on: date, possible: tuple[LegalBase, ...]) -> Phrase:
    if not possible:
        return phrase("Aucune base ne permet une séance {mode} le {on}. Choisissez une séance sur place.", mode=mode.label, on=on)
    return phrase(
        "Cette base ne permet pas une séance {mode} le {on}. Bases possibles : {possible}.",
        mode=mode.label,
        on=on,
        possible=" ; ".join(each.article for each in possible),
    )
