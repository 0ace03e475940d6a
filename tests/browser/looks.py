"""What is looked at on every page: axe in two colour schemes, forced colours, small windows.

All of it on one opened page, because opening one is what costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.browser.steps import Person

_ALL_RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""All that another colour scheme can change."""
STILL = {"reduced_motion": "reduce"}
"""Colours on their way from one scheme to the other are no colours of ours."""
_USUAL = {"width": 1280, "height": 720}
_SMALL = ({"width": 640, "height": 360}, {"width": 320, "height": 700})
"""The usual window at a zoom of 200 %, and the narrowest (WCAG 2.2, 1.4.4 and 1.4.10)."""
_LOST_COLOURS = """() => {
  const wrong = [], look = getComputedStyle;
  const ground = look(document.body).backgroundColor;
  const unseen = ["none", "transparent", "rgba(0, 0, 0, 0)", ground];
  const isSeen = ({fill, stroke}) => !unseen.includes(fill) || !unseen.includes(stroke);
  const name = element => element.outerHTML.slice(0, 120);
  for (const shape of document.querySelectorAll("main svg :is(rect, circle, line, path)")) {
    if (shape.closest(".reach, .zone, [hidden]")) continue;
    if (!isSeen(look(shape))) wrong.push(`unseen: ${name(shape)}`);
  }
  for (const here of document.querySelectorAll("[aria-current]")) {
    const style = look(here);
    if (style.fontWeight < 600 && style.outlineStyle === "none")
      wrong.push(`looks like its neighbours: ${name(here)}`);
  }
  for (const word of document.querySelectorAll(".state, .key, .good, .warn, .bad")) {
    const isSaid = word.textContent.trim() || word.getAttribute("aria-label")
      || word.closest("a, [aria-label], [aria-hidden]");
    if (!isSaid) wrong.push(`only a colour: ${name(word)}`);
  }
  const stops = "main :is(a[href], button, input, select, summary)";
  for (const stop of document.querySelectorAll(stops)) {
    if (stop.disabled || !stop.checkVisibility() || stop.type === "hidden") continue;
    stop.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement === stop && look(stop).outlineStyle === "none")
      wrong.push(`focus is unseen: ${name(stop)}`);
  }
  document.activeElement.blur();
  return wrong;
}"""


def look_at(person: Person, axe: str) -> list[str]:
    """Return what is wrong with the open page, for whomever it is wrong."""
    page = person.page
    page.evaluate(axe)
    page.emulate_media(color_scheme="light")
    found = _violations(person, _ALL_RULES)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {text}" for text in _violations(person, _COLOURS)]
    page.emulate_media(forced_colors="active")
    found += [f"forced colours: {text}" for text in page.evaluate(_LOST_COLOURS)]
    page.emulate_media(forced_colors="none")
    for window in _SMALL:
        page.set_viewport_size(window)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > window["width"]:
            found.append(f"{width} pixels in a window of {window['width']}")
    page.set_viewport_size(_USUAL)
    return found


def _violations(person: Person, options: dict[str, Any]) -> list[str]:
    """Return what axe finds, as rule and first place.

    Only that leaves the browser: what axe has to say about all that is well is megabytes.
    """
    return person.page.evaluate(
        """async options => (await axe.run(document, options)).violations.map(
          found => `${found.id}: ${found.nodes[0].html.slice(0, 200)}`)""",
        options | {"resultTypes": ["violations"]},
    )
