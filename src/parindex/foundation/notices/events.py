"""What may happen to the way a person is told."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

PREFERRED = declare(
    "notices.preferred",
    vi="{subject} chọn cách nhận thông báo qua thư: {by_mail}, không gửi từ {quiet_from} đến {quiet_until}",
    en="{subject} chose how to get notices by e-mail: {by_mail}, none from {quiet_from} to {quiet_until}",
)
