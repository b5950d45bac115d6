"""A page and the floor of the pages, timed in turn, so that a busy moment of the machine falls on both."""

import statistics
import time
from datetime import UTC, datetime
from typing import Any

ROUNDS = 40
NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)


def in_turn(client: Any, name: str, address: str, *, rounds: int = ROUNDS) -> dict[str, Any]:
    """Median and 95th percentile of a page and of the floor, and how many times the floor the page takes."""
    ours, floor, size = [], [], 0
    for _ in range(5):
        client.get(address), client.get("/floor/")
    for _ in range(rounds):
        seconds, answer = _timed(client, address)
        assert answer.status_code == 200, f"{address} answered {answer.status_code}"
        ours.append(seconds)
        size = len(answer.content)
        floor.append(_timed(client, "/floor/")[0])
    ours_s, floor_s = statistics.median(ours), statistics.median(floor)
    return {
        "name": name, "ours_s": round(ours_s, 5), "floor_s": round(floor_s, 5), "ratio": round(ours_s / floor_s, 2),
        "p95_s": round(statistics.quantiles(ours, n=20)[-1], 5),
        "floor_p95_s": round(statistics.quantiles(floor, n=20)[-1], 5), "html_kb": round(size / 1000, 1),
    }  # fmt: skip


def _timed(client: Any, address: str) -> tuple[float, Any]:
    start = time.perf_counter()
    answer = client.get(address)
    return time.perf_counter() - start, answer
