"""What the leak check is handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.sealed.words import forbidden_words, secrets_of

if TYPE_CHECKING:
    from tests.sealed.conftest import Register


def found(register: Register) -> dict[str, set[str]]:
    """Forbidden values by field."""
    words: dict[str, set[str]] = {}
    for word in forbidden_words(register.root, register.owner):
        words.setdefault(word.field, set()).add(word.value)
    return words


def test_every_value_that_is_peculiar_to_a_person(register: Register) -> None:
    """Names, phones, id numbers, WeChat ids, birthdays, dwellings; with field and place."""
    words = found(register)
    assert words["name"] == {"王样荷", "李样梅", "张样兰", "刘样菊", "陈样杏"}
    assert "12000000003" in words["mobile"]
    assert "000000200103120003" in words["id_number"]
    assert words["wechat"] == {"yangli_1", "yangli_2", "yangli_3"}
    assert words["born"] == {"2001-03-12"}
    assert "甲街道样例小区3号楼" in words["area"]
    places = {word.where for word in forbidden_words(register.root, register.owner) if word.value == "张样兰"}
    assert places == {"teams/xinhua/a/roster.sealed:2"}


def test_common_words_are_left_out(register: Register) -> None:
    """Skills, categories, sexes and sources stand on the public site; so do townships and short values."""
    register.seal("teams/xinhua/b/roster.sealed", {"r-1": {"area": "光明路街道", "name": "样", "mobile": "110"}})
    words = found(register)
    assert set(words) == {
        "name", "born", "id_number", "area", "mobile", "leader", "phone", "wechat", "responsible", "responsible_phone",
    }  # fmt: skip
    assert "光明路街道" not in words["area"]
    assert "样" not in words["name"]
    assert "110" not in words["mobile"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("post", each) for each in (
            "护士", "教师", "个体工商户", "社区干部", "退休工人", "新华区妇联", "人民医院护士", "光明路街道办事处",
            "示例市第一人民医院", "示例市第一人民医院儿科主任", "曙光社区妇联主席", "示例县城关镇中心小学",
        )),
        *(("area", each) for each in (
            "示例市", "新华区", "高新区", "叶县", "丙镇", "光明路街道", "光明路街道办事处", "曙光社区",
            "光明路街道曙光社区", "丙镇李庄村", "光明路", "新华区建设大道", "家属院", "阳光小区", "城关", "北关村委会",
        )),
    ],
)  # fmt: skip
def test_words_of_the_town_are_left_out(register: Register, field: str, value: str) -> None:
    """What many share and reports name: a post or a community in one row must not stop the site of all."""
    register.seal("teams/xinhua/b/roster.sealed", {"r-1": {field: value}})
    assert value not in found(register).get(field, ())


@pytest.mark.parametrize(
    "value",
    [
        "新华区样例小区", "光明路街道阳光小区", "曙光社区3号楼", "丙镇李庄村二组", "光明路12号",
        "示例市曙光新村", "新华区三中家属区", "李庄村5组", "阳光小区２号楼",
    ],
)  # fmt: skip
def test_dwellings_are_searched(register: Register, value: str) -> None:
    """An estate with its district or street, and everything with a number."""
    register.seal("teams/xinhua/b/roster.sealed", {"r-1": {"area": value}})
    assert value in found(register)["area"]


def test_a_long_post_is_searched(register: Register) -> None:
    """One that hardly anybody shares."""
    register.seal("teams/xinhua/b/roster.sealed", {"r-1": {"post": "示例市第一人民医院急诊科夜班护士"}})
    assert found(register)["post"] == {"示例市第一人民医院急诊科夜班护士"}


def test_values_of_old_are_searched(register: Register) -> None:
    """Her phone before the one that she has now is as private; each is told with the line where it stands."""
    sheet = "teams/xinhua/b/roster.sealed"
    register.seal(sheet, {"r-1": {"name": "吴样葵", "mobile": "12000000098"}})
    register.seal(sheet, {"r-1": {"name": "吴样葵", "mobile": "12000000099"}}, later=9)
    words = {word.value: word for word in forbidden_words(register.root, register.owner)}
    assert [words[each].where for each in ("12000000098", "12000000099", "吴样葵")] == [
        f"{sheet}:{n}" for n in (1, 2, 2)
    ]
    assert words["吴样葵"].title == "姓名"


def test_a_separated_number_is_searched_both_ways(register: Register) -> None:
    """As it was typed and without blanks."""
    register.seal("teams/xinhua/b/roster.sealed", {"r-1": {"mobile": "120 0000-0099"}})
    assert {"120 0000-0099", "12000000099"} <= found(register)["mobile"]


def test_sheets_and_keys_nobody_knows_count_as_private(register: Register) -> None:
    """A newer kind of sheet or a misspelt key is searched for rather than forgotten."""
    register.recipients("activities/recipients.txt", register.owner, register.backup)
    register.seal("activities/2026/x/service.sealed", {"s-1": {"who": "吴样葵", "hours": 3}})
    register.seal("teams/xinhua/b/roster.sealed", {"r-1": {"moble": "12000000099", "tags": ["郑样芷"]}})
    words = found(register)
    assert words["who"] == {"吴样葵"}
    assert words["moble"] == {"12000000099"}
    assert words["tags"] == {"郑样芷"}
    assert "hours" not in words


def test_an_incomplete_check_can_say_so(register: Register) -> None:
    """A 分队's key reveals its own people; how many rows stay closed is told."""
    secrets = secrets_of(register.root, register.xinhua)
    assert {word.value for word in secrets.words if word.field == "name"} == {"王样荷", "李样梅", "张样兰"}
    assert secrets.unreadable == 3
    assert [problem.path for problem in secrets.problems] == [
        "teams/yexian/c/roster.sealed",
        "teams/yexian/contact.sealed",
    ]


def test_words_are_not_shown_by_accident(register: Register) -> None:
    """A word in a log or a traceback shows its field and place only."""
    assert "王样荷" not in repr(forbidden_words(register.root, register.owner))
