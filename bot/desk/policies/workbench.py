"""Looking a policy through: the latest version, changes to it, its check, and from proposed to live."""

from __future__ import annotations

import time
from dataclasses import dataclass

from starlette.exceptions import HTTPException

from conversations import State
from policy_engine import PackError, Policy, PolicyError, load_policy

from ...assembly import Parts
from ...live import Live
from ...policy_checking import Checked, checked
from ...today import local_today
from ..accounts import SignedIn
from ..records import DeskRecords
from .blocks import blocks, with_block
from .differences import Differences, differences
from .folders import EDITED, RULES, PackFolders, files_of
from .versions import (
    ACCEPTED,
    DRAFT,
    PROPOSED,
    QUESTION,
    REFUSED,
    RELEASED,
    Files,
    Mark,
    Version,
)

STALE = "别人刚改过这份政策，请看过他改的，再改一次（您写的还在下面）"
NO_MEASURE = "没有这一项措施，请刷新再看"


class EditError(Exception):
    """Something cannot be done to a policy; the message says what and why."""


@dataclass(frozen=True)
class Latest:
    """A policy as it stands at the desk: `number` is 0 while it is that of the files."""

    policy: Policy
    files: Files
    number: int = 0
    version: Version | None = None

    @property
    def state(self) -> str:
        return RELEASED if self.version is None else self.version.state


