"""What the leak check is handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
