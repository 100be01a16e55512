"""Whether a page can be used by everybody, as axe judges: https://github.com/dequelabs/axe-core."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import Browser

_AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(browser: Browser, part: str = "document") -> object:
    """Return what axe finds wrong with a part of the page as it is shown."""
    if not _AXE.is_file():
        pytest.skip("no axe (npm i axe-core)")
    return browser.ask(f"""(async () => {{ {_AXE.read_text("utf-8")}
      const found = await axe.run({part}, {{ runOnly: {_TAGS} }});
      const all = found.violations.flatMap((one) => one.nodes.map((node) => [one.id, node]));
      // The lines of a printed page are as high as they are: text in lines, which WCAG 2.2 excepts (2.5.8).
      const inLines = ([id, node]) => id === "target-size" && node.html.includes('class="spot');
      return all.filter((one) => !inLines(one)).map(([id, node]) => `${{id}}: ${{node.html.slice(0, 300)}}`);
    }})()""")
