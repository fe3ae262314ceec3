"""What may happen to measures and their readings."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

KEPT = declare(
    "measure.kept",
    vi="{by} lập chỉ tiêu thống kê “{subject}” ({code})",
    en="{by} keeps the measure “{subject}” ({code})",
)
RECORDED = declare(
    "measure.recorded",
    vi="{by} ghi {readings} số liệu của “{subject}” kỳ {since} – {until}, nguồn: {source}",
    en="{by} recorded {readings} readings of “{subject}” for {since} – {until}, source: {source}",
)
FED = declare(
    "measure.fed",
    vi="{by} cho tiêu chí {path} lấy số liệu từ “{subject}”",
    en="{by} has the criterion {path} take its input from “{subject}”",
)
UNFED = declare(
    "measure.unfed",
    vi="{by} thôi cho tiêu chí {path} lấy số liệu từ “{subject}”",
    en="{by} no longer has the criterion {path} take its input from “{subject}”",
)
