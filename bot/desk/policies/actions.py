"""What the buttons of a review do, and what the page then shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...pages.forms import Form, first, whole
from ..accounts import SignedIn
from .workbench import EditError, Workbench

Shown = dict[str, Any]
Action = Callable[[Workbench, SignedIn, str, Form], Shown]


def done(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    """Do what a form asks for. Raises EditError and HTTPException."""
    action = _ACTIONS.get(first(form, "action"))
    if action is None:
        raise EditError("没有这个操作，请刷新再试")
    return action(bench, who, policy, form)


def _measure(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    measure, text = first(form, "measure"), first(form, "text")
    made = bench.save_measure(who, policy, measure, text, after=whole(form, "after"))
    return {"told": f"存好了，第 {made.number} 版"}


def _file(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    name, text = first(form, "file"), first(form, "text")
    made = bench.save_file(who, policy, name, text, after=whole(form, "after"))
    return {"told": f"存好了，第 {made.number} 版"}


def _accept(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    bench.accept(who, policy, first(form, "measure"))
    return {"told": f"{first(form, 'measure')}：看过了，对的"}


def _ask(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    bench.ask(who, policy, first(form, "measure"), first(form, "question"))
    return {"told": "问题记下了"}


def _settle(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    bench.settle(who, policy, whole(form, "mark"))
    return {"told": "好的"}


def _check(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    found = bench.check(policy)
    return {"told": found.summary, "checked": found}


def _try(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    said = first(form, "said").strip()
    heard, answer = bench.try_out(policy, said) if said else ([], "")
    return {"tried": {"said": said, "heard": heard, "answer": answer}}


def _propose(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    bench.propose(who, policy, whole(form, "after"))
    return {"told": "提了，等另一个人放行"}


def _release(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    bench.release(who, policy, whole(form, "after"))
    return {"told": "放行了，几秒内各处都照这一版答"}


def _refuse(bench: Workbench, who: SignedIn, policy: str, form: Form) -> Shown:
    bench.refuse(who, policy, whole(form, "after"))
    return {"told": "退回了"}


_ACTIONS: Mapping[str, Action] = {
    "measure": _measure, "file": _file, "accept": _accept, "ask": _ask, "settle": _settle,
    "check": _check, "try": _try, "propose": _propose, "release": _release, "refuse": _refuse,
}  # fmt: skip
