"""What the notice says follows from the settings."""

from __future__ import annotations

from typing import Any

from bot.privacy import HOW_TO_SEE, Privacy, privacy_of
from bot.settings import Settings
from conversations import Line, Link, plain_text


def told(telegram: bool = False, **settings: Any) -> Privacy:
    return privacy_of(Settings.model_validate(settings), telegram=telegram)


def leaves(**settings: Any) -> str:
    return "\n".join(told(**settings).leaves)


MODEL = {"base_url": "https://key@api.example.com/v1", "model": "a-model"}


def test_how_long_is_what_is_set() -> None:
    found = told(server={"retention_days": 90})
    assert found.days == "90"
    assert "保存 90 天" in plain_text(found.short)


def test_where_is_what_is_set_and_names_no_machine_and_no_file() -> None:
    assert "这台服务器" in told(server={"database": "/var/secret-folder/w.db"}).place
    found = told(server={"database": "postgresql://wence@db.internal/wence"}).place
    assert "PostgreSQL" in found
    assert "internal" not in found


def test_nothing_leaves_the_house_unless_something_is_set_up() -> None:
    found = told()
    assert found.leaves == ()
    assert not found.asks_model
    assert "不交给外面的语言模型" in plain_text(found.short)


def test_a_language_model_is_named_with_its_host_and_no_key() -> None:
    found = told(nlu={"llm": MODEL})
    assert found.asks_model
    assert "a-model" in found.leaves[0]
    assert "api.example.com" in found.leaves[0]
    assert "key" not in found.leaves[0]
    assert "拿不准的" in found.leaves[0]
    assert "语言模型帮着听" in plain_text(found.short)


def test_a_model_that_reads_everything_is_not_said_to_read_what_is_in_doubt() -> None:
    found = told(nlu={"llm": {**MODEL, "when": "always"}})
    assert "您说的每一句话" in found.leaves[0]
    assert "拿不准" not in plain_text(found.short)
    assert not told(nlu={"llm": {**MODEL, "when": "never"}}).asks_model


def test_rasa_wechat_and_telegram_are_told_where_they_are_used() -> None:
    rasa = leaves(nlu={"engine": "rasa", "rasa": {"url": "http://10.0.0.3:5005"}})
    assert "Rasa" in rasa
    assert "10.0.0.3" in rasa
    assert "就是这台服务器" in leaves(nlu={"engine": "rasa"})
    assert "腾讯" in leaves(wechat={"app_id": "wx1"})
    assert "客服系统" not in leaves(wechat={"app_id": "wx1"})
    assert "客服系统" in leaves(wechat={"app_id": "wx1", "human_agents": True})
    assert "Telegram" in leaves(telegram=True)


def test_a_greeting_links_to_it_only_where_the_pages_have_an_address() -> None:
    assert told().pointer == (Line(HOW_TO_SEE),)
    assert told().result_days == ""
    found = told(server={"public_url": "https://wence.example.com", "result_days": 3})
    assert found.result_days == "3"
    (link,) = found.pointer
    assert isinstance(link, Link)
    assert link.url == "https://wence.example.com/privacy"
    assert found.short[-1] == Link("全文", link.url)
