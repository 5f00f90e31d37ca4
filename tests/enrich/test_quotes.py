"""Who said what: the ways in which news texts say it, and marked texts in four languages."""

import pytest

from pipeline.enrich.mentions import find_names
from pipeline.enrich.quotes import find_quotes
from tests.enrich.marked_texts import Count, is_same_speaker, marked_quotes


def quotes_of(text, language="de"):
    return find_quotes(text, language, find_names(None, None, text, language).occurrences)


def said(text, language="de"):
    return [(quote.speaker_name or quote.speaker, quote.text) for quote in quotes_of(text, language)]


def measured(language):
    spans, speakers = Count(), Count()
    for marked in marked_quotes(f"quotes.{language}.txt"):
        found = quotes_of(marked.text, language)
        wanted = {(start, end): speaker for start, end, speaker in marked.quotes}
        spans.wanted += len(wanted)
        speakers.wanted += len(wanted)
        spans.found += len(found)
        speakers.found += sum(quote.speaker is not None for quote in found)
        for quote in found:
            speaker = wanted.get((quote.start, quote.end))
            spans.right += speaker is not None
            speakers.right += speaker is not None and is_same_speaker(quote.speaker_name or quote.speaker, speaker)
    print(f"{language}: spans {spans}, speakers {speakers}")
    return spans, speakers


@pytest.mark.parametrize(("language", "least"), [("en", 150), ("fr", 150), ("es", 150), ("de", 20)])
def test_quotes_of_the_marked_texts_are_found_with_their_speakers(language, least):
    spans, speakers = measured(language)
    assert spans.wanted >= least
    assert spans.f1 >= 0.95
    assert speakers.f1 >= 0.88


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Wir kommen wieder“, sagte Anna Berg.", [("Anna Berg", "Wir kommen wieder")]),
        ("Anna Berg sagte: „Wir kommen wieder.“", [("Anna Berg", "Wir kommen wieder.")]),
        ("Anna Berg hat am Montag erklärt: „Wir kommen wieder.“", [("Anna Berg", "Wir kommen wieder.")]),
        ("Dazu teilte das Ministerium mit: „Wir prüfen das.“", [("das Ministerium", "Wir prüfen das.")]),
        ("„Wir kommen wieder“, so Anna Berg.", [("Anna Berg", "Wir kommen wieder")]),
        ("„Wir kommen“, sagte Anna Berg. „Und zwar bald.“", [("Anna Berg", "Wir kommen"), ("Anna Berg", "Und zwar bald.")]),
        ("Nach Angaben von Anna Berg war es „ein kurzer Abend mit viel Regen“.", [("Anna Berg", "ein kurzer Abend mit viel Regen")]),
        ("„Das dauert noch“, wird Anna Berg in der Zeitung zitiert.", [("Anna Berg", "Das dauert noch")]),
        ("Die Pläne bezeichnete Anna Berg als „Wortbruch“.", [("Anna Berg", "Wortbruch")]),
        ("Der Gutachter Jan Tolle, dessen Büro die Brücke betreut, nannte sie „alt, aber zäh“.", [("Jan Tolle", "alt, aber zäh")]),
        ("Laut Anna Berg sei das „ein gutes Zeichen für alle“.", [("Anna Berg", "ein gutes Zeichen für alle")]),
        ("„Nie wieder!“, brummte er.", [("er", "Nie wieder!")]),
    ],
)  # fmt: skip
def test_german_attributions(text, expected):
    assert expected == said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die „Biennale für junge Kunst am See“ findet seit 1998 alle zwei Jahre in Skarholm statt.",
        "Laut einem Test des Magazins „Boot, Motor und Segel“ gibt es im Moment 113 Modelle an der Grenze von zwei Litern.",
        "Der Beschluss sieht eine „repräsentativ“ besetzte Versammlung vor.",
    ],
)
def test_a_verb_whose_prefix_makes_it_another_one_says_nothing(text):
    assert [] == said(text)


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "“We knew,” Anna Berg said.", "Anna Berg"),
        ("en", "“We knew,” said Anna Berg, who runs the farm.", "Anna Berg"),
        ("en", "Anna Berg, who runs the farm, said: “We knew.”", "Anna Berg"),
        ("en", "“Did you know?” Anna Berg asked.", "Anna Berg"),
        ("fr", "« Nous le savions », a déclaré Anne Roux.", "Anne Roux"),
        ("fr", "Anne Roux est venue. « Nous le savions », explique-t-elle.", "Anne Roux"),
        ("es", "«Lo sabíamos», dijo Ana Robles.", "Ana Robles"),
        ("es", "Llegó Ana Robles. «Lo sabíamos», dijo.", "Ana Robles"),
        ("it", "«Lo sapevamo», ha detto Anna Bassi.", "Anna Bassi"),
        ("pt", "“Sabíamos disso”, disse Ana Moital.", "Ana Moital"),
        ("nl", "‘Dat wisten we al lang’, zei Anna Boonstra.", "Anna Boonstra"),
        ("sv", "”Vi visste det redan”, säger Anna Wikner.", "Anna Wikner"),
        ("pl", "„Wiedzieliśmy o tym” – powiedziała Anna Wrzosek.", "Anna Wrzosek"),
        ("ru", "«Мы это знали», — сказала Анна Ковтун.", "Анна Ковтун"),
        ("tr", "Müdür Nermin Alkaya, “Bunu biliyorduk, hep biliyorduk” dedi.", "Nermin Alkaya"),
        ("ar", "وقالت سلمى الراجحي: «كنا نعرف ذلك منذ زمن».", "سلمى الراجحي"),
        ("ja", "「私たちは前から知っていました」と水城かおりさんは話す。", "水城かおりさん"),
        ("zh", "“我们早就知道了，一直都知道。”王小明说。", "王小明"),
    ],
)
def test_speakers_in_many_languages(language, text, speaker):
    assert [speaker] == [name for name, _ in said(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Der Kreml hatte erklärt, er „schätze“ die Hilfe „sehr“.",
        "Im Film „Der lange Weg nach Haus“ spielt sie eine Wirtin.",
        "Die sogenannte „Reichensteuer“ soll steigen.",
        "Die Zeitung „Neuer Tag“ berichtet von einem Brand.",
        "Das Schiff „Marlene“ legte um acht Uhr ab.",
        "Die Aktion steht unter dem Motto „Gemeinsam für den Wald“.",
    ],
)
def test_titles_names_and_words_kept_at_a_distance_are_no_quotes(text):
    assert () == quotes_of(text)


