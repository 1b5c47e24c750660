"""``teams/federation.yml``: everything that differs from one federation to another."""

from __future__ import annotations

from pydantic import Field, field_validator, model_validator

from generator.problems import did_you_mean
from generator.records.campaigns import LAST_DAYS, Campaign, Workdays
from generator.records.fields import Amount, Code, Count, Day, Fields, Flag, Slug, Text, Texts, wrong
from generator.records.rule_settings import Account, RuleSetting, Signer

WEB_ADDRESS = r"^https?://[^\s/?#@]+(/[^\s?#]*)?/$"
"""Of a whole site: with scheme and host, with a slash at its end, without query, fragment or account."""


class UnitKind(Fields):
    """A kind of unit that may own a team, recognised by how its name ends."""

    name: Text = Field(description="单位类型，如 县（市、区）妇联")
    suffixes: Texts = Field((), description="单位名称的结尾，用来自动识别类型，如 [妇联]")


class Level(Fields):
    """One level of the team tree, from the top."""

    name: Text = Field(description="层级名称，如 总队、分队、小队")
    full_name: Text | None = Field(None, description="这一级唯一队伍的全称（只用于最上级）")
    owner: Text | None = Field(None, description="这一级必须由哪个单位建（只用于最上级）")
    name_includes: Text | None = Field(None, description="队名应当包含的词，如 巾帼志愿服务分队")
    unit_kinds: Texts = Field((), description="哪些类型的单位可以建这一级队伍")
    min_size: Count = Field(0, description="在队人数下限")
    township: Flag = Field(default=False, description="是否应当建在乡镇（街道）")
    named_by_unit: Flag = Field(default=False, description="队名是否应当用“单位名称+服务特色”")
    responsible: Flag = Field(default=False, description="是否必须确定责任人（密封登记）")


class Division(Fields):
    """A county-level division or zone with its townships."""

    code: Code = Field(description="行政区划代码（GB/T 2260，六位）")
    name: Text = Field(description="名称")
    short: Text | None = Field(None, description="简称，名称很长时用")
    zone: Flag = Field(default=False, description="开发区、示范区等，没有国标代码")
    townships: Texts = Field((), description="所辖乡镇（街道）")

    @property
    def label(self) -> str:
        """The name that fits on a card."""
        return self.short or self.name


class BrandLine(Fields):
    """One line of service brands with what the founding document puts under it."""

    id: Slug = Field(description="网址用的短名，小写字母")
    name: Text = Field(description="品牌名称")
    motto: Text = Field(description="一句话说明")
    serves: Texts = Field((), description="服务对象")
    contents: Texts = Field((), description="服务内容")
    colour: str | None = Field(None, pattern=r"^#[0-9a-fA-F]{6}$", description="标识色，如 #A3195B")


class Slogan(Fields):
    """A slogan with where it comes from."""

    text: Text = Field(description="口号")
    source: Text = Field(description="出处")


class Star(Fields):
    """A star level and the hours that it takes."""

    name: Text = Field(description="星级名称")
    hours: Amount = Field(description="达到的小时数")


class Contact(Fields):
    """A public office contact."""

    label: Text = Field(description="名称，如 投稿邮箱")
    value: Text = Field(description="内容")


class Form(Fields):
    """The registration form of teams as this federation prints it."""

    title: Text | None = Field(None, description="登记表的标题（不写就是“地名+巾帼志愿服务队伍登记表”）")
    category_label: Text = Field("巾帼{}志愿者", description="登记表上类别的写法，{} 处是类别，如 巾帼{}志愿者")
    note: Text | None = Field(None, description="登记表下面的备注，如 报送邮箱（没有就不写）")

    @field_validator("category_label")
    @classmethod
    def _one_place_for_the_category(cls, value: str) -> str:
        if value.count("{}") != 1:
            raise wrong("里面要有一个 {}，表示类别写在哪里", "例如 巾帼{}志愿者")
        return value


class Printing(Fields):
    """What posters, leaflets and certificates are set in; nothing is needed where the machine has a Chinese font."""

    sans: Text | None = Field(None, description="印刷用的黑体，写字体的英文名，如 Source Han Sans SC")
    serif: Text | None = Field(None, description="印刷用的宋体，写字体的英文名，如 Source Han Serif SC")
    folder: Text | None = Field(None, description="放字体文件的文件夹（登记册里的路径，或者本机的完整路径）")


class LeakAllowed(Fields):
    """A word that also stands in a sealed sheet but may be public, with the reason."""

    text: Text = Field(description="可以公开的词")
    reason: Text = Field(description="为什么可以公开")


class Official(Fields):
    """Who holds a public office: named in that role without a consent of her own."""

    name: Text = Field(description="姓名")
    post: Text = Field(description="职务全称，如 示例市妇联党组书记、主席")
    first: Day | None = Field(None, alias="from", description="任职开始")
    last: Day | None = Field(None, alias="to", description="任职结束（在任不写）")

    @model_validator(mode="after")
    def _in_order(self) -> Official:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise wrong(f"任职结束 {self.last} 早于任职开始 {self.first}", "请检查 from 和 to")
        return self


class PublicName(Fields):
    """A figure of history or of public life whom texts may name, with the reason."""

    name: Text = Field(description="姓名")
    reason: Text = Field(description="为什么可以写，如 历史人物")


