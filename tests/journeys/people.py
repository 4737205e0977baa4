"""Who sits at the browser."""

from playwright.sync_api import Page

from tests.desk import make_user

PASSWORD = "bamboo-and-saw-39"


def employ(role: str) -> str:
    """Gives somebody a role of the desk; answers the name to sign in with."""
    user = make_user(role)
    user.set_password(PASSWORD)
    user.save()
    return user.username


def sign_in(page: Page, username: str) -> None:
    page.goto("/admin/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="工作台").wait_for()


def open_from_sidebar(page: Page, address: str) -> None:
    """Follows the sidebar's link; its icon is a ligature, which spoils its name for a search by words."""
    page.locator(f'nav a[href="{address}"], #nav-sidebar a[href="{address}"]').first.click()
