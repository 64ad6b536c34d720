"""For maintainers: brings the list of released ids up to date, as `make released` does. It drops no id."""

import sys
from pathlib import Path

from workbook.authoring.checker import check
from workbook.authoring.folder import exercise_files, read_text
from workbook.authoring.library import Library
from workbook.authoring.parser import parse
from workbook.authoring.released import Shipped, brought_up_to_date, ids_of, list_beside, read_list, write_list
from workbook.model.problem import Severity
from workbook.syncing import write_new, write_over

ORIGINALS = Path(__file__).parents[1] / "exercises" / "en"


def shipped_ids(folder: Path) -> tuple[Shipped, ...]:
    """Every id in the exercises of a folder. Those that cannot be read have none."""
    found: list[Shipped] = []
    for path in exercise_files(folder):
        text = read_text(path, path.name)
        exercise = parse(text, path.name).exercise if isinstance(text, str) else None
        found += ids_of(exercise) if exercise else ()
    return tuple(found)


def release(folder: Path) -> int:
    """Bring the list beside a folder up to date; 1, and nothing done, while something in it is an error."""
    errors = [each for each in check([folder], Library()) if each.severity is Severity.ERROR]
    if errors:
        sys.stderr.writelines(f"{each}\n" for each in errors)
        sys.stderr.write("The list was left as it is.\n")
        return 1
    path = list_beside(folder)
    before = read_list(path.read_text(encoding="utf-8")) if path.exists() else ()
    after = brought_up_to_date(before, shipped_ids(folder))
    new = len(after) - len(before)
    written = [write_list(after).encode()]
    (write_over if path.exists() else write_new)(path, written)
    path.chmod(0o644)
    sys.stderr.write(f"{path}: {len(after)} ids, {new} of them new.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(release(ORIGINALS))
