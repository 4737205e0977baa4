import pytest

from tests.portal.asking import passable_folder


@pytest.fixture
def folder():
    with passable_folder() as folder:
        yield folder


@pytest.fixture
def var(folder):
    """A var/ where nothing has run yet."""
    return folder / "var"
