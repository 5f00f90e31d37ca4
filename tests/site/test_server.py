"""Site and feeds over HTTP, asked as a client does."""

import asyncio

import httpx
import pytest

from pipeline.site.server import application


class Client:
    """Asks the application itself, without a socket."""

    def __init__(self, app):
        self.transport = httpx.ASGITransport(app)

    def request(self, method, path, **given):
        async def ask():
            async with httpx.AsyncClient(transport=self.transport, base_url="http://127.0.0.1:8420") as client:
                return await client.request(method, path, **given)

        return asyncio.run(ask())

    def get(self, path, **given):
        return self.request("GET", path, **given)


@pytest.fixture
def client(tmp_path):
    site, feeds = tmp_path / "site", tmp_path / "feeds"
    site.mkdir()
    feeds.mkdir()
    (tmp_path / "news.duckdb").write_text("secret")
    (site / "index.html").write_text("<!doctype html><title>first</title>")
    (site / "data.js").write_text("x" * 5000)
    (feeds / "latest.json").write_text("{}")
    (site / "out").symlink_to(tmp_path / "news.duckdb")
    return Client(application(site, feeds))


def test_the_root_leads_to_the_site(client):
    assert "/site/" == client.get("/").headers["location"]
    assert "first" in client.get("/site/").text
    assert {} == client.get("/feeds/latest.json").json()


def test_what_has_not_changed_is_not_sent_again(client):
    first = client.get("/site/data.js", headers={"Accept-Encoding": "identity"})
    again = client.get("/site/data.js", headers={"If-None-Match": first.headers["etag"]})
    assert (304, b"") == (again.status_code, again.content)
    assert "no-cache" == first.headers["cache-control"]


def test_parts_are_parts_of_the_file_as_it_is(client):
    part = client.get("/site/data.js", headers={"Range": "bytes=10-19", "Accept-Encoding": "gzip"})
    assert 206 == part.status_code
    assert b"x" * 10 == part.content
    assert "bytes 10-19/5000" == part.headers["content-range"]
    assert "content-encoding" not in part.headers


def test_compressed_answers_have_a_weak_validator_that_holds(client):
    packed = client.get("/site/data.js", headers={"Accept-Encoding": "gzip"})
    assert "gzip" == packed.headers["content-encoding"]
    assert packed.headers["etag"].startswith('W/"')
    again = client.get(
        "/site/data.js", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]}
    )
    assert 304 == again.status_code


@pytest.mark.parametrize("path", ["/", "/site/", "/site/data.js", "/site/none", "/feeds/latest.json"])
def test_every_answer_says_what_browsers_may_do(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "nosniff" == headers["x-content-type-options"]
    assert "DENY" == headers["x-frame-options"]
    assert "no-referrer" == headers["referrer-policy"]


@pytest.mark.parametrize(
    "path", ["/news.duckdb", "/site/out", "/site/%2e%2e/news.duckdb", "/site/..%2fnews.duckdb"]
)
def test_nothing_else_of_the_folder_is_reachable(client, path):
    answer = client.get(path)
    assert 404 == answer.status_code
    assert "secret" not in answer.text


def test_other_names_for_this_machine_are_refused(client):
    assert 400 == client.get("/site/", headers={"Host": "evil.example"}).status_code
    assert 200 == client.get("/site/", headers={"Host": "localhost:8420"}).status_code


def test_nothing_can_be_changed(client):
    assert 405 == client.request("PUT", "/site/data.js", content=b"").status_code
    assert 405 == client.request("POST", "/site/", content=b"").status_code