class Workbench:
    """What officers do with policies; everything here may wait, so it is called in threads."""

    def __init__(self, live: Live, records: DeskRecords, folders: PackFolders) -> None:
        self._live = live
        self._records = records
        self._versions = records.policies
        self._folders = folders

    def ids(self) -> list[str]:
        """Every policy there is, of the files or made here."""
        return list(dict.fromkeys([*self._folders.on_disk(), *self._versions.policies()]))

    def in_use(self) -> frozenset[str]:
        """The policies that answer."""
        return frozenset(policy.id for policy in self._live.parts.policy.members)

    def latest(self, policy: str) -> Latest:
        """The last version, else the files. Raises HTTPException where there is no such policy."""
        version = self._versions.latest(policy)
        if version is not None:
            folder = self._folders.laid_out(policy, version.files)
            return Latest(load_policy(folder), version.files, version.number, version)
        folder_of_files = self._folders.on_disk().get(policy)
        if folder_of_files is None:
            raise HTTPException(404, f"没有编号为“{policy}”的政策")
        return Latest(load_policy(folder_of_files), files_of(folder_of_files))

    def before(self, policy: str) -> Files:
        """What is live now: the version released last, else the files; nothing for a new policy."""
        live = self._versions.live(policy)
        if live is not None:
            return live.files
        folder = self._folders.on_disk().get(policy)
        return {} if folder is None else files_of(folder)

    def history(self, policy: str) -> list[Version]:
        """The versions, the latest first."""
        return self._versions.of(policy)

    # -- changes ---------------------------------------------------------------------------

    def save_measure(
        self, who: SignedIn, policy: str, measure: str, text: str, *, after: int
    ) -> Version:
        """A measure written anew, added, or left out (an empty text). Raises EditError."""
        latest = self.latest(policy)
        rules = with_block(latest.files[RULES], measure, text)
        known = measure in blocks(latest.files[RULES])
        what = f"{'改' if text.strip() and known else '删' if known else '加'}措施 {measure or '（新）'}"
        return self._kept(who, latest, {RULES: rules}, what, after)

    def save_file(self, who: SignedIn, policy: str, name: str, text: str, *, after: int) -> Version:
        """A whole file written anew. Raises EditError."""
        if name not in EDITED:
            raise EditError(f"“{name}”不能在这里改")
        written = text.replace("\r\n", "\n").rstrip() + "\n"
        return self._kept(who, self.latest(policy), {name: written}, f"改 {name}", after)

    def _kept(
        self, who: SignedIn, latest: Latest, changed: Files, what: str, after: int
    ) -> Version:
        policy = latest.policy.id
        if latest.number != after:
            raise EditError(STALE)
        files = {**latest.files, **changed}
        if files == dict(latest.files):
            raise EditError("没有改动")
        try:
            found = load_policy(self._folders.laid_out(policy, files))
        except PackError as error:
            raise EditError(f"没有存：{_without_folder(str(error))}") from None
        if found.id != policy:
            raise EditError("没有存：编号不能在这里改；要换编号，另起一份政策")
        made = self._versions.add(
            policy, files, what, staff=who.name, at=time.time(), after=latest.number
        )
        if made is None:
            raise EditError(STALE)
        self._note(who, what, policy, made.number)
        return made

    # -- marks -----------------------------------------------------------------------------

    def accept(self, who: SignedIn, policy: str, measure: str) -> None:
        """A measure was looked at beside its sentence and is right. Raises EditError."""
        written = blocks(self.latest(policy).files[RULES])
        if measure not in written:
            raise EditError(NO_MEASURE)
        self._mark(who, policy, measure, ACCEPTED, "", written[measure].text)

    def ask(self, who: SignedIn, policy: str, place: str, question: str) -> None:
        """Leave a question at a measure or a clause. Raises EditError."""
        if not question.strip():
            raise EditError("没有写问题")
        self._mark(who, policy, place, QUESTION, question.strip()[:500], "")

    def settle(self, who: SignedIn, policy: str, number: int) -> None:
        """A question is answered, or an acceptance taken back."""
        self._versions.settle(policy, number)
        self._note(who, "销问题", policy, number)

    def marks(self, latest: Latest) -> list[Mark]:
        """The questions, and what was accepted as it still reads."""
        written = blocks(latest.files[RULES])
        return [
            mark
            for mark in self._versions.marks(latest.policy.id)
            if mark.kind == QUESTION
            or (mark.place in written and written[mark.place].text == mark.of)
        ]

    def _mark(
        self, who: SignedIn, policy: str, place: str, kind: str, text: str, of: str
    ) -> None:  # fmt: skip
        mark = Mark(
            number=0,
            policy=policy,
            place=place,
            kind=kind,
            text=text,
            of=of,
            staff=who.name,
            at=time.time(),
        )
        self._versions.mark(mark)

    # -- checking and trying ---------------------------------------------------------------

    def check(self, policy: str) -> Checked:
        """The whole check of the latest version."""
        files = self.latest(policy).files
        return checked(self._folders.laid_out(policy, files), local_today())

    def try_out(self, policy: str, said: str) -> tuple[list[str], str]:
        """What the latest version hears in a sentence, and what it answers."""
        parts = self._alone(policy)
        on = min(max(local_today(), parts.policy.issued), parts.policy.last_day)
        _, reply, meaning = parts.dialog.turn(State(), said[:500], on)
        heard = [parts.policy.facts[fact].label for fact in meaning.facts]
        return heard, reply.text

    def _alone(self, policy: str) -> Parts:
        """The parts of one policy as it stands here."""
        settings = self._live.parts.settings
        folder = self._folders.laid_out(policy, self.latest(policy).files)
        return Parts(settings.model_copy(update={"policy": str(folder)}))

    def differences(self, policy: str) -> Differences:
        """What the latest version changes, beside what is live."""
        latest, before = self.latest(policy), self.before(policy)
        old = load_policy(self._folders.laid_out(policy, before)) if before else None
        return differences(old, latest.policy, before, latest.files)

    # -- from proposed to live -------------------------------------------------------------

    def propose(self, who: SignedIn, policy: str, number: int) -> None:
        """Ask another person to release the latest version, whose check is green. Raises EditError."""
        version = self._version(policy, number, DRAFT)
        self._green(policy)
        self._decided(version, PROPOSED, who, "提请放行")

    def release(self, who: SignedIn, policy: str, number: int) -> None:
        """Let a version live that somebody else proposed. Raises EditError."""
        version = self._version(policy, number, PROPOSED)
        if who.name in (version.decided_by, version.staff):
            raise EditError("自己改的、自己提的，要另一个人放行")
        self._green(policy)
        self._decided(version, RELEASED, who, "放行")

    def refuse(self, who: SignedIn, policy: str, number: int) -> None:
        """Back to whoever works on it. Raises EditError."""
        self._decided(self._version(policy, number, PROPOSED), REFUSED, who, "退回")

    def _version(self, policy: str, number: int, state: str) -> Version:
        latest = self._versions.latest(policy)
        if latest is None or latest.number != number or latest.state != state:
            raise EditError("这一版已经不是刚才的样子了，请看过再定")
        return latest

    def _green(self, policy: str) -> None:
        try:
            found = self.check(policy)
        except PolicyError as error:
            raise EditError(f"装不起来，不能放行：{_without_folder(str(error))}") from None
        if not found.is_green:
            raise EditError(f"还有 {len(found.findings)} 处问题，核对通过才能放行；请先核对")

    def _decided(self, version: Version, state: str, who: SignedIn, what: str) -> None:
        if not self._versions.decide(version, state, who.name, time.time()):
            raise EditError("别人刚定过，请看过再定")
        self._note(who, what, version.policy, version.number)

    def _note(self, who: SignedIn, what: str, policy: str, number: int) -> None:
        self._records.note(time.time(), who.name, what, f"政策 {policy} 第 {number} 版")


def _without_folder(message: str) -> str:
    """The message from the name of the file on: where it lies is nobody's business."""
    place = min((message.find(name) for name in EDITED if name in message), default=0)
    return message[place:]
