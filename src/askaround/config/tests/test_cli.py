"""The command line: fast, plain about what is wrong, and with the exit statuses that scripts rely on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from askaround.config import cli


@pytest.fixture
def run(home: Path) -> "Run":
    return Run(home)


class Run:
    """Commands in processes of their own, on one home."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *args: object) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "ASKAROUND_HOME": str(self.home), "ASKAROUND_BROWSER": "0"}
        for name in ("ASKAROUND_DATABASE_URL", "DJANGO_SETTINGS_MODULE", "ASKAROUND_PORT"):
            environment.pop(name, None)
        command = [sys.executable, "-m", "askaround.config.cli", *map(str, args)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("verb", ["", *cli.VERBS])
def test_every_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main([*([verb] if verb else []), "--help"])
    assert caught.value.code == 0
    assert "--home" in capsys.readouterr().out


@pytest.mark.parametrize(
    "args", [["nonsense"], ["export"], ["review", "a.txt"], ["review", "a.txt", "--kind", "poem"], ["today", "--jso"]]
)
def test_a_wrong_argument_is_one_sentence_and_status_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(args)
    assert caught.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_help_and_version_do_not_wait_for_django() -> None:
    code = "import sys; from askaround.config import cli; cli.parser(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_home_may_stand_before_the_verb_or_after(tmp_path: Path) -> None:
    parser = cli.parser()
    assert parser.parse_args(["--home", "a", "today"]).home == "a"
    assert parser.parse_args(["today", "--home", "a"]).home == "a"


def test_today_in_an_empty_home_is_a_list(run: Run) -> None:
    answer = run("today", "--json")
    assert answer.returncode == 0, answer.stderr
    assert isinstance(json.loads(answer.stdout), list)


def test_today_means_another_campaign_without_changing_the_active_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").write_text("First Name,Last Name,Connected On\nPriya,Raman,08 Feb 2026\n")
    assert run("import", tmp_path / "Connections.csv", "--campaign", "Data").returncode == 0
    assert run("today", "--campaign", "Data", "--json").returncode == 0
    wrong = run("today", "--campaign", "Nothing")
    assert (wrong.returncode, "no campaign “Nothing”" in wrong.stderr) == (2, True)


def test_import_tells_each_file_and_which_were_refused(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "Connections.csv", tmp_path / "picture.csv"
    good.write_text("First Name,Last Name,Connected On\nPriya,Raman,08 Feb 2026\n,,07 Jun 2026\n")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    rehearsal = json.loads(run("import", good, "--dry-run", "--json").stdout)
    answer = run("import", good, bad, tmp_path / "missing.csv", "--json")
    assert answer.returncode == 1
    first, second, third = json.loads(answer.stdout)
    assert rehearsal == [first]
    assert set(first) == {"file", "reader", "read", "created", "matched", "skipped"}
    assert (first["read"], first["created"], first["matched"]) == (2, 1, 0)
    assert first["skipped"][0]["count"] == 1
    assert second["created"] == third["created"] == 0
    assert len(answer.stderr.splitlines()) == 2
    again = json.loads(run("import", good, "--json").stdout)[0]
    assert (again["created"], again["matched"]) == (0, 1)
    assert run("import", bad).returncode == 2


def test_export_and_import_into_an_empty_home_are_the_same_notebook(run: Run, first_home: Path, tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").write_text("First Name,Last Name,Connected On\nPriya,Raman,08 Feb 2026\n")
    run("import", tmp_path / "Connections.csv")
    assert run("export", tmp_path / "one.zip").returncode == 0
    other = Run(tmp_path / "other")
    facts = json.loads(other("import", tmp_path / "one.zip", "--json").stdout)[0]
    assert (facts["reader"], facts["read"] == facts["created"] > 0) == ("askaround", True)
    assert other("export", tmp_path / "two.zip").returncode == 0
    import zipfile

    said = []
    for name in ("one.zip", "two.zip"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            said.append(json.loads(archive.read("notebook.json")))
    assert said[0].pop("exported_at")
    assert said[1].pop("exported_at")
    assert said[0] == said[1]


def test_another_notebook_is_named_or_refused(run: Run, tmp_path: Path) -> None:
    wrong = run("export", tmp_path / "a.zip", "--notebook", "Nobody’s")
    assert (wrong.returncode, "There is no notebook “Nobody’s”" in wrong.stderr) == (2, True)
    assert run("export", tmp_path).returncode == 2


def test_review_finds_the_words_and_the_status_says_must(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    text = "Subject: A question\n\nDear Priya,\n\nCould you please give me a job at Northwind?\n\nAlice\n"
    letter.write_bytes(text.encode("utf-8-sig"))
    answer = run("review", letter, "--kind", "ask", "--json")
    assert answer.returncode == 1, answer.stderr
    remarks = json.loads(answer.stdout)
    [job] = [remark for remark in remarks if "job" in remark["rule"] and remark["level"] == "must"]
    assert set(job) == {"rule", "level", "start", "end", "message"}
    assert "job" in text[job["start"] : job["end"]]
    assert run("review", tmp_path / "missing.txt", "--kind", "ask").returncode == 2


def test_doctor_says_what_is_in_order(run: Run) -> None:
    run("today")
    answer = run("doctor", "--json")
    found = {finding["check"]: finding for finding in json.loads(answer.stdout)}
    assert {"folder", "space", "database", "version", "static", "fonts", "zones", "mail", "calendars", "port"} == set(
        found
    )
    assert found["folder"]["ok"]
    assert found["database"]["ok"]
    assert found["version"]["ok"]


def test_doctor_says_what_to_do_about_a_damaged_database(run: Run) -> None:
    run("today")
    (run.home / "askaround.sqlite3").write_bytes(b"SQLite format 3\x00" + b"rubbish" * 999)
    run.home.chmod(0o755)
    answer = run("doctor")
    assert answer.returncode == 1
    assert "askaround restore" in answer.stdout
    assert "chmod 700" in answer.stdout


def test_a_link_needs_a_running_app(run: Run) -> None:
    run("today")
    answer = run("link")
    assert (answer.returncode, "does not run" in answer.stderr) == (2, True)


def test_a_wrong_setting_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKAROUND_DEBUG", "perhaps")
    answer = run("today")
    assert (answer.returncode, answer.stderr) == (2, "ASKAROUND_DEBUG is “perhaps”. Set it to 1 or 0.\n")
