"""Tables as clerks have them lying about go in at the first try: what nobody needs is passed over with a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from generator.sealed.handed.fields import Rules, check_value
from generator.sealed.handed.people import HEADINGS, People, read_people
from generator.sealed.handed.tables import in_words, read_table
from tests.sealed.handed_files import id_number, phone, workbook

RULES = Rules(
    dt.date(2026, 11, 21),
    ("爱心帮扶", "法律维权", "其他"),
    ("女干部", "女企业家"),
    times=("工作日", "双休日", "节假日"),
)
TEAM = ("示例市新华区建设路爱心巾帼志愿服务小队", "xinhua/aixin")
Rows = Sequence[Sequence[object]]


def read(rows: Rows, team: Sequence[str] = TEAM, *, ignore: bool = False) -> People:
    """The people of a workbook of one sheet."""
    table = read_table("名单.xlsx", workbook(rows), HEADINGS, required=("name",))
    return read_people(table, RULES, team, ignore_unknown=ignore)


def told(found: People) -> list[str]:
    """As clerks read it."""
    return [in_words(each) for each in found.problems]


def wrong(found: People) -> list[str]:
    """Only what stops it."""
    return [line for line in told(found) if not line.startswith("提醒")]


def her(place: int = 1) -> tuple[str, str, str]:
    """Name, phone and id number of an invented woman."""
    return f"赵样{'荷梅兰竹菊'[place]}", phone(place), id_number(2 * place)


ONE, TWO = her(1), her(2)
ORDINARY: list[tuple[str, Rows, int]] = [
    ("t01", [["姓名", "性别", "手机号码", "身份证", "现住址"],
             [ONE[0], "女", float(ONE[1]), ONE[2], "甲社区"], [TWO[0], "女", TWO[1], TWO[2], "乙社区"]], 0),
    ("t02", [["某街道巾帼志愿者登记表"], ["序号", "*姓名(必填)", "联系电话（手机）", "公民身份号码", "工作单位及职务"],
             [1, ONE[0], ONE[1], ONE[2], "某单位 科员"], [2, TWO[0], TWO[1], TWO[2], "无"]], 0),
    ("t03", [["姓名", "手机", "身份证号", "是否党员", "备注"],
             [ONE[0], ONE[1], ONE[2], "是", "无"], [TWO[0], TWO[1], TWO[2], "否", "周末，下午"]], 1),
    ("t04", [["姓名", "手机", "参加服务时间", "紧急联系人", "紧急联系电话"],
             [ONE[0], ONE[1], "2020年3月", "甲", phone(8)], [TWO[0], TWO[1], dt.date(2021, 5, 1), "乙", phone(9)]], 2),
    ("t05", [["姓名", "性别", "民族", "学历", "政治面貌", "年龄", "电话"],
             [ONE[0], "女", "汉", "本科", "群众", 46, ONE[1]], [TWO[0], "女", "回", "大专", "党员", 45, TWO[1]]], 4),
    ("t06", [["姓名", "手机", "服务时间", "服务类别"],
             [ONE[0], ONE[1], "双休日、节假日", "巾帼爱心帮扶志愿者"], [TWO[0], TWO[1], "周末", "其它"]], 0),
    ("t07", [["姓名", "电话", "邮箱", "QQ号", "微信"],
             [ONE[0], ONE[1], "a@example.com", 12345, "abc"], [TWO[0], TWO[1], "", "", "—"]], 3),
    ("t08", [["姓名", "电话", "志愿者类型"], [ONE[0], ONE[1], "女干部"], [TWO[0], TWO[1], "女企业家"]], 0),
    ("t09", [["编号", "姓名", "电话", "是否注册“志愿河南”", "签名"],
             [1, ONE[0], ONE[1], "是", ""], [2, TWO[0], TWO[1], "否", ""]], 1),
    ("t10", [["姓名", "电话", "加入时间", "服务意向", "特长", "备注", "备注2"],
             [ONE[0], ONE[1], "2019.03", "爱心帮扶类", "/", "", ""], [TWO[0], TWO[1], "—", "", "理发", "", ""]], 0),
    ("t11", [["姓名", "电话", "所在队伍", "服务时长", "衣服尺码", "家庭住址"],
             [ONE[0], ONE[1], "建设路爱心小队", 20, "L", "暂无"], [TWO[0], TWO[1], TEAM[0], 3.5, "XL", "甲社区"]], 3),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "reminders"), [each[1:] for each in ORDINARY], ids=[each[0] for each in ORDINARY])
def test_an_ordinary_table_goes_in_at_the_first_try(rows: Rows, reminders: int) -> None:
    """Both women, with so many reminders and no error; a heading that is told is told as it stands."""
    found = read(rows)
    assert not wrong(found)
    assert len(found.problems) == reminders, told(found)
    assert [each.values["name"] for each in found.listed] == [ONE[0], TWO[0]]
    assert [each.values["mobile"] for each in found.listed] == [ONE[1], TWO[1]]


def test_what_the_columns_become() -> None:
    """Days of joining, times of service, sources and categories each under their own key."""

    def values(name: str, key: str) -> list[object]:
        return [each.values.get(key) for each in read({each[0]: each[1] for each in ORDINARY}[name]).listed]

    assert values("t04", "joined") == ["2020-03", "2021-05-01"]
    assert values("t06", "times") == [["双休日", "节假日"], ["双休日"]]
    assert values("t06", "categories") == [["爱心帮扶"], ["其他"]]
    assert values("t08", "source") == ["女干部", "女企业家"]
    assert values("t10", "joined") == ["2019-03", None]
    assert values("t10", "intentions") == [["爱心帮扶"], None]
    assert values("t10", "skills") == [None, ["理发"]]
    assert values("t02", "post") == ["某单位 科员", None]
    assert values("t03", "note") == [None, "周末，下午"]


@pytest.mark.parametrize(
    "word",
    [
        "巾帼爱心帮扶志愿者",
        "爱心帮扶志愿者",
        "爱心帮扶类",
        "巾帼爱心帮扶",
        "爱心帮扶服务",
        "爱心帮扶类志愿者",
        "爱心帮扶",
    ],
)
def test_a_category_in_the_words_of_the_form(word: str) -> None:
    """As the official form prints it, and as people shorten that; a misspelt one stays a mistake."""
    assert check_value("categories", word, RULES).value == ["爱心帮扶"]
    assert check_value("categories", "其它", RULES).value == ["其他"]
    assert check_value("categories", "巾帼爱心帮抚志愿者", RULES).fault


@pytest.mark.parametrize("word", ["无", "/", "-", "—", "暂无", "没有", "无。", "／"])
def test_a_word_for_nothing_is_nothing(word: str) -> None:
    """In a column that may be empty; a name must be there."""
    found = read([["姓名", "电话", "住址", "特长", "备注"], [ONE[0], ONE[1], word, word, word]])
    assert not found.problems
    assert set(found.listed[0].values) == {"name", "mobile"}
    [line] = wrong(read([["姓名", "电话"], [word, ONE[1]]]))
    assert "没有填" in line


@pytest.mark.parametrize("word", ["同上", "〃", " 同上 "])
def test_a_row_stands_for_itself(word: str) -> None:
    """Sealed rows have no row above them."""
    [line] = wrong(read([["姓名", "电话", "住址"], [ONE[0], ONE[1], "甲"], [TWO[0], TWO[1], word]]))
    assert line == "名单.xlsx:Sheet1 第3行 “住址”：这里写的是“同上” —— 请每一行都写全：一行是一个人，不看上一行"


def test_an_unknown_column_needs_a_decision() -> None:
    """Both ways are told at once, by what the table has; empty ones need none."""
    head = ["姓名", "电话", "住址", "爱好"]
    [line] = wrong(read([head, [ONE[0], ONE[1], "甲", "唱歌"]]))
    assert line.endswith("“爱好” 这一列不知道放在哪里 —— 不要的：加 --ignore-columns；要留的：把内容放进一列 “备注”")
    [line] = wrong(read([[*head, "备注"], [ONE[0], ONE[1], "甲", "唱歌", "早到"]]))
    assert "把内容并进 “备注” 列" in line
    assert not read([head, [ONE[0], ONE[1], "甲", ""]]).problems
    assert not wrong(read([head, [ONE[0], ONE[1], "甲", "唱歌"]], ignore=True))


@pytest.mark.parametrize(
    "word",
    ["是否中共党员", "党员", "入党时间", "所在党支部", "团员", "民族（族别）", "身体健康状况", "病史", "邮 箱", "QQ",
     "微信号",
     "邮编", "籍贯", "户口所在地", "户籍地址", "车牌号", "银行卡号", "开户行", "账号", "血型", "身高", "衣服尺码",
     "马甲尺码",
     "紧急联系人", "紧急联系人电话", "是否已注册志愿者", "志愿汇编号", "中国志愿服务网编号", "婚否"],
)  # fmt: skip
def test_what_nobody_may_ask_for_is_left_out(word: str) -> None:
    """With a reminder, and never with the advice to keep it in the notes."""
    found = read([["姓名", "电话", "住址", word], [ONE[0], ONE[1], "甲", "x"]])
    assert not wrong(found)
    [line] = told(found)
    assert "按最小范围不收" in line
    assert "备注" not in line


def test_a_name_in_the_place_of_a_heading_is_not_told() -> None:
    """Some surnames are words of forms."""
    lines = told(read([["姓名", "党样荷", "手机", "甲"], ["李样梅", "x", ONE[1], "y"]]))
    assert "党样荷" not in "".join(lines)


def test_a_counter_counts_and_another_number_is_something_else() -> None:
    """1, 2, 3 says nothing; a number of somebody's own would be lost without a word."""
    for numbers in ((1, 2), ("001", "002"), ("", "")):
        rows: Rows = [["编号", "姓名", "电话"], [numbers[0], *ONE[:2]], [numbers[1], *TWO[:2]]]
        assert not read(rows).problems
    assert wrong(read([["编号", "姓名", "电话"], ["A-7", *ONE[:2]], ["A-3", *TWO[:2]]]))


