"""The law as one value: parameters in force on a day, regimes as known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from maillage.core.law.errors import NoValueInForce
from maillage.core.law.values import DatedValue, Parameter, Regime
from maillage.core.phrase import day_in_words


@dataclass(frozen=True)
class Law:
    """Every dated parameter, by key, and every exceptional regime, in order of publication. Immutable: a simulation makes another law.

    Raises ValueError, with a sentence, when two regimes contradict each other.
    """

    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    regimes: tuple[Regime, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", MappingProxyType(dict(sorted(self.parameters.items()))))
        object.__setattr__(self, "regimes", tuple(sorted(self.regimes, key=_chronological)))
        _check_families(self.regimes)

    def keys(self) -> tuple[str, ...]:
        """Every parameter's key, in alphabetical order."""
        return tuple(self.parameters)

    def history(self, key: str) -> tuple[DatedValue, ...]:
        """Every value the parameter ever had, the oldest first. Raises NoValueInForce for an unknown key."""
        if key not in self.parameters:
            raise NoValueInForce(f"Aucune règle ne s'appelle « {key} ».")
        return self.parameters[key].values

    def value(self, key: str, *, on: date) -> DatedValue:
        """The value in force on the day. Raises NoValueInForce when the key is unknown or no value is known for that day."""
        for dated in self.history(key):
            if dated.covers(on):
                return dated
        raise NoValueInForce(f"La règle « {key} » n'a pas de valeur connue au {day_in_words(on)}.")

    def regimes_known(self, *, on: date) -> tuple[Regime, ...]:
        """Every version of a regime published on or before the day, disabled and replaced ones included."""
        return tuple(regime for regime in self.regimes if regime.was_published(on=on))

    def regimes_announced(self, *, on: date) -> tuple[Regime, ...]:
        """The regimes announced on or before the day but not yet published: they move no date."""
        return tuple(regime for regime in self.regimes if not regime.disabled and regime.was_announced(on=on))

    def with_regime(self, regime: Regime) -> Law:
        """The same law with one more regime; the same version of the same regime is taken over. Raises ValueError on a contradiction."""
        others = [known for known in self.regimes if (known.id, known.version) != (regime.id, regime.version)]
        return Law(self.parameters, (*others, regime))

    def without(self, regime_id: str) -> Law:
        """The same law as if no version of this regime had ever been written."""
        return Law(self.parameters, tuple(regime for regime in self.regimes if regime.id != regime_id))


def _chronological(regime: Regime) -> tuple[date, str, int]:
    return regime.published or regime.announced_on or date.max, regime.id, regime.version


def _check_families(regimes: Iterable[Regime]) -> None:
    family_of: dict[str, str] = {}
    latest: dict[str, Regime] = {}
    for regime in sorted(regimes, key=lambda regime: (regime.family, regime.version)):
        if family_of.setdefault(regime.id, regime.family) != regime.family:
            raise ValueError(f"le régime {regime.id} appartient à deux familles")
        before = latest.get(regime.family)
        if before and before.version == regime.version:
            raise ValueError(f"la famille {regime.family} a deux fois la version {regime.version}")
        if before and before.published and regime.published and regime.published <= before.published:
            raise ValueError(f"la version {regime.version} de {regime.family} n'est pas publiée après la précédente")
        latest[regime.family] = regime
