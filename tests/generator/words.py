"""Words for random documents: units and deadlines with the reading they must get, and filler of our own."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Party:
    """One printed lead or partner and how it must be read."""

    text: str
    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    scope: str | None = None

    @property
    def printed(self) -> str:
        """The item as it stands in a cell."""
        return f"{self.text} ({self.scope})" if self.scope else self.text

    def as_json(self) -> dict[str, Any]:
        """The form of the contract."""
        return {
            "text": self.text,
            "scope": self.scope,
            "units": list(self.units),
            "groups": list(self.groups),
        }


def _unit(name: str) -> Party:
    return Party(name, units=(name,))


UNITS = (
    _unit("Sở Nội vụ"),
    _unit("Sở Tư pháp"),
    _unit("Sở Tài chính"),
    _unit("Sở Y tế"),
    _unit("Sở Quy hoạch - Kiến trúc"),
    _unit("Sở Khoa học và Công nghệ"),
    _unit("Văn phòng UBND Thành phố"),
    _unit("Thanh tra Thành phố"),
    _unit("Công an Thành phố"),
    Party("VP UBND TP", units=("Văn phòng UBND Thành phố",)),
    Party("Các Sở: Nội vụ, Tư pháp, Tài chính", units=("Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính")),
)
GROUPS = (
    Party("UBND cấp xã", groups=("communes",)),
    Party("Các sở, ban, ngành", groups=("departments",)),
    Party("Các sở, ban, ngành, UBND cấp xã", groups=("departments", "communes")),
    Party("Các cơ quan có liên quan", groups=("related",)),
)
UNKNOWN = Party("Tổ công tác liên ngành số bảy")
SCOPES = ("lĩnh vực y tế", "nội dung về đất đai, môi trường", "phần kinh tế - xã hội", "hồ sơ tồn; hồ sơ mới")


@dataclass(frozen=True, slots=True)
class Due:
    """A printed deadline and how it must be read."""

    text: str
    kind: str
    due: str | None = None
    more: tuple[tuple[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form of the contract."""
        return {"text": self.text, "kind": self.kind, "due": self.due, **dict(self.more)}


UNSTATED = Due("", "unstated")
DEADLINES = (
    Due("Tháng 6/2026", "month", "2026-06-30"),
    Due("Tháng 02/2026", "month", "2026-02-28"),
    Due("Quý II/2026", "quarter", "2026-06-30"),
    Due("Quý IV/2026", "quarter", "2026-12-31"),
    Due("Năm 2026", "year", "2026-12-31"),
    Due("Trong năm 2026", "year", "2026-12-31"),
    Due("Thường xuyên", "continuous"),
    Due("Hằng quý", "recurring", None, (("frequency", "quarterly"),)),
    Due("Hằng năm", "recurring", None, (("frequency", "yearly"),)),
    Due("Hằng tháng", "recurring", None, (("frequency", "monthly"),)),
    Due("Trước ngày 15/11/2026", "date", "2026-11-15"),
    Due("30/9/2026", "date", "2026-09-30"),
    Due("Trước tháng 10/2026", "date", "2026-09-30"),
    Due(
        "Sau 20 ngày kể từ ngày có kết luận kiểm tra",
        "relative",
        None,
        (("days", 20), ("event", "kể từ ngày có kết luận kiểm tra")),
    ),
    Due("Khi có văn bản dự thảo", "event", None, (("event", "Khi có văn bản dự thảo"),)),
    UNSTATED,
)

_VERBS = (
    "Rà soát",
    "Công khai",
    "Tập huấn về",
    "Đo lường",
    "Số hóa",
    "Kiểm tra",
    "Đôn đốc",
    "Hướng dẫn",
    "Tổng hợp",
)
_THINGS = (
    "hồ sơ trễ hạn",
    "quy trình nội bộ",
    "phản ánh của người dân",
    "kết quả giải quyết thủ tục",
    "chất lượng phục vụ tại bộ phận một cửa",
    "danh mục thủ tục có nhiều hồ sơ",
    "dữ liệu hộ tịch",
    "nguồn thu, khoản chi được giao",
    "thái độ ứng xử của công chức",
    "cơ sở vật chất ở điểm phục vụ",
)
_TAILS = (
    "để rút ngắn thời gian chờ của người dân",
    "theo chức năng, nhiệm vụ được giao",
    "gắn với chuyển đổi số",
    "trên địa bàn Thành phố (kể cả hồ sơ nộp trực tuyến)",
    "bảo đảm 100% đúng hạn",
    "và báo cáo kết quả về cơ quan đầu mối",
    "ở các xã, phường còn khó khăn",
    "khi ưỡn ngực bước qua thềm, quỷ quyệt cũng phải chùn",
)
_PRODUCTS = (
    "Báo cáo kết quả",
    "Kế hoạch chi tiết",
    "Quyết định phê duyệt",
    "Bảng theo dõi",
    "Bộ tài liệu",
    "Danh sách đơn vị",
)


def clause(random: Random, *, length: int = 2) -> str:
    """A sentence without a full stop."""
    return " ".join((random.choice(_VERBS), random.choice(_THINGS), *random.sample(_TAILS, length)))


def name(random: Random) -> str:
    """The name of a criterion."""
    words = f"{random.choice(_VERBS)} {random.choice(_THINGS)}"
    return f"{words} {random.choice(_TAILS)}" if random.random() < 0.3 else words


def product(random: Random) -> str:
    """A deliverable."""
    return f"{random.choice(_PRODUCTS)} {random.randrange(2, 99)}"
