"""Who and what a text names: marked articles in two languages, full names, bases, codes."""

import pytest

from pipeline.enrich.mentions import FLOOR, find_names
from tests.enrich.marked_texts import Count, marked_names

KINDS = ("person", "place", "organisation")


def names_of(text, language="de", kind=None):
    return [m.name for m in find_names(None, None, text, language).mentions if kind in (None, m.kind)]


def measured(language):
    counts = {kind: Count() for kind in KINDS}
    for marked in marked_names(f"names.{language}.txt"):
        found = {
            (mention.name, mention.kind) for mention in find_names(None, None, marked.text, language).mentions
        }
        for kind, count in counts.items():
            own, wanted = ({name for name in names if name[1] == kind} for names in (found, marked.names))
            count.right += len(own & wanted)
            count.found += len(own)
            count.wanted += len(wanted)
    print(language, {kind: str(count) for kind, count in counts.items()})
    return counts


@pytest.mark.parametrize("language", ["de", "en"])
def test_names_of_the_marked_articles_are_found(language):
    assert 50 == len(marked_names(f"names.{language}.txt"))
    for count in measured(language).values():
        assert count.precision >= 0.95
        assert count.recall >= 0.93


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Der Chef wies auf Pjöngjangs Pläne hin.", ["Pjöngjang"]),
        ("de", "Das ist Russlands Angebot.", ["Russland"]),
        ("de", "Die Resolution des UN-Sicherheitsrates liegt vor.", ["UN-Sicherheitsrat"]),
        ("sv", "Talet hölls vid Litauens ambassad.", ["Litauen"]),
        ("da", "Mette Holms bog er ny. Mette Holm har skrevet den i Aarhus.", ["Mette Holm"]),
        ("de", "Er vertritt die Deutschen Bahn.", ["Deutsche Bahn"]),
        ("ru", "Он приехал из Москвы в Польшу.", ["Москва", "Польша"]),
        ("pl", "Rozmowy w Rosji trwają, podobnie jak w Niemczech.", ["Rosja"]),
        ("tr", "Toplantı Ankara'da yapıldı.", ["Ankara"]),
    ],
)
def test_inflected_names_are_given_their_base(language, text, expected):
    assert expected == [name for name in names_of(text, language) if name in expected]


@pytest.mark.parametrize(
    ("language", "text", "kind", "expected"),
    [
        ("de", "Im Saal sprach Karl-Günter Wiesner über Fische.", "person", ["Karl-Günter Wiesner"]),
        ("de", "Sie war lange am Norwick Institute of Marine Science.", "organisation", ["Norwick Institute of Marine Science"]),
        ("de", "Das meldete der Fernsehsender Halden News.", "organisation", ["Halden News"]),
        ("de", "Das Deutsche Zentrum für Moor- und Torfkunde prüft.", "organisation", ["Deutsches Zentrum für Moor- und Torfkunde"]),
        ("de", "Am Samstag gewann Hannover 96 mit 2:0.", "organisation", ["Hannover 96"]),
        ("de", "Er zog in die Vereinigten Staaten.", "place", ["Vereinigte Staaten"]),
        ("en", "Shares of Olivia Technologies Inc. fell.", "person", []),
        ("en", "They met on Victoria Street in May.", "person", []),
        ("en", "Yesterday workers of Halden & Brough walked out against the Norwick People's Party.", "organisation", ["Halden & Brough", "Norwick People's Party"]),
        ("en", "The crew are Ada Lind, Victor Gale, Clara Moss and Jeremy Hall.", "person", ["Ada Lind", "Victor Gale", "Clara Moss", "Jeremy Hall"]),
        ("en", "Rain fell on Washington Square Park.", "place", ["Washington Square Park"]),
        ("en", "Secretary of State Paula Wendt spoke.", "person", ["Paula Wendt"]),
        ("de", "Das Feuer brach in Wernigerode aus.", "place", ["Wernigerode"]),
        ("de", "Sie stammt aus privaten Geldern.", "place", []),
        ("de", "Am Potsdamer Platz wurde gebaut.", "place", ["Potsdamer Platz"]),
        ("de", "Der Sprecher des Helmholtz-Zentrums Potsdam schwieg.", "organisation", ["Helmholtz-Zentrum Potsdam"]),
    ],
)  # fmt: skip
def test_words_that_belong_to_a_name_are_told_from_those_beside_it(language, text, kind, expected):
    assert expected == names_of(text, language, kind)


def test_short_forms_count_for_the_full_name():
    text = "Die Forscherin Anna Berg lebt in Kiel. Berg zog 2010 dorthin. Bergs Buch ist bekannt."
    (berg,) = [mention for mention in find_names(None, None, text, "de").mentions if mention.kind == "person"]
    assert ("Anna Berg", 3) == (berg.name, berg.count)


def test_an_acronym_counts_for_the_name_it_was_introduced_with():
    text = "The Weather Research Institute (WRI) opened. The WRI has forty staff."
    assert ["Weather Research Institute"] == names_of(text, "en", "organisation")


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [("de", "Sie reiste nach Nordkorea.", "KP"), ("en", "She went to Ohio.", "US"), ("fr", "Elle part en Norvège.", "NO"),
     ("es", "Viajó a Alemania.", "DE"), ("it", "Vive in Svezia.", "SE"), ("ja", "彼は先週フランスから帰った。", "FR"),
     ("zh", "他上周从法国回来。", "FR"), ("ar", "سافر إلى فرنسا أمس.", "FR"), ("pt", "Ela mora em Portugal.", "PT"),
     ("nl", "Hij woont in Zweden.", "SE"), ("en", "They met in Wapakoneta (Ohio) in May.", "US")],
)  # fmt: skip
def test_places_carry_the_code_of_their_country(language, text, code):
    assert [code] == list(
        {m.country for m in find_names(None, None, text, language).mentions if m.kind == "place"}
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am Dienstag im September gab es in Kraft und Haft keine Angaben der Regierung zur Lage."),
        ("de", "WERBUNG ANZEIGE NEWSLETTER JETZT BESTELLEN UND VORTEIL SICHERN"),
        ("en", "On Monday the Government said that Ministers would not comment. However, Officials did."),
        ("en", "The Clean Rivers Act and the World Cup are not people."),
        ("de", "Der Roman „Kleiner Mann“ und der Film „Große Freiheit“ sind bekannt."),
    ],
)
def test_what_is_no_name_is_not_reported(language, text):
    assert [] == names_of(text, language)


def test_a_surname_that_is_also_a_town_stays_a_person():
    text = "Former mayor Jack Lincoln spoke first. Then Lincoln left."
    assert ([("Jack Lincoln", 2)], []) == (
        [(m.name, m.count) for m in find_names(None, None, text, "en").mentions if m.kind == "person"],
        names_of(text, "en", "place"),
    )


def test_offsets_are_those_of_the_first_one_in_the_body():
    names = find_names("Berg in Kiel", "Anna Berg kommt.", "Gestern kam Anna Berg an. In Lübeck blieb sie.", "de")
    berg, luebeck = (next(m for m in names.mentions if m.name == name) for name in ("Anna Berg", "Lübeck"))
    kiel = next(m for m in names.mentions if m.name == "Kiel")
    assert ("Anna Berg", 12, 21) == (berg.text, berg.start, berg.end)
    assert 29 == luebeck.start
    assert (None, None) == (kiel.start, kiel.end)


def test_nothing_below_the_floor_is_reported():
    for marked in marked_names("names.de.txt"):
        assert all(FLOOR <= mention.score <= 1 for mention in find_names(None, None, marked.text, "de").mentions)
