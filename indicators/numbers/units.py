"""The units of county statistics, and exact conversion between those that measure the same thing.

A unit is spelled [scale]atom[/unit]: 亿元, 万千瓦时, 万元/亩. Two units agree when their dimensions are equal.
The counters (家, 支, 台 …) are a dimension each, so that a staff column refuses a number of enterprises; only 个,
which statistical tables use for anything counted, agrees with every counter. % and 个百分点 never agree.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import gettext as _

from indicators.numbers.quantity import UnitError
from indicators.numbers.spelling import quoted, without_blanks

# Places kept where a conversion has no finite decimal (亩 to 公顷), rounded half to even.
DECIMAL_PLACES = 12


class Scaling(Enum):
    """What a scale word before the atom means where no unit is in force."""

    KEPT = "万元 is a unit of its own: 2700万元 stays 2700 of them"
    MULTIPLIED = "万 belongs to the number: 1.2万亩 is 12000 亩"
    REFUSED = "万% is no unit"


SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}

# One 亩 is a fifteenth of a hectare (国务院 1984 法定计量单位: 1公顷 = 15亩).
_MU_IN_SQUARE_METRES = Fraction(10_000, 15)

# Dimension: (what a scale word means, {atom: how many base units it holds}).
_FAMILIES: dict[str, tuple[Scaling, dict[str, Fraction | int]]] = {
    "纯数": (Scaling.MULTIPLIED, {"": 1}),
    "人民币": (Scaling.KEPT, {"元": 1}),
    "美元": (Scaling.KEPT, {"美元": 1}),
    "欧元": (Scaling.KEPT, {"欧元": 1}),
    "英镑": (Scaling.KEPT, {"英镑": 1}),
    "日元": (Scaling.KEPT, {"日元": 1}),
    "港元": (Scaling.KEPT, {"港元": 1}),
    "质量": (Scaling.KEPT, {"克": Fraction(1, 1000), "千克": 1, "吨": 1000}),
    "标准煤": (Scaling.KEPT, {"千克标准煤": Fraction(1, 1000), "吨标准煤": 1}),
    "电量": (Scaling.KEPT, {"千瓦时": 1, "兆瓦时": 1000}),
    "功率": (Scaling.KEPT, {"瓦": Fraction(1, 1000), "千瓦": 1, "兆瓦": 1000}),
    "体积": (Scaling.KEPT, {"升": Fraction(1, 1000), "立方米": 1}),
    "面积": (
        Scaling.MULTIPLIED,
        {"平方米": 1, "亩": _MU_IN_SQUARE_METRES, "公顷": 10_000, "平方公里": 1_000_000},
    ),
    "长度": (Scaling.MULTIPLIED, {"毫米": Fraction(1, 1000), "厘米": Fraction(1, 100), "米": 1, "公里": 1000}),
    "年月": (Scaling.MULTIPLIED, {"个月": 1, "年": 12}),
    "时长": (Scaling.MULTIPLIED, {"分钟": 1, "小时": 60, "天": 1440}),
    "人": (Scaling.MULTIPLIED, {"人": 1, "名": 1, "位": 1}),
    "百分比": (Scaling.REFUSED, {"%": 1, "‰": Fraction(1, 10)}),
    "百分点": (Scaling.REFUSED, {"个百分点": 1}),
    "倍": (Scaling.REFUSED, {"倍": 1}),
}
_NEUTRAL_COUNTER = "个"
_COUNTERS = [
    "个",
    "家",
    "项",
    "支",
    "台",
    "套",
    "件",
    "只",
    "户",
    "辆",
    "条",
    "块",
    "座",
    "栋",
    "幢",
    "次",
    "人次",
    "轮",
    "场",
    "批",
    "种",
    "款",
    "份",
    "艘",
    "张",
    "本",
    "篇",
    "处",
    "所",
    "间",
    "头",
    "株",
    "剂",
    "瓶",
    "箱",
    "起",
    "宗",
    "期",
]
_FAMILIES |= {counter: (Scaling.MULTIPLIED, {counter: 1}) for counter in _COUNTERS}

_OTHER_SPELLINGS = {
    "百分点": "个百分点",
    "人民币元": "元",
    "美金": "美元",
    "$": "美元",
    "€": "欧元",
    "£": "英镑",
    "公斤": "千克",
    "吨标煤": "吨标准煤",
    "千克标煤": "千克标准煤",
    "度": "千瓦时",
    "kWh": "千瓦时",
    "kwh": "千瓦时",
    "MWh": "兆瓦时",
    "kW": "千瓦",
    "MW": "兆瓦",
    "平米": "平方米",
    "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米",
    "平方千米": "平方公里",
    "km²": "平方公里",
    "km2": "平方公里",
    "㎞²": "平方公里",
    "立方": "立方米",
    "m³": "立方米",
    "千米": "公里",
}
_ATOMS = {
    atom: (dimension, scaling, Fraction(factor))
    for dimension, (scaling, atoms) in _FAMILIES.items()
    for atom, factor in atoms.items()
}
_LONGEST_SCALE_FIRST = sorted(SCALES, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taken apart.

    factor: how many base units of the dimension it holds (exact); per: the canonical unit below the slash, or "".
    """

    scale: str
    atom: str
    per: str
    dimension: str
    factor: Fraction
    scaling: Scaling
    is_known: bool

    @property
    def name(self) -> str:
        """The canonical spelling: 度 is 千瓦时, ㎡ is 平方米."""
        return self.scale + self.unscaled

    @property
    def unscaled(self) -> str:
        """The unit without its scale word: 元/亩 for 万元/亩."""
        return f"{self.atom}/{self.per}" if self.per else self.atom