def test_what_is_called_people_need_not_be_a_source() -> None:
    """None that we know: the column is passed over; some: those alone; names of categories are categories."""

    def kinds(*words: str) -> People:
        return read([["姓名", "电话", "人员类别"], [*ONE[:2], words[0]], [*TWO[:2], words[1]]])

    none = kinds("骨干", "普通")
    assert not wrong(none)
    assert "没有读" in told(none)[0]
    some = kinds("女干部", "普通")
    assert [each.values.get("source") for each in some.listed] == ["女干部", None]
    assert "第 3 行" in told(some)[0]
    assert [each.values.get("categories") for each in kinds("法律维权志愿者", "爱心帮扶").listed] == [
        ["法律维权"], ["爱心帮扶"],
    ]  # fmt: skip


def test_people_of_another_team_are_noticed() -> None:
    """At their row; what is short for this team's name is told once."""
    head = ["姓名", "电话", "所在队伍"]
    [line] = wrong(read([head, [*ONE[:2], TEAM[0]], [*TWO[:2], "叶县任店镇巾帼志愿服务小队"]]))
    assert line.startswith("名单.xlsx:Sheet1 第3行 “所在队伍”：这个人写的是别的队伍 —— ")
    assert not told(
        read(
            [
                head,
                [*ONE[:2], TEAM[0]],
                [*TWO[:2], ""],
            ]
        )
    )
    assert not wrong(read([head, [*ONE[:2], "爱心小队"], [*TWO[:2], "新华区建设路爱心小队"]]))


