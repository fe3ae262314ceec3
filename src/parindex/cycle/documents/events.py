"""What may happen to a document."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

UPLOADED = declare(
    "document.uploaded", vi="{by} tải lên văn bản “{subject}”", en="{by} uploaded the document “{subject}”"
)
READ = declare(
    "document.read",
    vi="Đã đọc “{subject}”: {tables} bảng, {findings} điểm cần xem",
    en="“{subject}” was read: {tables} tables, {findings} findings to look at",
)
FAILED = declare(
    "document.failed",
    vi="Không đọc được “{subject}”: {failure}",
    en="“{subject}” could not be read: {failure}",
)
CORRECTED = declare(
    "document.corrected",
    vi="{by} sửa {field} tại {where} của “{subject}”: “{before}” thành “{value}”",
    en="{by} corrected {field} at {where} of “{subject}”: “{before}” to “{value}”",
)
FINDING_KEPT = declare(
    "document.finding-kept",
    vi="{by} giữ nguyên như văn bản in tại {finding} của “{subject}”",
    en="{by} kept what is printed at {finding} of “{subject}”",
)
ACCEPTED = declare(
    "document.accepted",
    vi="{by} tiếp nhận {tables} của “{subject}”",
    en="{by} accepted {tables} of “{subject}”",
)
SET_ASIDE = declare(
    "document.set-aside", vi="{by} gác lại văn bản “{subject}”", en="{by} set the document “{subject}” aside"
)
SENT_TO_READING = declare(
    "document.sent-to-reading",
    vi="{by} yêu cầu đọc lại văn bản “{subject}”",
    en="{by} had the document “{subject}” read again",
)
NOT_TAKEN = declare(
    "document.not-taken",
    vi="Không lập được chỉ số hoặc kế hoạch từ bảng đã tiếp nhận của “{subject}”, dù đã thử nhiều lần",
    en="No index or plan could be made of accepted tables of “{subject}” after several tries",
)
SENT_TO_TAKING = declare(
    "document.sent-to-taking",
    vi="{by} yêu cầu lập lại chỉ số và kế hoạch từ “{subject}”",
    en="{by} had the index and the plan made of “{subject}” again",
)
