"""Templates and scripts keep to the house: short, nothing inline, nothing from elsewhere, nothing missing."""

import re

import pytest
from django.contrib.staticfiles import finders

from .look import SOURCE, name, own

TEMPLATES = own("*/templates/**/*.html")
SCRIPTS = own("*/static/**/*.js")
# The security policy forbids each of them, so a browser would leave it out without a word.
INLINE = r"\sstyle=|<style|\son[a-z]+=[\"']|\shx-on|javascript:|<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_is_short_enough_to_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80, "split it into parts with names"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_holds_no_style_and_no_script(path):
    found = re.search(INLINE, path.read_text(encoding="utf-8"))
    assert not found, f"{found and found.group()}: the Content-Security-Policy forbids it"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_loads_nothing_from_elsewhere(path):
    assert not re.search(r"(src|srcset)=[\"'](https?:)?//|<link[^>]+https?:", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_file_that_a_template_names_is_there(path):
    wanted = re.findall(r"\{% static [\"']([^\"']+)[\"'] %\}", path.read_text(encoding="utf-8"))
    assert not [each for each in wanted if not finders.find(each)]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_picture_that_a_template_names_is_in_the_sprite(path):
    sprite = (SOURCE / "web/static/web/vendor/icons.svg").read_text(encoding="utf-8")
    wanted = re.findall(r"\{% icon [\"']([^\"']+)[\"'] %\}", path.read_text(encoding="utf-8"))
    assert not [each for each in wanted if f'id="{each}"' not in sprite], "add it to ICONS in tools/vendor.py"


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_is_short_and_takes_no_short_cut(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120, "one small element per behaviour"
    assert not re.search(r"\beval\(|new Function|document\.write|\.innerHTML\s*=|https?://(?!www\.w3\.org)", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_an_element_undoes_what_it_hung_on_the_page(path):
    """htmx takes elements away; a listener left on the document would then act for nobody."""
    text = path.read_text(encoding="utf-8")
    for element in re.split(r"(?=class \w+ extends HTMLElement)", text)[1:]:
        if re.search(r"(document|window)\.addEventListener", element.split("customElements.define")[0]):
            assert "disconnectedCallback" in element


@pytest.mark.parametrize(
    ("good", "bad"),
    [('<p class="small">', '<p style="margin:0">'), ('<script type="module" src="a.js">', "<script>go()</script>"),
     ('<button type="submit">', '<button onclick="go()">'), ('<div hx-get="/">', '<div hx-on:click="go()">'),
     ('<script id="ids" type="application/json">', "<style>a{}</style>")],
)  # fmt: skip
def test_the_rule_about_inline_knows_good_from_bad(good, bad):
    assert re.search(INLINE, bad)
    assert not re.search(INLINE, good)
