"""What may happen to units and to those who belong to them."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

LOADED = declare(
    "directory.loaded",
    vi="{by} nạp danh mục đơn vị của {subject}: thêm {added}, sửa {changed}",
    en="{by} loaded the directory of {subject}: {added} added, {changed} changed",
)
ADDED = declare("unit.added", vi="{by} thêm đơn vị {subject}", en="{by} added the unit {subject}")
CORRECTED = declare(
    "unit.corrected",
    vi="{by} sửa {field} của {subject}: “{before}” thành “{after}”",
    en="{by} corrected {field} of {subject}: “{before}” to “{after}”",
)
RENAMED = declare(
    "unit.renamed",
    vi="{by} đổi tên {before} thành {subject} từ ngày {on}",
    en="{by} renamed {before} to {subject} from {on}",
)
ALIAS_GIVEN = declare(
    "unit.alias-given",
    vi="{by} ghi thêm cách viết “{alias}” của {subject}",
    en="{by} noted “{alias}” as another name of {subject}",
)
ALIAS_TAKEN = declare(
    "unit.alias-taken",
    vi="{by} bỏ cách viết “{alias}” của {subject}",
    en="{by} removed “{alias}” as another name of {subject}",
)
MERGED = declare(
    "unit.merged",
    vi="{by} ghi nhận {subject} được hợp nhất vào {successor} từ ngày {on}",
    en="{by} noted that {subject} merged into {successor} from {on}",
)
SPLIT = declare(
    "unit.split",
    vi="{by} ghi nhận {subject} được chia thành {successors} từ ngày {on}",
    en="{by} noted that {subject} was split into {successors} from {on}",
)
DISSOLVED = declare(
    "unit.dissolved",
    vi="{by} ghi nhận {subject} kết thúc hoạt động từ ngày {on}",
    en="{by} noted that {subject} was dissolved from {on}",
)
GRANTED = declare(
    "membership.granted",
    vi="{by} giao cho {person} vai trò {role} tại {unit} từ ngày {since}",
    en="{by} gave {person} the role {role} at {unit} from {since}",
)
ENDED = declare(
    "membership.ended",
    vi="{by} thôi giao cho {person} vai trò {role} tại {unit} từ ngày {until}",
    en="{by} ended the role {role} of {person} at {unit} from {until}",
)
