"""What can be edited in the web form, and where it lies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.records import kinds
from generator.records.fields import Fields

PREFIX = "cms/"
"""What the names of the form's branches begin with, as Decap wants it."""
_NAME = r"[^/\\:*?\x22<>|\x00-\x1f]+"
"""Of a folder or file that every system can hold."""


@dataclass(frozen=True, slots=True)
class Collection:
    """One kind of record in the form."""

    name: str
    label: str
    """Of the list; ``one`` of a single record."""
    one: str
    hint: str
    model: type[Fields]
    folder: str
    pattern: re.Pattern[str]
    """Paths of its records."""
    library: str
    """Attribute of the library that holds them."""
    create: bool = False
    """Whether the form makes new ones; where it does not, somebody has to choose an address first."""
    title: str = "title"
    """Key that stands for the record in lists."""
    extension: str = "md"

    def photo_folder(self, path: str) -> str:
        """Where the photographs of a record lie: beside a report, else in a folder of the same name."""
        return path.rpartition("/")[0] if self.name == "story" else path.rpartition(".")[0]


COLLECTIONS: dict[str, Collection] = {
    each.name: each
    for each in (
        Collection(
            "story", "活动报道", "活动报道", "一场活动一篇，带照片。写完保存，再把状态改成“审核中”。",
            kinds.Activity, "activities", re.compile(rf"activities/\d{{4}}/{_NAME}/report\.md"), "activities",
            create=True,
        ),
        Collection(
            "project", "品牌项目", "项目", "只改已有的；新建请找管理员。",
            kinds.Project, "content/projects", re.compile(rf"content/projects/(?!index\.){_NAME}\.md"), "projects",
        ),
        Collection(
            "community", "妇女之家和示范社区", "阵地", "只改已有的；新建请找管理员。",
            kinds.Community, "content/communities", re.compile(rf"content/communities/(?!index\.){_NAME}\.md"),
            "communities", title="name",
        ),
        Collection(
            "volunteer", "优秀志愿者", "志愿者", "只改已有的；姓名和照片都要有本人的同意书。",
            kinds.Volunteer, "content/volunteers", re.compile(rf"content/volunteers/(?!index\.){_NAME}\.md"),
            "volunteers", title="name",
        ),
    )
}  # fmt: skip
"""By name, in the order of the menu."""
