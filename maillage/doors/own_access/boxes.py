"""What goes in the boxes that only she opens: how her key is locked, how a card is sealed and read. No rows are written here."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from maillage.doors.own_access.codes import words_of
from maillage.doors.own_access.models import Card, OwnAccess
from maillage.foundation.vault import NotAuthentic, lock_with_words, mark_of, new_pair, open_box, seal_to, unlock_with_words

USE = "own access"


@dataclass(frozen=True)
class CardContent:
    """One card: the name of its sentence, its day and hour, free words, and a file for a document. Its repr shows nothing."""

    name: str
    day: date | None = None
    hour: time | None = None
    words: str = ""
    file: bytes = b""
    file_name: str = ""

    def __repr__(self) -> str:
        return "CardContent(…)"

    def dumps(self) -> bytes:
        """Canonical JSON, for sealing."""
        said = {
            "name": self.name,
            "day": self.day.isoformat() if self.day else "",
            "hour": self.hour.isoformat(timespec="minutes") if self.hour else "",
            "words": self.words,
            "file": base64.b64encode(self.file).decode(),
            "file_name": self.file_name,
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def loads(data: bytes) -> CardContent:
    """Read a card back."""
    said: dict[str, Any] = json.loads(data)
    return CardContent(
        name=said["name"],
        day=date.fromisoformat(said["day"]) if said["day"] else None,
        hour=time.fromisoformat(said["hour"]) if said["hour"] else None,
        words=said["words"],
        file=base64.b64decode(said["file"]),
        file_name=said["file_name"],
    )


def mark(code: str) -> bytes:
    """By which the access of a code is found."""
    return mark_of(code, use=USE)


def lock(access: OwnAccess, *, code: str, question: str, answer: str) -> None:
    """Draw her pair of keys and lock it: the question opens with the code, the key with the code and the answer."""
    pair = new_pair()
    access.mark, access.public = mark(code), pair.public
    access.question = lock_with_words(code, question.encode(), bound=_bound("question", access))
    access.private = lock_with_words(words_of(code=code, answer=answer), pair.private, bound=_bound("private", access))


def read_question(access: OwnAccess, *, code: str) -> str:
    """The question she chose. Raises NotAuthentic."""
    return unlock_with_words(code, bytes(access.question), bound=_bound("question", access)).decode()


def open_key(access: OwnAccess, *, code: str, answer: str) -> bytes | None:
    """Her private key, or None when the answer is not hers."""
    try:
        return unlock_with_words(words_of(code=code, answer=answer), bytes(access.private), bound=_bound("private", access))
    except NotAuthentic:
        return None


def close_card(card: Card, content: CardContent, *, access: OwnAccess) -> None:
    """Seal the content of a card to her key."""
    card.content = seal_to(bytes(access.public), content.dumps(), bound=f"card|{card.pk}".encode())


def open_card(card: Card, *, private: bytes) -> CardContent:
    """Read a card with her key. Raises NotAuthentic."""
    return loads(open_box(private, bytes(card.content), bound=f"card|{card.pk}".encode()))


def _bound(what: str, access: OwnAccess) -> bytes:
    return f"{what}|{access.pk}".encode()
