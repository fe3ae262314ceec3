"""The documents tell the truth: commands, settings, permissions, import order, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parindex.config.environment import Environment
from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import ROLES
from parindex.faces.ops.demo.accounts import ACCOUNTS
from parindex.faces.ops.main import COMMANDS
from tests.architecture.sweeps import house, tables
from tools import permissions_page

DOCS = house.ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *house.ROOT.glob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def text(name: str) -> str:
    """A page of the repository."""
    return (house.ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented(name: str) -> None:
    assert f"`parindex {name}" in text("docs/operating.md")
    assert f"parindex {name}" in text("README.md")


def test_no_command_is_documented_that_does_not_exist() -> None:
    told = {
        word
        for page in ("README.md", "docs/operating.md")
        for word in re.findall(r"\bparindex ([a-z][a-z-]+)", text(page))
    }

    assert told == set(COMMANDS)


def test_every_setting_is_documented_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", text("docs/operating.md"), re.MULTILINE))
    shown = {"": "empty", "False": "`false`"}
    expected = {
        str(field.alias): shown.get(str(field.default), f"`{field.default}`")
        for field in Environment.model_fields.values()
    }

    assert {name: default.strip() for name, default in rows.items()} == expected


def test_the_demonstration_accounts_are_documented() -> None:
    told = re.findall(r"^\| `([a-z.]+)` \|", text("README.md"), re.MULTILINE)

    assert told == [account.username for account in ACCOUNTS]


def test_the_page_of_permissions_is_the_code() -> None:
    page = text("docs/permissions.md")

    assert page == permissions_page.page()
    assert [permission for permission in Permission if f"`{permission.value}`" not in page] == []
    assert [role.key for role in ROLES if f"`{role.key}`" not in page] == []


def test_the_architecture_ends_with_the_import_order() -> None:
    end = text("docs/architecture.md").split("## The import order")[1]
    blocks = [tuple(block.split()) for block in re.findall(r"```\n(.*?)```", end, re.DOTALL)]
    contracts = [tuple(" ".join(tables.layers(name)).split()) for name in ("floors", "year", "rooms")]

    assert blocks == contracts


def test_the_architecture_names_every_package() -> None:
    table = text("docs/architecture.md").split("## Floors and packages")[1].split("\n## ")[0]
    told = set(re.findall(r"^\| `([a-z/]+)/` \|", table, re.MULTILINE))
    packages = {each.parent for each in (house.SRC / "parindex").glob("*/__init__.py")}
    packages |= {each.parent for each in (house.SRC / "parindex").glob("*/*/__init__.py")}
    stands = {str(folder.relative_to(house.SRC / "parindex")) for folder in packages}

    assert told == stands


def test_the_contracts_have_no_exception() -> None:
    assert "ignore_imports" not in text(".importlinter")


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(house.ROOT)}: {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_decision_is_listed_and_numbered() -> None:
    files = sorted(path.name for path in (DOCS / "adr").glob("0*.md"))
    listed = re.findall(r"\]\((0\d{3}-[a-z0-9-]+\.md)\)", text("docs/adr/README.md"))

    assert listed == files
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    assert [name for name in files if not text(f"docs/adr/{name}").startswith(f"# {name[:4]}. ")] == []


def test_the_changelog_knows_this_version() -> None:
    import_line = re.search(r'__version__ = "([^"]+)"', text("src/parindex/__init__.py"))

    assert import_line is not None
    assert f"## {import_line[1]} " in text("CHANGELOG.md")


def test_every_glossary_row_has_its_three_cells_and_no_name_stands_twice() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text("docs/glossary.md").splitlines()
        if line.startswith("| ") and not line.startswith(("| thuật ngữ", "|---"))
    ]
    terms = [row[0] for row in rows]

    assert [row for row in rows if len(row) != 3 or not all(row)] == []
    assert [term for term in terms if terms.count(term) > 1] == []


def test_the_licence_of_the_package_is_the_licence_beside_it() -> None:
    assert 'license = "Apache-2.0"' in text("pyproject.toml")
    assert "Apache License" in text("LICENSE")


def test_the_commands_of_the_readme_exist() -> None:
    told = set(re.findall(r"python3 dev\.py ([a-z]+)", text("README.md")))
    parser = text("dev.py")

    assert told >= {"run", "test", "check"}
    assert {name for name in told if f'add_parser("{name}"' not in parser} == set()
    assert Path(house.ROOT / ".ci" / "run").stat().st_mode & 0o111
