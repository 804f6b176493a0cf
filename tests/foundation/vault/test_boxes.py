"""Boxes: what is sealed to a public key opens with the private one only; words lock and unlock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.foundation.vault import NotAuthentic, lock_with_words, mark_of, new_pair, open_box, seal_to, unlock_with_words

PAIR, OTHER = new_pair(), new_pair()
LOCKED = lock_with_words("1234 renard", b"a private key", bound=b"access 1")


@given(content=st.binary(max_size=200), bound=st.binary(max_size=40))
def test_what_is_sealed_to_a_key_opens_with_it(content: bytes, bound: bytes) -> None:
    assert open_box(PAIR.private, seal_to(PAIR.public, content, bound=bound), bound=bound) == content


@given(place=st.integers(min_value=0, max_value=10_000))
def test_one_bit_changed_anywhere_and_the_box_stays_shut(place: int) -> None:
    box = bytearray(seal_to(PAIR.public, b"tomorrow at two", bound=b""))
    box[place // 8 % len(box)] ^= 1 << place % 8

    with pytest.raises(NotAuthentic):
        open_box(PAIR.private, bytes(box), bound=b"")


def test_another_private_key_opens_nothing() -> None:
    with pytest.raises(NotAuthentic):
        open_box(OTHER.private, seal_to(PAIR.public, b"x", bound=b""), bound=b"")


def test_a_box_moved_to_another_place_opens_nothing() -> None:
    with pytest.raises(NotAuthentic):
        open_box(PAIR.private, seal_to(PAIR.public, b"x", bound=b"row 1"), bound=b"row 2")


def test_the_same_content_never_makes_the_same_box() -> None:
    assert seal_to(PAIR.public, b"x", bound=b"") != seal_to(PAIR.public, b"x", bound=b"")


def test_a_key_that_is_no_point_of_the_curve_is_refused() -> None:
    with pytest.raises(NotAuthentic):
        seal_to(b"\x04" + bytes(64), b"x", bound=b"")


@pytest.mark.parametrize("box", [b"", b"\x21", b"\x22" + bytes(200)])
def test_what_is_no_box_is_refused(box: bytes) -> None:
    with pytest.raises(NotAuthentic):
        open_box(PAIR.private, box, bound=b"")


def test_a_pair_shows_nothing_of_itself() -> None:
    assert repr(PAIR) == "Pair(…)"


def test_her_words_open_what_they_locked() -> None:
    assert unlock_with_words("1234 renard", LOCKED, bound=b"access 1") == b"a private key"


@pytest.mark.parametrize(("words", "bound"), [("1234 Renard", b"access 1"), ("1234 renard", b"access 2"), ("", b"access 1")])
def test_other_words_or_another_place_open_nothing(words: str, bound: bytes) -> None:
    with pytest.raises(NotAuthentic):
        unlock_with_words(words, LOCKED, bound=bound)


@pytest.mark.parametrize("locked", [b"", b"\x31", b"\x32" + bytes(100)])
def test_what_words_never_locked_is_refused(locked: bytes) -> None:
    with pytest.raises(NotAuthentic):
        unlock_with_words("x", locked, bound=b"")


def test_the_mark_of_a_code_depends_on_its_use() -> None:
    assert mark_of("1234", use="access") != mark_of("1234", use="round")
