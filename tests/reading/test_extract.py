"""Files to sources: what becomes of each type, and of files that cannot be read."""

from __future__ import annotations

import os
import socket
from datetime import date
from pathlib import Path

import pytest

from goodoffices.errors import PathNotFound, SourceError
from goodoffices.model.sources import SourceDetails
from goodoffices.reading.extract import MAX_BYTES, read_source
from goodoffices.reading.gather import gather

ENGLISH = "The envoy said that the talks would go on until both of the sides had signed the text that was on the table."


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def test_the_kept_text_is_the_decoded_file_untouched(tmp_path: Path) -> None:
    text = "\n\n" + ENGLISH + "\r\n  é 🇺🇳\u202e\r\n"
    source = read_source(write(tmp_path / "a.txt", b"\xef\xbb\xbf" + text.encode()), "a.txt")
    assert source.text == text
    assert (source.language, source.encoding, source.extractor) == ("en", "utf-8", "text/1")


def test_another_encoding_is_guessed_and_noted(tmp_path: Path) -> None:
    text = (
        "“The delegation’s café”, "
        + ENGLISH
        + " "
        + "The minister’s reply – “never” – was quoted in full by the papers. " * 5
    )
    source = read_source(write(tmp_path / "a.txt", text.encode("cp1252")), "a.txt")
    assert "delegation’s" in source.text
    assert source.encoding != "utf-8"
    assert any("guessed" in note for note in source.notes)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", b"\x00\x01\x02PK\x03\x04" * 50, "not a text file"),
        ("a.txt", bytes(range(128, 160)) * 40 + bytes(range(1, 9)) * 40, "not text|encoding"),
        ("a.xyz", b"text", "cannot be read"),
        ("a.html", b"<html><body></body></html>", "no main text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        read_source(write(tmp_path / name, data), name)
    assert str(caught.value).startswith(name + ":")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SourceError, match="at most 64"):
        read_source(path, "a.txt")


def test_the_date_comes_from_the_list_then_the_page_then_the_name(tmp_path: Path) -> None:
    name = "2031-05-08-port.txt"
    path = write(tmp_path / name, ENGLISH)
    assert read_source(path, name).dated_by == "file name"
    assert read_source(path, name).published_on == date(2031, 5, 8)
    listed = read_source(path, name, SourceDetails(published_on=date(2031, 5, 9), publisher="The Courier"))
    assert (listed.published_on, listed.dated_by, listed.publisher) == (date(2031, 5, 9), "sources.csv", "The Courier")
    meta = '<meta property="article:published_time" content="2031-05-07T10:00:00Z">'
    page = f'<html lang="en"><head>{meta}</head><body><article><p>{ENGLISH * 3}</p></article></body></html>'
    dated = read_source(write(tmp_path / "2031-05-08-port.html", page), "2031-05-08-port.html")
    assert (dated.published_on, dated.dated_by) == (date(2031, 5, 7), "metadata")


def test_headings_of_a_page_are_kept_in_their_places_and_marked(tmp_path: Path) -> None:
    page = (
        "<html><body><h1>Talks at the port</h1>"
        + "".join(
            f"<h2>Part {number} of the talks</h2><p>In part {number}, {ENGLISH}</p>"
            for number in "one two three".split()
        )
        + "<script>alert(1)</script></body></html>"
    )
    source = read_source(write(tmp_path / "a.html", page), "a.html")
    marked = [source.text[span.start : span.end] for span in source.headings]
    assert [line for line in marked if line.startswith("Part")] == [
        f"Part {n} of the talks" for n in "one two three".split()
    ]
    assert source.text.index("Part two") < source.text.index("In part two") < source.text.index("Part three")
    assert "alert" not in source.text


def test_a_hostile_page_ends_in_a_message(tmp_path: Path) -> None:
    deep = "<div>" * 100_000 + ENGLISH + "</div>" * 100_000
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;&b;</p></body></html>'
    outside = '<!DOCTYPE html SYSTEM "http://192.0.2.1/x.dtd"><html><body><p>&x;</p></body></html>'
    with pytest.raises(SourceError, match="nested"):
        read_source(write(tmp_path / "a.html", deep), "a.html")
    for page in (bomb, outside):  # entities of a page's own are never expanded and nothing is fetched
        kept = read_source(write(tmp_path / "a.html", page), "a.html").text
        assert "aaaa" not in kept
        assert len(kept) < 100


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", ENGLISH)
    write(tmp_path / "a.txt", ENGLISH)
    write(tmp_path / "c.txt", b"")
    write(tmp_path / "picture.png", b"\x89PNG")
    write(tmp_path / ".hidden.txt", ENGLISH)
    found = gather([tmp_path], base=tmp_path)
    assert [source.source for source in found.sources] == ["a.txt", "b.txt"]
    assert [problem.reason for problem in found.problems] == ["the file is empty."]
    assert found.passed_over == ("picture.png",)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "sources"
    inside.mkdir()
    secret = write(tmp_path / "secret.txt", ENGLISH)
    (inside / "link.txt").symlink_to(secret)
    (inside / "folder").symlink_to(tmp_path)
    found = gather([inside])
    assert found.sources == ()
    assert all("leads out of the folder" in problem.reason for problem in found.problems)
    assert len(found.problems) == 2


def test_a_path_that_does_not_exist_is_a_mistake_in_the_call(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound):
        gather([tmp_path / "nowhere"])
    with pytest.raises(PathNotFound):
        gather([Path("a\x00b")])


def test_what_is_known_of_a_source_is_found_by_its_name(tmp_path: Path) -> None:
    listed = {"a.txt": SourceDetails(published_on=date(2031, 5, 8), publisher="The Courier")}
    write(tmp_path / "a.txt", ENGLISH)
    (source,) = gather([tmp_path / "a.txt"], details=listed).sources
    assert (source.published_on, source.publisher) == (date(2031, 5, 8), "The Courier")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_or_a_socket_is_refused_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "a.txt")
    write(tmp_path / "b.txt", ENGLISH)
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("c.txt")
        found = gather([tmp_path])
    assert [source.source for source in found.sources] == [(tmp_path / "b.txt").as_posix()]
    assert len(found.problems) == 2
    assert all("not a file" in str(problem) for problem in found.problems)
    with pytest.raises(SourceError, match="not a file"):
        read_source(tmp_path / "a.txt", "a.txt")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices here")
def test_a_link_to_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "endless.txt").symlink_to("/dev/zero")
    with pytest.raises(SourceError, match="not a file"):
        read_source(tmp_path / "endless.txt", "endless.txt")
