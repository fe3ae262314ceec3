"""Writes docs/permissions.md: who may do what, for an auditor who reads no code."""

from __future__ import annotations

from pathlib import Path

from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import ROLES, Reach

PAGE = Path(__file__).resolve().parents[1] / "docs" / "permissions.md"
REACHES = {
    Reach.OWN: ("đơn vị mình và cấp dưới", "own unit and below"),
    Reach.PROVINCE: ("mọi đơn vị của tỉnh, thành phố", "every unit of the province"),
}


def page() -> str:
    """The whole page: roles in words, then the table of verbs and roles."""
    lines = [
        "# Permissions",
        "",
        "Written by `python -m tools.permissions_page` from `src/parindex/engine/access/`; a test compares",
        "them.",
        "A person holds a role at a unit for a period. Whoever holds none sees nothing.",
        "",
        "## Roles",
        "",
        "| role | vai trò | what it is for | reaches |",
        "|---|---|---|---|",
    ]
    for role in ROLES:
        reach = REACHES[role.reach][1]
        lines.append(
            f"| {role.title.en} (`{role.key}`) | {role.title.vi} | {role.description.en} | {reach} |"
        )
    lines += ["", "## Verbs", "", f"| may | {' | '.join(role.title.en for role in ROLES)} |"]
    lines.append("|---|" + ":-:|" * len(ROLES))
    for permission in Permission:
        held = " | ".join("●" if permission in role.permissions else "" for role in ROLES)
        lines.append(f"| `{permission.value}` | {held} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
