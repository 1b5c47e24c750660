"""The kinds of record and which fields each has; ``RULES`` names the rule that a bad field breaks."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from generator.records.fields import (
    Amount,
    Channel,
    Code,
    ConsentChannel,
    Count,
    Day,
    Days,
    Fields,
    Flag,
    Focus,
    Month,
    One,
    People,
    Status,
    Text,
    Texts,
    wrong,
)
from generator.records.rule_settings import Waive


class Leader(Fields):
    """A team's leader, shown only under her consent; her phone is a row of ``contact.sealed``."""

    name: Text = Field(description="领队姓名")
    post: Text | None = Field(None, description="职务")
    consent: Text | None = Field(None, description="同意公开的同意书编号")


class Filed(Fields):
    """备案: with which team above, and when."""

    with_: Text = Field(alias="with", description="报哪个上级队伍备案")
    on: Day = Field(description="备案日期")


class Team(Fields):
    """``team.yml``: a team of any level; its path is its identity."""

    RULES: ClassVar[dict[str, str]] = {
        "level": "T1", "size": "T5", "categories": "T10", "service_times": "T11", "founded": "T12",
        "division": "T16", "id": "T20",
    }  # fmt: skip
    MISSING: ClassVar[str] = "T13"

    name: Text = Field(description="队伍名称")
    level: Text = Field(description="层级（federation.yml 里 levels 的名称），如 小队")
    unit: Text = Field(description="所属单位")
    unit_kind: Text | None = Field(None, description="单位类型（一般自动识别）")
    id: Text | None = Field(None, description="编号，等于文件夹路径（一般不写）")
    division: Code = Field(description="行政区划代码")
    township: Text | None = Field(None, description="乡镇（街道）")
    founded: Month = Field(description="组建时间")
    size: Count = Field(description="人数")
    categories: Texts = Field(description="志愿服务类别")
    other_category: Text | None = Field(None, description="选“其他”时的说明")
    service_times: Texts = Field(description="志愿服务时间")
    leader: Leader | None = Field(None, description="领队（经本人同意才公开）")
    filed: Filed | None = Field(None, description="备案")
    updated: Day | None = Field(None, description="最近核对日期")
    status: Literal["active", "paused", "disbanded"] = Field("active", description="状态")
    intro: Text | None = Field(None, description="简介（公开）")
    waive: Waive | None = Field(None, description="审核同意放行的规则和理由")


class Retired(Fields):
    """An address that a team once had and nobody may use again."""

    RULES: ClassVar[dict[str, str]] = {"id": "T20"}
    id: Text = Field(description="原来的文件夹路径")
    name: Text = Field(description="原来的队名")
    on: Month = Field(description="停用年月")


class Photo(Fields):
    """A photograph beside its record."""

    file: Text = Field(description="照片文件名")
    alt: Text = Field(description="画面说明（给看不见照片的人）")
    caption: Text | None = Field(None, description="图说")
    credit: Text | None = Field(None, description="摄影或来源")
    people: People | None = Field(None, description="照片里的人")
    minors: Flag | None = Field(None, description="有没有认得出的未成年人（不写就是没说）")
    home: Flag = Field(default=False, description="是不是在别人家里拍的")
    householder: Text | None = Field(None, description="住户本人的同意书编号（在别人家里拍的）")
    blurred: Flag = Field(default=False, description="人脸已经打码，认不出是谁")
    ai: Flag = Field(default=False, description="是不是人工智能生成的")
    focus: Focus | None = Field(None, description="裁切时要保住的点")
    checked: Flag = Field(default=False, description="已经看过：没有证件、表格、药盒、车牌、收款码")


class Place(Fields):
    """Where an activity was held, never finer than a public spot."""

    township: Text = Field(description="乡镇（街道）")
    spot: Text | None = Field(None, description="公共场所名称")
    division: Code | None = Field(None, description="跨区活动时写行政区划代码")


class Served(Fields):
    """Who was served."""

    people: Count = Field(description="服务人数")
    group: Text = Field(description="服务对象")


class Credits(Fields):
    """Who stands behind a text: 三审三校."""

    source: Text = Field(description="来源（供稿单位）")
    photo: Text | None = Field(None, description="图片")
    edit: Text | None = Field(None, description="编辑")
    proof: Text | None = Field(None, description="校对")
    review: Text | None = Field(None, description="审核")
    issue: Text | None = Field(None, description="签发")


class WechatWords(Fields):
    """What the official account shows in the place of a story's own words, which may be too long for it."""

    title: Text | None = Field(None, description="公众号用的标题，不超过 32 字")
    author: Text | None = Field(None, description="公众号用的作者，不超过 16 字（不写就用来源）")
    digest: Text | None = Field(None, description="公众号用的摘要，不超过 128 字（不写就用 summary）")


