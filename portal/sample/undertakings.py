"""What the invented enterprises hold and build: titles, projects with their steps, one wall of screens."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from portal.sample.draws import Draw
from portal.sample.enterprises import Firm, firm, firms
from portal.sample.figures import HEADERS
from portal.sample.places import named
from portal.sample.plan import SOURCE, Name, Plan, numbered
from portal.sample.tables import Row, Table, table

ENTERPRISES_A_PROJECT = 14
FEWEST_PROJECTS = 2
PROJECT_TYPES = ("招商引资", "技术改造", "数字化改造", "两化融合", "平台建设")
STAGES = ("签约", "开工", "竣工", "投产")
PANELS = ("仓库原料", "生产计划", "生产进度", "生产质量", "设备状态", "能源消耗", "安全环保", "销售进度", "人员出勤")


@dataclass(frozen=True)
class Title:
    """A programme of the invented world and who has it: this part of the enterprises above or below scale."""

    name: Name
    level: str
    is_ladder_step: bool
    nature: str
    share: float
    is_for_above_scale: bool


TITLES = (
    Title(Name("示例成长库", "Sample Growth Pool"), "市", True, "入选培育库", 0.15, False),
    Title(Name("示例冠军企业", "Sample Champion Enterprise"), "省", True, "获评", 0.12, True),
    Title(Name("示例领军企业", "Sample Leading Enterprise"), "国家", True, "获评", 0.04, True),
    Title(Name("示例智能工厂", "Sample Smart Factory"), "省", False, "入选试点", 0.08, True),
    Title(Name("示例优秀企业", "Sample Outstanding Enterprise"), "县", False, "入选名单", 0.1, True),
)


def tables_of_undertakings(plan: Plan) -> list[Table]:
    project_headers = "名称 简称 别名 英文名 类型 业主 园区 产业链 所在地区 简介 英文简介 来源 出处 原文 备注"
    honour_headers = "对象 称号 性质 批次 文号 年度 授予日期 有效期至 来源 出处 原文 备注"
    return [
        table("培育计划与荣誉", "名称 简称 别名 英文名 颁发机构 级别 培育阶梯 说明", _programmes()),
        table("项目", project_headers, _projects(plan)),
        table("项目节点", "项目 节点 时间 时间推断 来源 出处 原文 备注", _milestones(plan)),
        table("荣誉", honour_headers, (row for one in firms(plan) for row in _honours(one, plan))),
        table("九宫格", "企业 位置 名称 内容 日期 来源 出处 原文 备注", _panels(plan)),
        table("数据", HEADERS, _amounts(plan)),
    ]


def _programmes() -> Iterator[Row]:
    for title in TITLES:
        yield {
            "名称": title.name.chinese,
            "英文名": title.name.english,
            "颁发机构": "示例机构",
            "级别": title.level,
            "培育阶梯": "是" if title.is_ladder_step else "",
            "说明": "虚构的称号，仅供演示。",
        }


def _honours(one: Firm, plan) -> Iterator[Row]:
    for title in TITLES:
        if title.is_for_above_scale is not one.is_above_scale or not one.draw.happens(title.share, title.name.chinese):
            continue
        lot = one.draw.whole(0, 3, "years since", title.name.chinese)
        awarded_on = datetime.date(plan.year - lot, 6 + lot, 15)
        row = {"对象": one.name.chinese, "称号": title.name.chinese, "性质": title.nature, "来源": SOURCE}
        yield row | {"年度": awarded_on.year} | _term(awarded_on, one.draw.whole(1, 3, "term", title.name.chinese))


def _term(awarded_on, kind) -> Row:
    """As documents state it: from a day to a day, from a day with no end, or by the year alone."""
    if kind == 1:
        return {"授予日期": awarded_on, "有效期至": awarded_on.replace(year=awarded_on.year + 3)}
    return {"授予日期": awarded_on} if kind == 2 else {}


@dataclass(frozen=True)
class Project:
    number: int
    name: Name
    owner: Firm
    draw: Draw


def _undertaken(plan) -> Iterator[Project]:
    count = max(FEWEST_PROJECTS, plan.enterprises // ENTERPRISES_A_PROJECT)
    for number in range(1, count + 1):
        draw = plan.draw("project", number)
        owner = firm(plan, draw.whole(1, plan.enterprises, "owner"))
        yield Project(number, numbered("示例项目", "Sample Project", number, count), owner, draw)


def _projects(plan) -> Iterator[Row]:
    for project in _undertaken(plan):
        owner = project.owner
        yield named(project.name) | {
            "类型": PROJECT_TYPES[project.number % len(PROJECT_TYPES)],
            "业主": owner.name.chinese,
            "园区": owner.park.chinese if owner.park else "",
            "产业链": owner.chain.chinese if owner.chain else "",
            "所在地区": owner.town.chinese,
            "简介": f"虚构的项目，由{owner.name.chinese}投资，仅供演示。",
            "英文简介": f"An invented project of {owner.name.english}, for demonstration only.",
        }


def _milestones(plan) -> Iterator[Row]:
    """The first steps of each project, some quarters apart: some are signed only, some already produce."""
    for project in _undertaken(plan):
        signed = project.draw.whole(0, 5, "signed")
        for step in range(project.draw.whole(1, len(STAGES), "steps")):
            years, month = divmod(signed + 3 * step, 12)
            period = f"{plan.year - 1 + years}年{month + 1}月"
            yield {"项目": project.name.chinese, "节点": STAGES[step], "时间": period, "来源": SOURCE}


def _amounts(plan) -> Iterator[Row]:
    """Planned investment, as a published list of key projects prints it."""
    for project in _undertaken(plan):
        tenths = 2 + int(98 * project.draw.fraction("amount") * project.draw.fraction("scale"))
        yield {
            "对象": project.name.chinese,
            "对象类别": "项目",
            "指标": "investment_amount",
            "度量": "数值",
            "期间": f"截至{plan.year}年12月31日",
            "数值": f"{tenths // 10}.{tenths % 10}亿元",
            "公开依据": "公布名单",
            "来源": SOURCE,
            "备注": "虚构的重点项目名单印的计划总投资。",
        }


def _panels(plan) -> Iterator[Row]:
    owner = firm(plan, 1).name.chinese
    for place, title in enumerate(PANELS, start=1):
        yield {"企业": owner, "位置": place, "名称": f"示例{title}", "内容": "虚构的内容，仅供演示。", "来源": SOURCE}
