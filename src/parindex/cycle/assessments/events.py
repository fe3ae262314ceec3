"""What may happen to cycles and to the sheets of units."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

PREPARED = declare(
    "cycle.prepared",
    vi="{by} lập kỳ đánh giá “{subject}” theo bộ tiêu chí {framework}",
    en="{by} prepared the cycle “{subject}” with the framework {framework}",
)
ENROLLED = declare(
    "cycle.enrolled",
    vi="{by} đưa {units} đơn vị vào nhóm {group} của “{subject}”",
    en="{by} put {units} units into the group {group} of “{subject}”",
)
OPENED = declare(
    "cycle.opened",
    vi="{by} mở kỳ đánh giá “{subject}” cho {units} đơn vị",
    en="{by} opened the cycle “{subject}” for {units} units",
)
CELL_SCORED = declare(
    "cell.scored",
    vi="{by} ghi số liệu tự chấm tiêu chí {path} của “{subject}” trong “{cycle}” (lần {number})",
    en="{by} self-scored the criterion {path} of “{subject}” in “{cycle}” (line {number})",
)
SHEET_LOADED = declare(
    "sheet.loaded",
    vi="{by} nạp {cells} câu trả lời từ tệp vào bản tự chấm điểm của “{subject}” trong “{cycle}”",
    en="{by} loaded {cells} answers from a file into the sheet of “{subject}” in “{cycle}”",
)
SHEET_LAID = declare(
    "sheet.laid",
    vi="{by} trình lãnh đạo “{subject}” bản tự chấm điểm của “{cycle}”: "
    "{unanswered} tiêu chí chưa nhập, {warnings} cảnh báo khác",
    en="{by} laid the sheet of “{subject}” in “{cycle}” before its leader: "
    "{unanswered} unanswered, {warnings} other warnings",
)
SHEET_HANDED_BACK = declare(
    "sheet.handed-back",
    vi="{by} trả lại bản tự chấm điểm của “{subject}” trong “{cycle}” để sửa ({reason})",
    en="{by} handed the sheet of “{subject}” in “{cycle}” back ({reason})",
)
SHEET_SUBMITTED = declare(
    "sheet.submitted",
    vi="{by} duyệt và nộp bản tự chấm điểm của “{subject}” trong “{cycle}”: "
    "{unanswered} tiêu chí chưa nhập, {warnings} cảnh báo khác",
    en="{by} approved and submitted the sheet of “{subject}” in “{cycle}”: "
    "{unanswered} unanswered, {warnings} other warnings",
)
CELL_ACCEPTED = declare(
    "cell.accepted",
    vi="{by} công nhận tiêu chí {path} của “{subject}” trong “{cycle}” (lần {number})",
    en="{by} accepted the criterion {path} of “{subject}” in “{cycle}” (line {number})",
)
CELL_CHANGED = declare(
    "cell.changed",
    vi="{by} sửa số liệu tiêu chí {path} của “{subject}” trong “{cycle}” (lần {number}): {reason}",
    en="{by} changed the criterion {path} of “{subject}” in “{cycle}” (line {number}): {reason}",
)
CELL_ASKED = declare(
    "cell.asked",
    vi="{by} yêu cầu “{subject}” giải trình tiêu chí {path} trong “{cycle}” (lần {number}): {question}",
    en="{by} asked “{subject}” to explain the criterion {path} in “{cycle}” (line {number}): {question}",
)
CELL_RETURNED = declare(
    "cell.returned",
    vi="{by} trả lại tiêu chí {path} của “{subject}” trong “{cycle}” (lần {number}), "
    "hạn chấm lại {until}: {reason}",
    en="{by} returned the criterion {path} of “{subject}” in “{cycle}” (line {number}), "
    "to be scored anew by {until}: {reason}",
)
CELLS_ACCEPTED = declare(
    "cells.accepted",
    vi="{by} công nhận tiêu chí {path} của {count} đơn vị trong “{subject}”: {units}",
    en="{by} accepted the criterion {path} of {count} units in “{subject}”: {units}",
)
SHEET_ACCEPTED = declare(
    "sheet.accepted",
    vi="{by} công nhận {count} tiêu chí còn chờ của “{subject}” trong “{cycle}”: {paths}",
    en="{by} accepted the {count} criteria of “{subject}” that still waited in “{cycle}”: {paths}",
)
CELL_EXPLAINED = declare(
    "cell.explained",
    vi="{by} giải trình tiêu chí {path} của “{subject}” trong “{cycle}” (lần {number})",
    en="{by} explained the criterion {path} of “{subject}” in “{cycle}” (line {number})",
)
CELL_DECIDED = declare(
    "cell.decided",
    vi="{by} ghi quyết định của hội đồng về tiêu chí {path} của “{subject}” trong “{cycle}” (lần {number})",
    en="{by} recorded the council's decision on the criterion {path} of “{subject}” in “{cycle}” "
    "(line {number})",
)
FILLED = declare(
    "cycle.filled",
    vi="{by} lấy số liệu cho tiêu chí {path} của “{subject}”: {cells} đơn vị, {refused} không dùng được",
    en="{by} took figures for the criterion {path} of “{subject}”: {cells} units, {refused} not usable",
)
RESCORED = declare(
    "cycle.rescored",
    vi="{by} chấm lại “{subject}” theo quy tắc: {cells} ô, {changed} ô thay đổi",
    en="{by} rescored “{subject}” by rule: {cells} cells, {changed} changed",
)
CARRIED = declare(
    "cycle.carried",
    vi="{by} chuyển vào “{subject}” {lines} dòng của {units} đơn vị đã chấm ở nơi khác",
    en="{by} carried {lines} lines of {units} units scored elsewhere into “{subject}”",
)
RESCHEDULED = declare(
    "stage.rescheduled",
    vi="{by} đặt lại lịch bước {stage} của “{subject}”: {opens_at} – {closes_at} ({reason})",
    en="{by} rescheduled the stage {stage} of “{subject}”: {opens_at} – {closes_at} ({reason})",
)
EXTENDED = declare(
    "stage.extended",
    vi="{by} gia hạn bước {stage} cho “{subject}” trong “{cycle}” đến {until} ({reason})",
    en="{by} extended the stage {stage} for “{subject}” in “{cycle}” until {until} ({reason})",
)
REOPENED = declare(
    "cell.reopened",
    vi="{by} mở lại tiêu chí {path} của “{subject}” trong “{cycle}” đến {until} ({reason})",
    en="{by} reopened the criterion {path} of “{subject}” in “{cycle}” until {until} ({reason})",
)
ADMITTED = declare(
    "sheet.admitted",
    vi="{by} quyết định vẫn tính điểm “{subject}” trong “{cycle}” dù nộp muộn ({reason})",
    en="{by} admitted “{subject}” in “{cycle}” although it missed the deadline ({reason})",
)
LEFT_OUT = declare(
    "unit.left-out",
    vi="{by} bỏ {unit} khỏi “{subject}” trước khi mở kỳ",
    en="{by} left {unit} out of “{subject}” before it opened",
)
MISSED_SETTLED = declare(
    "cycle.missed-settled",
    vi="{by} đặt cách tính của “{subject}” cho đơn vị không nộp: {counts}",
    en="{by} set what units that submit nothing count for in “{subject}”: {counts}",
)
RIGHT_GRANTED = declare(
    "right.granted",
    vi="{by} giao {agency} thẩm định tiêu chí {path} của {whom} trong “{subject}”",
    en="{by} gave {agency} the criterion {path} of {whom} in “{subject}” to appraise",
)
RIGHT_WITHDRAWN = declare(
    "right.withdrawn",
    vi="{by} thôi giao {agency} thẩm định tiêu chí {path} trong “{subject}”",
    en="{by} took the criterion {path} in “{subject}” from {agency}",
)
DUTY_ASSIGNED = declare(
    "duty.assigned",
    vi="{by} giao tiêu chí {path} của “{subject}” trong “{cycle}” cho {whom}",
    en="{by} gave the criterion {path} of “{subject}” in “{cycle}” to {whom}",
)
DUTY_ENDED = declare(
    "duty.ended",
    vi="{by} thôi giao tiêu chí {path} của “{subject}” trong “{cycle}”",
    en="{by} took back the criterion {path} of “{subject}” in “{cycle}”",
)
EVIDENCE_ATTACHED = declare(
    "evidence.attached",
    vi="{by} đính kèm minh chứng “{evidence}” vào tiêu chí {path} của “{subject}” trong “{cycle}”",
    en="{by} showed the evidence “{evidence}” for the criterion {path} of “{subject}” in “{cycle}”",
)
EVIDENCE_DETACHED = declare(
    "evidence.detached",
    vi="{by} gỡ minh chứng “{evidence}” khỏi tiêu chí {path} của “{subject}” trong “{cycle}”",
    en="{by} took the evidence “{evidence}” off the criterion {path} of “{subject}” in “{cycle}”",
)
