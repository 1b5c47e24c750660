"""``publish.yml``: where a federation publishes, and what must hold before it does. No secret stands in it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from generator.records.federation import WEB_ADDRESS
from generator.records.fields import Count, Fields, Flag, Text, wrong

FILE = "publish.yml"
_VARIABLE = r"^JINGUO_[A-Z0-9_]{1,56}$"
"""Ours by name: whoever changes this file must not have another program's key sent to a server."""
_LOGIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}")
_STEERS = re.compile(r"\$\{|[%\"\x00-\x1f\x7f]|^-")
_HOST = re.compile(r"[A-Za-z0-9\[:][A-Za-z0-9.:\[\]_-]{0,252}")
LOGIN_HINT = "只用字母、数字和 . _ @ + -，口令放在环境变量里"
_LAST_PORT = 65535
_MOST_KEPT = 100


def _variable(value: Any) -> str:
    """The value is never repeated: people write the secret itself here."""
    if isinstance(value, str) and re.fullmatch(_VARIABLE, value):
        return value
    hint = "例如 JINGUO_FTP_PASSWORD；写的如果是真的口令，请马上删掉，并且换掉它"
    raise wrong("这里写环境变量的名称（JINGUO_ 开头，大写字母、数字、下划线），不写口令本身", hint)


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise wrong("主机名的写法不对", "只写主机名或 IP，不带 https://、账号和路径，端口写在 port")
    return value


def _account(value: str) -> str:
    if value.startswith("-") or not value.isprintable() or re.search(r"[\s:/\\]", value):
        raise wrong("账号的写法不对", "只写账号，口令放在环境变量里")
    return value


def login(value: str) -> bool:
    """Whether an account can be handed to ssh: its own configuration may hand it on to a shell."""
    return _LOGIN.fullmatch(value) is not None


def _shell_account(value: str) -> str:
    if not login(value):
        raise wrong("账号的写法不对", LOGIN_HINT)
    return value


def _file(value: str) -> str:
    """What looks like a variable of its own, ssh fills in."""
    if _STEERS.search(value):
        raise wrong("文件位置的写法不对", "写完整的路径，可以用 ~ 开头；不能有 ${、% 和引号")
    return value


def _folder(value: str) -> str:
    """The top of a server or of an account is a folder as well; who cannot use it says so."""
    if not value.isprintable() or "\\" in value or value.startswith("-") or ".." in value.split("/"):
        raise wrong(f"“{value[:60]}” 不能做文件夹", "写成 /var/www/jinguo 这样，用 /，不写 ..")
    return value


def _deeper(value: str) -> str:
    if not value.strip("/.~"):
        raise wrong("要单独的一个文件夹，不能是最上层", "例如 /var/www/jinguo")
    return _folder(value)


def _port(value: int) -> int:
    if not 1 <= value <= _LAST_PORT:
        raise wrong(f"端口 {value} 不存在", f"端口是 1 到 {_LAST_PORT} 的整数")
    return value


def _few(value: int) -> int:
    if value > _MOST_KEPT:
        raise wrong(f"留 {value} 个旧版本太多了", f"最多 {_MOST_KEPT} 个，平常 5 个就够")
    return value


def _percent(value: int) -> int:
    if value > 100:  # noqa: PLR2004 - a share of a hundred
        raise wrong(f"{value} 不是百分数", "写 0 到 100 的整数")
    return value


def _as_written(value: Any) -> Any:
    """Numbers and truth values of a program, as a file would have them."""
    return str(value).lower() if isinstance(value, bool | int) else value


def _whole(low: int, high: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "minimum": low, "maximum": high})


Port = Annotated[Count, BeforeValidator(_as_written), AfterValidator(_port), _whole(1, _LAST_PORT)]
Kept = Annotated[Count, BeforeValidator(_as_written), AfterValidator(_few), _whole(0, _MOST_KEPT)]
Percent = Annotated[Count, BeforeValidator(_as_written), AfterValidator(_percent), _whole(0, 100)]
YesNo = Annotated[Flag, BeforeValidator(_as_written)]
Variable = Annotated[
    str, BeforeValidator(_variable), WithJsonSchema({"type": "string", "pattern": _VARIABLE})
]  # fmt: skip
"""The name of an environment variable that holds a secret; never the secret."""
Host = Annotated[Text, AfterValidator(_host)]
Account = Annotated[Text, AfterValidator(_account)]
Login = Annotated[Text, AfterValidator(_shell_account)]
KeyFile = Annotated[Text, AfterValidator(_file)]
Place = Annotated[Text, AfterValidator(_folder)]
"""A folder on a server or on this machine."""
Deeper = Annotated[Text, AfterValidator(_deeper)]
"""A folder that is nobody's top."""


class Target(Fields):
    """What all targets have in common."""

    url: str = Field("", pattern=WEB_ADDRESS, description="读者打开的网址，以 / 结尾；核对（verify）要用")
    trial: YesNo = Field(default=False, description="试用的目标：可以放示例登记册和没有审过的版本")
    keep: Kept = Field(5, description="服务器上留几个旧版本，可以退回")


