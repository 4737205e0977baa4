"""Sixty things that readers type, each with what they mean: the first hit they expect, by kind and full name.

The first fifty are asked of the demo's county, the last ten of a small invented world (see `INVENTED`).
"""

from typing import NamedTuple


class Query(NamedTuple):
    """What is typed, in which form, and the kind and full name of the hit that is meant."""

    text: str
    form: str
    kind: str
    name: str


JULIHUANG = ("enterprise", "浙江锯力煌锯床股份有限公司")
XIAOTE = ("enterprise", "肖特药品包装(浙江)有限公司")
JUNHONG = ("enterprise", "浙江君鸿机械")
QIE = ("enterprise", "企鵝科技")
TIANXI = ("enterprise", "天喜厨电")
ZONE = ("park", "缙云经开区")

DEMO_QUERIES = (
    Query("锯力煌", "short name", *JULIHUANG),
    Query("浙江锯力煌锯床股份有限公司", "full name", *JULIHUANG),
    Query("锯", "one character", *JULIHUANG),
    Query("julihuang", "pinyin", *JULIHUANG),
    Query("ju li huang", "pinyin apart", *JULIHUANG),
    Query("jlh", "initials", *JULIHUANG),
    Query("ＪＬＨ", "full width", *JULIHUANG),
    Query("鋸力煌", "traditional", *JULIHUANG),
    Query("锯力皇", "typo, sounds alike", *JULIHUANG),
    Query("julihaung", "typo in pinyin", *JULIHUANG),
    Query("锯力锽床", "typo in a part", *JULIHUANG),
    Query("肖特药包", "short name", *XIAOTE),
    Query("肖特药品包装（浙江）有限公司", "full-width brackets", *XIAOTE),
    Query("肖特药包公司", "alias", *XIAOTE),
    Query("xtyb", "initials", *XIAOTE),
    Query("schott pharma", "English", *XIAOTE),
    Query("肖持药包", "typo, looks alike", *XIAOTE),
    Query("肖特玻璃", "beginning", "enterprise", "肖特玻璃管"),
    Query("君鸿", "two characters", *JUNHONG),
    Query("junhong", "pinyin", *JUNHONG),
    Query("君鸣机械", "typo, looks alike", *JUNHONG),
    Query("企鹅科技", "simplified for traditional", *QIE),
    Query("qekj", "initials", *QIE),
    Query("天喜", "two characters", *TIANXI),
    Query("tiaxi", "typo in pinyin", *TIANXI),
    Query("天喜廚電", "traditional", *TIANXI),
    Query("濤濤車業", "traditional", "enterprise", "涛涛车业"),
    Query("辰龙集团", "typo, sounds alike", "enterprise", "晨龙集团"),
    Query("安康特钢", "left out", "enterprise", "安康特种钢"),
    Query("经开区", "end of a name", *ZONE),
    Query("jyjkq", "initials", *ZONE),
    Query("中德", "two characters", "park", "中德产业园"),
    Query("五金科技", "middle of a name", "park", "缙云五金科技产业园"),
    Query("健康医疗产业链", "alias", "chain", "健康医疗"),
    Query("znjj", "initials", "chain", "智能家居"),
    Query("高端装备", "beginning", "chain", "高端装备制造"),
    Query("壶镇", "short name", "region", "壶镇镇"),
    Query("壺鎮", "traditional", "region", "壶镇镇"),
    Query("jinyun", "pinyin", "region", "缙云县"),
    Query("Lishui", "English", "region", "丽水市"),
    Query("樱花只能锁", "typo, sounds alike", "project", "樱花智能锁"),
    Query("网管物联", "alias", "project", "网管物联智慧供应链产业园"),
    Query("亚洲总部", "end of a name", "project", "肖特医药系统亚洲总部"),
    Query("规上工业增加值", "full name", "indicator", "规上工业增加值"),
    Query("規模以上工業增加值", "alias, traditional", "indicator", "规上工业增加值"),
    Query("gsgyzjz", "initials", "indicator", "规上工业增加值"),
    Query("出口额", "full name", "indicator", "出口额"),
    Query("若干意见", "end of a title", "policy", "关于稳企业加快推进制造业高质量发展绿色发展的若干意见"),
    Query("企业签约", "middle of a title", "article", "37家企业签约“蒲惠制造”数字化改造"),
    Query("新一轮分类评价", "words apart", "article", "缙云完成新一轮“亩产效益”分类评价"),
)

# Of the invented world: kind, full name, short name, other names (former ones among them) and English name.
INVENTED = (
    ("enterprise", "示例宏远阀门有限公司", "宏远阀门", ["东方红阀门厂"], "Hongyuan Valves"),
    ("enterprise", "示例市鑫源轴承股份有限公司", "", [], ""),
    ("enterprise", "示例鑫泰轴承有限公司", "", [], ""),
    ("enterprise", "重阳机电厂", "", [], ""),
    ("enterprise", "Ａ８弹簧有限公司", "", ["A8弹簧"], ""),
    ("enterprise", "示例宏达机械有限公司", "宏达机械", [], "Hongda Machinery"),
    ("park", "示例轴承小微企业园", "", [], "Sample Bearing Park"),
    ("chain", "泵阀", "", ["泵阀产业链"], "Pumps and valves"),
    ("project", "宏远阀门三期扩建", "", [], ""),
    ("region", "示例一县", "", [], "Sample County One"),
)

INVENTED_QUERIES = (
    Query("东方红", "former name", "enterprise", "示例宏远阀门有限公司"),
    Query("dongfanghong", "pinyin of a former name", "enterprise", "示例宏远阀门有限公司"),
    Query("鑫源", "middle of a name", "enterprise", "示例市鑫源轴承股份有限公司"),
    Query("xinyuan", "pinyin behind the place", "enterprise", "示例市鑫源轴承股份有限公司"),
    Query("chongyang", "one of two readings", "enterprise", "重阳机电厂"),
    Query("a8", "letters and digits", "enterprise", "Ａ８弹簧有限公司"),
    Query("hongda machinary", "typo in English", "enterprise", "示例宏达机械有限公司"),
    Query("阀", "one character", "chain", "泵阀"),
    Query("三期", "middle of a name", "project", "宏远阀门三期扩建"),
    Query("slyx", "initials", "region", "示例一县"),
)
