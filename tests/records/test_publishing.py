"""``publish.yml``: every mistake has its place, and no secret is kept, repeated or let pass."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.records.publishing import KINDS, load_publishing
from generator.records.targets import FolderTarget, HostingTarget, ObjectTarget, SshTarget
from tests.tiny import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
SECRET = "Tr0ub4dor-und-3"  # noqa: S105 - invented
CLEAR = "口令、密钥不能写在这里：进了 git 就删不掉"


def told(folder: Path, text: str) -> list[str]:
    """What is said of a file."""
    (folder / "publish.yml").write_text(text, encoding="utf-8")
    found, problems = load_publishing(folder)
    assert (found is None) == bool(problems)
    return [str(problem) for problem in problems]


def test_without_the_file_nothing_is_wrong(tmp_path: Path) -> None:
    """Most registers begin without a place to publish to."""
    assert load_publishing(tmp_path) == (None, [])


def test_the_file_of_the_sample_works_as_it_is() -> None:
    """A trial folder, and nothing else."""
    found, problems = load_publishing(ROOT)
    assert problems == []
    assert found is not None
    assert found.targets == {"trial": FolderTarget(kind="folder", folder="dist/trial", trial=True)}
    assert (found.branch, found.review, found.deletions) == ("origin/main", "branch", 20)


def test_the_remarks_of_the_sample_are_right(tmp_path: Path) -> None:
    """Without their mark they are targets that only lack real names."""
    text = (ROOT / "publish.yml").read_text(encoding="utf-8")
    lines = [line.replace("  # ", "  ", 1) if line.startswith("  # ") and not HAN.match(line, 4) else line
             for line in text.split("\n")]  # fmt: skip
    whole = "\n".join(lines)
    for said, real in (("服务器的主机名", "a.example"), ("空间商给的主机名", "b.example"), ("账号", "web"),
                       ("https://读者打开的网址/", "https://example.org/"), ("存储桶的名称", "women"),
                       ("https://服务商给的地址", "https://c.example"), ("地域", "d-1")):  # fmt: skip
        whole = whole.replace(said, real)
    (tmp_path / "publish.yml").write_text(whole, encoding="utf-8")
    found, problems = load_publishing(tmp_path)
    assert [str(problem) for problem in problems] == []
    assert found is not None
    assert sorted(found.targets) == ["cloud", "hosting", "parcel", "server", "trial"]


def test_every_kind_can_be_written(tmp_path: Path) -> None:
    """With what it must have, and what is usual left out."""
    must = {
        SshTarget: "host: example.org, folder: /srv/jinguo",
        HostingTarget: "host: example.org, user: web@example.org, folder: /, password_env: JINGUO_PASSWORD",
        ObjectTarget: "bucket: women",
    }
    lines = [
        f"  t-{kind}: {{kind: {kind}, {must.get(model, f'folder: dist/{kind}')}}}"
        for kind, model in KINDS.items()
        if kind not in {"sftp", "oss", "cos", "obs"}
    ]
    assert told(tmp_path, "\n".join(["targets:", *lines, ""])) == []


def test_an_account_alone_is_enough(tmp_path: Path) -> None:
    """A federation that only has articles pushed; a file that says nothing is a mistake."""
    assert told(tmp_path, "wechat: {id_env: JINGUO_ID, secret_env: JINGUO_SECRET}\n") == []
    assert told(tmp_path, "review: off\n") == [
        "publish.yml:1:1: error F4: 没有写任何目标（targets） —— 至少写一个，见手册"
    ]


SECRETS = [
    f"password: {SECRET}", f"  口令： {SECRET}", f"passwd: '{SECRET}'", f"ftp_password: {SECRET}",
    f"secret_key: {SECRET}", f"AppSecret: {SECRET}",
    f"access_key_secret: {SECRET}", f"token: {SECRET}", f"# password: {SECRET}", f"pwd: {SECRET} # 测试",
    "id_env: AK" + "IAIOSFODNN7EXAMPLE", "id_env: LT" + "AI5tFakeFakeFakeFake12",
    "secret_env: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "# 临时：gh" + "p_" + "a1B2" * 9,
    "# -----BEGIN OPENSSH " + "PRIVATE KEY-----", f"url: https://web:{SECRET}@example.org/", f"host: ftp://web:{SECRET}@x",
]  # fmt: skip


@pytest.mark.parametrize("line", SECRETS)
def test_a_secret_in_clear_is_an_error(line: str, tmp_path: Path) -> None:
    """In a key, in a value, in a remark; it is told by its place, never repeated, and nothing else is said of it."""
    lead = "" if line.startswith("#") else "    "
    lines = told(tmp_path, f"targets:\n  a:\n    kind: folder\n    folder: dist/a\n{lead}{line}\n")
    assert [each.split(":")[1] for each in lines] == ["5"]
    assert f"error T14: {CLEAR}" in lines[0]
    assert SECRET not in lines[0]
    assert line.rpartition(":")[2].strip() not in lines[0]


@pytest.mark.parametrize(
    "line",
    ["password_env: JINGUO_PASSWORD", "secret_env: JINGUO_SECRET, id_env: JINGUO_ID", "key_file: ~/.ssh/jinguo",
     "key_file: /home/web/Schluessel/Oeffentlich2026/id_ed25519", "url: https://www.example.org:8443/jinguo/"],
)  # fmt: skip
def test_where_a_secret_lies_is_no_secret(line: str, tmp_path: Path) -> None:
    """Names of variables, files and addresses may be written."""
    kind = "s3, bucket: women" if "secret" in line else "sftp, host: x, user: y, folder: /z"
    assert told(tmp_path, f"# 口令: 放在环境变量里\ntargets:\n  a: {{kind: {kind}, {line}}}\n") == []


def test_a_secret_in_the_place_of_a_variable_is_not_repeated(tmp_path: Path) -> None:
    """The most likely mistake of all."""
    lines = told(tmp_path, f"targets:\n  a: {{kind: ftp, host: x, user: y, folder: /z, password_env: {SECRET}}}\n")
    assert len(lines) == 1
    assert SECRET not in lines[0]
    assert "password_env：这里写环境变量的名称（JINGUO_ 开头，大写字母、数字、下划线），不写口令本身" in lines[0]


@pytest.mark.parametrize("folder", ["teams", ".", "", "site", "./content/x", "dist/../teams", ".git"])
def test_the_register_is_no_target(folder: str, tmp_path: Path) -> None:
    """It would be emptied."""
    lines = told(tmp_path, f"targets:\n  a:\n    kind: folder\n    folder: '{folder}'\n")
    assert len(lines) == 1
    assert ("属于登记册，不能当作目标" in lines[0]) == bool(folder)


@pytest.mark.parametrize("host", ["-oProxyCommand=x", "https://example.org", "web@example.org", "a b", "a/b"])
def test_a_host_is_a_name(host: str, tmp_path: Path) -> None:
    """It is handed to other programs; nothing in it may be taken for an option or an account."""
    lines = told(tmp_path, f"targets:\n  a: {{kind: ssh, host: '{host}', folder: /srv/x}}\n")
    hint = "只写主机名或 IP，不带 https://、账号和路径，端口写在 port"
    assert lines == [f"publish.yml:2:18: error F5: host：主机名的写法不对 —— {hint}"]


@pytest.mark.parametrize("folder", ["/", "~", ".", "/srv/../etc", "-rf", "/srv\\x"])
def test_a_folder_on_a_server_is_its_own(folder: str, tmp_path: Path) -> None:
    """The top of a server holds more than our releases."""
    lines = told(tmp_path, f"targets:\n  a: {{kind: ssh, host: example.org, folder: '{folder}'}}\n")
    assert len(lines) == 1
    assert "folder：" in lines[0]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """It may lead to somebody's list of passwords."""
    (tmp_path / "publish.yml").symlink_to("/etc/hostname")
    assert [problem.rule for problem in load_publishing(tmp_path)[1]] == ["F1"]


