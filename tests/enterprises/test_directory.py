"""The enterprise directory: filters with counts, order, paging, and what a stranger may not learn from it."""

import datetime

import pytest

from enterprises.models import Industry
from indicators.models import LegalBasis
from tests.factories import make_enterprise, make_root, make_source
from tests.reading import main, notices, rows, section, words

pytestmark = pytest.mark.django_db

DIRECTORY = "/enterprises/"


@pytest.fixture
def directory(client):
    """Asks for the directory and answers the response."""

    def ask(**query):
        response = client.get(DIRECTORY, query)
        assert response.status_code == 200
        return response

    return ask


def names(response):
    return [row.record.subject.display_name for row in response.context["table"].paginated_rows]


def options(response):
    return {
        facet.name: [(option.text, option.count) for option in facet.options]
        for facet in response.context["facets"]
        if facet.options
    }


@pytest.fixture
def three(world, julihuang, make_park, make_chain, join, award):
    """锯力煌 in 经开区 and 现代装备, with an honour; 君鸿 in 经开区; 天喜 nowhere."""
    junhong = make_enterprise(world, "浙江君鸿机械", short_name="君鸿机械")
    tianxi = make_enterprise(world, "天喜厨电")
    zone, equipment = make_park("缙云经开区"), make_chain("现代装备")
    join(julihuang, park=zone)
    join(julihuang, chain=equipment)
    join(junhong, park=zone)
    award(julihuang, "省“隐形冠军”企业")
    return julihuang, junhong, tianxi


def test_the_directory_tells_of_each_enterprise_where_it_stands(directory, three):
    page = directory()

    assert "共3家企业。" in words(main(page))
    assert rows(main(page)) == [
        ["锯力煌", "缙云经开区", "现代装备", "省“隐形冠军”企业"],
        ["君鸿机械", "缙云经开区", "—", "—"],
        ["天喜厨电", "—", "—", "—"],
    ]


def test_options_stand_with_the_number_of_enterprises_behind_them(directory, three):
    assert options(directory()) == {
        "park": [("缙云经开区", 2)],
        "chain": [("现代装备", 1)],
        "programme": [("省“隐形冠军”企业", 1)],
    }
    assert '<option value="jinyunjingkaiqu">缙云经开区（2）</option>' in main(directory())


def test_an_option_counts_what_the_other_conditions_leave(directory, three):
    page = directory(chain="xiandaizhuangbei")

    assert names(page) == ["锯力煌"]
    assert options(page) == {
        "park": [("缙云经开区", 1)],
        "chain": [("现代装备", 1)],
        "programme": [("省“隐形冠军”企业", 1)],
    }


def test_a_chosen_option_without_enterprises_stays_to_be_taken_back(directory, three, make_park):
    make_park("中德产业园")

    page = directory(park="zhongdechanyeyuan", q="天喜")

    assert options(page) == {"park": [("中德产业园", 0)]}
    assert "没有符合条件的企业" in main(page)
    assert [(chip["label"], chip["address"]) for chip in page.context["chips"]] == [
        ("园区：中德产业园 ×", "?q=%E5%A4%A9%E5%96%9C"),
        ("“天喜” ×", "?park=zhongdechanyeyuan"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"park": "jinyunjingkaiqu"}, ["锯力煌", "君鸿机械"]),
        ({"chain": "xiandaizhuangbei"}, ["锯力煌"]),
        ({"q": "君鸿"}, ["君鸿机械"]),
        ({"q": "julih"}, ["锯力煌"]),
        ({"q": "jhjx"}, ["君鸿机械"]),
        ({"q": "浙江"}, ["锯力煌", "君鸿机械"]),
        ({"q": "100%"}, []),
        ({"park": "jinyunjingkaiqu", "q": "君"}, ["君鸿机械"]),
    ],
)
def test_conditions_narrow_the_directory(directory, three, query, expected):
    assert names(directory(**query)) == expected


