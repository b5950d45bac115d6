"""House rules that a machine can keep. Each has its reason, a sample it must refuse and one it must allow."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "askaround"
FILES = [path for path in sorted(SOURCE.glob("**/*.py")) if "migrations" not in path.parts]
CODE = [path for path in FILES if "tests" not in path.parts]
WAYS_IN = {"of", "in_active", "in_trash", "active_of", "there_or_merged"}


@dataclass(frozen=True)
class Rule:
    """One rule: which files it is about, what it finds in them, why, and two samples."""

    name: str
    why: str
    where: str
    find: Callable[[ast.Module], Iterator[tuple[int, str]]]
    bad: str
    good: str


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def rows_not_of_the_user(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        inner = getattr(node, "value", None)
        on_objects = isinstance(node, ast.Attribute) and isinstance(inner, ast.Attribute) and inner.attr == "objects"
        if on_objects and node.attr not in WAYS_IN:
            yield node.lineno, f".objects.{node.attr}"


def blind_saves(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for call in calls(tree):
        func = call.func
        saves = isinstance(func, ast.Attribute) and func.attr == "save" and not call.keywords and not call.args
        if saves and "form" not in ast.unparse(func.value):
            yield call.lineno, ast.unparse(call)


def clocks_in_verbs(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for call in calls(tree):
        if ast.unparse(call.func) in {"timezone.now", "datetime.now", "date.today", "timezone.localdate"}:
            yield call.lineno, ast.unparse(call)


def broad_excepts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            kinds = ast.unparse(node.type) if node.type else "bare except"
            if kinds in {"Exception", "BaseException", "bare except"}:
                yield node.lineno, kinds


def signals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("django.db.models.signals", "django.dispatch")
        ):
            yield node.lineno, ast.unparse(node)


def own_save(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for function in functions(tree):
        if function.name in {"save", "delete"}:
            yield function.lineno, f"def {function.name}"


def long_views(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for function in functions(tree):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > 20:
            yield function.lineno, f"{function.name} has {length} lines"


def long_functions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for function in functions(tree):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > 40:
            yield function.lineno, f"{function.name} has {length} lines"


def undocumented(tree: ast.Module) -> Iterator[tuple[int, str]]:
    if not ast.get_docstring(tree) and tree.body:
        yield 1, "module without a docstring"
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if public and not ast.get_docstring(node):
            yield node.lineno, node.name


def untyped_views(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.args.args:
            first = function.args.args[0]
            if first.arg == "request" and ast.unparse(first.annotation or ast.Constant("")) not in {
                "Request", "HttpRequest",
            }:  # fmt: skip
                yield function.lineno, function.name


RULES = [
    Rule(
        "reach rows through their owner",
        "A view that forgets the owner shows Alice's rows to Bob.",
        r"views\.py$",
        rows_not_of_the_user,
        "def page(request: Request): return Contact.objects.get(pk=1)",
        "def page(request: Request): return Contact.objects.of(request.user).get(pk=1)",
    ),
    Rule(
        "write only what changed",
        "Two tabs are two writers: a blind save() also rewrites what the other tab just typed.",
        r"\.py$",
        blind_saves,
        "contact.save()",
        "contact.save(update_fields=['name'])",
    ),
    Rule(
        "the caller brings the clock",
        "A verb that reads the clock itself can't be told what happened yesterday, nor tested.",
        r"/models(/\w+)?\.py$",
        clocks_in_verbs,
        "def end(self): self.ended_at = timezone.now()",
        "def end(self, *, at): self.ended_at = at",
    ),
    Rule(
        "expect an error by name",
        "A broad except hides a loss. It stands once, around the task worker.",
        r"^(?!.*tasks/worker\.py).*\.py$",
        broad_excepts,
        "try: send()\nexcept Exception: pass",
        "try: send()\nexcept TooSoon as error: show(error.sentence)",
    ),
    Rule(
        "say it where it happens",
        "A signal fires where nobody looks. Call the verb.",
        r"\.py$",
        signals,
        "from django.db.models.signals import post_save",
        "from django.db import transaction",
    ),
    Rule(
        "no work in save()",
        "A model that saves in its own way surprises every caller, and bulk verbs pass it by.",
        r"/models(/\w+)?\.py$",
        own_save,
        "class Contact:\n    def save(self): ...",
        "class Contact:\n    def touch(self, *, at): ...",
    ),
    Rule(
        "a view is four moves",
        "Find, read, act, answer: what takes more than 20 lines belongs in a verb.",
        r"views(_\w+)?\.py$",
        long_views,
        "def page(request: Request):\n" + "    x = 1\n" * 21,
        "def page(request: Request):\n    return x",
    ),
    Rule(
        "a function fits the eye",
        "Aim at 25 lines; past 40 it tells two stories.",
        r"\.py$",
        long_functions,
        "def story():\n" + "    x = 1\n" * 41,
        "def story():\n    return x",
    ),
    Rule(
        "plain modules explain themselves",
        "They hold the rules and formulas: units, ranges, errors and sources stand in their docstrings.",
        r"/(plain|formats|language)/\w+\.py$",
        undocumented,
        '"""A module."""\ndef add(a, b): return a + b',
        '"""A module."""\ndef add(a, b):\n    """The sum."""\n    return a + b',
    ),
    Rule(
        "a view is typed",
        "Types are how mypy sees that a row is somebody's.",
        r"views\.py$",
        untyped_views,
        "def page(request): ...",
        "def page(request: Request): ...",
    ),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_house_keeps(rule):
    found = [
        f"{path.relative_to(SOURCE)}:{line} {what}"
        for path in CODE
        if re.search(rule.where, path.as_posix())
        for line, what in rule.find(ast.parse(path.read_text()))
    ]
    assert not found, f"{rule.why}\n" + "\n".join(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_knows_good_from_bad(rule):
    assert list(rule.find(ast.parse(rule.bad)))
    assert not list(rule.find(ast.parse(rule.good)))


KINDS_OF_CODE = {"services", "utils", "helpers", "common", "core", "base", "managers", "mixins", "signals", "misc"}


def test_no_file_is_named_after_a_kind_of_code():
    assert not [path for path in FILES if {path.stem, *path.parts} & KINDS_OF_CODE]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_file_has_at_most_400_lines(path):
    assert len(path.read_text().splitlines()) <= 400


def test_a_bare_type_ignore_names_nothing_and_is_refused():
    assert not [path for path in CODE if re.search(r"# type: ignore(?!\[)", path.read_text())]


@pytest.mark.parametrize("chapter", sorted(SOURCE.glob("*/__init__.py")), ids=lambda path: path.parent.name)
def test_a_chapter_says_what_it_is_about(chapter):
    assert ast.get_docstring(ast.parse(chapter.read_text()))


def test_a_migration_imports_nothing_of_ours():
    """But for ids: the function that makes a row's id is named in the schema, and never changes."""
    allowed = {"askaround.plain.ids"}
    for path in SOURCE.glob("*/migrations/0*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            ours = {name for name in names if name.startswith("askaround")}
            assert ours <= allowed, f"{path.relative_to(SOURCE)} imports {ours - allowed}"


def test_nothing_left_open():
    """No stub is called done."""
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error"]) + r")\b")
    assert not [path for path in FILES if words.search(path.read_text())]
