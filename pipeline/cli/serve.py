"""`newsmill serve`: follow the sources on a schedule, or show site and feeds over HTTP, until told to stop."""

from __future__ import annotations

import re
import socket
from datetime import timedelta
from pathlib import Path

import click

from pipeline.cli.options import sources_option, warehouse_option

HTTP_PORT = 8420
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
@click.option("--http", is_flag=True, help="Show site and feeds on this machine instead; follows nothing.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help=f"Port of the Prefect server, or of --http ({HTTP_PORT})."
)
@sources_option
@warehouse_option
def command(
    every: timedelta, maintain_every: timedelta, http: bool, port: int | None, sources: Path, warehouse: Path
) -> None:
    """Follow the sources on a schedule; a Prefect server is started on loopback unless PREFECT_API_URL has one."""
    if http:
        _show(warehouse, port or HTTP_PORT)
        return
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


def _show(warehouse: Path, port: int) -> None:
    """Serve the site (written first, where there is none) and the feeds."""
    from pipeline.errors import WarehouseError  # noqa: PLC0415
    from pipeline.site import build  # noqa: PLC0415
    from pipeline.site.server import LOOPBACK, serve  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.places import Places  # noqa: PLC0415

    places = Places(warehouse)
    if not (places.site / "index.html").is_file():
        click.echo("Writing the site …")
        build(warehouse)
    if is_taken(LOOPBACK, port):
        raise WarehouseError(f"port {port} is in use: choose another one with --port")
    click.echo(f"Showing {places.site} at http://{LOOPBACK}:{port}/ (stop: Ctrl-C)")
    serve(places.site, places.folder / "feeds", port)


def is_taken(host: str, port: int) -> bool:
    """Whether somebody listens there already."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return True
    return False
