"""What the adapter may import, and when."""

from __future__ import annotations

ABSENT = "; import sys; heavy = {'libcst', 'rich'} & set(sys.modules); assert not heavy, heavy"


def test_importing_the_plugin_imports_no_libcst(project):
    assert project.python("-c", "import flake8_asyncsafe.plugin" + ABSENT).code == 0


def test_parsing_options_imports_no_libcst(project):
    script = (
        "from flake8_asyncsafe.plugin import AsyncsafeChecker as C; from flake8.options.manager import OptionManager;"
        "m = OptionManager(version='', plugin_versions='', parents=[], formatter_names=[]); C.add_options(m);"
        "o = m.parse_args([]); o.select = ['ASF']; o.extend_select = o.ignore = o.extend_ignore = None;"
        "o.config = None; o.isolated = True; C.parse_options(m, o, [])"
    )
    outcome = project.python("-c", script + ABSENT)
    assert outcome.code == 0, outcome


def test_a_file_behind_the_gate_costs_no_libcst(project):
    script = (
        "import ast; from flake8_asyncsafe.plugin import AsyncsafeChecker as C;"
        "text = 'def f(x):\\n    return x + 1\\n'; C.settings;"
        "assert list(C(ast.parse(text), 'a.py', [text]).run()) == []"
    )
    outcome = project.python("-c", script + ABSENT)
    assert outcome.code == 0, outcome
