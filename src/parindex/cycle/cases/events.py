"""What may happen to case files."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

UPLOADED = declare(
    "cases.uploaded",
    vi="{by} gửi tệp hồ sơ “{subject}”, kỳ {since} – {until}",
    en="{by} sent the case file “{subject}” of {since} – {until}",
)
SENT_TO_READING = declare(
    "cases.sent-to-reading",
    vi="{by} cho đọc lại tệp hồ sơ “{subject}”",
    en="{by} had the case file “{subject}” read again",
)
LOADED = declare(
    "cases.loaded",
    vi="Đã nạp {cases} hồ sơ của tệp “{subject}”, ghi {readings} số liệu",
    en="{cases} cases of the file “{subject}” were loaded and {readings} figures recorded",
)
FAILED = declare(
    "cases.failed",
    vi="Không nạp được tệp hồ sơ “{subject}”: {failure}",
    en="The case file “{subject}” could not be loaded: {failure}",
)
SET_ASIDE = declare(
    "cases.set-aside",
    vi="{by} gác lại tệp hồ sơ “{subject}”",
    en="{by} set the case file “{subject}” aside",
)
RECOUNTED = declare(
    "cases.recounted",
    vi="Đã tính lại số liệu hồ sơ sau khi gác tệp “{subject}”: ghi {readings} số liệu",
    en="The figures were counted again without the case file “{subject}”: {readings} were recorded",
)
