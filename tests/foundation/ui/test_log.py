"""What the log of the server must not keep."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_leaves_no_trace_in_the_log(client: Client, caplog: Any) -> None:
    client.get("/personnes/8a1c1f6e-0000-4000-8000-00000000beef/")

    assert "beef" not in caplog.text
