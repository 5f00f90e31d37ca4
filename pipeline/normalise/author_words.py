"""Words around names in bylines: data in the languages of the news. Matched as whole words after folding case.

Collected from bylines of news pages; each list is about what stands beside a name, none is about a person.
"""

from __future__ import annotations

from pipeline.normalise.text import phrases, words

# What introduces an author. Longer ones are tried first; a colon or space has to follow.
LABELS = phrases(
    """
    by | written by | words by | story by | report by | reported by | posted by | published by | text by |
    author | authors | byline | article by | opinion by | analysis by | review by | reviewed by | edited by |
    updated by | created by | contributed by | a guest post by | guest post by | interview by | words | about
    the author | from | submitted by | compiled by | staff writer | special to | recipe by | articles by |
    content by | insights from | more articles from | more from | all posts by | posts by | view all posts by
    | read the latest from | the author | von | text von | ein artikel von | ein kommentar von | eine analyse
    von | ein beitrag von | autor | autorin | autoren | ein gastbeitrag von | ein interview von | eine
    reportage von | aus | geschrieben von | verfasst von | text | protokoll | interview | kommentar von |
    bericht von | redaktion | verfasser | door | geschreven door | auteur | tekst | av | af | skrevet av |
    skrevet af | skriven av | tekst og foto | text och foto | text & foto | publicerad av | journalist |
    skribent | forfatter | par | propos recueillis par | écrit par | rédigé par | publié par | auteurs | un
    article de | texte | por | escrito por | publicado por | autora | autores | texto | redacción | redação |
    di | a cura di | articolo di | scritto da | autore | autrice | pubblicato da | per | de | scris de |
    autori | redactor | publicat de | autor artykułu | opracował | opracowała | tekst autora | napisał |
    napisała | autorzy | autoři | napsal | napsala | piše | pišu | napisao | napisala | автор | авторы | текст
    | автори | от | напиша | пише | аўтар | autorius | autorė | parengė | teksts | kirjoittaja | teksti |
    toimittaja | autorid | írta | szerző | γράφει | γράφουν | του | της | από | συντάκτης | yazan | yazar |
    haber | editör | hazırlayan | بقلم | كتب | كتبت | الكاتب | كتابة | المصدر | تحرير | نویسنده | نوشته | از |
    تحریر | מאת | کتب | oleh | penulis | editor | reporter | laporan | tác giả | theo | bài | ผู้เขียน | โดย |
    लेखक | द्वारा | ni | ulat ni | 文 | 作者 | 記者 | 记者 | 文／ | 取材・文 | 撰文 | 編輯 | 编辑 | 著者 |
    執筆 | 執筆者 | 筆者 | 글 | 기자 | 作者名
    """
)

# Words right before a name, wherever they stand in a byline's first words ("Recipe by", "Pressemitteilung von").
INTRODUCING = ("by", "von", "par", "por", "door", "av", "af", "oleh")

# Labels that also begin family names or are first names.
WEAK_LABELS = words("di de per ni theo u from aus haber editör")

# What joins two names, between spaces.
CONNECTORS = words(
    """
    and und et y e en i ve и و og och ja és și şi a та й και dan và และ with mit avec con com med met u ו
    at ਅਤੇ और sowie plus
    """
)
# Also a word or an initial inside names: these join only two full names.
WEAK_CONNECTORS = frozenset({"y", "e", "en", "i", "a", "u", "at", "con", "com", "met", "med"})

