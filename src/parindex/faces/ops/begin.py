"""parindex begin: the units of a province and its first administrator, on an empty installation."""

from __future__ import annotations

import argparse
from pathlib import Path

from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import joining, loading
from parindex.cycle.units.checks import Unfit
from parindex.cycle.units.directory import Directory, DirectoryError
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.roles import ADMINISTRATOR
from parindex.faces.ops import database
from parindex.faces.ops.telling import Failed, now, plainly, tell, today
from parindex.foundation.accounts import actions as accounts


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("begin", help="load a province's units and invite its first administrator")
    parser.add_argument("--units", type=Path, help="directory of units, YAML (default: the packaged one)")
    parser.add_argument("--administrator", required=True, metavar="NAME", help="name to sign in with")
    parser.add_argument("--full-name", required=True, help="the administrator's full name")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Load the units, invite the administrator, and print the temporary password once."""
    directory = _directory(arguments.units)
    database.prepare()
    try:
        loading.load(directory, by=SYSTEM, at=now())
        city = units.existing(SYSTEM, on=today()).get(name=directory.units[0].name)
        if units.managers(city.place, on=today()):
            raise Failed(f"{city} đã có người quản trị; người đó giao vai trò cho người khác trên web")
        invited = joining.invite(
            arguments.administrator,
            full_name=arguments.full_name,
            email="",
            role=ADMINISTRATOR,
            unit=city,
            since=today(),
            by=SYSTEM,
            at=now(),
        )
    except (Unfit, DirectoryError) as unfit:
        raise Failed(str(unfit)) from unfit
    except accounts.NameTaken as taken:
        raise Failed(f"tên đăng nhập {taken} đã có người dùng; chọn tên khác") from taken
    except accounts.NameUnfit as unfit:
        raise Failed("tên đăng nhập chỉ gồm chữ không dấu, số và . _ @ -") from unfit
    tell(f"Đã nạp {len(directory.units)} đơn vị của {city}. Người quản trị đăng nhập và đổi mật khẩu ngay:")
    print(f"Tên đăng nhập: {arguments.administrator}")
    print(f"Mật khẩu tạm thời: {invited.password}")
    return 0


def _directory(file: Path | None) -> Directory:
    if file is None:
        return Directory.packaged()
    try:
        return Directory.load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Failed(f"không đọc được {file}: {error}") from error
    except DirectoryError as error:
        raise Failed(f"{file}: {error}") from error
