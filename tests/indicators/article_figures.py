"""Every figure of the article behind the demo, written down by hand from the article alone.

What the portal holds after the demo is loaded is compared with this table, so it must never be derived from the
workbooks. A paragraph is numbered by counting the article's non-empty lines from its first heading, which is 1.

Relative phrases and periods without a year are resolved against 2021-10-31 and count as inferred. A figure without
any period stands at that day where it is a stock or a running total, otherwise in the nearest year named.
"""

from typing import NamedTuple


class ArticleFigure(NamedTuple):
    """One printed figure.

    `value` is a decimal in `unit`: the indicator's unit, or % for growth and shares; None where only a rank is
    printed, and `as_written` is then a dash. `ranks` are (group, position, qualifier).
    """

    subject: str
    indicator: str
    measure: str
    value: str | None
    as_written: str
    unit: str
    first_day: str
    last_day: str
    is_stock: bool
    period_inferred: bool
    qualifier: str
    basis: str
    paragraph: int
    value_state: str = "value"
    ranks: tuple[tuple[str, int, str], ...] = ()


JINYUN = "缙云县"
SCHOTT = "肖特药品包装(浙江)有限公司"
JULIHUANG = "浙江锯力煌锯床股份有限公司"
JUNHONG = "浙江君鸿机械"

# First day, last day, is it a stock, is it inferred.
JANUARY_TO_JULY = ("2021-01-01", "2021-07-31", False, True)  # 1-7月, without a year
JANUARY_TO_MAY = ("2021-01-01", "2021-05-31", False, True)  # 今年前5个月
FIRST_HALF = ("2021-01-01", "2021-06-30", False, True)  # 今年上半年
LAST_THREE_YEARS = ("2019-01-01", "2021-10-31", False, True)  # 近三年
THREE_YEARS_RUNNING = ("2018-01-01", "2020-12-31", False, True)  # 连续三年
YEAR_2000 = ("2000-01-01", "2000-12-31", False, False)
YEAR_2020 = ("2020-01-01", "2020-12-31", False, False)
NEAREST_YEAR_2020 = ("2020-01-01", "2020-12-31", False, True)  # no period printed, 2020 named in the paragraph
AT_THE_DATE = ("2021-10-31", "2021-10-31", True, True)  # 目前, 截至目前, or a stock or running total without a period

CITY_FIRST = (("全市", 1, "="),)

