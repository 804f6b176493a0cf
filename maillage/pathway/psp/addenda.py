"""What answers added to an extract: the fields and pieces that changed since the filing, laid over what was filed first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from maillage.pathway.psp.extracts import ExtractContent


def corrected(content: ExtractContent, addenda: Iterable[ExtractContent]) -> ExtractContent:
    """What was filed, as the answers corrected it, in their order. The extract itself stays as it was filed."""
    fields, pieces = dict(content.fields), list(content.pieces)
    for addendum in addenda:
        fields |= addendum.fields
        new = {piece.code: piece for piece in addendum.pieces}
        pieces = [new.pop(piece.code, piece) for piece in pieces] + list(new.values())
    return replace(content, fields=fields, pieces=tuple(pieces))
