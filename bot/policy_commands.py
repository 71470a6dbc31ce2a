"""What the commands for those who write policies do: draft, check, try, compare, document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policy_engine import (
    SCENARIOS,
    SCHEMA,
    STATUS_NAMES,
    PackError,
    Policy,
    TriedCase,
    as_written,
    boundary_cases,
    compare,
    draft_of,
    json_schema,
    load_policy,
    read_source,
    write_draft,
    written_yaml,
)

from .assembly import Parts
from .commands import say
from .errors import UserError
from .packs import chosen_packs, one_pack
from .policy_checking import checked
from .policy_page import policy_page

MOST_SHOWN = 30


def folders_of(parts: Parts, pack: str | None) -> list[Path]:
    """The folders of the pack that is named, or of those in use. Raises UserError."""
    names = parts.settings.policies if pack is None else (pack,)
    return chosen_packs(names, parts.settings.pack_folder)


def folder_of(parts: Parts, pack: str | None) -> Path:
    """The folder of the pack that is named, or of the only one in use. Raises UserError."""
    folders = folders_of(parts, pack)
    if len(folders) > 1:
        raise UserError(f"一起用的政策有 {len(folders)} 份，写明是哪一份，如：{folders[0].name}")
    return folders[0]


# -- new ---------------------------------------------------------------------------------------


def new(file: Path, pack_id: str | None, out: Path | None, today: date) -> None:
    """Draft a pack from a document, and say what a person has to decide."""
    try:
        draft = draft_of(read_source(file), today, pack_id)
    except PackError as error:
        raise UserError(f"{file}：起草时出了错（{error}），什么也没写") from None
    folder = out or Path(draft.id)
    write_draft(draft, folder, file, json_schema())
    policy = load_policy(folder)
    say(
        f"写好了 {folder}：{policy.title}，{len(policy.measures)} 项措施、{len(policy.facts)} 个事实。"
    )
    say(f"要人定的 {len(draft.decisions)} 处（在 政策.yml 里都写着“# 待定：”）：")
    for line, decision in draft.decisions[:MOST_SHOWN]:
        say(f"  第 {line} 行：{decision}")
    if len(draft.decisions) > MOST_SHOWN:
        say(f"  ……还有 {len(draft.decisions) - MOST_SHOWN} 处")
    say(f"一处一处定好，再 wence policy check {folder}")


# -- check -------------------------------------------------------------------------------------


def check(parts: Parts, pack: str | None, today: date, *, quick: bool) -> int:
    """The whole check of one pack, or of each in use; 0 when nothing was found, 1 otherwise."""
    return max([_checked(folder, today, quick=quick) for folder in folders_of(parts, pack)])


def _checked(folder: Path, today: date, *, quick: bool) -> int:
    try:
        found = checked(folder, today, quick=quick)
    except PackError as error:
        say(f"✗ {error}")
        return 1
    for finding in found.findings:
        say(f"✗ {finding.where}：{finding.problem}")
        if finding.remedy:
            say(f"    → {finding.remedy}")
    say(found.summary)
    return 0 if found.is_green else 1


# -- try ---------------------------------------------------------------------------------------


def try_cases(folder: Path, measure: str | None, today: date, *, keep: bool) -> None:
    """Show enterprises at the thresholds, and keep them as cases if that is wanted."""
    policy = load_policy(folder)
    chosen = [policy.measure(measure)] if measure is not None else list(policy.measures.values())
    on = min(max(today, policy.issued), policy.last_day)
    kept: list[str] = []
    for each in chosen:
        tried = list(boundary_cases(policy, each, on))
        if not tried:
            say(f"{each.id} {each.title}：没挑出够格的企业（有一项一项说的事，请自己编）")
        for case in tried:
            say(f"{each.id} {case.name} → {_outcome(case)}")
            kept.append(_as_case(policy, case, on))
    if keep:
        added = _keep(folder / SCENARIOS, kept)
        say(
            f"写进 {folder / SCENARIOS} 的有 {added} 个；每个看过、对了，就删掉它上面那行“# 待定：”。"
        )


def _outcome(case: TriedCase) -> str:
    status, amount = STATUS_NAMES[case.result.status], case.result.amount
    if amount is None:
        return status
    low, high = (
        None if end is None else f"{end.normalize():,f}" for end in (amount.low, amount.high)
    )
    return f"{status}，{low} 元" if low == high else f"{status}，{low} 到 {high or '不设上限'} 元"


def _as_case(policy: Policy, case: TriedCase, on: date) -> str:
    facts = {name: as_written(policy.facts[name], value) for name, value in case.told.items()}
    expected: dict[str, object] = {"状态": STATUS_NAMES[case.result.status]}
    if case.result.amount is not None:
        ends = (case.result.amount.low, case.result.amount.high)
        expected["金额"] = [
            None if end is None else float(end) if end % 1 else int(end) for end in ends
        ]
    result = {case.result.measure.id: expected}
    return (
        f"# 待定：规则算出来的，照原文看对不对\n- 案例: {written_yaml(case.name)}\n  日期: {on}\n"
        f"  事实: {written_yaml(facts)}\n  结果: {written_yaml(result)}\n"
    )


def _keep(file: Path, cases: list[str]) -> int:
    """Add the cases that are not there yet; how many."""
    there = file.read_text("utf-8") if file.exists() else ""
    fresh = [case for case in cases if case.splitlines()[1] not in there]
    lines = [line for line in there.splitlines() if line.strip() != "[]"]
    text = "\n".join([*lines, *(case.rstrip() for case in fresh)]).strip() + "\n"
    made = file.with_suffix(".new")
    made.write_text(text, "utf-8")
    made.replace(file)
    return len(fresh)


# -- diff, docs, schema ------------------------------------------------------------------------


def diff(old: str, new: str, today: date) -> None:
    """Say what differs between two packs."""
    before, after = load_policy(one_pack(old)), load_policy(one_pack(new))
    found = compare(before, after, min(max(today, after.issued), after.last_day))
    if not (found.rules or found.cases or found.made_up):
        say("两份一样。")
        return
    say("规则：" if found.rules else "规则一样。")
    for line in found.rules:
        say(f"  {line}")
    if found.cases:
        say("案例：")
    for change in found.cases:
        say(f"  {change.who}：{change.measure} {change.before} → {change.after}")
    if found.made_up:
        say("编出来的企业里：")
    for measure, count, change in found.made_up:
        say(f"  {measure}：{count} 家变了，如 {change.who}：{change.before} → {change.after}")


def docs(folder: Path, out: Path | None) -> None:
    """Write the page of a pack."""
    _write(policy_page(load_policy(folder)), out)


def schema(out: Path | None) -> None:
    """Write the JSON Schema of 政策.yml."""
    _write(json_schema(), out)
    if out is not None:
        say(
            f"在 政策.yml 第一行写 # yaml-language-server: $schema={SCHEMA}，编辑器就会补全、标错。"
        )


def _write(text: str, out: Path | None) -> None:
    if out is None:
        say(text.rstrip())
        return
    made = out.with_name(out.name + ".new")
    made.write_text(text, "utf-8")
    made.replace(out)
    say(f"写好了 {out}")
