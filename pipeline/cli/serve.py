"""`newsmill serve`: follow the sources on a schedule until told to stop."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import click

from pipeline.cli.options import sources_option, warehouse_option

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class _Interval(click.ParamType[timedelta]):
    """A time such as `90s`, `5m`, `6h` or `1d`."""

    name = "interval"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        found = re.fullmatch(r"(\d+)\s*([smhd])", str(value).strip().lower())
        if not found or int(found[1]) == 0:
            self.fail(f"{value!r} is not a time such as 90s, 5m, 6h or 1d", param, ctx)
        return timedelta(**{_UNITS[found[2]]: int(found[1])})


@click.command("serve")
@click.option("--every", type=_Interval(), default="5m", show_default=True, help="How often to look what is due.")
@click.option("--maintain-every", type=_Interval(), default="1d", show_default=True, help="How often to verify.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the Prefect server, where one is started.")
@sources_option
@warehouse_option
def command(every: timedelta, maintain_every: timedelta, port: int | None, sources: Path, warehouse: Path) -> None:
    """Follow the sources on a schedule; a Prefect server is started on loopback unless PREFECT_API_URL has one."""
    from pipeline.settings import read_sources  # noqa: PLC0415 - `--help` pays for none of this

    read_sources(sources)  # a mistake in it is said at once
    from flows.server import running  # noqa: PLC0415

    click.echo("Starting Prefect (10 to 40 seconds) …")
    with running(warehouse, port) as url:
        from flows.serve import serve_forever  # noqa: PLC0415

        click.echo(
            f"Following {sources} into {warehouse}; Prefect's page: {url.removesuffix('/api')}; stop: Ctrl-C"
        )
        serve_forever(warehouse, sources, every, maintain_every)