class SshTarget(Target):
    """A server of one's own: releases beside one another, one atomic rename."""

    kind: Literal["ssh"] = Field(description="哪一类地方")
    host: Host = Field(description="主机名")
    port: Port = Field(22, description="端口")
    user: Login | None = Field(None, description="账号")
    folder: Deeper = Field(description="服务器上的文件夹；里面会有 releases/ 和 current")
    key_file: KeyFile | None = Field(None, description="私钥文件的位置（不进 git），可以写 ~")
    known_hosts: KeyFile | None = Field(None, description="写着服务器公钥的文件，默认 ~/.ssh/known_hosts")


class HostingTarget(Target):
    """Plain hosting: files only, no links."""

    kind: Literal["sftp", "ftp"] = Field(description="哪一类地方")
    host: Host = Field(description="主机名")
    port: Port | None = Field(None, description="端口，默认 22（SFTP）、21（FTP）")
    user: Account = Field(description="账号")
    folder: Place = Field(description="服务器上网站的文件夹")
    state: Place | None = Field(None, description="放发布记录的文件夹，读者看不到的地方最好；默认在网站文件夹旁边")
    tls: YesNo = Field(default=True, description="FTP 用加密连接（FTPS）")
    ca_file: Text | None = Field(None, description="FTPS 证书的签发者（PEM 文件）；主机自己签的证书才要")
    key_file: KeyFile | None = Field(None, description="SFTP 的私钥文件")
    known_hosts: KeyFile | None = Field(None, description="SFTP 服务器公钥的文件")
    password_env: Variable | None = Field(None, description="哪个环境变量里有口令（JINGUO_ 开头）")


class ObjectTarget(Target):
    """Object storage: S3 and what speaks like it, 阿里 OSS, 腾讯 COS, 华为 OBS."""

    kind: Literal["s3", "oss", "cos", "obs"] = Field(description="哪一类地方")
    bucket: Text = Field(description="存储桶")
    endpoint: Text | None = Field(None, description="服务地址；S3 可以不写")
    region: Text | None = Field(None, description="地域，如 cn-north-1")
    style: Literal["auto", "host", "path"] = Field(
        "auto", description="桶名写在主机名里（host）还是路径里（path）；一般不用写"
    )
    folder: Annotated[str, AfterValidator(_folder)] = Field("", description="桶里的文件夹，默认整个桶")
    state: Place | None = Field(None, description="放发布记录的文件夹；默认在网站文件夹旁边")
    id_env: Variable | None = Field(None, description="哪个环境变量里有访问编号（AccessKey ID）")
    secret_env: Variable | None = Field(None, description="哪个环境变量里有访问密钥（Secret）")


class FolderTarget(Target):
    """A folder of this machine, or one that is mounted."""

    kind: Literal["folder"] = Field(description="哪一类地方")
    folder: Text = Field(description="文件夹；相对的从登记册算起")
    links: YesNo = Field(default=True, description="能不能用硬链接和符号链接；U 盘、网络盘写 false")


class BundleTarget(Target):
    """A signed archive for delivery by hand."""

    kind: Literal["bundle"] = Field(description="哪一类地方")
    folder: Text = Field("dist", description="压缩包放在哪个文件夹")
    form: Literal["zip", "tar"] = Field("zip", description="zip 或 tar")
    sign_key: Text | None = Field(None, description="签名用的私钥文件（ssh-keygen 生成）")
    signers: Text | None = Field(None, description="可信的签名人名单（allowed_signers，只有公钥，可以进 git）")


AnyTarget = Annotated[
    SshTarget | HostingTarget | ObjectTarget | FolderTarget | BundleTarget, Field(discriminator="kind")
]


def trusted(target: AnyTarget) -> bool:
    """Whether a target is handed a key or a password, so that nobody but reviewers may say where it is."""
    if isinstance(target, BundleTarget):
        return target.sign_key is not None
    return not isinstance(target, FolderTarget)


class Wechat(Fields):
    """A WeChat official account, which gets drafts; AppID and AppSecret stand in the environment."""

    id_env: Variable = Field("JINGUO_WECHAT_ID", description="哪个环境变量里有开发者ID（AppID）")
    secret_env: Variable = Field("JINGUO_WECHAT_SECRET", description="哪个环境变量里有开发者密钥（AppSecret）")
    api: Text = Field("https://api.weixin.qq.com", description="接口地址；连不上时可以写微信的其他接口域名")


class Publishing(Fields):
    """The whole file."""

    targets: dict[Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")], AnyTarget] = Field(
        default_factory=dict, description="目标的名称：发到哪里"
    )
    branch: Text = Field("origin/main", description="审过的分支：只有已经在里面的提交才能发布")
    review: Literal["branch", "merged", "signed", "off"] = Field(
        "branch",
        description=(
            "怎样算审过：branch 在上面的分支里；merged 还要每个提交都是合并进去的；"
            "signed 还要提交有可信的签名；off 不查"
        ),
    )
    deletions: Percent = Field(20, description="一次最多删去网站的百分之几")
    wechat: Wechat | None = Field(None, description="微信公众号：草稿推送到哪个账号")
