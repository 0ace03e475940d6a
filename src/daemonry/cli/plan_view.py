"""A plan as people read it: what comes, changes and goes, and consent in loud words."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.text import Text

from daemonry.cli.output import note, out

if TYPE_CHECKING:
    from daemonry.configuration.difference import ObjectChange
    from daemonry.configuration.plan import Plan

_SIGNS = {"create": ("+", "green"), "change": ("~", "yellow"), "remove": ("-", "red")}
_KINDS = {"application": "application", "tokenLifetimePolicy": "policy", "tenant": "tenant"}
_WORDS = {
    False: {"create": "to create", "change": "to change", "remove": "to remove"},
    True: {"create": "created", "change": "changed", "remove": "removed"},
}
_LONGEST = 120


def show_plan(plan: "Plan", *, applied: bool, prune: bool) -> None:
    """Print a plan, or what was applied, to standard output; its summary comes last."""
    console = out()
    for change in plan.changes:
        for line in _lines(change):
            console.print(line, soft_wrap=True)
    if not plan.changes:
        console.print("No changes: the tenant is as the files say.", soft_wrap=True)
    else:
        console.print(_summary(plan, applied=applied), soft_wrap=True)
    if prune and plan.managers:
        note(f"Kept, because they manage the tenant: {', '.join(plan.managers)}.")
    elif plan.left_alone and not prune:
        note(f"Not in the files and left alone: {', '.join(plan.left_alone)}.")


def _lines(change: "ObjectChange") -> list[Text]:
    sign, style = _SIGNS[change.action]
    head = Text(f"{sign} {_KINDS[change.kind]} {change.name}", style=f"bold {style}")
    if change.identifier:
        head.append(f"  {change.identifier}", "not bold dim")
    lines = [head]
    for item in change.properties:
        if item.before is None:
            lines.append(Text(f"    + {item.path}: {_value(item.after)}", style="green"))
        elif item.after is None:
            lines.append(Text(f"    - {item.path}: {_value(item.before)}", style="red"))
        else:
            words = f"    ~ {item.path}: {_value(item.before)} -> {_value(item.after)}"
            lines.append(Text(words, style="yellow"))
    for consent in change.consents:
        what = "GRANT CONSENT" if consent.is_granted else "WITHDRAW CONSENT"
        words = f"    ! {what}: {consent.role} on {consent.resource}"
        lines.append(Text(words, style="bold magenta"))
    return lines


def _summary(plan: "Plan", *, applied: bool) -> Text:
    counts = Counter[str](change.action for change in plan.changes)
    parts = [f"{counts[action]} {words}" for action, words in _WORDS[applied].items()]
    consents = [consent for change in plan.changes for consent in change.consents]
    granted = sum(consent.is_granted for consent in consents)
    text = Text("\nDone: " if applied else "\nPlan: ", style="bold").append(
        ", ".join(parts), "not bold"
    )
    if consents:
        words = f"; consent: {granted} granted, {len(consents) - granted} withdrawn"
        text.append(words, "bold magenta")
    return text.append(".")


def _value(value: Any) -> str:
    """Return a value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return f"[{', '.join(map(str, value))}]"
        case dict():
            return "{}"
        case str() if "\n" in value.strip():
            first, *more = value.strip().splitlines()
            return f"{first} ... ({len(more)} more lines)"
        case _:
            text = str(value).strip()
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
