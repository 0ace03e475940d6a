"""How a program that signs people in talks to the test: one line of JSON for each step."""

from __future__ import annotations

import json
import sys
import webbrowser


def tell(**step: object) -> None:
    print(json.dumps(step), flush=True)  # noqa: T201 - the protocol


class PrintingBrowser(webbrowser.BaseBrowser):
    """Stands for the person's browser: the test opens the address."""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: FBT001, FBT002 - as declared
        del new, autoraise
        tell(open=url)
        return True


webbrowser.register("printing", None, PrintingBrowser(), preferred=True)
CASE = json.loads(sys.argv[1])