@pytest.mark.parametrize(
    "name", ["GITHUB_PAT", "AWS_SECRET_ACCESS_KEY", "PATH", "JINGUO", "JINGUO_", "XJINGUO_PASSWORD"]
)
@pytest.mark.parametrize("key", ["password_env", "id_env", "secret_env"])
def test_no_variable_of_another_program_is_named(name: str, key: str, tmp_path: Path) -> None:
    """What is in it would be sent to a server; and nobody's key is called like ours."""
    kind = "ftp, host: x, user: y, folder: /z" if key == "password_env" else "s3, bucket: women"
    both = {"id_env": "JINGUO_A_ID", "secret_env": "JINGUO_A_SECRET"} if kind.startswith("s3") else {}
    keys = ", ".join(f"{each}: {value}" for each, value in {**both, key: name}.items())
    lines = told(tmp_path, f"targets:\n  a: {{kind: {kind}, {keys}}}\n")
    assert len(lines) == 1
    assert f"{key}：这里写环境变量的名称（JINGUO_ 开头" in lines[0]
    assert told(tmp_path, f"wechat: {{id_env: {name}}}\n") != []


@pytest.mark.parametrize("user", ["$(touch${IFS}x)", "a;b", "`x`", "-x", "a b", "a'b", "a|b", "网", "a" * 65])
@pytest.mark.parametrize("kind", ["ssh", "sftp"])
def test_an_account_is_no_command(user: str, kind: str, tmp_path: Path) -> None:
    """The user's own configuration of ssh may hand it to a shell."""
    quoted = f'"{user}"'
    lines = told(tmp_path, f"targets:\n  a: {{kind: {kind}, host: x, folder: /z, user: {quoted}}}\n")
    assert [line.partition("user：")[2].partition(" ——")[0] for line in lines] == ["账号的写法不对"]


