"""The way of a thing as data: which step leads from which state to which, and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

State = TypeVar("State", bound=str)
Verb = TypeVar("Verb", bound=str)
Who = TypeVar("Who", bound=str)


@dataclass(frozen=True)  # no slots: they and `frozen` let no kind of it (`Transition[A, B, C]`) be called
class Transition(Generic[State, Verb, Who]):
    """One step.

    Attributes:
        source: the state before.
        verb: what is done.
        target: the state after.
        who: the part that a person has in it; a room says which roles play it.
        needs_reason: whether a reason is asked.
    """

    source: State
    verb: Verb
    target: State
    who: Who
    needs_reason: bool = False


class Way(Generic[State, Verb, Who]):
    """All steps of a way, and which roles play which part in them."""

    def __init__(
        self,
        states: Callable[[str], State],
        steps: Iterable[Transition[State, Verb, Who]],
        parts: Mapping[Who, frozenset[str]],
    ) -> None:
        self._states = states
        self._steps = {(step.source, step.verb): step for step in steps}
        self._parts = parts

    def step(self, state: str, verb: Verb) -> Transition[State, Verb, Who] | None:
        """Return the step that `verb` is in `state`; None where it is none."""
        return self._steps.get((self._states(state), verb))

    def plays(self, who: Who, role: str) -> bool:
        """Return whether a person of this role may have that part."""
        return role in self._parts[who]
