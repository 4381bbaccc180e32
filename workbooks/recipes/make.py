"""Write the template and every sample: ``python workbooks/recipes/make.py [FOLDER]``.

The files go into `workbooks/templates` and `workbooks/samples`, or into folders of those names in FOLDER. The same
recipes give the same bytes, so a file that differs from its recipe was changed by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]  # the recipes beside this file, and xlperf in a checkout

import annex_a  # noqa: E402
import bathnes  # noqa: E402
import derby  # noqa: E402
import haringey  # noqa: E402
import northbrook  # noqa: E402
import template  # noqa: E402
from facts import Sample  # noqa: E402
from pages import table_sheet  # noqa: E402

from xlperf.definitions.catalogue import Catalogue  # noqa: E402
from xlperf.definitions.load import load  # noqa: E402
from xlperf.sheets.layout import Layout, Properties  # noqa: E402
from xlperf.workbook.write import write_workbook  # noqa: E402

SAMPLES = (haringey.SAMPLE, derby.SAMPLE, bathnes.SAMPLE, northbrook.SAMPLE)


def sample_layout(sample: Sample, catalogue: Catalogue) -> Layout:
    """Return the layout of a sample: one sheet for each of its tables, in the order of the definition."""
    definition = catalogue.returns["performance"]
    sheets = []
    for table in definition.tables:
        if rows := sample.tables.get(table.key):
            periods = sample.periods if table.period_columns else ()
            sheets.append(table_sheet(table, rows, catalogue, periods, footer=sample.title))
    return Layout(tuple(sheets), Properties(sample.title, subject="Sample", created=sample.prepared_on))


def write_sample(sample: Sample, path: Path) -> None:
    """Write one sample."""
    catalogue = load()
    write_workbook(sample_layout(sample, catalogue), catalogue.themes["plain"], path)


def write_performance_workbooks(folder: Path) -> tuple[Path, ...]:
    """Write the template and the samples beneath `folder`; return the files in the order in which they were written."""
    catalogue = load()
    written = [folder / "templates" / template.FILE, *(folder / "samples" / sample.file for sample in SAMPLES)]
    for path in written:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(template.template(catalogue), catalogue.themes["plain"], written[0])
    for sample, path in zip(SAMPLES, written[1:], strict=True):
        write_sample(sample, path)
    return tuple(written)


def write_all(folder: Path) -> tuple[Path, ...]:
    """Write every bundled workbook beneath `folder`; return the files."""
    written = write_performance_workbooks(folder)
    annex_a.write(folder / annex_a.FILE)
    return (*written, folder / annex_a.FILE)


if __name__ == "__main__":
    for file in write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent):
        print(file)  # noqa: T201
