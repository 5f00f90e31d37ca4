"""`python -m tests.trial_serve [MINUTES]`: serve on a one-minute schedule against the local news site, killed once.

A trial and not a test: it takes minutes. New articles appear all the while; in the middle `newsmill serve` is
killed with SIGKILL and started again, at the end stopped by SIGTERM, and by SIGINT. Prints what Prefect's API shows and whether an article is missing or doubled.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb
import httpx

from tests.newssite import Site
from tests.pages import article_page, rss, topic

PORT = 42873
API = f"http://127.0.0.1:{PORT}/api"


def publish(site: Site, count: int) -> None:
    """Put `count` articles and a feed of them on the site."""
    titles = {f"/{number}": f"A meeting about {topic(number)}" for number in range(count)}
    for number, (path, title) in enumerate(titles.items()):
        site.page(path, article_page(title, topic(number)), ETag=f'"{path}"')
    site.page("/feed", rss(site.url, titles), ETag=f'"feed-{count}"')


def serve(folder: Path) -> subprocess.Popen[bytes]:
    """Start `newsmill serve`."""
    command = [
        "serve",
        "--every",
        "1m",
        "--port",
        str(PORT),
        "--warehouse",
        "warehouse",
        "--sources",
        "sources.toml",
    ]
    with (folder / "serve.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", *command],
            cwd=folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PREFECT_API_URL": ""},
        )


def states() -> Counter[str]:
    """States of the flow runs of `ingest`, as Prefect's API shows them."""
    asked = {"flows": {"name": {"any_": ["ingest"]}}, "limit": 200}
    found = httpx.post(f"{API}/flow_runs/filter", json=asked, timeout=10)
    return Counter(run["state_name"] for run in found.json())


def main() -> None:
    """Run the trial."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name, Site("127.0.0.2") as site:
        folder = Path(name)
        (folder / "sources.toml").write_text(
            f'[[source]]\nid = "skarholm"\nname = "Skarholm"\nkind = "feed"\nurl = "{site.url}/feed"\n'
            'schedule = "1m"\nallow_addresses = ["127.0.0.0/8"]\nrequests_per_minute = 600\n',
            encoding="utf-8",
        )
        count, started, killed = 5, time.monotonic(), False
        publish(site, count)
        server = serve(folder)
        while time.monotonic() - started < 60 * minutes:
            time.sleep(10)
            count += 1
            publish(site, count)
            if not killed and time.monotonic() - started > 30 * minutes:
                print((folder / "serve.log").read_text(encoding="utf-8")[-1500:])
                print("before the kill:", dict(states()))
                server.kill()  # it alone: its server and the run under way must end by themselves
                server.wait()
                server, killed = serve(folder), True
        last = count
        deadline = time.monotonic() + 180
        found: list[tuple[str, int]] = []
        while time.monotonic() < deadline and len(found) < last:
            time.sleep(5)
            with duckdb.connect(str(folder / "warehouse" / "news.duckdb"), read_only=True) as connection:
                found = connection.execute("select title, count(*) from articles group by all").fetchall()
                rejected = connection.execute("select uri, reason from rejected").fetchall()
        print("at the end:", dict(states()))
        print(
            f"{last} articles were published, {len(found)} are in the warehouse, {sum(n > 1 for _, n in found)} doubled"
        )
        print("rejected:", rejected)
        requests = Counter(seen.path for seen in site.log)
        print(
            f"requests for the feed: {requests['/feed']}; most for one article: {max(n for p, n in requests.items() if p[1:].isdigit())}"
        )
        for sign in (signal.SIGTERM, signal.SIGINT):
            server.send_signal(sign)
            began = time.monotonic()
            print(
                f"{sign.name}: exit code {server.wait(60)} after {time.monotonic() - began:.1f} s; left: {left()}"
            )
            if sign == signal.SIGTERM:
                server = serve(folder)
                while not answers(f"{API}/health"):
                    time.sleep(1)
                time.sleep(20)
        print((folder / "serve.log").read_text(encoding="utf-8")[-1500:])


def left() -> list[str]:
    """Processes of the served Prefect that are still there."""
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if f"--port {PORT}" in line or "prefect.engine" in line]


def answers(url: str) -> bool:
    """Whether something answers there."""
    try:
        return httpx.get(url, timeout=3).is_success
    except httpx.HTTPError:
        return False


main()
