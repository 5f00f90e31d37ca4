"""What the site consists of: four pages, the scripts they share, and the data they load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.site import pages, pieces, vega
from pipeline.site.articles import write_articles
from pipeline.site.output import Output
from pipeline.site.overview import names_of_sources, overview
from pipeline.site.scripts import object_of_json, script, script_of_json

if TYPE_CHECKING:
    import duckdb


def write(connection: duckdb.DuckDBPyConnection, output: Output, *, has_feeds: bool) -> int:
    """Write everything; returns how many articles there are.

    `has_feeds`: the list of feeds is beside the site, and the pages lead to it.

    Data first and pages last, so that a page never names a piece that is not there yet.
    """
    library, library_text = vega.library()
    output.write(f"assets/{library}", library_text)
    for name, text in pages.assets():
        output.write(f"assets/{name}", text)
    output.write("assets/charts.js", script_of_json("charts", object_of_json(pages.charts())))
    seen = overview(connection)
    output.write(
        "data/overview.js",
        script(
            "overview", {"days": seen.days, "names": seen.names, "terms": seen.terms, "removals": seen.removals}
        ),
    )
    articles = int(seen.totals["articles"])
    letters = pieces.letters_for(articles)
    listed = pieces.write_list(connection, output)
    write_articles(connection, output, letters)
    about = {
        "letters": letters,
        "articles": articles,
        "sources": names_of_sources(connection),
        "list": [[each.name, each.articles] for each in listed],
    }
    output.write("data/about.js", script("about", about))
    for name in ("index", "stories", "articles", "article"):
        output.write(f"{name}.html", pages.page(name, overview=seen, library=library, has_feeds=has_feeds))
    output.sweep("data")
    output.sweep("assets")
    return articles
