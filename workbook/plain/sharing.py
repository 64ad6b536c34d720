"""The plan and the people in plain lines, and a copy of the plan in a file."""

from datetime import date
from gettext import gettext as _
from pathlib import Path

from workbook.guide.statements import few_words, knowing, people, way_to
from workbook.model.errors import WorkbookError
from workbook.model.exercise import Audience, Option
from workbook.model.ports import Keeper, Shelf
from workbook.plain.asking import choose
from workbook.plain.console import Console
from workbook.plan.compose import compose
from workbook.plan.markdown import to_markdown
from workbook.plan.text import to_text
from workbook.plan.wording import audience_names
from workbook.private_file import write_private


def show_plan(console: Console, shelf: Shelf, keeper: Keeper, today: date) -> None:
    """Ask for whom, then print the plan or write it to a new file."""
    console.say("\n" + _("Your plan. For whom is this copy?"))
    chosen = choose(console, [Option(audience, name) for audience, name in audience_names().items()])
    if chosen is None:
        return
    plan = compose(shelf, keeper, Audience(chosen.id), today)
    console.say(_("It can be read here, or written to a file. A file is not locked: anyone who opens it can read it."))
    while name := console.ask(_("The name of a new file, such as notes.md or notes.txt, or Enter to read it here:")):
        path = Path(name).expanduser()
        try:
            write_private(path, to_markdown(plan) if path.suffix == ".md" else to_text(plan))
        except WorkbookError as error:
            console.say(str(error))
            continue
        console.say(_("Written to {file}.").format(file=path.absolute()))
        return
    console.show(plan.blocks)


def show_people(console: Console, shelf: Shelf, keeper: Keeper, today: date) -> None:
    """The people on the reader's side, how to reach them, and what they know."""
    own = people(shelf, keeper, today).kept
    console.say("\n" + _("People on my side"))
    for number, person in enumerate(own, 1):
        console.point(f"{number}.", "\n".join(filter(None, (": ".join(filter(None, way_to(person))), knowing(person)))))
    if few := few_words(len(own)):
        console.say(few)
