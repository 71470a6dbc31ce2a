"""The command line: `wence`. Each command is thin; the work is in the modules it names."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from conversations import StoreError
from nlu import TrainingDataError
from policy_engine import PolicyError

from . import commands, nlu_commands, script_commands
from .assembly import Parts
from .contract import local_today
from .errors import UserError
from .settings import DEFAULT, config_file, load_settings

app = typer.Typer(
    help="问策：用企业自己的话问一份扶持政策，答能享受的措施、金额、理由与原文。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
policy_app = typer.Typer(help="查看与检查政策包。", no_args_is_help=True)
rasa_app = typer.Typer(help="Rasa：另一个意图引擎（先 make rasa）。", no_args_is_help=True)
wechat_app = typer.Typer(help="微信公众号。", no_args_is_help=True)
menu_app = typer.Typer(help="公众号的菜单。", no_args_is_help=True)
data_app = typer.Typer(help="存下的对话。", no_args_is_help=True)
nlu_app = typer.Typer(help="理解模型。", no_args_is_help=True)
staff_app = typer.Typer(help="接线台的账号。", no_args_is_help=True)
app.add_typer(staff_app, name="staff")
app.add_typer(policy_app, name="policy")
app.add_typer(nlu_app, name="nlu")
app.add_typer(rasa_app, name="rasa")
app.add_typer(data_app, name="data")
app.add_typer(wechat_app, name="wechat")
wechat_app.add_typer(menu_app, name="menu")

Config = Annotated[Path | None, typer.Option("--config", help="设置文件，默认 config.yml")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="按哪一天算，如 2026-01-31；默认今天")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，一行一个")]


@app.command()
def chat(
    config: Config = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    record: Annotated[Path | None, typer.Option(help="把这次对话录成一个脚本文件")] = None,
) -> None:
    """在终端里对话。--json：标准输入一行一句，标准输出一行一个结果。"""
    parts = _parts(config)
    if as_json:
        commands.chat_json(parts, _day(as_of), sys.stdin, sys.stdout)
        return
    from .terminal import run_terminal

    run_terminal(parts, _day(as_of), record)


@app.command()
def ask(
    texts: Annotated[list[str], typer.Argument(help="一句或几句话，按顺序算一次对话")],
    config: Config = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """问一句或几句，打印每次答复。"""
    commands.ask(_parts(config), texts, _day(as_of), as_json)


@app.command()
def parse(
    text: Annotated[str, typer.Argument(help="一句话；- 表示从标准输入读，一行一句")],
    config: Config = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    pending: Annotated[str | None, typer.Option(help="刚问过的事实")] = None,
) -> None:
    """看一句话被理解成什么。"""
    parts = _parts(config)
    if text == "-":
        commands.parse_stream(parts, sys.stdin, sys.stdout, _day(as_of), pending, as_json)
    else:
        commands.parse_one(parts, text, _day(as_of), pending, as_json)


@app.command("test")
def run_scripts(
    files: Annotated[list[Path] | None, typer.Argument(help="脚本文件或文件夹；默认随包的")] = None,
    config: Config = None,
    update: Annotated[bool, typer.Option(help="把不通过的改写成现在的结果")] = False,
    junit: Annotated[Path | None, typer.Option(help="写一份 CI 能读的 JUnit 报告")] = None,
    transcript: Annotated[
        Path | None, typer.Option(help="不核对，把对话写成一页可读的实录")
    ] = None,
) -> None:
    """跑对话脚本，逐轮核对，列出每处不同。"""
    if transcript is not None:
        script_commands.write_transcript(_parts(config), files or (), transcript)
        return
    raise typer.Exit(script_commands.run(_parts(config), files or (), update, junit))


@app.command()
def serve(config: Config = None) -> None:
    """启动服务：REST、Rasa 的渠道、微信公众号、Telegram。"""
    from .serving import run_server

    run_server(_parts(config))


@app.command()
def telegram(config: Config = None) -> None:
    """单独跑 Telegram（自己去取消息，不用公网地址）。"""
    from .telegram.commands import run_polling

    run_polling(_parts(config))


@menu_app.command("push")
def wechat_menu_push(config: Config = None) -> None:
    """把 config.yml 里的菜单推到公众号。"""
    from .wechat import commands as wechat

    wechat.push_menu(_parts(config))


@menu_app.command("show")
def wechat_menu_show(config: Config = None) -> None:
    """看公众号现在的菜单。"""
    from .wechat import commands as wechat

    wechat.show_menu(_parts(config))


@wechat_app.command("simulate")
def wechat_simulate(
    text: Annotated[str, typer.Argument(help="要发的话")],
    config: Config = None,
    user: Annotated[str, typer.Option(help="扮作哪个用户")] = "simulated",
) -> None:
    """像微信那样（签名、加密）把一句话发给正在运行的服务，上线前先试。"""
    from .wechat import commands as wechat

    wechat.simulate(_parts(config), text, user)


@staff_app.command("add")
def staff_add(
    name: Annotated[str, typer.Argument(help="姓名")],
    role: Annotated[str, typer.Option(help="staff 接线员，admin 管理员")] = "staff",
    config: Config = None,
) -> None:
    """加一个账号；密码在终端里输两次，或从标准输入读一行。"""
    from .desk import staff_commands

    staff_commands.add(_parts(config), name, role)


@staff_app.command("list")
def staff_list(config: Config = None) -> None:
    """列出账号。"""
    from .desk import staff_commands

    staff_commands.show(_parts(config))


@staff_app.command("password")
def staff_password(name: str, config: Config = None) -> None:
    """改一个账号的密码。"""
    from .desk import staff_commands

    staff_commands.set_password(_parts(config), name)


@staff_app.command("stop")
def staff_stop(name: str, config: Config = None) -> None:
    """停用一个账号，马上退出登录。"""
    from .desk import staff_commands

    staff_commands.set_active(_parts(config), name, False)


@staff_app.command("allow")
def staff_allow(name: str, config: Config = None) -> None:
    """让停用或锁定的账号可以登录。"""
    from .desk import staff_commands

    staff_commands.set_active(_parts(config), name, True)


@data_app.command("purge")
def data_purge(
    config: Config = None,
    days: Annotated[float | None, typer.Option(help="删掉多少天以前的；默认按设置")] = None,
) -> None:
    """删掉过了保存期的对话。"""
    from . import data_commands

    data_commands.purge(_parts(config), days)


@data_app.command("export")
def data_export(
    config: Config = None,
    days: Annotated[float | None, typer.Option(help="只要最近多少天的；默认全部")] = None,
    as_json: AsJson = False,
) -> None:
    """导出对话：默认给人读，--json 一行一条消息。"""
    from . import data_commands

    data_commands.export(_parts(config), days, as_json)


@data_app.command("unclear")
def data_unclear(
    config: Config = None,
    most: Annotated[int, typer.Option(min=1, help="最多列多少条")] = 20,
    as_json: AsJson = False,
) -> None:
    """最近没听懂、要人看的消息，连同前面说的话。"""
    from . import data_commands

    data_commands.unclear(_parts(config), most, as_json)


@data_app.command("feedback")
def data_feedback(
    config: Config = None,
    most: Annotated[int, typer.Option(min=1, help="最多列多少条")] = 20,
    as_json: AsJson = False,
) -> None:
    """最近的反馈，连同说的是哪个答复。"""
    from . import data_commands

    data_commands.feedback(_parts(config), most, as_json)


@app.command()
def search(
    query: Annotated[list[str], typer.Argument(help="要查的词，如 保税 票")],
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """查条款、措施、常见问题与释义；同音错字也行。"""
    raise typer.Exit(commands.search(_parts(config), " ".join(query), as_json))


@app.command()
def evaluate(
    file: Annotated[str, typer.Argument(help="JSON 或 JSON Lines 文件；- 表示标准输入")],
    config: Config = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """只用政策引擎：给事实，出措施与金额。"""
    commands.evaluate_file(_parts(config), file, _day(as_of), as_json)


@policy_app.command("list")
def policy_list(config: Config = None, as_json: AsJson = False) -> None:
    """列出有哪些政策。"""
    commands.policy_list(_parts(config), as_json)


@policy_app.command("show")
def policy_show(
    measure: Annotated[str | None, typer.Argument(help="措施编号，如 8.1；不写就列出全部")] = None,
    config: Config = None,
) -> None:
    """打印政策的措施，或一项措施的规则与原文。"""
    commands.policy_show(_parts(config), measure)


@policy_app.command("check")
def policy_check(
    pack: Annotated[str | None, typer.Argument(help="政策编号或文件夹；默认设置里的那份")] = None,
    config: Config = None,
) -> None:
    """把规则与原文对一遍：依据、数字、条款、事实、案例。"""
    raise typer.Exit(commands.policy_check(_parts(config), pack))


@nlu_app.command("train")
def nlu_train(
    config: Config = None,
    embeddings: Annotated[bool, typer.Option(help="同时更新随包保存的句向量")] = False,
) -> None:
    """训练理解模型并存进缓存。平时会自动做。"""
    nlu_commands.train(_parts(config), embeddings)


@nlu_app.command("eval")
def nlu_eval(
    config: Config = None,
    engine: Annotated[str | None, typer.Option(help="local 或 rasa；默认按设置")] = None,
    data: Annotated[
        Path | None, typer.Option(help="评测句的文件或文件夹；默认随包的测试集")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="把混淆矩阵和每处没听对的写成网页")] = None,
) -> None:
    """在留出的测试句上打分：意图、主题、事实、数量、整句、校准、混淆。"""
    nlu_commands.evaluate(_parts(config), engine, data, html)


@rasa_app.command("train")
def rasa_train(config: Config = None) -> None:
    """用同一份语料与 config.yml 里的管线训练 Rasa（几分钟）。"""
    nlu_commands.rasa_train(_parts(config))


@rasa_app.command("serve")
def rasa_serve(config: Config = None) -> None:
    """启动训练好的 Rasa 服务，热身好了说一声；设 nlu.engine: rasa 就用它。"""
    nlu_commands.rasa_serve(_parts(config))


def _parts(config: Path | None) -> Parts:
    return Parts(load_settings(config), config_file(config) or DEFAULT)


def _day(as_of: str | None) -> date:
    if as_of is None:
        return local_today()
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        raise UserError(f"--as-of 要写成 2026-01-31 这样的日期，给的是“{as_of}”") from None


def main() -> None:
    """Run the command line; every mistake of use is one line on stderr and exit code 2."""
    _speak_utf8()
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        _fail(f"用法不对：{error}（看 wence --help）")
    except (UserError, PolicyError, StoreError, TrainingDataError) as error:
        _fail(str(error))
    except json.JSONDecodeError as error:
        _fail(f"不是合格的 JSON：第 {error.lineno} 行")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody listens any more
        sys.exit(0)
    except OSError as error:
        _fail(f"读写出错：{error.strerror or type(error).__name__}")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """Whatever bytes come in are read, whatever must go out is written."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  for the whole run
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"),
                           (sys.stderr, "backslashreplace")):  # fmt: skip
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _fail(message: str) -> None:
    print(f"wence：{message}".replace("\n", " "), file=sys.stderr)  # noqa: T201
    sys.exit(2)