class Footer(Fields):
    """What a public site must say of itself; licence numbers only where they were issued."""

    host: Text = Field(description="主办单位")
    address: Text | None = Field(None, description="办公地址")
    icp: Text | None = Field(None, description="ICP 备案号（没有就不写）")
    police: Text | None = Field(None, description="公安备案号（没有就不写）")
    site_code: Text | None = Field(None, description="网站标识码（没有就不写）")


class Site(Fields):
    """The public site as a whole."""

    title: Text = Field(description="网站名称")
    tagline: Text = Field(description="网站副标题")
    description: Text = Field(description="给搜索引擎看的一句话")
    url: str | None = Field(None, pattern=WEB_ADDRESS, description="正式网址，以 / 结尾（没有就不写）")


class Federation(Fields):
    """The federation itself, its vocabulary, and how its teams are built."""

    name: Text = Field(description="妇联全称")
    short: Text = Field(description="妇联简称")
    place: Text = Field(description="地名，如 平顶山市")
    code: Code = Field(description="本级行政区划代码")
    sample: Flag = Field(default=False, description="是否示例登记册（每页显示提示）")
    site: Site = Field(description="网站")
    footer: Footer = Field(description="页脚")
    contacts: tuple[Contact, ...] = Field((), description="可以公开的办公联系方式")
    levels: tuple[Level, ...] = Field(min_length=2, description="队伍层级，从上到下")
    unit_kinds: tuple[UnitKind, ...] = Field(description="单位类型")
    divisions: tuple[Division, ...] = Field(description="行政区划")
    categories: Texts = Field(min_length=1, description="服务类别")
    other_category: Text | None = Field(None, description="哪一个类别表示“其他”（选它要写说明）")
    service_times: Texts = Field(min_length=1, description="服务时间")
    served_groups: Texts = Field((), description="服务对象")
    brands: tuple[BrandLine, ...] = Field(min_length=1, description="品牌")
    themes: Texts = Field((), description="主题")
    slogans: tuple[Slogan, ...] = Field((), description="口号")
    campaigns: tuple[Campaign, ...] = Field((), description="重要节点")
    honours: Texts = Field((), description="表彰名称")
    stars: tuple[Star, ...] = Field((), description="星级标准")
    form: Form = Field(Form(), description="队伍登记表怎样印")
    printing: Printing = Field(Printing(), description="海报、折页、证书用什么字体印")
    workdays: Workdays = Field(Workdays(), description="放假调休（程序还不知道的年份，或者与公布的不同时写）")
    leak_allow: tuple[LeakAllowed, ...] = Field((), description="泄漏检查放行的词（写明理由）")
    sources: Texts = Field((), description="志愿者来源，如 女干部、女企业家")
    stats_due: str | None = Field(
        None, pattern=r"^[0-9]{2}-[0-9]{2}$", description="组织情况统计表每年的报送截止日，如 07-30"
    )
    officials: tuple[Official, ...] = Field((), description="可以在报道里写到姓名的干部和现职")
    public_names: tuple[PublicName, ...] = Field((), description="可以写到姓名的历史人物、公众人物（写明理由）")
    rules: tuple[RuleSetting, ...] = Field((), description="本会对检查规则的调整（写明理由）")
    signers: tuple[Signer, ...] = Field((), description="谁可以签哪几审（平台账号）")
    maintainers: tuple[Account, ...] = Field((), description="管程序的人（平台账号），改程序和流程由他们看")
    insignia: Texts = Field(
        ("队旗", "授旗", "旗帜", "马甲", "徽章", "胸牌", "袖标", "绶带", "志愿者标识", "志愿服务标识", "志愿服务标志"),
        description="照片说明里表示巾帼志愿者标识的词，如 队旗、马甲、徽章",
    )

    @field_validator("stats_due")
    @classmethod
    def _a_day_of_the_year(cls, value: str | None) -> str | None:
        if value is not None:
            month, day = (int(part) for part in value.split("-"))
            if not (1 <= month <= len(LAST_DAYS["on"]) and 1 <= day <= LAST_DAYS["on"][month - 1]):
                raise wrong(f"“{value}” 这一天不存在", "请检查月份和日子")
        return value

    def division(self, code: str) -> Division | None:
        """The division with a code, if there is one."""
        return next((each for each in self.divisions if each.code == code), None)

    def listed_divisions(self) -> str:
        """A hint for somebody who wrote an unknown code; a similar code would be another place."""
        few = 16
        if len(self.divisions) > few:
            return "请检查 teams/federation.yml 的 divisions"
        return f"可以写：{'、'.join(f'{each.code} {each.label}' for each in self.divisions)}"

    def township_hint(self, name: str, division: Division) -> str:
        """Where a township that is not of ``division`` lies, or the name that may be meant."""
        others = [each.label for each in self.divisions if name in each.townships]
        return f"“{name}” 在{'、'.join(others)}" if others else did_you_mean(name, division.townships)

    def brand(self, name: str) -> BrandLine | None:
        """The brand line with a name, if there is one."""
        return next((each for each in self.brands if each.name == name), None)

    def unit_kind(self, unit: str) -> str | None:
        """The kind of a unit by the longest ending that fits its name."""
        fits = [(len(end), kind.name) for kind in self.unit_kinds for end in kind.suffixes if unit.endswith(end)]
        return max(fits)[1] if fits else None
