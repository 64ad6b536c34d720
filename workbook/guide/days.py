"""Days in words: the one that a few typed words name, and one written out."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from gettext import gettext as _
from types import MappingProxyType

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
_AGO: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
        **dict.fromkeys(("yesterday", "last night", "yesterday morning", "yesterday afternoon"), 1),
        **dict.fromkeys(("yesterday evening", "yesterday night"), 1),
        **dict.fromkeys(("the day before yesterday", "day before yesterday"), 2),
        **dict.fromkeys(("a week ago", "one week ago"), 7),
        **dict.fromkeys(("hoy", "esta mañana", "esta tarde", "esta noche"), 0),
        **dict.fromkeys(("ayer", "anoche", "ayer por la mañana", "ayer por la tarde", "ayer por la noche"), 1),
        **dict.fromkeys(("anteayer", "antes de ayer"), 2),
        "hace una semana": 7,
    }
)
"""How many days ago something was, as people say it."""
_NUMBERS: Mapping[str, int] = MappingProxyType(
    {
        **{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
        **{"un": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9},
    }
)
_DAYS_AGO = re.compile(r"(?P<number>[^\W_]{1,6}) days? ago|hace (?P<numero>[^\W_]{1,6}) días?")
_THAT_WEEKDAY = re.compile(r"(?:on |last |el )?(?P<name>[^\W\d_]+)(?: pasado)?")
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[^\W\d_]{3,})\.?"
_YEAR = r"(?:(?:,|\s+de[l]?)?\s+(?P<year>[0-9]{4}))?"
_DAY_FIRST = re.compile(rf"(?:the\s+|el\s+)?{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}{_YEAR}")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+(?:the\s+)?{_DAY}{_YEAR}")


def day_of(words: str, today: date) -> str | None:
    """The day as `YYYY-MM-DD`; None for "around Easter", and for figures such as 3/5/2026 that read two ways.

    Known are ISO dates, "today", "last night", "three days ago", and a month's name with a day, in English or the
    reader's language; the day of the week may stand before it. Without a year it is the most recent such day, today
    included. A day of the week alone is the last one before today; on that very day it reads two ways, and so does
    one that is not that of the date beside it.
    """
    said = words.strip().rstrip(".").casefold()
    named, _comma, rest = (part.strip() for part in re.sub(r"^([^\W\d_]+),?\s+", r"\1,", said).partition(","))
    weekday = _weekday(named) if rest else None
    if weekday is not None:
        day = _day_of(rest, today)
        return day if day is not None and date.fromisoformat(day).weekday() == weekday else None
    return _day_of(said, today)


def _day_of(said: str, today: date) -> str | None:
    ago = _days_ago(" ".join(said.split()), today)
    if ago is not None:
        return (today - timedelta(days=ago)).isoformat() if ago < today.toordinal() else None
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


def _days_ago(said: str, today: date) -> int | None:
    if said in _AGO:
        return _AGO[said]
    if found := _DAYS_AGO.fullmatch(said):
        number = found["number"] or found["numero"]
        return int(number) if number.isascii() and number.isdigit() else _NUMBERS.get(number)
    found = _THAT_WEEKDAY.fullmatch(said)
    weekday = _weekday(found["name"]) if found else None
    return None if weekday is None else (today.weekday() - weekday) % 7 or None


def _month(name: str) -> int | None:
    for months in (_MONTHS, tuple(month.casefold() for month in _month_names())):
        matching = [number for number, month in enumerate(months, 1) if month.startswith(name)]
        if len(matching) == 1 and (len(name) == 3 or name in months):
            return matching[0]
    return 9 if name == "sept" else None


def _weekday(name: str) -> int | None:
    """The day of the week from 0 for Monday, in English or the reader's language."""
    names = (_WEEKDAYS, tuple(each.casefold() for each in _weekday_names()))
    found = ([number for number, known in enumerate(each) if known.startswith(name)] for each in names)
    return next((numbers[0] for numbers in found if len(numbers) == 1 and len(name) > 2), None)


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
