"""``publish.yml``: where a federation publishes, and what must hold before it does. No secret stands in it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.records.federation import WEB_ADDRESS
from generator.records.fields import Count, Fields, Flag, Text

FILE = "publish.yml"
Port = Annotated[int, Field(ge=1, le=65535)]
Variable = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
"""The name of an environment variable that holds a secret; never the secret."""


class Target(Fields):
    """What all targets have in common."""

    url: str = Field("", pattern=rf"^$|{WEB_ADDRESS}", description="读者打开的网址，以 / 结尾；核对（verify）要用")
    trial: Flag = Field(default=False, description="试用的目标：可以放示例登记册和没有审过的版本")
    keep: Count = Field(5, description="服务器上留几个旧版本，可以退回")


class SshTarget(Target):
    """A server of one's own: releases beside one another, one atomic rename."""

    kind: Literal["ssh"]
    host: Text = Field(description="主机名")
    port: Port = Field(22, description="端口")
    user: Text | None = Field(None, description="账号")
    folder: Text = Field(description="服务器上的文件夹；里面会有 releases/ 和 current")
    key_file: Text | None = Field(None, description="私钥文件的位置（不进 git），可以写 ~")
    known_hosts: Text | None = Field(None, description="写着服务器公钥的文件，默认 ~/.ssh/known_hosts")


class HostingTarget(Target):
    """Plain hosting: files only, no links."""

    kind: Literal["sftp", "ftp"]
    host: Text = Field(description="主机名")
    port: Port | None = Field(None, description="端口，默认 22（SFTP）、21（FTP）")
    user: Text = Field(description="账号")
    folder: Text = Field(description="服务器上网站的文件夹")
    state: Text | None = Field(None, description="放发布记录的文件夹，读者看不到的地方最好；默认在网站文件夹旁边")
    tls: Flag = Field(default=True, description="FTP 用加密连接（FTPS）")
    key_file: Text | None = Field(None, description="SFTP 的私钥文件")
    known_hosts: Text | None = Field(None, description="SFTP 服务器公钥的文件")
    password_env: Variable | None = Field(None, description="哪个环境变量里有口令")


class ObjectTarget(Target):
    """Object storage: S3 and what speaks like it, 阿里 OSS, 腾讯 COS, 华为 OBS."""

    kind: Literal["s3", "oss", "cos", "obs"]
    bucket: Text = Field(description="存储桶")
    endpoint: Text | None = Field(None, description="服务地址；S3 可以不写")
    region: Text | None = Field(None, description="地域，如 cn-north-1")
    folder: str = Field("", description="桶里的文件夹，默认整个桶")
    state: Text | None = Field(None, description="放发布记录的文件夹；默认在网站文件夹旁边")
    id_env: Variable | None = Field(None, description="哪个环境变量里有访问编号（AccessKey ID）")
    secret_env: Variable | None = Field(None, description="哪个环境变量里有访问密钥（Secret）")


class FolderTarget(Target):
    """A folder of this machine, or one that is mounted."""

    kind: Literal["folder"]
    folder: Text = Field(description="文件夹；相对的从登记册算起")
    links: Flag = Field(default=True, description="能不能用硬链接和符号链接；U 盘、网络盘写 false")


class BundleTarget(Target):
    """A signed archive for delivery by hand."""

    kind: Literal["bundle"]
    folder: Text = Field("dist", description="压缩包放在哪个文件夹")
    form: Literal["zip", "tar"] = Field("zip", description="zip 或 tar")
    sign_key: Text | None = Field(None, description="签名用的私钥文件（ssh-keygen 生成）")


AnyTarget = Annotated[
    SshTarget | HostingTarget | ObjectTarget | FolderTarget | BundleTarget, Field(discriminator="kind")
]


class Publishing(Fields):
    """The whole file."""

    targets: dict[Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")], AnyTarget] = Field(
        description="目标的名称：发到哪里"
    )
    branch: Text = Field("origin/main", description="审过的分支：只有已经在里面的提交才能发布")
    review: Literal["branch", "merged", "signed", "off"] = Field(
        "branch",
        description=(
            "怎样算审过：branch 在上面的分支里；merged 还要每个提交都是合并进去的；"
            "signed 还要提交有可信的签名；off 不查"
        ),
    )
    deletions: Annotated[int, Field(ge=0, le=100)] = Field(20, description="一次最多删去网站的百分之几")
