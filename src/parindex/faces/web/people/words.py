"""What each permission lets a person do, in one plain sentence."""

from __future__ import annotations

from parindex.engine.access.permissions import Permission as P
from parindex.engine.values.findings import Words

VERBS: dict[P, Words] = {
    P.ASSESSMENT_APPRAISE: Words("Thẩm định tiêu chí được giao", "Appraise the criteria given to one"),
    P.ASSESSMENT_APPROVE: Words("Duyệt và nộp bản tự chấm điểm", "Approve and submit the self-assessment"),
    P.ASSESSMENT_DIVIDE: Words(
        "Giao tiêu chí cho bộ phận, cán bộ của đơn vị", "Give criteria to divisions and officers of the unit"
    ),
    P.ASSESSMENT_READ: Words("Xem bản tự chấm điểm và minh chứng", "Read sheets and their evidence"),
    P.ASSESSMENT_SCORE: Words("Tự chấm điểm và giải trình", "Self-score and explain"),
    P.CASE_LOAD: Words("Nạp tệp hồ sơ thủ tục hành chính", "Load files of administrative cases"),
    P.COUNCIL_RECORD: Words("Ghi quyết định của hội đồng", "Record decisions of the council"),
    P.CYCLE_MANAGE: Words("Lập, mở và điều hành kỳ đánh giá", "Prepare, open and run cycles"),
    P.DOCUMENT_ACCEPT: Words(
        "Tiếp nhận nội dung đọc được từ văn bản", "Accept what was read from a document"
    ),
    P.DOCUMENT_CORRECT: Words("Sửa nội dung đọc được từ văn bản", "Correct what was read from a document"),
    P.DOCUMENT_READ: Words("Xem văn bản", "Read documents"),
    P.DOCUMENT_UPLOAD: Words("Tải văn bản lên", "Upload documents"),
    P.EVIDENCE_ADD: Words("Thêm và sửa thông tin minh chứng", "Add evidence and correct what is said of it"),
    P.FRAMEWORK_DRAFT: Words("Lập và sửa dự thảo bộ tiêu chí", "Draft and correct frameworks"),
    P.FRAMEWORK_PUBLISH: Words("Công bố, đình chỉ bộ tiêu chí", "Publish and suspend frameworks"),
    P.HISTORY_READ: Words("Xem nhật ký", "Read the history"),
    P.INDEX_READ: Words("Xem chỉ số", "Read indexes"),
    P.MEASURE_READ: Words("Xem số liệu của đơn vị", "Read figures of units"),
    P.MEASURE_RECORD: Words("Ghi và sửa số liệu của đơn vị", "Record and correct figures of units"),
    P.MEMBERSHIP_GRANT: Words("Phân và thu hồi vai trò", "Grant and end roles"),
    P.PERSON_MANAGE: Words(
        "Tạo, khóa tài khoản, cấp lại mật khẩu", "Create and close accounts, reset passwords"
    ),
    P.PERSON_READ: Words("Xem người dùng và vai trò", "See people and their roles"),
    P.PLAN_EDIT: Words("Sửa kế hoạch", "Edit plans"),
    P.PLAN_ISSUE: Words("Ban hành kế hoạch", "Issue plans"),
    P.PLAN_READ: Words("Xem kế hoạch", "Read plans"),
    P.REGISTER_DEFINE: Words("Lập và sửa mẫu sổ theo dõi", "Define registers"),
    P.REGISTER_RECORD: Words("Ghi sổ theo dõi", "Make entries in registers"),
    P.RESULT_FREEZE: Words("Chốt và điều chỉnh kết quả", "Freeze and reissue results"),
    P.RESULT_PUBLISH: Words("Công bố kết quả", "Publish results"),
    P.RESULT_READ: Words("Xem kết quả chưa công bố", "Read results before they are published"),
    P.TARGET_EDIT: Words("Sửa kết quả và mục tiêu", "Edit results and targets"),
    P.TASK_REPORT: Words("Báo cáo tiến độ nhiệm vụ", "Report progress on tasks"),
    P.TASK_VERIFY: Words(
        "Giao nhiệm vụ, xác nhận hoàn thành, quyết định gia hạn",
        "Assign tasks, verify them, decide on due dates",
    ),
    P.UNIT_EDIT: Words("Sửa danh mục đơn vị", "Edit the directory of units"),
}
