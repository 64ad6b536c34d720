"""What practice says: its first words, what people say, and why there may be nothing to practise."""

from gettext import gettext as _

from workbook.insight.own_words import Closed


def about_practice(*, with_prompts: bool) -> tuple[str, ...]:
    """The first words, a paragraph each."""
    if with_prompts:
        before = _(
            "Before each one comes something that people say: “You are overreacting.” Press p to leave that out."
        )
    else:
        before = _("Your sentences come alone. Press p to have something that people say before each of them.")
    return (
        _(
            "Here come a few of your own sentences, one at a time. Nobody hears it, and none of it has to be said to "
            "anyone."
        ),
        before,
        _("What you type here is not kept. What is kept is which sentence it was, the day, and how it went."),
        _("Stop as soon as it makes things worse. Esc closes this at any time."),
    )


def prompts() -> tuple[str, ...]:
    """What people say. None of it threatens."""
    return (
        _("You are overreacting."),
        _("You are too sensitive."),
        _("It was only a joke."),
        _("You are making a scene."),
        _("That is not how it was."),
        _("After all that I do for you."),
        _("Nobody else minds."),
        _("Now you are being difficult."),
    )


def why_closed(reason: Closed) -> tuple[str, ...]:
    """Why there is nothing to practise, a paragraph each."""
    still = _("Your sentences are still in Firm words, to read and to change: press f.")
    match reason:
        case Closed.DANGER:
            return (
                _(
                    "You named danger. While that is so, practice stays closed. It can be safest then to say nothing "
                    "at all, and to know where the door is."
                ),
                _("The safety pages say what you can do now (s). There is a quiet page, too (g)."),
                still,
            )
        case Closed.UNCLEAR:
            return (
                _(
                    "Practice opens once you have answered the safety pages, in the last four weeks, and ticked "
                    "“None of these” for danger. If you were not sure, or have not been there yet, that is fine."
                ),
                _("You can look at them now (s). There is a quiet page, too (g)."),
                still,
            )
        case Closed.ORDER:
            return (
                _(
                    "You marked words as safe to say. They are left out here until it is clear that no order forbids "
                    "it: both Welcome and Boundaries ask about an order."
                ),
                _("A pause or an exit line from Firm words can be practised all the same: press f to write one."),
            )
        case Closed.KEPT:
            return (
                _(
                    "Your boundaries are marked as yours alone, or not marked yet. Practice leaves those out. They are "
                    "no smaller for being silent."
                ),
                _("A pause or an exit line can be practised all the same: press f to write one in Firm words."),
            )
        case Closed.UNWRITTEN:
            return (_("There is nothing to practise yet. Press f to write a pause or an exit line in Firm words."),)


def last_words(*, stopped: bool) -> tuple[str, ...]:
    """What stands at the end of a round, a paragraph each."""
    if stopped:
        return (
            _("You stopped. That is a good answer too."),
            _("Look at something far away. If it is still close, there is a quiet page (g)."),
        )
    return (
        _("That is plenty for now."),
        _("Let your jaw and your hands go loose, and do something ordinary next."),
    )
