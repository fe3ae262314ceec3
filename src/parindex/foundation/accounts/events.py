"""What may happen to an account."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

CREATED = declare(
    "person.created",
    vi="{by} tạo tài khoản {username} cho {subject}",
    en="{by} created the account {username} for {subject}",
)
PASSWORD_CHANGED = declare(
    "person.password-changed", vi="{subject} đổi mật khẩu của mình", en="{subject} changed their password"
)
PASSWORD_RESET = declare(
    "person.password-reset",
    vi="{by} cấp mật khẩu tạm thời cho {subject}",
    en="{by} gave {subject} a temporary password",
)
CLOSED = declare(
    "person.closed", vi="{by} khóa tài khoản của {subject}", en="{by} closed the account of {subject}"
)
REOPENED = declare(
    "person.reopened", vi="{by} mở lại tài khoản của {subject}", en="{by} reopened the account of {subject}"
)
LANGUAGE_CHOSEN = declare(
    "person.language-chosen",
    vi="{subject} chọn ngôn ngữ {language}",
    en="{subject} chose the language {language}",
)
SIGNED_IN = declare("person.signed-in", vi="{subject} đăng nhập", en="{subject} signed in")
LOCKED_OUT = declare(
    "person.locked-out",
    vi="{subject} bị khóa tạm thời sau nhiều lần nhập sai mật khẩu",
    en="{subject} was locked out for a while after too many wrong passwords",
)
