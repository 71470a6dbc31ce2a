"""What speaks for a clause claiming or denying a yes-or-no fact: named features."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .clauses import Clause
from .context import Context
from .intents import IntentName
from .language import Notion
from .language.forms import form
from .likeness import Likeness, pairs
from .log_linear import Features
from .message import Cue, Message
from .outline import Outline
from .pack_words import PackWords, WordKind

_TAKEN_FOR_GRANTED = ("asked of the same", "known")
GOES_ON = "noun goes on"
_PARTICLES = frozenset("的了吧呢啊也都是在还就上里有面这那这才没不吗么")
OWNED_WITHIN, DENIED_WITHIN, LIKE_ENOUGH = 12, 6, 0.34
ABOUT_POLICY = frozenset(
    name for name in IntentName if name.startswith("ask_") or name is IntentName.OUT_OF_SCOPE
) - {IntentName.ASK_ELIGIBILITY, IntentName.ASK_AMOUNT, IntentName.ASK_GAP, IntentName.ASK_WHY}
"""Intents whose sentences name things without claiming to have them."""
_ASKING_FOR_ONESELF = {IntentName.ASK_ELIGIBILITY, IntentName.ASK_AMOUNT}


@dataclass(frozen=True)
class ClaimReading:
    """The clauses of one message and what may decide what they claim."""

    words: PackWords
    likeness: Likeness
    message: Message
    context: Context
    intent: IntentName
    numbered: frozenset[str]
    """Number facts that the message tells."""

    @property
    def outline(self) -> Outline:
        return self.words.outline

    @cached_property
    def pairs(self) -> set[str]:
        """The pairs of characters of the message."""
        return pairs(self.message.text)

    def evidence(self, fact: str, part: Clause) -> Cue | None:
        """The word on which a claim of a fact in a clause would rest."""
        for kind in (WordKind.SAID, WordKind.DENIED, WordKind.NOUN):
            for cue in self.message.word(kind, fact, part.start, part.end):
                return cue
        return None

    def concerns(self, fact: str, part: Clause) -> bool:
        """Whether a clause may say anything about a fact."""
        if self.evidence(fact, part) is not None:
            return True
        return self.likeness.share(fact, part.text) >= LIKE_ENOUGH

    def asks_ever(self, fact: str) -> bool:
        """这项补贴您以前领过吗: what was so once is so."""
        return form("asks_ever").search(self.outline.facts[fact].question) is not None

    def features(self, fact: str, part: Clause) -> Features:
        """What speaks for a clause saying anything of a fact, be it yes or no."""
        bases = list(self._bases(fact, part)) or ["unnamed"]
        denials = ["denial"] if list(self._denials(fact, part, *self._place(fact, part))) else []
        marks = [*self._surroundings(fact, part), *denials]
        if denials:  # denying what is known or was asked about is no mere mention of it
            marks = [mark for mark in marks if mark not in _TAKEN_FOR_GRANTED]
        both = (f"{base} & {mark}" for base in bases for mark in marks)
        like = self.likeness.share(fact, part.text)
        return {"bias": 1.0, "like": like, **dict.fromkeys((*bases, *marks, *both), 1.0)}

    def denial_features(self, fact: str, part: Clause) -> Features:
        """What speaks for a clause that says something of a fact denying it."""
        bases = [b for b in self._bases(fact, part) if b != GOES_ON] or ["unnamed"]
        denials = list(self._denials(fact, part, *self._place(fact, part)))
        both = (f"{base} & {mark}" for base in bases for mark in denials)
        return dict.fromkeys(("bias", *bases, *denials, *both), 1.0)

    def _place(self, fact: str, part: Clause) -> tuple[int, int]:
        evidence = self.evidence(fact, part)
        return (evidence.start, evidence.end) if evidence else (part.start, part.end)

    def _bases(self, fact: str, part: Clause) -> Iterator[str]:
        """What kind of word names the fact."""
        if self._has(WordKind.SAID, fact, part):
            yield "said"
        if self._has(WordKind.DENIED, fact, part):
            yield "denied"
        nouns = list(self.message.word(WordKind.NOUN, fact, part.start, part.end))
        if nouns:
            yield "owned" if any(self._is_owned(noun, part) for noun in nouns) else "noun"
            if all(self._goes_on(fact, noun, part) for noun in nouns):
                yield GOES_ON

    def _has(self, kind: WordKind, fact: str, part: Clause) -> bool:
        return next(self.message.word(kind, fact, part.start, part.end), None) is not None

    def _other_named(self, fact: str, start: int, end: int) -> bool:
        """Whether a word of another yes-or-no fact begins there."""
        return any(
            start <= cue.start < end and cue.key.of != fact
            for kind in (WordKind.NOUN, WordKind.SAID)
            for cue in self.message.words(kind, start, len(self.message.text))
            if not isinstance(cue.key, Notion)
        )

    def _goes_on(self, fact: str, noun: Cue, part: Clause) -> bool:
        """跨境电商|职业技能培训: the noun only describes the next one."""
        after = noun.end
        if self._other_named(fact, after, min(part.end, after + 3)):
            return True
        if after >= part.end or not "\u4e00" <= self.message.text[after] <= "\u9fff":
            return False
        if self.message.text[after] in _PARTICLES:
            return False
        notions = (
            Notion.OWN,
            Notion.DENIAL,
            Notion.SELF,
            Notion.STOPPED,
            Notion.POLICY,
            Notion.NOW,
            Notion.LAST_YEAR,
        )
        return not any(self.message.starts_at(notion, after) for notion in notions)

    def _is_owned(self, noun: Cue, part: Clause) -> bool:
        """我们的…, 有个…, …是我们开的."""
        before = max(part.start, noun.start - OWNED_WITHIN)
        after = min(part.end, noun.end + OWNED_WITHIN)
        return any(
            self.message.has(notion, *span)
            for notion in (Notion.SELF, Notion.OWN, Notion.CALLER)
            for span in ((before, noun.start), (noun.end, after))
        )

    def _surroundings(self, fact: str, part: Clause) -> Iterator[str]:
        message, place = self.message, self._place(fact, part)
        if message.has(Notion.WHETHER, part.start, part.end):
            yield "whether"
        if part.asks:
            yield "asks"
        if message.has(Notion.UNSURE, part.start, part.end):
            yield "unsure"
        if message.starts_at(Notion.POLICY, place[1], 2):
            yield "of the policy"
        if message.has(Notion.SUBSIDY, part.start, part.end):
            yield "subsidy"
        if message.has(Notion.SELF, part.start, part.end):
            yield "self"
        elif message.has(Notion.SELF) or message.has(Notion.CALLER):
            yield "self elsewhere"
        yield from self._whole_message(fact, part)

    def _denials(self, fact: str, part: Clause, start: int, end: int) -> Iterator[str]:
        message = self.message
        if message.has(Notion.DOUBLE_DENIAL, part.start, part.end):
            yield "doubly denied"
            return
        near = max(part.start, start - DENIED_WITHIN)
        if any(cue.end > near for cue in message.notion(Notion.DENIAL, part.start, start)):
            yield "denied before"
        if message.has(Notion.DENIAL, start, end):
            yield "denied inside"
        after = min(part.end, end + DENIED_WITHIN + 2)
        denial = next(message.notion(Notion.DENIAL, end, after), None)
        if denial is not None:
            of_another = self._other_named(fact, denial.end, min(part.end, denial.end + 6))
            yield "denied after of another" if of_another else "denied after"
        if message.has(Notion.STOPPED, part.start, part.end):
            yield "stopped"

    def _whole_message(self, fact: str, part: Clause) -> Iterator[str]:
        yield from self._intent()
        if part.text.strip() == self.message.text.strip() and self._is_bare(fact, part):
            yield "nothing else"
        if any(self.outline.related(fact, number) for number in self.numbered):
            yield "with numbers"
        elif self.numbered:
            yield "with other numbers"
        yield from self._dialog(fact)
        if part.threshold:
            yield "threshold"

    def _intent(self) -> Iterator[str]:
        alone = " alone" if len(self.message.clauses) == 1 else ""
        if self.intent in ABOUT_POLICY:
            yield "about policy" + alone
        elif self.intent in _ASKING_FOR_ONESELF:
            yield "for oneself" + alone
        elif self.intent in (IntentName.CORRECT, IntentName.WHAT_IF, IntentName.INFORM):
            yield f"intent {self.intent}"

    def _dialog(self, fact: str) -> Iterator[str]:
        if fact in self.context.pending:
            yield "asked" if len(self.context.pending) == 1 else "asked with others"
        elif any(self.outline.related(fact, asked) for asked in self.context.pending):
            yield "asked of the same"
        if fact in self.context.roles:
            yield "known"

    def _is_bare(self, fact: str, part: Clause) -> bool:
        evidence = self.evidence(fact, part)
        return evidence is not None and evidence.end - evidence.start >= len(part.text.strip()) - 1
