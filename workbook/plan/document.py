"""A plan as one document of blocks, which every print of it shares."""

from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from workbook.guide.days import day_words
from workbook.model.exercise import Audience
from workbook.model.prose import Block, Bullets, Heading, Paragraph, Text


@dataclass(frozen=True, slots=True)
class Section:
    """What one exercise gives to the plan, or one part of a chronology."""

    exercise_id: str
    """Empty where it may hold what several exercises give."""
    title: str
    blocks: tuple[Block, ...]
    """Every link to an answer is read in them. Their own headings begin at level 3."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one audience gets, and nothing that its plan pages do not name for that audience."""

    title: str
    made: date
    sections: tuple[Section, ...]
    not_yet: tuple[str, ...] = ()
    """Titles of exercises on the core path that have a part for this audience, of which nothing is answered."""
    audience: Audience = Audience.PRIVATE

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The whole document: title, a word on what it is, and the sections under headings of level 2."""
        blocks: list[Block] = [Heading(1, (Text(self.title),)), *_preface(self)]
        for section in self.sections:
            blocks += [Heading(2, (Text(section.title),)), *section.blocks]
        return (*blocks, *_not_yet(self))


def _preface(plan: Plan) -> list[Block]:
    made = day_words(plan.made)
    match plan.audience:
        case Audience.PRIVATE:
            words = _(
                "I made this for myself on {day}, in my own words. It is private. I keep it where only I will find it."
            )
        case Audience.SUPPORTER:
            words = _(
                "I made this on {day} for someone on my side. Please keep it private, and ask me before you tell "
                "anyone. Never show it to the person whose behaviour is hurting me."
            )
        case Audience.ADVOCATE:
            words = _(
                "I made this on {day} for an advocate, a lawyer or a counsellor. It is in my own words. "
                "Please keep it confidential, and away from the person whose behaviour is hurting me."
            )
        case Audience.CHRONOLOGY:
            words = _(
                "What I saw, heard and noted, in the order of the days, as it stood on {day}. It is in my own words. "
                "Under each note stands when I wrote it down, by the clock of my computer. Please keep it "
                "confidential, and away from the person whose behaviour is hurting me."
            )
    blocks: list[Block] = [Paragraph((Text(words.format(day=made)),))]
    if not plan.sections:
        blocks.append(Paragraph((Text(_empty(plan.audience)),)))
    return blocks


def _empty(audience: Audience) -> str:
    if audience is Audience.PRIVATE:
        return _("Nothing is in this plan yet, and that is fine. Your answers fill it, a line at a time.")
    return _("Nothing is in this copy yet.")


def _not_yet(plan: Plan) -> list[Block]:
    """Only in the reader's own plan: nobody else needs to know what was left open."""
    if plan.audience is not Audience.PRIVATE or not plan.not_yet:
        return []
    titles = tuple((Paragraph((Text(title),)),) for title in plan.not_yet)
    return [
        Heading(2, (Text(_("Not in this plan yet")),)),
        Paragraph((Text(_("You can add to these whenever you like, or leave them out.")),)),
        Bullets(titles),
    ]
