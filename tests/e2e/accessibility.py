"""What axe says of a page, at the widths of a desk and of a phone, everything that folds unfolded."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DESK, PHONE = (1280, 900), (390, 844)
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
EVERY = ("minor", "moderate", "serious", "critical")
AXE = Axe().axe_script


def violations(
    page: Page, *, rules: Collection[str] = WCAG, impacts: Collection[str] = EVERY, sizes: Iterable[tuple[int, int]] = (DESK, PHONE)
) -> list[str]:
    """The violations found, with the width, the rule and the first places; the page is left at the last width."""
    found = []
    options = {"runOnly": {"type": "tag", "values": list(rules)}, "resultTypes": ["violations"], "preload": False}
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate(AXE)
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        for each in page.evaluate("(options) => axe.run(options)", options)["violations"]:
            if each["impact"] in impacts:
                found.append(f"{width}: {each['id']}, {each['impact']}: {[node['target'] for node in each['nodes']][:3]}")
    return found
