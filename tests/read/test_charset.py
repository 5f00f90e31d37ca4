"""Bytes become the right text, whatever encoding they are in and whatever they claim."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.charset import decode, detect_encoding

GERMAN = "Die Bürgermeisterin sagte: „Wir können das nicht länger hinnehmen“, und kündigte höhere Gebühren an."
TEXTS = {
    "cp1252": GERMAN,
    "cp1250": "Burmistrz powiedział we wtorek, że mieszkańcy powinni przygotować się na wyższe opłaty. Większość.",
    "cp1251": "Мэр города заявил во вторник, что жители должны готовиться к повышению тарифов.",
    "cp1253": "Ο δήμαρχος δήλωσε την Τρίτη ότι οι κάτοικοι πρέπει να προετοιμαστούν για υψηλότερα τέλη.",
    "cp1254": "Belediye başkanı salı günü yaptığı açıklamada, sakinlerin hazırlıklı olması gerektiğini söyledi.",
    "cp1256": "قال رئيس البلدية يوم الثلاثاء إن على السكان الاستعداد لرسوم أعلى في الأسابيع المقبلة",
    "cp932": "市長は火曜日、住民は料金の値上げに備えるべきだと述べた。「これ以上は我慢できない」と付け加えた。",
    "euc_jp": "市長は火曜日、住民は料金の値上げに備えるべきだと述べた。「これ以上は我慢できない」と付け加えた。",
    "iso2022_jp": "市長は火曜日、住民は料金の値上げに備えるべきだと述べた。",
    "cp949": "시장은 화요일 주민들이 더 높은 요금에 대비해야 한다고 말했다.",
    "gb18030": "市长周二表示，居民应该为更高的费用做好准备。他补充说，我们不能再忍受了。",
    "big5hkscs": "市長週二表示，居民應該為更高的費用做好準備。他補充說，我們不能再忍受了。",
    "utf-8": GERMAN,
    "utf-8-sig": GERMAN,
    "utf-16": GERMAN,
    "utf-16-le": GERMAN,
    "utf-16-be": GERMAN,
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_text_without_any_declaration_is_read_right(encoding):
    text = TEXTS[encoding] * 3
    assert text == decode(text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "Le maire a déclaré mardi que les habitants devaient se préparer. « Nous n’en pouvons plus », dit-il.",
        "El alcalde declaró el martes que los habitantes deberían prepararse. «No podemos más», añadió mañana.",
        "O prefeito declarou na terça-feira que não há condições. A situação é difícil, disse às pessoas.",
        "Il sindaco ha detto martedì che così non è più possibile, perché la città è in difficoltà.",
        "Borgmästaren sade på tisdagen att invånarna måste förbereda sig på högre avgifter.",
    ],
)
def test_short_western_text_in_windows_1252_is_not_taken_for_central_european(text):
    assert text == decode(text.encode("cp1252"))


def test_a_page_may_declare_its_encoding_late_and_under_a_web_label():
    page = (
        b"<html><head>"
        + b" " * 3000
        + b'<meta charset="iso-8859-1"></head><body>'
        + "„Gebühr“ 5 €".encode("cp1252")
    )
    assert decode(page, html=True).endswith("„Gebühr“ 5 €")


def test_what_the_page_says_counts_less_than_well_formed_utf8():
    page = b'<meta charset="iso-8859-1">' + "Bürgermeister".encode()
    assert decode(page, html=True).endswith("Bürgermeister")


def test_the_transport_comes_before_the_page():
    page = '<meta charset="utf-8">Мэр заявил во вторник'.encode("cp1251")
    assert decode(page, "windows-1251", html=True).endswith("Мэр заявил во вторник")


def test_one_cut_character_at_the_end_does_not_change_the_encoding():
    assert detect_encoding("Größe und Höhe".encode() + "ü".encode()[:1]) == "utf-8"


def test_a_few_broken_bytes_in_utf8_become_replacement_characters():
    broken = "Größe, Höhe, Länge, Fläche, Wärme".encode() + b"\xff" + "Übung".encode()
    assert decode(broken) == "Größe, Höhe, Länge, Fläche, Wärme\ufffdÜbung"


@pytest.mark.parametrize("label", ["no-such-charset", "hex", "", '"', "utf-16", "x" * 500, "rot13"])
def test_a_nonsense_label_is_passed_over(label):
    assert decode("Größe".encode(), label) == "Größe"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "shift_jis", "hex", "koi8-r"]), st.booleans())
def test_no_bytes_raise(payload, declared, html):
    encoding = detect_encoding(payload, declared, html=html)
    assert codecs.lookup(encoding)
    assert isinstance(decode(payload, declared, html=html), str)
