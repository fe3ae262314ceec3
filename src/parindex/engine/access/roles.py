"""Roles: title, plain description and permissions; one page an auditor can read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parindex.engine.access.permissions import Permission as P
from parindex.engine.values.findings import Words


class Reach(StrEnum):
    """How far a role reaches from the unit it is held at."""

    OWN = "own"
    """The unit itself and what stands below it."""
    PROVINCE = "province"
    """Every unit of the same province."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is at a unit: a title, a sentence, a reach and a set of verbs."""

    key: str
    title: Words
    description: Words
    reach: Reach
    permissions: frozenset[P]


REFORM_OFFICE = Role(
    key="reform_office",
    title=Words("Chuyên viên cải cách hành chính", "Reform office"),
    description=Words(
        "Vận hành chỉ số: tiếp nhận văn bản, công bố bộ tiêu chí, mở kỳ đánh giá, thẩm định, chốt kết quả.",
        "Runs the indexes: takes in documents, publishes frameworks, opens cycles, appraises, freezes.",
    ),
    reach=Reach.PROVINCE,
    permissions=frozenset(
        {
            P.ASSESSMENT_APPRAISE,
            P.ASSESSMENT_READ,
            P.CASE_LOAD,
            P.COUNCIL_RECORD,
            P.CYCLE_MANAGE,
            P.DOCUMENT_ACCEPT,
            P.DOCUMENT_CORRECT,
            P.DOCUMENT_READ,
            P.DOCUMENT_UPLOAD,
            P.FRAMEWORK_DRAFT,
            P.FRAMEWORK_PUBLISH,
            P.HISTORY_READ,
            P.INDEX_READ,
            P.MEASURE_READ,
            P.MEASURE_RECORD,
            P.PERSON_READ,
            P.PLAN_EDIT,
            P.PLAN_ISSUE,
            P.PLAN_READ,
            P.REGISTER_DEFINE,
            P.REGISTER_RECORD,
            P.RESULT_FREEZE,
            P.RESULT_PUBLISH,
            P.RESULT_READ,
            P.TARGET_EDIT,
            P.TASK_VERIFY,
        }
    ),
)
UNIT_OFFICER = Role(
    key="unit_officer",
    title=Words("Cán bộ đầu mối của đơn vị", "Unit officer"),
    description=Words(
        "Tự chấm điểm kèm minh chứng, tải lên và rà soát văn bản của đơn vị mình; xem chỉ số, kế hoạch.",
        "Self-scores with evidence, uploads and reviews documents of their own unit; reads its plan.",
    ),
    reach=Reach.OWN,
    permissions=frozenset(
        {
            P.ASSESSMENT_DIVIDE,
            P.ASSESSMENT_READ,
            P.ASSESSMENT_SCORE,
            P.DOCUMENT_CORRECT,
            P.DOCUMENT_READ,
            P.DOCUMENT_UPLOAD,
            P.EVIDENCE_ADD,
            P.INDEX_READ,
            P.MEASURE_READ,
            P.PERSON_READ,
            P.PLAN_READ,
            P.REGISTER_RECORD,
            P.TASK_REPORT,
        }
    ),
)
UNIT_LEADER = Role(
    key="unit_leader",
    title=Words("Lãnh đạo đơn vị", "Unit leader"),
    description=Words(
        "Duyệt và nộp bản tự chấm điểm, tiếp nhận văn bản của đơn vị mình; xem kế hoạch và nhật ký.",
        "Approves and submits the self-assessment, accepts documents of their own unit; reads history.",
    ),
    reach=Reach.OWN,
    permissions=frozenset(
        {
            P.ASSESSMENT_APPROVE,
            P.ASSESSMENT_DIVIDE,
            P.ASSESSMENT_READ,
            P.ASSESSMENT_SCORE,
            P.DOCUMENT_ACCEPT,
            P.DOCUMENT_CORRECT,
            P.DOCUMENT_READ,
            P.DOCUMENT_UPLOAD,
            P.EVIDENCE_ADD,
            P.HISTORY_READ,
            P.INDEX_READ,
            P.MEASURE_READ,
            P.PERSON_READ,
            P.PLAN_EDIT,
            P.PLAN_ISSUE,
            P.PLAN_READ,
            P.REGISTER_RECORD,
            P.TARGET_EDIT,
            P.TASK_REPORT,
            P.TASK_VERIFY,
        }
    ),
)
APPRAISER = Role(
    key="appraiser",
    title=Words("Thẩm định viên", "Appraiser"),
    description=Words(
        "Thẩm định các tiêu chí được giao cho cơ quan mình, ở mọi đơn vị trừ đơn vị mình; chỉ xem phần đó.",
        "Appraises the criteria given to their agency, at every unit but their own; sees that part only.",
    ),
    reach=Reach.PROVINCE,
    permissions=frozenset({P.ASSESSMENT_APPRAISE}),
)
CITY_LEADER = Role(
    key="city_leader",
    title=Words("Lãnh đạo Thành phố", "City leader"),
    description=Words(
        "Xem chỉ số, kế hoạch và văn bản của mọi đơn vị.",
        "Reads the indexes, plans and documents of every unit.",
    ),
    reach=Reach.PROVINCE,
    permissions=frozenset(
        {
            P.ASSESSMENT_READ,
            P.DOCUMENT_READ,
            P.INDEX_READ,
            P.MEASURE_READ,
            P.PLAN_READ,
            P.RESULT_READ,
        }
    ),
)
AUDITOR = Role(
    key="auditor",
    title=Words("Kiểm toán viên, thanh tra viên", "Auditor"),
    description=Words(
        "Xem mọi hồ sơ và nhật ký; không sửa được gì.",
        "Reads every record and the whole history; changes nothing.",
    ),
    reach=Reach.PROVINCE,
    permissions=frozenset(
        {
            P.ASSESSMENT_READ,
            P.DOCUMENT_READ,
            P.HISTORY_READ,
            P.INDEX_READ,
            P.MEASURE_READ,
            P.PERSON_READ,
            P.PLAN_READ,
            P.RESULT_READ,
        }
    ),
)
ADMINISTRATOR = Role(
    key="administrator",
    title=Words("Quản trị hệ thống", "Administrator"),
    description=Words(
        "Quản lý đơn vị, người dùng và vai trò; không xem và không sửa điểm số.",
        "Manages units, people and roles; neither reads nor changes scores.",
    ),
    reach=Reach.PROVINCE,
    permissions=frozenset({P.HISTORY_READ, P.MEMBERSHIP_GRANT, P.PERSON_MANAGE, P.PERSON_READ, P.UNIT_EDIT}),
)

ROLES: tuple[Role, ...] = (
    REFORM_OFFICE,
    UNIT_OFFICER,
    UNIT_LEADER,
    APPRAISER,
    CITY_LEADER,
    AUDITOR,
    ADMINISTRATOR,
)


def role(key: str) -> Role:
    """The role with ``key``; KeyError when there is none."""
    return {each.key: each for each in ROLES}[key]