# Words that make what they stand in a role, not a name.
ROLES = words(
    """
    editor editors correspondent reporter reporters journalist journalists columnist writer writers producer
    director chief contributor contributors contributing photographer photography photos photo freelance
    freelancer senior junior staff assistant deputy managing executive founder cofounder co-founder ceo cto
    cfo president professor lecturer fellow analyst strategist specialist manager bureau desk newsroom
    redaktion redakteur redakteurin korrespondent korrespondentin reporterin volontär volontärin autor autorin
    chefredakteur chefredakteurin ressortleiter ressortleiterin mitarbeiter gastautor politikredakteur
    wirtschaftsredakteur rédaction rédacteur rédactrice journaliste correspondant correspondante envoyé
    envoyée redacción redactor redactora periodista corresponsal editora redação repórter jornalista
    correspondente redazione giornalista corrispondente inviato inviata redacteur redactie verslaggever
    journalister journalisten redaktør redaktör reportage toimittaja dziennikarz dziennikarka redaktor
    redakcja redakce redaktorka korespondent korespondentka novinar novinarka szerkesztő újságíró muhabir
    muhabiri editörü yazarı корреспондент редактор журналист обозреватель редакция кореспондент журналіст
    редакція επιμέλεια δημοσιογράφος συντακτική مراسل محرر صحفي كاتب wartawan redaksi kontributor фото foto
    fotos attorney lawyer physician consultant economist researcher scientist author coach marketing
    communications content team engineer scientists newsdesk webdesk nachrichtenredaktion onlineredaktion
    veterinarian dietitian nutritionist expert experte expertin
    """
)

# Professions that German pages write before a name.
TITLES = words(
    """
    rechtsanwalt rechtsanwältin experte expertin redakteur redakteurin korrespondent korrespondentin reporter
    reporterin autor autorin chefredakteur chefredakteurin journalist journalistin gastautor gastautorin kolumnist
    kolumnistin volontär volontärin staatsanwalt notar steuerberater steuerberaterin
    """
)

# Letters after a name.
CREDENTIALS = words(
    """
    phd ph.d ph.d. dphil md m.d. m.d do rn msn bsn np pa-c pa mph mba ma m.a. ba b.a. msc m.sc. bsc b.sc. ms
    m.s. jd j.d. esq esq. llm cpa cfa cfp rd rdn ld ldn cssd dvm vmd dds dmd pharmd psyd edd mfa mpp mpa lcsw
    lmft lpc facs faan facp frcs obe mbe cbe frs jr jr. sr sr. ii iii dnp cpt cscs ces pmp cissp crnp fnp-bc
    fnp aprn cnm ibclc mscp ccp rph bcba otr/l dpt pt rda ncc lac nd dc ccn cns fache cphq acnp
    """
)
# These stay with a name where a comma joins them to it.
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})

AGENCIES = words(
    """
    dpa afp ap reuters sid apa epd kna ansa efe lusa anp belga tt ntb ritzau pap ctk čtk tass tasr hina tanjug
    mti agerpres bta interfax ria rian xinhua kyodo jiji yonhap pti ani ians upi aap bloomberg wire ddp dapd
    afx awp sda keystone-sda lpm lsw lno lhe lni lby lbn lmv lth lrs dj ots pm ir europapress agencia agencias
    agencies agence associated press ukrinform unian ats stt ритау
    """
)

# Small words inside names, which stay in lower case there.
PARTICLES = words(
    """
    de da do dos das di del della dello dei degli la le les el al von van der den ter ten te zu zur zum und y
    e i af av bin ibn ben bint abu ul ur vom st st. san santa du des d' o' mac mc 't op het in
    """
)

# Words that no name has: one of them anywhere makes a visible text something else.
NEVER_IN_NAMES = words(
    """
    read more min mins minute minutes minuten ago hours hour view views archive archives rss feed posts
    articles share shares comments comment follow licence license lizenz commons updated published posted
    latest subscribe sign log newsletter advertiser disclosure sponsored sponsor report cookie cookies privacy
    policy fact-checked checked skip reply learn click mehr lesen lesezeit kommentare uhr stand veröffentlicht
    aktualisiert publié mis lire plus minut min. mins. leer más minutos leggi minuti lees meer okuma süresi
    чтение минут подписаться читать cc cc-by unported bluesky mastodon threads reddit github youtube tiktok
    whatsapp telegram pinterest rss-feed monday tuesday wednesday thursday friday saturday sunday today
    yesterday
    """
)

# What stands where a name should, and is none.
NO_NAMES = words(
    """
    admin administrator adminadmin no last webmaster editor author authors autor autore auteur user guest unknown
    anonymous staff root test wordpress wpadmin null none undefined n/a na default superuser super siteadmin
    contact info home advertisement sponsored more follow share print login subscribe menu search profile
    biography bio posted updated published view comments comment reply tags category news article articles
    latest posts blog archive archives about facebook twitter instagram linkedin youtube email e-mail rss
    website web author's profil biografie
    """
)
