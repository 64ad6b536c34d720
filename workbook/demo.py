"""An invented life, worked through the same code as the reader's own, kept in memory and printed as a plan."""

from collections.abc import Mapping
from datetime import datetime
from gettext import gettext as _

from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.exercise import Audience
from workbook.model.values import Dated, Ranked, Record, Ticked, Value
from workbook.plan.compose import compose
from workbook.plan.markdown import to_markdown
from workbook.store.notebook import Notebook

MIRA = "demo-person-1"
DINA = "demo-person-2"
INSULTS = "demo-boundary-1"
DOORSTEP = "demo-boundary-2"
QUESTIONS = "demo-boundary-3"
PAINTING = "demo-value-1"


def invented_life() -> Mapping[str, Mapping[str, Value]]:
    """What Jo, who does not exist, answers: by exercise, then by question."""
    return {
        "welcome": {
            "private": "yes",
            "backup": _("Paper at the library, and one number in my coat."),
            "who": "former",
            "shared": Ticked(("children",)),
            "order": "yes",
        },
        "safety": {
            "ever": Ticked(("none",)),
            "lately": Ticked(("none",)),
            "repeats": Ticked(("crossings",)),
            "seen": "yes",
            "hand-on": "yes",
        },
        "red-flags": {
            "words": Ticked(("denied", "insults")),
            "words-often": 3,
            "care": Ticked(("sorry", "charming")),
            "care-often": 3,
            "control": Ticked(("check",)),
            "control-often": 2,
        },
        "supporters": {
            "supporters": (
                Record(
                    MIRA,
                    {
                        "name": "M.",
                        "reach": _("at work, before noon"),
                        "ask": _("a ten-minute call after each handover"),
                        "code": _("“Is the blue scarf at yours?” means: come and get me"),
                        "knows": "yes",
                        "since": Dated(_("this spring")),
                    },
                ),
                Record(
                    DINA,
                    {
                        "name": "Dina",
                        "reach": _("next door"),
                        "ask": _("look out of the window when the bell rings late"),
                        "knows": "part",
                    },
                ),
            ),
        },
        "values": {
            "top-values": (
                Ranked("calm"),
                Ranked("honesty"),
                Ranked("family"),
                Ranked(PAINTING, _("time to paint")),
            ),
            "importance": {"calm": 5, "honesty": 5, "family": 5, PAINTING: 4},
            "lived": {"calm": 2, "honesty": 4, "family": 4, PAINTING: 1},
            "more-room": "calm",
            "small-thing": _("My phone stays in the hall after eight."),
        },
        "boundaries": {
            "order": "yes",
            "required-contact": _("Handing over our daughter, Fridays at six, at the library."),
            "boundaries": (
                Record(
                    INSULTS,
                    {
                        "behaviour": _("Insults in messages"),
                        "safe": "yes",
                        "consequence": _("I put the phone away, and answer the next day, about handovers only"),
                        "words": _("I answer messages about handovers. I do not answer insults."),
                        "value": "calm",
                        "since": Dated(_("early May")),
                        "grave": "no",
                        "often": 3,
                        "for-days": 30,
                    },
                ),
                Record(
                    DOORSTEP,
                    {
                        "behaviour": _("Standing at my door without being asked"),
                        "safe": "unsure",
                        "consequence": _("I do not open, and I send Dina our word"),
                    },
                ),
                Record(
                    QUESTIONS,
                    {
                        "behaviour": _("Asking our daughter what I do and whom I see"),
                        "safe": "no",
                        "consequence": _("I tell her that she need not answer, and write down the date"),
                        "value": "honesty",
                    },
                ),
            ),
        },
        "grounding": {"steps": Ticked(("feet", "look", "own"), {"own": _("count the blue things")})},
        "my-plan": {
            "first-call": MIRA,
            "first-line": INSULTS,
            "if-worse": _("Cars that slow down outside. Then: lights on, call Dina, sleep at M.'s."),
            "helps": Ticked(("listen", "come")),
            "please-not": Ticked(("tell", "push")),
            "sees": Ticked((MIRA, "professional")),
            "to-review": _("May I change the place of the handover?"),
            "next": Dated(_("in four weeks")),
            "review-with": "professional",
        },
    }


def demo_text(moment: datetime, language: str) -> str:
    """The plan of an invented life as Markdown, with a line that says so. Nothing is written to any disk."""
    library = Library(language)
    with Notebook.in_memory() as notebook:
        for exercise_id, answers in invented_life().items():
            sitting = Sitting.open(exercise_id, library, notebook, lambda: moment)
            for question_id, value in answers.items():
                sitting.answer(question_id, value)
            sitting.finish()
        plan = compose(library, notebook, Audience.PRIVATE, moment.date())
    said = _("This is an example. Jo and everybody in it are invented. Nothing of yours was read or written.")
    return f"> {said}\n\n{to_markdown(plan)}"
