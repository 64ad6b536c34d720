"""An ordered list: choose from a pool or write, then put in order."""

from dataclasses import replace
from gettext import gettext as _

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static, TextArea

from workbook.model.exercise import Option, Question
from workbook.model.guard import clean_line
from workbook.model.kinds import no_room
from workbook.model.values import Ranked, Value
from workbook.widgets.answer_field import AnswerField, Means
from workbook.widgets.ranking import Ranking
from workbook.widgets.tick_list import TickList
from workbook.widgets.writing import WritingArea


class Pool(TickList):
    """The choices; a chosen one shows its place in the order."""

    def mark(self, option: Option) -> str:
        """`[2]` for the second, `[ ]` for one that is not chosen."""
        place = self._chosen.index(option.id) + 1 if option.id in self._chosen else None
        return "[ ]" if place is None else f"[{place}]"


class OwnWords(WritingArea):
    """A line of the reader's own."""


class RankedField(AnswerField):
    """The order above, what to choose from below it."""

    DEFAULT_CSS = """
    RankedField {
        & .ranked--title { color: $foreground 60%; padding: 0 2; }
        & .ranked--title:ansi { color: ansi_default; }
        & Ranking { margin-bottom: 1; }
        & OwnWords { margin: 0 1; }
    }
    """

    def __init__(self, question: Question, offered: tuple[Option, ...], value: Value | None, means: Means) -> None:
        super().__init__(question, offered, value, means)
        self._items = tuple(item for item in value if isinstance(item, Ranked)) if isinstance(value, tuple) else ()
        self._words = {option.id: option.words for option in (*question.options, *offered)}
        self._draft: str | None = None
        self.ranking = Ranking(self._items, question.at_most or question.room, self._words_of)
        self.pool = Pool(offered, self._pool_ids(), known={each.id for each in question.options})
        self.own = OwnWords()
        self._count = Static(classes="ranked--title")
        self._own_title = Static(classes="ranked--title")

    @property
    def value(self) -> Value | None:
        """The order."""
        return self._items or None

    def compose(self) -> ComposeResult:
        """Order, pool, own words."""
        yield self.ranking
        yield self._count
        if self.offered or self.question.options or self.question.offers:
            yield self.pool
        yield self._own_title
        yield self.own
        yield self.note

    def on_mount(self) -> None:
        """Count."""
        self._show_count()

    def focus_first(self) -> None:
        """Into the pool while nothing is chosen, else into the order."""
        if self._items or not self.pool.is_attached:
            (self.ranking if self._items else self.own).focus()
        else:
            self.pool.focus()

    def show_offered(self, offered: tuple[Option, ...]) -> None:
        """Offer these from now on; chosen ones that are gone keep the words they had."""
        super().show_offered(offered)
        self._words |= {option.id: option.words for option in offered}
        self.pool.show_options(offered)
        self.ranking.redraw()

    def hint(self) -> str:
        """The keys of the part with the cursor."""
        if self.own.has_focus:
            return _("Enter: take it into the list")
        return self.pool.hint() if self.pool.has_focus else self.ranking.hint()

    def _words_of(self, item: Ranked) -> str:
        if item.text is not None:
            return item.text
        return self._words.get(item.id, _("(no longer offered)"))

    def _pool_ids(self) -> list[str]:
        return [item.id for item in self._items]

    def _is_full(self) -> bool:
        return self.question.at_most is not None and len(self._items) >= self.question.at_most

    def _too_many(self) -> str:
        return no_room(self.question.at_most or 0)

    def _take(self, items: tuple[Ranked, ...], *, at_once: bool) -> None:
        self._items = items
        if self.ranking.items != items:
            self.ranking.show(items)
        self.pool.set_chosen(self._pool_ids())
        self._show_count()
        self.complain(None)
        self.answered(at_once=at_once)

    def _show_count(self) -> None:
        most = self.question.at_most
        words = _("Choose from these, or write your own")
        if most is not None:
            words += " · " + _("{n} of {most} chosen").format(n=len(self._items), most=most)
        self._count.update(Content(words))
        self._show_own()
        self.update_note()

    def _show_own(self) -> None:
        """A place to write only where there is room: what is typed beside a full list would be kept nowhere."""
        full = self._is_full() and self._draft is None and not self.own.text.strip()
        if full and self.own.has_focus:
            self.ranking.focus()
        self.own.display = not full
        self._own_title.update(Content(self._too_many() if full else _("In my own words")))

    def on_tick_list_changed(self, event: TickList.Changed) -> None:
        """Put what was ticked at the end of the order; take out what was unticked."""
        event.stop()
        ticked = set(self.pool.chosen)
        left = tuple(item for item in self._items if item.id in ticked)
        new = [option for option in self.pool.chosen if option not in self._pool_ids()]
        if new and self._is_full():
            self.pool.set_chosen(self._pool_ids())
            self.complain(self._too_many())
            return
        self._take((*left, *(Ranked(option) for option in new)), at_once=True)

    def on_ranking_changed(self, event: Ranking.Changed) -> None:
        """Take over the order."""
        event.stop()
        self._take(self.ranking.items, at_once=True)

    def on_ranking_edit_asked(self, event: Ranking.EditAsked) -> None:
        """Put the words back where they were written."""
        event.stop()
        self._draft = event.item.id
        self._show_own()
        self.own.text = event.item.text or ""
        self.own.move_cursor(self.own.document.end)
        self.own.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep half-written words in the order from the first letter, so that none is lost."""
        event.stop()
        words = clean_line(self.own.text)
        known = next((item for item in self._items if item.id == self._draft), None)
        if known is None:
            if not words.strip():
                self.complain(None)
                return
            if self._is_full():
                self.complain(self._too_many())
                return
            self._draft = self.means.new_id()
            self._take((*self._items, Ranked(self._draft, words)), at_once=False)
        elif not words.strip():
            self._draft = None
            self._take(tuple(item for item in self._items if item is not known), at_once=False)
        elif words != known.text:
            changed = replace(known, text=words)
            self._take(tuple(changed if item is known else item for item in self._items), at_once=False)

    def on_writing_area_finished(self, event: WritingArea.Finished) -> None:
        """The line is done: make room for the next."""
        event.stop()
        if self._draft is None:
            if not self.own.text.strip():
                self.screen.focus_next()
            return
        self._finish_draft()

    def _finish_draft(self) -> None:
        self._draft = None
        self.own.clear()
        self._show_own()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A line that is left is done."""
        if event.widget is self.own and self._draft is not None:
            self._finish_draft()
