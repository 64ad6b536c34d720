"""What came of many runs of one fault."""

from dataclasses import dataclass, field, replace

_TOLD = 5


@dataclass
class Tally:
    """One row of the table."""

    runs: int = 0
    acknowledged: int = 0
    """Saves that were said to be saved."""
    lost: int = 0
    """Of these, how many were not there afterwards."""
    refused: int = 0
    """Saves, openings and copies that were refused with a sentence."""
    recovered: int = 0
    """Runs after which something half done was found and put right, or what was refused was saved after all."""
    wrong: list[str] = field(default_factory=list)
    """Whatever else should not be."""
    not_run: str = ""
    """Why a part of it could not be run on this machine."""

    def add(self, other: "Tally") -> None:
        """Count another one in."""
        self.runs += other.runs
        self.acknowledged += other.acknowledged
        self.lost += other.lost
        self.refused += other.refused
        self.recovered += other.recovered
        self.wrong += other.wrong
        self.not_run = self.not_run or other.not_run

    def at(self, where: str) -> "Tally":
        """The same, where all that is wrong says where it was."""
        wrong = [*self.wrong, *([f"{self.lost} lost"] if self.lost else [])]
        return replace(self, wrong=[f"{where}: {each}" for each in wrong])

    @property
    def bad(self) -> bool:
        """Whether anything was lost or wrong."""
        return bool(self.lost or self.wrong)

    @property
    def row(self) -> str:
        """For the table."""
        numbers = (self.runs, self.acknowledged, self.lost, self.refused, self.recovered)
        return "".join(f"{number:>13,}" for number in numbers) if self.runs else f"{'not run':>13}"

    @property
    def told(self) -> list[str]:
        """What is wrong, as far as it fits."""
        more = len(self.wrong) - _TOLD
        return self.wrong[:_TOLD] + ([f"and {more} more"] if more > 0 else [])


HEADS = "".join(f"{head:>13}" for head in ("runs", "acknowledged", "lost", "refused", "recovered"))
