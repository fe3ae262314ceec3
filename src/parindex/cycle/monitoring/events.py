"""What may happen to assignments."""

from __future__ import annotations

from parindex.foundation.audit.event import declare

FANNED_OUT = declare(
    "plan.fanned-out",
    vi="{by} giao nhiệm vụ của “{subject}”: {made} phần việc mới, {informed} phần phối hợp; {findings} lưu ý",
    en="{by} assigned the tasks of “{subject}”: {made} new, {informed} to join in; {findings} findings",
)
REPORTED = declare(
    "assignment.reported",
    vi="{by} báo cáo tiến độ nhiệm vụ {number} của {unit}",
    en="{by} reported progress on the task {number} of {unit}",
)
FINISHED = declare(
    "assignment.finished",
    vi="{by} báo cáo hoàn thành nhiệm vụ {number} của {unit}, ngày hoàn thành {on}",
    en="{by} reported the task {number} of {unit} done on {on}",
)
VERIFIED = declare(
    "assignment.verified",
    vi="{by} xác nhận {unit} đã hoàn thành nhiệm vụ {number}",
    en="{by} verified that {unit} has done the task {number}",
)
RETURNED = declare(
    "assignment.returned",
    vi="{by} trả lại báo cáo nhiệm vụ {number} của {unit}: {reason}",
    en="{by} returned the report of {unit} on the task {number}: {reason}",
)
CANCELLED = declare(
    "assignment.cancelled",
    vi="{by} dừng theo dõi nhiệm vụ {number} của {unit} theo {decision}: {reason}",
    en="{by} cancelled the task {number} of {unit} by {decision}: {reason}",
)
DUE_ASKED = declare(
    "assignment.due-asked",
    vi="{by} xin gia hạn nhiệm vụ {number} của {unit} đến {wanted}",
    en="{by} asked to have the task {number} of {unit} due on {wanted}",
)
DUE_GRANTED = declare(
    "assignment.due-granted",
    vi="{by} đồng ý gia hạn nhiệm vụ {number} của {unit} đến {wanted} theo {decision}",
    en="{by} granted {unit} until {wanted} for the task {number} by {decision}",
)
DUE_REFUSED = declare(
    "assignment.due-refused",
    vi="{by} không đồng ý gia hạn nhiệm vụ {number} của {unit}: {decision}",
    en="{by} refused {unit} another due date for the task {number}: {decision}",
)
DUE_SET = declare(
    "assignment.due-set",
    vi="{by} ấn định hạn nhiệm vụ {number} của {unit}: {due} ({decision})",
    en="{by} set the due date of the task {number} of {unit}: {due} ({decision})",
)
OCCURRED = declare(
    "occasion.recorded",
    vi="{by} ghi nhận “{occasion}” của “{subject}” vào ngày {on}: tính hạn cho {armed} phần việc",
    en="{by} recorded “{occasion}” of “{subject}” on {on}: {armed} assignments got a due date",
)
HANDED_OVER = declare(
    "unit.handed-over",
    vi="{by} chuyển {count} nhiệm vụ dở dang của {subject} cho {successors}",
    en="{by} handed {count} open tasks of {subject} over to {successors}",
)
DIVIDED = declare(
    "assignment.divided",
    vi="{by} phân công nhiệm vụ {number} của {unit}: {whom}",
    en="{by} gave the task {number} of {unit} to {whom}",
)
ACCOUNTED = declare(
    "assignment.accounted",
    vi="{by} giải trình việc chậm nhiệm vụ {number} của {unit}",
    en="{by} accounted for the delay of the task {number} of {unit}",
)
FOLLOWED = declare(
    "plan.followed",
    vi="Cập nhật phần việc theo điều chỉnh của “{subject}”: {moved} đổi hạn, {cancelled} dừng theo dõi, "
    "{reopened} theo dõi lại",
    en="Assignments followed the changes of “{subject}”: {moved} due dates moved, {cancelled} cancelled, "
    "{reopened} followed again",
)
CARRIED = declare(
    "plan.progress-carried",
    vi="{by} nhập tình hình thực hiện “{subject}”: {entries} lần báo cáo, xác nhận",
    en="{by} carried over the progress of “{subject}”: {entries} reports and verdicts",
)
PUBLIC_OPENED = declare(
    "public-list.opened",
    vi="{by} công khai tình hình thực hiện nhiệm vụ của “{subject}” từ {since} ({decision})",
    en="{by} opened the list of tasks of “{subject}” to the public from {since} ({decision})",
)
PUBLIC_CLOSED = declare(
    "public-list.closed",
    vi="{by} thôi công khai tình hình thực hiện nhiệm vụ của “{subject}” ({decision})",
    en="{by} closed the list of tasks of “{subject}” to the public ({decision})",
)
