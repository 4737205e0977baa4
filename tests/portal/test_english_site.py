"""The English site is English: what has no English words stands marked as Chinese, and nothing else is Chinese."""

import pytest

from tests.portal.languages import unmarked_chinese
from tests.sweeps.conftest import pages  # noqa: F401

pytestmark = pytest.mark.django_db


def test_no_page_has_chinese_without_a_mark(pages):  # noqa: F811
    unmarked = {address: unmarked_chinese(page.html.decode()) for address, page in pages["en"].items()}

    assert {address: found for address, found in unmarked.items() if found} == {}
