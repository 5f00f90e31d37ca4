"""The structure the design promises: imports go one way, and what is said to exist does."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# A package may import from those before it in this list, and from itself; model, errors and the like are at the bottom.
ORDER = (
    "values",
    "codes",
    "tomllines",
    "tomltables",
    "wording",
    "errors",
    "model",
    "settings",
    "read",
    "clean",
    "normalise",
    "enrich",
    "relate",
)
PURE = ("read", "clean", "normalise", "enrich", "relate")
EDGES = ("acquire", "store")
# Of the feeds, what writes a format decides from rows alone; `publishing`, `query`, `folder` and `state` are its edge.
FORMATS = ("definition", "texts", "rows", "entries", "tabular", "atom", "rss", "jsonfeed", "ninjs", "render")
FILES = sorted((ROOT / "pipeline").rglob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def part(name):
    return name.split(".")[1] if name.startswith("pipeline.") else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_flows_and_the_one_door_to_them_know_prefect(path):
    door = path.name in ("run.py", "serve.py") and path.parent.name == "cli"
    found = {name.split(".")[0] for name in imported(path)}
    assert "prefect" not in found
    assert door or "flows" not in found


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.parent.name in (*PURE, *EDGES)], ids=lambda p: str(p.relative_to(ROOT))
)
def test_steps_do_not_import_what_stands_above_them(path):
    folder = path.relative_to(ROOT / "pipeline").parts[0]
    above = {"cli", "ingest", "engine", "article", "site", "feeds", "notify"}
    if folder in PURE:
        above |= set(EDGES)
    if folder in EDGES:
        above |= set(EDGES) - {folder}
    assert not above & {part(name) for name in imported(path)}


@pytest.mark.parametrize("folder", PURE)
def test_pure_steps_open_no_file_or_socket_and_ask_no_clock(folder):
    forbidden = re.compile(
        r"\b(?:(?<![.\w])(?<!def )open\(|urlopen|httpx|socket\.|datetime\.now|time\.time\(|Path\(|random\.)"
    )
    for path in (ROOT / "pipeline" / folder).rglob("*.py"):
        if "training" in path.parts or path.name == "compiled.py":  # a developer's tool; a cache like .pyc files
            continue
        code = "\n".join(line.split("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
        assert not forbidden.search(code), path


@pytest.mark.parametrize("name", FORMATS)
def test_formats_of_feeds_touch_no_file_clock_or_database(name):
    path = ROOT / "pipeline" / "feeds" / f"{name}.py"
    forbidden = re.compile(r"\bopen\(|read_text|write_|datetime\.now|time\.time\(|random\.|duckdb\.")
    assert not forbidden.search(path.read_text(encoding="utf-8").replace("pq.write_table", ""))
    assert not {"store", "acquire", "cli", "ingest"} & {part(each) for each in imported(path)}


def test_the_command_line_starts_without_the_heavy_libraries():
    heavy = ("prefect", "trafilatura", "duckdb", "pyarrow", "numpy", "httpx", "rich", "lxml")
    program = f"import sys, pipeline.cli; print([name for name in {heavy!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "[]"


def test_nothing_is_left_open_in_the_code():
    marks = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b")
    files = [*FILES, *(ROOT / "flows").rglob("*.py"), *(ROOT / "sql").rglob("*.sql")]
    assert [path for path in files if marks.search(path.read_text(encoding="utf-8"))] == []


def test_every_command_is_in_the_readme():
    from pipeline.cli import _COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in _COMMANDS if f"newsmill {name}" not in readme] == []


def test_every_command_has_help():
    from click.testing import CliRunner

    from pipeline.cli import _COMMANDS, cli

    for name in _COMMANDS:
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0, name
        assert "Usage:" in result.output
