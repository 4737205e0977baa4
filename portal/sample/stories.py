"""What is promised and told in the invented world: commitments, statements and news."""

import datetime

from portal.sample.enterprises import firm
from portal.sample.plan import ROOT, SOURCE, ZONE, Plan, county
from portal.sample.tables import Row, Table, table

COMMITMENTS = "对象 承诺人 内容 英文内容 指标 度量 基期值 目标值 作出时间 到期时间 来源 出处 原文 备注"
ARTICLES = "标题 英文标题 摘要 英文摘要 日期 栏目 涉及对象 来源 出处 原文 备注"


def tables_of_stories(plan: Plan) -> list[Table]:
    return [
        table("承诺", COMMITMENTS, _commitments(plan)),
        table("表述", "对象 类型 内容 英文内容 时间 来源 出处 原文 备注", _statements(plan)),
        table("动态", ARTICLES, _articles(plan)),
    ]


def _commitments(plan) -> list[Row]:
    """One still running, one past its date, and one without a figure or a date."""
    return [
        {
            "对象": ROOT.chinese,
            "承诺人": ROOT.chinese,
            "内容": "示例承诺：三年以内，全市规上工业增加值突破500亿元。",
            "英文内容": "Sample commitment: within three years, value added above scale shall pass CNY 50 billion.",
            "指标": "industrial_value_added_above_scale",
            "度量": "数值",
            "目标值": "突破500亿元",
            "作出时间": f"{plan.year}年1月",
            "到期时间": f"{plan.year + 3}年底",
            "来源": SOURCE,
        },
        {
            "对象": county(1).chinese,
            "承诺人": county(1).chinese,
            "内容": "示例承诺：全年引进大项目总投资达到50亿元以上。",
            "英文内容": "Sample commitment: large projects introduced in the year shall reach CNY 5 billion or more.",
            "指标": "large_project_investment",
            "度量": "数值",
            "目标值": "50亿元以上",
            "作出时间": f"{plan.year}年1月",
            "到期时间": f"{plan.year}年底",
            "来源": SOURCE,
        },
        {
            "对象": firm(plan, 1).name.chinese,
            "承诺人": firm(plan, 1).name.chinese,
            "内容": "示例承诺：每年公开一次用能情况。",
            "英文内容": "Sample commitment: the use of energy shall be disclosed once a year.",
            "来源": SOURCE,
        },
    ]


def _statements(plan) -> list[Row]:
    texts = [
        (ROOT.chinese, "行动", "示例行动：为企业办理事项实行一次告知。", "Sample action: enterprises are told of all requirements at once."),
        (county(1).chinese, "评价", "示例评价：园区道路和供电条件改善明显。", "Sample view: roads and power supply in the parks have improved."),
        (firm(plan, 1).name.chinese, "经历", "示例经历：建厂一年后投产。", "Sample story: production began a year after building started."),
    ]  # fmt: skip
    return [
        {"对象": subject, "类型": kind, "内容": text, "英文内容": text_en, "时间": f"{plan.year}年", "来源": SOURCE}
        for subject, kind, text, text_en in texts
    ]


def _articles(plan) -> list[Row]:
    return [
        {
            "标题": f"示例市公布{plan.year}年工业数据",
            "英文标题": f"Sample City publishes industrial figures for {plan.year}",
            "摘要": f"示例市公布了{plan.year}年各县的主要工业指标和位次。内容是虚构的，仅供演示。",
            "英文摘要": f"Sample City published the main industrial figures of its counties for {plan.year}. Invented.",
            "日期": plan.published_on,
            "栏目": "动态",
            "涉及对象": f"{ROOT.chinese}、{county(1).chinese}",
            "来源": SOURCE,
        },
        {
            "标题": "示例开发区新增一批示例项目",
            "英文标题": "Sample Development Zone takes in new sample projects",
            "摘要": "示例开发区的几个园区签下新项目。内容是虚构的，仅供演示。",
            "英文摘要": "Several parks of the zone signed new projects. Invented.",
            "日期": datetime.date(plan.year, 9, 10),
            "栏目": "平台",
            "涉及对象": f"{ZONE.chinese}、示例一园",
            "来源": SOURCE,
        },
        {
            "标题": f"{firm(plan, 1).name.chinese}启用示例九宫格",
            "英文标题": f"{firm(plan, 1).name.english} puts up a wall of nine screens",
            "摘要": "企业用九块屏展示原料、计划、进度、质量和销售。内容是虚构的，仅供演示。",
            "英文摘要": "Nine screens show materials, plans, progress, quality and sales. Invented.",
            "日期": datetime.date(plan.year, 11, 5),
            "栏目": "企业",
            "涉及对象": firm(plan, 1).name.chinese,
            "来源": SOURCE,
        },
    ]
