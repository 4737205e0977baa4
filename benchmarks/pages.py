"""Public pages answered in this process, without a network: what the server itself needs."""

import time

from django.test import Client

from benchmarks.line import line, percentile_95
from enterprises.models import Enterprise
from indicators.models import Indicator


def cold_pages():
    """Every indicator and enterprise page once, distinct addresses; the first request, which warms imports, apart."""
    client = Client(headers={"host": "localhost"})
    client.get("/")
    addresses = [f"/indicators/{code}/" for code in Indicator.objects.values_list("code", flat=True)]
    addresses += [f"/enterprises/{slug}/" for slug in Enterprise.objects.values_list("subject__slug", flat=True)]
    times = [_milliseconds(client, address) for address in ["/", "/indicators/", "/enterprises/", *addresses]]
    note = f"{len(times)} distinct addresses, one at a time, in process"
    yield line("public_pages", "p95_ms", percentile_95(times), state="cold", note=note)


def _milliseconds(client, address):
    started = time.perf_counter()
    response = client.get(address)
    elapsed = (time.perf_counter() - started) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return elapsed
