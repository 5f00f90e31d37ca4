"""A run's report as artifacts in Prefect's UI: a summary to read, a table to sort."""

from __future__ import annotations

from dataclasses import asdict

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from pipeline.ingest import Report
from pipeline.model import Counts

_MOST_REJECTED = 50


def create_artifacts(report: Report) -> None:
    """Two artifacts: `newsmill-run` and `newsmill-sources`."""
    create_markdown_artifact(summary(report), key="newsmill-run", description=f"Run {report.run.id}")
    rows = [{"source": source, **asdict(counts)} for source, counts in report.counts.items()]
    create_table_artifact(rows, key="newsmill-sources", description=f"Sources of run {report.run.id}")


def summary(report: Report) -> str:
    """What a run did, as Markdown."""
    total = Counts()
    for counts in report.counts.values():
        total.add(counts)
    lines = [
        f"# Run {report.run.id}",
        "",
        (
            f"{total.found:,} found: {total.new:,} new, {total.changed:,} changed, {total.unchanged:,} unchanged, "
            f"{total.rejected:,} rejected; {total.lines_removed:,} lines removed."
        ),
        "",
        report.held_back or f"Published {report.published}.",
    ]
    if report.findings:
        lines += ["", "## Checks", "", *(f"- {finding}" for finding in report.findings)]
    if report.rejections:
        rejected = report.rejections[:_MOST_REJECTED]
        lines += [
            "",
            "## Rejected",
            "",
            *(f"- `{each.uri}` ({each.source_id}): {each.reason}" for each in rejected),
        ]
    return "\n".join(lines) + "\n"
