"""`newsmill clean`: one document in, the cleaned article out. Touches no warehouse."""

from __future__ import annotations

import click

from pipeline.cli.options import read_input
from pipeline.errors import InputError
from pipeline.model import Article


@click.command("clean")
@click.argument("file", metavar="FILE|-")
@click.option("--url", help="The page's address: settles relative links, and is evidence.")
@click.option("--html/--text", "html", default=None, help="What the input is (default: told from its content).")
@click.option("--json", "json_", is_flag=True, help="Print all fields, blocks and evidence as JSON.")
def command(file: str, url: str | None, html: bool | None, json_: bool) -> None:
    """Print the cleaned article in FILE (or standard input for -): headline, lead, body."""
    from pipeline.cli.render import as_json, as_text  # noqa: PLC0415 - rich only where it is used

    article = read_article(read_input(file), file, url, html=html)
    if json_:
        click.echo(as_json(article))
    elif article.kind != "article":
        raise InputError(f"{file}: no article found: {article.kind_reason or article.kind}")
    else:
        click.echo(as_text(article))


def read_article(payload: bytes, name: str, url: str | None, *, html: bool | None) -> Article:
    """The article in a document given on the command line; raises `InputError` where it can't be one."""
    from pipeline.acquire.content import HTML, binary_reason, media_type  # noqa: PLC0415
    from pipeline.article import article_from_html, article_from_text  # noqa: PLC0415

    reason = binary_reason(payload)
    if reason:
        raise InputError(f"{name}: is {reason}")
    if html is None:
        html = media_type(payload, name) == HTML
    return article_from_html(payload, url) if html else article_from_text(payload)
