"""The worksheet that `workbook new` writes: small, complete, and made to be changed."""

from gettext import gettext as _

_DOTS = "." * 20
_LINE = "." * 40


def template(exercise_id: str) -> str:
    """A worksheet that the checker has nothing to say about, with words to be replaced."""
    return (
        "\n\n".join(
            (
                *_opening(exercise_id),
                *_what_helps(),
                *_small_steps(),
                *_ending(),
            )
        )
        + "\n"
    )


def _opening(exercise_id: str) -> tuple[str, ...]:
    return (
        f"# {_('The title of your exercise')}",
        f"<!-- exercise: #{exercise_id}; version: 1; part: care; minutes: 5; care: gentle -->",
        _("Say here what this is for. It takes about 5 minutes. You can skip anything, and stop at any time."),
    )


def _what_helps() -> tuple[str, ...]:
    return (
        f"## {_('The first page: one idea')}",
        "<!-- page: #first -->",
        _("Say in a few plain words what this page is about."),
        _("> An invented example: after a hard call, Alex sits by the window for five minutes with a cup of tea."),
        f"### {_('Which of these could help a little?')}",
        "<!-- ask: checklist #helps -->",
        "\n".join(
            (
                f"- [ ] {_('Sit by a window')} <!-- #window -->",
                f"- [ ] {_('Talk to someone kind')} <!-- #talk -->",
                f"- [ ] {_('Something else')}: {_DOTS} <!-- #other -->",
                f"- [ ] {_('None of these')} <!-- #none; alone -->",
            )
        ),
        f"### {_('How calm are you now?')}",
        "<!-- ask: scale #calm -->",
        f"*{_('Not calm at all')}* 1 2 3 4 5 *{_('Quite calm')}*",
    )


def _small_steps() -> tuple[str, ...]:
    return (
        f"## {_('The second page: a small step')}",
        "<!-- page: #second -->",
        f"### {_('What is one small thing that you want to do?')}",
        "<!-- ask: short #step -->",
        _LINE,
        f"### {_('Who is on your side?')}",
        "<!-- ask: records #people -->",
        _("Write one person at a time. One is a good start."),
        "\n".join(
            (
                f"- {_('Name, or a letter')}: {_DOTS} <!-- #name; required -->",
                f"- {_('They know about it')}: ( ) {_('Yes')} <!-- #yes --> ( ) {_('Not yet')} <!-- #not-yet --> "
                "<!-- #knows; choice -->",
            )
        ),
    )


def _ending() -> tuple[str, ...]:
    return (
        f"## {_('Before you go')}",
        "<!-- page: #end -->",
        _("End with something kind. You can come back to this on any day."),
        f"## {_('What goes into the plan')}",
        "<!-- plan; #for-plan -->",
        f"**{_('One small thing:')}** [{_('what I want to do')}](#step)",
    )
