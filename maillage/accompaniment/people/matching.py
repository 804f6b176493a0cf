"""Comparing names in memory: case, accents and punctuation forgiven, any part of a word found."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Lower case, without accents, letters and digits only, words separated by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def matches(query: str, text: str) -> bool:
    """Is each word of the query found in the text? An empty query matches nothing."""
    words = folded(query).split()
    target = folded(text)
    joined = target.replace(" ", "")
    return bool(words) and all(word in target or word in joined for word in words)
