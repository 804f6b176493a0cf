"""Every rule and regime as one Markdown page, for people who check the law rather than the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from maillage.core.clock.ending_words import CONFIDENCE_IN_WORDS, RIGHT_IN_WORDS, effect_in_words
from maillage.core.law import Confidence, DatedValue, Law, Parameter, Regime, Source

THEMES = {
    "psp": "Parcours de sortie",
    "commission": "Commission départementale",
    "sessions": "Fréquence et sortes de séances",
    "session": "Tenue des séances",
    "notice": "Convocation",
    "quorum": "Quorum",
    "proxy": "Mandats",
    "majority": "Majorité",
    "recusal": "Déport",
    "minutes": "Procès-verbal",
    "written": "Échange écrit et délibération à distance",
    "acknowledgement": "Accusé de réception",
    "incomplete": "Dossier incomplet",
    "silence": "Silence",
    "decision": "Décision",
    "refusal": "Refus",
    "appeal": "Recours",
    "sharing": "Partage des informations",
    "agrement": "Agrément des associations",
    "afis": "AFIS",
    "aps": "Autorisation provisoire de séjour",
    "emergency": "États d'urgence",
}
UNITS = {
    "days": "jours",
    "working_days": "jours ouvrés",
    "months": "mois",
    "years": "ans",
    "persons": "personnes",
    "euros_per_month": "€ par mois",
}
INTRODUCTION = """# Les règles et leurs sources

<!-- Written by `maillage law document`. Do not edit: change the TOML files of maillage/core/law, then write it again. -->

Chaque règle est une donnée datée, avec sa source et sa confiance : `read` (texte lu), `second_hand` (source secondaire sérieuse),
`recall` (connaissance générale, à confirmer), `computed` (calcul à partir de valeurs sourcées), `uncertain` (incertain).
Une règle qui n'est pas `read` est à confirmer auprès de la préfecture. Une date calculée n'est jamais une certitude juridique.

## Choix de Maillage

Quand aucun texte lu ne répond, Maillage choisit une valeur prudente, la marque « Choix de Maillage » et ne conclut jamais contre la
personne : les alertes n'ont pas d'effet juridique, et une prolongation exceptionnelle ne compte pas dans la durée maximale.
"""


def document(law: Law) -> str:
    """The whole reference page, the same bytes for the same law."""
    return "\n".join([INTRODUCTION, *_parameters(law), *_regimes(law.regimes)])


def _parameters(law: Law) -> Iterator[str]:
    order = list(THEMES)
    themes = {theme: list(found) for theme, found in groupby(law.parameters.values(), key=_theme)}
    for theme in sorted(themes, key=lambda name: (order.index(name) if name in THEMES else len(order), name)):
        yield f"## {THEMES.get(theme, theme)}\n"
        for parameter in themes[theme]:
            yield from _parameter(parameter)


def _theme(parameter: Parameter) -> str:
    return parameter.key.partition(".")[0]


def _parameter(parameter: Parameter) -> Iterator[str]:
    yield f"### `{parameter.key}`\n"
    yield f"{parameter.description}.\n"
    for dated in parameter.values:
        yield from _dated(dated)
    yield ""


def _dated(dated: DatedValue) -> Iterator[str]:
    simple = not (isinstance(dated.value, tuple) and not all(isinstance(item, int) for item in dated.value))
    value = f" : {value_in_words(dated.value, dated.unit)}" if simple else ""
    yield f"- **{_span(dated.starts, dated.ends)}**{value}"
    if not simple:
        yield from (f"  - {_row(item)}" for item in dated.value)
    yield f"  - {_origin(dated.confidence, dated.source)}"
    if dated.note:
        yield f"  - Note : {dated.note}"


def _regimes(regimes: Iterable[Regime]) -> Iterator[str]:
    yield "## Régimes exceptionnels\n"
    for regime in regimes:
        yield f"### `{regime.id}`, version {regime.version}\n"
        yield f"{regime.title}.\n"
        yield from _regime_facts(regime)
        yield ""


def _regime_facts(regime: Regime) -> Iterator[str]:
    if regime.disabled:
        yield "- **Désactivé**"
    if regime.announced_on is not None:
        yield f"- Annoncé le {regime.announced_on}"
    if regime.published is not None:
        yield f"- Publié le {regime.published}"
    if regime.in_force_from is not None:
        yield f"- En vigueur depuis le {regime.in_force_from}"
    if regime.window_starts is not None:
        yield f"- Fenêtre : {_span(regime.window_starts, regime.window_ends)}, bornes comprises"
    for right, effect in regime.scope.items():
        yield f"- {RIGHT_IN_WORDS[right]} (`{right}`) : {effect_in_words(effect)}"
    yield f"- Famille : `{regime.family}` ; compte dans la durée maximale : {_yes_no(regime.consumes_cap)}"
    yield f"- {_origin(regime.confidence, regime.source)}"
    if regime.note:
        yield f"- Note : {regime.note}"


def _span(starts: date, ends: date | None) -> str:
    return f"depuis le {starts}" if ends is None else f"du {starts} au {ends}"


def _origin(confidence: Confidence, source: Source) -> str:
    where = f"[{source.title}]({_address(source.url)})"
    return f"Confiance : `{confidence}` ({CONFIDENCE_IN_WORDS[confidence]}) ; source : {where}, lue le {source.read_on}"


def _address(url: str) -> str:
    return url.removeprefix("docs/reference/rules.md")


def value_in_words(value: Any, unit: str) -> str:
    """The value with its unit, on one line."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {value_in_words(amount, unit)}" for name, amount in value.items())
    if isinstance(value, tuple):
        return " ; ".join(_row(item) for item in value) + _unit(unit)
    return f"{_plain(value)}{_unit(unit)}"


def _unit(unit: str) -> str:
    return f" {UNITS[unit]}" if unit in UNITS else ""


def _row(item: Any) -> str:
    if not isinstance(item, Mapping):
        return _plain(item)
    facts = [f"{name} = {_plain(fact)}" for name, fact in item.items() if name not in ("code", "label") and fact not in ("", ())]
    return f"`{item['code']}` {item.get('label', '')}" + (f" ({' ; '.join(facts)})" if facts else "")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _yes_no(value)
    if isinstance(value, tuple):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(_plain(item) for item in value.values())
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return str(value)


def _yes_no(value: bool) -> str:
    return "oui" if value else "non"
