"""A policy changed at the desk: looked through, proposed by one, released by another, taken over by
every process by itself, and written back to its files. Real servers over one store."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from bot.desk.accounts import Accounts
from bot.desk.records import DeskRecords
from conversations import open_database
from tests.second_pack import PACK, ROOT

from .conftest import Server, start

PASSWORD = "nine lives and a cat"
STAFF = {"甲干部": "officer", "乙干部": "officer", "丙接线": "clerk"}
POLICY = "云溪-2026-007"
PAGE = f"/desk/policies/{quote(POLICY)}"
TITLE, NEW_TITLE = "省级精品民宿奖励", "省级精品民宿一次性奖励"
ASKED = {"facts": {"经营民宿": True, "省级精品": True}, "as_of": "2026-06-01"}
PATIENCE = 60.0
"""Seconds of a busy test machine; how long a release takes is measured in tests/benchmarks/."""


@dataclass
class Office:
    """Two servers over one store, and the pack they answer from."""

    servers: tuple[Server, Server]
    pack: Path
    config: Path

    def answer(self, server: int) -> tuple[str, str]:
        """What a server calls the support for a province's best guest house, and how much it is."""
        told = httpx.post(f"{self.servers[server].url}/api/evaluate", json=ASKED).json()
        (measure,) = [m for m in told["measures"] if m["id"] == "A-2"]
        return measure["title"], str(measure["amount"]["high"])


@dataclass
class Officer:
    """Somebody at the pages of policies."""

    client: httpx.Client

    def page(self, **query: str) -> str:
        return self.client.get(PAGE, params=query).text

    def act(self, action: str, **form: str) -> httpx.Response:
        shown = self.page()
        csrf, after = (re.search(p, shown) for p in (r'name="csrf" content="([^"]+)"', r'name="after" value="(\d+)"'))  # fmt: skip
        assert csrf, shown
        assert after, shown
        told = {"csrf": csrf[1], "after": after[1], "action": action, **form}
        return self.client.post(PAGE, data=told)

    def block(self, measure: str) -> str:
        """A measure as it is written, from the page that changes it."""
        shown = self.page(edit=measure)
        found = re.search(rf'<textarea[^>]*aria-label="{measure}的规则">(.*?)</textarea>', shown, re.DOTALL)  # fmt: skip
        assert found
        return html.unescape(found[1])

    def rules(self) -> str:
        """政策.yml as it stands on the page."""
        shown = self.client.get(PAGE, params={"file": "政策.yml"}).text
        found = re.search(r"<textarea[^>]*>(.*?)</textarea>", shown, re.DOTALL)
        assert found
        return html.unescape(found[1])


SignIn = Callable[[str], Officer]


def status(response: httpx.Response) -> str:
    found = re.search(r'<p id="status"[^>]*>(.*?)</p>', response.text, re.DOTALL)
    assert found, response.text
    return html.unescape(found[1])


