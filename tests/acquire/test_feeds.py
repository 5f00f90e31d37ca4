"""Feeds of every form, well-formed and as the wild has them: each gives title, link and date of its item."""

from __future__ import annotations

import json
import tracemalloc
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.acquire.feeds import FeedEntry, read_feed, stated_by, text_of
from pipeline.model import Candidate

URL = "https://news.example/feeds/all.xml"
LINK = "https://news.example/2024/a.html"
TITLE = "Café & Wein: „heute“"
DATE = "2024-05-06T10:00:00+00:00"
ESCAPED = "Café &amp; Wein: „heute“"

RSS_NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"'
)


def rss(item=None, *, title=ESCAPED, link=LINK, date="Mon, 06 May 2024 10:00:00 GMT", head='<?xml version="1.0" encoding="utf-8"?>\n',
        root=f'rss version="2.0" {RSS_NAMESPACES}', channel="<title>News</title><link>https://news.example/</link>"):  # fmt: skip
    item = item if item is not None else f"<title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>"
    return f"{head}<{root}><channel>{channel}<item>{item}</item></channel></{root.split()[0]}>"


def atom(
    entry=None,
    *,
    title=ESCAPED,
    link=f'<link href="{LINK}"/>',
    date="<published>2024-05-06T10:00:00Z</published>",
    root="",
):
    entry = (
        entry
        if entry is not None
        else f"<id>urn:1</id><title>{title}</title>{link}<updated>2024-05-06T11:00:00Z</updated>{date}"
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" {root}><title>News</title><id>urn:f</id>'
        f'<link href="https://news.example/"/><updated>2024-05-06T11:00:00Z</updated><entry>{entry}</entry></feed>'
    )


def rdf(item):
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>News</title>'
        f'<link>https://news.example/</link></channel><item rdf:about="{LINK}">{item}</item></rdf:RDF>'
    )


def jsonfeed(version="1.1", **item):
    base = {
        "id": LINK,
        "url": LINK,
        "title": TITLE,
        "date_published": "2024-05-06T10:00:00Z",
        "content_html": "<p>x</p>",
    }
    return json.dumps(
        {"version": f"https://jsonfeed.org/version/{version}", "title": "News", "items": [base | item]}
    )


