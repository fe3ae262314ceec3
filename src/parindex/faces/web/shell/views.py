"""Choosing the language; the pages for what went wrong, each with what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parindex.faces.web.asking import Request
from parindex.faces.web.shell.language import chosen_language
from parindex.foundation.accounts import actions as accounts


@dataclass(frozen=True, slots=True)
class Problem:
    """A page for something that did not go as asked."""

    status: int
    title: str
    happened: str
    next: str


@require_POST
def choose_language(request: Request) -> HttpResponse:
    """Remember the language in a cookie, and with the person when signed in."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "")
    answer = redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "home")
    if chosen not in dict(settings.LANGUAGES):
        return answer
    if request.user.is_authenticated:
        accounts.choose_language(
            request.user, language=chosen, place=request.actor.home, by=request.actor, at=request.at
        )
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax", httponly=True
    )
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be understood."""
    return unreadable(request)


def unreadable(request: HttpRequest) -> HttpResponse:
    """400: a character or a value nothing can be done with."""
    return _page(
        request,
        Problem(
            400,
            _("Yêu cầu không đọc được"),
            _("Địa chỉ hoặc nội dung gửi lên chứa ký tự không dùng được."),
            _("Hãy quay lại trang trước, nhập lại bằng bàn phím thay vì dán, rồi gửi lại."),
        ),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more bytes than we take; refused before they are read."""
    limit = settings.UPLOAD_LIMIT // 1_000_000
    return _page(
        request,
        Problem(
            413,
            _("Tệp quá lớn"),
            _("Tệp gửi lên vượt quá %(limit)s MB nên chưa được nhận; hệ thống không lưu phần nào của tệp.")
            % {"limit": limit},
            _("Hãy tách phụ lục thành tệp riêng, hoặc lưu bản có chữ thay bản quét ảnh, rồi tải lên lại."),
        ),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old or was not ours."""
    return _page(
        request,
        Problem(
            403,
            _("Biểu mẫu đã hết hạn"),
            _("Trang này mở đã lâu hoặc trình duyệt không giữ cookie, nên nội dung vừa gửi chưa được ghi."),
            _("Hãy tải lại trang, kiểm tra nội dung và gửi lại."),
        ),
    )


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person's roles do not hold this deed."""
    return _page(
        request,
        Problem(
            403,
            _("Vai trò của bạn chưa có quyền này"),
            _("Thao tác vừa rồi không được thực hiện; dữ liệu không thay đổi."),
            _("Nếu công việc của bạn cần quyền này, hãy đề nghị quản trị hệ thống của đơn vị phân vai trò."),
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing this person may know of."""
    return _page(
        request,
        Problem(
            404,
            _("Không tìm thấy trang này"),
            _("Địa chỉ không đúng, hoặc nội dung không thuộc phạm vi bạn được xem."),
            _("Hãy kiểm tra lại địa chỉ, tìm theo tên, hoặc về trang Cần làm."),
        ),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(
        request,
        Problem(
            500,
            _("Hệ thống gặp lỗi"),
            _("Lỗi đã được ghi lại. Nội dung bạn vừa gửi có thể chưa được lưu."),
            _("Hãy thử lại sau ít phút; nếu vẫn lỗi, báo quản trị hệ thống kèm giờ xảy ra."),
        ),
    )


def _page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of ``problem``: in the frame for members, plain for others and for early refusals."""
    actor = getattr(request, "actor", None)
    early = actor is None
    with translation.override(chosen_language(request) if early else translation.get_language()):
        if request.headers.get("HX-Request"):
            return render(request, "web/shell/problem_part.html", {"problem": problem}, status=problem.status)
        inside = actor is not None and actor.person is not None and problem.status != 500
        layout = "web/base.html" if inside else "web/gate.html"
        return render(
            request, "web/shell/problem.html", {"problem": problem, "layout": layout}, status=problem.status
        )
