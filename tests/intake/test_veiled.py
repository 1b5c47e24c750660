"""Names that never reach git: whoever is ill, poor, beaten, corrected, or a child; all others stay."""

from __future__ import annotations

import pytest

from generator.intake.delivered import Block
from generator.intake.drafts_veiled import lists_of_people, veil_of
from tests.intake.test_team_form import sample

HIDDEN = [
    ("社区里的独居老人王秀英患有乳腺癌，志愿者上门为她做饭。", "王秀英"),
    ("独居老人周桂英今年82岁。她患有高血压，常年卧床。", "周桂英"),
    ("残疾人刘大壮患精神分裂症，志愿者上门看望。", "刘大壮"),
    ("贫困户马小翠感染艾滋病。", "马小翠"),
    ("社区矫正人员牛二在现场劝导。", "牛二"),
    ("受家暴妇女朱红霞得到帮助。", "朱红霞"),
    ("留守儿童赵小虎的奶奶患有尿毒症。", "赵小虎"),
    ("9岁的小学生陈思雨画了一幅画。", "陈思雨"),
    ("低保户李秀兰领到了米面油。", "李秀兰"),
    ("志愿者李红梅患有癌症，仍坚持上门服务。", "李红梅"),
    ("志愿者为李秀兰送去米面油和500元慰问金。", "李秀兰"),
    ("五年级的赵一涵写了一封信。", "赵一涵"),
]
KEPT = [
    "志愿者李红梅为残疾老人理发。",
    "新华区妇联主席王秀兰看望困难妇女。",
    "律师张丽娟讲解反家暴知识。",
    "队长陈桂芳说：“来的都是姐妹。”",
    "大家为困难群众送去温暖，石桥镇的姐妹们都来了。",
    "贫困户刘大妈笑得合不拢嘴。",
    "受助学生代表发言。",
    "她们每月看望一次残疾老人张大娘。",
    "活动在光明社区3号楼前广场举行。",
    "活动地点：光明路街道办事处6号楼203室，欢迎报名。",
    "托管班开在社区二楼305室，3单元的姐妹负责接送。",
    "孩子石膏画、老人柳编展同时开放。",
    "居民李秀兰给困难家庭送去米面油。",
    "企业家李秀兰捐款1000元。",
    "队长李红梅带着队员送去大米和食用油。",
    "朱玉梅大姐照料瘫痪的邻居十一年。",
    "志愿者在3号楼会议室为留守儿童讲绘本。",
    "文艺志愿者为高血压、糖尿病患者讲解饮食知识。",
    "市妇联副主席高兴地说，困难妇女得到了帮助。",
    "宣传小分队走进学校，为孩子们讲《未成年人保护法》。",
]


@pytest.mark.parametrize(("text", "name"), HIDDEN)
def test_a_name_beside_a_protected_state_goes(text: str, name: str) -> None:
    """Its surname stays, everywhere in the story, and one question says where."""
    veil = veil_of([("标题", f"{name}的一天"), ("正文第 2 段", text)], sample())
    assert name not in veil(text)
    assert name not in veil(f"图为{name}")
    assert f"{name[0]}某" in veil(text)
    assert "正文第 2 段" in veil.question


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_sentences_stay(text: str) -> None:
    """Those who help, groups, offices and places are nobody to be hidden."""
    veil = veil_of([("正文第 1 段", text)], sample())
    assert veil(text) == text
    assert not veil.question


@pytest.mark.parametrize("door", ["3号楼2单元501室", "5号楼301室", "12栋2单元"])
def test_the_number_of_a_door_goes(door: str) -> None:
    """The community is enough."""
    assert veil_of([], sample())(f"张某家住和平小区{door}，志愿者上门打扫。") == (
        "张某家住和平小区（已删去门牌号），志愿者上门打扫。"
    )


def test_a_pasted_list_of_people_is_found() -> None:
    """With the line that announces it; the story around it stays."""
    texts = [
        "活动很热闹。",
        "救助对象名单：",
        "姓名 电话 病情",
        "侯示例 无 肺癌",
        "李示例 无 偏瘫",
        "志愿者姓名写在墙上，大家都来看。",
    ]
    blocks = [Block("paragraph", each) for each in texts]
    (rows,) = lists_of_people(blocks)
    assert [each.text for each in rows] == texts[1:5]
