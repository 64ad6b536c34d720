"""The faults as one command: `python -m tests.faults [--short] [--seed N] [FAULT...]`.

Prints a table and exits with 1 if anything was lost or wrong; with 77 if nothing of what was asked for could be run.
"""

import argparse
import sys
import time
from dataclasses import replace

from tests.faults.matrix import FAULTS, LONG, SHORT
from tests.faults.tally import HEADS, Tally

NOT_RUN = 77
_WIDTH = 38
_LEGEND = """
acknowledged  saves, copies and restores of which the process said that they are safe, before the fault or after it
lost          of these, how many were not there afterwards, with the right words
refused       what was refused with a sentence for a person
recovered     runs where something half done was found and put right, or what was refused was saved in the end
"""


def main() -> int:
    """Run what is asked for. Gives the exit code."""
    names = [fault.name for fault in FAULTS]
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Try every fault on the vault.")
    parser.add_argument("--short", action="store_true", help="as `make check` does; else the long run")
    parser.add_argument("--seed", type=int, default=1, help="for what is left to chance")
    parser.add_argument("--kills", type=int, help="processes killed at a random time")
    parser.add_argument("fault", nargs="*", choices=[[], *names], help=f"any of {', '.join(names)}; else all")
    asked = parser.parse_args()
    effort = replace(SHORT if asked.short else LONG, seed=asked.seed)
    if asked.kills is not None:
        effort = replace(effort, kills=asked.kills)
    begun = time.monotonic()
    total = Tally()
    skipped: list[str] = []
    say(f"{'':<{_WIDTH}}{HEADS}")
    for fault in FAULTS:
        if asked.fault and fault.name not in asked.fault:
            continue
        say(f"{fault.name}: {fault.about}")
        for name, tally in fault.run(effort):
            say(f"  {name:<{_WIDTH - 2}}{tally.row}")
            for line in tally.told:
                say(f"    WRONG: {line}")
            if tally.not_run:
                skipped.append(f"{fault.name}, {name}: {tally.not_run}")
            total.add(tally)
    say(f"{'all':<{_WIDTH}}{total.row}")
    say(_LEGEND)
    say(f"{time.monotonic() - begun:.0f} seconds; seed {effort.seed}")
    for line in dict.fromkeys(skipped):
        say(f"NOT RUN {line}")
    if total.bad:
        return 1
    return 0 if total.runs else NOT_RUN


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
