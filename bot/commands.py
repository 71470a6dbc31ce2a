"""What the commands do, apart from reading their options."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

import typer

from conversations import State
from policy_engine import (
    Benefit,
    Measure,
    Policy,
    TermKind,
    kind_in_words,
    load_policy,
)

from . import contract
from .assembly import Parts
from .packs import available_packs, chosen_packs
from .parse_json import Request, meaning_text, parse_json, request_of, why_text

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Escape codes, the eight-bit ones too, and what turns the direction of writing; shown as JSON
escapes, so that JSON stays what it is."""


def say(text: str = "") -> None:
    """Print a line; nothing in it, perhaps typed by a user, can steer the terminal."""
    typer.echo(_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


# -- conversation ------------------------------------------------------------------------


def ask(parts: Parts, texts: Iterable[str], today: date, as_json: bool) -> None:
    """One conversation of the given messages."""
    state = State()
    for place, text in enumerate(texts):
        state, reply, meaning = parts.dialog.turn(state, text, today)
        if as_json:
            say(contract.dumps(contract.turn_json(state, reply, meaning)))
        else:
            say(("\n" if place else "") + reply.text)


def chat_json(parts: Parts, today: date, lines: TextIO, out: TextIO) -> None:
    """One user message a line in, one TURN a line out, flushed."""
    state = State()
    for line in lines:
        state, reply, meaning = parts.dialog.turn(state, line.rstrip("\r\n"), today)
        print(contract.dumps(contract.turn_json(state, reply, meaning)), file=out, flush=True)


# -- understanding -------------------------------------------------------------------------


def parse_one(
    parts: Parts, text: str, today: date, pending: str | None, *, as_json: bool, why: bool
) -> None:
    """What the NLU understands of one message; with `why` also what made each statement."""
    say(_understood(parts, Request(text, pending), today, as_json, why))


def parse_stream(
    parts: Parts,
    lines: TextIO,
    out: TextIO,
    today: date,
    *,
    pending: str | None,
    as_json: bool,
    why: bool,
) -> None:
    """One message a line in, one PARSE a line out; a JSON line may tell where the conversation is."""
    for line in lines:
        request = request_of(line.rstrip("\r\n"), pending, parts.policy, today)
        print(_understood(parts, request, today, as_json, why), file=out, flush=True)


def _understood(parts: Parts, request: Request, today: date, as_json: bool, why: bool) -> str:
    context = request.context(parts.policy, today)
    meaning = parts.understanding.parse(request.text, context)
    if as_json:
        return contract.dumps(parse_json(meaning))
    return why_text(meaning) if why else meaning_text(meaning)


def search(parts: Parts, query: str, as_json: bool) -> int:
    """What staff look up: clauses, measures, frequent questions, terms; 1 when nothing fits."""
    hits = parts.library.search(query)
    for hit in hits:
        if as_json:
            say(contract.dumps({"kind": hit.kind, "title": hit.title, "text": hit.text}))
        else:
            say(f"【{hit.kind}】{hit.title}\n    {hit.text}")
    if not hits and not as_json:
        title = next(iter(parts.policy.measures.values())).title
        say(f"没有找到。换个词试试，如：{title}。")
    return 0 if hits else 1


# -- policies ------------------------------------------------------------------------------


def policy_list(parts: Parts, as_json: bool) -> None:
    """The packs there are."""
    used_folders = chosen_packs(parts.settings.policies, parts.settings.pack_folder)
    for pack, folder in available_packs(parts.settings.pack_folder).items():
        policy = load_policy(folder)
        if as_json:
            say(contract.dumps(_policy_json(policy)))
            continue
        used = "（当前使用）" if folder in used_folders else ""
        say(f"{pack}{used}  {policy.document_number}《{policy.title}》")
        say(f"    {policy.issued} 起，到 {policy.last_day}；{len(policy.measures)} 项措施")


def _policy_json(policy: Policy) -> contract.Json:
    return {
        "id": policy.id,
        "title": policy.title,
        "document_number": policy.document_number,
        "issued": policy.issued.isoformat(),
        "last_day": policy.last_day.isoformat(),
        "measures": list(policy.measures),
    }


def policy_show(parts: Parts, measure_id: str | None) -> None:
    """All measures, or one with its rule and its sentence."""
    if measure_id is not None:
        _show_measure(parts.policy.measure(measure_id))
        return
    for place, policy in enumerate(parts.policy.members):
        if place:
            say()
        say(f"{policy.document_number}《{policy.title}》")
        for measure in policy.measures.values():
            say(f"{measure.key}  {measure.clause_name}  {measure.title}")
        say()
        say(policy.source.text.rstrip())


def _show_measure(measure: Measure) -> None:
    often = f"，{measure.period}" if measure.period else ""
    say(f"{measure.key} {measure.title}（{measure.clause_name}{often}）")
    say("条件：")
    for condition in measure.condition.parts:
        say(f"  - {condition.text}")
    for line in _benefit_lines(measure.benefit):
        say(line)
    for term in measure.terms:
        say(f"{_TERM_NAMES[term.kind]}：{term.text}")
    if measure.after:
        say(f"先享受：{'、'.join(measure.after)}")
    for note in measure.notes:
        say(f"待定：{note.text}")
    for quote in measure.quotes:
        say(f"依据：“{quote}”")


def _benefit_lines(benefit: Benefit) -> Iterator[str]:
    """What a measure gives, rule by rule."""
    yield f"扶持：{kind_in_words(benefit.kind)}"
    yield from (f"  - 当 {tier.condition.text}：{tier.amount.text}" for tier in benefit.tiers)
    named = {"  - ": benefit.amount, "  封顶：": benefit.cap, "  保底：": benefit.floor}
    yield from (name + amount.text for name, amount in named.items() if amount is not None)
    yield from (f"  分期：{part.when} {part.text}" for part in benefit.instalments)
    if benefit.at_once is not None:
        yield f"  一次付清：{benefit.at_once.text}"
    yield from (f"  支持：{words}" for words in benefit.support)


_TERM_NAMES = {
    TermKind.QUOTA: "名额", TermKind.BUDGET: "资金", TermKind.RANKING: "择优",
    TermKind.BENEFICIARY: "受益人", TermKind.YEARS: "享受年限", TermKind.TIMES: "享受次数",
}  # fmt: skip