# fmt: off
ARTICLE_FIGURES = (
    # 8 is how many main indicators the city has: it belongs to the indicator's name. The seven are not named.
    ArticleFigure(JINYUN, "main_industrial_indicators_in_city_top_two", "level", "7", "7项", "项", *JANUARY_TO_JULY, "=", "unstated", 7),
    ArticleFigure(JINYUN, "high_tech_industry_value_added", "yoy", None, "—", "%", *JANUARY_TO_JULY, "=", "unstated", 7, "rank_only", CITY_FIRST),
    ArticleFigure(JINYUN, "equipment_manufacturing_value_added", "yoy", None, "—", "%", *JANUARY_TO_JULY, "=", "unstated", 7, "rank_only", CITY_FIRST),
    ArticleFigure(JINYUN, "new_product_output_value", "yoy", None, "—", "%", *JANUARY_TO_JULY, "=", "unstated", 7, "rank_only", CITY_FIRST),
    ArticleFigure(JINYUN, "industrial_value_added_above_scale", "level", "39.29", "39.29亿元", "亿元", *JANUARY_TO_JULY, "=", "unstated", 7, "value", CITY_FIRST),
    ArticleFigure(JINYUN, "industrial_value_added_above_scale", "yoy", "39.6", "39.6%", "%", *JANUARY_TO_JULY, "=", "unstated", 7),

    # The talks brought 肖特药包 to the county; how many took part and how long they lasted are running totals.
    ArticleFigure(SCHOTT, "competing_cities", "level", "6", "不下六个", "个", *AT_THE_DATE, "≥", "unstated", 13),
    ArticleFigure(SCHOTT, "investment_negotiation_years", "level", "2", "两年", "年", *AT_THE_DATE, "=", "unstated", 14),
    ArticleFigure(SCHOTT, "investment_negotiation_rounds", "level", "30", "30多轮", "轮", *AT_THE_DATE, ">", "unstated", 14),
    # The vials left 缙云; no maker is printed, so the figure is the county's and not 肖特药包's.
    ArticleFigure(JINYUN, "vaccine_vials_shipped", "level", "9000", "超过9000万支", "万支", *JANUARY_TO_MAY, ">", "unstated", 14),

    # Printed of 世界顶尖企业, which paragraphs 10 to 16 use for 肖特; not divided between phases or firms.
    ArticleFigure(SCHOTT, "investment_amount", "level", "10", "10亿元", "亿元", *AT_THE_DATE, "=", "unstated", 15),

    ArticleFigure(JINYUN, "large_projects_introduced", "level", "83", "83个", "个", *LAST_THREE_YEARS, "=", "unstated", 18),
    ArticleFigure(JINYUN, "large_project_investment", "level", "280.6", "280.6亿元", "亿元", *LAST_THREE_YEARS, "=", "unstated", 18),

    ArticleFigure("网管物联智慧供应链产业园", "investment_amount", "level", "10", "10亿元", "亿元", *AT_THE_DATE, "=", "unstated", 22),

    # 当地 in a paragraph about 缙云; "since the park was founded" names no park, so the county is the subject.
    ArticleFigure(JINYUN, "projects_over_100_million_yuan_introduced", "level", "8", "8个", "个", *YEAR_2020, "=", "unstated", 24),
    ArticleFigure(JINYUN, "projects_over_100_million_yuan_introduced", "level", "10", "10个", "个", *FIRST_HALF, "=", "unstated", 24),

    ArticleFigure(JINYUN, "industrial_output_value_above_scale", "level", "10.2", "10.2亿元", "亿元", *YEAR_2000, "=", "unstated", 25),
    ArticleFigure(JINYUN, "industrial_output_value_above_scale", "level", "266.1", "266.1亿元", "亿元", *YEAR_2020, "=", "unstated", 25),
    ArticleFigure(JINYUN, "national_high_tech_enterprises", "level", "81", "81家", "家", *AT_THE_DATE, "=", "unstated", 25),
    ArticleFigure(JINYUN, "enterprise_research_institutions_provincial_and_above", "level", "46", "46家", "家", *AT_THE_DATE, "=", "unstated", 25),
    ArticleFigure(JINYUN, "leading_products_and_technologies", "level", "100", "100多项", "项", *AT_THE_DATE, ">", "unstated", 25),

    ArticleFigure(JINYUN, "enterprise_problems_collected", "level", "127", "127个", "个", *YEAR_2020, "=", "unstated", 29),
    ArticleFigure(JINYUN, "enterprise_problems_resolved", "level", "121", "121个", "个", *YEAR_2020, "=", "unstated", 29),
    ArticleFigure(JINYUN, "enterprise_problem_resolution_rate", "level", "95.3", "95.3%", "%", *YEAR_2020, "=", "unstated", 29),
    ArticleFigure(JINYUN, "small_to_above_scale_pool_enterprises", "level", "22", "22家", "家", *AT_THE_DATE, "=", "unstated", 29),
    ArticleFigure(JINYUN, "fangshui_yangyu_pool_enterprises", "level", "3", "3家", "家", *AT_THE_DATE, "=", "unstated", 29),
    # One printed phrase about three firms, without a period.
    ArticleFigure("天喜厨电", "exports", "yoy", "100", "100%以上", "%", *NEAREST_YEAR_2020, "≥", "unstated", 29),
    ArticleFigure("涛涛车业", "exports", "yoy", "100", "100%以上", "%", *NEAREST_YEAR_2020, "≥", "unstated", 29),
    ArticleFigure("金棒运动", "exports", "yoy", "100", "100%以上", "%", *NEAREST_YEAR_2020, "≥", "unstated", 29),

    # A gain since the workshop was refitted, not over the year before: an indicator of its own.
    ArticleFigure(JULIHUANG, "workshop_efficiency_gain", "level", "40", "40%以上", "%", *AT_THE_DATE, "≥", "unstated", 31),
    ArticleFigure(JULIHUANG, "sales", "level", "2.91", "2.91亿元", "亿元", *YEAR_2020, "=", "unstated", 32),
    ArticleFigure(JULIHUANG, "sales", "yoy", "85", "85%", "%", *YEAR_2020, "=", "unstated", 32),

    ArticleFigure(JUNHONG, "employees", "level", "400", "400多名", "人", *AT_THE_DATE, ">", "unstated", 33),
    ArticleFigure(JUNHONG, "local_employee_share", "level", "80", "80%以上", "%", *AT_THE_DATE, "≥", "unstated", 33),
    ArticleFigure(JUNHONG, "rural_worker_share", "level", "90", "90%以上", "%", *AT_THE_DATE, "≥", "unstated", 33),
    ArticleFigure(JUNHONG, "employee_families", "level", "400", "400多个", "个", *AT_THE_DATE, ">", "unstated", 33),
    ArticleFigure(JUNHONG, "display_screens", "level", "9", "9块", "块", *AT_THE_DATE, "=", "unstated", 34),

    ArticleFigure(JINYUN, "digital_transformation_agreement_enterprises", "level", "37", "37家", "家", *AT_THE_DATE, "=", "unstated", 35),

    ArticleFigure(JINYUN, "industrial_value_added_above_scale", "yoy", "44.3", "44.3%", "%", *FIRST_HALF, "=", "unstated", 36, "value", (("山区26县", 2, "="),)),
    ArticleFigure(JINYUN, "exports", "yoy", "86.2", "86.2%", "%", *FIRST_HALF, "=", "unstated", 36),
    # A part of the city's total of the same indicator, hence the measure share.
    ArticleFigure(JINYUN, "manufacturing_exports", "share", "55", "55%", "%", *FIRST_HALF, "=", "unstated", 36),
    ArticleFigure(JINYUN, "research_and_development_expenditure_above_scale", "yoy", "51.2", "51.2%", "%", *FIRST_HALF, "=", "unstated", 36),
    # Printed here as 高新技术产业增加值 and in paragraph 7 as 高新技术增加值: taken as one indicator.
    ArticleFigure(JINYUN, "high_tech_industry_value_added", "yoy", "49.9", "49.9%", "%", *FIRST_HALF, "=", "unstated", 36),

    ArticleFigure(JINYUN, "mes_and_erp_projects_above_scale", "level", "38", "38个", "个", *AT_THE_DATE, "=", "unstated", 37),
    ArticleFigure(JINYUN, "cloud_enterprises", "level", "1050", "1050余家", "家", *AT_THE_DATE, ">", "unstated", 37),
    ArticleFigure(JINYUN, "equipment_numerical_control_rate", "level", "40", "40%", "%", *AT_THE_DATE, "=", "unstated", 37),
    ArticleFigure(JINYUN, "machine_networking_rate", "level", "25", "25%", "%", *AT_THE_DATE, "=", "unstated", 37),
    # First in each of three years: printed as one figure, which years are not said.
    ArticleFigure(JINYUN, "digital_economy_core_industry_value_added", "level", None, "—", "亿元", *THREE_YEARS_RUNNING, "=", "unstated", 37, "rank_only", CITY_FIRST),

    ArticleFigure(JINYUN, "integration_demonstration_projects_completed", "level", "22", "22个", "个", *AT_THE_DATE, "=", "unstated", 38),
    ArticleFigure(JINYUN, "integration_demonstration_investment", "level", "2700", "2700余万元", "万元", *AT_THE_DATE, ">", "unstated", 38),
    ArticleFigure(JINYUN, "integration_reward_funds", "level", "465", "465万元", "万元", *AT_THE_DATE, "=", "unstated", 38),
    ArticleFigure(JINYUN, "integration_certified_enterprises", "level", "4", "4家", "家", *AT_THE_DATE, "=", "unstated", 38),

    ArticleFigure(JINYUN, "evaluated_above_scale_enterprises", "level", "180", "180家", "家", *AT_THE_DATE, "=", "unstated", 39),
    ArticleFigure(JINYUN, "evaluated_below_scale_enterprises", "level", "380", "380家", "家", *AT_THE_DATE, "=", "unstated", 39),
    ArticleFigure(JINYUN, "industrial_robots_added", "level", "30", "30台", "台", *FIRST_HALF, "=", "unstated", 39),
    ArticleFigure(JINYUN, "machine_replacement_projects", "level", "52", "52个", "个", *FIRST_HALF, "=", "unstated", 39),
)

