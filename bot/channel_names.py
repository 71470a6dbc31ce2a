"""What channels are called before people."""

from __future__ import annotations

NAMES = {
    "wechat": "微信", "telegram": "Telegram", "web": "网页", "desk": "热线", "rasa": "接口", "office": "窗口",
}  # fmt: skip


def channel_name(channel: str) -> str:
    """The name of a channel; one that is not known is called what it is."""
    return NAMES.get(channel, channel)
