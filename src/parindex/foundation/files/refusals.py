"""Why a file is not taken: one sentence a reason, what happened and what to do next."""

from __future__ import annotations

from parindex.engine.values.findings import Words


class Unacceptable(Exception):
    """A file that is not taken; ``code`` names the reason, ``words`` say it with the remedy."""

    def __init__(self, code: str, vi: str, en: str) -> None:
        """Keep the reason and both sentences; the Vietnamese one is the exception's text."""
        super().__init__(vi)
        self.code = code
        self.words = Words(vi, en)


def empty() -> Unacceptable:
    """The file has no content."""
    return Unacceptable(
        "EMPTY",
        "Tệp rỗng, không có nội dung; hãy kiểm tra lại tệp gốc rồi gửi lại.",
        "The file is empty; check the original and send it again.",
    )


def too_large(limit: int) -> Unacceptable:
    """The file has more than ``limit`` bytes."""
    most = limit // 1_000_000
    return Unacceptable(
        "TOO_LARGE",
        f"Tệp lớn hơn {most} MB; hãy giảm độ phân giải ảnh quét hoặc chia thành nhiều tệp rồi gửi lại.",
        f"The file is larger than {most} MB; lower the resolution of scans or split it and send that.",
    )


def kind_not_taken(suffix: str) -> Unacceptable:
    """Files of this ending are not taken at all."""
    named, named_en = (f" {suffix}", f" ({suffix})") if suffix else ("", "")
    return Unacceptable(
        "KIND_NOT_TAKEN",
        f"Loại tệp{named} không dùng làm minh chứng được; hãy gửi PDF, Word, Excel, PowerPoint, ODT, ODS, "
        "ảnh JPG, PNG hoặc văn bản TXT.",
        f"This kind of file{named_en} is not taken as evidence; send PDF, Word, Excel, PowerPoint, ODT, ODS, "
        "JPG, PNG or TXT.",
    )


def packed(suffix: str) -> Unacceptable:
    """The file is an archive of other files."""
    return Unacceptable(
        "PACKED",
        f"Tệp nén{f' {suffix}' if suffix else ''} không xem trước và không kiểm tra được; "
        "hãy giải nén rồi gửi từng tệp.",
        f"An archive{f' ({suffix})' if suffix else ''} cannot be previewed or checked; "
        "unpack it and send the files one by one.",
    )


def other_content(suffix: str, found: Words | None) -> Unacceptable:
    """The content is not what the ending of the name says."""
    vi = f" (nội dung là {found.vi})" if found else ""
    en = f" (it is {found.en})" if found else ""
    return Unacceptable(
        "OTHER_CONTENT",
        f"Tên tệp có đuôi {suffix} nhưng nội dung không phải như vậy{vi}; "
        "hãy lưu lại đúng định dạng từ phần mềm đã tạo ra tệp rồi gửi lại.",
        f"The file name ends in {suffix} but the content is something else{en}; "
        "save it in the right format from the program that made it and send it again.",
    )


def program() -> Unacceptable:
    """The file is a program or a script."""
    return Unacceptable(
        "PROGRAM",
        "Tệp là chương trình hoặc mã lệnh nên bị từ chối; hãy gửi chính văn bản, bảng tính hoặc ảnh.",
        "The file is a program or a script and is refused; send the document or the picture itself.",
    )


def web_page() -> Unacceptable:
    """The file is a web page or a drawing that may run scripts."""
    return Unacceptable(
        "WEB_PAGE",
        "Tệp là trang web hoặc hình vẽ có thể chứa mã lệnh (HTML, SVG, XML) nên bị từ chối; "
        "hãy in ra PDF rồi gửi, hoặc dùng đường liên kết.",
        "The file is a web page or a drawing that may hold scripts (HTML, SVG, XML) and is refused; "
        "print it to PDF and send that, or add it as a link.",
    )


def macros() -> Unacceptable:
    """The file has macros."""
    return Unacceptable(
        "MACROS",
        "Tệp có macro nên bị từ chối; hãy lưu lại dạng không có macro (.docx, .xlsx, .pdf) rồi gửi lại.",
        "The file has macros and is refused; save it without macros (.docx, .xlsx, .pdf) and send that.",
    )


def active(what: Words) -> Unacceptable:
    """The file holds something that acts when it is opened."""
    return Unacceptable(
        "ACTIVE_CONTENT",
        f"Tệp có {what.vi} nên bị từ chối; hãy in hoặc xuất ra PDF thường rồi gửi lại.",
        f"The file has {what.en} and is refused; print or export it to a plain PDF and send that.",
    )


def encrypted() -> Unacceptable:
    """The file is behind a password."""
    return Unacceptable(
        "ENCRYPTED",
        "Tệp được đặt mật khẩu nên không kiểm tra được; hãy gỡ mật khẩu, lưu lại rồi gửi lại.",
        "The file has a password and cannot be checked; remove it, save the file and send it again.",
    )


def damaged() -> Unacceptable:
    """The file is cut off or damaged."""
    return Unacceptable(
        "DAMAGED",
        "Tệp bị hỏng hoặc chưa tải lên đủ; hãy mở tệp gốc, lưu lại rồi gửi lại.",
        "The file is damaged or incomplete; open the original, save it again and send it again.",
    )


def bomb() -> Unacceptable:
    """The file unpacks to far too much."""
    return Unacceptable(
        "BOMB",
        "Tệp bung ra quá lớn (bom nén) nên bị từ chối; hãy lưu lại tài liệu gốc rồi gửi lại.",
        "The file unpacks to far too much (a bomb); save the original again and send that.",
    )


def two_faces() -> Unacceptable:
    """The file can be read as two formats."""
    return Unacceptable(
        "TWO_FACES",
        "Tệp vừa là định dạng này vừa là định dạng khác nên bị từ chối; "
        "hãy lưu lại từ phần mềm đã tạo ra tệp rồi gửi lại.",
        "The file is of two formats at once and is refused; "
        "save it again from the program that made it and send that.",
    )


def infected(name: str) -> Unacceptable:
    """The virus scanner found something."""
    return Unacceptable(
        "INFECTED",
        f"Phần mềm quét vi-rút phát hiện “{name}” nên tệp bị từ chối và không được lưu; "
        "hãy quét máy đã tạo ra tệp và báo quản trị hệ thống.",
        f"The virus scanner found “{name}”: the file is refused and was not kept; "
        "scan the computer it comes from and tell the administrator.",
    )
