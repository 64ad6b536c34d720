"""Work that goes on beside the keys."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Beside(Generic[T_co]):
    """Work in a thread of its own. What it raises waits until it is asked for."""

    def __init__(self, work: Callable[[], T_co], ended: Callable[[], None]) -> None:
        """Begin. `ended` is called in the thread, once `has_ended` holds."""
        self.has_ended = False
        self._work: Callable[[], T_co] | None = work
        self._ended = ended
        self._results: list[T_co] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        work, self._work = self._work, None  # it may hold a secret
        assert work is not None
        try:
            self._results.append(work())
        except BaseException as error:  # whoever asks for the result gets it
            self._error = error
        self.has_ended = True
        self._ended()

    def join(self) -> None:
        """Wait until nothing of it is left."""
        self._thread.join()

    def result(self) -> T_co:
        """What came of it, once it ended. Raises what it raised."""
        self.join()
        if self._error is not None:
            raise self._error
        return self._results[0]
