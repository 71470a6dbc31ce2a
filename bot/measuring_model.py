"""`wence nlu eval --reader llm`: a model measured over its address, or offline over files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from nlu import (
    NOT_SENT,
    Call,
    LanguageModel,
    OtherPromptError,
    Outcome,
    Recording,
    Replaying,
)

from .assembly import Parts
from .commands import say
from .errors import UserError
from .language_model import with_language_model


@contextmanager
def measured(parts: Parts, record: Path | None, replay: Path | None) -> Iterator[Parts]:
    """The parts that ask the model; in the end it is told how it answered. Raises UserError.

    It is asked when `nlu.llm.when` says so, and about every sentence where none is set up.
    """
    if record is not None and replay is not None:
        raise UserError("--record 与 --replay 一次只能用一个")
    always = parts.settings.nlu.llm.asked_when != "doubt"
    if record is not None:
        recording = Recording(record)
        yield replace(parts, model=LanguageModel(recording, always))
        recording.close()
        say(_recorded(record, len(recording.calls)))
    elif replay is not None:
        if not replay.is_dir():
            raise UserError(f"没有 {replay} 这个文件夹；先用 --record {replay} 写出提示")
        replaying = Replaying(replay)
        try:
            yield replace(parts, model=LanguageModel(replaying, always))
        except OtherPromptError as error:
            raise UserError(
                f"{error} 与现在要问的不一样（句子、设置或程序变了），请重新 --record"
            ) from None
        say(summary(replaying.calls))
    else:
        calls: list[Call] = []
        asking = with_language_model(parts, calls.append)
        if asking.model is None:
            raise UserError("config.yml 的 nlu.llm 没有设模型；不联网就用 --record 与 --replay")
        yield asking
        say(summary(calls))


def _recorded(folder: Path, count: int) -> str:
    return (
        f"\n{count} 个提示写在 {folder}（0001.prompt.json …）。把每个的答复写成旁边的 0001.answer.json："
        f'{{"id": "0001", "content": "…"}}，再用 --replay {folder}。上面的分数是没有语言模型的。'
    )


def summary(calls: Sequence[Call]) -> str:
    """How a model answered, in two or three lines."""
    ended = Counter(call.outcome for call in calls)
    answered = [call.verified for call in calls if call.verified is not None]
    rejected = sum((Counter(found.rejected) for found in answered), Counter[str]())
    failed = "，".join(f"{o} {n}" for o, n in ended.items() if o is not Outcome.ANSWERED)
    lines = [
        f"\n语言模型：问了 {len(calls)} 句，答上 {ended[Outcome.ANSWERED]}"
        + (f"，没答上的：{failed}" if failed else "")
    ]
    if rejected:
        told = "，".join(f"{reason} {count}" for reason, count in rejected.most_common())
        lines.append(f"拦下的陈述 {rejected.total()} 条：{told}")
    seconds = sorted(c.seconds for c in calls if c.outcome not in NOT_SENT and c.seconds)
    if seconds:
        tokens = sum(c.tokens.prompt for c in calls), sum(c.tokens.completion for c in calls)
        lines.append(
            f"每句中位数 {seconds[len(seconds) // 2]:.2f} 秒，提示 {tokens[0]}、答复 {tokens[1]} 个 token"
        )
    return "\n".join(lines)
