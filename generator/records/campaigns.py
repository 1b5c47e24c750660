"""Key dates of the year as a federation names them, and days on which the working week is moved."""

from __future__ import annotations

from pydantic import Field, ValidationInfo, field_validator, model_validator

from generator.problems import did_you_mean
from generator.records.fields import Count, Day, Fields, Slug, Text, Texts, wrong

LAST_DAYS = {"lunar": [30] * 12, "on": [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]}
"""Days of each month, of the farmers' calendar and of ours."""
_OLDEST, _LATEST = 1900, 2100
_TERMS = (
    "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑",
    "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒",
)  # fmt: skip


class Campaign(Fields):
    """A key date: fixed, the nth weekday of a month, a lunar day, a solar term, or a stretch of the year."""

    id: Slug = Field(description="网址用的短名")
    name: Text = Field(description="节点名称")
    on: str | None = Field(None, pattern=r"^[0-9]{2}-[0-9]{2}$", description="公历固定日，如 03-05")
    lunar: str | None = Field(None, pattern=r"^[0-9]{2}-[0-9]{2}$", description="农历日，如 09-09")
    term: Text | None = Field(None, description="节气，如 秋分")
    month: Count | None = Field(None, description="某月第几个星期几：月份")
    nth: Count | None = Field(None, description="第几个")
    weekday: Count | None = Field(None, description="星期几，1 是星期一，7 是星期日")
    first: str | None = Field(
        None, alias="from", pattern=r"^[0-9]{2}-[0-9]{2}$", description="一段时间：开始，如 03-01"
    )
    last: str | None = Field(None, alias="to", pattern=r"^[0-9]{2}-[0-9]{2}$", description="一段时间：结束，如 03-08")
    brands: Texts = Field((), description="适合的品牌")
    about: Text | None = Field(None, description="这个节点做什么")
    since: Count | None = Field(None, description="第一个是哪一年（写了就核对“第几个”）")

    @field_validator("on", "lunar", "first", "last")
    @classmethod
    def _a_day_that_exists(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None:
            month, day = (int(part) for part in value.split("-"))
            months = LAST_DAYS["lunar" if info.field_name == "lunar" else "on"]
            if not (1 <= month <= len(months) and 1 <= day <= months[month - 1]):
                raise wrong(f"“{value}” 这一天不存在", "请检查月份和日子")
        return value

    @field_validator("term")
    @classmethod
    def _one_of_the_terms(cls, value: str | None) -> str | None:
        if value is not None and value not in _TERMS:
            raise wrong(f"没有 “{value[:10]}” 这个节气", did_you_mean(value, _TERMS) or f"可以写：{'、'.join(_TERMS)}")
        return value

    @field_validator("since")
    @classmethod
    def _a_year(cls, value: int | None) -> int | None:
        if value is not None and not _OLDEST <= value <= _LATEST:
            raise wrong(f"“{value}” 不像年份", "请写四位数的年份，如 2014")
        return value

    @field_validator("month", "nth", "weekday")
    @classmethod
    def _in_range(cls, value: int | None, info: ValidationInfo) -> int | None:
        last = {"month": 12, "nth": 4, "weekday": 7}[str(info.field_name)]
        if value is not None and not 1 <= value <= last:
            why = "“第五个”不是每年都有" if info.field_name == "nth" else ""
            raise wrong(f"只能是 1 到 {last}", why)
        return value

    @model_validator(mode="after")
    def _one_way_to_say_when(self) -> Campaign:
        nth = (self.month, self.nth, self.weekday)
        stretch = (self.first, self.last)
        ways = [self.on is not None, self.lunar is not None, self.term is not None, any(nth), any(stretch)]
        if sum(ways) != 1:
            raise wrong("要写明是哪一天，而且只用一种写法", "on、lunar、term、month+nth+weekday、from+to 选一种")
        if any(nth) and not all(nth):
            raise wrong("“第几个星期几”没有写全", "month、nth、weekday 三个都要写")
        if any(stretch) and not all(stretch):
            raise wrong("一段时间没有写全", "from 和 to 两个都要写")
        return self


class Workdays(Fields):
    """What the calendar does not know of a year: days off in the week, and weekends that are worked (调休)."""

    off: tuple[Day, ...] = Field((), description="放假的日子（工作日里放假的），如 2027-02-05")
    on: tuple[Day, ...] = Field((), description="要上班的日子（周末调休上班的），如 2027-02-07")

    @model_validator(mode="after")
    def _either_off_or_on(self) -> Workdays:
        both = sorted(set(self.off) & set(self.on))
        if both:
            raise wrong(f"{both[0]} 又写放假又写上班", "off 和 on 里只能写一处")
        return self
