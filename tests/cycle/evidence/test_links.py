"""Which web addresses may be evidence."""

from __future__ import annotations

import pytest

from parindex.cycle.evidence import links
from parindex.cycle.evidence.links import WrongLink


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://hanoi.gov.vn/van-ban/12", "https://hanoi.gov.vn/van-ban/12"),
        (" HTTP://HaNoi.GOV.vn ", "http://hanoi.gov.vn/"),
        ("https://hanoi.gov.vn:8443/a?b=c#d", "https://hanoi.gov.vn:8443/a?b=c#d"),
        ("https://hanoi.gov.vn/văn-bản", "https://hanoi.gov.vn/v%C4%83n-b%E1%BA%A3n"),
        ("https://hanoi.gov.vn/a%20b", "https://hanoi.gov.vn/a%20b"),
        ("https://đẹp.vn/", f"https://{'đẹp'.encode('idna').decode()}.vn/"),
    ],
)
def test_a_public_address_is_kept(typed: str, kept: str) -> None:
    assert links.plain(typed) == kept


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("", "form"),
        ("hanoi.gov.vn", "form"),
        ("javascript:alert(1)", "form"),
        ("data:text/html,x", "form"),
        ("file:///etc/passwd", "form"),
        ("ftp://hanoi.gov.vn/", "form"),
        ("https://", "form"),
        ("https://ha noi.gov.vn/", "form"),
        ("https://hanoi.gov.vn/<script>", "form"),
        ("https://hanoi..gov.vn/", "form"),
        ("https://-a.gov.vn/", "form"),
        ("https://hanoi.gov.vn:99999/", "form"),
        ("https://hanoi.gov.vn\\@evil.vn/", "form"),
        ("https://hanoi.gov.vn/" + "a" * 2000, "form"),
        ("https://hanoi.gov.vn/" + "ă" * 1000, "form"),
        ("https://a:b@hanoi.gov.vn/", "secret"),
        ("https://a@hanoi.gov.vn/", "secret"),
        ("https://hanoi.gov.vn/?token=abc", "secret"),
        ("https://hanoi.gov.vn/#access_token=abc", "secret"),
        ("https://localhost/", "inside"),
        ("https://kho.local/", "inside"),
        ("https://10.0.0.1/", "inside"),
        ("https://8.8.8.8/", "inside"),
        ("https://[::1]/", "inside"),
        ("https://0x7f.1/", "inside"),
    ],
)
def test_what_is_no_public_address_is_refused_by_reason(typed: str, what: str) -> None:
    with pytest.raises(WrongLink) as wrong:
        links.plain(typed)
    assert str(wrong.value) == what


@pytest.mark.parametrize(
    ("address", "official"),
    [
        ("https://hanoi.gov.vn/", True),
        ("https://yenhoa.hanoi.gov.vn/a", True),
        ("https://chinhphu.vn/", True),
        ("https://vanban.chinhphu.vn/", True),
        ("https://bao.vn/", False),
        ("https://hanoi.gov.vn.evil.com/", False),
        ("https://evilgov.vn/", False),
    ],
)
def test_whose_site_it_is_is_told_by_its_end(address: str, official: bool) -> None:
    assert links.is_official(links.plain(address)) is official
