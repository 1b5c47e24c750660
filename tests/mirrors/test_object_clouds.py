"""阿里 OSS, 腾讯 COS, 华为 OBS: each request is signed, addressed and paged as their documentation says."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from generator.mirrors.objects.services import service
from generator.mirrors.parts import MirrorError
from generator.mirrors.served import ASK, FOR_EVER
from generator.records.targets import ObjectTarget
from tests.mirrors.killing import ROOT, python
from tests.mirrors.servers.clouds import KEY_ID, SECRET, Cloud, signed_cos, signed_v4, through

ENVIRONMENT = {"JINGUO_CLOUD_ID": KEY_ID, "JINGUO_CLOUD_SECRET": SECRET}
V2 = ("continuation-token", "NextContinuationToken")
V1 = ("marker", "NextMarker")
CLOUDS: dict[str, tuple[dict[str, str], Callable[[], Cloud]]] = {
    "oss": (
        {"kind": "oss", "bucket": "jinguo", "endpoint": "http://oss-cn-beijing.aliyuncs.com"},
        lambda: Cloud("jinguo.s3.oss-cn-beijing.aliyuncs.com", signed_v4, V2),
    ),
    "cos": (
        {"kind": "cos", "bucket": "jinguo-1250000000", "endpoint": "http://cos.ap-beijing.myqcloud.com"},
        lambda: Cloud("jinguo-1250000000.cos.ap-beijing.myqcloud.com", signed_cos, V1),
    ),
    "obs": (
        {"kind": "obs", "bucket": "jinguo", "endpoint": "http://obs.cn-north-4.myhuaweicloud.com"},
        lambda: Cloud("jinguo.obs.cn-north-4.myhuaweicloud.com", signed_v4, ("marker", "")),
    ),
}
PROGRAM = """
import json, os, sys
from generator.mirrors.objects.store import open_stores
from generator.mirrors.served import served
from generator.records.targets import ObjectTarget
site, state = open_stores("cloud", ObjectTarget(**json.loads(sys.argv[1]), trial="true", folder="站 点"), os.environ)
asset, page = "assets/a.abcdefghij.css", "activities/2026/巾 帼+&.html"
written = {path: site.write(path, path.encode(), served(path)).md5 for path in (asset, page)}
state.write("notes.json", b"{}", served("notes.json"))
listed = {path: seen.md5 for path, seen in site.listing().items()}
read = [(site.read(path) or b"").decode() for path in (asset, page, "nothing.html")]
site.delete(page)
site.delete("nothing.html")
left, notes = len(site.listing()), sorted(state.listing())
print(json.dumps({"written": written, "listed": listed, "read": read, "left": left, "notes": notes}))
site.close()
state.close()
"""


def run(target: dict[str, str], proxy: str, **more: str) -> dict[str, Any]:
    """In a process of its own: OpenDAL looks for a proxy once."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **ENVIRONMENT, "http_proxy": proxy, "no_proxy": "", **more}
    done = subprocess.run(
        python(PROGRAM, json.dumps(target)), env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("kind", sorted(CLOUDS))
def test_files_go_there_and_come_back(kind: str) -> None:
    """Put, list in pages, get, delete: every request has a right signature and goes to the bucket's own host."""
    target, make = CLOUDS[kind]
    cloud = make()
    cloud.objects = {f"站 点/old/{number:04}.html": (b"x", {}) for number in range(2_100)}
    with through(cloud) as proxy:
        found = run(target, proxy)
    assert cloud.faults == []
    asset, page = "assets/a.abcdefghij.css", "activities/2026/巾 帼+&.html"
    assert found["written"].items() <= found["listed"].items()
    assert (len(found["listed"]), found["left"]) == (2_102, 2_101)
    assert found["read"] == [asset, page, ""]
    assert found["notes"] == ["notes.json"]
    assert cloud.objects[f"站 点/{asset}"][1] == {"content-type": "text/css; charset=utf-8", "cache-control": FOR_EVER}
    assert f"站 点/{page}" not in cloud.objects
    assert "站 点-jinguo/notes.json" in cloud.objects
    puts = [each for each in cloud.asked if each.verb == "PUT"]
    assert [each.headers["cache-control"] for each in puts][:2] == [FOR_EVER, ASK]
    assert not [each for each in puts if "uploads" in each.query or "partNumber" in each.query]
    assert any("list-type=2" in each.query for each in cloud.asked) == (kind == "oss")
    assert sum(not each.path.strip("/") for each in cloud.asked) == 3 + 3 + 1  # two long lists, one short


@pytest.mark.parametrize("kind", sorted(CLOUDS))
def test_other_keys_of_this_machine_are_not_taken(kind: str) -> None:
    """Variables in which other programs look for keys and tokens change no request."""
    target, make = CLOUDS[kind]
    cloud = make()
    names = [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "ALIBABA_CLOUD_ACCESS_KEY_ID",
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SECRET_ID",
        "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "QCLOUD_SECRET_TOKEN",
        "HUAWEI_CLOUD_ACCESS_KEY_ID", "HUAWEI_CLOUD_SECRET_ACCESS_KEY", "HUAWEI_CLOUD_SECURITY_TOKEN",
    ]  # fmt: skip
    with through(cloud) as proxy:
        run(target, proxy, **dict.fromkeys(names, "TAKEN"))
    assert cloud.faults == []
    assert cloud.asked
    assert "TAKEN" not in f"{cloud.asked}"


PLACES = [
    ({"kind": "s3", "region": "us-west-2"}, "https://s3.us-west-2.amazonaws.com", "host"),
    ({"kind": "s3", "region": "cn-north-1"}, "https://s3.cn-north-1.amazonaws.com.cn", "host"),
    ({"kind": "s3", "endpoint": "https://minio.example.org:9000"}, "https://minio.example.org:9000", "path"),
    ({"kind": "s3", "endpoint": "s3.example.org", "style": "host"}, "https://s3.example.org", "host"),
    ({"kind": "oss", "region": "cn-beijing"}, "https://s3.oss-cn-beijing.aliyuncs.com", "host"),
    ({"kind": "oss", "endpoint": "oss-cn-shanghai.aliyuncs.com"}, "https://s3.oss-cn-shanghai.aliyuncs.com", "host"),
    ({"kind": "oss", "endpoint": "https://s3.oss-cn-shanghai-internal.aliyuncs.com"},
     "https://s3.oss-cn-shanghai-internal.aliyuncs.com", "host"),
    ({"kind": "cos", "region": "ap-beijing"}, "https://cos.ap-beijing.myqcloud.com", ""),
    ({"kind": "obs", "region": "cn-north-4"}, "https://obs.cn-north-4.myhuaweicloud.com", "host"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "endpoint", "style"), PLACES)
def test_where_a_bucket_is(target: dict[str, Any], endpoint: str, style: str) -> None:
    """The region is enough for the known ones; an endpoint is taken as it is written, always encrypted."""
    found = service("cloud", ObjectTarget(bucket="jinguo", **target), ENVIRONMENT)
    assert found.endpoint == endpoint
    assert found.settings["endpoint"] == endpoint
    if style:
        assert found.settings["region"] in {target.get("region"), "us-east-1", "cn-shanghai"}
        assert ("enable_virtual_host_style" in found.settings) == (style == "host")


WRONG = [
    ({"kind": "s3"}, "region"),
    ({"kind": "oss"}, "region"),
    ({"kind": "cos", "region": "北京"}, "region"),
    ({"kind": "obs", "endpoint": "http://obs.cn-north-4.myhuaweicloud.com"}, "https://"),
    ({"kind": "cos", "endpoint": "https://jinguo.cos.ap-beijing.myqcloud.com"}, "不要带存储桶"),
    ({"kind": "s3", "endpoint": "https://user:word@s3.example.org/bucket"}, "endpoint 写法不对"),
    ({"kind": "oss", "endpoint": "files.example.org"}, "再写上 region"),
    ({"kind": "s3", "region": "r", "bucket": "https://b"}, "bucket"),
]


@pytest.mark.parametrize(("target", "said"), WRONG)
def test_what_is_told_wrongly_is_said(target: dict[str, Any], said: str) -> None:
    """Before anything is asked of any server."""
    with pytest.raises(MirrorError, match=said) as fault:
        service("cloud", ObjectTarget(**{"bucket": "jinguo", **target}), ENVIRONMENT)
    assert "word" not in f"{fault.value}"
