"""What may happen to plans and tasks."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

TAKEN = declare(
    "plan.taken",
    vi="Đã lập danh mục nhiệm vụ của “{subject}” từ văn bản: {tasks} nhiệm vụ",
    en="The tasks of “{subject}” were taken from a document: {tasks} tasks",
)
TASK_CORRECTED = declare(
    "task.corrected",
    vi="{by} sửa {field} của nhiệm vụ {number} trong “{subject}”: “{before}” thành “{value}” ({reason})",
    en="{by} corrected {field} of the task {number} in “{subject}”: “{before}” to “{value}” ({reason})",
)
