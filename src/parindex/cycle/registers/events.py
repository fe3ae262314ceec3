"""What may happen to registers and their entries."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

DEFINED = declare(
    "register.defined",
    vi="{by} lập sổ “{subject}” ({code})",
    en="{by} set up the register “{subject}” ({code})",
)
REVISED = declare(
    "register.revised",
    vi="{by} sửa cách ghi sổ “{subject}”: {change}",
    en="{by} revised the register “{subject}”: {change}",
)
COUNTED_INTO = declare(
    "register.counted-into",
    vi="{by} cho sổ “{subject}” tính số liệu {measure}",
    en="{by} has the register “{subject}” make the measure {measure}",
)
STOPPED = declare(
    "register.count-stopped",
    vi="{by} thôi cho sổ “{subject}” tính số liệu {measure}",
    en="{by} no longer has the register “{subject}” make the measure {measure}",
)
IMPORTED = declare(
    "register.imported",
    vi="{by} nhập {entries} dòng vào sổ “{subject}” từ tệp {file}",
    en="{by} imported {entries} entries into the register “{subject}” from {file}",
)
DRAFTED = declare(
    "register-entry.drafted",
    vi="{by} ghi nháp dòng {number} vào sổ {register} của {unit}",
    en="{by} drafted the entry {number} of the register {register} of {unit}",
)
ENTERED = declare(
    "register-entry.entered",
    vi="{by} ghi dòng {number} vào sổ {register} của {unit}",
    en="{by} entered {number} into the register {register} of {unit}",
)
CORRECTED = declare(
    "register-entry.corrected",
    vi="{by} sửa dòng {number} của sổ {register} của {unit}: {reason}",
    en="{by} corrected the entry {number} of the register {register} of {unit}: {reason}",
)
WITHDRAWN = declare(
    "register-entry.withdrawn",
    vi="{by} rút dòng {number} khỏi sổ {register} của {unit}: {reason}",
    en="{by} withdrew the entry {number} of the register {register} of {unit}: {reason}",
)
