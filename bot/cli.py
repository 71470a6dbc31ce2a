"""The command line: `wence`. Each command is thin; the work is in the modules it names."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from conversations import StoreError
from nlu import TrainingDataError
from policy_engine import PolicyError

from . import commands, nlu_commands, policy_cli, script_commands, service_cli
from .cli_options import AsJson, AsOf, Config, PolicyIds, day_of, parts_of
from .errors import UserError
from .evaluate_command import evaluate_file
from .language_model import with_language_model
from .measuring_dialogs import measure_dialogs
from .utf8 import speak

app = typer.Typer(
    help="问策：用企业自己的话问一份扶持政策，答能享受的措施、金额、理由与原文。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
policy_app = typer.Typer(help="查看与检查政策包。", no_args_is_help=True)
rasa_app = typer.Typer(help="Rasa：另一个意图引擎（先 make rasa）。", no_args_is_help=True)
nlu_app = typer.Typer(help="理解模型。", no_args_is_help=True)
app.add_typer(policy_app, name="policy")
policy_cli.add_to(policy_app)
service_cli.add_to(app)
app.add_typer(nlu_app, name="nlu")
app.add_typer(rasa_app, name="rasa")


@app.command()
def chat(
    config: Config = None,
    policy: PolicyIds = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    record: Annotated[Path | None, typer.Option(help="把这次对话录成一个脚本文件")] = None,
) -> None:
    """在终端里对话。--json：标准输入一行一句，标准输出一行一个结果。"""
    parts = with_language_model(parts_of(config, policy))
    if as_json:
        commands.chat_json(parts, day_of(as_of), sys.stdin, sys.stdout)
        return
    from .terminal import run_terminal

    run_terminal(parts, day_of(as_of), record)


@app.command()
def ask(
    texts: Annotated[list[str], typer.Argument(help="一句或几句话，按顺序算一次对话")],
    config: Config = None,
    policy: PolicyIds = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """问一句或几句，打印每次答复。"""
    commands.ask(with_language_model(parts_of(config, policy)), texts, day_of(as_of), as_json)


@app.command()
def parse(
    text: Annotated[str, typer.Argument(help="一句话；- 表示从标准输入读，一行一句")],
    config: Config = None,
    policy: PolicyIds = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    pending: Annotated[str | None, typer.Option(help="刚问过的事实")] = None,
    why: Annotated[bool, typer.Option(help="每件事是哪条规则或多少分得出来的")] = False,
) -> None:
    """看一句话被理解成什么。"""
    parts = with_language_model(parts_of(config, policy))
    if text == "-":
        commands.parse_stream(
            parts, sys.stdin, sys.stdout, day_of(as_of), pending=pending, as_json=as_json, why=why
        )
    else:
        commands.parse_one(parts, text, day_of(as_of), pending=pending, as_json=as_json, why=why)


@app.command("test")
def run_scripts(
    files: Annotated[list[Path] | None, typer.Argument(help="脚本文件或文件夹；默认随包的")] = None,
    config: Config = None,
    policy: PolicyIds = None,
    update: Annotated[bool, typer.Option(help="把不通过的改写成现在的结果")] = False,
    junit: Annotated[Path | None, typer.Option(help="写一份 CI 能读的 JUnit 报告")] = None,
    transcript: Annotated[
        Path | None, typer.Option(help="不核对，把对话写成一页可读的实录")
    ] = None,
) -> None:
    """跑对话脚本，逐轮核对，列出每处不同。"""
    if transcript is not None:
        script_commands.write_transcript(parts_of(config, policy), files or (), transcript)
        return
    raise typer.Exit(script_commands.run(parts_of(config, policy), files or (), update, junit))


@app.command()
def search(
    query: Annotated[list[str], typer.Argument(help="要查的词，几个词之间空一格")],
    config: Config = None,
    policy: PolicyIds = None,
    as_json: AsJson = False,
) -> None:
    """查条款、措施、常见问题与释义；同音错字也行。"""
    raise typer.Exit(commands.search(parts_of(config, policy), " ".join(query), as_json))


@app.command()
def evaluate(
    file: Annotated[str, typer.Argument(help="JSON 或 JSON Lines 文件；- 表示标准输入")],
    config: Config = None,
    policy: PolicyIds = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """只用政策引擎：给事实，出措施与金额。"""
    raise typer.Exit(evaluate_file(parts_of(config, policy), file, day_of(as_of), as_json))


@policy_app.command("list")
def policy_list(config: Config = None, as_json: AsJson = False) -> None:
    """列出有哪些政策。"""
    commands.policy_list(parts_of(config), as_json)


@policy_app.command("show")
def policy_show(
    measure: Annotated[str | None, typer.Argument(help="措施编号；不写就列出全部")] = None,
    config: Config = None,
    policy: PolicyIds = None,
) -> None:
    """打印政策的措施，或一项措施的规则与原文。"""
    commands.policy_show(parts_of(config, policy), measure)


@nlu_app.command("train")
def nlu_train(
    config: Config = None,
    weights: Annotated[
        bool, typer.Option(help="只定事实与主题的权重，不训练意图（快得多）")
    ] = False,
) -> None:
    """改了语料或词表以后，重新训练随包带的理解模型（几分钟，写进源码）。平时用不着。"""
    nlu_commands.train(parts_of(config), weights)


@nlu_app.command("eval")
def nlu_eval(
    config: Config = None,
    engine: Annotated[str | None, typer.Option(help="local 或 rasa；默认按设置")] = None,
    data: Annotated[
        Path | None, typer.Option(help="评测句的文件或文件夹；默认随包的测试集")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="把混淆矩阵和每处没听对的写成网页")] = None,
    reader: Annotated[
        nlu_commands.Reader, typer.Option(help="事实由谁来读：规则、学到的、两者、两者加语言模型")
    ] = nlu_commands.Reader.BOTH,
    page: Annotated[Path | None, typer.Option(help="两个读法都量一遍，写成 docs/理解.md")] = None,
    record: Annotated[
        Path | None, typer.Option(help="--reader llm：不问模型，把每个提示写进这个文件夹")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(help="--reader llm：从这个文件夹读每个提示的答复")
    ] = None,
    dialogs: Annotated[
        bool, typer.Option("--dialogs", help="量录下的对话：每一轮在当时的问题和已知上听对没有")
    ] = False,
) -> None:
    """在留出的测试句上打分：意图、主题、事实、数量、整句、校准、混淆。"""
    with nlu_commands.read_by(reader, parts_of(config), record, replay) as parts:
        if dialogs:
            measure_dialogs(parts, data)
        elif page is not None:
            nlu_commands.write_page(parts, page)
        else:
            nlu_commands.evaluate(parts, engine, data, html)


@rasa_app.command("train")
def rasa_train(config: Config = None) -> None:
    """用同一份语料与 config.yml 里的管线训练 Rasa（几分钟）。"""
    nlu_commands.rasa_train(parts_of(config))


@rasa_app.command("serve")
def rasa_serve(config: Config = None) -> None:
    """启动训练好的 Rasa 服务，热身好了说一声；设 nlu.engine: rasa 就用它。"""
    nlu_commands.rasa_serve(parts_of(config))


def main() -> None:
    """Run the command line; every mistake of use is one line on stderr and exit code 2."""
    speak()
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as stop:  # click makes a 1 of a closed pipe
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        _nobody_listens()
    except TyperException as error:
        _fail(f"用法不对：{error}（看 wence --help）")
    except (UserError, PolicyError, StoreError, TrainingDataError) as error:
        _fail(str(error))
    except json.JSONDecodeError as error:
        _fail(f"不是合格的 JSON：第 {error.lineno} 行")
    except BrokenPipeError:
        _nobody_listens()
    except OSError as error:
        _fail(f"读写出错：{error.strerror or type(error).__name__}")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


def _nobody_listens() -> None:
    """Whoever read our output has had enough: that is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]
    os._exit(0)


def _fail(message: str) -> None:
    print(f"wence：{message}".replace("\n", " "), file=sys.stderr)  # noqa: T201
    sys.exit(2)
