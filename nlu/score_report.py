"""An evaluation for people: text for the terminal, a page with the confusion matrix and every miss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from policy_engine import FactValue, Quantity

from .held_out import FIGURES, Hearing
from .scoring import Judged, Score


def text_report(score: Score) -> str:
    """The figures, then what goes wrong most."""
    errors = score.fact_errors
    lines = [
        f"句子 {len(score.judged)}，每句中位数 {score.median_milliseconds:.1f} 毫秒",
        f"意图 {score.intents:.1%}　主题 {score.topics:.1%}　事实全对 {score.facts:.1%}　"
        f"整句全对 {score.frames:.1%}",
        f"没有事实的句子里一个也没编：{score.no_fact_invented:.1%}",
        f"数量（整句全对）{score.quantities:.1%}，共 {score.quantity_total} 句",
        f"事实 {errors['told']} 个：记错 {errors['wrong']}，多记 {errors['invented']}，"
        f"漏记 {errors['missing']}（其中会反问的 {errors['asked_back']}）",
        f"意图置信度的校准误差（ECE）{score.calibration_error():.3f}",
        "",
        "各意图（对 / 共）：",
    ]
    lines += [
        f"  {name:<18}{right:>4} / {count}" for name, (right, count) in score.per_intent().items()
    ]
    lines += ["", "各事实（说到 / 听对 / 错记或多记）："]
    lines += [
        f"  {name}  {told} / {right} / {bad}"
        for name, (told, right, bad) in score.per_fact().items()
    ]
    lines += ["", "最常见的意图混淆（标准 → 听成）："]
    lines += [f"  {gold} → {found}  {count}" for (gold, found), count in score.confusions()[:15]]
    return "\n".join(lines)


def hearing_report(hearings: Iterable[Hearing]) -> str:
    """One line an author or unseen policy, in percent."""
    lines = [
        "",
        "没有拿来训练和调过的作者与政策（整句对 / 有记错 / 只漏 / 反问 / 意图对，共几句）：",
    ]
    lines += [
        f"  {one.name}  "
        + " / ".join(f"{one.share(f):.1%}" for f in FIGURES)
        + f"，{len(one.judged)}"
        for one in hearings
    ]
    return "\n".join(lines)


def html_report(score: Score, title: str) -> str:
    """One self-contained page."""
    return _PAGE.format(
        title=escape(title),
        figures=escape(text_report(score).split("\n\n")[0]).replace("\n", "<br>"),
        matrix=_matrix(score),
        misses="\n".join(_miss(judged) for judged in score.judged if not _perfect(judged)),
        quantities=_quantity_misses(score.quantity_misses),
    )


def _perfect(judged: Judged) -> bool:
    return judged.intent_right and judged.topics_right and judged.facts_right


CELL = 22
LABELS = 150


def _matrix(score: Score) -> str:
    """The confusion matrix as a picture: rows are gold, columns understood."""
    names = sorted(
        {j.gold.intent for j in score.judged} | {j.meaning.intent.name for j in score.judged}
    )
    counts: dict[tuple[str, str], int] = {}
    for judged in score.judged:
        pair = (judged.gold.intent, judged.meaning.intent.name)
        counts[pair] = counts.get(pair, 0) + 1
    totals = {name: sum(counts.get((name, other), 0) for other in names) or 1 for name in names}
    size = LABELS + CELL * len(names)
    parts = [f'<svg viewBox="0 0 {size} {size}" width="{size}" role="img" aria-label="混淆矩阵">']
    for row, name in enumerate(names):
        y = LABELS + row * CELL
        parts.append(f'<text x="{LABELS - 6}" y="{y + 15}" text-anchor="end">{name}</text>')
        parts.append(
            f'<text transform="translate({y + 15} {LABELS - 6}) rotate(-90)">{name}</text>'
        )
        for column, other in enumerate(names):
            count = counts.get((name, other), 0)
            if count:
                parts.append(
                    _cell(LABELS + column * CELL, y, count, count / totals[name], row == column)
                )
    return "\n".join([*parts, "</svg>"])


def _cell(x: int, y: int, count: int, share: float, right: bool) -> str:
    colour = "28,110,164" if right else "200,60,40"
    return (
        f'<rect x="{x}" y="{y}" width="{CELL - 1}" height="{CELL - 1}" '
        f'fill="rgba({colour},{0.15 + 0.85 * share:.2f})"/>'
        f'<text x="{x + CELL // 2}" y="{y + 15}" text-anchor="middle" '
        f'fill="{"#fff" if share > 0.5 else "#222"}">{count}</text>'
    )


def _miss(judged: Judged) -> str:
    gold, found = judged.gold, judged.meaning
    asked = f"<small>（刚问：{escape('、'.join(gold.pending))}）</small>" if gold.pending else ""
    return (
        f"<tr><td>{escape(gold.text)}{asked}</td>"
        f"<td>{_pair(gold.intent, found.intent.name)}</td>"
        f"<td>{_pair('、'.join(gold.topics), '、'.join(found.topics))}</td>"
        f"<td>{_pair(_facts(gold.facts.items()), _facts(found.facts.items()))}</td></tr>"
    )


def _pair(gold: str, found: str) -> str:
    if gold == found:
        return escape(gold)
    return f"<ins>{escape(gold) or '无'}</ins> <del>{escape(found) or '无'}</del>"


def _facts(facts: Iterable[tuple[str, FactValue]]) -> str:
    return "；".join(sorted(f"{name}={_value(value)}" for name, value in facts))


def _value(value: FactValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, Quantity):
        return str(value)
    interval, about = value.interval, "约" if value.approx else ""
    opening, closing = "(" if interval.low_open else "[", ")" if interval.high_open else "]"
    if interval.is_exact:
        return f"{about}{interval.low.normalize():f} {value.unit.code}"
    return f"{about}{opening}{interval.low:f}, {interval.high:f}{closing} {value.unit.code}"


def _quantity_misses(misses: Sequence[tuple[str, str, str]]) -> str:
    return "\n".join(
        f"<tr><td>{escape(text)}</td><td><ins>{escape(wanted)}</ins></td><td><del>{escape(got)}</del></td></tr>"
        for text, wanted, got in misses
    )


_PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 15px/1.7 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }}
svg text {{ font: 11px sans-serif; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ border-bottom: 1px solid #ddd; padding: .3rem .5rem; text-align: left; vertical-align: top; }}
ins {{ color: #1c6ea4; text-decoration: none; }}
del {{ color: #c83c28; }}
</style>
<h1>{title}</h1>
<p>{figures}</p>
<h2>混淆矩阵（行：标准，列：听成）</h2>
{matrix}
<h2>没有全对的句子（蓝：标准，红：听成）</h2>
<table><tr><th>话</th><th>意图</th><th>主题</th><th>事实</th></tr>
{misses}
</table>
<h2>没有全对的数量</h2>
<table><tr><th>话</th><th>标准</th><th>听成</th></tr>
{quantities}
</table>
</html>
"""