FEEDS = {
    # RSS 2.0 and its relatives
    "rss 2.0": rss(),
    "rss 0.91": rss(root='rss version="0.91"'),
    "rss 0.92": rss(root='rss version="0.92"'),
    "rss without a version": rss(root=f"rss {RSS_NAMESPACES}"),
    "rss without a declaration": rss(head=""),
    "rss with a byte order mark": "\ufeff" + rss(),
    "rss after empty lines": "\n\n  " + rss(),
    "rss after a comment": rss(head='<?xml version="1.0"?><!-- made by hand -->'),
    "rss with a doctype": rss(
        head='<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    ),
    "rss with a stylesheet": rss(head='<?xml version="1.0"?><?xml-stylesheet href="/x.xsl" type="text/xsl"?>'),
    "rss with upper-case tags": rss(
        "<TITLE>" + ESCAPED + "</TITLE><LINK>" + LINK + "</LINK><PUBDATE>Mon, 06 May 2024 10:00:00 GMT</PUBDATE>"
    ),
    "title in CDATA": rss(title=f"<![CDATA[{TITLE}]]>"),
    "title in CDATA with markup": rss(title="<![CDATA[<b>Café</b> &amp; Wein: „heute“]]>"),
    "title escaped twice": rss(title="Café &amp;amp; Wein: „heute“"),
    "title with HTML entities": rss(title="Caf&eacute; &amp; Wein: &bdquo;heute&ldquo;"),
    "title with numeric entities": rss(title="Caf&#233; &#38; Wein: &#x201e;heute&#8220;"),
    "title with a bare ampersand": rss(title="Café & Wein: „heute“"),
    "title over lines": rss(title="\n  Café &amp;\n  Wein: „heute“\n"),
    "title with unclosed markup": rss(title="<![CDATA[<i>Café &amp; Wein: „heute“]]>"),
    "title in Dublin Core": rss(
        f"<dc:title>{ESCAPED}</dc:title><link>{LINK}</link><dc:date>2024-05-06T10:00:00Z</dc:date>"
    ),
    "title after media title": rss(
        f"<title>{ESCAPED}</title><media:group><media:title>Photo</media:title></media:group><link>{LINK}</link><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>"
    ),
    "link as permanent guid": rss(
        f'<title>{ESCAPED}</title><guid isPermaLink="true">{LINK}</guid><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>'
    ),
    "link as guid by default": rss(
        f"<title>{ESCAPED}</title><guid>{LINK}</guid><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>"
    ),
    "link beside another guid": rss(
        f'<title>{ESCAPED}</title><link>{LINK}</link><guid isPermaLink="false">4711</guid><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>'
    ),
    "link in CDATA": rss(link=f"<![CDATA[ {LINK} ]]>"),
    "link over lines": rss(link=f"\n      {LINK}\n   "),
    "link from the root": rss(link="/2024/a.html"),
    "link without a scheme": rss(link="//news.example/2024/a.html"),
    "link relative to xml:base": rss(
        root='rss version="2.0" xml:base="https://news.example/2024/"', link="a.html"
    ),
    "link in an Atom element": rss(
        f'<title>{ESCAPED}</title><atom:link href="{LINK}"/><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>'
    ),
    "an enclosure before the link": rss(
        f'<title>{ESCAPED}</title><enclosure url="https://news.example/a.mp3" type="audio/mpeg" length="1"/><link>{LINK}</link><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>'
    ),
    "an unknown element": rss(
        f"<title>{ESCAPED}</title><foo:bar xmlns:foo='urn:x'>y</foo:bar><link>{LINK}</link><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>"
    ),
    "a prefix that is not declared": rss(
        f"<title>{ESCAPED}</title><nope:x>y</nope:x><link>{LINK}</link><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>"
    ),
    "an element that is not closed": rss(
        f"<title>{ESCAPED}</title><link>{LINK}</link><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate><description><p>One<br>two</description>"
    ),
    "cut off": rss()[: -len("</item></channel></rss>")],
    "cut off inside the next item": rss().replace("</channel></rss>", "<item><title>Sec"),
    "items beside the channel": rss()
    .replace("<item>", "</channel><item>")
    .replace("</item></channel>", "</item>"),
    "text before the feed": "<!-- cache -->\n" + rss(head=""),
    "text after the feed": rss() + "\n<!-- 0.01 s -->\n<script>x()</script>",
    "control characters": rss(title=ESCAPED + "\x0b"),
    # dates
    "date in GMT": rss(date="Mon, 06 May 2024 10:00:00 GMT"),
    "date with an offset": rss(date="Mon, 06 May 2024 12:00:00 +0200"),
    "date with an offset and colon": rss(date="Mon, 06 May 2024 12:00:00 +02:00"),
    "date with a zone's letters": rss(date="Mon, 06 May 2024 06:00:00 EDT"),
    "date without a weekday": rss(date="06 May 2024 10:00:00 GMT"),
    "date without seconds": rss(date="Mon, 06 May 2024 10:00 GMT"),
    "date with a wrong weekday": rss(date="Fri, 06 May 2024 10:00:00 GMT"),
    "date with a two-digit year": rss(date="Mon, 06 May 24 10:00:00 GMT"),
    "date with a long month": rss(date="Mon, 06 May 2024 10:00:00 UT"),
    "date with a one-digit day": rss(date="Mon, 6 May 2024 10:00:00 Z"),
    "date over lines": rss(date="\n Mon, 06 May 2024 10:00:00 GMT\n "),
    "date of ISO 8601": rss(date="2024-05-06T10:00:00Z"),
    "date of ISO 8601 with fractions": rss(date="2024-05-06T10:00:00.000Z"),
    "date of ISO 8601 with an offset": rss(date="2024-05-06T12:00:00+02:00"),
    "date of ISO 8601 with a space": rss(date="2024-05-06 10:00:00Z"),
    "date in Dublin Core": rss(
        f"<title>{ESCAPED}</title><link>{LINK}</link><dc:date>2024-05-06T12:00:00+02:00</dc:date>"
    ),
    "date as dcterms created": rss(
        f"<title>{ESCAPED}</title><link>{LINK}</link><dcterms:created>2024-05-06T10:00:00Z</dcterms:created>"
    ),
    # RSS 1.0
    "rdf": rdf(f"<title>{ESCAPED}</title><link>{LINK}</link><dc:date>2024-05-06T10:00:00Z</dc:date>"),
    "rdf without a link": rdf(f"<title>{ESCAPED}</title><dc:date>2024-05-06T10:00:00Z</dc:date>"),
    # Atom
    "atom 1.0": atom(),
    "atom with an alternate link": atom(
        link=f'<link rel="self" href="https://news.example/self"/><link rel="alternate" type="text/html" href="{LINK}"/>'
    ),
    "atom with an enclosure first": atom(
        link=f'<link rel="enclosure" type="audio/mpeg" href="https://news.example/x.mp3"/><link href="{LINK}"/>'
    ),
    "atom with a relative link": atom(link='<link href="/2024/a.html"/>'),
    "atom with xml:base": atom(root='xml:base="https://news.example/2024/"', link='<link href="a.html"/>'),
    "atom title as html": atom(
        title="<!-- -->",
        entry=f'<id>urn:1</id><title type="html">&lt;b&gt;Café&lt;/b&gt; &amp;amp; Wein: „heute“</title><link href="{LINK}"/><published>2024-05-06T10:00:00Z</published>',
    ),
    "atom title as xhtml": atom(
        entry=f'<id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><em>Café</em> &amp; Wein: „heute“</div></title><link href="{LINK}"/><published>2024-05-06T10:00:00Z</published>'
    ),
    "atom title in CDATA": atom(title=f"<![CDATA[{TITLE}]]>"),
    "atom with an id as address": atom(
        entry=f"<id>{LINK}</id><title>{ESCAPED}</title><published>2024-05-06T10:00:00Z</published>"
    ),
    "atom with an offset": atom(date="<published>2024-05-06T12:00:00+02:00</published>"),
    "atom 0.3": f'<?xml version="1.0" encoding="utf-8"?><feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title><entry><title>{ESCAPED}</title><link rel="alternate" type="text/html" href="{LINK}"/><id>1</id><issued>2024-05-06T10:00:00Z</issued><modified>2024-05-06T10:00:00Z</modified></entry></feed>',
    "atom with a prefix": f'<?xml version="1.0"?><a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>N</a:title><a:entry><a:id>1</a:id><a:title>{ESCAPED}</a:title><a:link href="{LINK}"/><a:published>2024-05-06T10:00:00Z</a:published></a:entry></a:feed>',
    "atom cut off": atom()[:-13],
    # JSON Feed
    "json 1.1": jsonfeed(),
    "json 1.0": jsonfeed("1"),
    "json with a byte order mark": "\ufeff" + jsonfeed(),
    "json with a relative link": jsonfeed(url="/2024/a.html", id="1"),
    "json with a number as id": jsonfeed(id=4711),
    "json with the id as address": jsonfeed(url=None),
    "json with an external address alone": jsonfeed(url=None, id="1", external_url=LINK),
    "json with entities in the title": jsonfeed(title="Café &amp; Wein: „heute“"),
    "json with a control character": jsonfeed().replace('"News"', '"Ne\tws"'),
}
ENCODED = {
    "latin-1 as declared": (
        rss(
            title="Café &amp; Wein: &#8222;heute&#8220;", head='<?xml version="1.0" encoding="iso-8859-1"?>'
        ).encode("latin-1"),
        None,
    ),
    "windows-1252 as declared": (rss(head='<?xml version="1.0" encoding="windows-1252"?>').encode("cp1252"), None),
    "windows-1252 declared as latin-1": (
        rss(head='<?xml version="1.0" encoding="iso-8859-1"?>').encode("cp1252"),
        None,
    ),
    "utf-16": (rss(head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"), None),
    "utf-8 by the header alone": (rss(head="").encode(), "application/rss+xml; charset=utf-8"),
    "utf-8 declared, header says text": (rss().encode(), "text/plain"),
    "utf-8 declared, header says html": (rss().encode(), "text/html; charset=utf-8"),
    "header with an unknown charset": (rss().encode(), "application/xml; charset=utf8mb4"),
    "declaration with an unknown encoding": (rss(head='<?xml version="1.0" encoding="unicode"?>').encode(), None),
    "utf-8 with one broken byte": (rss().encode().replace(b"<description>", b"<description>\xff"), None),
    "json announced as text": (jsonfeed().encode(), "text/plain"),
}


@pytest.mark.parametrize("name", FEEDS)
def test_title_link_and_date_are_found(name):
    (entry,) = read_feed(FEEDS[name].encode(), URL).entries[:1]
    assert (TITLE, LINK, DATE) == (entry.title, entry.url, (entry.published or "").replace("Z", "+00:00"))


@pytest.mark.parametrize("name", ENCODED)
def test_encodings_are_understood(name):
    (entry,) = read_feed(ENCODED[name][0], URL, ENCODED[name][1]).entries
    assert (TITLE, LINK, DATE) == (entry.title, entry.url, (entry.published or "").replace("Z", "+00:00"))


def test_a_time_without_a_zone_stays_as_written_for_the_sources_zone():
    (entry,) = read_feed(rss(date="2024-05-06 10:00:00").encode(), URL).entries
    assert "2024-05-06 10:00:00" == entry.published


def test_a_date_that_nobody_understands_stays_as_written():
    (entry,) = read_feed(rss(date="gestern um zehn").encode(), URL).entries
    assert "gestern um zehn" == entry.published


def test_everything_an_item_states_becomes_a_candidate():
    item = (
        f"<title>{ESCAPED}</title><link>{LINK}</link><dc:creator>Ann Bell</dc:creator><dc:creator>Bo Cole</dc:creator>"
        "<category>Politik</category><category>Politik</category><category> Welt </category>"
        "<description>&lt;p&gt;Kurz &amp;amp; gut&lt;/p&gt;</description><content:encoded><![CDATA[<p>Der ganze Text</p>]]></content:encoded>"
        '<media:content url="/a.jpg" type="image/jpeg"/><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>'
    )
    (entry,) = read_feed(
        rss(item, channel="<title>N</title><link>https://news.example/</link><language>de</language>").encode(),
        URL,
    ).entries
    expected = {
        Candidate("title", TITLE, "feed:title"), Candidate("description", "Kurz & gut", "feed:description"),
        Candidate("published", DATE, "feed:published"), Candidate("language", "de", "feed:language"),
        Candidate("image_url", "https://news.example/a.jpg", "feed:image_url"), Candidate("authors", "Ann Bell", "feed:authors"),
        Candidate("authors", "Bo Cole", "feed:authors"), Candidate("tags", "Politik", "feed:tags"), Candidate("tags", "Welt", "feed:tags"),
    }  # fmt: skip
    assert expected == set(stated_by(entry))
    assert "<p>Der ganze Text</p>" == entry.content


@pytest.mark.parametrize(
    ("item", "feed", "expected"),
    [
        ({"authors": [{"name": "A"}, {"name": "B"}, {"name": "A"}]}, {}, ("A", "B")), ({"author": {"name": "A"}}, {}, ("A",)),
        ({}, {"authors": [{"name": "F"}]}, ("F",)), ({"authors": []}, {"author": {"name": "F"}}, ("F",)), ({"authors": True}, {"authors": [3, None]}, ()),
    ],
)  # fmt: skip
def test_the_authors_of_json_feeds_in_both_versions(item, feed, expected):
    body = json.dumps({"items": [{"id": "1", **item}], **feed})
    assert expected == read_feed(body.encode(), URL).entries[0].authors


def test_what_the_feed_says_of_itself():
    feed = read_feed(
        rss(
            channel='<title>N &amp; M</title><link>https://news.example/</link><ttl>15</ttl><language>fr</language><atom:link rel="next" href="?page=2"/>'
        ).encode(),
        URL,
    )
    assert ("N & M", "https://news.example/", timedelta(minutes=15), "fr", "rss20") == (
        feed.title,
        feed.home_url,
        feed.ttl,
        feed.language,
        feed.kind,
    )
    assert "https://news.example/feeds/all.xml?page=2" == feed.next_url


def test_the_period_of_the_syndication_module_is_a_ttl():
    module = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    channel = "<title>N</title><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    assert (
        timedelta(minutes=15)
        == read_feed(rss(root=f'rss version="2.0" {module}', channel=channel).encode(), URL).ttl
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><html><body><p>Not a feed</body></html>",
        b"{}",
        b"[1]",
        b'{"items": 3}',
        b"Just text.",
        b"\x89PNG\r\n\x1a\n\x00",
        b"{" * 5000,
        b'{"items": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_feed_says_so(body):
    feed = read_feed(body, URL)
    assert ((), True) == (feed.entries, (feed.fault or "").startswith("not a"))


def test_an_empty_feed_is_a_feed():
    feed = read_feed(b'<rss version="2.0"><channel><title>N</title></channel></rss>', URL)
    assert (None, ()) == (feed.fault, feed.entries)


def test_items_without_any_name_are_none():
    assert () == read_feed(rss("<description>x</description>").encode(), URL).entries


def test_entities_that_multiply_do_not_fill_the_memory():
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
        + "a" * 1000
        + '">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
        + "]>"
        + rss(head="", title="&i;")
    )
    tracemalloc.start()
    read_feed(bomb.encode(), URL)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50_000_000


def test_files_of_this_machine_are_not_read_through_entities(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("TOP SECRET")
    body = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>' + rss(
        head="", title="x &s; y"
    )
    assert "SECRET" not in repr(read_feed(body.encode(), URL))


@given(st.binary(max_size=300))
def test_no_bytes_raise(body):
    read_feed(body, URL)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda kids: st.lists(kids, max_size=3) | st.dictionaries(
    st.sampled_from(["items", "id", "url", "title", "authors", "author", "tags", "date_published", "version", "name", "image"]), kids, max_size=5)))  # fmt: skip
def test_no_json_raises(data):
    read_feed(json.dumps({"items": [data]}).encode(), URL)
    read_feed(json.dumps(data).encode(), URL, "application/json")


def test_text_of_markup():
    assert ("a < b", "a b", None) == (text_of("a &lt; b"), text_of("<p>a</p><p>b</p>"), text_of(" "))
    assert FeedEntry(None, "x") == FeedEntry(None, "x")
