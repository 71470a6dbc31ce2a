"""A simulated user: knows the truth of one enterprise and talks about it as people do.

`python -m tests.conversations.simulated_user 1000` holds that many dialogs and reports.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from conversations import AskedQuestion, Dialog, Reply, State
from policy_engine import Assessment, FactDefinition, MeasureResult, Money, Policy, evaluate
from tests.policy_engine.enterprises import Truths, exact, typical

ON = date(2026, 3, 1)
MOST_TURNS = 60
NOTHING = Money(Decimal(0), Decimal(0))
UNITS = {
    "CNY": "元",
    "USD": "美元",
    "m2": "平方米",
    "month": "个月",
    "家": "家",
    "票": "票",
    "个": "个",
}
DIGITS = "零一二三四五六七八九"
YES = ("是", "是的", "有", "对", "嗯，是的", "有的", "当然是", "没错")
NO = ("否", "不是", "没有", "没得", "还没有", "都没有过", "没")
DENIALS = ("都不是", "都没有", "一个都没有", "没有别的了", "没得", "就这些", "都说了没有", "冇得了")
UNKNOWN = ("不知道", "不清楚", "这个不方便说", "跳过", "说不好", "我也不晓得")
DIGRESSIONS = (
    "这个政策到什么时候", "怎么申报", "要准备哪些材料", "为什么问这个", "钱是市里出还是县里出",
    "什么叫集货仓", "能和省里的补贴一起拿吗", "文号是多少", "谢谢", "一共有哪些扶持措施",
)  # fmt: skip
FILLERS = ("", "", "", "嗯，", "那个，", "我看看，", "哦，", "应该是")


@dataclass
class Tally:
    """How a run of dialogs went."""

    questions: list[int] = field(default_factory=list)
    trouble: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def note(self, kind: str, log: list[str]) -> None:
        self.trouble[kind] += 1
        if len(self.examples) < 5:
            self.examples.append(kind + "\n" + "\n".join(log[-12:]))


@dataclass
class User:
    """One enterprise's person: what is true, and a manner of speaking."""

    policy: Policy
    truth: Truths
    dice: random.Random
    opens_with_topic: bool
    vague: float = 0.0
    refuses: float = 0.0
    slips: float = 0.15
    digresses: float = 0.15
    refused: set[str] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)
    to_correct: str | None = None
    volunteered: set[str] = field(default_factory=set)

    def opening(self) -> str:
        """Nothing at all, or the line of business with a fact or two."""
        roles = [r for r in self.policy.roles if self.truth[r]]
        if not self.opens_with_topic or not roles:
            return self.dice.choice(
                ("你好，我们能享受哪些政策", "我想问下有什么补贴", "我们这种企业能补吗")
            )
        role = self.dice.choice(roles)
        return "，".join([self._we_are(role), *self._details(role)])

    def _details(self, role: str) -> list[str]:
        details = [
            fact
            for measure in self.policy.measures.values()
            if role in measure.facts
            for fact in measure.facts
            if not self.policy.facts[fact].is_claim and fact != "平台服务年度"
        ]
        chosen = self.dice.sample(details, min(len(details), self.dice.randint(0, 2)))
        return [f"{self.policy.facts[f].label}{self._number(self.policy.facts[f])}" for f in chosen]

    def answer(self, question: AskedQuestion) -> str:
        """What this user says to a question."""
        if question.multiple:
            return self._choice(question)
        fact = question.facts[0]
        definition = self.policy.facts[fact]
        value = self.truth[fact]
        if self.dice.random() < self.refuses and fact not in self.pressed:
            self.refused.add(fact)
            return self.dice.choice(UNKNOWN)
        if isinstance(value, bool):
            return self.dice.choice(YES if value else NO)
        if fact == "平台服务年度":
            return self.dice.choice((f"第{value}年", f"{value}", f"第{_chinese(value)}年"))
        if self.dice.random() < self.slips and value > 1:
            self.to_correct = fact
            return self._spoken(definition, value - 1 if value > 2 else value + 5)
        if self.dice.random() < self.vague and fact not in self.pressed and value >= 10:
            self.pressed.add(fact)
            return self._range(definition, value)
        return self.dice.choice(FILLERS) + self._number(definition)

    def volunteers(self, state: State) -> str | None:
        """A business that nobody asked about, told at the end: 有的话说一声."""
        untold = [r for r in self.policy.roles if self.truth[r] and r not in state.facts]
        untold = [role for role in untold if role not in self.volunteered]
        if not untold:
            return None
        self.volunteered.add(untold[0])
        return self._we_are(untold[0])

    def _we_are(self, role: str) -> str:
        lead = self.policy.facts[role].label
        return f"我们是{lead}" if lead.endswith("企业") else f"我们{lead}"

    def correction(self) -> str:
        """说错了 …, naming what was wrong."""
        assert self.to_correct is not None
        definition = self.policy.facts[self.to_correct]
        self.to_correct = None
        number = self._number(definition)
        return self.dice.choice(
            (f"说错了，{definition.label}是{number}", f"不对，应该是{number}",
             f"更正一下，{definition.label}{number}")
        )  # fmt: skip

    def _choice(self, question: AskedQuestion) -> str:
        picked = [(i, o) for i, o in enumerate(question.options, 1) if self.truth[o.fact]]
        if not picked:
            return self.dice.choice(DENIALS)
        style = self.dice.random()
        if style < 0.6:
            return self.dice.choice((" ", "、", "，", "和")).join(str(i) for i, _ in picked)
        return "、".join(o.label for _, o in picked)

    def _number(self, definition: FactDefinition) -> str:
        value = self.truth[definition.name]
        assert not isinstance(value, bool)
        return self._spoken(definition, value)

    def _spoken(self, definition: FactDefinition, value: int) -> str:
        unit = UNITS[definition.unit.code]
        forms = [f"{value}{unit}"]
        if definition.unit.code in ("CNY", "USD") and value >= 10_000 and value % 10_000 == 0:
            forms += [f"{value // 10_000}万{unit}", f"{_chinese(value // 10_000)}万{unit}"]
        if value < 10_000:
            forms.append(f"{_chinese(value)}{unit}")
        if definition.unit.code == "month" and value and value % 12 == 0:
            forms.append(f"{value // 12}年")
        return self.dice.choice(forms)

    def _range(self, definition: FactDefinition, value: int) -> str:
        unit = UNITS[definition.unit.code]
        low, high = value - value // 10, value + value // 10
        return self.dice.choice(
            (
                f"{low}到{high}{unit}",
                f"{low}{unit}以上",
                f"大概{value}{unit}",
                f"不超过{high}{unit}",
            )
        )


