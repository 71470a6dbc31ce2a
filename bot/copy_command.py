"""`wence data copy SQLITE POSTGRES`: most of it while the service runs, a short stop for the rest."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

from conversations import PostgresAddress, copy_to_postgres, is_in_use, open_database, place_of

from .commands import say
from .errors import UserError

AGAIN_SECONDS = 2.0


def copy(file: Path, told: str) -> None:
    """Copy the records, waiting for the service to be stopped. Raises UserError, StoreError."""
    address = place_of(told)
    if not isinstance(address, PostgresAddress):
        raise UserError(
            "目标要写成 postgresql://用户名@主机:5432/库名（密码放环境变量 PGPASSWORD）"
        )
    if not file.exists():
        raise UserError(f"{file}：没有这个文件")
    with closing(open_database(file)) as source, closing(open_database(address)) as target:
        copying = copy_to_postgres(source, target)
        say(f"拷了 {copying.go_on()} 行，核对……")
        if differing := copying.differing():
            raise UserError(f"读回来和原来的不一样（{'、'.join(differing)}），请再运行一遍")
        said = False
        while is_in_use(file):
            if not said:
                say("核对过了。现在请停下服务（如 systemctl stop wence），停下就自动拷完最后一点")
            said = True
            time.sleep(AGAIN_SECONDS)
            copying.go_on()
        messages = copying.finish()
    say(f"拷好了，行数核对过：{messages} 条消息")
    say(f"接下来：config.yml 的 server.database 改成 {address} 的地址，再启动服务。{file} 还在原处")
