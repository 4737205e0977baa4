"""What the portal takes for today: the environment's pin, else a demo's pin, else the day in Asia/Shanghai."""

import datetime

import pytest
from django.utils import timezone

from portal import clock


@pytest.fixture(autouse=True)
def pin_file(settings, tmp_path, monkeypatch):
    monkeypatch.delenv("PORTAL_TODAY", raising=False)
    settings.CLOCK_PIN_FILE = tmp_path / "PORTAL_TODAY"
    return settings.CLOCK_PIN_FILE


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2021-10-30T15:59:59+00:00", datetime.date(2021, 10, 30)),
        ("2021-10-30T16:00:00+00:00", datetime.date(2021, 10, 31)),
    ],
)
def test_without_a_pin_the_day_changes_at_midnight_in_shanghai(monkeypatch, moment, day):
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime.fromisoformat(moment))

    assert clock.pinned_today() is None
    assert clock.today() == day


def test_a_demo_pins_the_day_in_a_file(pin_file):
    pin_file.write_text("2021-10-31\n")

    assert clock.pinned_today() == clock.today() == datetime.date(2021, 10, 31)


def test_the_environment_wins_over_the_file(monkeypatch, pin_file):
    pin_file.write_text("2021-10-31\n")
    monkeypatch.setenv("PORTAL_TODAY", "2022-01-01")

    assert clock.today() == datetime.date(2022, 1, 1)


def test_without_a_place_for_a_file_the_environment_still_pins(monkeypatch, settings):
    settings.CLOCK_PIN_FILE = None
    assert clock.pinned_today() is None

    monkeypatch.setenv("PORTAL_TODAY", "2022-01-01")
    assert clock.pinned_today() == datetime.date(2022, 1, 1)


def test_an_empty_pin_pins_nothing(pin_file):
    pin_file.write_text("\n")

    assert clock.pinned_today() is None


def test_a_pin_that_is_no_date_is_an_error_and_not_another_day(monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "31.10.2021")

    with pytest.raises(ValueError, match=r"31\.10\.2021"):
        clock.today()
