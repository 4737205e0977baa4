"""The one shape of a benchmark's line."""

import json

FIELDS = ("bench", "metric", "state", "better", "ours", "peer", "floor", "ratio", "of_floor", "note")
BETTER = {"rows_per_s": "higher", "req_per_s": "higher", "p95_ms": "lower", "seconds": "lower", "peak_mb": "lower"}


def line(bench, metric, ours, *, state, note, peer=None, floor=None) -> str:
    """One JSON object; `ratio` is ours to the peer, `of_floor` ours to the bare work that nobody can avoid."""
    values = {
        "bench": bench,
        "metric": metric,
        "state": state,
        "better": BETTER[metric],
        "ours": round(ours, 3),
        "peer": peer,
        "floor": floor,
        "ratio": round(ours / peer, 3) if peer else None,
        "of_floor": round(ours / floor, 3) if floor else None,
        "note": note,
    }
    return json.dumps({name: values[name] for name in FIELDS}, ensure_ascii=False)


def percentile_95(values: list[float]) -> float:
    """The smallest value that at least 95 in 100 do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]