@lru_cache(maxsize=1024)
def read_unit(spelling: str) -> Unit:
    """Take a unit apart; one that is in no table is a dimension of its own, with `is_known` False."""
    top, slash, bottom = without_blanks(spelling).partition("/")
    if not (slash and top and bottom):
        return _read_simple_unit(top + slash + bottom)
    counted, per = _read_simple_unit(top), _read_simple_unit(bottom)
    return Unit(
        scale=counted.scale,
        atom=counted.atom,
        per=per.name,
        dimension=f"{counted.dimension}/{per.dimension}",
        factor=counted.factor / per.factor,
        scaling=counted.scaling,
        is_known=counted.is_known and per.is_known,
    )


def _read_simple_unit(spelling: str) -> Unit:
    # Whole spellings first: the 千 of 千瓦 and the 百 of 百分点 are no scale words.
    if unit := _read_atom("", spelling):
        return unit
    for scale in _LONGEST_SCALE_FIRST:
        unit = _read_atom(scale, spelling.removeprefix(scale)) if spelling.startswith(scale) else None
        if unit and unit.scaling is not Scaling.REFUSED:
            return unit
    scale = next((scale for scale in ("万", "亿") if len(spelling) > 1 and spelling.startswith(scale)), "")
    atom = spelling.removeprefix(scale)
    return Unit(scale, atom, "", f"“{atom}”", Fraction(SCALES.get(scale, 1)), Scaling.MULTIPLIED, is_known=False)


def _read_atom(scale: str, spelling: str) -> Unit | None:
    atom = _OTHER_SPELLINGS.get(spelling, spelling)
    if atom not in _ATOMS:
        return None
    dimension, scaling, factor = _ATOMS[atom]
    return Unit(scale, atom, "", dimension, factor * SCALES.get(scale, 1), scaling, is_known=True)


def are_convertible(a: str, b: str) -> bool:
    """Whether both units measure the same thing; 个 stands for any counter."""
    first, second = read_unit(a).dimension, read_unit(b).dimension
    return first == second or (_NEUTRAL_COUNTER in (first, second) and _is_counter(first) and _is_counter(second))


def _is_counter(dimension: str) -> bool:
    return dimension in _COUNTERS or dimension == "人"


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """The same amount in another unit.

    Exact wherever the result is a decimal of at most 12 places, else rounded half to even at the 12th:
    1 亩 is 0.066666666667 公顷. A value whose unit only changes its spelling keeps all its digits. Raises
    UnitError when the two measure different things, so also for a unit that only one side knows.
    """
    if from_unit == to_unit:
        return value
    if not are_convertible(from_unit, to_unit):
        raise UnitError(
            _("单位“%(from)s”不能换算为“%(to)s”：两者计量的不是一回事，请改用同类单位。")
            % {"from": quoted(from_unit), "to": quoted(to_unit)}
        )
    ratio = read_unit(from_unit).factor / read_unit(to_unit).factor
    return value if ratio == 1 else _as_decimal(Fraction(value) * ratio)


def _as_decimal(number: Fraction) -> Decimal:
    scaled, places = round(number * 10**DECIMAL_PLACES), DECIMAL_PLACES
    while places and scaled % 10 == 0:
        scaled, places = scaled // 10, places - 1
    # From text, because arithmetic on Decimals would round to 28 digits.
    return Decimal(f"{scaled}E-{places}")
