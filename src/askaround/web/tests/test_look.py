"""The look keeps its own rules: tokens hold what is raw, colours can be read, only what every browser has."""

import re

import pytest

from .look import SOURCE, TOKENS, contrast, declared, name, own, tokens

SHEETS = own("*/static/**/*.css")
KIT = [path for path in SHEETS if path.is_relative_to(SOURCE / "web") and path != TOKENS]
GROUNDS = ("paper", "sheet", "wash")
INKS = ("ink", "faint", "advice", "information", "referral", "late")
# A layer keeps order without it; a colour that is not a token would be wrong in the dark.
RAW_COLOUR = r"#[0-9a-fA-F]{3,8}\b(?![^{};]*\{)|\b(rgb|rgba|hsl|hsla|oklch|lab)\(|:\s*(black|white|red|gray|grey)\b"
RAW_SIZE = r"(?<![\w-])[0-9.]*[1-9][0-9.]*(px|rem|pt|cm)\b"
# Not yet Baseline, or not for long: every one of them would leave somebody with a broken page.
TOO_NEW = ("@function", "if(", "appearance: base-select", "anchor-name", "position-anchor", "interpolate-size",
           "sibling-index", "random(", "corner-shape", "reading-flow", "@apply", "masonry")  # fmt: skip


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(ink, ground, scheme):
    """WCAG 2.2 AA: 4.5 to 1, for small words too."""
    assert contrast(tokens()[ink][scheme], tokens()[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(scheme):
    """WCAG 2.2 AA for what is not text: 3 to 1."""
    for ground in ("paper", "sheet"):
        assert contrast(tokens()["edge"][scheme], tokens()[ground][scheme]) >= 3


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_can_be_read_where_they_are_marked_or_on_the_main_button(scheme):
    assert contrast(tokens()["ink"][scheme], tokens()["marked"][scheme]) >= 4.5
    assert contrast(tokens()["paper"][scheme], tokens()["ink"][scheme]) >= 4.5


def test_contrast_is_as_the_standard_says():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("path", [path for path in SHEETS if path != TOKENS], ids=name)
def test_only_the_tokens_hold_a_raw_colour(path):
    assert not re.search(RAW_COLOUR, declared(path)), "name it in tokens.css, in light and in dark"


@pytest.mark.parametrize("path", [path for path in SHEETS if path != TOKENS], ids=name)
def test_only_the_tokens_hold_a_raw_size(path):
    found = re.search(RAW_SIZE, declared(path))
    assert not found, f"{found and found.group()}: name it in tokens.css"


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_a_style_sheet_is_short_layered_and_fights_nobody(path):
    text = declared(path)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200, "one file per part"
    assert "!important" not in text, "the order of layers decides"
    assert "@layer" in text, "outside a layer it would win over every part"


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_only_what_every_browser_has(path):
    assert not [feature for feature in TOO_NEW if feature in declared(path)]


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_a_sheet_uses_only_tokens_that_exist(path):
    """A misspelt token is no error to a browser: the rule silently does nothing."""
    here = {
        *re.findall(r"(--[\w-]+)\s*:", TOKENS.read_text(encoding="utf-8")),
        *re.findall(r"(--[\w-]+)\s*:", declared(path)),
    }
    assert not set(re.findall(r"var\((--[\w-]+)\)", declared(path))) - here


@pytest.mark.parametrize("path", KIT, ids=name)
def test_the_kit_is_written_for_either_direction(path):
    """Logical properties: a page in Arabic turns round by itself."""
    edges = r"(?<![\w-])(margin|padding|border)-(left|right|top|bottom)\s*:"
    sides = r"(?<![\w-])(left|right|width|height|(min|max)-(width|height))\s*:"
    assert not re.search(f"{edges}|{sides}", declared(path))


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [(RAW_COLOUR, "a { color: var(--ink) }", "a { color: #b3261e }"),
     (RAW_COLOUR, "#main { color: var(--ink) }", "a { color: white }"),
     (RAW_SIZE, "a { margin: 0 .5em var(--gap-1) }", "a { margin: .75rem }"),
     (RAW_SIZE, "a { --step-1: var(--step-2) }", "a { padding: 12px }")],
)  # fmt: skip
def test_the_rules_know_good_from_bad(pattern, good, bad):
    assert re.search(pattern, bad)
    assert not re.search(pattern, good)