def test_an_honour_narrows_the_directory(directory, three, award):
    honour = award(three[1], "国家专精特新“小巨人”企业")

    assert names(directory(programme=honour.programme_id)) == ["君鸿机械"]


def test_aliases_and_full_width_writing_find_an_enterprise(directory, world):
    enterprise = make_enterprise(world, "肖特药品包装(浙江)有限公司", short_name="肖特药包")
    enterprise.subject.aliases = ["ＳＣＨＯＴＴ药包"]
    enterprise.subject.save()

    assert names(directory(q="包装（浙江）")) == ["肖特药包"]
    assert names(directory(q="schott")) == ["肖特药包"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"park": "nowhere"}, "筛选条件“园区”的值无效，已忽略。"),
        ({"park": "jinyunjingkaiqu\x00"}, "筛选条件“园区”的值无效，已忽略。"),
        ({"programme": "9" * 30}, "筛选条件“荣誉”的值无效，已忽略。"),
        ({"size": "huge"}, "筛选条件“规模”的值无效，已忽略。"),
        ({"industry": "' OR 1=1"}, "筛选条件“行业”的值无效，已忽略。"),
        ({"town": "null"}, "筛选条件“所在地区”的值无效，已忽略。"),
        ({"q": "锯\x00床"}, "筛选条件“名称、别名或拼音”的值无效，已忽略。"),
        ({"q": "锯" * 101}, "筛选条件“名称、别名或拼音”的值无效，已忽略。"),
        ({"sort": "credit_code"}, "没有这种排序，已忽略。"),
        ({"sort": "chain"}, "没有这种排序，已忽略。"),
        ({"sort": "--name"}, "没有这种排序，已忽略。"),
        ({"world": "nowhere"}, "没有名为“nowhere”的地区，已显示本站首页地区的内容。"),
    ],
)
def test_an_unknown_value_is_ignored_with_a_notice(directory, three, query, sentence):
    page = directory(**query)

    assert notices(page) == [sentence]
    assert names(page) == ["锯力煌", "君鸿机械", "天喜厨电"]


@pytest.mark.parametrize("page", ["0", "-1", "999999999999999999999", "9" * 5000, "zwei", "1.5", "\x00", "", "１"])
def test_a_page_that_does_not_exist_gives_one_that_does(directory, three, page):
    assert names(directory(page=page)) == ["锯力煌", "君鸿机械", "天喜厨电"]


def test_parameters_that_nobody_knows_change_nothing(directory, three):
    page = directory(per_page="0", foo=["a", "b"], view="\x00", subject__name="天喜厨电")

    assert notices(page) == []
    assert names(page) == ["锯力煌", "君鸿机械", "天喜厨电"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-name", ["天喜厨电", "君鸿机械", "锯力煌"]),
        ("honours", ["锯力煌", "君鸿机械", "天喜厨电"]),
        ("-honours", ["君鸿机械", "天喜厨电", "锯力煌"]),
        ("park", ["锯力煌", "君鸿机械", "天喜厨电"]),
        ("-park", ["锯力煌", "君鸿机械", "天喜厨电"]),  # without a park comes last both ways
    ],
)
def test_columns_sort(directory, three, sort, expected):
    assert names(directory(sort=sort)) == expected


def test_twenty_five_enterprises_stand_on_a_page(directory, world):
    for number in range(27):
        make_enterprise(world, f"企业{number:02}")

    second = directory(page=2, sort="-name")

    assert names(second) == ["企业01", "企业00"]
    assert 'href="?page=1&amp;sort=-name"' in main(second)
    assert "共27家企业。" in words(main(second))


def test_queries_are_as_many_for_three_as_for_thirty(
    directory, three, world, make_park, join, award, django_assert_num_queries
):
    with django_assert_num_queries(16):
        directory()
    zone = make_park("壶镇园区")
    for number in range(27):
        enterprise = make_enterprise(world, f"企业{number:02}")
        join(enterprise, park=zone)
        join(enterprise, size_class="above_scale")
        award(enterprise, f"称号{number}")

    with django_assert_num_queries(16):
        directory()
    with django_assert_num_queries(17):  # one more to look for the name
        directory(view="cards", park="huzhenyuanqu", q="企业", sort="-park")


