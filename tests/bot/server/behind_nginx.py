"""Two servers over one PostgreSQL, and nginx in front that gives one message to the one, the next to the other."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from conversations import PostgresAddress
from tests.postgres import Cluster, cluster

from .conftest import Server, start

NO_NGINX = "没有 nginx（Debian 的 nginx-light 包）：几台服务器的测试这次跳过"
CONFIG = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    upstream wence {{ {servers} }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://wence; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_connect_timeout 2s; proxy_read_timeout 60s;
        }}
    }}
}}
"""


@dataclass
class Service:
    """What users see of it is one address."""

    url: str
    servers: list[Server]
    postgres: Cluster
    place: PostgresAddress
    folder: Path

    def say(self, session: str, text: str, message_id: str, seconds: float = 90.0) -> str:
        """The answer to a message, sent again and again until there is one, as platforms do."""
        body = {"session": session, "text": text, "message_id": message_id}
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                response = httpx.post(f"{self.url}/api/chat", json=body, timeout=60)
                if response.status_code == 200:
                    return str(response.json()["reply"])
                assert response.status_code in (500, 502, 503, 504), response.text
                assert response.status_code != 500, response.text
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        raise AssertionError(f"{session} 的 {message_id} 没有答复")

    def kill(self, which: int) -> None:
        """One server dies without a word."""
        self.servers[which].process.kill()
        self.servers[which].process.wait()

    def start_again(self, which: int) -> None:
        port = int(self.servers[which].url.rpartition(":")[2])
        self.servers[which] = start(self.folder, port, place=self.place)

    def restart_database(self, how: str = "immediate") -> None:
        self.postgres.stop(how)
        self.postgres.start()


@contextmanager
def service() -> Iterator[Service]:
    """It runs until the end, however many of its parts were killed."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="wence-two-")))
        postgres = opened.enter_context(cluster())
        place = postgres.new_database()
        servers = [start(folder, place=place) for _ in range(2)]
        url = opened.enter_context(_nginx(folder, [server.url for server in servers]))
        made = Service(url, servers, postgres, place, folder)
        try:
            yield made
        finally:
            for server in made.servers:
                server.process.terminate()
                server.process.wait(30)


@contextmanager
def _nginx(folder: Path, urls: list[str]) -> Iterator[str]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
    assert program is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # one that does not answer is left out for a second only
    servers = " ".join(f"server {u.partition('//')[2]} max_fails=1 fail_timeout=1s;" for u in urls)
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, servers=servers, port=port))
    running = subprocess.Popen([program, "-c", str(config)], stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            httpx.get(f"{url}/livez", timeout=2)
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield url
    running.terminate()
    running.wait(10)


def nginx_is_there() -> bool:
    return shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin") is not None
