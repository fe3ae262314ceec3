"""What may happen to evidence."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

ADDED = declare(
    "evidence.added",
    vi="{by} thêm minh chứng “{subject}” của {unit}",
    en="{by} added the evidence “{subject}” of {unit}",
)
ADDED_MANY = declare(
    "evidence.added-many",
    vi="{by} thêm {files} tệp minh chứng của {subject}",
    en="{by} added {files} files as evidence of {subject}",
)
RECEIVED = declare(
    "evidence.received",
    vi="{by} thêm minh chứng “{subject}” của {unit}; tệp đang chờ đọc hoặc quét",
    en="{by} added the evidence “{subject}” of {unit}; the file waits to be read or scanned",
)
REFERRED = declare(
    "evidence.referred",
    vi="{by} ghi tham chiếu tài liệu mật {subject} của {unit}, không lưu nội dung",
    en="{by} referred to the classified document {subject} of {unit}; no content is kept",
)
EXAMINED = declare(
    "evidence.examined",
    vi="Đã đọc minh chứng “{subject}”: kết quả quét là {scan}",
    en="The evidence “{subject}” was read; the scan says {scan}",
)
CORRECTED = declare(
    "evidence.corrected",
    vi="{by} sửa thông tin minh chứng “{subject}”: {before} thành {value}",
    en="{by} corrected what is said of the evidence “{subject}”: {before} to {value}",
)
