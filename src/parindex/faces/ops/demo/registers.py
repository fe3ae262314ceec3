"""Two registers of the demonstration city: findings of inspections, and feedback of citizens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from parindex.cycle.measures import actions as measures
from parindex.cycle.registers import queries, ready
from parindex.cycle.registers.actions import defining, importing
from parindex.cycle.registers.checks import Line
from parindex.engine.access.actors import SYSTEM
from parindex.faces.ops.demo import city, criteria
from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.telling import now, tell, today

INSPECTIONS, FEEDBACK = "kiem-tra-cchc", "phan-anh-kien-nghi"
SERVES = {"kiem-tra-khac-phuc": "I/3/3.1", "pakn-dung-han": "III/6/6.1"}
"""Which leaf of the communes' set takes each figure."""
FILE = "số liệu minh họa"
_CHANCE = Chance("parindex-registers-2026")
_FIRST, _LAST = date(2026, 1, 12), date(2026, 12, 15)
_FINDINGS = (
    ("Chưa niêm yết đủ thủ tục hành chính mới công bố", "Thủ tục hành chính"),
    ("Phiếu hẹn trả kết quả ghi thiếu ngày giờ", "Thủ tục hành chính"),
    ("Hồ sơ quá hạn chưa có thư xin lỗi", "Thủ tục hành chính"),
    ("Chưa cập nhật kịp tiến độ nhiệm vụ trên hệ thống", "Chỉ đạo, điều hành"),
    ("Kế hoạch kiểm tra nội bộ ban hành chậm", "Chỉ đạo, điều hành"),
    ("Danh mục văn bản hết hiệu lực công bố chưa đủ", "Thể chế"),
    ("Chưa phân công công chức trực thay tại bộ phận một cửa", "Công chức, công vụ"),
    ("Chưa công khai quyết toán quý trước", "Tài chính công"),
    ("Tỷ lệ số hóa kết quả giải quyết còn thấp", "Chuyển đổi số"),
)
_MATTERS = (
    "Hướng dẫn hồ sơ đất đai chưa rõ thành phần",
    "Đề nghị nhận hồ sơ hộ tịch vào sáng thứ bảy",
    "Nộp phí trực tuyến báo lỗi",
    "Thời gian chờ tại bộ phận một cửa lâu",
    "Kết quả trực tuyến trả chậm so với phiếu hẹn",
    "Đề nghị bớt bản sao chứng thực",
    "Biểu mẫu trên trang thông tin chưa cập nhật",
)


def build() -> None:
    """Keep both registers with their entries, unless they are there."""
    owner = city.unit(city.NAME)
    if queries.visible(SYSTEM).filter(owner=owner, code=INSPECTIONS).exists():
        return
    tell("Đang ghi sổ kiểm tra và sổ phản ánh, kiến nghị…")
    units = city.communes()
    for code, lines in ((INSPECTIONS, _inspections), (FEEDBACK, _feedback)):
        register = defining.take_over(ready.book(code), owner=owner, by=city.office(), at=now())
        entries = [line for unit in units for line in lines(unit)]
        named = {line.unit for line in entries}
        importing.bring(
            register,
            entries,
            units=[unit for unit in units if unit.pk in named],
            file=FILE,
            is_illustrative=True,
            by=city.office(),
            at=now(),
        )
        _feed(register)


def _feed(register: Any) -> None:
    """Have the leaves of the communes' set take the figures of a register."""
    version = criteria.in_force()
    for each in queries.countings(register, by=SYSTEM):
        path = SERVES.get(each.measure_code)
        leaf = version.criteria.filter(path=path).first() if path else None
        if leaf is not None:
            measure = register.countings.get(pk=each.key).measure
            measures.feed(measure, leaf, by=city.office(), at=now())


def _inspections(unit: Any) -> Iterator[Line]:
    """Up to five findings about a unit; most are remedied by now, some late."""
    for number in range(_CHANCE.of(unit.name, "findings").number(0, 5)):
        here = _CHANCE.of(unit.name, "finding", str(number))
        found, field = here.of("what").pick(_FINDINGS)
        on = _day(here)
        due = on + timedelta(days=30)
        done = on + timedelta(days=here.of("took").number(5, 38))
        is_done = done <= today() and here.of("done").happens(percent=90)
        values = {
            "ket_luan": f"{here.of('no').number(10, 240)}/KL-SNV",
            "doan": "Đoàn kiểm tra cải cách hành chính Thành phố",
            "noi_dung": found,
            "linh_vuc": field,
            "thoi_han": due.isoformat(),
            "da_khac_phuc": "yes" if is_done else "no",
        }
        if is_done:
            values |= {"ngay_khac_phuc": done.isoformat(), "ket_qua": "Đã khắc phục, có báo cáo kèm theo"}
        yield Line(unit.pk, on, values)


def _feedback(unit: Any) -> Iterator[Line]:
    """From three to sixteen pieces of feedback to a unit; most are answered in time and published."""
    for number in range(_CHANCE.of(unit.name, "feedback").number(3, 16)):
        here = _CHANCE.of(unit.name, "feedback", str(number))
        on = _day(here)
        due = on + timedelta(days=10)
        answered = on + timedelta(days=here.of("took").number(1, 11))
        values = {
            "ma": f"PA{on:%y%m}-{unit.pk}-{number + 1:02}",
            "noi_dung": here.of("what").pick(_MATTERS),
            "han_tra_loi": due.isoformat(),
        }
        if answered <= today():
            is_public = here.of("public").happens(percent=92)
            values |= {"ngay_tra_loi": answered.isoformat(), "cong_khai": "yes" if is_public else "no"}
        yield Line(unit.pk, on, values)


def _day(here: Chance) -> date:
    last = max(_FIRST, min(_LAST, today()))
    return _FIRST + timedelta(days=here.of("day").number(0, (last - _FIRST).days))
