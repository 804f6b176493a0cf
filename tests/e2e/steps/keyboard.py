"""Somebody without a mouse."""

from __future__ import annotations

from playwright.sync_api import Page

FARTHEST = 80
HERE = """() => {
  const here = document.activeElement;
  return [here.getAttribute("name") || "", (here.innerText || "").trim().split("\\n").pop()];
}"""


def reach(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what has this name, or these words."""
    met = []
    for _press in range(FARTHEST):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if wanted in here:
            return
        met.append(here)
    raise AssertionError(f"the keyboard does not reach {wanted!r}; it met {met}")


def press_on(page: Page, words: str) -> None:
    """Reach a link or a button, and press Enter; wait for the page where it leads."""
    reach(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
