"""The description of the programming interface is true: whatever it allows is answered as it says."""

import json
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import CHECKS

from portal.api_urls import description


@cache
def site():
    """Made within a test: only then do the settings of tests hold."""
    return get_wsgi_application()


interface = schemathesis.openapi.from_dict(json.loads(json.dumps(description())))
interface.app = lambda environ, start_response: site()(environ, start_response)

# A name of the right form that nobody bears is 404, a day of the right form that is still to come 422.
NOT_ASKED = [CHECKS.get_one("positive_data_acceptance")]
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture
def _one_connection(demo, settings):
    """The requests stay within the test's transaction, and may be as many as they like."""
    settings.API_REQUESTS_PER_MINUTE = 0
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@interface.parametrize()
@settings(max_examples=10, **QUIET)
def test_answers_are_as_described(case):
    case.call_and_validate(excluded_checks=NOT_ASKED)


@pytest.mark.slow
@pytest.mark.usefixtures("_one_connection")
@interface.parametrize()
@settings(max_examples=500, **QUIET)
def test_answers_are_as_described_however_long_one_asks(case):
    case.call_and_validate(excluded_checks=NOT_ASKED)


def test_every_address_declares_all_its_answers():
    operations = {path: methods["get"] for path, methods in description()["paths"].items()}

    assert len(operations) == 10
    assert {tuple(sorted(operation["responses"])) for operation in operations.values()} == {(200, 304, 404, 422, 429)}


@pytest.mark.parametrize("path", sorted(description()["paths"]))
def test_the_examples_have_the_declared_shapes(path):
    content = description()["paths"][path]["get"]["responses"][200]["content"]["application/json"]
    schema = {
        **content["schema"],
        "components": description()["components"],
        "$schema": Draft202012Validator.META_SCHEMA["$id"],
    }

    Draft202012Validator(schema).validate(content["example"])


def test_the_description_is_served(client, db):
    served = client.get("/api/v1/openapi.json").json()

    assert (served["openapi"], served["info"]["title"]) == ("3.1.0", "县域工业经济数据接口")
    assert sorted(served["paths"]) == sorted(description()["paths"])
