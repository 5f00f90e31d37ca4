"""The `newsmill` command: what there is, found lazily so that no command pays for another's imports.

Exit codes: 0 it did what was asked; 1 it could not, with one line on stderr; 2 it was used wrongly.
"""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module

import click

from pipeline import __version__
from pipeline.errors import NewsmillError, is_interruption

# Command, the module it lives in, and its line in `newsmill --help`.
_COMMANDS = {
    "run": ("pipeline.cli.run", "Load what is due from the sources, as a Prefect flow."),
    "serve": ("pipeline.cli.serve", "Follow the sources on a schedule, with a Prefect server."),
    "load": ("pipeline.cli.load", "Load files, folders, archives and web pages now, without Prefect."),
    "clean": ("pipeline.cli.clean", "Print the cleaned article in one text or page."),
    "explain": ("pipeline.cli.explain", "Show an article's kept and removed lines, with their rules."),
    "search": ("pipeline.cli.search", "Find articles by words, phrases, source, language and date."),
    "diff": ("pipeline.cli.diff", "Show what a publisher changed in an article."),
    "sql": ("pipeline.cli.sql", "Ask the warehouse in SQL."),
    "sources": ("pipeline.cli.sources", "List, add, check and change the sources; OPML in and out."),
    "status": ("pipeline.cli.status", "Show what the warehouse holds and how the last runs went."),
    "check": ("pipeline.cli.check", "Run the warehouse's checks; exit 1 if one finds an error."),
    "templates": ("pipeline.cli.templates", "Show the lines that sources repeat; confirm or reject them."),
    "reprocess": (
        "pipeline.cli.reprocess",
        "Process the archive again with today's rules; --preview changes nothing.",
    ),
    "rebuild": ("pipeline.cli.rebuild", "Make the warehouse anew from its archive alone."),
    "export": ("pipeline.cli.export", "Write articles, or the whole warehouse, as Parquet, CSV or JSON Lines."),
    "import": ("pipeline.cli.import_", "Take over an export or another warehouse."),
    "prune": ("pipeline.cli.prune", "Remove what is older than you want to keep; says what, and asks."),
    "compact": ("pipeline.cli.compact", "Write the warehouse's file anew, without gaps, sorted."),
    "publish": ("pipeline.cli.publish", "Write the file that people open, from the writer's own."),
    "notify": ("pipeline.cli.notify", "Tell of new rows: to a webhook or a command; --dry-run shows them."),
    "site": ("pipeline.cli.site", "Write the pages to look at: a site that needs no server."),
    "verify": ("pipeline.cli.verify", "Check every record of the archive against its digest."),
}


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newsmill")
@click.option("--debug", is_flag=True, help="Print tracebacks, and log what the steps do.")
def cli(debug: bool) -> None:
    """A news warehouse on your own machine: articles in, clean text and fields in DuckDB out."""
    if debug:  # only then: a handler on the root logger would print Prefect's log, too
        logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s")


def main() -> None:
    """Run the command line and exit."""
    try:
        sys.exit(cli(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped", 130)
    except NewsmillError as error:
        _fail(str(error), error.exit_code, error)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the last resort: a person gets a line, not a traceback
        if is_interruption(error):
            _fail("stopped", 130)
        _fail(
            f"internal error, please report it: {type(error).__name__}: {error} (newsmill --debug shows where)",
            1,
            error,
        )


def _fail(message: str, code: int, error: BaseException | None = None) -> None:
    if error is not None and "--debug" in sys.argv:
        raise error
    click.echo(f"newsmill: {message}", err=True)
    sys.exit(code)