def eventually(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether something comes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    pack = Path(shutil.copytree(PACK, folder / POLICY))
    more = f"policy: {pack}\n"
    servers = (start(folder, more=more), start(folder, more=more))
    records = DeskRecords(open_database(servers[0].database))
    for name, role in STAFF.items():
        Accounts(records).add(name, PASSWORD, role)
    records.close()
    yield Office(servers, pack, folder / "config.yml")
    for server in servers:
        server.process.terminate()
        server.process.wait(20)


@pytest.fixture
def sign_in(office: Office) -> Iterator[SignIn]:
    """People at the desk of the first server."""
    with ExitStack() as opened:

        def enter(name: str) -> Officer:
            client = httpx.Client(base_url=office.servers[0].url, timeout=120)
            opened.enter_context(client)
            client.post("/desk/login", data={"name": name, "password": PASSWORD})
            return Officer(client)

        yield enter


def wence(office: Office, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "policy", *arguments, "--config", str(office.config)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def test_only_officers_see_them(office: Office, sign_in: SignIn) -> None:
    clerk, officer = sign_in("丙接线"), sign_in("甲干部")
    assert clerk.client.get(PAGE).status_code == 403
    assert clerk.client.get("/desk/policies").status_code == 403
    assert 'href="/desk/policies"' not in clerk.client.get("/desk/inbox").text
    assert POLICY in officer.client.get("/desk/policies").text
    assert httpx.get(office.servers[0].url + PAGE).status_code == 303


def test_the_rules_stand_beside_the_sentences(office: Office, sign_in: SignIn) -> None:
    shown = sign_in("甲干部").page()
    sentence = shown.index("被评为省级精品民宿的，另给予一次性奖励15万元")
    assert 0 < shown.index('id="m-A-2"') - sentence < 3000
    assert len(shown.encode()) < 100_000
    assert sign_in("甲干部").client.get("/desk/policies/没有这份").status_code == 404


def test_a_sentence_is_tried(office: Office, sign_in: SignIn) -> None:
    told = sign_in("甲干部").act("try", said="合作社建了个田头冷库，库容150吨，设备投入120万")
    assert "36 万元" in told.text
    assert "冷库库容" in told.text


def test_marks_stay_with_what_they_were_of(office: Office, sign_in: SignIn) -> None:
    officer = sign_in("甲干部")
    assert "看过了" in status(officer.act("accept", measure="冷库"))
    assert "甲干部看过" in officer.page()
    officer.act("ask", measure="冷库", question="设备投入含不含税？")
    assert "设备投入含不含税？" in sign_in("乙干部").page()
    mark = re.search(r'name="mark" value="(\d+)"><span><strong>甲干部问', officer.page())
    assert mark
    officer.act("settle", mark=mark[1])
    assert "设备投入含不含税？" not in officer.page()


def test_what_does_not_load_is_not_kept(office: Office, sign_in: SignIn) -> None:
    officer = sign_in("甲干部")
    refused = officer.act("measure", measure="A-2", text="  A-2:\n    标题: 只有标题")
    assert refused.status_code == 422
    assert "没有存" in status(refused)
    assert "只有标题" in refused.text  # what was typed is not lost
    assert str(office.pack) not in refused.text
    other_id = officer.rules().replace(f"编号: {POLICY}", "编号: 别的")
    assert "编号不能在这里改" in status(officer.act("file", file="政策.yml", text=other_id))
    assert "不能在这里改" in status(officer.act("file", file="原文.txt", text="别的原文"))


def test_from_a_change_to_every_process_and_back_to_the_files(
    office: Office, sign_in: SignIn
) -> None:
    one, other = sign_in("甲干部"), sign_in("乙干部")
    before = (TITLE, "150000")
    assert [office.answer(0), office.answer(1)] == [before, before]
    text = one.block("A-2")
    wrong = text.replace("金额: 15 万元", "金额: 16 万元")
    right = text.replace(TITLE, NEW_TITLE)

    # a version that does not pass the check is never live
    assert "存好了" in status(one.act("measure", measure="A-2", text=wrong))
    late = other.act("measure", measure="A-2", text=right, after="0")
    assert "别人刚改过" in status(late)
    assert NEW_TITLE in late.text  # what was typed is not lost
    assert "核对通过才能放行" in status(one.act("propose"))
    assert "这一版已经不是" in status(other.act("release"))

    # one proposes, another releases
    assert "存好了" in status(one.act("measure", measure="A-2", text=right))
    assert "全部对得上" in status(one.act("check"))
    assert "提了" in status(one.act("propose"))
    assert "另一个人放行" in status(one.act("release"))
    assert f"+    标题: {NEW_TITLE}" in other.page()
    time.sleep(2)
    assert [office.answer(0), office.answer(1)] == [before, before]
    assert "放行了" in status(other.act("release"))

    after = (NEW_TITLE, "150000")
    assert eventually(lambda: office.answer(0) == office.answer(1) == after, PATIENCE)
    versions = one.page()
    assert re.search("在用，乙干部", versions)

    exported = wence(office, "export", POLICY)
    assert exported.returncode == 0, exported.stderr
    assert "甲干部 改，乙干部 放行" in exported.stdout
    assert NEW_TITLE in (office.pack / "政策.yml").read_text("utf-8")
    assert "本来就一样" in wence(office, "export", POLICY).stdout


def test_a_server_that_starts_later_answers_by_what_was_released(office: Office) -> None:
    third = start(office.config.parent, more=f"policy: {PACK}\n")
    try:
        told = httpx.post(f"{third.url}/api/evaluate", json=ASKED).json()
        assert NEW_TITLE in [m["title"] for m in told["measures"]]
    finally:
        third.process.terminate()
        third.process.wait(20)


def test_edit_says_where_and_takes_a_folder_in(
    office: Office, sign_in: SignIn, tmp_path: Path
) -> None:
    told = wence(office, "edit", str(office.pack))
    assert quote(POLICY) in told.stdout
    copy = Path(shutil.copytree(PACK, tmp_path / "新的"))
    rules = (copy / "政策.yml").read_text("utf-8").replace(f"编号: {POLICY}", "编号: 云溪-新")
    (copy / "政策.yml").write_text(rules, "utf-8")
    assert "第一版" in wence(office, "edit", str(copy)).stdout
    assert "云溪-新" in sign_in("甲干部").client.get("/desk/policies").text
