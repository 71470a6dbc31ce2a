"""The words a pack's people use (说法.yml): scenes, how facts are called, role claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policy_engine import COUNT, PackError, Policy, did_you_mean

from .sounds import Sounds

WORDS = "说法.yml"


class _NumberSection(BaseModel):
    model_config = ConfigDict(extra="forbid")
    scene: str = Field(alias="场景")
    generic: str = Field("", alias="说法")
    exact: str = Field("", alias="专指")
    counters: list[str] = Field(default_factory=list, alias="量词")


class _ClaimSection(BaseModel):
    model_config = ConfigDict(extra="forbid")
    noun: str | None = Field(None, alias="名词")
    said: str | None = Field(None, alias="说法")
    denied: str | None = Field(None, alias="否认")
    not_meant: str | None = Field(None, alias="不算")
    mention_counts: bool = Field(False, alias="提及")


class _WordsFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sounds: list[str] = Field(default_factory=list, alias="读音")
    scenes: dict[str, str] = Field(alias="场景")
    measures: dict[str, str] = Field(alias="措施")
    clauses: dict[str, list[str]] = Field(alias="条款")
    numbers: dict[str, _NumberSection] = Field(alias="数值")
    claims: dict[str, _ClaimSection] = Field(alias="身份")


@dataclass(frozen=True, slots=True)
class NumberCue:
    """How a numeric fact is spoken of: in which scene, by which words, in which counters."""

    fact: str
    kind: str
    unit: str
    scene: str
    generic: re.Pattern[str] | None
    exact: re.Pattern[str] | None
    counters: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClaimCue:
    """How a role or property is claimed.

    `noun` claims it when owned (我们的…, 有个…), `said` by itself, `denied` denies it;
    `mention`: the bare noun counts where the message also tells numbers of that scene.
    """

    noun: re.Pattern[str] | None
    said: re.Pattern[str] | None
    denied: re.Pattern[str] | None
    not_meant: re.Pattern[str] | None
    mention: re.Pattern[str] | None


@dataclass(frozen=True)
class Lexicon:
    """The compiled words of one pack."""

    policy: Policy
    sounds: Sounds
    scenes: Mapping[str, re.Pattern[str]]
    measures: Mapping[str, re.Pattern[str]]
    clauses: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, NumberCue]
    claims: Mapping[str, ClaimCue]

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Plain words for the segmenter: fact names and the fixed parts of the patterns."""
        sources = [p.pattern for group in (self.scenes, self.measures) for p in group.values()]
        found = {word for source in sources for word in re.findall(r"[\u4e00-\u9fff]{2,}", source)}
        return tuple(sorted(found | set(self.policy.facts)))

    def smallest_plausible(self, fact: str) -> Decimal:
        """Below this a bare number of money is in doubt: 元 or 万元?

        A hundredth of the smallest threshold on the fact, or a thousand for plain costs.
        """
        return self._plausible.get(fact, Decimal(1000))

    @cached_property
    def _plausible(self) -> Mapping[str, Decimal]:
        return {fact: low / 100 for fact, low in self.policy.lowest_thresholds.items()}

    @cached_property
    def measures_of(self) -> Mapping[str, tuple[str, ...]]:
        """The measures that use each fact."""
        using: dict[str, list[str]] = {}
        for measure in self.policy.measures.values():
            for fact in measure.facts:
                using.setdefault(fact, []).append(measure.id)
        return {fact: tuple(ids) for fact, ids in using.items()}


def load_lexicon(policy: Policy) -> Lexicon:
    """The words of a pack. Raises PackError for unknown names or unreadable patterns."""
    file = policy.directory / WORDS
    section = _read(file)
    for name in (*section.numbers, *section.claims):
        if name not in policy.facts:
            raise PackError(str(file), f"没有名为“{name}”的事实{did_you_mean(name, policy.facts)}")
    _check_names(file, policy, section)
    return Lexicon(
        policy,
        Sounds.of(section.sounds),
        {name: _pattern(file, words) for name, words in section.scenes.items()},
        {name: _pattern(file, words) for name, words in section.measures.items()},
        {clause: tuple(ids) for clause, ids in section.clauses.items()},
        {name: _cue(file, policy, name, number) for name, number in section.numbers.items()},
        {name: _claim(file, claim) for name, claim in section.claims.items()},
    )


