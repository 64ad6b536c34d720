"""Practice: the reader's own sentences, gone over in silence, one at a time."""

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum, auto
from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workbook.guide.sitting import Sitting
from workbook.insight.hints import Hint, hints
from workbook.insight.own_words import HOW, PRACTICE, Sentence, own_words, why_none
from workbook.insight.put_away import left, with_put_away
from workbook.insight.rehearsing import How, in_order, next_round, rehearsals
from workbook.screens.bookmark import Bookmark
from workbook.screens.desk import Desk
from workbook.screens.practice_words import about_practice, last_words, prompts, why_closed
from workbook.screens.requests import ROUND, Handed, OpenExercise, to_grounding, to_safety
from workbook.screens.scrolling import ScrollingScreen
from workbook.widgets.compared import Compared, Typed
from workbook.widgets.hint_lines import HintLines
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import MaskedWords, dots, hide_words_again
from workbook.widgets.writing import WritingArea

NO_PROMPTS = "prompts"
"""In `Settings.dismissed`: the reader wants their own sentences alone."""


class Step(Enum):
    """Where the reader is."""

    CLOSED = auto()
    """There is nothing to practise."""
    BEGIN = auto()
    SAID = auto()
    """Somebody said something, and there is a pause."""
    TYPING = auto()
    SHOWN = auto()
    """The sentence stands there, beside what was typed."""
    END = auto()


STEPS_OF = {
    "on": (Step.BEGIN, Step.SAID, Step.TYPING),
    "went": (Step.SHOWN,),
    "turn_prompts": (Step.BEGIN,),
    "again": (Step.END,),
    "safety": (Step.CLOSED,),
    "firm_words": (Step.CLOSED,),
    "grounding": (Step.CLOSED, Step.END),
}
"""The steps at which an action means something; at every one where it is not named."""


