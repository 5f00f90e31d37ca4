"""`newsmill check`: does what must hold in the warehouse hold?"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import existing_warehouse, warehouse_option
from pipeline.errors import WarehouseError


@click.command("check")
@warehouse_option
def command(warehouse: Path) -> None:
    """Run all checks of sql/checks/ and keep their results; exit 1 where one finds an error."""
    from pipeline.store.checks import all_checks  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415

    with Warehouse.open(existing_warehouse(warehouse)) as opened:
        findings = {finding.check: finding for finding in opened.check()}
    for check in all_checks():
        finding = findings.get(check.name)
        click.echo(f"ok       {check.title}" if finding is None else str(finding))
    errors = sum(finding.is_error for finding in findings.values())
    if errors:
        raise WarehouseError(f"{errors} of {len(all_checks())} checks found an error; check_results has examples")
