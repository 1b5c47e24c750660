"""The honours of a year: who received which, and the document that the list rests on."""

from __future__ import annotations

from pydantic import Field, model_validator

from generator.records.fields import Count, Day, Fields, Text, wrong


class Recipient(Fields):
    """Who was honoured: a page of the site, or a person without a page."""

    volunteer: Text | None = Field(None, description="志愿者页面")
    project: Text | None = Field(None, description="项目页面")
    team: Text | None = Field(None, description="队伍")
    community: Text | None = Field(None, description="社区页面")
    name: Text | None = Field(None, description="没有页面的人：姓名")
    consent: Text | None = Field(None, description="没有页面的人：同意书编号")
    unit: Text | None = Field(None, description="没有页面的人：单位")

    @model_validator(mode="after")
    def _one_of(self) -> Recipient:
        named = [self.volunteer, self.project, self.team, self.community, self.name]
        if sum(each is not None for each in named) != 1:
            raise wrong("要写明表彰的是谁，而且只写一个", "volunteer、project、team、community、name 选一个")
        if self.name is not None and self.consent is None:
            raise wrong("没有页面的人要有同意书编号", "请加上 consent: c-…")
        return self


class Award(Fields):
    """One honour of a year and who received it."""

    honour: Text = Field(description="表彰名称")
    recipients: tuple[Recipient, ...] = Field(min_length=1, description="获得者")


class HonourDocument(Fields):
    """The document that an honours list rests on."""

    number: Text = Field(description="文号")
    title: Text = Field(description="文件标题")
    on: Day = Field(description="成文日期")
    issuer: Text = Field(description="授予单位")


class Honours(Fields):
    """``content/honours/<year>.yml``: one year's honours."""

    year: Count = Field(description="年份")
    document: HonourDocument = Field(description="表彰文件")
    awards: tuple[Award, ...] = Field(min_length=1, description="表彰")
