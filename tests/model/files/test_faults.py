"""Every fault of a case file is told once, in its place, with what was expected and the nearest right thing."""

from __future__ import annotations

import pytest

from goodoffices.model.files import loads_case
from tests.model.files.small import SMALL, problem, problems, spoiled, warnings


def test_the_small_case_is_sound() -> None:
    casefile = loads_case(SMALL)
    assert casefile.warnings == ()
    assert casefile.case.space.outcomes == 12


FAULTS = {
    # unknown and missing keys
    "an unknown section": ("talks:", "talk:", "talk:", 'Did you mean "talks"?'),
    "an unknown key of a party": ("name: South", "nam: South", "nam: S", 'Did you mean "name"?'),
    "an unknown key of holding": ("period: week", "periods: week", "periods", 'Did you mean "period"?'),
    "an unknown key of an effect": ("closes: {detection: 0.4}, ", "close: {detection: 0.4}, ", "close:", '"closes"?'),
    "a missing role": ("south: {name: South, role: principal}", "south: {name: South}", "south: {", 'no "role"'),
    "a missing input of holding": ("      penalty: 0\n", "", "north:\n      stake", 'no "penalty"'),
    # wrong kinds
    "a word where a list is meant": (
        "aliases: [The North Bank]",
        "aliases: The North Bank",
        "The North",
        "[The North Bank]",
    ),
    "a list where a word is meant": ("by: north\n", "by: [north]\n", "[north]\n", "here stands a list"),
    "a number where text is meant": ("name: The port", "name: 12", "12,", 'quote it: "12"'),
    "a truth value where a name is meant": (
        "  port: {name",
        "  true: {name: X, role: ally}\n  port: {name",
        "true: {",
        'quote it: "true"',
    ),
    "a number as a name": ("  port: {name", "  2: {name: X, role: ally}\n  port: {name", "2: {", 'quote it: "2"'),
    "nothing as a name": (
        "  port: {name",
        "  null: {name: X, role: ally}\n  port: {name",
        "null: {",
        'quote it: "null"',
    ),
    "nothing where a list is meant": ("left_out: [The fishermen]", "left_out:", "left_out:", "or write []"),
    "an empty list that must not be": ("left_out: [The fishermen]", "left_out: []", "[]", "At least one"),
    "an unknown role": ("role: affected", "role: afected", "afected", 'Did you mean "affected"?'),
    "an unknown answer": ("port: no_reply", "port: noreply", "noreply", "accepts_with_conditions"),
    "an unknown unit of time": ("period: week", "period: fortnight", "fortnight", "one of: day, week, month"),
    "an unknown input": ("shared: [detection]", "shared: [sight]", "sight", "stake, temptation"),
    "a day that is none": ("as_of: 2031-05-08", "as_of: 2031-02-30", "2031-02-30", "There is no such day."),
    "a day in words": ("as_of: 2031-05-08", "as_of: 8 May 2031", "8 May", "a date such as 2025-03-17"),
    "a number in quotes": ("reservation: 1", 'reservation: "1"', '"1"', "without quotes"),
    "a number that is none": ("reservation: 1", "reservation: .nan", ".nan", "must be finite"),
    "a number without end": ("calm: 10.5", "calm: .inf", ".inf", "must be finite"),
    "a name with a space": (
        "  port: {name",
        "  one half: {name: X, role: ally}\n  port: {name",
        "one half: {",
        "no spaces",
    ),
    "a word of expressions as a name": (
        "  port: {name",
        "  implies: {name: X, role: ally}\n  port: {name",
        "implies: {",
        "choose another name",
    ),
    "an id that is none": ("red_lines: [s5]", "red_lines: [statement 5]", "statement 5", "such as s12"),
    "a range upside down": (
        "low: 1, mode: 2, high: 3}, all",
        "low: 1, mode: 4, high: 3}, all",
        "mode: 4",
        "mode is above high",
    ),
    "a group of nobody": ("calm: [[north, south]]", "calm: [[]]", "[]]", "empty list"),
    # references to nothing
    "a member that is no party": ("{party: south}]", "{party: sauth}]", "sauth", 'Did you mean "south"?'),
    "a coalition within itself": ("{party: south}]", "{party: banks}]", "banks}]", "member of itself"),
    "a controller that is no party": ("controlled_by: port", "controlled_by: pot", "pot\n", 'Did you mean "port"?'),
    "a reacher that is no party": ("none: [port]", "none: [fort]", "fort", 'Did you mean "port"?'),
    "a group with a stranger": ("[[north, port], ", "[[noth, port], ", "noth,", 'Did you mean "north"?'),
    "a reached option that is none": ("calm: [[north", "clam: [[north", "clam", 'Did you mean "calm"?'),
    "an issue of a rule": ("never: toll.half", "never: tool.half", "tool", 'Did you mean "toll"?'),
    "an option of a rule": ("never: toll.half", "never: toll.halve", "halve", 'Did you mean "half"?'),
    "a rule that is no expression": (
        "never: toll.half and truce",
        "never: toll.half und truce",
        "und",
        "no expression",
    ),
    "an issue of the status quo": ("status_quo: {truce", "status_quo: {truc", "truc:", 'Did you mean "truce"?'),
    "an option of the status quo": ("{truce: firing", "{truce: fireing", "fireing", 'Did you mean "firing"?'),
    "a walk-away of a stranger": ("walk_away: {port", "walk_away: {porter", "porter", 'Did you mean "port"?'),
    "an option of a walk-away": ("{toll: all}}", "{toll: al}}", "al}}", 'Did you mean "all"?'),
    "preferences of a stranger": ("  south:\n", "  sough:\n", "sough", 'Did you mean "south"?'),
    "an issue of importance": ("[truce, [toll, flag]]", "[truce, [tolls, flag]]", "tolls", 'Did you mean "toll"?'),
    "an issue of an order": ("truce: calm > firing", "truces: calm > firing", "truces", 'Did you mean "truce"?'),
    "an option of an order": ("truce: calm > firing", "truce: calm > fire", "fire\n", 'Options of "truce"'),
    "the condition of an order": ("{when: truce.calm,", "{when: truce.clam,", "clam", 'Did you mean "calm"?'),
    "a red line": ("[flag.river and toll.all]", "[flags.river and toll.all]", "flags", 'Did you mean "flag"?'),
    "a priority": ("not toll.all implies", "not toll.al implies", "al implies", 'Did you mean "all"?'),
    "an issue of scores": ("flag: {none: 0, river: 0.1}", "flg: {none: 0, river: 0.1}", "flg", 'Did you mean "flag"?'),
    "an option of scores": ("river: 0.1", "rivr: 0.1", "rivr", 'Did you mean "river"?'),
    "an issue of weights": ("weights: {truce", "weights: {truc", "truc: 2", 'Did you mean "truce"?'),
    "a topic of evidence": ("red_lines: [s5]", "redlines: [s5]", "redlines", 'Did you mean "red_lines"?'),
    "who proposes": ("by: north\n", "by: nort\n", "nort\n", 'Did you mean "north"?'),
    "a term of a proposal": ("terms: {truce: calm}", "terms: {truce: claim}", "claim", 'Did you mean "calm"?'),
    "who answers": ("answers: {south", "answers: {sowth", "sowth", 'Did you mean "south"?'),
    "who gives evidence": ("because: {south: [s9]", "because: {suth: [s9]", "suth", 'Did you mean "south"?'),
    "who talks": ("who: [north, south]", "who: [north, sauth]", "sauth", 'Did you mean "south"?'),
    "whose judgement": ("declining: south", "declining: sauth", "sauth", 'Did you mean "south"?'),
    "an effect's condition": ("{when: flag.river", "{when: flag.rivers", "rivers", 'Did you mean "river"?'),
    "an effect's party": ("party: north}\n", "party: nord}\n", "nord", 'Did you mean "north"?'),
    "a forecast actor": ("north: {at: 20", "nort: {at: 20", "nort:", 'Did you mean "north"?'),
    # what cannot be
    "dates that run back": ("until: 2031-12-31", "until: 2029-12-31", "2029-12-31", 'before "from"'),
    "two ways to say who can": (
        "controlled_by: port",
        "controlled_by: port\n    reached_by: {}",
        "port\n    reached",
        "exclude",
    ),
    "an option twice in an order": ("truce: calm > firing", "truce: calm > firing > calm", "calm\n", "circle"),
    "an order that ends too soon": ("truce: calm > firing", "truce: calm >", "", "ends where an option should"),
    "an order after the last": (
        '- {order: "?"}',
        '- {order: "?"}\n        - {order: "?"}',
        '{order: "?"}',
        "only the last",
    ),
    "an issue twice in importance": ("[truce, [toll, flag]]", "[truce, [toll, truce]]", "truce]]", "stands twice"),
    "two forms of preference": ("    priorities:", "    ranking: [1]\n    priorities:", "ranking", "two forms"),
    "weights without scores": (
        "    priorities:",
        "    weights: {truce: 1, toll: 1, flag: 1}\n    priorities:",
        "weights",
        "belongs to scores",
    ),
    "a weight below zero": ("weights: {truce: 2", "weights: {truce: -2", "-2", "below zero"),
    "a score that is missing": (
        "flag: {none: 0, river: 0.1}",
        "flag: {none: 0}",
        "flag: {none: 0}",
        "no score for river",
    ),
    "an issue without scores": ("      flag: {none: 0, river: 0.1}\n", "", "scores:", "no scores for flag"),
    "a status quo left open": ("toll: none, flag: none}\nwalk", "toll: none}\nwalk", "status_quo", "Not settled: flag"),
    "an infeasible status quo": (
        "toll: none, flag",
        "toll: half, flag",
        "status_quo",
        "never toll.half and truce.firing",
    ),
    "an infeasible walk-away": (
        "{toll: all}}",
        "{toll: half}}",
        "port: {toll: half",
        "never toll.half and truce.firing",
    ),
    "an infeasible proposal": ("terms: {truce: calm}", "terms: {truce: firing, toll: half}", "terms", "not feasible"),
    "a chance above one": ("patience: 0.9", "patience: 1.9", "1.9", "0 to 1"),
    "a blind watch": ("false_alarm: 0.1", "false_alarm: 0.6", "detection: {low", "at or below false_alarm"),
    "an effect on the wrong thing": (
        "adds: {penalty: 2}",
        "adds: {detection: 0.2}",
        "detection: 0.2",
        "temptation, penalty",
    ),
    "evidence for no input": ("because: {detection: [s7]}", "because: {deflection: [s7]}", "deflection", "is no input"),
    "a scale without length": ("high: 100, unit", "high: 0, unit", "{low: 0, high: 0", "no length"),
    "a position off the scale": ("at: 20,", "at: 120,", "120", "0 to 100"),
    "salience above a hundred": ("salience: 80", "salience: 180", "180", "0 to 100"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_its_place(name: str) -> None:
    old, new, at, told = FAULTS[name]
    text = spoiled(old, new)
    if name == "an order that ends too soon":
        at = "\n      toll:\n        - {when"
    found = problem(text, at)
    assert told in f"{found.message} {found.hint}"


def test_a_key_that_stands_twice_is_told_with_its_first_line() -> None:
    found = problem(spoiled("talks:\n", "case: Another\ntalks:\n"), "case: Another")
    assert found.message == '"case" stands twice'
    assert found.hint is not None
    assert "line 2" in found.hint


def test_a_missing_key_is_not_told_twice_when_it_is_only_misspelt() -> None:
    (found,) = problems(spoiled("question: Whose flag", "questoin: Whose flag"))
    assert found.message == '"questoin" is no key of an issue'


def test_all_faults_are_told_at_once_in_file_order() -> None:
    text = spoiled("role: affected", "role: none_such").replace("by: north\n", "by: nobody\n").replace("Ce", "5", 1)
    found = problems(text.replace("as_of: 2031-05-08", "as_of: soon"))
    assert [each.line for each in found] == sorted(each.line or 0 for each in found)
    assert len(found) == 4


def test_faults_in_the_form_do_not_hide_faults_in_names() -> None:
    found = problems(
        spoiled("    role: principal\n    aliases", "    role: king\n    aliases").replace(
            "by: north\n", "by: nobody\n"
        )
    )
    assert [each.message.split('"')[1] for each in found] == ["role", "nobody"]


def test_more_than_twenty_faults_are_counted() -> None:
    rows = "".join(f"  p{k}: {{name: P, role: king}}\n" for k in range(30))
    found = problems(spoiled("issues:\n", f"{rows}issues:\n"))
    assert len(found) == 21
    assert found[-1].message.startswith("10 more")


def test_rules_that_leave_nothing_are_told() -> None:
    text = spoiled("  - never: toll.half and truce.firing", "  - never: truce.calm\n  - never: truce.firing")
    found = problem(text, "rules:")
    assert found.message == "the rules leave no feasible outcome"


def test_rules_are_judged_exactly_in_a_space_too_large_to_list() -> None:
    issues = "".join(
        f"  i{k}: {{question: Q?, options: {{a: A, b: B, c: C}}, controlled_by: north}}\n" for k in range(40)
    )
    head = "case: Large\nleft_out: [x]\nparties: {north: {name: N, role: principal}}\nissues:\n" + issues
    chain = "".join(f"  - never: i{k}.a and not i{k + 1}.a\n" for k in range(39))
    loads_case(f"{head}rules:\n{chain}")
    found = problems(f"{head}rules:\n{chain}  - never: i39.a\n  - never: not i0.a\n")
    assert [each.message for each in found] == ["the rules leave no feasible outcome"]


def test_a_ranking_names_every_feasible_outcome_once() -> None:
    rank = "    ranking: [0, [1, 4], 5, 6, 7, 10, 11, 3, 9]"
    south = "    priorities: [truce.calm, not toll.all implies flag.river]"
    assert loads_case(spoiled(south, rank)).case.preferences["south"].form == "ranking"
    cases = {
        "3, 9]": ("3]", "ranking", "outcomes missing: 9"),
        "3, 9": ("3, 9, 1", "1]\n  port", "stands twice"),
        "11, 3": ("11, 2, 3", "2, 3, 9", "never toll.half"),
        "11, 3, 9]": ("11, 3, 9, 12]", "12]", "from 0 to 11"),
    }
    for old, (new, at, told) in cases.items():
        found = problem(spoiled(south, rank.replace(old, new)), at)
        assert told in f"{found.message} {found.hint}"


def test_without_a_status_quo_a_walk_away_must_be_whole() -> None:
    text = spoiled("status_quo: {truce: firing, toll: none, flag: none}\n", "")
    assert problem(text, "port: {toll: all}").hint == "Not settled: truce, flag."


WARNINGS = {
    "nobody can change an issue": ("    controlled_by: port\n", "", 'nobody can change "flag"'),
    "nobody can reach an option": (", all: [port]}", "}", 'nobody can bring "toll" to "all"'),
    "no principal": ("role: principal", "role: ally", "no party is a principal, so a deal may need nobody's consent"),
    "the status quo crosses a red line": (
        "[flag.river and toll.all]",
        "[truce.firing]",
        'the status quo crosses this red line of "north"',
    ),
    "a proposal that needs more terms": (
        "terms: {truce: calm}",
        "terms: {toll: half}",
        'with all else as it is, the proposal "calm_first" is not feasible',
    ),
    "evidence for no answer": (
        "answers: {south: accepts, ",
        "answers: {",
        'evidence for an answer of "south", but no answer is given',
    ),
    "a proposal after its time": ("on: 2031-05-01", "on: 2031-06-01", 'this day lies after "as_of" (2031-05-08)'),
    "an issue without a weight": (", flag: 1}", "}", "no weight for flag"),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_what_is_likely_not_meant_is_warned_of(name: str) -> None:
    old, new, told = WARNINGS[name]
    assert warnings(spoiled(old, new, SMALL.count(old))) == [told]


def test_unquoted_words_that_others_read_as_truth_values_are_warned_of_once() -> None:
    text = (
        spoiled("none: Nobody, half", "no: Nobody, half")
        .replace("toll: none", "toll: no")
        .replace("{none: [port]", "{no: [port]")
    )
    text = text.replace("toll: {none: 0", "toll: {no: 0").replace("all ~ none", "all ~ no")
    (warning,) = loads_case(text).warnings
    assert warning.message == '"no" is a word here, but some programs read it as true or false'
    assert warning.hint == 'Put such words in quotes: "no", lines 31, 32, 40, 60.'
    assert loads_case(text).case.status_quo == {"truce": "firing", "toll": "no", "flag": "none"}


def test_the_key_on_of_a_talk_needs_no_quotes() -> None:
    assert "talks:\n  - {on: 2031" in SMALL
    assert loads_case(SMALL).warnings == ()
