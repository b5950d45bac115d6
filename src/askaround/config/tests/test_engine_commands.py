import json

import pytest

from askaround.config.cli import main
from askaround.config.commands import CommandError
from askaround.config.commands.theming import read_rows

NOTES = (
    "d1\tadvice\tLearn SQL before anything else.\nd2\tadvice\tSQL is what you should learn first.\n"
    "d1\tinformation\tThere is a dog in the office.\n"
    "d2\treferral\tTalk to Greta Holm.\nd1\treferral\tMeet Greta Holm.\n"
)


def told(capsys, *words):
    assert main([*map(str, words)]) == 0
    return json.loads(capsys.readouterr().out)


def test_themes_of_three_columns(tmp_path, capsys):
    file = tmp_path / "notes.tsv"
    file.write_text(NOTES)
    found = told(capsys, "themes", file, "--json")
    themes = [line["theme"] for line in found["lines"]]
    assert [line["text"] for line in found["lines"]] == [row.split("\t")[2] for row in NOTES.splitlines()]
    assert themes[3] == themes[4] and themes[0] != themes[2]
    by_id = {theme["id"]: theme for theme in found["themes"]}
    assert set(themes) == set(by_id)
    assert (by_id[themes[3]]["people"], by_id[themes[3]]["of"]) == (2, 2)
    assert 0 <= found["coverage"] <= 1 and found["expected_new"] >= 0
    assert [(skill["id"], skill["people"], skill["of"]) for skill in found["skills"]] == [("sql", 2, 2)]


def test_themes_by_header_in_any_order(tmp_path, capsys):
    file = tmp_path / "notes.tsv"
    file.write_text("text\tmore\tinterview\tkind\n" + "".join(
        f'"{text}"\tx\t{talk}\t{kind}\n' for talk, kind, text in (row.split("\t") for row in NOTES.splitlines())
    ))  # fmt: skip
    found = told(capsys, "themes", file, "--json")
    assert [line["text"] for line in found["lines"]] == [row.split("\t")[2] for row in NOTES.splitlines()]
    assert main(["themes", str(file)]) == 0
    assert "2 of 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty"),
        ("a\tb\n", "Line 1 has 2 columns"),
        ("a\tb\tc\nd\te\tf\tg\n", "Line 2 has 4 columns"),
        ("interview\ttext\n1\tx\n", "names no column “kind”"),
        ("interview\tkind\ttext\n1\tx\n", "Line 2 has 2 columns"),
    ],
)
def test_what_is_no_such_table_is_refused(text, said):
    with pytest.raises(CommandError, match=said):
        read_rows(text)


def test_skills_of_a_text(tmp_path, capsys):
    file = tmp_path / "said.txt"
    file.write_text("First line.\nLearn SQL.\n")
    assert told(capsys, "skills", file, "--json") == [
        {"line": 2, "start": 18, "end": 21, "text": "SQL", "id": "sql", "name": "SQL", "candidate": False}
    ]
    assert main(["skills", str(file)]) == 0
    assert "line 2: SQL = SQL" in capsys.readouterr().out
    assert main(["skills", str(tmp_path / "no.txt")]) == 2
