"""The written list of components is the one of the code."""

from pathlib import Path

from maillage.foundation.ui.reference import components_markdown

DOCUMENT = Path(__file__).resolve().parents[3] / "docs/reference/components.md"


def test_the_list_of_components_is_fresh():
    assert DOCUMENT.read_text() == components_markdown(), (
        "stale: run python -m maillage.foundation.ui.reference > docs/reference/components.md"
    )
