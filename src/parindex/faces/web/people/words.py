"""What each permission lets a person do, in one plain sentence."""

from __future__ import annotations

from parindex.engine.access.permissions import Permission as P
from parindex.engine.values.findings import Words

VERBS: dict[P, Words] = {
    P.DOCUMENT_ACCEPT: Words(
        "Tiếp nhận nội dung đọc được từ văn bản", "Accept what was read from a document"
    ),
    P.DOCUMENT_CORRECT: Words("Sửa nội dung đọc được từ văn bản", "Correct what was read from a document"),
    P.DOCUMENT_READ: Words("Xem văn bản", "Read documents"),
    P.DOCUMENT_UPLOAD: Words("Tải văn bản lên", "Upload documents"),
    P.FRAMEWORK_DRAFT: Words("Lập và sửa dự thảo bộ tiêu chí", "Draft and correct frameworks"),
    P.FRAMEWORK_PUBLISH: Words("Công bố, đình chỉ bộ tiêu chí", "Publish and suspend frameworks"),
    P.HISTORY_READ: Words("Xem nhật ký", "Read the history"),
    P.INDEX_READ: Words("Xem chỉ số", "Read indexes"),
    P.MEMBERSHIP_GRANT: Words("Phân và thu hồi vai trò", "Grant and end roles"),
    P.PERSON_MANAGE: Words(
        "Tạo, khóa tài khoản, cấp lại mật khẩu", "Create and close accounts, reset passwords"
    ),
    P.PERSON_READ: Words("Xem người dùng và vai trò", "See people and their roles"),
    P.PLAN_EDIT: Words("Sửa kế hoạch", "Edit plans"),
    P.PLAN_READ: Words("Xem kế hoạch", "Read plans"),
    P.TARGET_EDIT: Words("Sửa kết quả và mục tiêu", "Edit results and targets"),
    P.UNIT_EDIT: Words("Sửa danh mục đơn vị", "Edit the directory of units"),
}
