"""What a source repeats is learned; what it reprints is not; a person's decision counts, also for old articles."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from pipeline.acquire.items import find_items
from pipeline.clean.templates import Templates, set_aside, template_key
from pipeline.ingest import open_ingest
from pipeline.model import Block, Source
from pipeline.reprocess import reprocess
from pipeline.store.warehouse import Warehouse

START = datetime(2025, 1, 1, 12, tzinfo=UTC)
ARTICLES = 200
WORDS = (
    "harbour council bridge ferry school winter market river storm festival museum library orchestra forest island "
    "village tower garden railway station factory bakery meadow valley summit lantern chapel quarry mill brewery"
).split()
NAMES = "Falk Lund Berg Holm Strand Vik Dahl Nord Sund Haug Moe Lie Ruud Bakke Eide Foss".split()

KURIER = "Nordheim aktuell: die Redaktion wünscht einen guten Tag"
KURIER_END = "Mehr aus der Region lesen Sie jeden Morgen in unserer gedruckten Ausgabe."
BOTE_OLD = "Der Bote ist die Zeitung für Stadt und Land seit 1887."
BOTE_NEW = "Der Bote: Ihre Zeitung für Stadt und Land, seit 2025 auch digital."
RUNDSCHAU = "Hinweise nimmt die Rundschau unter der bekannten Nummer entgegen."


def sentence(chance):
    return (
        f"The {chance.choice(WORDS)} near the old {chance.choice(WORDS)} was {chance.choice(('closed', 'opened', 'sold'))} "
        f"by {chance.choice(NAMES)} after {chance.randint(2, 900)} days of talks about the {chance.choice(WORDS)}."
    )


def paragraphs(chance, count=5):
    return [" ".join(sentence(chance) for _ in range(2)) for _ in range(count)]


def write(folder, number, title, parts):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number:04}.txt"
    path.write_text("\n\n".join([title, *parts]), encoding="utf-8")
    at = (START + timedelta(days=number)).timestamp()
    os.utime(path, (at, at))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Three sources of 200 articles: one changes its template half-way, one reprints another's wire copy."""
    root, chance = tmp_path_factory.mktemp("corpus"), random.Random(11)
    for number in range(ARTICLES):
        title = f"{chance.choice(WORDS).title()} of {chance.choice(NAMES)} number {number} makes the town talk"
        text = paragraphs(chance)
        write(root / "kurier", number, title, [KURIER, *text, KURIER_END])
        bote = paragraphs(chance) if number % 4 else text  # every fourth is the kurier's wire copy
        write(root / "bote", number, f"Bote: {title}", [*bote, BOTE_OLD if number < ARTICLES / 2 else BOTE_NEW])
        write(root / "rundschau", number, f"Rundschau {number}: {title}", [*paragraphs(chance), RUNDSCHAU])
    return root


