"""Bylines without spaces and capitals: Chinese and Korean."""

from __future__ import annotations

import pytest

from pipeline.model import Block
from pipeline.normalise.eastern_bylines import eastern_bylines
from pipeline.normalise.eastern_names import editors_in, is_chinese_name, names_alone, writers_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 王小平 方云 柏建国", ("王小平", "方云", "柏建国")),
        ("某某新闻·河南记者马小峰/文受访者供图", ("马小峰",)),
        ("作者：宋怡 时间：2005-08-22", ("宋怡",)),
        ("作者:reader7 阅读(1660)", ("reader7",)),
        ("北京4月24日电（记者张三、李四）" + "今天在北京举行会议。" * 20, ("张三", "李四")),
        ("홍길동 기자", ("홍길동",)),
        ("记者从工商局获悉，", ()),
        ("记者昨日了解到，价格上涨。", ()),
        ("来源：金融界", ()),
    ],
)
def test_who_wrote_it(line, names):
    assert names == writers_in(line)


def test_who_was_in_charge():
    assert ("牛小明", "岳云") == editors_in("(责编：牛小明、岳云)")


@pytest.mark.parametrize(
    ("line", "names"), [("（袁源）", ("袁源",)), ("胡平", ("胡平",)), ("金融", ()), ("中国新闻网", ())]
)
def test_a_name_alone(line, names):
    assert names == names_alone(line)


def test_a_name_begins_with_a_family_name():
    assert is_chinese_name("欧阳修")
    assert not is_chinese_name("了解到")


def test_a_line_of_the_text_counts_before_lines_around_it():
    lines = [Block("作者：张三", True, "paragraph"), Block("作者：李四 访问统计", False, "navigation")]
    assert ["作者：张三"] == [candidate.raw for candidate in eastern_bylines(lines)]
