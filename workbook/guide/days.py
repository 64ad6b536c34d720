"""Days in words: the one that a few typed words name, and one written out."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from gettext import gettext as _

from workbook.model.clock import moment_of

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[^\W\d_]{3,})\.?"
_YEAR = r"(?:(?:,|\s+de[l]?)?\s+(?P<year>[0-9]{4}))?"
_DAY_FIRST = re.compile(rf"(?:the\s+|el\s+)?{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}{_YEAR}")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+(?:the\s+)?{_DAY}{_YEAR}")


def day_of(words: str, today: date) -> str | None:
    """The day as `YYYY-MM-DD`; None for "around Easter", and for figures such as 3/5/2026 that read two ways.

    Known are ISO dates, `today`, `yesterday`, and a month's name with a day, in English or the reader's language; the
    day of the week may stand before it. Without a year it is the most recent such day, today included. A day of the
    week that is not that of the date reads two ways as well.
    """
    said = words.strip().rstrip(".").casefold()
    named, _comma, rest = (part.strip() for part in re.sub(r"^([^\W\d_]+),?\s+", r"\1,", said).partition(","))
    weekday = _weekday(named) if rest else None
    if weekday is not None:
        day = _day_of(rest, today)
        return day if day is not None and date.fromisoformat(day).weekday() == weekday else None
    return _day_of(said, today)


def _day_of(said: str, today: date) -> str | None:
    if said in ("today", _("today")):
        return today.isoformat()
    if said in ("yesterday", _("yesterday")):
        return (today - timedelta(days=1)).isoformat()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
        year, month, day = map(int, said.split("-"))
        return _iso(year, month, day)
    found = _DAY_FIRST.fullmatch(said) or _MONTH_FIRST.fullmatch(said)
    named = _month(found["month"]) if found else None
    if found is None or named is None:
        return None
    if found["year"]:
        return _iso(int(found["year"]), named, int(found["day"]))
    return _latest(named, int(found["day"]), today)


def _month(name: str) -> int | None:
    for months in (_MONTHS, tuple(month.casefold() for month in _month_names())):
        matching = [number for number, month in enumerate(months, 1) if month.startswith(name)]
        if len(matching) == 1 and (len(name) == 3 or name in months):
            return matching[0]
    return 9 if name == "sept" else None


def _weekday(name: str) -> int | None:
    """The day of the week from 0 for Monday, in English or the reader's language."""
    names = (_WEEKDAYS, tuple(each.casefold() for each in _weekday_names()))
    return next((each.index(name) for each in names if name in each), None)


def _latest(month: int, day: int, today: date) -> str | None:
    # Eight years hold a 29 February even around a century year.
    for year in range(today.year, max(today.year - 9, 0), -1):
        named = _iso(year, month, day)
        if named is not None and named <= today.isoformat():
            return named
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def day_words(day: date) -> str:
    """A day as it is written out: 5 March 2025."""
    return _("{day} {month} {year}").format(day=day.day, month=_month_name(day.month), year=day.year)


def weekday_words(day: date) -> str:
    """A day with its day of the week: Wednesday, 5 March 2025."""
    return _("{weekday}, {day}").format(weekday=_weekday_names()[day.weekday()], day=day_words(day))


def days_written() -> Callable[[date], str]:
    """Writes days as `weekday_words` does, for thousands of them: its words are looked up once."""
    both, written = _("{weekday}, {day}"), _("{day} {month} {year}")
    weekdays, months = _weekday_names(), _month_names()

    def write(day: date) -> str:
        words = written.format(day=day.day, month=months[day.month - 1], year=day.year)
        return both.format(weekday=weekdays[day.weekday()], day=words)

    return write


def moment_words(stamped: str | None) -> str:
    """A stamp as it is written out, by the clock that it was taken from: 5 March 2025, 12:00. Empty for none."""
    moment = moment_of(stamped)
    if moment is None:
        return ""
    return _("{day}, {time}").format(day=day_words(moment.date()), time=f"{moment:%H:%M}")


def exact_moment_words(stamped: str | None) -> str:
    """The same with how far that clock was from UTC: 5 March 2025, 12:00 (UTC+01:00)."""
    moment = moment_of(stamped)
    if moment is None:
        return ""
    return f"{moment_words(stamped)} (UTC{moment.isoformat('T', 'seconds')[19:]})"


def month_words(month: int) -> str:
    """The name of a month, from 1."""
    return _month_names()[month - 1]


def _month_names() -> tuple[str, ...]:
    return tuple(map(_month_name, range(1, 13)))


def _month_name(month: int) -> str:
    # Each text is looked up at a price, and a plan with thousands of notes names thousands of days.
    match month:
        case 1:
            return _("January")
        case 2:
            return _("February")
        case 3:
            return _("March")
        case 4:
            return _("April")
        case 5:
            return _("May")
        case 6:
            return _("June")
        case 7:
            return _("July")
        case 8:
            return _("August")
        case 9:
            return _("September")
        case 10:
            return _("October")
        case 11:
            return _("November")
        case _:
            return _("December")


def _weekday_names() -> tuple[str, ...]:
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
