"""The tree, against the definition of RFC 6962 and its published roots."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.foundation.journal import merkle

# The leaves of the test vectors of RFC 6962's reference implementations, and the roots of their first n.
LEAVES = [
    bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def tree_of(documents: list[bytes]) -> merkle.Tree:
    tree = merkle.Tree()
    for document in documents:
        tree.add(document)
    return tree


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_the_published_roots_are_found(size: int, root: str) -> None:
    assert tree_of(LEAVES[:size]).root().hex() == root


def test_an_empty_tree_has_the_hash_of_nothing() -> None:
    assert tree_of([]).root() == merkle.root_of([]) == hashlib.sha256(b"").digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_growing_leaf_by_leaf_gives_the_root_of_the_definition(documents: list[bytes]) -> None:
    assert tree_of(documents).root() == merkle.root_of([merkle.leaf(document) for document in documents])


@given(st.integers(1, 70), st.data())
def test_every_leaf_is_proved_and_no_other_place_is(size: int, data: st.DataObject) -> None:
    leaves = [merkle.leaf(str(number).encode()) for number in range(size)]
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    root, path = merkle.root_of(leaves), merkle.inclusion_path(leaves, index=index)

    held = merkle.is_included(leaves[index], index=other, size=size, path=path, root=root)

    assert held is (other == index)


def test_a_leaf_is_not_a_node() -> None:
    assert merkle.leaf(b"a" * 64) != merkle.node(b"a" * 32, b"a" * 32)


def test_a_path_too_long_proves_nothing() -> None:
    leaves = [merkle.leaf(b"0")]

    assert not merkle.is_included(leaves[0], index=0, size=1, path=[leaves[0]], root=merkle.root_of(leaves))
