"""`newsmill run --since … --until … --source …` fetches what a site's sitemaps list of those days, and no more."""

from __future__ import annotations

import pytest

from tests.conftest import newsmill
from tests.newssite import Site
from tests.pages import article_page

INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
URLS = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
DAYS = {"2023-12-30": "stars", "2024-01-01": "ice", "2024-01-02": "snow", "2024-01-03": "mud", "2024-02-04": "sun"}


@pytest.fixture
def site():
    with Site("127.0.0.2") as running:
        months = {}
        for day, about in DAYS.items():
            path = f"/{day}/{about}"
            running.page(path, article_page(f"All about {about}", about))
            months.setdefault(day[:7], []).append(
                f"<url><loc>{running.url}{path}</loc><lastmod>{day}</lastmod></url>"
            )
        maps = ""
        for month, urls in months.items():
            running.page(f"/map-{month}.xml", URLS.format("".join(urls)), kind="application/xml")
            last = max(day for day in DAYS if day.startswith(month))
            maps += f"<sitemap><loc>{running.url}/map-{month}.xml</loc><lastmod>{last}</lastmod></sitemap>"
        running.page("/sitemap.xml", INDEX.format(maps), kind="application/xml")
        yield running


@pytest.fixture
def backfill(site, tmp_path):
    (tmp_path / "sources.toml").write_text(
        f'[[source]]\nid = "s"\nkind = "sitemap"\nurl = "{site.url}/sitemap.xml"\nallow_addresses = ["127.0.0.2"]\n'
        "requests_per_minute = 600\n",
        encoding="utf-8",
    )

    def backfill(*span):
        done = newsmill(
            "run", "--source", "s", *span, "--sources", "sources.toml", "--warehouse", "w", cwd=tmp_path
        )
        assert (0, "") == (done.returncode, done.stderr), done.stderr  # whole: pytest would show its ends alone
        query = "select title from articles order by title"
        return newsmill("sql", "--csv", query, "--warehouse", tmp_path / "w").stdout.splitlines()[1:]

    return backfill


def test_a_backfill_fetches_its_days_and_the_next_one_what_it_left_out(site, backfill):
    assert ["All about ice", "All about snow"] == backfill("--since", "2024-01-01", "--until", "2024-01-03")
    assert [] == site.asked("/map-2023-12.xml")  # it changed last before the first day
    asked = len(site.log)
    everything = sorted(f"All about {about}" for about in DAYS.values())
    assert everything == backfill("--since", "2023-12-01")
    again = [path for path in site.paths()[: len(site.log)] if path.startswith("/2024-01-0")]
    assert sorted(f"/{day}/{about}" for day, about in DAYS.items() if day.startswith("2024-01")) == sorted(again)
    assert asked < len(site.log)
