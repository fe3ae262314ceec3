"""What may happen to results."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

FROZEN = declare(
    "result.frozen",
    vi="{by} chốt kết quả “{subject}” của {units} đơn vị; mã đầu vào {input}, mã kết quả {output}, "
    "bộ chấm {engine}",
    en="{by} froze the results “{subject}” of {units} units; input {input}, output {output}, engine {engine}",
)
REISSUED = declare(
    "result.reissued",
    vi="{by} chốt lại kết quả “{subject}” của {units} đơn vị, vì: {reason}; mã đầu vào {input}, "
    "mã kết quả {output}, bộ chấm {engine}",
    en="{by} issued the results “{subject}” of {units} units again because: {reason}; input {input}, "
    "output {output}, engine {engine}",
)
RELEASED = declare(
    "result.released",
    vi="{by} công bố kết quả “{subject}” theo {decision}",
    en="{by} published the results “{subject}” by {decision}",
)
RESUMED = declare(
    "result.resumed",
    vi="{by} mở lại kỳ đánh giá “{subject}” để điều chỉnh, vì: {reason}",
    en="{by} opened the cycle “{subject}” again for corrections because: {reason}",
)
