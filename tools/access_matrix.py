"""The reviewed table of every address x every role: `tests/demonstration/access_matrix.toml`, read for the tests and for the docs.

One section per route, one line per object (`send`: what a POST carries, else nothing). `in` enter, `else` is what the others
get (403 or 404), `403` and `404` name exceptions. Whoever is not signed in is sent to sign in, unless `in` names her.
`inside` names those whom the view itself refuses, its permission passed: a method that is not served answers them 405.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATH = Path(__file__).resolve().parents[1] / "tests" / "demonstration" / "access_matrix.toml"
CAST = ("alice", "bob", "hugo", "iris", "charlie", "dana", "eve", "jean", "marc", "paul", "nora", "lea", "omar", "aude", "ops")
ANONYMOUS = "anonymous"
EVERYBODY = (*CAST, ANONYMOUS)
IN, LOGIN = "in", "login"
RESERVED = ("groups", "objects")


@dataclass(frozen=True)
class Case:
    """One route on one object: the methods it serves, and what each of the cast gets."""

    route: str
    methods: tuple[str, ...]
    on: str
    outcomes: Mapping[str, str]
    send: Mapping[str, str]
    inside: tuple[str, ...] = ()

    def expected(self, slug: str, method: str, *, gated: bool) -> str:
        """in, 403, 404, 405, 410 or login. A method that is not served answers 405 to whoever may enter.

        `gated`: the view asks its permission first; otherwise its methods come before the search for the object. Whom the view
        refuses once her permission has passed meets its methods first too.
        """
        outcome = self.outcomes[slug]
        reaches = outcome == IN or slug in self.inside or (not gated and outcome != LOGIN)
        return "405" if method not in self.methods and reaches else outcome


@dataclass(frozen=True)
class Matrix:
    """The whole table, with the words for its objects."""

    cases: tuple[Case, ...]
    objects: Mapping[str, str]

    def of(self, route: str) -> list[Case]:
        """The lines of a route."""
        return [case for case in self.cases if case.route == route]

    def routes(self) -> set[str]:
        """The routes that the table knows."""
        return {case.route for case in self.cases}


def read(path: Path = PATH) -> Matrix:
    """The table. Raises ValueError for an unknown role, object, outcome, or somebody named twice."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = {name: tuple(words.split()) for name, words in data["groups"].items()}
    objects = data["objects"]
    cases = [
        Case(
            route=route,
            methods=tuple(section["methods"].split()),
            on=_named(on, objects=objects),
            outcomes=_outcomes(f"{route} {on}", line, groups=groups),
            send=section.get("send", {}),
            inside=tuple(_slugs(str(line.get("inside", "")), groups=groups)),
        )
        for route, section in data.items()
        if route not in RESERVED
        for on, line in section.items()
        if on not in ("methods", "send")
    ]
    return Matrix(cases=tuple(cases), objects=objects)


def _named(on: str, *, objects: Mapping[str, str]) -> str:
    if on not in objects:
        raise ValueError(f"{on} is not an object of the table")
    return on


def _outcomes(where: str, line: Mapping[str, Any], *, groups: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    outcomes: dict[str, str] = {}
    for outcome in (IN, "403", "404", "410"):
        for slug in _slugs(str(line.get(outcome, "")), groups=groups):
            if outcomes.setdefault(slug, outcome) != outcome:
                raise ValueError(f"{where}: {slug} is named twice")
    rest = str(line.get("else", ""))
    if rest not in ("", "403", "404"):
        raise ValueError(f"{where}: the others get 403 or 404, not {rest}")
    silent = [slug for slug in CAST if slug not in outcomes]
    if silent and not rest:
        raise ValueError(f"{where}: nothing is said of {', '.join(silent)}")
    return {ANONYMOUS: LOGIN} | dict.fromkeys(silent, rest) | outcomes


def _slugs(words: str, *, groups: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for word in words.split():
        if word in groups:
            yield from _slugs(" ".join(groups[word]), groups=groups)
        elif word in EVERYBODY:
            yield word
        else:
            raise ValueError(f"{word} is nobody")


def page(addresses: Mapping[str, str]) -> str:
    """The table as a page of the documentation. `addresses`: route to pattern."""
    matrix = read()
    lines = [
        "# Every address x every role",
        "",
        "Read from `tests/demonstration/access_matrix.toml`, which is reviewed by hand; `tests/demonstration/test_matrix.py` asks each",
        "of these on the demonstration, by GET and by POST. A letter per person of the cast: `●` enters, `3` is refused (403), `·` is",
        "told that there is nothing there (404), `†` that it is over for her (410), `?` is sent to sign in.",
        "",
        f"| Address | Serves | On | {' | '.join(EVERYBODY)} |",
        f"|---|---|---|{'---|' * len(EVERYBODY)}",
    ]
    marks = {IN: "●", "403": "3", "404": "·", "410": "†", LOGIN: "?"}
    for case in sorted(matrix.cases, key=lambda case: (addresses.get(case.route, ""), case.route)):
        cells = " | ".join(marks[case.outcomes[slug]] for slug in EVERYBODY)
        lines.append(f"| `/{addresses[case.route]}` | {' '.join(case.methods)} | {matrix.objects[case.on]} | {cells} |")
    return "\n".join(lines) + "\n"