class PracticeScreen(ScrollingScreen):
    """A handful of sentences. Nothing here makes a sound or waits for time to pass."""

    CSS_PATH = "practice.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", _("Go on"), key_display="Enter"),
        Binding("e", "went('easy')", _("It came easily")),
        Binding("h", "went('hard')", _("I had to look for it")),
        Binding("s", "went('stopped')", _("I stop here")),
        Binding("d", "put_hint_away", _("Put this hint away")),
        Binding("p", "turn_prompts", _("What people say: on or off")),
        Binding("r", "again", _("Another round")),
        Binding("s", "safety", _("Safety")),
        Binding("g", "grounding", _("Grounding")),
        Binding("f", "firm_words", _("Firm words")),
        Binding("escape", "close", _("Close"), key_display="Esc"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._step = Step.CLOSED
        self._round: tuple[Sentence, ...] = ()
        self._at = 0
        """The place of the sentence in the round."""
        self._rehearsed = 0
        """How often anything was practised before this round, so that something else is said each time."""
        self._stopped = False

    @property
    def bookmark(self) -> Bookmark:
        """Back here, at the beginning: nothing of a round is kept."""
        return Bookmark(PRACTICE, None, ROUND, None, anew=False)

    def compose(self) -> ComposeResult:
        """The title, where the reader is, and the page."""
        with Vertical(id="column"):
            yield Static(Content(_("Practise firm words")), id="title")
            yield Static(id="where")
            yield VerticalScroll(id="page", can_focus=False)
        yield KeyBar()

    async def on_screen_resume(self) -> None:
        """Begin; in the midst of a round, only if its sentence may no longer be practised."""
        if self._step not in (Step.SAID, Step.TYPING, Step.SHOWN) or not self._may_go_on:
            await self._begin()

    @property
    def _sentences(self) -> tuple[Sentence, ...]:
        return own_words(self._desk.shelf, self._desk.notes, self._desk.today)

    @property
    def _sentence(self) -> Sentence:
        return self._round[self._at]

    @property
    def _may_go_on(self) -> bool:
        return self._sentence in self._sentences

    @property
    def _with_prompts(self) -> bool:
        return NO_PROMPTS not in self._desk.notes.settings.dismissed

    async def _begin(self) -> None:
        shelf, notes, today = self._desk.shelf, self._desk.notes, self._desk.today
        rehearsed = rehearsals(shelf, notes)
        self._round = next_round(in_order(self._sentences, rehearsed, today), today)
        self._at, self._rehearsed, self._stopped = 0, len(rehearsed), False
        await self._show(Step.BEGIN if self._round else Step.CLOSED)

    # What is shown

    async def _show(self, step: Step, typed: str = "") -> None:
        self._step = step
        among = step in (Step.SAID, Step.TYPING, Step.SHOWN)
        where = _("{n} of {all}").format(n=self._at + 1, all=len(self._round)) if among else ""
        self.query_one("#where", Static).update(Content(where))
        page = self.query_one("#page", VerticalScroll)
        async with self.batch():
            await page.remove_children()
            await page.mount_all(self._widgets(typed))
        page.scroll_home(animate=False)
        places = page.query("WritingArea, Compared")
        self.set_focus(places.first() if places else None)
        self.refresh_bindings()

    def _widgets(self, typed: str) -> Iterator[Widget]:
        match self._step:
            case Step.CLOSED:
                reason = why_none(self._desk.shelf, self._desk.notes, self._desk.today)
                yield from _paragraphs(why_closed(reason))
            case Step.BEGIN:
                yield from _paragraphs(about_practice(with_prompts=self._with_prompts))
            case Step.END:
                yield from _paragraphs(last_words(stopped=self._stopped))
            case Step.SAID:
                yield from self._said()
                yield from self._cue()
                yield Static(
                    Content(_("Press your feet into the floor. There is no hurry. Enter, when you are ready."))
                )
            case Step.TYPING:
                yield from self._said()
                yield from self._cue()
                yield Static(Content(_("Say it in your head, or type it here. Enter shows it.")))
                yield Typed(WritingArea())
            case Step.SHOWN:
                yield from self._cue()
                yield Compared(typed, self._sentence.words)
                yield HintLines(self._hints)
                yield Static(Content(_("How was it?")))

    def _said(self) -> Iterator[Widget]:
        if self._with_prompts:
            yield Static(Content(_("Somebody says:")), classes="quiet")
            yield Static(Content(f"“{self._prompt}”"), classes="said")

    def _cue(self) -> Iterator[Widget]:
        label = Content(self._sentence.label)
        if self._sentence.is_labelled_by_reader:
            yield Static(Content(_("Your words for this:")), classes="quiet")
            yield MaskedWords(label, dots())
        else:
            yield Static(label)

    @property
    def _prompt(self) -> str:
        every = prompts()
        return every[(self._rehearsed + self._at) % len(every)]

    @property
    def _hints(self) -> tuple[Hint, ...]:
        of = self._sentence
        return left(hints(of.words, of.language), of.choice, of.words, self._desk.notes.settings.dismissed)

    # Ways

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether it means something at this step."""
        if action == "put_hint_away":
            return any(each.hints for each in self.query(HintLines))
        return action not in STEPS_OF or self._step in STEPS_OF[action]

    async def action_on(self) -> None:
        """To the next step. Nothing that was typed comes any further than to its own sentence."""
        if self._step is not Step.BEGIN and not self._may_go_on:
            await self._begin()
            return
        match self._step:
            case Step.BEGIN:
                await self._show(Step.SAID)
            case Step.SAID:
                await self._show(Step.TYPING)
            case Step.TYPING:
                await self._show(Step.SHOWN, self.query_one(WritingArea).text.strip())

    async def on_writing_area_finished(self, event: WritingArea.Finished) -> None:
        """Enter was pressed where one types."""
        event.stop()
        if self._step is Step.TYPING:
            await self.action_on()

    async def action_went(self, how: str) -> None:
        """Keep how it went, and go to the next sentence or to the end."""
        if not self._may_go_on:
            await self._begin()
            return
        self._keep(How(how))
        hide_words_again(self)
        self._stopped = how == How.STOPPED
        if self._stopped or self._at + 1 == len(self._round):
            await self._show(Step.END)
        else:
            self._at += 1
            await self._show(Step.SAID)

    def _keep(self, how: How) -> None:
        sitting = Sitting.open(PRACTICE, self._desk.shelf, self._desk.notes, self._desk.clock)
        sitting.start_anew()
        answered = (sitting.answer(self._sentence.question, self._sentence.choice), sitting.answer(HOW, how.value))
        for receipt in (*answered, sitting.finish()):
            if receipt is not None:
                self.post_message(Handed(receipt))

    async def action_again(self) -> None:
        """From the beginning."""
        await self._begin()

    async def action_turn_prompts(self) -> None:
        """Have something said before each sentence, or not, from now on."""
        others = tuple(each for each in self._desk.notes.settings.dismissed if each != NO_PROMPTS)
        self._dismiss((*others, NO_PROMPTS) if self._with_prompts else others)
        await self._show(Step.BEGIN)

    def action_put_hint_away(self) -> None:
        """The one with the cursor puts itself away; without one, the first."""
        self.query_one(HintLines).put_first_away()

    async def on_hint_lines_put_away(self, event: HintLines.PutAway) -> None:
        """Keep that it is put away."""
        event.stop()
        of = self._sentence
        self._dismiss(with_put_away(event.hint, of.choice, of.words, self._desk.notes.settings.dismissed))
        await self.query_one(HintLines).show(self._hints)
        self.query_one(Compared).focus()
        self.refresh_bindings()

    def _dismiss(self, dismissed: tuple[str, ...]) -> None:
        settings = replace(self._desk.notes.settings, dismissed=dismissed)
        self.post_message(Handed(self._desk.notes.save_settings(settings)))

    def action_safety(self) -> None:
        """To the safety pages."""
        self.post_message(to_safety())

    def action_grounding(self) -> None:
        """To a quiet minute."""
        self.post_message(to_grounding())

    def action_firm_words(self) -> None:
        """To where a pause and an exit line are written."""
        self.post_message(OpenExercise("firm-words", page_id="pause-and-exit"))

    def action_close(self) -> None:
        """Back to where the reader came from."""
        self.app.pop_screen()


def _paragraphs(words: tuple[str, ...]) -> Iterator[Widget]:
    return (Static(Content(each)) for each in words)
