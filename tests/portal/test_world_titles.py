"""A page of an invented county doesn't read as if the county belonged to the home region."""

import re

import pytest

from tests.factories import make_enterprise, make_root


@pytest.fixture
def invented(county):
    return make_root("示例市", "990000", name_en="Sample City")


def heading_and_title(client, address):
    page = client.get(address).content.decode()
    return [re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", page)[1] for tag in ("title", "h1")]


def test_the_first_page_bears_the_name_of_its_world(client, invented):
    assert heading_and_title(client, "/") == ["缙云县工业经济", "缙云县工业经济"]
    assert heading_and_title(client, "/?world=shilishi") == ["示例市工业经济（演示数据）", "示例市工业经济"]
    assert heading_and_title(client, "/en/?world=shilishi") == [
        "Sample City Industrial Economy (demonstration data)",
        "Sample City Industrial Economy",
    ]


def test_the_title_of_a_page_says_that_it_is_invented(client, invented):
    make_enterprise(invented, "示例机械")

    assert heading_and_title(client, "/enterprises/shilijixie/") == [
        "示例机械（演示数据） · 缙云县工业经济",
        "示例机械",
    ]
