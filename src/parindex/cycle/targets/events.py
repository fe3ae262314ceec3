"""What may happen to results and targets."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

TAKEN = declare(
    "target.taken",
    vi="Đã ghi {results} kết quả và {targets} mục tiêu của “{subject}” từ văn bản",
    en="{results} results and {targets} targets of “{subject}” were taken from a document",
)
RESULT_SET = declare(
    "result.set",
    vi="{by} ghi kết quả {year} của {what} trong “{subject}”: “{before}” thành “{value}” ({reason})",
    en="{by} set the result {year} of {what} in “{subject}”: “{before}” to “{value}” ({reason})",
)
TARGET_SET = declare(
    "target.set",
    vi="{by} ghi mục tiêu {year} của {what} trong “{subject}”: “{before}” thành “{value}” ({reason})",
    en="{by} set the target {year} of {what} in “{subject}”: “{before}” to “{value}” ({reason})",
)
TARGETS_AIMED = declare(
    "target.aimed",
    vi="{by} đặt {targets} mục tiêu {year} của “{subject}” từ {share} % điểm mất ({reason})",
    en="{by} set {targets} targets {year} of “{subject}” from {share} % of the points lost ({reason})",
)
