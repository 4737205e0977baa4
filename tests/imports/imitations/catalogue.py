"""What the database knows while the imitations are read: three worlds, some enterprises, the indicators, one source."""

from collections.abc import Sequence

from indicators.models import Indicator, Region, Subject
from tests.factories import make_enterprise, make_group, make_region, make_root, make_source

SOURCE = "2021年统计月报"
# The worlds beside the home region's: a made-up city of three counties, and the provinces.
EXAMPLE_CITY = ("--world", "shilishi")
NATION = ("--world", "quanguo")

ADDITIVE, NONE = Indicator.Aggregation.ADDITIVE, Indicator.Aggregation.NONE
# Code: name, unit, aliases, whether it can be summed.
INDICATORS = {
    "gdp": ("地区生产总值", "亿元", ["生产总值", "GDP"], True),
    "value_added": ("规上工业增加值", "亿元", ["规模以上工业增加值"], True),
    "output": ("规上工业总产值", "亿元", ["规模以上工业总产值", "工业总产值", "总产值"], True),
    "profit": ("利润总额", "万元", [], True),
    "staff": ("从业人员", "人", ["从业人员数", "期末从业人员", "规上工业企业从业人员"], False),
    "firms": ("规上工业企业数", "家", ["企业数"], True),
    "power": ("工业用电量", "万千瓦时", ["用电量"], True),
    "revenue": ("一般公共预算收入", "亿元", [], True),
    "spending": ("一般公共预算支出", "亿元", [], True),
    "cpi": ("居民消费价格指数", "%", ["CPI"], False),
    "trade": ("进出口总额", "万美元", [], True),
    "exports": ("出口总额", "万美元", [], True),
    "unemployment": ("城镇登记失业率", "%", [], False),
}


def make_catalogue(arguments: Sequence[str] = ()) -> None:
    """Makes what is needed under the arguments of an imitation; the home region is 缙云县 in 丽水市."""
    make_source(SOURCE)
    Indicator.objects.bulk_create(
        Indicator(code=code, name=name, unit=unit, aliases=aliases, aggregation=ADDITIVE if is_additive else NONE)
        for code, (name, unit, aliases, is_additive) in INDICATORS.items()
    )
    _make_home_world()
    other_worlds = {EXAMPLE_CITY: _make_example_city, NATION: _make_nation}
    if arguments in other_worlds:
        other_worlds[arguments]()


def _make_home_world():
    city = make_root("丽水市", "331100")
    make_group(city, "全市")
    county = make_region("缙云县", "331122", city, level=Region.Level.COUNTY, is_home=True)
    make_region("莲都区", "331102", city, level=Region.Level.COUNTY)
    make_region("壶镇镇", "331122101", county, short_name="壶镇")
    make_region("新建镇", "331122102", county)
    # 新碧镇 became 新碧街道; its own code was revoked.
    make_region("新碧街道", "331122003", county, aliases=["新碧镇"])
    make_region("新碧镇", "331122103", county, state=Subject.State.DEREGISTERED)
    _make_firm(city, "锯力煌", "锯力煌锯床")
    _make_firm(city, "君鸿机械")
    _make_firm(city, "示例企业001有限公司")
    _make_firm(city, "示例（壶镇）机械有限公司")
    _make_firm(city, "天工机械", "天工")
    _make_firm(city, "天工工具", "天工")


def _make_firm(world, name, *aliases):
    subject = make_enterprise(world, name).subject
    subject.aliases = list(aliases)
    subject.save()


def _make_example_city():
    city = make_root("示例市", "990000")
    make_group(city, "全市")
    counties = [
        make_region(f"示例{number}县", code, city, level=Region.Level.COUNTY)
        for number, code in (("一", "990101"), ("二", "990102"), ("三", "990103"))
    ]
    make_region("示例一镇", "990101101", counties[0])


def _make_nation():
    nation = make_root("全国", "000000")
    for name, code in (("北京", "110000"), ("天津", "120000"), ("河北", "130000")):
        make_region(name, code, nation, level=Region.Level.CITY, aliases=[f"{name}{'省' if name == '河北' else '市'}"])
