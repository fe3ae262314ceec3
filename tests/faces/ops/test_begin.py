"""An empty installation gets its units and its first administrator from one command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import DIRECTORY
from tests.flows.standalone import Standalone

SIGN_IN = """
import sys
from django.test import Client
client = Client(headers={"host": "localhost"})
answer = client.post("/sign-in/", {"username": sys.argv[1], "password": sys.argv[2]})
print(answer.status_code, client.get("/units/").headers["Location"])
"""


@pytest.mark.django_db
def test_the_first_administrator_signs_in_and_must_choose_a_password(tmp_path: Path) -> None:
    there = Standalone(tmp_path / "home", name="parindex_begin")
    units = tmp_path / "units.yaml"
    units.write_text(DIRECTORY, encoding="utf-8")
    asked = ("begin", "--administrator", "an.nv", "--full-name", "Nguyễn Văn An", "--units", str(units))

    first, again = there.run(*asked), there.run(*asked)

    assert (first.returncode, again.returncode) == (0, 1)
    assert again.stderr.splitlines() == [
        "parindex: Thành phố Hà Nội đã có người quản trị; người đó giao vai trò cho người khác trên web"
    ]
    password = first.stdout.splitlines()[1].partition(": ")[2]
    assert there.script(SIGN_IN, "an.nv", password) == "302 /account/password/\n"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "units", "line"),
    [
        ("cán.bộ", DIRECTORY, "parindex: tên đăng nhập chỉ gồm chữ không dấu, số và . _ @ -"),
        ("an", "city: [", "parindex: "),
        ("an", None, "parindex: không đọc được "),
    ],
)
def test_what_cannot_begin_says_so_in_one_line(
    tmp_path: Path, name: str, units: str | None, line: str
) -> None:
    there = Standalone(tmp_path / "home", name="parindex_begin_not")
    file = tmp_path / "units.yaml"
    if units is not None:
        file.write_text(units, encoding="utf-8")

    told = there.run("begin", "--administrator", name, "--full-name", "An", "--units", str(file))

    assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (1, "", 1)
    assert told.stderr.startswith(line)
