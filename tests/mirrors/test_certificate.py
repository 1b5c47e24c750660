"""A certificate is judged as browsers do: chain, host name, days; verify and the nightly look say what to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.clock import today
from generator.console import Recorded
from generator.mirrors.inspection.certificate import faults_of_certificate, shown
from generator.mirrors.inspection.verify import live, verify
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.certificates import Authority, authority
from tests.mirrors.servers.odd import odd_server

_NOW = dt.datetime.now(tz=dt.UTC)
_DAY = dt.timedelta(days=1)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """An authority that this machine believes, by the variable that OpenSSL knows."""
    made = authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


def told(folder: Path, certificate: Path) -> list[tuple[str, str]]:
    """Severity and message for a server with a certificate."""
    with odd_server(folder, certificate=certificate) as site:
        return [(each.severity, each.message) for each in faults_of_certificate(site.url, today())]


def test_a_good_one_passes_and_its_last_day_is_known(trusted: Authority, tmp_path: Path) -> None:
    """Also a whole release over https, with no hint but those for a server without packing."""
    made = release(tmp_path / "made", story_site("one", 3, 100))
    pem = trusted.issue("good", _NOW - _DAY, _NOW + 90 * _DAY)
    with odd_server(made.folder, certificate=pem) as site:
        assert shown(site.url).ends == (_NOW + 90 * _DAY + dt.timedelta(hours=8)).date()
        console = Recorded()
        assert verify(site.url, made.manifest, console) == []
        assert [("压缩" in each) for each in console.warnings] == [True]
        assert live(site.url) == made.manifest


def test_what_soon_ends_is_told_in_time(trusted: Authority, tmp_path: Path) -> None:
    """Less than thirty days: a warning; less than seven: an error."""
    assert told(tmp_path, trusted.issue("a", _NOW - _DAY, _NOW + 40 * _DAY)) == []
    ((severity, message),) = told(tmp_path, trusted.issue("b", _NOW - _DAY, _NOW + 20 * _DAY))
    assert (severity, "只剩 " in message) == ("warning", True)
    assert told(tmp_path, trusted.issue("c", _NOW - _DAY, _NOW + 3 * _DAY))[0][0] == "error"


def test_what_browsers_refuse_is_an_error(trusted: Authority, tmp_path: Path) -> None:
    """Over, not yet, another host's, another authority's."""
    over = trusted.issue("over", _NOW - 9 * _DAY, _NOW - 3 * _DAY)
    early = trusted.issue("early", _NOW + 3 * _DAY, _NOW + 30 * _DAY)
    other = trusted.issue("other", _NOW - _DAY, _NOW + 90 * _DAY, host="elsewhere.example.org")
    (tmp_path / "x").mkdir()
    alone = authority(tmp_path / "x").issue("alone", _NOW - _DAY, _NOW + 90 * _DAY)
    assert told(tmp_path, over) == [("error", "证书已经过期，浏览器不让读者打开")]
    assert told(tmp_path, early) == [("error", "证书还没有到生效的日子")]
    assert told(tmp_path, other) == [("error", "证书不是给 127.0.0.1 的")]
    assert told(tmp_path, alone) == [("error", "证书链不完整，或者不是公认的机构发的")]


def test_no_way_there_is_said(tmp_path: Path) -> None:
    """A server that speaks no TLS, or none at all; http has no certificate to look at."""
    with odd_server(tmp_path) as site:
        assert list(faults_of_certificate(site.url, today())) == []
        assert shown(site.url.replace("http:", "https:")).trouble == "加密连接不成"
    assert "连不上" in shown("https://127.0.0.1:9/").trouble
