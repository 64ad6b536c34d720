"""Several days in one phrase."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from gettext import gettext as _
from itertools import groupby

from workbook.guide.days import month_words
from workbook.guide.wording import in_a_row


def days_words(days: Iterable[date], today: date) -> str:
    """Several days in a row: "3, 11 and 19 May". The year is told where one of them is not in this year."""
    counts = Counter(days)
    every = sorted(counts)
    with_year = any(day.year != today.year for day in every)
    months = []
    for (year, month), some in groupby(every, key=lambda day: (day.year, day.month)):
        numbers = in_a_row([_often(day.day, counts[day]) for day in some])
        named = _("{days} {month} {year}") if with_year else _("{days} {month}")
        months.append(named.format(days=numbers, month=month_words(month), year=year))
    return in_a_row(months)


def _often(day: int, times: int) -> str:
    if times == 1:
        return str(day)
    return _("{day} (twice)").format(day=day) if times == 2 else _("{day} ({n} times)").format(day=day, n=times)