# Numbers of the article that were deliberately not made figures: (text, paragraph, reason).
PERIOD = "the period of a figure or the date of an event"
NAME = "part of a name or a set phrase"
COUNT = "counts what the sentence names one by one"
THRESHOLD = "a threshold in an indicator's definition"
COMMITMENT = "a goal: held as a commitment"
STATEMENT = "told of a course of events: held as a statement"

NOT_FIGURES = (
    ("山区26县", 6, NAME),
    ("1-7月", 7, PERIOD),
    ("8项主要指标", 7, "how many indicators the seven are counted among: in the indicator's definition"),
    ("排名全市前二", 7, "the condition by which the seven are counted: in the indicator's name"),
    ("10月21日", 10, PERIOD),
    ("二期项目", 10, NAME),
    ("第三方机构", 12, NAME),
    ("地下5米、10米、20米", 12, STATEMENT),
    ("数百万欧元", 13, "no number, and another place's offer: held as a statement"),
    ("今年前5个月", 14, PERIOD),
    ("近三年", 18, PERIOD),
    ("3+X", 19, NAME),
    ("两个关键词", 20, COUNT),
    ("这两者", 20, COUNT),
    ("3+X", 21, NAME),
    ("五金", 23, NAME),
    ("十分紧缺", 23, NAME),
    ("三大主导产业", 24, COUNT),
    ("2020年", 24, PERIOD),
    ("亿元以上项目", 24, THRESHOLD),
    ("中国创新百强县", 25, NAME),
    ("2000-2020年", 25, PERIOD),
    ("十四五", 27, PERIOD),
    ("二次创业", 27, NAME),
    ("万亩千亿", 28, NAME),
    ("三服务 2.0 版", 29, NAME),
    ("百名局长联百企", 29, NAME),
    ("2020年", 29, PERIOD),
    ("第三批", 29, "the batch of an honour"),
    ("三家企业", 29, COUNT),
    ("2020年", 32, PERIOD),
    ("未来3年", 33, PERIOD),
    ("30%以上", 33, COMMITMENT),
    ("九宫格", 34, NAME),
    ("九宫格", 35, NAME),
    ("2020中国锯床产业创新峰会", 37, NAME),
    ("2020年度", 37, "the year of an honour"),
    ("连续三年", 37, PERIOD),
    ("1-6月", 38, PERIOD),
    ("五个一批", 38, NAME),
    ("两化", 38, NAME),
    ("3亩以上", 39, THRESHOLD),
    ("三城三地", 40, NAME),
    ("万亩千亿", 40, NAME),
    ("三个2.0版", 40, COUNT),
    ("三高三百", 40, NAME),
    ("千亿元大关", 40, COMMITMENT),
    ("山区26县", 40, NAME),
)
# fmt: on
