"""How a problem is shown: where, what, the line itself, the nearest right thing."""

from __future__ import annotations

from goodoffices.errors import CaseError, Problem


def test_a_problem_is_shown_with_its_line_and_the_line_above() -> None:
    problem = Problem(
        "river/case.yaml",
        'no issue is named "tool"',
        line=47,
        column=7,
        before="      truce: calm > firing",
        excerpt="      tool: none > half > all",
        width=4,
        hint='Did you mean "toll"? Issues of this case: truce, toll, flag, harbour dues, fishing rights, pilots, ice.',
    )
    assert (
        str(problem)
        == """\
river/case.yaml:47:7: no issue is named "tool"

  46 |       truce: calm > firing
  47 |       tool: none > half > all
             ^^^^
  Did you mean "toll"? Issues of this case: truce, toll, flag, harbour dues,
  fishing rights, pilots, ice."""
    )


def test_a_problem_without_a_place_is_one_line() -> None:
    assert str(Problem("case.yaml", "the file is empty.")) == "case.yaml: the file is empty."


def test_a_long_line_is_cut_around_the_fault() -> None:
    line = "x" * 300 + " fault " + "y" * 300
    shown = str(Problem("case.yaml", "here", 1000, 302, line, 5)).split("\n")
    start = shown[3].index("^")
    assert max(map(len, shown)) <= 80
    assert shown[2][start : start + 5] == "fault"
    assert shown[3].strip() == "^^^^^"


def test_the_caret_stands_under_wide_and_combining_characters() -> None:
    shown = str(Problem("case.yaml", "here", 1, 6, "停戦e\u0301 fault", 5)).split("\n")
    assert shown[3].index("^") == len("  1 | ") + 2 + 2 + 1 + 1


def test_line_numbers_stay_in_line_where_they_grow() -> None:
    shown = str(Problem("case.yaml", "here", 10, 1, "b", before="a")).split("\n")
    assert shown[2:4] == ["   9 | a", "  10 | b"]


def test_a_case_error_lists_its_problems() -> None:
    error = CaseError([Problem("a", "one"), Problem("b", "two")])
    assert str(error) == "a: one\nb: two"
    assert error.exit_status == 3
