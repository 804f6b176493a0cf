"""The Merkle tree of RFC 6962 (section 2.1): leaves under 0x00, nodes under 0x01. Grows leaf by leaf in constant memory."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf(document: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + document).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree: keeps the roots of its complete subtrees only, one per bit of its size."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, document: bytes) -> None:
        """Append one leaf."""
        carried, size = leaf(document), self.size
        while size & 1:
            carried, size = node(self._peaks.pop(), carried), size >> 1
        self._peaks.append(carried)
        self.size += 1

    def root(self) -> bytes:
        """The root of what was added so far."""
        if not self._peaks:
            return EMPTY
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node(peak, root)
        return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over hashed leaves, by the definition of the RFC."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    half = _split(len(leaves))
    return node(root_of(leaves[:half]), root_of(leaves[half:]))


def inclusion_path(leaves: Sequence[bytes], *, index: int) -> list[bytes]:
    """The audit path of one leaf, from the leaf's side to the root's (RFC 6962, 2.1.1)."""
    if len(leaves) <= 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*inclusion_path(leaves[:half], index=index), root_of(leaves[half:])]
    return [*inclusion_path(leaves[half:], index=index - half), root_of(leaves[:half])]


def is_included(leaf_hash: bytes, *, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Does this path lead from the leaf to the root? (RFC 9162, 2.1.3.2)"""
    if index >= size:
        return False
    position, last, carried = index, size - 1, leaf_hash
    for sibling in path:
        if last == 0:
            return False
        if position & 1 or position == last:
            carried = node(sibling, carried)
            while not position & 1 and position != 0:
                position, last = position >> 1, last >> 1
        else:
            carried = node(carried, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and carried == root


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1
