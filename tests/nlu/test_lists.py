"""Lists: nothing of what was listed, and places named in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Chosen, Context, Meaning, NoneOfTheRest, Offered, Understanding

TODAY = date(2026, 3, 1)
ROLES = ("外贸进出口企业", "建设运营公共海外仓", "运营跨境电商集货仓")
LIST = Context(TODAY, ROLES, options=tuple(Offered(r, r) for r in ROLES), several=True)


def _parse(understanding: Understanding, text: str, context: Context) -> Meaning:
    return understanding.parse(text, context)


NOTHING_LEFT = (
    "我们单位就只经营仓库，其他的好像都没有",
    "还没定位，上面那些一个都冇得",
    "再就没有了",
    "哎呀，别的真的都没有",
    "又点菜！都没有啦，我们就收收租金",
    "好咯好咯，一个都没有。晓得了，谢谢啊",
    "None of these. So short of 2 companies only?",
    "none of them apply to us",
    "nothing else, thanks",
    "no others",
    "除了培训，其他业务我们公司一概没有开展",
    "剩下的我们都不沾",
    "上面你列的这些情况我们全都没有",
    "以上情形本公司均不存在",
    "这些都和我们没关系",
    "别的都跟我们不搭界",
    "其余各项均不涉及，麻烦核算",
    "另外那些我们没做",
    "列出来的那几样我们一样都没搞",
    "后面那些都不是我们",
    "我都没有",
    "咱们啥都没有",
    "统统没有",
    "样样都冇得，莫问了",
    "没有，都没有",
    "都不是，我是个体户",
    "这里面没有一样是我们做的",
    "没有一个符合的",
    "除此之外没有了",
    "除此以外都没有",
    "没啦",
    "其他没做",
    "剩下几个不是",
    "我们哪样都没有",
    "一样都没得",
    "没有其他情况了",
    "其他的我们目前还没有",
    "除了这个没别的了",
    "其他一个都不占",
    "下面的都没有",
)
GOES_ON = (
    "别的没问题",
    "其他没有问题，就是想问下面积",
    "这些没看懂",
    "这些我没听明白",
    "其他的我还没想好",
    "别的没听说过",
    "这些都没有写清楚啊",
    "别的地方有没有",
    "其他的没说啊",
    "别的没人告诉我",
    "上面没有写",
    "其他人没有资格吗",
    "两家店都没有开满一年",
    "没有其他补贴了吗",
    "别的没有了吗？",
    "其他单位都没有给我们钱",
    "这些文件里没有",
    "其他没给答复",
    "都没有说清楚",
    "其他几项我还没答",
    "您不要替我记都没有",
    "这些我都没填过",
    "都没有怎么办",
    "没有别的办法吗",
    "是不是都没有",
    "都没有的话会怎样",
    "其余的明天再说",
    "哪个不符合",
    "都没关系，你先算",
    "利润没有什么",
    "去年拿过，后来再没有了",
    "还有什么没有",
    "我哪一项不满足",
    "其他的没关系，先告诉我能拿多少",
)


@pytest.mark.parametrize("said", NOTHING_LEFT)
def test_nothing_of_what_was_listed_in_anybodys_words(
    understanding: Understanding, said: str
) -> None:
    lead = understanding.leading(said, LIST)
    leads = lead is not None and isinstance(lead.choice, NoneOfTheRest)
    assert leads or _parse(understanding, said, LIST).says(NoneOfTheRest)


@pytest.mark.parametrize("said", GOES_ON)
def test_what_goes_on_or_asks_closes_no_list(understanding: Understanding, said: str) -> None:
    assert not _parse(understanding, said, LIST).says(NoneOfTheRest)


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("1有，8也算有吧，9月租了个仓。2也有", (0, 1, 7)),
        ("1同3都有，去年拿过奖", (0, 2)),
        ("有2，一年四万三左右，别的没有", (1,)),
        ("8是有的，9没有", (7,)),
        ("除了3都没有", (2,)),
        ("第一项有，第八项没有", (0,)),
        ("1 有 2 有 其他无", (0, 1)),
        ("回1 8。我是本地的", (0, 7)),
        ("我们只有第9项", (8,)),
        ("2我刚才说了。3也有，存了90票", (1, 2)),
        ("除了3都有", (0, 1, 3, 4, 5, 6, 7, 8, 9)),
        ("3有，1有，哦不对3没有", (0,)),
        ("1有，面积 80", (0,)),
        ("2是什么？", None),
        ("那3呢？", None),
        ("1有？", None),
        ("3家有，今年12月", None),
        ("1号仓2000平，2号仓3000平", None),
        ("有3家企业", None),
        ("一是面积，二是数量", None),
        ("6月和8月都有", None),
    ],
)
def test_places_of_a_list_named_in_a_sentence(
    understanding: Understanding, said: str, places: tuple[int, ...] | None
) -> None:
    options = tuple(Offered(f"第{n}种", f"甲{n}") for n in "一二三四五六七八九十")
    lead = understanding.leading(said, Context(TODAY, options=options, several=True))
    assert ((lead and isinstance(lead.choice, Chosen) and lead.choice.options) or None) == places


@pytest.mark.parametrize(
    "piece", ["对", "是的", "其他都我们的", "1有", "我们公司的", "有", "1、", "的"]
)
def test_however_long_it_goes_on(understanding: Understanding, piece: str) -> None:
    """No pattern runs away: a thousand characters are read like ten."""
    options = tuple(Offered(f"第{n}种", f"甲{n}") for n in "一二三四五六七八九十")
    context = Context(TODAY, options=options, several=True)
    understanding.leading(piece * (1000 // len(piece)) + "x", context)
    understanding.parse(piece * (1000 // len(piece)) + "x", LIST)
