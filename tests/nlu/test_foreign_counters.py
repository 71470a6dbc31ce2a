"""A number of other things than were asked for answers nothing, whatever stands around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nlu import Context, Understanding, load_understanding
from policy_engine import installed_packs, load_policy
from tests.second_pack import PACK as SECOND_PACK

TODAY = date(2026, 3, 1)
SHIPPED = installed_packs()["SYCR-2023-01014"]
SERVED, JOINED, STORES = "海外仓服务邵阳企业数", "孵化入网企业数", "符合条件的社区店数量"
SMALL, HANDLED, STORED = "集货仓服务本市中小微企业数", "年度经营票数", "年度入仓票数"
BEDS, PICKERS, GUESTS, TONS = "床位", "采茶工", "过夜游客", "库容"
FOREIGN = [
    (SERVED, "上周拉了三十车"),
    (SERVED, "仓库里有二十台叉车"),
    (SERVED, "一共三十五个员工在那边"),
    (SERVED, "我们租了四间办公室"),
    (JOINED, "我们有五十个工人"),
    (JOINED, "平台上挂了三千款商品"),
    (JOINED, "客服有二十多人"),
    (JOINED, "服务器买了八台"),
    (JOINED, "每天发两百单"),
    (STORES, "店里有六个店员"),
    (STORES, "一共摆了四十个货架"),
    (STORES, "卖三百种进口零食"),
    (SMALL, "库里放了八百箱货"),
    (SMALL, "集货仓有十二个工人"),
    (HANDLED, "去年来了六十个集装箱"),
    (HANDLED, "雇了三十个搬运工"),
    (HANDLED, "一共两千吨货"),
    (STORED, "买了十五台打包机"),
    (STORED, "一年进了七百吨"),
    (STORED, "每个月跑四十车"),
    (BEDS, "我们雇了八个服务员"),
    (BEDS, "院子里种了三十棵树"),
    (BEDS, "去年来了两千个客人"),
    (BEDS, "有六个停车位"),
    (PICKERS, "上个月卖了四十吨茶叶"),
    (PICKERS, "茶园有两百亩"),
    (PICKERS, "炒茶的锅有十五口"),
    (GUESTS, "我们有五十辆大巴"),
    (GUESTS, "开了三十条线路"),
    (TONS, "合作社有一百二十户"),
]
MORE = [
    (SERVED, "招了十二个本地员工"),
    (SERVED, "有八个月台"),
    (SERVED, "一共三个仓位"),
    (SERVED, "发了六十个柜子"),
    (JOINED, "运营团队十五个人"),
    (JOINED, "有四十多个国家的买家"),
    (JOINED, "我们有三个分公司"),
    (JOINED, "养了二十个主播"),
    (STORES, "请了五个导购"),
    (STORES, "进了两百个品种"),
    (SMALL, "有五个装卸工"),
    (HANDLED, "一年出两百个柜"),
    (STORED, "放了三十个托盘"),
    (BEDS, "修了两个游泳池"),
    (PICKERS, "有三十个采茶篓"),
    (PICKERS, "建了两个厂房"),
    (GUESTS, "三十个旅游团"),
    (TONS, "有五十个社员"),
]
"""Found to be taken by readers that passed the thirty."""
OWN = [
    (SERVED, "三十家", 30),
    (JOINED, "五十家", 50),
    (STORED, "七百票", 700),
    (BEDS, "三十张", 30),
    (PICKERS, "三十五个", 35),
    (GUESTS, "八千人次", 8000),
    (TONS, "一百五十吨", 150),
]


@pytest.fixture(scope="module")
def readers() -> dict[str, Understanding]:
    """The understanding of either pack, by the facts that it reads."""
    packs: tuple[Path, ...] = (SHIPPED, SECOND_PACK)
    made = [load_understanding(load_policy(pack), embeddings=False) for pack in packs]
    return {fact: reader for reader in made for fact in reader.outline.facts}


def test_there_are_thirty_of_them() -> None:
    assert len(FOREIGN) == 30


@pytest.mark.parametrize(("asked", "said"), FOREIGN + MORE)
def test_another_counter_answers_nothing(
    readers: dict[str, Understanding], asked: str, said: str
) -> None:
    meaning = readers[asked].parse(said, Context(TODAY, (asked,)))
    assert asked not in meaning.facts


@pytest.mark.parametrize(("asked", "said", "number"), OWN)
def test_its_own_counter_does(
    readers: dict[str, Understanding], asked: str, said: str, number: int
) -> None:
    value = readers[asked].parse(said, Context(TODAY, (asked,))).facts[asked]
    assert value.interval.low == value.interval.high == number  # type: ignore[union-attr]
