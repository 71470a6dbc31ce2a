"""Lists of labels: each value is told of the fact that its label names."""

from __future__ import annotations

import pytest

from nlu.labelled_lists import entries
from nlu.outline import Outline
from nlu.told_in_lists import called
from policy_engine import Policy, load_policy
from tests.many_packs import LIUHE


@pytest.fixture(scope="module")
def outline() -> Outline:
    policy: Policy = load_policy(LIUHE)
    return Outline(policy.facts)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("注册地:天河区 创办人:香港居民,35岁", {"注册地": "天河区", "创办人": "香港居民,35岁"}),
        ("1. 新上项目:是 2. 级别:省级", {"新上项目": "是", "级别": "省级"}),
        ("人才公寓:符合条件、未入住;年龄:29", {"人才公寓": "符合条件、未入住", "年龄": "29"}),
        ("我们今年做了3000万", {}),
    ],
)  # fmt: skip
def test_labels_and_values(text: str, listed: dict[str, str]) -> None:
    assert {entry.label: entry.value for entry in entries(text)} == listed


def test_however_long_it_goes_on() -> None:
    assert len(entries("甲" * 1000 + ":" + "乙:" * 1000)) < 1000


@pytest.mark.parametrize(
    ("label", "fact"),
    [
        ("固投", "固定资产投资额"),
        ("产业类别", "产业类别"),
        ("房地产住宅", "房地产住宅项目"),
        ("年纳税额", "年度纳税额"),
        ("项目名称", None),
        ("情况", None),
    ],
)
def test_the_fact_that_a_label_names(outline: Outline, label: str, fact: str | None) -> None:
    assert called(outline, label) == fact