class Activity(Fields):
    """``report.md``: one activity and its story."""

    RULES: ClassVar[dict[str, str]] = {"date": "A3", "brand": "A2"}

    title: Text = Field(description="标题")
    date: Days = Field(description="日期")
    place: Place = Field(description="地点")
    teams: Texts = Field(min_length=1, description="队伍，第一个是组织者")
    brand: One = Field(description="品牌")
    project: Text | None = Field(None, description="品牌项目")
    campaign: Text | None = Field(None, description="重要节点")
    categories: Texts = Field((), description="服务类别")
    served: Served | None = Field(None, description="服务对象和人数")
    volunteers: Count | None = Field(None, description="参加的志愿者人数")
    hours: Amount | None = Field(None, description="服务总时长（小时）")
    risk: Flag = Field(default=False, description="有人身危险（如防溺水巡逻、抢险）")
    insurance: Flag = Field(default=False, description="已为志愿者买人身意外保险")
    minor_volunteers: Literal["consented", "accompanied"] | None = Field(
        None, description="有不满18岁的志愿者：consented（监护人同意）、accompanied（监护人陪同）"
    )
    summary: Text | None = Field(None, description="摘要")
    photos: tuple[Photo, ...] = Field((), description="照片")
    named: Texts = Field((), description="正文里写到真名的人：同意书编号")
    channels: tuple[Channel, ...] = Field(("web",), description="发布渠道：web、wechat")
    article: WechatWords | None = Field(None, description="公众号另用的标题、作者、摘要（一般不写）")
    kind: Literal["report", "practice", "notice"] = Field("report", description="体裁：report、practice、notice")
    credits: Credits = Field(description="署名与审签")
    status: Status = Field(description="状态：draft、submitted、selected")
    waive: Waive | None = Field(None, description="审核同意放行的规则和理由")

    @property
    def counts(self) -> bool:
        """Whether it is an activity that took place, see ``took_place``."""
        return took_place(self.kind, self.status)


def took_place(kind: str, status: str) -> bool:
    """What rules, tables, years and stars count as an activity.

    A notice announces, a practice tells of a way of working rather than of a day, and a draft may be about anything.
    """
    return kind == "report" and status != "draft"


class Brand(Fields):
    """``content/brands/<id>.md``: the page of a brand line."""

    name: Text = Field(description="品牌名称")
    summary: Text = Field(description="一句话介绍")


class Datum(Fields):
    """One number of a project with its source."""

    label: Text = Field(description="指标")
    value: Amount = Field(description="数值")
    unit: Text = Field(description="单位")
    source: Text = Field(description="出处")


class Project(Fields):
    """``content/projects/<slug>.md``: a brand project as problem, method, results, data."""

    title: Text = Field(description="项目名称")
    brand: Text = Field(description="品牌")
    teams: Texts = Field(min_length=1, description="承担队伍")
    since: Month = Field(description="开始年月")
    status: Literal["running", "finished"] = Field("running", description="状态：running、finished")
    summary: Text = Field(description="一句话介绍")
    data: tuple[Datum, ...] = Field((), description="数据")
    photos: tuple[Photo, ...] = Field((), description="照片")
    named: Texts = Field((), description="正文里写到真名的人：同意书编号")
    waive: Waive | None = Field(None, description="审核同意放行的规则和理由")


class Volunteer(Fields):
    """``content/volunteers/<slug>.md``: an exemplary volunteer, shown only under her consent."""

    name: Text = Field(description="姓名")
    headline: Text = Field(description="一句话介绍")
    team: Text = Field(description="所在队伍")
    consent: Text = Field(description="同意书编号")
    categories: Texts = Field((), description="服务类别")
    portrait: Photo | None = Field(None, description="肖像")
    number: Text | None = Field(None, description="志愿者证号（不是身份证号）")
    since: Month | None = Field(None, description="何时成为志愿者")
    hours: Amount | None = Field(None, description="服务时长（宣传口径）")
    honours: Texts = Field((), description="本级妇联给予的表彰")
    confirmed: Day | None = Field(None, description="本人核对文稿的日期")
    deceased: Flag = Field(default=False, description="是不是已经去世")
    waive: Waive | None = Field(None, description="审核同意放行的规则和理由")


class Community(Fields):
    """``content/communities/<slug>.md``: a 妇女之家 or 示范社区."""

    name: Text = Field(description="名称")
    kind: Literal["妇女之家", "示范社区"] = Field(description="类型：妇女之家、示范社区")
    division: Code = Field(description="行政区划代码")
    township: Text = Field(description="乡镇（街道）")
    teams: Texts = Field((), description="服务队伍")
    summary: Text = Field(description="一句话介绍")
    open: Text | None = Field(None, description="开放时间")
    photos: tuple[Photo, ...] = Field((), description="照片")
    named: Texts = Field((), description="正文里写到真名的人：同意书编号")
    waive: Waive | None = Field(None, description="审核同意放行的规则和理由")


class Consent(Fields):
    """One entry of ``teams/consents.yml``; the holder's name is a row of ``consents.sealed``."""

    scope: tuple[Literal["name", "portrait", "story", "home"], ...] = Field(min_length=1, description="同意范围")
    channels: tuple[ConsentChannel, ...] = Field(("web",), description="同意的渠道：web、wechat、print（印刷张贴）")
    given: Day = Field(description="同意日期")
    expires: Day | None = Field(None, description="到期日期")
    withdrawn: Day | None = Field(None, description="撤回日期")
    guardian: Flag = Field(default=False, description="是否由监护人签署")
    kin: Flag = Field(default=False, description="本人已去世，是否由近亲属签署")
    note: Text | None = Field(None, description="备注（不写姓名）")

    @model_validator(mode="after")
    def _in_order(self) -> Consent:
        if self.expires is not None and self.expires < self.given:
            raise wrong(f"到期日期 {self.expires} 早于同意日期 {self.given}", "请检查 given 和 expires")
        if self.withdrawn is not None and self.withdrawn < self.given:
            raise wrong(f"撤回日期 {self.withdrawn} 早于同意日期 {self.given}", "请检查 given 和 withdrawn")
        return self


class Page(Fields):
    """A page of plain Markdown: about, handbook, privacy, home."""

    title: Text | None = Field(None, description="标题")
    summary: Text | None = Field(None, description="摘要")
    waive: Waive | None = Field(None, description="审核同意放行的规则和理由")
