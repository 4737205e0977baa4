"""Enterprises that an undo has hidden, and the rows that may or may not speak of them."""

import pytest

from enterprises.models import Enterprise
from tests.factories import make_enterprise
from tests.imports.running import counts_of, only_error, publish_rows
from tests.imports.undoing import publish_grids, undone

# Made up; the last character of each is the check digit of the others.
OUR_CODE, THEIR_CODE = "91331122MA2E0AAA1K", "91331122MA2E0BBB4T"
HEADER = ["名称", "统一社会信用代码"]


@pytest.fixture
def load(county, tmp_path):
    return lambda *rows: publish_rows(tmp_path, "企业", [HEADER, *rows])


@pytest.fixture
def withdraw(county):
    """Publishes an enterprise and takes it back: its number, and the batch that withdrew it."""

    def publish_and_undo(name, code):
        batch = publish_grids(企业=[HEADER, [name, code]])
        return Enterprise.objects.get().pk, undone(batch)

    return publish_and_undo


def test_the_code_of_a_withdrawn_enterprise_is_not_said_to_be_elsewhere(load, withdraw, county):
    _number, undo_batch = withdraw("缙云锯床厂", OUR_CODE)
    make_enterprise(county.parent, "君鸿机械")

    answer = load(["君鸿机械", OUR_CODE])

    assert only_error(answer) == (
        "B",
        OUR_CODE,
        f"这个信用代码登记在“缙云锯床厂”名下，这家企业已由批次 #{undo_batch.pk} 撤回："
        f"要恢复它，请撤回批次 #{undo_batch.pk}，或在这一行沿用它的名称。",
    )


def test_a_code_goes_to_another_enterprise_once_its_holder_came_back_with_its_own(load, withdraw, county):
    number, _undo_batch = withdraw("缙云锯床厂", OUR_CODE)

    load(["缙云锯床厂", ""])
    code, _sheet = load(["君鸿机械", OUR_CODE])

    assert code == 0
    assert Enterprise.objects.get(credit_code=OUR_CODE).name == "君鸿机械"
    assert Enterprise.objects.get(credit_code="").pk == number


def test_another_enterprise_of_the_same_name_does_not_take_the_place_of_a_withdrawn_one(load, withdraw):
    number, _undo_batch = withdraw("君鸿机械", THEIR_CODE)

    code, sheet = load(["君鸿机械", OUR_CODE])

    assert (code, counts_of(sheet)) == (0, (1, 0, 0, 0, 0))
    assert Enterprise.objects.get().pk != number
    assert Enterprise.everything.get(pk=number).credit_code == THEIR_CODE


@pytest.mark.parametrize(("former", "now"), [(OUR_CODE, ""), ("", OUR_CODE), ("", ""), (OUR_CODE, OUR_CODE)])
def test_a_withdrawn_enterprise_comes_back_by_its_name_where_no_code_speaks_against_it(load, withdraw, former, now):
    number, _undo_batch = withdraw("君鸿机械", former)

    code, _sheet = load(["君鸿机械", now])

    assert code == 0
    assert [(firm.pk, firm.credit_code) for firm in Enterprise.objects.all()] == [(number, now)]


def test_of_two_withdrawn_under_one_name_each_comes_back_under_its_code(load, county):
    batch = publish_grids(企业=[HEADER, ["君鸿机械", OUR_CODE]])
    ours = Enterprise.objects.get().pk
    undone(batch)
    other = publish_grids(企业=[HEADER, ["君鸿机械", THEIR_CODE]])
    theirs = Enterprise.objects.get().pk
    undone(other)

    load(["君鸿机械", OUR_CODE])

    assert (ours == theirs, Enterprise.objects.get().pk) == (False, ours)