def test_two_lists_side_by_side_are_one_mistake() -> None:
    """To save paper; the right half would be lost."""
    head = ["序号", "姓名", "电话"]
    [line] = wrong(read([[*head, *head], [1, *ONE[:2], 2, *TWO[:2]]]))
    assert "两栏并排" in line
    assert "从第 5 列起" in line


def test_a_file_that_only_bears_the_name_of_a_workbook() -> None:
    """Text with a heading is read all the same, as some programs export it."""
    for data in ("你好，这是一封信。\n".encode(), bytes(range(1, 256)) * 9):
        table = read_table("名单.xlsx", data, HEADINGS, required=("name",))
        assert "这不是 Excel 文件" in in_words(table.problems[0])
    text = f"姓名\t电话\n{ONE[0]}\t{ONE[1]}\n".encode("gb18030")
    assert len(read_table("名单.xls", text, HEADINGS, required=("name",)).rows) == 1


def test_each_day_shows_a_likely_day() -> None:
    """Nobody joined a team in 1980."""
    hints = {key: check_value(key, "去年", RULES).hint for key in ("born", "joined", "left")}
    assert "1980-03-05" in hints["born"]
    assert "1980" not in hints["joined"] + hints["left"]


def test_a_note_keeps_its_characters() -> None:
    """Full-width marks and letters are sealed as they were written; what nobody sees is not."""
    written = "　周末，下午（３点）；见\u200b附件\n第２页 "
    found = read([["姓名", "备注"], [ONE[0], written]])
    assert found.listed[0].values["note"] == "周末，下午（３点）；见附件 第２页"
