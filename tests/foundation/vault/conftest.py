"""The vault's own rows in the test database, seen by the vault, and a journal whose heads are not files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from maillage.foundation.vault import seal, subjects
from tests.foundation.vault import rows


@pytest.fixture(scope="session")
def _rows_in_database(django_db_setup: Any, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        rows.create_tables()


@pytest.fixture
def keys(_rows_in_database: None, db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The rows of these tests, with their own folder of keys and of erasures."""
    settings.MAILLAGE_VAR, settings.MAILLAGE_KEYS = tmp_path, str(tmp_path / "keys")
    monkeypatch.setattr(subjects, "apps", SimpleNamespace(get_models=lambda **_: rows.MODELS))
    return tmp_path / "keys"


@pytest.fixture
def today() -> date:
    return date(2020, 5, 19)


@pytest.fixture
def make_case(keys: Any) -> Callable[..., rows.Case]:
    def make(**values: Any) -> rows.Case:
        case = rows.Case(organisation_id=values.pop("organisation", rows.A))
        seal(case, **(values or {"name": "Zélie Aubrac", "phone": "le mardi, au local"}))
        case.save()
        return case

    return make