def _chinese(number: int) -> str:
    """Up to 9999 in Chinese numerals.

    >>> _chinese(1205), _chinese(10), _chinese(3400)
    ('一千二百零五', '十', '三千四百')
    """
    if number == 0:
        return "零"
    parts, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            parts += ("零" if gap and parts else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = bool(parts)
    return parts.removeprefix("一") if parts.startswith("一十") else parts


def hold(dialog: Dialog, user: User, tally: Tally) -> None:
    """One dialog from the first word until nothing is asked any more."""
    state, asked = State(), []
    log: list[str] = []
    state, reply = _say(dialog, state, user.opening(), log)
    for _ in range(MOST_TURNS):
        question = reply.question
        if question is None:
            if (more := user.volunteers(state)) is None:
                break
            state, reply = _say(dialog, state, more, log)
            continue
        asked.append(question.facts)
        if user.dice.random() < user.digresses:
            enough = question.inline and state.repeats >= 1  # what else there may be, again
            state, reply = _say(dialog, state, user.dice.choice(DIGRESSIONS), log)
            returned = reply.question is not None and reply.question.facts == question.facts
            if not returned and enough:
                continue
            if not returned:
                tally.note("插问之后没有回到原题", log)
                break
        state, reply = _say(dialog, state, user.answer(question), log)
        if user.to_correct is not None:
            state, reply = _say(dialog, state, user.correction(), log)
    else:
        tally.note("绕圈子", log)
    _judge(user, state, asked, tally, log)


def _say(dialog: Dialog, state: State, text: str, log: list[str]) -> tuple[State, Reply]:
    log.append(f"› {text}")
    state, reply, _ = dialog.turn(state, text, ON)
    log.append(f"   {reply.act}：{reply.text[:160]!r}")
    return state, reply


def _judge(
    user: User, state: State, asked: list[tuple[str, ...]], tally: Tally, log: list[str]
) -> None:
    tally.questions.append(len(asked))
    repeats = [facts for facts, count in Counter(asked).items() if count > 1]
    if any(facts[0] not in user.pressed for facts in repeats):
        tally.note("同一题问了两遍", log)
    told = evaluate(user.policy, state.facts, ON)
    true = evaluate(user.policy, exact(user.policy, user.truth), ON)
    for mine, right in zip(told.measures, true.measures, strict=True):
        if not _sound(mine, right):
            tally.note(f"{mine.measure.id} 状态或金额错", log)
    unseen = {
        measure.id
        for measure in user.policy.measures.values()
        if all(r not in state.facts for r in measure.facts if user.policy.facts[r].role)
    }
    reached = _outcome(told, unseen) == _outcome(true, unseen)
    if not user.refused and not user.pressed and not reached:
        differing = [
            f"{a.measure.id}:{a.status.value}/{b.status.value}"
            for a, b in zip(told.measures, true.measures, strict=True)
            if (a.status, a.amount) != (b.status, b.amount)
        ]
        tally.note("说全了，结论却没到底", [*log, " ".join(differing)])


def _sound(mine: MeasureResult, right: MeasureResult) -> bool:
    """What was concluded holds of the truth: never a wrong status, the amount inside."""
    if mine.status != right.status and mine.status.value != "undetermined":
        return False
    if mine.amount is None or right.amount is None:
        return True
    low, high = mine.amount.low, mine.amount.high
    top = Decimal("Infinity") if right.amount.high is None else right.amount.high
    return low <= right.amount.low and (high is None or top <= high)


def _outcome(assessment: Assessment, unseen: set[str]) -> list[tuple[str, object]]:
    """Status and amount of each measure; what pays nothing either way needs no status.

    Of what nobody asked about (`unseen`), and the user has not, nothing need be known.
    """
    return [
        ("", None) if r.amount == NOTHING or _is_open(r, unseen) else (r.status.value, r.amount)
        for r in assessment.measures
    ]


def _is_open(result: MeasureResult, unseen: set[str]) -> bool:
    return result.measure.id in unseen and result.status.value != "eligible"


def run(dialog: Dialog, dialogs: int, seed: int = 7) -> tuple[Tally, Tally]:
    """Dialogs of users who state their topic, and of users who say nothing at first."""
    dice = random.Random(seed)
    with_topic, silent = Tally(), Tally()
    policy = dialog.grounds.policy
    for number in range(dialogs):
        topic = number % 2 == 0
        manner = dice.choice(((0.0, 0.0), (0.0, 0.0), (0.3, 0.0), (0.0, 0.15), (0.2, 0.1)))
        user = User(policy, typical(policy, dice), dice, topic, *manner)
        hold(dialog, user, with_topic if topic else silent)
    return with_topic, silent


def report(tallies: tuple[Tally, Tally]) -> str:
    """The figures of a run in three lines, then what went wrong."""
    lines = []
    for name, tally in zip(("先说行当的", "什么都不说的"), tallies, strict=True):
        count = len(tally.questions)
        mean = sum(tally.questions) / max(count, 1)
        lines.append(
            f"{name} {count} 段：平均问 {mean:.2f} 次，最多 {max(tally.questions)} 次；"
            f"{dict(tally.trouble) or '没有出错'}"
        )
    return "\n".join([*lines, *(example for t in tallies for example in t.examples)])


if __name__ == "__main__":
    from bot.assembly import Parts
    from bot.settings import load_settings

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(report(run(Parts(load_settings(None)).dialog, count)))  # noqa: T201
