"""Names of people in Chinese and Korean bylines: 本报记者 张三 李四, (责任编辑：王五), 홍길동 기자.

Without spaces and capitals a name is told by what stands beside it and by its first character, which is one of few
hundred family names. Knows nothing of pages; which statement is believed is `author_choice`'s affair.
"""

from __future__ import annotations

import re

# The family names of nearly all Chinese and Korean people, in both ways of writing; two-character ones apart.
_FAMILY = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖蕭田董袁潘"
    "蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾鐘姜崔谭譚陆陸范範汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱江尹薛闫閆"
    "段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯康易乔喬赖賴文庞龐樊兰蘭殷施洪翟安颜顏倪牛温溫芦蘆"
    "季俞章鲁魯葛伍申尤毕畢聂聶柴焦柳邢岳齐齊梅莊庄辛管祝左涂谷时時舒耿牟卜路詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游"
    "阳陽裴席卫衛查屈鲍鮑覃霍翁甘景薄单單包柏宁寧柯阮桂闵閔解强強丛叢华華车車冉房边邊辜吉饶饒阎閻习習瞿米池冷戚蒙褚臧宫宮"
    "滕初晏栾欒涂苟郎卓仇骆駱穆庹简簡麦麥凤鳳敖沙楚古连連巫仲匡商燕佟刁井诸諸荣榮祁湛鄢鞠权權丰豐原容岑封帅帥官伊都幸"
)
_FAMILY_OF_TWO = (
    "欧阳",
    "歐陽",
    "司马",
    "司馬",
    "上官",
    "诸葛",
    "諸葛",
    "皇甫",
    "尉迟",
    "令狐",
    "慕容",
    "端木",
    "司徒",
)
# Words that begin like a family name and are none, or that stand where a name may: a name has none of them.
_NO_NAME = re.compile(
    "文章|作者|编辑|編輯|记者|記者|来源|來源|新闻|新聞|阅读|閱讀|评论|評論|报道|報道|綜合|综合|专栏|專欄|责任|摄影|攝影"
    "|[网網报報社台局部处處]$|网络|公司|中心|频道|集团|政府|委员会|研究|协会|出版|工作室|大学|学院|时间|日期|发布|发表|时政|时尚|时代|金融|金属|黄金|文化|文学|文娱|高考|高校|高清|安全|方面|平台|平安|马上|万象|项目|单位|关于|关注|连载|都市|强国|宁可|昨日|今天|今日|了解|获悉|采访"
)
_EASTERN = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]")
_HAN = "[\u4e00-\u9fff]"
_NAME = f"{_HAN}{{2,4}}(?![\u4e00-\u9fff:：])"
_MARK = r"[\s、，,/／·・&]{1,3}"
_NAMES = rf"(?P<names>{_NAME}(?:{_MARK}{_NAME}){{0,7}})"
_REPORTERS = _NAMES.replace("names", "reporters")
# Who wrote it: a colon or slash after the first, nothing but space after the second.
_WRITER = re.compile(
    rf"(?:作\s{{0,2}}者|撰文|撰稿|采写|采寫|执笔|(?<!{_HAN})文)\s*[:：/／|丨]\s*{_NAMES}"
    rf"|(?:记者|記者|通讯员|通訊員|实习生|實習生|评论员|評論員|撰稿人)\s*[:：]?\s*{_REPORTERS}"
)
_EDITOR = re.compile(rf"(?:责任编辑|責任編輯|责编|責編|编辑|編輯)\s*[:：]\s*{_NAMES}")
_PEN_NAME = re.compile(r"(?:作\s{0,2}者|撰文)\s*[:：]\s*(?P<name>[\w&]{2,16})(?=\s|$|[)）])(?!\s+[A-Z])")
_ALONE = re.compile(rf"^(?P<mark>[(（【\[])?\s*{_NAMES}\s*(?(mark)[)）】\]])$")
_KOREAN = re.compile(
    r"(?<![가-힣])(?P<names>[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모남궁][가-힣]{1,3})"
    r"\s*(?:선임|수석|인턴|전문|객원)?\s?기자(?![가-힣])"
)
LONGEST_LINE = 80  # characters; in a longer line only what stands in brackets at its ends is a byline
REACH = 60  # characters of such a line's ends
_BRACKETED = re.compile(r"[(（][^()（）]{2,40}[)）]")


def has_eastern(text: str) -> bool:
    """Whether there are Chinese or Korean characters in a text."""
    return _EASTERN.search(text) is not None


def writers_in(line: str) -> tuple[str, ...]:
    """The names that a line gives as those who wrote the article; empty where it says nothing of it."""
    found: list[str] = []
    for part in _parts(line):
        for match in _WRITER.finditer(part):
            found += _names(match["names"] or match["reporters"], strict=match["names"] is None)
        found += [match["names"] for match in _KOREAN.finditer(part)]
        if not found and (pen := _PEN_NAME.search(part)) and not _NO_NAME.search(pen["name"]):
            found.append(pen["name"])
    return tuple(dict.fromkeys(found))


def editors_in(line: str) -> tuple[str, ...]:
    """The names that a line gives as the editors in charge."""
    found = [
        name for part in _parts(line) for m in _EDITOR.finditer(part) for name in _names(m["names"], strict=False)
    ]
    return tuple(dict.fromkeys(found))


def names_alone(line: str) -> tuple[str, ...]:
    """The names in a line that consists of nothing else, with or without brackets around them."""
    match = _ALONE.match(line.strip()) if len(line) <= LONGEST_LINE else None
    if match is None:
        return ()
    names = _names(match["names"], several=False)
    return names if len(names) == len(re.split(_MARK, match["names"])) else ()


def is_chinese_name(text: str) -> bool:
    """Whether two to four characters can be somebody's name, by the first one."""
    if not 2 <= len(text) <= 4 or _NO_NAME.search(text):
        return False
    return (text[0] in _FAMILY and len(text) < 4) or (text.startswith(_FAMILY_OF_TWO) and len(text) > 2)


def is_eastern_body(text: str) -> bool:
    """Whether characters name an office, a medium or a thing on the page rather than a person."""
    return _NO_NAME.search(text) is not None


def _names(text: str, *, strict: bool = True, several: bool = True) -> tuple[str, ...]:
    """The names up to the first part that is none. `strict` asks it of the first one, `several` of the others."""
    found: list[str] = []
    for part in re.split(_MARK, text):
        if _NO_NAME.search(part) or ((several if found else strict) and not is_chinese_name(part)):
            break
        found.append(part)
    return tuple(found)


def _parts(line: str) -> list[str]:
    """A short line as it is; of a long one what stands in brackets near its start and its end."""
    if not has_eastern(line):
        return []
    if len(line) <= LONGEST_LINE:
        return [line]
    return [*_BRACKETED.findall(line[:REACH])[:1], *_BRACKETED.findall(line[-REACH:])[-1:]]
