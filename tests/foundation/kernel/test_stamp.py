"""A database made for another code is never half-read."""

from __future__ import annotations

import pytest

from maillage.foundation.kernel.models import SchemaStamp
from maillage.foundation.kernel.stamp import Standing, schema_stamp, standing, write_stamp

pytestmark = pytest.mark.django_db


def test_a_database_stamped_by_this_code_is_current() -> None:
    write_stamp(demonstration=False)

    assert standing() is Standing.CURRENT


def test_a_demonstration_of_this_code_says_so() -> None:
    write_stamp(demonstration=True)

    assert standing() is Standing.DEMONSTRATION


def test_a_demonstration_with_another_stamp_may_be_rebuilt() -> None:
    SchemaStamp.objects.create(stamp="another", demonstration=True)

    assert standing() is Standing.OTHER_DEMONSTRATION


def test_any_other_database_with_another_stamp_is_refused() -> None:
    SchemaStamp.objects.create(stamp="another", demonstration=False)

    assert standing() is Standing.OTHER


def test_a_database_without_a_stamp_is_not_ours() -> None:
    assert standing() is Standing.OTHER


def test_the_stamp_is_the_same_when_nothing_changed() -> None:
    assert schema_stamp() == schema_stamp()
