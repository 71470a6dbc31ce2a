"""Settings: config.yml, checked. What is wrong in it is told in one line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    IPvAnyNetwork,
    PlainValidator,
    ValidationError,
    field_validator,
)

from conversations import Place, place_of

from .errors import UserError
from .packs import named_in

ENGINES = ("local", "rasa")
DEFAULT = Path(__file__).parent.parent / "config.yml"


class ExchangeRateSettings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    as_of: date | None = None
    yuan_per: dict[str, Annotated[Decimal, Field(gt=0)]] = Field(default_factory=dict)

    @field_validator("yuan_per", mode="before")
    @classmethod
    def _as_written(cls, rates: object) -> object:
        """7.1 stays 7.1: a float of YAML is read by its digits."""
        return {k: str(v) for k, v in rates.items()} if isinstance(rates, dict) else rates


class RasaSettings(BaseModel):
    """Where the Rasa server listens, and how many seconds it may take."""

    model_config = ConfigDict(extra="forbid")
    url: str = "http://127.0.0.1:5005"
    timeout: float = Field(default=2.0, gt=0)


class PriceSettings(BaseModel):
    """Yuan for a million tokens, for /metrics."""

    model_config = ConfigDict(extra="forbid")
    prompt: float = Field(default=0.0, ge=0)
    completion: float = Field(default=0.0, ge=0)


class LlmSettings(BaseModel):
    """A language model behind an OpenAI-compatible address; off without one.

    `key_env`: the environment variable that holds the key. `when`: whether it is asked in doubt,
    always or never; `timeout`: seconds (WeChat waits five in all); `output`: `json_object` for
    servers without JSON Schema; `at_once`: questions that may be out at a time; `more`: what goes
    into each request beside ours.
    """

    model_config = ConfigDict(extra="forbid")
    base_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    model: str = ""
    key_env: str = ""
    when: Literal["doubt", "always", "never"] | None = None
    timeout: float = Field(default=3.0, gt=0, le=4)
    output: Literal["json_schema", "json_object"] = "json_schema"
    at_once: int = Field(default=8, ge=1, le=64)
    price: PriceSettings = PriceSettings()
    more: dict[str, Any] = Field(default_factory=dict)

    @property
    def asked_when(self) -> Literal["doubt", "always", "never"]:
        """Never without an address; with one, in doubt, unless it is told otherwise."""
        return (self.when or "doubt") if self.base_url else self.when or "never"


class NluSettings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    engine: Literal["local", "rasa"] = "local"
    embeddings: bool = True
    rasa: RasaSettings = RasaSettings()
    llm: LlmSettings = LlmSettings()


class LimitSettings(BaseModel):
    """Messages a minute, beside those of one user: of one address, of one channel, in all."""

    model_config = ConfigDict(extra="forbid")
    address: int = Field(default=120, ge=1)
    channel: int = Field(default=12_000, ge=1)
    all: int = Field(default=20_000, ge=1)


def _place(told: object) -> Place:
    if not isinstance(told, str | Path) or not str(told):
        raise ValueError("要是一个文件名，或 postgresql://用户名@主机/库名")
    return place_of(told)


class TracingSettings(BaseModel):
    """Where spans are sent (OTLP over HTTP), and of what share of the messages; off without a url."""

    model_config = ConfigDict(extra="forbid")
    url: str = Field(default="", pattern=r"^(https?://\S*[^\s/])?$")
    share: float = Field(default=1.0, gt=0, le=1)


class ServerSettings(BaseModel):
    """Where `wence serve` listens, what it keeps, and how long."""

    model_config = ConfigDict(extra="forbid")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    database: Annotated[Place, PlainValidator(_place)] = Path("wence.db")
    idle_minutes: float = Field(default=30.0, gt=0)
    retention_days: float = Field(default=180.0, gt=0)
    messages_per_minute: int = Field(default=30, ge=1)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    rest_key: bool = False
    trusted_proxies: list[IPvAnyNetwork] = Field(default_factory=list)
    public_url: str = Field(default="", pattern=r"^(https?://[^\s/]+)?$")
    result_days: float = Field(default=7.0, gt=0)
    tracing: TracingSettings = TracingSettings()


class MenuButton(BaseModel):
    """A button of the account's menu: it says something, opens a page, or holds others."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    name: str = Field(alias="名", min_length=1, max_length=16)
    says: str = Field("", alias="说")
    url: str = Field("", alias="打开")
    children: list[MenuButton] = Field(default_factory=list, alias="里面", max_length=5)


