"""Putting the parts together: settings → policy, understanding, dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from conversations import (
    Dialog,
    ExchangeRates,
    Grounds,
    Knowledge,
    Library,
    State,
    Taught,
    load_knowledge,
    opening,
)
from nlu import (
    LanguageModel,
    Meaning,
    RasaServer,
    Readers,
    Understanding,
    load_understanding,
    words_of,
)
from policy_engine import Policy, load_policies

from .cache import cache_folder
from .errors import UserError
from .packs import RULES, chosen_packs, pack_id
from .privacy import Privacy, leaves_the_house
from .settings import DEFAULT, ENGINES, Settings
from .today import local_today


@dataclass(frozen=True)
class Parts:
    """The parts of the product, each made when first needed."""

    settings: Settings
    config_file: Path = DEFAULT
    readers: Readers = Readers.BOTH
    model: LanguageModel | None = None
    """A language model that is asked as well: texts of users leave the house."""
    released: Mapping[str, Path] = field(default_factory=dict)
    """The folders of policies that were released at the desk: they count for those of the files."""

    taught: Mapping[str, Taught] = field(default_factory=dict)
    """What staff taught of each policy, by its id."""
    privacy: Privacy | None = None
    """How what users say is kept, where it is kept."""
    observed: Callable[[Understanding], Understanding] = lambda understanding: understanding
    """The understanding as whoever times it sees it."""

    def with_taught(self, taught: Mapping[str, Taught]) -> Parts:
        """The same parts with this taught; what does not change by it is not made again.
        Raises PolicyError."""
        made = replace(self, taught=taught)
        made.__dict__["policy"] = self.policy
        subjects = made.knowledge.subjects
        made.__dict__["understanding"] = self.understanding.with_subjects(subjects)
        return made

    @cached_property
    def policy(self) -> Policy:
        folders = chosen_packs(self.settings.policies, self.settings.pack_folder)
        return load_policies(
            [self.released.get(pack_id(folder / RULES), folder) for folder in folders],
            cache_folder(),
        )

    def with_released(self, released: Mapping[str, Path]) -> Parts:
        """The same parts with these versions of policies."""
        return replace(self, released=released)

    @cached_property
    def rates(self) -> ExchangeRates:
        rates = self.settings.exchange_rates
        return ExchangeRates(rates.yuan_per, rates.as_of)

    @cached_property
    def understanding(self) -> Understanding:
        made = load_understanding(
            self.policy,
            embeddings=self.settings.nlu.embeddings,
            rasa=self._rasa_server(),
            subjects=self.knowledge.subjects,
            readers=self.readers,
            kept=cache_folder(),
            model=self.model,
        )
        return self.observed(made)

    def with_engine(self, engine: str) -> Parts:
        """The same parts with another understanding engine. Raises UserError."""
        if engine not in ENGINES:
            raise UserError(f"没有名为“{engine}”的理解引擎，只有：{'、'.join(ENGINES)}")
        nlu = self.settings.nlu.model_copy(update={"engine": engine})
        return replace(self, settings=self.settings.model_copy(update={"nlu": nlu}))

    def _rasa_server(self) -> RasaServer | None:
        rasa = self.settings.nlu.rasa
        return RasaServer(rasa.url, rasa.timeout) if self.settings.nlu.engine == "rasa" else None

    @cached_property
    def knowledge(self) -> Knowledge:
        return load_knowledge(self.policy, self.taught)

    @cached_property
    def grounds(self) -> Grounds:
        kept = self.privacy
        return Grounds(
            self.policy,
            self.knowledge,
            self.rates,
            self.settings.contact,
            self.notice,
            privacy=() if kept is None else kept.short,
            privacy_pointer=() if kept is None else kept.pointer,
        )

    @property
    def notice(self) -> str:
        """What users are told in greeting when what they say leaves the house."""
        return "" if self.model is None else leaves_the_house(self.settings.nlu.llm)

    @cached_property
    def example(self) -> str:
        """What an enterprise may say to begin with, in the words of the policy."""
        written = words_of(self.policy).file.examples
        return written[0] if written else opening(self.policy)

    @cached_property
    def library(self) -> Library:
        spelled = words_of(self.policy).sounds.corrected
        stays_here = self.model is None and self.settings.nlu.engine != "rasa"
        understood = self._heard if stays_here else None  # it is asked at every key
        return Library(self.policy, self.knowledge, spelled, understood)

    def _heard(self, text: str) -> Meaning:
        """What a text means at the beginning of a conversation."""
        return self.understanding.parse(text, State().context(local_today()))

    @cached_property
    def dialog(self) -> Dialog:
        return Dialog(self.grounds, self.understanding)
