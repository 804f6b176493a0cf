"""What a section of the situation is made of: its questions, the shape of their answers, and how an answer is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.phrase import day_in_words
from maillage.foundation.ui import speech
from maillage.foundation.vault import Part

Words = str | Promise
OLDEST_CHILD = 30
MOST_CHILDREN = 15


class Kind(StrEnum):
    """The shape of an answer: what it is once kept, beside each."""

    CHOICE = "choice"  # a code
    CHOICES = "choices"  # a list of codes
    NUMBER = "number"  # a whole number
    EUROS = "euros"  # a whole number of euros
    AGES = "ages"  # a list of whole numbers: ages, never names
    DAY = "day"  # an ISO day
    TICK = "tick"  # true, or absent
    TEXT = "text"  # a short text


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `needs` names the tick without which it does not exist, on the page as in what is kept."""

    code: str
    label: Words
    kind: Kind
    choices: tuple[tuple[str, Words], ...] = ()
    help: Words = ""
    max_length: int = 0
    needs: str = ""
    past: bool = False


@dataclass(frozen=True, kw_only=True)
class SectionSpec:
    """One section: saved alone, opened with its part. `until` names the question whose day is kept in clear, for the alert.

    `prefills` says that the forms of an application may take it over, once she agrees to each field. `readers` says who reads it, where
    it is not the team that works on files.
    """

    code: str
    label: Words
    icon: str
    part: Part
    purpose: Words
    questions: tuple[Question, ...]
    until: str = ""
    prefills: bool = True
    readers: Words = ""

    def question(self, code: str) -> Question:
        """The question of that code. Raises KeyError."""
        return {each.code: each for each in self.questions}[code]

    def asked(self, answers: Mapping[str, Any]) -> tuple[Question, ...]:
        """The questions that exist, given what is kept: those that need a tick come with it."""
        return tuple(each for each in self.questions if not each.needs or answers.get(each.needs))


def kept(spec: SectionSpec, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are sealed: known questions only, nothing empty, nothing that its tick does not allow."""
    clean = {each.code: _kept(each, typed.get(each.code)) for each in spec.questions}
    given = {code: value for code, value in clean.items() if value not in (None, "", [], False)}
    return {each.code: given[each.code] for each in spec.asked(given) if each.code in given}


def _kept(question: Question, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip()[: question.max_length or None]
    if isinstance(value, (list, tuple)):
        return list(value)
    return value


def read_ages(text: str) -> list[int]:
    """Ages typed as people write them ("3, 7 et 12 ans"), the youngest first. Raises ValueError when a word is no age."""
    words = [word for word in re.split(r"[\s,;/]+", text.strip().lower()) if word and word not in ("et", "and", "ans", "an", "years")]
    ages = sorted(_age(word) for word in words)
    if len(ages) > MOST_CHILDREN:
        raise ValueError("too many")
    return ages


def _age(word: str) -> int:
    if not word.isascii() or not word.isdigit() or int(word) > OLDEST_CHILD:
        raise ValueError("not an age")
    return int(word)


def said(question: Question, value: Any) -> str:
    """An answer in the words of the page; empty when there is none. A code that is no longer offered is said as it is."""
    if value in (None, "", [], False):
        return ""
    if question.kind in (Kind.CHOICE, Kind.CHOICES):
        known = dict(question.choices)
        return ", ".join(str(known.get(code, code)) for code in ([value] if isinstance(value, str) else value))
    if question.kind is Kind.AGES:
        return _ages_said(value)
    if question.kind is Kind.DAY:
        return day_in_words(date.fromisoformat(value), language=speech.language())
    if question.kind is Kind.TICK:
        return _("oui")
    return _("%(amount)d €") % {"amount": value} if question.kind is Kind.EUROS else str(value)


def _ages_said(ages: list[int]) -> str:
    words = ngettext("%(n)d enfant", "%(n)d enfants", len(ages)) % {"n": len(ages)}
    known = ", ".join(ngettext("%(n)d an", "%(n)d ans", age) % {"n": age} for age in ages)
    return f"{words} ({known})"


def summary(spec: SectionSpec, answers: Mapping[str, Any], *, most: int = 3) -> str:
    """A section in one line: its first answers, each in words."""
    lines = [words for each in spec.questions if each.kind is not Kind.TICK and (words := said(each, answers.get(each.code)))]
    more = _(" …") if len(lines) > most else ""
    return ", ".join(lines[:most]) + more