class WeChatSettings(BaseModel):
    """The official account; token, key and secret come from the environment only."""

    model_config = ConfigDict(extra="forbid")
    app_id: str = ""
    api_base: str = "https://api.weixin.qq.com"
    customer_service: bool = False
    menu: list[MenuButton] = Field(default_factory=list, max_length=3)
    encrypted_only: bool = False
    human_agents: bool = False


class TelegramSettings(BaseModel):
    """The Telegram bot; its token and the webhook's secret come from the environment only.

    Without `webhook_url` the server does not take updates; `wence telegram` polls instead.
    """

    model_config = ConfigDict(extra="forbid")
    webhook_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    api_base: str = Field(default="https://api.telegram.org", pattern=r"^https?://\S+$")


class DeskSettings(BaseModel):
    """The hotline desk."""

    model_config = ConfigDict(extra="forbid")
    idle_minutes: float = Field(default=60.0, gt=0)
    proposals: Path = Path("proposals.yml")
    takeover_minutes: float = Field(default=30.0, gt=0)
    """How long the bot stays silent after the last word of whoever took a conversation over."""
    counties: list[str] = Field(default_factory=list)
    """The counties and districts that tickets may be of, offered first."""


class Settings(BaseModel):
    """Our keys of config.yml; Rasa's own keys beside them are left to Rasa."""

    model_config = ConfigDict(extra="ignore")
    policy: str | list[str] = "SYCR-2023-01014"
    pack_folder: Path | None = None
    contact: str = ""
    exchange_rates: ExchangeRateSettings = Field(default_factory=ExchangeRateSettings)
    nlu: NluSettings = Field(default_factory=NluSettings)
    server: ServerSettings = Field(default_factory=ServerSettings)
    wechat: WeChatSettings = Field(default_factory=WeChatSettings)
    telegram: TelegramSettings = Field(default_factory=TelegramSettings)
    desk: DeskSettings = Field(default_factory=DeskSettings)

    @property
    def policies(self) -> tuple[str, ...]:
        """The policies that answer, by id or path; `all` stands for every one there is."""
        return named_in(self.policy)


def config_file(chosen: Path | None) -> Path | None:
    """The settings file to read: the chosen one, ./config.yml, or the one shipped."""
    return chosen or next((f for f in (Path("config.yml"), DEFAULT) if f.exists()), None)


def load_settings(file: Path | None) -> Settings:
    """The settings of `file`, else of ./config.yml, else of the one shipped. Raises UserError."""
    chosen = config_file(file)
    if chosen is None:
        return Settings()
    try:
        return Settings.model_validate(yaml.safe_load(chosen.read_text("utf-8")) or {})
    except (OSError, UnicodeDecodeError):
        raise UserError(f"读不了设置文件 {chosen}，请检查路径与权限（要 UTF-8 文本）") from None
    except (ValueError, TypeError, RecursionError) as error:
        if isinstance(error, ValidationError):
            raise UserError(_invalid(chosen, error)) from None
        raise UserError(f"{chosen}：有读不懂的值，日期要写成 2026-01-31") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" 第 {mark.line + 1} 行" if mark else ""
        raise UserError(f"{chosen}{line}：不是合格的 YAML，请检查缩进、冒号与引号") from None


def _invalid(file: Path, error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(step) for step in first["loc"])
    return f"{file}：设置“{key}”不对（{first['msg']}）"
