"""The one thread that writes. It gets bytes, in order, and nothing else."""

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from workbook.store.reasons import not_saved
from workbook.store.receipt import SaveReceipt

if TYPE_CHECKING:
    from workbook.store.files import NotebookFile


class _Job(NamedTuple):
    frame: bytes
    attempt: int
    receipt: SaveReceipt


class Writer:
    """Appends frames one at a time, each synced before the next is begun.

    So at most one frame is ever unsynced, and a power cut can damage only the last one.
    """

    def __init__(self, file: "NotebookFile") -> None:
        self._file = file
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._attempt = 0
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether the thread runs, waiting or writing."""
        return self._thread is not None and self._thread.is_alive()

    def append(self, frame: bytes) -> SaveReceipt:
        """Queue a frame that follows the one before."""
        receipt = SaveReceipt()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
            self._thread.start()
        self._jobs.put(_Job(frame, self._attempt, receipt))
        return receipt

    def start_over(self) -> None:
        """After a failure: frames from now on follow the last one that was saved."""
        self._attempt += 1

    def close(self, timeout: float | None = None) -> None:
        """Write what is queued, then end the thread. It still runs if that took longer than `timeout` seconds."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(timeout)

    def _run(self) -> None:
        failed_attempt = -1
        failure: Exception | None = None
        while (job := self._jobs.get()) is not None:
            # What follows a frame that failed is sealed to it and would not fit the file.
            if job.attempt != failed_attempt:
                failure = None
                try:
                    self._file.append(job.frame)
                except Exception as error:
                    failed_attempt, failure = job.attempt, error
            job.receipt.end(None if failure is None else not_saved(failure, self._file.path))
