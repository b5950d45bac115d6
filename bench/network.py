"""The network of 500 people in a throttled browser, and ways through 30,000 contacts with 60,000 roles."""

import os
import random
import statistics
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.timing import in_turn
from tools.filling import NOW, named, network

ROUNDS = 7
THROTTLE = 4
PEOPLE = 30_000
DRAWN = """addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.drawn = performance.now(); })));"""


def run() -> list[dict[str, Any]]:
    """Pages in turn with the pages' floor; the browser with an empty page of ours as its floor."""
    import django
    from django.conf import settings

    django.setup()
    settings.ROOT_URLCONF = "bench.floor"
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    from django.core.management import call_command
    from django.test import Client

    from askaround.accounts.opening import local_user
    from askaround.tasks.planning import measure

    call_command("migrate", verbosity=0)
    user = local_user(at=NOW)
    client = Client(HTTP_HOST="127.0.0.1")
    pages = _crowd(_notebook(user))
    measure()
    client.force_login(user)
    rows = [in_turn(client, name, address) for name, address in pages.items()]
    network(_notebook(user), 500)
    for name, address in {"page-network-500": "/network/", "page-network-all": "/network/?open=all"}.items():
        rows.append(in_turn(client, name, address))
    return [*rows, *_in_a_browser()]


def _notebook(user: Any) -> Any:
    """A new notebook, open for the user."""
    from askaround.accounts.models import Membership, Notebook
    from askaround.purpose.starting import start_campaign

    notebook = Notebook.objects.create(name="Bench", owner=user, created_at=NOW)
    Membership.objects.create(notebook=notebook, user=user)
    notebook.open_for(user)
    start_campaign(notebook, name="Becoming a data engineer", at=NOW)
    return notebook


def _crowd(notebook: Any) -> dict[str, str]:
    """30,000 people with two roles each at 3,000 firms; 600 of them known well; 300 offers, 600 acquaintances."""
    from askaround.people.models import Acquaintance, Contact, Introduction, Organization, Role, Tie

    dice = random.Random(3)
    people = [named(notebook, dice, number, NOW) for number in range(PEOPLE)]
    for one in dice.sample(people, 600):
        one.met, one.received, one.last_contact_at = 1, 2, NOW - timedelta(days=dice.randrange(900))
    Contact.objects.bulk_create(people, batch_size=2000)
    firms = Organization.objects.bulk_create(
        Organization(notebook=notebook, name=f"Firm {n}", key=f"firm {n}", created_at=NOW) for n in range(3000)
    )
    Role.objects.bulk_create((_role(notebook, one, dice, firms, then) for one in people for then in (0, 1)), 2000)
    Tie.objects.bulk_create(
        (Tie(notebook=notebook, contact=one, kind="acquaintance", created_at=NOW) for one in people), 2000
    )
    pairs = {tuple(sorted(dice.sample(range(PEOPLE), 2))) for _ in range(900)}
    two = [(people[a], people[b]) for a, b in sorted(pairs)]
    Introduction.objects.bulk_create(
        Introduction(notebook=notebook, by=a, to=b, offered_at=NOW, created_at=NOW) for a, b in two[:300]
    )
    Acquaintance.objects.bulk_create(Acquaintance(notebook=notebook, a=a, b=b, created_at=NOW) for a, b in two[300:])
    wanted = two[0][1]
    firm = wanted.roles.filter(current=True).first().organization_id
    return {
        "page-paths-firm": f"/network/paths/?to={firm}",
        "page-paths-contact": f"/network/paths/?to={wanted.pk}",
        "page-network-30k": "/network/",
        "page-acquaintances": f"/people/{wanted.pk}/acquaintances/",
    }


def _role(notebook: Any, contact: Any, dice: random.Random, firms: list[Any], then: int) -> Any:
    from askaround.people.models import Role

    began = 2010 + dice.randrange(8) if then else 2018 + dice.randrange(8)
    return Role(
        notebook=notebook, contact=contact, organization=dice.choice(firms), title="Data engineer", began=str(began),
        ended=str(min(2018, began + dice.randrange(1, 6))) if then else "", current=not then, created_at=NOW,
    )  # fmt: skip


def _in_a_browser() -> list[dict[str, Any]]:
    """From the start of the navigation until it is drawn, the processor held back fourfold."""
    from playwright.sync_api import sync_playwright

    from tools.app import start
    from tools.browser import chromium

    app = start(Path(os.environ["ASKAROUND_HOME"]))
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(base_url=app.address, viewport={"width": 1280, "height": 800})
            page.add_init_script(DRAWN)
            page.goto(app.link())
            page.wait_for_url(lambda url: "/open/" not in url)
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
            rows = [_drawn(page, "network-500", "/network/"), _drawn(page, "network-500-all", "/network/?open=all")]
            browser.close()
            return rows
    finally:
        app.stop()


def _drawn(page: Any, name: str, address: str) -> dict[str, Any]:
    ours, floor = [], []
    for _ in range(ROUNDS):
        floor.append(_until_drawn(page, "/settings/"))
        ours.append(_until_drawn(page, address))
    shown = page.locator("network-tree .node").count()
    ours_s, floor_s = statistics.median(ours), statistics.median(floor)
    return {
        "name": name, "ours_s": round(ours_s, 3), "floor_s": round(floor_s, 3), "ratio": round(ours_s / floor_s, 2),
        "best_s": round(min(ours), 3), "worst_s": round(max(ours), 3), "nodes": shown, "throttle": THROTTLE,
    }  # fmt: skip


def _until_drawn(page: Any, address: str) -> float:
    page.goto(address)
    page.wait_for_function("window.drawn")
    return float(page.evaluate("window.drawn")) / 1000
