"""Reading 30,000 vCards, beside vobject on a tenth of them: both as rich as a phone writes them, in turn."""

import io
import time
from collections.abc import Callable
from typing import Any

CARDS = 30_000
ROUNDS = 3


def run() -> list[dict[str, Any]]:
    """The fastest of three each; the ratio is our time to vobject's, for as many cards."""
    import vobject

    from askaround.formats.vcard import read_cards

    data = "".join(card(number) for number in range(CARDS)).encode()
    tenth = "".join(card(number) for number in range(CARDS // 10))
    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(_timed(lambda: sum(1 for _ in read_cards(lambda: io.BytesIO(data)))))
        peer.append(_timed(lambda: sum(1 for _ in vobject.readComponents(tenth))) * 10)
    ours_s, peer_s = min(ours), min(peer)
    row = {"name": "cards-30k", "ours_s": ours_s, "floor_s": peer_s, "ratio": ours_s / peer_s}
    return [{**row, "times_vobject": round(peer_s / ours_s, 1), "cards_a_second": round(CARDS / ours_s)}]


def card(number: int) -> str:
    """Somebody invented, as an iPhone writes them."""
    lines = (
        "BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Apple Inc.//iPhone OS 17.1//EN", f"N:Lind{number};Mara;;;",
        f"FN:Mara Lind{number}", f"ORG:Acme {number % 997} GmbH;", "TITLE:Head of data\\, Europe",
        f"item1.EMAIL;type=INTERNET;type=pref:mara{number}@acme.example", "item1.X-ABLabel:_$!<Work>!$_",
        f"EMAIL;type=INTERNET;type=HOME:m{number}@home.example",
        f"TEL;type=CELL;type=VOICE;type=pref:+49 170 {number:07}",
        f"ADR;type=WORK;type=pref:;;Am Markt {number};Bonn;;53111;Germany",
        f"URL;type=pref:https://www.linkedin.com/in/mara-{number}",
        "NOTE:Met at the June meetup\\nLikes tea and long walks; talk about the new lab with",
        "  her.", "CATEGORIES:alumni,data", f"UID:{number:08x}-1111-4222-8333-444455556666",
        "REV:2026-01-02T03:04:05Z", "END:VCARD", "",
    )  # fmt: skip
    return "\r\n".join(lines)


def _timed(read: Callable[[], object]) -> float:
    began = time.perf_counter()
    read()
    return time.perf_counter() - began
