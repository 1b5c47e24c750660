"""What people are called before or behind their names: offices, professions, children, and everybody else."""

from __future__ import annotations

from generator.checks import surnames

OFFICES = tuple(
    f"{rank}{post}"
    for rank in ("", "副", "常务副")
    for post in surnames.words("书记 省长 市长 县长 区长 镇长 乡长 部长 局长 厅长 处长 科长 主席 主任 秘书长")
)
"""Offices whose holder may be named in that role (rule P12)."""
PROFESSIONS = surnames.words("""
    志愿者 队员 队长 组长 领队 律师 法官 检察官 民警 警官 医生 医师 护士 药师 咨询师 调解员 网格员 社工 讲师
    讲解员 宣讲员 技术员 农技员 辅导员 指导员 心理师 教师 老师 干事 专干 理发师 主持人 专家 教授 工作人员
    负责人 公证员 陪审员
""")
"""Roles of those who help or speak; a word about violence beside them says nothing about themselves."""
CHILDREN = surnames.words("""
    小朋友 小学生 年级学生 年级女生 年级男生 幼儿 萌娃 小记者 小女孩 小男孩 小姑娘 女生 男生 女童 男童 儿童 孩子 孤儿
    年级的 ）班
    ）班的 ）班学生 大班的 中班的 小班的
""")
"""Roles of those who are under fourteen, or must be taken to be."""
_PEOPLE = surnames.words("""
    居民 村民 住户 业主 群众 市民 商户 店主 摊主 老板 农户 种植户 养殖户 贫困户 脱贫户 困难户 低保户 监测户 家长
    妈妈 母亲 父亲 爸爸 儿媳 媳妇 儿子 女儿 丈夫 妻子 老伴 婆婆 公公 奶奶 爷爷 姐妹 姑娘 老人 大娘 大妈 大姐
    阿姨 大爷 大叔 大嫂 婶子 学员 学生 同学 女工 工人 职工 员工 创始人 经理 院长 校长 园长 站长 所长 会长 委员
    代表 党员 户主 房东 邻居 街坊 患者 病人 妇女 女孩 男孩 男子 女子 女士 先生 青年 大学生 红旗手 获得者 获奖者
    得主 巧手
    绣娘 能手 骨干 带头人 传承人 战士 军属 军嫂 母女 孙子 孙女 当事人 受害人 受害者 受援人 被害人 申请人 原告
    被告 女职工 女企业家 退休教师 好人 模范 标兵 孕妇 产妇 感染者 人员 保洁员 保育员 护理员 护林员 理事长 总经理
    董事长
    医师 同志 师傅 邻居家 法定代表人 烈士 已故 残疾人 护士长 班长 支书 执委 大户 姐姐 妹妹 哥哥 弟弟 嫂子 姑姑
    求助者 求助人 矫正对象 受助者
    店长 种粮大户 种植大户 家属 企业家 帮扶对象 受助人 受益人 受访者 环卫工 环卫工人 快递员 外卖员
    外卖小哥 快递小哥 司机 骑手 收银员 月嫂 育婴员 保安 厨师 队友 战友
""")
BYLINES = ("记者", "通讯员", "编辑", "责编", "摄影", "供稿", "作者", "撰稿", "校对", "审核", "图", "文")
"""Who wrote or photographed puts her own name there."""
ROLES = (*CHILDREN, *PROFESSIONS, *_PEOPLE)
