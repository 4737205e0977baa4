"""The browser that journeys use, and what it must never see while somebody reads the site."""

import contextlib
import os
import shutil
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, sync_playwright

ARGUMENTS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
ROOT = 0
OWN_SCHEMES = {"data", "blob", "about"}
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy violated: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


def installed_browser() -> str | None:
    """The path of Chromium: CHROMIUM where it is set, else found on the path."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


@contextlib.contextmanager
def launched(path: str):
    # The browser's own sandbox needs an ordinary user.
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == ROOT else ARGUMENTS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@dataclass
class Watch:
    """Notes what no page may do: errors in the console, violations of the policy, broken answers, other hosts."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._note_message)
        context.on("weberror", lambda error: self.faults.append(f"{error.page.url}: {error.error}"))
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        context.on("dialog", self._note_dialog)

    def _note_message(self, message):
        # A journey may ask for an address that is not there; a page may not.
        is_the_page_itself = message.page and message.location["url"] == message.page.url
        if message.type == "error" and not (is_the_page_itself and message.text.startswith("Failed to load resource")):
            self.faults.append(f"{message.page.url if message.page else ''}: {message.text} {message.location['url']}")

    def _note_request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in OWN_SCHEMES and f"{address.scheme}://{address.netloc}" != self.origin:
            self.faults.append(f"request to {request.url}")

    def _note_response(self, response):
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.faults.append(f"{response.status} from {response.url}")

    def _note_dialog(self, dialog):
        self.faults.append(f"{dialog.page.url if dialog.page else ''}: {dialog.type} {dialog.message}")
        dialog.dismiss()
