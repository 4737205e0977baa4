"""The checks that journeys rely on see what they are there to see."""

from tests.journeys.browser import Watch
from tests.journeys.looking import overflow, violations


def test_the_watch_notes_errors_violations_and_foreign_requests(site, browser):
    watch = Watch(site)
    with browser.new_context(base_url=site) as context:
        watch.over(context)
        page = context.new_page()
        page.goto("/news/")
        assert watch.faults == []

        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.evaluate("fetch('http://127.0.0.2:9/').catch(() => {})")
        page.evaluate("setTimeout(() => { throw new Error('broken'); })")
        page.goto("/no-such-page/")
        page.evaluate("setTimeout(() => alert('boo'))")
        page.wait_for_timeout(100)

    noted = "\n".join(watch.faults)
    assert "policy violated: style-src-attr" in noted
    assert "policy violated: connect-src" in noted
    assert "broken" in noted
    assert "alert boo" in noted
    assert "no-such-page" not in noted.replace("/no-such-page/: alert", "")


def test_a_request_to_another_host_is_noted(site, browser):
    watch = Watch(site)
    with browser.new_context(base_url=site, bypass_csp=True) as context:
        watch.over(context)
        page = context.new_page()
        page.goto("/news/")
        page.evaluate("fetch('http://127.0.0.2:9/').catch(() => {})")

    assert "request to http://127.0.0.2:9/" in watch.faults


def test_axe_and_the_ruler_find_what_is_wrong(site, visit):
    page = visit(site)
    page.goto("/news/")
    assert (violations(page), overflow(page)) == ([], [])

    page.evaluate("document.querySelector('h1').append(document.createElement('img'))")
    page.evaluate("document.querySelector('h1').append('字'.repeat(400))")
    page.evaluate("document.querySelector('h1').style.setProperty('white-space', 'nowrap')")

    assert [fault.split()[0] for fault in violations(page)] == ["image-alt"]
    assert overflow(page)[0] > 1000
