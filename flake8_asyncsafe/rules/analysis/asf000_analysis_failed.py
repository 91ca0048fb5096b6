"""ASF000: analysis-failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AnalysisFailed(Rule):
    """The file could not be analysed although Python accepts it.

    ## What it does
    Reports, in line 1, that a file could not be analysed: libcst does not know its syntax, or this plugin has a
    bug.  The message names the cause.  If a single rule failed, the message names that rule, and the others still
    report.

    ## Why is this bad?
    Nothing is wrong with the file.  But a silent linter is taken for a content one: without this report the file
    would look checked.  A traceback would be no better, as it ends flake8's run for all other files as well.

    ## Drawn from
    nothing: no post is about this, it is how the plugin owns up to its own failures.

    ## Example
    Any file that uses syntax newer than the installed libcst.

    ## Use instead
    Update libcst and this plugin.  If the message names a rule or an exception, report it as a bug together with
    the smallest file that shows it; until then switch the rule off, or ignore ASF000 for that file in
    `per-file-ignores`.

    ## Known limits
    A file that Python itself does not accept is flake8's to report (E999), not this rule's.  A file that mentions
    nothing concurrent is never parsed, so it cannot fail either.
    """

    code = "ASF000"
    name = "analysis-failed"
    message = "the file could not be analysed: {cause}"

    def check(self, module: Module) -> Iterator[Finding]:  # noqa: ARG002 - every rule has it
        """Yield nothing: a file that reaches the rules was analysed, so the engine itself reports this one."""
        return iter(())
