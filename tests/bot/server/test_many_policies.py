"""Two policies behind the doors of the server: config.yml names both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.many_packs import SHAOYANG, YUNXI

from .conftest import Server, start


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("both"), more=f"policy: [{SHAOYANG.name}, {YUNXI}]\n")
    yield running
    running.process.terminate()
    assert running.process.wait(20) in (0, -15)


def test_a_turn_over_http_names_the_policy_of_each_measure(server: Server) -> None:
    turn = server.chat("a", "我们开民宿的，有20张床")
    measures = turn["measures"]
    assert {m["policy"] for m in measures} == {"SYCR-2023-01014", "云溪-2026-007"}
    assert turn["facts"]["床位"]["low"] == 20


def test_an_option_that_narrows_is_kept_in_the_store(server: Server) -> None:
    first = server.chat("b", "我们能享受哪些政策")
    assert first["question"]["facts"] == ["所在地区"]
    second = server.chat("b", "2")
    assert second["facts"] == {"所在地区": {"one_of": ["云溪县"]}}
    third = server.chat("b", "4")
    assert third["facts"]["旅行社"] is True


def test_what_was_asked_back_is_answered_after_a_restart_of_the_turn(server: Server) -> None:
    server.chat("c", "第一条是什么条件")
    answer = server.chat("c", "2")
    assert "乡村民宿床位补助" in str(answer["reply"])


def test_evaluate(server: Server) -> None:
    body = {"facts": {"合作社建冷库": True, "库容": "150吨", "设备投入": "120万元"}, "as_of": "2026-06-01"}  # fmt: skip
    found = server.post("/api/evaluate", json=body).json()
    assert [p["policy"] for p in found["policies"]] == ["SYCR-2023-01014", "云溪-2026-007"]
    (measure,) = [m for m in found["measures"] if m["status"] == "eligible"]
    assert (measure["policy"], measure["id"]) == ("云溪-2026-007", "冷库")


def test_the_pages_are_those_of_both(server: Server) -> None:
    source = server.get("/source").text
    assert "《支持乡村民宿和冷链农业发展》" in source
    assert "《推进口岸平台建设及跨境电商高质量发展》" in source
    assert server.get("/source?measure=A-1").text.count("《推进口岸平台") == 0
    assert server.get("/chat").status_code == 200
