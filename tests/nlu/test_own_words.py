"""Words of one fact alone, and what they count for in a policy that the network never read of."""

from datetime import date

from nlu import Context, Understanding
from nlu.loading import load_understanding
from policy_engine import installed_packs, load_policy

TIANHE = load_understanding(load_policy(installed_packs()["穗天科工信规字2023-1"]))
LIUHE = load_understanding(load_policy(installed_packs()["柳河-2023-重点产业"]))


def heard(text: str, understanding: Understanding = TIANHE) -> dict[str, object]:
    return dict(understanding.parse(text, Context(date(2025, 6, 10))).facts)


def test_a_word_of_the_question_alone_names_the_fact() -> None:
    assert heard("我司股份制改造已于年初办结。") == {"规改股": True}


def test_the_very_words_of_a_fact_tell_it_though_the_network_hears_nothing() -> None:
    assert heard("呃我们今年吧就是新进了规上服务业那个统计名录", LIUHE)["新增纳入统计"] is True


def test_what_is_anothers_stays_anothers() -> None:
    assert "基地在职港澳青年" not in heard("我表姐在基地上班，她说有房补")


def test_what_one_says_of_oneself_is_not_the_founders() -> None:
    assert str(heard("我拿的是台胞证喔")["本人身份"]) == "台湾居民"
    assert str(heard("呃不是香港不是香港我是澳门居民")["本人身份"]) == "澳门居民"


def test_a_word_of_one_fact_alone_with_its_yes_or_no_is_enough() -> None:
    told = heard("小升规—已完成；规改股—已完成；股上市—否；独角兽榜单—否")
    assert told == {"小升规": True, "规改股": True, "股上市": False, "独角兽创新企业": False}


def test_what_is_said_of_a_number_denies_no_claim() -> None:
    assert heard("新建那个药材基地的地量差了，不是三百亩，是三百六十亩。", LIUHE)[
        "新建药材种植基地"
    ]


def test_what_stands_under_one_label_says_nothing_of_the_label_before() -> None:
    told = heard("机构性质：入驻基地第三方服务机构\n政府采购运营机构：否")
    assert told == {"基地第三方服务机构": True, "政府采购的运营机构": False}
