"""Whatever people and readers do in whatever order, the ledger says what a few lists in memory say."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from goodoffices.errors import LedgerBusy, UsageError
from goodoffices.ledger import Ledger
from goodoffices.model.statements import Stance, State
from tests.ledger.rows import a_row, a_source
from tests.reference.ledger_model import ModelLedger, Refused

SOURCE = a_source()
STANCES = st.sampled_from([Stance.ACCEPTS, Stance.REJECTS, Stance.WARNS])
PEOPLE = st.sampled_from(["Ana", "Ben"])
SOME = st.lists(st.integers(0, 99), min_size=1, max_size=4)


class LedgerMachine(RuleBasedStateMachine):
    """One ledger on disk beside one model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.ledger = Ledger.open(self.folder / "ledger.db")
        self.model = ModelLedger()

    @initialize()
    def keep(self) -> None:
        self.ledger.keep_source(SOURCE)

    @rule(places=st.lists(st.integers(0, 8), max_size=4), stance=STANCES)
    def propose(self, places: list[int], stance: Stance) -> None:
        rows = [a_row(SOURCE, place, stance=stance) for place in places]
        added = self.model.propose([(row.key, row.stance.value) for row in rows])
        assert list(self.ledger.propose(rows).added) == [f"s{number}" for number in added]

    @precondition(lambda self: self.model.rows)
    @rule(picks=SOME, state=st.sampled_from(["accepted", "rejected", "proposed"]), who=PEOPLE)
    def judge(self, picks: list[int], state: str, who: str) -> None:
        numbers = [1 + pick % len(self.model.rows) for pick in picks]
        self.model.judge(numbers, state, who)
        do = {"accepted": self.ledger.accept, "rejected": self.ledger.reject, "proposed": self.ledger.reopen}[state]
        do([f"s{number}" for number in numbers], who)

    @precondition(lambda self: self.model.rows)
    @rule(pick=st.integers(0, 99), stance=STANCES, who=PEOPLE)
    def edit(self, pick: int, stance: Stance, who: str) -> None:
        number = 1 + pick % len(self.model.rows)
        self.model.edit(number, stance.value, who)
        self.ledger.edit(f"s{number}", {"stance": stance.value}, who)

    @rule(who=PEOPLE, forward=st.booleans())
    def undo_or_redo(self, who: str, forward: bool) -> None:
        try:
            (self.model.redo if forward else self.model.undo)(who)
            expected = True
        except Refused:
            expected = False
        try:
            (self.ledger.redo if forward else self.ledger.undo)(who)
            happened = True
        except (UsageError, LedgerBusy):
            happened = False
        assert happened == expected

    @rule()
    def close_and_open(self) -> None:
        self.ledger.close()
        self.ledger = Ledger.open(self.folder / "ledger.db")

    @invariant()
    def both_say_the_same(self) -> None:
        said = {row.id: (row.key, row.stance.value, row.state.value) for row in self.ledger.statements()}
        expected = {f"s{n}": (self.model.keys[n - 1], c.stance, c.state) for n, c in self.model.rows.items()}
        assert said == expected
        by_state = {state: {row.id for row in self.ledger.statements(state=state)} for state in State}
        assert by_state == {state: {name for name, row in expected.items() if row[2] == state} for state in State}

    def teardown(self) -> None:
        assert self.ledger.verify().problems == ()
        kept = sum(entry.act != "keep" for entry in self.ledger.log())
        assert kept == self.model.entries
        self.ledger.close()
        shutil.rmtree(self.folder)


LedgerMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestLedgerAgainstAModel = LedgerMachine.TestCase
