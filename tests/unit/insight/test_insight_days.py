"""Several days in one phrase."""

from datetime import date

import pytest

from workbook.insight.day_rows import days_words

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2026-05-03"], "3 May"),
        (["2026-05-19", "2026-05-03", "2026-05-11"], "3, 11 and 19 May"),
        (["2026-04-29", "2026-05-03", "2026-05-11"], "29 April and 3 and 11 May"),
        (["2025-12-31", "2026-01-02"], "31 December 2025 and 2 January 2026"),
        (["2026-05-03", "2026-05-03", "2026-05-04"], "3 (twice) and 4 May"),
        (["2026-05-03", "2026-05-03", "2026-05-03"], "3 (3 times) May"),
    ],
)
def test_month_is_told_once(days: list[str], said: str) -> None:
    assert days_words(map(date.fromisoformat, days), TODAY) == said
