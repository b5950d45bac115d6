"""`askaround review` reads for meaning as the page does, or says that it did not."""

from askaround.config.cli import main
from askaround.language import minilm
from askaround.language.keeping import Kept
from askaround.outreach.review import meaning

DISGUISED = (
    "Hi Priya,\n\nYou moved from nursing to hospital planning, which is the step I am thinking about. "
    "Could we talk for 20 minutes next week? If your stage crew is ever one short, I would gladly step in. Thank you."
)


def test_the_command_reads_for_meaning_too_or_says_that_it_did_not(tmp_path, capsys, monkeypatch):
    file = tmp_path / "letter.txt"
    file.write_text(DISGUISED)
    monkeypatch.setattr(meaning, "_KEPT", Kept(meaning.Meaning))
    assert main(["review", str(file), "--kind", "ask"]) == 1
    assert "asking for a job" in capsys.readouterr().out
    monkeypatch.setattr(meaning, "_KEPT", Kept(meaning.Meaning))
    monkeypatch.setattr(minilm, "find_spec", lambda name: None)
    assert main(["review", str(file), "--kind", "ask"]) == 0
    assert "Not checked: job-meaning. The language model is not installed" in capsys.readouterr().err
