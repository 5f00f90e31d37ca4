"""Language statements of pages as ISO 639-1 codes. What language a text is in is `enrich.language`'s affair."""

from __future__ import annotations

import re

from pipeline.normalise.text import pairs, words

# ISO 639-1, https://www.loc.gov/standards/iso639-2/php/code_list.php
_CODES = words(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml
    mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd
    se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi
    vo wa wo xh yi yo za zh zu
    """
)
# ISO 639-2 codes and withdrawn or mistaken ones that pages use; and names in English and in the language.
_OTHER = pairs(
    """
    iw=he in=id ji=yi jp=ja cn=zh kr=ko gr=el ua=uk cz=cs dk=da eng=en deu=de ger=de fra=fr fre=fr spa=es
    ita=it por=pt nld=nl dut=nl pol=pl tur=tr rus=ru ara=ar jpn=ja zho=zh chi=zh kor=ko ukr=uk ces=cs cze=cs
    swe=sv dan=da nor=no fin=fi ell=el gre=el heb=he hin=hi hun=hu ron=ro rum=ro bul=bg hrv=hr srp=sr slk=sk
    slv=sl vie=vi tha=th ind=id msa=ms fas=fa per=fa urd=ur ben=bn tam=ta fil=tl cmn=zh yue=zh nob=nb nno=nn
    english=en german=de deutsch=de french=fr français=fr francais=fr spanish=es español=es
    italian=it italiano=it portuguese=pt português=pt dutch=nl nederlands=nl polish=pl polski=pl turkish=tr
    türkçe=tr russian=ru русский=ru arabic=ar japanese=ja 日本語=ja chinese=zh 中文=zh korean=ko ukrainian=uk
    swedish=sv svenska=sv danish=da norwegian=no finnish=fi suomi=fi greek=el czech=cs hungarian=hu magyar=hu
    romanian=ro hebrew=he hindi=hi vietnamese=vi
    """
)
_FIRST = re.compile(r"^[\s\"']*([^\W\d]+)")


def language_of(raw: str) -> str | None:
    """The ISO 639-1 code in a statement such as `de-AT`, `en_US`, `zh-Hans-CN`, `deu` or `Deutsch`; else None."""
    match = _FIRST.match(raw)
    if match is None:
        return None
    word = match.group(1).partition("_")[0].lower()
    if word in _OTHER:
        return _OTHER[word]
    return word if word in _CODES else None


def country_of(raw: str) -> str | None:
    """The ISO 3166-1 alpha-2 code in a locale such as `de-AT`; None where it names no country."""
    parts = re.split(r"[-_]", raw.strip())
    return next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha() and part.isascii()), None)