@pytest.fixture(scope="module")
def warehouse(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates") / "warehouse"
    load(folder, corpus)
    return folder


def source(name):
    return Source(id=name, name=name, kind="folder", location=name)


def load(folder, corpus, *names):
    with open_ingest(folder, "test", workers=1) as ingest:
        for name in names or ("kurier", "bote", "rundschau"):
            ingest.load_source(source(name), find_items(source(name), corpus))
        report = ingest.finish()
    assert report.held_back is None


def ask(folder, query):
    with duckdb.connect(str(folder / "news.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_what_each_source_repeats_is_learned_and_nothing_else(warehouse):
    found = {text.strip() for (text,) in ask(warehouse, "select text from templates where confidence >= 0.8")}
    assert {KURIER, KURIER_END, BOTE_OLD, BOTE_NEW, RUNDSCHAU} == found


def test_a_template_that_changed_is_dated(warehouse):
    found = dict(ask(warehouse, "select trim(text), valid_to from templates where source_id = 'bote'"))
    assert (START + timedelta(days=ARTICLES // 2 - 1)).date() == found[BOTE_OLD]
    assert found[BOTE_NEW] is None


def test_templates_are_removed_from_new_articles(warehouse, corpus):
    write(
        corpus / "kurier",
        ARTICLES,
        "A new headline for the town",
        [KURIER, *paragraphs(random.Random(3)), KURIER_END],
    )
    load(warehouse, corpus)
    removed = ask(
        warehouse,
        "select removed_lines.kind, left(rule, 9) from removed_lines join articles using (article_id, revision)"
        " where title = 'A new headline for the town' order by position",
    )
    assert [("template", "template:")] * 2 == removed


def test_reprocess_applies_templates_to_old_articles_and_rejecting_one_brings_its_lines_back(warehouse, corpus):
    count = "select count(*) from removed_lines where kind = 'template' and text = "
    preview = reprocess(warehouse, [], preview=True, workers=1)
    assert preview.totals.changed >= 3 * ARTICLES - 1
    assert preview.totals.lines_removed >= 4 * ARTICLES - 1
    assert ask(warehouse, f"{count}'{RUNDSCHAU}'") == [(0,)]
    reprocess(warehouse, [], workers=1)
    assert ask(warehouse, f"{count}'{RUNDSCHAU}'") == [(ARTICLES,)]
    template = ask(warehouse, f"select template_id from templates where trim(text) = '{RUNDSCHAU}'")[0][0]
    with Warehouse.open(warehouse) as opened:
        assert [template] == opened.decide_template(template, "rejected")
    reprocess(warehouse, [], workers=1)
    assert ask(warehouse, f"{count}'{RUNDSCHAU}'") == [(0,)]
    assert ask(warehouse, f"select count(*) from articles where body like '%{RUNDSCHAU}'") == [(ARTICLES,)]
    assert ask(warehouse, f"{count}'{KURIER_END}'") == [(ARTICLES + 1,)]


def test_a_book_teaches_nothing_and_its_source_still_learns(tmp_path):
    folder, chance = tmp_path / "post", random.Random(3)
    for number in range(12):
        write(folder, number, f"On day {number} the town talks", [*paragraphs(chance), KURIER_END])
    chapter = paragraphs(chance, 20)
    write(
        folder,
        12,
        "The whole history of the town",
        [*(f"{line} {n}" for n in range(90) for line in chapter), KURIER_END],
    )
    with open_ingest(tmp_path / "w", "test", workers=1) as ingest:
        post = Source("post", "Post", "folder", str(folder))
        ingest.load_source(post, find_items(post, folder.parent))
        ingest.finish()
    assert [(12, 12)] == ask(tmp_path / "w", "select support, articles from templates")
    assert [(True,)] == ask(tmp_path / "w", "select max(length(body)) > 200_000 from articles")


# What a source writes in the same words every time, with other numbers in it.
def weather(chance):
    places = ("coast", "harbour", "islands", "hills", "valley", "lake")
    return [
        f"In the {place} {chance.randint(1, 30)} degrees, {chance.randint(0, 40)} mm of rain and wind of force "
        f"{chance.randint(1, 9)}."
        for place in places
    ]


def result(chance):
    return [
        f"Final score: Nordheim {chance.randint(0, 9)}, Südheim {chance.randint(0, 9)}.",
        f"Attendance: {chance.randint(800, 20000):,}; half-time {chance.randint(0, 4)}-{chance.randint(0, 4)}.",
        f"Nordheim are {chance.randint(1, 18)}th in the table with {chance.randint(1, 60)} points.",
    ]


def test_what_differs_in_numbers_only_is_no_template(tmp_path):
    """Weather and results among other articles, and in a source of their own: all of their lines stay."""
    chance, folder = random.Random(5), tmp_path / "corpus"
    for number in range(60):
        mixed = [
            weather(chance),
            [*result(chance), *paragraphs(chance, 2)],
            paragraphs(chance),
            paragraphs(chance),
        ]
        write(
            folder / "kurier",
            number,
            f"Number {number} of the {chance.choice(WORDS)}",
            [*mixed[number % 4], KURIER_END],
        )
        write(folder / "wetter", number, f"The weather of day {number}", weather(chance))
    load(tmp_path / "w", folder, "kurier", "wetter")
    used = ask(tmp_path / "w", "select trim(text) from templates where confidence >= 0.8")
    assert [(KURIER_END,)] == used
    reprocess(tmp_path / "w", [], workers=1)
    assert [(KURIER_END, 60)] == ask(
        tmp_path / "w", "select trim(text), count(*) from removed_lines where kind = 'template' group by 1"
    )


def test_what_makes_up_most_of_the_articles_is_no_template(tmp_path):
    """Opening hours that are printed every week, with a word of news above them."""
    chance, folder = random.Random(6), tmp_path / "corpus"
    hours = [f"The {place} on the market square is open every day but Monday." for place in WORDS[:12]]
    for number in range(40):
        weekly = [sentence(chance), *hours] if number % 4 == 0 else [*paragraphs(chance), KURIER_END]
        write(folder / "kurier", number, f"Number {number} of the {chance.choice(WORDS)}", weekly)
    load(tmp_path / "w", folder, "kurier")
    assert [(KURIER_END,)] == ask(tmp_path / "w", "select trim(text) from templates")


def test_a_line_whose_numbers_vary_waits_for_a_person(tmp_path):
    chance, folder = random.Random(7), tmp_path / "corpus"
    for number in range(30):
        issue = f"This is issue {number} of the Kurier, printed in the harbour."
        write(
            folder / "kurier", number, f"The {chance.choice(WORDS)} of day {number}", [*paragraphs(chance), issue]
        )
    load(tmp_path / "w", folder, "kurier")
    [(template, confidence)] = ask(tmp_path / "w", "select template_id, confidence from templates")
    assert 0.5 == confidence
    reprocess(tmp_path / "w", [], workers=1)
    assert [(0,)] == ask(tmp_path / "w", "select count(*) from removed_lines where kind = 'template'")
    with Warehouse.open(tmp_path / "w") as opened:
        opened.decide_template(template, "confirmed")
    reprocess(tmp_path / "w", [], workers=1)
    assert [(30,)] == ask(tmp_path / "w", "select count(*) from removed_lines where kind = 'template'")


def test_an_article_never_loses_all_of_its_lines():
    templates = Templates({template_key(KURIER): "a", template_key(KURIER_END): "b"})
    blocks = [
        Block("A day without news", kept=True, kind="title"),
        *(Block(text, kept=True, kind="paragraph") for text in (KURIER, KURIER_END)),
    ]
    assert tuple(blocks) == set_aside(blocks, templates)
    with_news = [*blocks, Block(sentence(random.Random(1)), kept=True, kind="paragraph")]
    assert ["template", "template"] == [block.kind for block in set_aside(with_news, templates) if not block.kept]


@pytest.mark.parametrize(
    "line",
    [
        "Der Bote, Ausgabe 12 vom 3.4.2025",
        "  two\t spaces  and a tab ",
        "İLGİLİ HABERLER",
        "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ ΤΟΥΣ ΝΕΟΥΣ ΟΡΟΥΣ",
        "Une\u00a0espace insécable\u202f!",
        "\u3000全角の空白\u3000",
        "12",
        "",
        "Straße ÄÖÜ ẞ",
    ],
)
def test_a_line_has_the_same_key_in_sql_and_in_python(warehouse, line):
    with duckdb.connect(str(warehouse / "news.duckdb"), read_only=True) as connection:
        assert [(template_key(line),)] == connection.execute("select template_key(?)", [line]).fetchall()
