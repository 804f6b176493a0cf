"""The opaque value that a sealed field holds. It shows nothing, travels nowhere and is opened by `open_part` alone."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from maillage.foundation.vault.errors import SealedFieldMisuse


class Sealed:
    """A ciphertext. Equal only to the same ciphertext: two seals of one text differ."""

    __slots__ = ("_ciphertext",)

    def __init__(self, ciphertext: bytes) -> None:
        self._ciphertext = ciphertext

    @property
    def ciphertext(self) -> bytes:
        """The bytes as stored: for the vault and its tests."""
        return self._ciphertext

    def __repr__(self) -> str:
        return "<Sealed>"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return self._ciphertext == other._ciphertext if isinstance(other, Sealed) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._ciphertext)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise SealedFieldMisuse("A Sealed is neither pickled nor cached: open it with open_part().")

    def __iter__(self) -> NoReturn:
        raise SealedFieldMisuse("A Sealed has no content to go through: open it with open_part().")

    def __len__(self) -> NoReturn:
        raise SealedFieldMisuse("A Sealed does not tell its length.")

    def __bool__(self) -> bool:
        return True
