"""What may happen to plans and tasks."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

TAKEN = declare(
    "plan.taken",
    vi="Đã lập danh mục nhiệm vụ của “{subject}” từ văn bản: {tasks} nhiệm vụ",
    en="The tasks of “{subject}” were taken from a document: {tasks} tasks",
)
DESCRIBED = declare(
    "plan.described",
    vi="{by} ghi thông tin của “{subject}”; các đơn vị ban hành kế hoạch của mình trước: {reply}",
    en="{by} described “{subject}”; units issue their own plans by: {reply}",
)
DRAWN_UP = declare(
    "plan.drawn-up",
    vi="{by} lập dự thảo “{subject}”, lấy {tasks} nhiệm vụ từ “{answered}”",
    en="{by} drew up “{subject}” with {tasks} tasks of “{answered}”",
)
ISSUED = declare(
    "plan.issued",
    vi="{by} ban hành “{subject}”: {tasks} nhiệm vụ",
    en="{by} issued “{subject}”: {tasks} tasks",
)
IMPORTED = declare(
    "plan.imported",
    vi="{by} nhập {tasks} nhiệm vụ vào “{subject}” từ tệp “{file}”",
    en="{by} imported {tasks} tasks into “{subject}” from the file “{file}”",
)
TASK_ADDED = declare(
    "task.added",
    vi="{by} thêm nhiệm vụ “{task}” vào “{subject}” ({reason})",
    en="{by} added the task “{task}” to “{subject}” ({reason})",
)
TASKS_DIVIDED = declare(
    "task.divided",
    vi="{by} giao {tasks} nhiệm vụ của “{subject}” cho {whom}",
    en="{by} gave {tasks} tasks of “{subject}” to {whom}",
)
TASK_CORRECTED = declare(
    "task.corrected",
    vi="{by} sửa {field} của nhiệm vụ {number} trong “{subject}”: “{before}” thành “{value}” ({reason})",
    en="{by} corrected {field} of the task {number} in “{subject}”: “{before}” to “{value}” ({reason})",
)
TASK_CANCELLED = declare(
    "task.cancelled",
    vi="{by} hủy nhiệm vụ “{task}” của “{subject}” theo {decision} ({reason})",
    en="{by} cancelled the task “{task}” of “{subject}” by {decision} ({reason})",
)
TASK_RESTORED = declare(
    "task.restored",
    vi="{by} khôi phục nhiệm vụ “{task}” của “{subject}” ({reason})",
    en="{by} restored the task “{task}” of “{subject}” ({reason})",
)
TASK_LINKED = declare(
    "task.linked",
    vi="{by} gắn nhiệm vụ “{task}” của “{subject}” với tiêu chí {criterion}, điểm dự kiến tăng: {gain}",
    en="{by} linked the task “{task}” of “{subject}” to criterion {criterion}, expected gain: {gain}",
)
TASK_UNLINKED = declare(
    "task.unlinked",
    vi="{by} bỏ tiêu chí {criterion} khỏi nhiệm vụ “{task}” của “{subject}”",
    en="{by} took criterion {criterion} off the task “{task}” of “{subject}”",
)
