"""parindex serve: run the web server."""

from __future__ import annotations

import argparse
import socket
from pathlib import Path

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from parindex.faces.ops import database
from parindex.faces.ops.telling import Failed, plainly, tell


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("serve", help="run the web server")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (8000)")
    parser.add_argument("--workers", type=_positive, default=2, help="server processes (2)")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    _must_be_free(arguments.host, arguments.port)
    database.must_be_ready()
    Path(settings.HOME, "static").mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is not there
    shown = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    tell(f"Parindex: http://{shown}:{arguments.port}/")
    Granian(
        "parindex.config.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=2,
        log_enabled=False,
    ).serve()
    return 0


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{number} is no port: 1 to 65535")
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is too few: at least 1")
    return number


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror as error:
            raise Failed(f"không có địa chỉ {host}; kiểm tra --host") from error
        except OSError as error:
            said = f"không dùng được {host}:{port} ({error.strerror})"
            raise Failed(f"{said}; chọn cổng hoặc địa chỉ khác: --port, --host") from error
