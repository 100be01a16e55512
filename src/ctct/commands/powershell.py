"""Completion in the shell of Windows."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $at)
    $before = [Console]::OutputEncoding
    [Console]::OutputEncoding = [Text.Encoding]::UTF8
    $env:COMP_WORDS = $line.ToString()
    $env:COMP_CWORD = $word
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:%(complete_var)s
        [Console]::OutputEncoding = $before
    }
}
"""


class PowerShellComplete(ShellComplete):
    """Completes in PowerShell, which names files itself where nothing is offered."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one at the cursor, and that one."""
        incomplete = os.environ["COMP_CWORD"]
        words = split_arg_string(os.environ["COMP_WORDS"])[1:]
        return (words[:-1] if incomplete and words else words), incomplete

    def complete(self) -> str:
        """Return what is offered, a line each, in UTF-8 whatever the console's own encoding."""
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        return super().complete()

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return what is offered, without what stands for files."""
        return [item for item in super().get_completions(args, incomplete) if item.type == "plain"]

    def format_completion(self, item: CompletionItem) -> str:
        """Return a line: the value, a tab, what it means; PowerShell wants some words there."""
        return f"{item.value}\t{(item.help or item.value).splitlines()[0]}"


def offer_powershell() -> None:
    """Have PowerShell among the shells that are answered."""
    add_completion_class(PowerShellComplete)