def test_a_short_form_is_given_the_full_name_of_the_text():
    text = "Andrei Lanz ist Forscher in Kiel. Lanz gab sich ruhig. „Es gibt immer genug Arbeit, und es bleibt so“, sagte Lanz."
    (quote,) = quotes_of(text)
    assert ("Andrei Lanz", "Andrei Lanz", "sagte") == (quote.speaker, quote.speaker_name, quote.verb)


def test_a_pronoun_stays_and_is_resolved_only_where_one_person_can_be_meant():
    (sure,) = quotes_of("Anna Berg kam spät. „Der Zug fiel aus“, sagte sie.")
    (open_,) = quotes_of("Anna Berg und Julia Stern kamen spät. „Der Zug fiel aus“, sagte sie.")
    assert ("sie", "Anna Berg") == (sure.speaker, sure.speaker_name)
    assert ("sie", None) == (open_.speaker, open_.speaker_name)


def test_an_institution_speaks_without_its_article():
    (quote,) = quotes_of("Der Kreml erklärte, man begrüße die „enge und fruchtbare Zusammenarbeit“.")
    assert ("Kreml", True) == (quote.speaker, quote.partial)


def test_offsets_hold_the_marks_and_the_text_does_not():
    text = "Er sagte: „Das ist gut so.“"
    (quote,) = quotes_of(text)
    assert "„Das ist gut so.“" == text[quote.start : quote.end]
    assert ("Das ist gut so.", False) == (quote.text, quote.partial)


def test_five_thousand_quotes_are_all_found():
    text = "\n\n".join(f"„Das ist Satz Nummer {number} von vielen“, sagte Anna Berg." for number in range(5000))
    assert [("Anna Berg", 5000)] == sorted({(quote.speaker, 5000) for quote in quotes_of(text)})
    assert 5000 == len(quotes_of(text))


def test_every_quote_is_at_least_as_sure_as_the_floor():
    from pipeline.enrich.utterances import FLOOR

    for marked in marked_quotes("quotes.en.txt"):
        assert all(FLOOR <= quote.score <= 1 for quote in quotes_of(marked.text, "en"))
