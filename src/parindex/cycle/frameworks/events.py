"""What may happen to a framework version."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

DRAFTED = declare(
    "framework.drafted",
    vi="Đã lập dự thảo bộ tiêu chí “{subject}” từ văn bản: {criteria} tiêu chí",
    en="The framework “{subject}” was drafted from a document: {criteria} criteria",
)
IMPORTED = declare(
    "framework.imported",
    vi="{by} nhập bộ tiêu chí “{subject}” từ tệp: {criteria} tiêu chí",
    en="{by} imported the framework “{subject}” from a file: {criteria} criteria",
)
COPIED = declare(
    "framework.copied",
    vi="{by} lập dự thảo “{subject}” theo bản “{original}”",
    en="{by} drafted “{subject}” after the version “{original}”",
)
CORRECTED = declare(
    "framework.corrected",
    vi="{by} sửa {field} của tiêu chí {path} trong “{subject}”: “{before}” thành “{value}”",
    en="{by} corrected {field} of the criterion {path} in “{subject}”: “{before}” to “{value}”",
)
ADDED = declare(
    "criterion.added",
    vi="{by} thêm tiêu chí {path} “{name}” vào “{subject}”",
    en="{by} added the criterion {path} “{name}” to “{subject}”",
)
MOVED = declare(
    "criterion.moved",
    vi="{by} chuyển tiêu chí “{name}” của “{subject}” từ {before} đến {path}",
    en="{by} moved the criterion “{name}” of “{subject}” from {before} to {path}",
)
REMOVED = declare(
    "criterion.removed",
    vi="{by} bỏ tiêu chí {path} “{name}” khỏi “{subject}” (tất cả {count} mục)",
    en="{by} took the criterion {path} “{name}” out of “{subject}” (items in all: {count})",
)
RULED = declare(
    "framework.ruled",
    vi="{by} sửa quy tắc chấm điểm của tiêu chí {path} trong “{subject}”: {before} thành {rule}",
    en="{by} changed the scoring rule of the criterion {path} in “{subject}”: {before} to {rule}",
)
AMENDED = declare(
    "framework.amended",
    vi="{by} sửa {field} của bộ tiêu chí “{subject}”: “{before}” thành “{value}”",
    en="{by} changed {field} of the framework “{subject}”: “{before}” to “{value}”",
)
CHECKED = declare(
    "framework.checked",
    vi="{by} kiểm tra bộ tiêu chí “{subject}”: không có lỗi, {warnings} cảnh báo",
    en="{by} checked the framework “{subject}”: no errors, {warnings} warnings",
)
PUBLISHED = declare(
    "framework.published",
    vi="{by} công bố bộ tiêu chí “{subject}” (mã {digest})",
    en="{by} published the framework “{subject}” (digest {digest})",
)
SUPERSEDED = declare(
    "framework.superseded",
    vi="Bộ tiêu chí “{subject}” được thay thế bằng “{successor}”",
    en="The framework “{subject}” was superseded by “{successor}”",
)
SUSPENDED = declare(
    "framework.suspended",
    vi="{by} tạm dừng bộ tiêu chí “{subject}”: {reason}",
    en="{by} suspended the framework “{subject}”: {reason}",
)
RESUMED = declare(
    "framework.resumed",
    vi="{by} cho áp dụng lại bộ tiêu chí “{subject}”",
    en="{by} put the framework “{subject}” back in force",
)
LINKED = declare(
    "framework.linked",
    vi="{by} xác nhận tiêu chí {path} của “{subject}” tiếp nối tiêu chí {previous}",
    en="{by} confirmed that the criterion {path} of “{subject}” continues the criterion {previous}",
)
