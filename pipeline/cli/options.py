"""Options that several commands share, and reading one document given on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.errors import InputError, WarehouseError

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_WAREHOUSE = Path("warehouse")
DEFAULT_SOURCES = Path("seeds") / "sources.toml"


def warehouse_option(function: Command) -> Command:
    """`--warehouse DIR`."""
    return click.option(
        "--warehouse",
        type=click.Path(file_okay=False, path_type=Path),
        default=DEFAULT_WAREHOUSE,
        envvar="NEWSMILL_WAREHOUSE",
        show_default=True,
        help="The folder of the warehouse.",
    )(function)


def sources_option(function: Command) -> Command:
    """`--sources FILE`."""
    return click.option(
        "--sources",
        type=click.Path(dir_okay=False, path_type=Path),
        default=DEFAULT_SOURCES,
        envvar="NEWSMILL_SOURCES",
        show_default=True,
        help="The file that names the sources.",
    )(function)


def address_option(function: Command) -> Command:
    """`--allow-address NETWORK`, as `allow_address`."""
    return click.option(
        "--allow-address",
        multiple=True,
        callback=_networks,
        metavar="NETWORK",
        help="Private address or network (192.168.1.0/24) that may be fetched from; may be given more than once.",
    )(function)


def _networks(_context: click.Context, _option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    from pipeline.values import networks  # noqa: PLC0415 - only where it is used

    try:
        return networks(list(value))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def existing_warehouse(folder: Path) -> Path:
    """The folder, if a warehouse is in it; raises `WarehouseError` rather than making one."""
    if not (folder / "work").is_dir():
        raise WarehouseError(f"there is no warehouse in {folder}: make one with newsmill run or newsmill load")
    return folder


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; raises `InputError`."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"can't read {name}: {error.strerror or error}") from error
