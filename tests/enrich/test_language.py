"""The language of a text is told from the text; a statement from outside settles only what is open."""

import pytest

from pipeline.enrich.language import detect

TEXTS = {
    "de": "Die Bürgermeisterin kündigte am Dienstag höhere Gebühren für die Fähre an.",
    "en": "The council voted on Tuesday to reopen the old ferry line.",
    "fr": "Le conseil a voté mardi la réouverture de l’ancienne ligne de bac.",
    "es": "El ayuntamiento aprobó el martes reabrir la antigua línea del transbordador.",
    "it": "Il consiglio ha votato martedì per riaprire la vecchia linea del traghetto.",
    "pt": "A câmara aprovou na terça-feira a reabertura da antiga linha de barcos.",
    "nl": "De raad besloot dinsdag de oude veerdienst opnieuw te openen.",
    "pl": "Rada miasta zdecydowała we wtorek o ponownym otwarciu przeprawy promowej.",
    "tr": "Belediye meclisi salı günü eski vapur hattının yeniden açılmasına karar verdi.",
    "ru": "Городской совет во вторник решил вновь открыть старую паромную линию.",
    "uk": "Міська рада у вівторок вирішила знову відкрити стару поромну лінію.",
    "ar": "قرر مجلس المدينة يوم الثلاثاء إعادة فتح خط العبارة القديم",
    "ja": "市議会は火曜日、古い渡し船の航路を再開することを決めた。",
    "zh": "市议会周二决定重新开放旧渡轮航线。",
    "ko": "시의회는 화요일 옛 여객선 노선을 다시 열기로 결정했다.",
    "el": "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να ανοίξει ξανά την παλιά γραμμή.",
    "he": "מועצת העיר החליטה ביום שלישי לפתוח מחדש את קו המעבורת הישן",
    "hi": "नगर परिषद ने मंगलवार को पुरानी नौका सेवा फिर से शुरू करने का फैसला किया।",
    "th": "สภาเมืองมีมติเมื่อวันอังคารให้เปิดเส้นทางเรือข้ามฟากเก่าอีกครั้ง",
    "nb": "Kommunestyret vedtok tirsdag å gjenåpne den gamle fergelinjen, men ikke før våren.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_one_sentence_is_enough(language):
    assert detect(TEXTS[language]) == language


@pytest.mark.parametrize("language", TEXTS)
def test_a_wrong_statement_does_not_change_a_clear_text(language):
    assert detect(TEXTS[language] * 3, "en" if language != "en" else "de") == language


def test_a_text_without_letters_is_in_the_language_that_is_stated():
    assert detect("1 : 0", "it") == "it"
    assert detect("1 : 0") is None


def test_a_few_words_are_in_the_language_that_is_stated():
    assert detect("Radio Nova", "pt") == "pt"


def test_latin_names_do_not_make_a_japanese_text_english():
    assert detect("JR東日本とNTTデータはAIを使った新しいサービスを始めると発表した") == "ja"


def test_zulu_is_not_taken_for_xhosa():
    assert (
        detect("Umeya uthe ngoLwesibili ukuthi abantu kufanele balinde, futhi uma imvula ina kuzovalwa ibhuloho.")
        == "zu"
    )
    assert (
        detect("USodolophu uthe ngoLwesibini abantu mabalinde kwaye ukuba imvula iyana iya kuvalwa ibhulorho.")
        == "xh"
    )


def test_a_statement_that_is_less_precise_is_not_corrected():
    assert detect("Kommunestyret vedtok tirsdag å gjenåpne den gamle fergelinjen.", "no") == "no"
