"""What is made once for a data version, a language and a key."""

import threading

from bordertrade.dataset import Dataset
from bordertrade.remembered import forget, once
from tests.tables import added

ROW = {
    **{"period": "2025-06", "market": "gabd", "reporter": "PK", "direction": "IR_TO_PK"},
    **{"value": "7654321", "currency": "USD", "obs_status": "A", "evidence": "count"},
    "source": "NEWS1071531",
}


def test_made_once_for_a_version_and_a_key(dataset: Dataset) -> None:
    other = added(dataset, "formal_trade", ROW)
    made: list[str] = []

    def ask(data: Dataset, key: str) -> str:
        def make() -> str:
            made.append(key)
            return f"{data.fingerprint} {key}"

        found: str = once(data, "test_remembered", key, make=make)
        return found

    forget()
    answers = [ask(dataset, "a"), ask(dataset, "b"), ask(other, "a"), ask(dataset, "a")]
    assert answers[0] == answers[3]
    assert len(set(answers)) == 3
    assert made == ["a", "b", "a"]
    forget()
    ask(dataset, "a")
    assert len(made) == 4


def test_many_who_ask_at_once_wait_for_one(dataset: Dataset) -> None:
    started, go_on = threading.Event(), threading.Event()
    made: list[int] = []

    def slow() -> int:
        started.set()
        go_on.wait(10)
        made.append(1)
        return len(made)

    forget()
    answers: list[int] = []
    askers = [
        threading.Thread(target=lambda: answers.append(once(dataset, "slow", make=slow)))
        for _ in range(4)
    ]
    askers[0].start()
    started.wait(10)
    for each in askers[1:]:
        each.start()
    go_on.set()
    for each in askers:
        each.join(10)
    assert answers == [1, 1, 1, 1]
    assert once(dataset, "quick", make=lambda: once(dataset, "inner", make=lambda: 5)) == 5
