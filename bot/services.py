"""What the application stands on."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from conversations import Store

from .assembly import Parts
from .links import Links
from .live import Live
from .metrics import Metrics
from .rate_limit import Limits
from .reception import Reception
from .wechat.account import Account

if TYPE_CHECKING:
    from .telegram.webhook import Webhook


@dataclass(frozen=True)
class Services:
    """What the application stands on; `account` and `telegram` only where they are set up.

    `stopping` is set when the server is to stop: what streams, ends.
    """

    live: Live
    reception: Reception
    store: Store
    metrics: Metrics
    limit: Limits
    links: Links
    stopping: Event
    account: Account | None = None
    telegram: Webhook | None = None

    @property
    def parts(self) -> Parts:
        """The parts of now: a policy may be released while the application runs."""
        return self.live.parts