@pytest.mark.parametrize("value", ["${HOME}/x", "/a/%h", "-oProxyCommand=x", "'/a/\"b'"])
@pytest.mark.parametrize("key", ["key_file", "known_hosts"])
def test_a_key_file_is_a_place(value: str, key: str, tmp_path: Path) -> None:
    """Whatever ssh would fill in for it leads elsewhere."""
    lines = told(
        tmp_path,
        f"targets:\n  a: {{kind: ssh, host: x, folder: /z, {key}: {value!r}}}\n"
        if "'" not in value
        else f"targets:\n  a: {{kind: ssh, host: x, folder: /z, {key}: {value}}}\n",
    )
    assert len(lines) == 1
    assert f"{key}：文件位置的写法不对" in lines[0]


FTP = "host: x, user: y"
PAIRS = [
    (f"ftp, {FTP}, folder: /z, port: 2121", f"ftp, {FTP}, folder: /z, port: 2122", False),
    (f"ftp, {FTP}, folder: /z", f"ftp, {FTP}, folder: /z/, port: 21", True),
    (f"ftp, {FTP}, folder: /z", "ftp, host: X, user: y, folder: /z/./", True),
    (f"ssh, {FTP}, folder: /z", f"sftp, {FTP}, folder: /z", True),
    (f"ssh, {FTP}, folder: z", f"sftp, {FTP}, folder: ~/z", True),
    (f"sftp, {FTP}, folder: /z", f"sftp, {FTP}, folder: /other, state: /z", True),
    (f"sftp, {FTP}, folder: /z, state: /s", f"sftp, {FTP}, folder: /other, state: /s", True),
    (f"sftp, {FTP}, folder: /z, state: /s", f"sftp, {FTP}, folder: /other, state: /t", False),
    (f"sftp, {FTP}, folder: /z", f"sftp, {FTP}, folder: /z/deeper", False),
    ("s3, bucket: b", "s3, bucket: b, folder: x, state: ''", False),
    ("s3, bucket: b, folder: x", "s3, bucket: b, folder: y, state: x/", True),
    ("folder, folder: dist/a", "folder, folder: dist/b/../a", True),
    ("folder, folder: dist/a", "folder, folder: dist/link", True),
    ("folder, folder: dist/a, links: false", "folder, folder: dist/a-jinguo", True),
    ("folder, folder: dist/a", "folder, folder: dist/a-jinguo", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_two_targets_never_share_a_folder(one: str, other: str, same: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Neither sites nor notes; two servers behind one name are two, and one that is told in two ways is one."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/link").symlink_to("a")
    lines = told(tmp_path, f"targets:\n  one: {{kind: {one}}}\n  other: {{kind: {other}}}\n")
    assert [line for line in lines if "与目标 “one” 是同一个位置" in line] == lines
    assert bool(lines) == same


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("sftp, tls: false", "SFTP 不用 tls、ca_file"),
        ("sftp, tls: true", "SFTP 不用 tls、ca_file"),
        ("sftp, ca_file: a.pem", "SFTP 不用 tls、ca_file"),
        ("ftp, tls: false, ca_file: a.pem", "没有加密，ca_file 没有用处"),
        ("ftp, key_file: k", "FTP 不用钥匙文件"),
    ],
)
def test_nothing_written_is_ignored(keys: str, said: str, tmp_path: Path) -> None:
    """Whoever writes it believes that it counts."""
    lines = told(tmp_path, f"targets:\n  a: {{host: x, user: y, folder: /z, kind: {keys}}}\n")
    assert len(lines) == 1
    assert said in lines[0]


def test_a_password_has_a_usual_name(tmp_path: Path) -> None:
    """For FTP as for SFTP."""
    assert told(tmp_path, "targets:\n  a: {kind: ftp, host: x, user: y, folder: /z}\n") == []
