"""Reading a whole document: its sentences become measures, definitions, ceilings and open points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..clauses import Clause
from ..numbering import number_of
from ..sentences import Sentence, SentenceKind, sentences_of
from ..source_text import SourceText
from .facts import FactBook, common_facts, plain
from .head import Head
from .measures import NO_CONDITION as _NO_CONDITION
from .measures import DraftMeasure, measure_of
from .numbers import MONEY, without_what_counts_nothing
from .phrases import claims_of, unnumbered
from .roles import Role, placed
from .sentence import Sentence as Reading

_STANDARD = re.compile(r"^(?:补贴|奖励|资助|扶持|补助|支持)(?:标准|额度|金额)[：:]")
_OF_ONE_ENTERPRISE = re.compile(r"^(?:单个|单家|同一|每个|每家|每户)(?:企业|单位|项目|主体)")
_DEFINED = re.compile(
    r"(?:所称的?|其中，?)?“?(?P<term>[\u3400-\u9fffA-Za-z0-9]{2,14})”?，?(?:是指|指的是|系指)"
)
_WHOLE_POLICY = (
    (re.compile("就高不(?:重复|就低)|从优不重复|从高不重复"), "有几项不能都拿的，写进“就高不重复”"),
    (
        re.compile("(?:享受|按|参照|执行)第[^，。；]{1,10}条"),
        "说的是别的条款，像是也能拿钱的，请手写",
    ),
    (re.compile("失信|信用中国|违法记录|经营异常名录"), "像是每项措施都要满足的，写进“共同条件”"),
)
_ONLY_POINTS = re.compile(
    "兑现|按第[^，。]{1,12}条|追回|退回|不得(?:享受|申报|申请)|不再(?:享受|重复)|不能再次|叠加"
)
_GIVES_SOMETHING = re.compile("给予|给与|予以|享受|优先|一事一议|按.{0,12}规定|全额|返还|减免")
_IN_PARTS = re.compile("阶段|分期|分[两二三四]次|首期|进度")
_EMPTY_CASES = "# 编几个企业，写上该得什么。`wence policy try 编号 --keep` 会挑出卡在门槛上的，看过再留下。\n[]\n"


@dataclass(frozen=True)
class Together:
    """A ceiling over the measures of a clause."""

    measures: list[DraftMeasure]
    cap: str
    clause: str
    quote: str

    def written(self, measures: Sequence[DraftMeasure]) -> dict[str, object]:
        """As the pack says it, of those of its measures that there are; empty for fewer than two."""
        ids = [measure.id for measure in self.measures if measure in measures]
        fields: dict[str, object] = {
            "措施": ids,
            "封顶": self.cap,
            "条款": self.clause,
            "依据": self.quote,
        }
        return fields if len(ids) > 1 else {}


@dataclass
class Drafting:
    """What was read of a document so far."""

    head: Head
    source: SourceText
    book: FactBook = field(default_factory=lambda: FactBook(common=common_facts()))
    measures: list[DraftMeasure] = field(default_factory=list)
    definitions: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    totals: list[Together] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    # -- reading ---------------------------------------------------------------------------

    def read(self) -> None:
        sentences = sentences_of(self.source)
        for sentence in sentences:
            if sentence.kind is SentenceKind.DEFINITION:
                self._define(sentence)
        headings: dict[str, str] = {}
        for place, sentence in enumerate(sentences):
            text, heading = unnumbered(sentence.text)
            if heading:
                headings.setdefault(sentence.place, heading)
            elif sentence.kind is SentenceKind.OTHER and _is_heading(sentence):
                headings.setdefault(sentence.place, text.rstrip("。：:"))
            self._note(sentence)
            if sentence.kind is SentenceKind.OTHER:
                self._leave_open(sentence, text)
            if sentence.kind is SentenceKind.RULE and text:
                self._take(
                    sentence, text, self._heading(sentence.place, headings), sentences[:place]
                )
        self._name_measures()

    def _leave_open(self, sentence: Sentence, text: str) -> None:
        """A number of a sentence that was not read is told at the measure before it."""
        said = without_what_counts_nothing(text)
        last = self.measures[-1] if self.measures else None
        if not re.search(r"\d", said):
            return
        if last is not None and last.clause == sentence.place:
            last.decisions.append(f"同一条里还有一句“{text[:40]}”，没有写成规则")
        elif sentence.kind is SentenceKind.RULE:
            name = self.source.clause_name(sentence.place)
            self.notes.append(f"{name}“{text[:40]}”：没有写成规则，要写的请手写")

    def _take(
        self, sentence: Sentence, text: str, heading: str, before: Sequence[Sentence]
    ) -> None:
        if _OF_ONE_ENTERPRISE.match(text) and self._caps_the_clause(sentence, text):
            return
        if _STANDARD.match(text):
            self._of_a_block(sentence, text, heading, before)
            return
        reading = Reading(text, heading, FactBook())
        roles = {each.role for each in reading.placed}
        gives = bool({Role.AMOUNT, Role.RATE, Role.CEILING, Role.STEP} & roles)
        if not gives and (Role.BUDGET in roles or not _gives_otherwise(text, reading.begins)):
            self._leave_open(sentence, text)
            return
        shares = [p.number.rule for p in reading.placed if p.role is Role.RATE]
        if len(shares) > 1 and _IN_PARTS.search(text):
            where = self.source.clause_name(sentence.place)
            self.notes.append(f"{where}“{text[:40]}”：像是分期付的，要分期的措施里写“分期”")
            return
        if {p.role for p in reading.placed} & {Role.BUDGET} and not gives:
            return
        terms = [name for name, _ in self.definitions]
        last = self.measures[-1] if self.measures else None
        earlier = (
            self._compared_in(last) if last is not None and last.clause == sentence.place else {}
        )
        title = heading or _short(text)
        measure = measure_of(text, title, sentence.place, self.book, defined=terms, earlier=earlier)
        if before and before[-1].place == sentence.place and _NO_CONDITION in measure.decisions:
            self._conditions_from(before[-1], measure)
        self._add(measure)

    def _compared_in(self, measure: DraftMeasure) -> dict[str, str]:
        """The facts that a measure compares, by type."""
        tiers = measure.benefit.get("取高")
        when = [str(tier["当"]) for tier in tiers] if isinstance(tiers, list) else []
        texts = [*measure.conditions, *when]
        names = _compared(" ".join(texts))
        return {str(self.book.facts[n].fields["类型"]): n for n in names if n in self.book.facts}

    def _conditions_from(self, sentence: Sentence, measure: DraftMeasure) -> None:
        """What the sentence before says of whom it is for, where the measure itself says nothing."""
        words = unnumbered(sentence.text)[0].rstrip("；;。")
        reading = Reading(words, measure.title, self.book)
        reading.begins, reading.placed = len(words), placed(words, len(words))
        conditions = reading.numeric_conditions()
        if conditions:
            measure.conditions = [*measure.conditions, *conditions]
            measure.more_quotes.append((sentence.place, words))

    def _add(self, measure: DraftMeasure) -> None:
        last = self.measures[-1] if self.measures else None
        if last is None or not _is_next_tier(last, measure):
            self.measures.append(measure)
            return
        tiers = last.benefit.get("取高")
        shared = _compared(" ".join(filter(_is_numeric, measure.conditions)))
        if not isinstance(tiers, list):
            tiers = [_tier(last, shared)]
            last.conditions = [
                c for c in last.conditions if not _is_numeric(c) or not _compared(c) & shared
            ]
        tiers.append(_tier(measure, shared))
        last.conditions = last.conditions or [self.book.claim(f"属于{last.title}的对象", role=True)]
        last.benefit = {"方式": last.benefit["方式"], "取高": tiers}
        last.more_quotes.append((measure.clause, measure.quote))
        last.decisions += measure.decisions

    def _caps_the_clause(self, sentence: Sentence, text: str) -> bool:
        """“单个企业年度支持不超过30万元” at the end of a clause caps what the clause gives."""
        caps = [p for p in placed(text, 0) if p.role is Role.CEILING and p.number.kind == MONEY]
        of_clause = [m for m in self.measures if m.clause == sentence.place]
        if not caps or not of_clause or len(placed(text, 0)) > 1:
            return False
        words = text.rstrip("。；;")
        if len(of_clause) == 1:
            of_clause[0].benefit.setdefault("封顶", caps[0].number.rule)
            of_clause[0].more_quotes.append((sentence.place, words))
        else:
            self.totals.append(Together(of_clause, caps[0].number.rule, sentence.place, words))
        return True

    def _of_a_block(
        self, sentence: Sentence, text: str, heading: str, before: Sequence[Sentence]
    ) -> None:
        """补贴条件：…… 补贴标准：…… : what stands before in the same clause are the conditions."""
        main = self.source.main_clause(sentence.place)
        block: list[Sentence] = []
        for each in reversed(before):
            if self.source.main_clause(each.place) != main or _STANDARD.match(
                unnumbered(each.text)[0]
            ):
                break
            block.insert(0, each)
        measure = measure_of(text, heading or _short(text), sentence.place, self.book)
        if _NO_CONDITION in measure.decisions:
            self.book.facts.pop(measure.conditions[0], None)
            measure.conditions = []
            measure.decisions.remove(_NO_CONDITION)
        for each in block:
            words = unnumbered(each.text)[0].rstrip("；;。")
            reading = Reading(words, heading, self.book)
            reading.begins = len(words)
            reading.placed = placed(words, len(words))
            conditions = reading.numeric_conditions()
            if conditions:
                measure.conditions += conditions
                measure.more_quotes.append((each.place, words))
            elif len(words) > 6 and not re.search("[:：]$", words):
                claims = claims_of(words, len(words), (), ())
                if claims and "对象" not in words[:5]:
                    measure.decisions.append(f"条件“{words[:30]}”还没有写成规则")
        if not measure.conditions and "取高" not in measure.benefit:
            measure.conditions = [
                self.book.claim(f"符合{heading or measure.title}的条件", role=True)
            ]
        elif not measure.conditions:
            measure.conditions = [
                self.book.claim(f"属于{heading or measure.title}的对象", role=True)
            ]
        self.measures.append(measure)

    def _define(self, sentence: Sentence) -> None:
        text, _ = unnumbered(sentence.text)
        found = _DEFINED.search(text)
        if found is None:
            return
        reading = Reading(text[found.end() :].rstrip("。；;"), found["term"], self.book)
        reading.begins = len(reading.text)
        reading.placed = placed(reading.text, reading.begins)
        conditions = reading.numeric_conditions()
        name = plain(found["term"])
        if conditions and name not in dict(self.definitions):
            fields: dict[str, object] = {
                "条件": " 且 ".join(conditions),
                "条款": sentence.place,
                "依据": text.rstrip("。；;"),
            }
            self.definitions.append((name, fields))

    def _note(self, sentence: Sentence) -> None:
        for pattern, advice in _WHOLE_POLICY:
            if pattern.search(sentence.text) and sentence.kind is not SentenceKind.RULE:
                name = self.source.clause_name(sentence.place)
                self.notes.append(f"{name}“{sentence.text[:40]}”：{advice}")

    def _heading(self, place: str, headings: dict[str, str]) -> str:
        """The heading of a clause, or of the nearest one around it."""
        around = next(
            _path_to(place, clause) for clause in self.source.tree if _path_to(place, clause)
        )
        return next((headings[label] for label in reversed(around) if label in headings), "")

    def _name_measures(self) -> None:
        counts: dict[str, int] = {}
        for measure in self.measures:
            counts[measure.clause] = counts.get(measure.clause, 0) + 1
        seen: dict[str, int] = {}
        for measure in self.measures:
            seen[measure.clause] = seen.get(measure.clause, 0) + 1
            several = counts[measure.clause] > 1
            base = _numbered(self.source, measure.clause)
            measure.id = f"{base}.{seen[measure.clause]}" if several else base
            if several:
                core = _short(measure.quote)
                measure.title = (
                    f"{measure.title}（{core}）" if core not in measure.title else measure.title
                )
        twice = [m.id for m in self.measures]
        for place, measure in enumerate(self.measures):
            if twice.index(measure.id) != place:
                measure.id = f"{measure.id}-{place + 1}"


def _path_to(place: str, clause: Clause) -> tuple[str, ...]:
    """The labels from a clause down to one inside it; empty where it is not inside."""
    if clause.label == place:
        return (place,)
    inside = next((path for part in clause.parts if (path := _path_to(place, part))), ())
    return (clause.label, *inside) if inside else ()


def _gives_otherwise(text: str, begins: int) -> bool:
    """Whether a sentence without an amount gives something all the same, and points nowhere else."""
    if _ONLY_POINTS.search(text):
        return False
    return "一事一议" in text or _GIVES_SOMETHING.search(text[begins:]) is not None


def _is_numeric(condition: str) -> bool:
    return any(sign in condition for sign in ("<", ">", "="))


def _is_next_tier(last: DraftMeasure, measure: DraftMeasure) -> bool:
    """Whether a sentence gives another amount for more of the same: 30家……20万元；50家……30万元."""
    if last.clause != measure.clause or last.benefit.get("方式") != measure.benefit.get("方式"):
        return False
    tiers = last.benefit.get("取高")
    first = [c for c in last.conditions if _is_numeric(c)]
    if isinstance(tiers, list):
        first = [str(tiers[0]["当"])]
    second = [c for c in measure.conditions if _is_numeric(c)]
    names, others = _compared(" ".join(first)), _compared(" ".join(second))
    extra = [c for c in measure.conditions if not _is_numeric(c) and c not in last.conditions]
    both = {"方式", "金额"} >= set(measure.benefit)
    return (
        bool(others)
        and others <= names
        and not extra
        and both
        and set(last.benefit) <= {"方式", "金额", "取高"}
    )


def _compared(conditions: str) -> set[str]:
    return set(re.findall(r"([\u3400-\u9fffA-Za-z0-9_]+) [<>=]", conditions))


def _tier(measure: DraftMeasure, shared: set[str]) -> dict[str, object]:
    numeric = [c for c in measure.conditions if _is_numeric(c) and _compared(c) & shared]
    return {"当": " 且 ".join(numeric), "金额": measure.benefit["金额"]}


def _short(text: str) -> str:
    """What a sentence is about in a few words."""
    words = re.split("[，,；;。：:]", re.sub("^(?:对于?|企业)", "", text))[0]
    return plain(re.sub("的$", "", words))[:14] or "扶持"


def _numbered(source: SourceText, label: str) -> str:
    """An id for a clause: 8 for 八, 5.1 for 第五条（一）."""
    parts = (part for top in source.tree for part in top.walk())
    numbers = [part.number for part in parts if label.startswith(part.label) and part.label]
    found = [str(number) for number in numbers if number]
    return ".".join(found) or re.sub("[^\u3400-\u9fff0-9]", "", label) or str(number_of(label) or 1)


def _is_heading(sentence: Sentence) -> bool:
    text = unnumbered(sentence.text)[0]
    return 2 <= len(text) <= 40 and not re.search("[，；]", text)
