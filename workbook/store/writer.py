"""The one thread that writes. Work is handed to it, and done in order."""

import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import NamedTuple

from workbook.model.errors import NotSavedError
from workbook.store.reasons import no_answer, not_saved
from workbook.store.receipt import SaveReceipt

Work = Callable[[], None]
"""What touches the disk. It may raise anything."""
Refusal = Callable[[Exception, str], NotSavedError]
"""Puts a failure, and the path of the file, into words."""


class _Job(NamedTuple):
    work: Work
    refusal: Refusal
    attempt: int | None
    """Jobs of one attempt build on each other; None for one that stands alone."""
    receipt: SaveReceipt


class Writer:
    """Does one job at a time, each synced before the next is begun.

    So at most one frame is ever unsynced, and a power cut can damage only the last one.
    """

    def __init__(self, path: str, refusal: Refusal = not_saved) -> None:
        self._path = path
        self._refusal = refusal
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._attempt = 0
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether the thread runs, waiting or writing."""
        return self._thread is not None and self._thread.is_alive()

    def follow(self, work: Work) -> SaveReceipt:
        """Queue work that follows the work before it; after a failure it is refused until `start_over`."""
        return self._queue(_Job(work, self._refusal, self._attempt, SaveReceipt()))

    def alone(self, work: Work, refusal: Refusal | None = None) -> SaveReceipt:
        """Queue work that stands for itself: its failure stops nothing that follows, and may have words of its own."""
        return self._queue(_Job(work, refusal or self._refusal, None, SaveReceipt()))

    def start_over(self) -> None:
        """After a failure: work from now on follows the last that was done."""
        self._attempt += 1

    def idle(self, timeout: float) -> bool:
        """Whether all that is queued was done within so many seconds."""
        reached = self.alone(_nothing)
        with suppress(TimeoutError):
            reached.wait(timeout)
        return reached.done

    def drop(self) -> None:
        """Forget what is queued and not begun. Its receipts end with an error, of which nobody is told."""
        with suppress(Empty):
            while (job := self._jobs.get_nowait()) is not None:
                job.receipt.silence()
                job.receipt.end(no_answer(self._path))
        self.start_over()

    def close(self, timeout: float | None = None) -> None:
        """Do what is queued, then end the thread. It still runs if that took longer than `timeout` seconds."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(timeout)

    def _queue(self, job: _Job) -> SaveReceipt:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
            self._thread.start()
        self._jobs.put(job)
        return job.receipt

    def _run(self) -> None:
        failed_attempt = -1
        earlier: Exception | None = None
        while (job := self._jobs.get()) is not None:
            failure = earlier if job.attempt == failed_attempt else self._failure(job.work)
            if failure is not None and job.attempt is not None:
                failed_attempt, earlier = job.attempt, failure
            job.receipt.end(None if failure is None else job.refusal(failure, self._path))
            # While it waits for more, it holds nothing of what was written.
            del job

    def _failure(self, work: Work) -> Exception | None:
        try:
            work()
        except Exception as error:
            # Where it happened is known here, and remembers what was being written.
            error.__traceback__ = error.__context__ = error.__cause__ = None
            return error
        return None


def _nothing() -> None:
    pass