def test_a_place_that_was_left_is_not_counted(directory, julihuang, make_park, join, monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")
    join(julihuang, park=make_park("缙云经开区"), until_on=datetime.date(2021, 10, 31))

    assert options(directory()) == {}
    assert names(directory(park="jinyunjingkaiqu")) == []


def test_a_size_class_without_a_basis_is_neither_shown_nor_counted_nor_filtered(directory, julihuang, join):
    join(julihuang, size_class="above_scale", source=make_source("内部台账", legal_basis=LegalBasis.NONE))

    page = directory()

    assert options(page) == {}
    assert "规上" not in main(page)
    assert names(directory(size="above_scale")) == []


def test_a_size_class_from_a_public_source_is_shown_counted_and_filtered(directory, world, julihuang, join):
    make_enterprise(world, "天喜厨电")
    join(julihuang, size_class="above_scale")

    assert options(directory()) == {"size": [("规上", 1)]}
    assert rows(main(directory(size="above_scale"))) == [["锯力煌", "规上"]]


def test_industry_and_town_without_a_basis_are_neither_shown_nor_counted_nor_filtered(directory, world, town):
    sawing = Industry.objects.create(code_list=Industry.CODE_LIST, code="C34", name="通用设备制造业")
    withheld = make_enterprise(world, "锯力煌", industry=sawing)
    withheld.subject.located_in = town
    withheld.subject.save()

    assert options(directory()) == {}
    assert names(directory(industry="C34")) == ["锯力煌"]  # an unknown value, for it stands for nobody here
    assert names(directory(town="huzhen")) == []
    assert "壶镇" not in section(directory(), "enterprises")


def test_industry_and_town_with_a_basis_are_filtered_by_division_and_place(directory, world, town):
    Industry.objects.create(code_list=Industry.CODE_LIST, code="C34", name="通用设备制造业")
    fine = Industry.objects.create(code_list=Industry.CODE_LIST, code="C3421", name="金属切削机床制造")
    shown = make_enterprise(world, "锯力煌", industry=fine, legal_basis=LegalBasis.CONSENT)
    shown.subject.located_in = town
    shown.subject.save()
    make_enterprise(world, "天喜厨电")

    assert options(directory()) == {"industry": [("通用设备制造业", 1)], "town": [("壶镇", 1)]}
    assert rows(main(directory(industry="C34"))) == [["锯力煌", "壶镇"]]


def test_another_world_stays_apart_and_its_links_keep_it(directory, julihuang):
    other = make_root("示例市", "990000")
    make_enterprise(other, "示例机械")

    assert names(directory()) == ["锯力煌"]
    page = directory(world="shilishi")
    assert names(page) == ["示例机械"]
    assert 'href="/enterprises/shilijixie/?world=shilishi"' in main(page)
    assert '<input type="hidden" name="world" value="shilishi">' in section(page, "enterprises") + main(page)


def test_a_firm_that_moved_away_is_not_in_the_directory(directory, julihuang):
    julihuang.subject.state = "moved_out"
    julihuang.subject.save()

    assert names(directory()) == []


def test_cards_show_the_same_enterprises(directory, three):
    page = directory(view="cards", sort="-name")

    cards = section(page, "enterprises")
    assert rows(cards) == []
    assert words(cards) == ("企业表格卡片天喜厨电君鸿机械缙云经开区锯力煌缙云经开区现代装备省“隐形冠军”企业")


def test_an_empty_directory_says_so(client, county):
    page = client.get(DIRECTORY)

    assert "还没有登记企业" in main(page)
    assert "没有符合条件" not in main(page)


def test_a_site_without_a_home_region_answers(client, db):
    assert client.get(DIRECTORY).status_code == 200
