import threading

import pytest

from workbook.model.errors import NotSavedError
from workbook.model.ports import Receipt
from workbook.store.receipt import SaveReceipt


def test_receipt_is_open_until_its_save_ends() -> None:
    receipt = SaveReceipt()
    assert not receipt.done
    with pytest.raises(TimeoutError):
        receipt.wait(0)
    receipt.end()
    receipt.wait()
    assert receipt.done


def test_failed_receipt_raises_its_reason_to_everyone_who_waits() -> None:
    receipt = SaveReceipt.already(NotSavedError("full"))
    for _time in range(2):
        with pytest.raises(NotSavedError, match="full"):
            receipt.wait()


def test_listeners_are_called_once_in_order_before_and_after_the_end() -> None:
    receipt, heard = SaveReceipt(), list[tuple[int, Receipt]]()
    receipt.when_done(lambda ended: heard.append((1, ended)))
    receipt.when_done(lambda ended: heard.append((2, ended)))
    receipt.end()
    receipt.when_done(lambda ended: heard.append((3, ended)))
    assert heard == [(1, receipt), (2, receipt), (3, receipt)]


def test_listener_that_fails_is_reported_and_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[type[BaseException] | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_type))

    def fail(_ended: Receipt) -> None:
        raise ZeroDivisionError

    receipt, heard = SaveReceipt(), list[Receipt]()
    receipt.when_done(fail)
    receipt.when_done(heard.append)
    receipt.end()
    assert (reported, heard) == ([ZeroDivisionError], [receipt])