def _check_names(file: Path, policy: Policy, section: _WordsFile) -> None:
    """Every name that the words refer to must exist."""
    for name in (*section.measures, *(m for ids in section.clauses.values() for m in ids)):
        if name not in policy.measures:
            raise PackError(
                str(file), f"没有编号为“{name}”的措施，现有：{'、'.join(policy.measures)}"
            )
    for name, number in section.numbers.items():
        if number.scene not in section.scenes:
            near = did_you_mean(number.scene, section.scenes)
            raise PackError(str(file), f"“{name}”的场景“{number.scene}”没有写在“场景”里{near}")
        if policy.facts[name].is_claim:
            raise PackError(str(file), f"“{name}”是“是否”类的事实，要写在“身份”里")
    for name in section.claims:
        if not policy.facts[name].is_claim:
            raise PackError(str(file), f"“{name}”是数，要写在“数值”里")


def _read(file: Path) -> _WordsFile:
    try:
        return _WordsFile.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except OSError:
        raise PackError(str(file), "没有这个文件；没有词表就听不懂人们怎么说") from None
    except (yaml.YAMLError, ValidationError, ValueError, TypeError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise PackError(str(file), f"词表写得不对：{reason}") from None


def _cue(file: Path, policy: Policy, name: str, number: _NumberSection) -> NumberCue:
    definition = policy.facts[name]
    counters = frozenset(number.counters) if definition.kind == COUNT else frozenset()
    return NumberCue(
        name, definition.kind, definition.unit.code, number.scene,
        _pattern(file, number.generic) if number.generic else None,
        _pattern(file, number.exact) if number.exact else None,
        counters,
    )  # fmt: skip


_DID = "投|建|修|盖|砌|开|搞|办|弄|做|经营|运营|营运|管|掏"
_MANY = r"[\d一二两三四五六七八九十百]"
_OWNED_BEFORE = (
    r"(?:我们|我里|我屋里|我|咱们?|俺们?|自家|自己|自个|本公司|我司|公司|本企业|企业|本|对方|来电|敝[司号]|"
    r"该(?=平台|企业|公司)|他们|有|开|建|搞|办|运营|经营|投资?|做|租|弄|设|是|家)(?:的|了|起了|着|过|得有)?.{0,12}?"
)
_OWNED_AFTER = (
    rf".{{0,10}}?(?:是|由|归|都是)?(?:我们|我|咱们?|自己|自家|我司|本公司|他们|屋里)(?:公司|自己|屋里)?.{{0,6}}?(?:{_DID}|有|的$)"
    rf"|[^,。;!?]{{0,4}}?(?:已经?|都|早就|刚刚?|正)?(?:建[好成了起]|在[建修盖]|开[了起张]|投[了用产入]|办[了过起成]|搞[了起过]|动了?工|完工|竣工|营业|运营)"
    r"|\s?[√✓✔☑]"
)
_WITHOUT_BEFORE = (
    rf"(?:没有?|没得|并?无|不是|并非|非(?!常)|算不上|谈不上|冇得?|莫得|(?:没|未|尚未|没有|未曾)(?:{_DID}|投资|建设|设)[^,。;!?]{{0,6}}?|"
    r"不[做搞开办]|哪里?(?:是|有|会有?))(?:么子|什么|啥)?(?!符合).{0,4}?"
)
_WITHOUT_AFTER = (
    rf".{{0,6}}?(?:没有(?!{_MANY})|没得(?!{_MANY})|并?无(?!{_MANY})|(?:没|未|尚未)(?:{_DID}|参与)|压根没|从没|哪.{{0,2}}得起|哪有|谈不上|算不上|"
    r"黄了|烂尾|停了|关了|撤了|倒了|不投了|没批|不(?:是|归|属于?)(?:我们|我的|我|咱|自己|自家)|跟(?:我们|我)(?:冇得|没得?|没有|无)关系|"
    rf"是(?:国企|政府|城投|别[人个]|人家|市里|县里|区里|国家|园区|商务局|物流园|他们)[^,。;!?]{{0,4}}(?:{_DID}|牵头))"
    r"|\s?[×✗✘xX](?!\d)"
)


def _claim(file: Path, section: _ClaimSection) -> ClaimCue:
    noun, owned, denied = section.noun, None, section.denied
    if noun is not None:
        without = rf"{_WITHOUT_BEFORE}(?:{noun})|(?:{noun})(?:{_WITHOUT_AFTER})"
        denied = without if denied is None else f"{denied}|{without}"
        owned = rf"{_OWNED_BEFORE}(?:{noun})|(?:{noun})(?:{_OWNED_AFTER})"
    return ClaimCue(
        _optional(file, owned), _optional(file, section.said), _optional(file, denied),
        _optional(file, section.not_meant), _optional(file, noun if section.mention_counts else None),
    )  # fmt: skip


def _optional(file: Path, words: str | None) -> re.Pattern[str] | None:
    return None if words is None else _pattern(file, words)


def _pattern(file: Path, words: str) -> re.Pattern[str]:
    try:
        return re.compile(words)
    except re.error as error:
        raise PackError(str(file), f"“{words}”不是合格的写法：{error}") from None
