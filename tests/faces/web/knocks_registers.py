"""The addresses of registers and other indexes with records of one unit: looked at, written, defined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from parindex.cycle.registers import ready
from parindex.engine.access.permissions import Permission as P
from tests.faces.web.scene import Work


def registering(work: Work, knock: Callable[..., Any]) -> tuple[Any, ...]:
    """Every page of a register, and every form of it well filled."""
    kept, own = work.registered, work.unit.pk
    key = kept.register
    seen: dict[str, Any] = {"to_see": P.MEASURE_READ}
    note: dict[str, Any] = seen | {"to_do": P.REGISTER_RECORD}

    def post(name: str, *args: Any, data: dict[str, Any], **rest: Any) -> Any:
        return knock(name, *args, method="post", data=data, **rest)

    said = {"v-ket_luan": "13/KL", "v-noi_dung": "Việc khác", "v-da_khac_phuc": "yes"}
    line = {"occurred_on": "4/2/2026", "state": "entered"} | said
    heads = "Đơn vị;Ngày;Số kết luận kiểm tra;Tồn tại, kiến nghị;Đã khắc phục"
    table = f"{heads}\n{work.unit.name};4/2/2026;14/KL;Việc nhập;Có".encode()
    shape = {"name": "Sổ khác", "code": "so-khac", "rhythm": "year", "label-0": "Nội dung"}
    counted = {"name": "Số dòng", "code": "so-dong", "way": "count", "rhythm": "year"}
    ranks = f"Đơn vị;Giá trị;Xếp hạng\n{work.unit.name};90,5;3".encode()
    held = {"as_of": "1/5/2026", "source": "Công bố thử", "part": "m4", "year": "2026"}
    return (
        *(knock(name) for name in ("registers", "register-define")),
        knock("registers-export", "csv"),
        *(knock(name, key) for name in ("register", "register-counts", "register-import", "register-add")),
        knock("register-export", key, "csv"),
        knock("register-form", key, "xlsx"),
        knock("register-revise", key),
        knock("register-count", key),
        knock("register-entry", kept.entry, **seen),
        knock("register-entry-correct", kept.entry, **note),
        post("register-add", key, data=line | {"unit": own}),
        post("register-import", key, data={"file": SimpleUploadedFile("sổ.csv", table)}),
        post(
            "register-entry-correct",
            kept.entry,
            data=line | {"version": "1", "reason": "Nhầm"},
            **note,
        ),
        post("register-entry-withdraw", kept.entry, data={"version": "1", "reason": "Nhầm"}, **note),
        post("register-define", data=shape),
        post("register-take", "doi-thoai", data={"sure": "1"}),
        post("register-revise", key, data=shape | _fields() | {"version": str(kept.version)}),
        post("register-count", key, data=counted),
        *(knock(name) for name in ("standings", "standing-keep")),
        knock("standings-export", "csv"),
        knock("standing", kept.index),
        knock("standing-export", kept.index, "xlsx"),
        knock("standing-import", kept.index),
        post("standing-keep", data={"family": "PCI"}),
        post("standing-import", kept.index, data=held | {"file": SimpleUploadedFile("chỉ số.csv", ranks)}),
        post("register-count-end", kept.counting, data={"sure": "1"}),
    )


def _fields() -> dict[str, str]:
    """The fields of the register as its form holds them."""
    told: dict[str, str] = {}
    for number, each in enumerate(ready.book("kiem-tra-cchc").fields):
        told |= {
            f"label-{number}": each.label.vi,
            f"en-{number}": each.label.en,
            f"kind-{number}": each.kind.value,
            f"of-{number}": "; ".join(each.choices),
        }
        told |= {f"must-{number}": "on"} if each.is_required else {}
    return told
