"""Names of issuing bodies in running text: where they begin and where they end."""

from __future__ import annotations

import re

from parindex.engine.values.vietnamese import squeeze

_STARTERS = (
    "UBND",
    "HĐND",
    "Ủy ban",
    "Uỷ ban",
    "Hội đồng",
    "Chính phủ",
    "Thủ tướng",
    "Phó Thủ tướng",
    "Quốc hội",
    "Chủ tịch",
    "Bộ trưởng",
    "Bộ Chính trị",
    "Bộ",
    "Ban Thường vụ",
    "Ban Chấp hành",
    "Ban Bí thư",
    "Ban Chỉ đạo",
    "Ban",
    "Thành ủy",
    "Thành uỷ",
    "Tỉnh ủy",
    "Tỉnh uỷ",
    "Huyện ủy",
    "Quận ủy",
    "Đảng ủy",
    "Đảng uỷ",
    "Trung ương",
    "Sở",
    "Văn phòng",
    "Thanh tra",
    "Giám đốc",
    "Tổng cục",
    "Cục",
    "Chi cục",
    "Kiểm toán",
    "Đoàn",
    "Ngân hàng",
    "Viện",
    "Tòa án",
    "Phòng",
    "Thường trực",
    "Bảo hiểm",
    "Liên đoàn",
    "Mặt trận",
    "Tổng Bí thư",
    "Trung tâm",
    "TU",
    "Tổng Thanh tra",
    "Phường",
)
_START = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, _STARTERS), key=len, reverse=True))})(?!\w)")
_OF = re.compile(r"\s*,?\s*(?:do\s+|của\s+)(?:các\s+)?")
_TOKEN = re.compile(r"\s+(\([\wÀ-ỹ]+\)|[\wÀ-ỹ]+|-(?=\s))|(,)")
_STOP_WORDS = """
về ngày số quy phê thực hướng tại trên đã được trong cho do để theo sửa là có thì nhằm với đến
từ kèm gồm đối triển như nêu khi đang sẽ phải gắn căn hiện giai năm bổ kiểm xác yêu xây nâng
đẩy tăng tiếp việc này thay giao bãi hết sang và/hoặc hoặc cùng bao không cũng mà nên nếu tháng
quý gửi trình báo đề ra hoàn tổ đồng cụ nói chủ thời nhưng vào ở bằng phục các những một hai
đáp dành bảo rà khắc
"""
_STOP = frozenset(_STOP_WORDS.split())
_STOP_PAIRS = (
    "ban hành",
    "thông qua",
    "thành lập",
    "công bố",
    "tổ chức",
    "quyết định",
    "phát triển",
    "chỉ đạo",
    "đánh giá",
    "tiếp tục",
    "cải cách",
    "chấn chỉnh",
    "liên quan",
    "liên tịch",
    "tuyên truyền",
    "thí điểm",
    "đơn giản",
    "cải thiện",
    "điều chỉnh",
    "công nhận",
    "thu hút",
    "chuyển đổi",
    "thống nhất",
)
_DOUBLE = ("Bộ", "Sở", "Ủy ban Dân", "Uỷ ban Dân", "Ban Tuyên", "Phòng")
_KIND_WORDS = (
    "Kế",
    "Quyết",
    "Nghị",
    "Chỉ",
    "Công",
    "Thông",
    "Báo",
    "Kết",
    "Chương",
    "Tờ",
    "Hướng",
    "Đề",
    "Luật",
)
_LONGEST = 14


def after(text: str, position: int) -> tuple[str | None, int]:
    """The body named by "của …" at ``position``, and where its name ends."""
    link = _OF.match(text, position)
    if not link or not _START.match(text, link.end()):
        return None, position
    end = _end(text, link.end())
    return squeeze(text[link.end() : end]), end


def whole(text: str) -> str | None:
    """``text`` if it names a body and nothing else."""
    words = squeeze(text).strip(" ,")
    return words if _START.match(words) and _end(words, 0) == len(words) else None


def at_end(text: str) -> str | None:
    """The body whose name ends ``text``."""
    for start in _START.finditer(text):
        if start.start() and text[start.start() - 1].isalnum():
            continue
        if found := whole(text[start.start() :]):
            return found
    return None


def _end(text: str, start: int) -> int:
    """Where the name that begins at ``start`` ends."""
    first = _START.match(text, start)
    assert first
    end = first.end()
    for _ in range(_LONGEST):
        token = _TOKEN.match(text, end)
        if not token or not _goes_on(text, start, end, token):
            break
        end = token.end()
    return end


def _goes_on(text: str, start: int, end: int, token: re.Match[str]) -> bool:
    """Whether this token still belongs to the name."""
    word, rest = token[1], text[token.end() :]
    name = text[start:end]
    if token[2]:
        return _is_comma_inside(name, rest)
    if word in ("và", "-"):
        following = rest.split()[:1]
        return (
            name.startswith(_DOUBLE)
            and bool(following)
            and following[0][:1].isupper()
            and not _START.match(rest.lstrip())
            and following[0] not in _KIND_WORDS
        )
    if word == "của":
        return name.startswith(("Đoàn", "Ban")) and bool(_START.match(rest.lstrip()))
    if word.startswith("("):
        return word.endswith(")") and word.strip("()").isupper() and rest.lstrip()[:1].isupper()
    if word[:1].isdigit():
        return name.endswith(("khóa", "quận", "Quận", "Đoàn"))
    two = " ".join([word, *rest.split()[:1]])
    return (word not in _STOP and not two.lower().startswith(_STOP_PAIRS)) or (word[:1].isupper())


def _is_comma_inside(name: str, rest: str) -> bool:
    """Only in a few ministries' and committees' names does a comma stand inside."""
    following = rest.lstrip()
    if re.search(r"Lao động$", name) and following.startswith("Thương binh"):
        return True
    if re.search(r"Văn hóa$|Văn hoá$", name) and following.startswith("Thể thao"):
        return True
    return name.endswith("Bộ Chính trị") and following.startswith("Ban Bí thư")
