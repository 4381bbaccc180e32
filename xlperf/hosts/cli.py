"""The command line: words in, text, JSON and files out. Nothing is computed here.

Exit code 0 success, 1 finished with problems in the data, 2 a request or definition that cannot be carried out
(one message on standard error, no traceback; with --json also ``{"error": …}`` on standard output).
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click

from xlperf.errors import CANNOT_BE_DONE, PROBLEMS_IN_DATA, SUCCESS, RequestError
from xlperf.hosts.addin_commands import addin
from xlperf.hosts.console import Commands, answer, answer_exactly, carried_out, tell

if TYPE_CHECKING:
    from xlperf.definitions.catalogue import Catalogue
    from xlperf.problem import Problem
    from xlperf.workbook.pdf import Printer

FILE = click.Path(path_type=Path)
CATALOGUE_VARIABLE = "XLPERF_CATALOGUE"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="xlperf", message="xlperf %(version)s")
@click.option(
    "--catalogue",
    "folder",
    type=FILE,
    envvar=CATALOGUE_VARIABLE,
    help=f"A council's own folder of definitions, laid over the built-in ones (or set {CATALOGUE_VARIABLE}).",
)
@click.pass_context
def commands(context: click.Context, folder: Path | None) -> None:
    """Indicators of English children's services: returns workbooks in, indicator reports out.

    An INPUT is a performance workbook or a return such as Annex A; several may be mixed. A PERIOD is written 2011/12,
    "2011/12 Q3", 2010-01, "2009/10 to 2010-01", "12 months to 2010-01" or 2012-02-19.
    """
    context.obj = folder


commands.add_command(addin)

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
inputs_argument = click.argument("inputs", nargs=-1, type=FILE, metavar="INPUT…")
period_option = click.option("--period", required=True, help='The period, such as 2010-01 or "2011/12 Q3".')


def definitions() -> Catalogue:
    """Return the catalogue, with the council's folder laid over it when one was named."""
    from xlperf.definitions.load import load

    return load(click.get_current_context().find_root().obj)


@commands.command()
@click.option("--out", type=FILE, default=Path("demo"), show_default=True, help="The folder to write into.")
@carried_out
def demo(out: Path) -> int:
    """Build every report from the bundled samples."""
    from xlperf.hosts.text import printable
    from xlperf.journey.demo import demonstrate
    from xlperf.workbook.outputs import ensure_folder

    ensure_folder(out)
    for path in demonstrate(out, definitions()):
        answer(printable(str(path)))
    return SUCCESS


@commands.command()
@click.argument("file", type=FILE)
@json_option
@carried_out
def inspect(file: Path, as_json: bool) -> int:
    """Say what kind of return FILE is, its lists, rows and period, and every problem with its cell."""
    from xlperf.hosts.forms import inspection_form
    from xlperf.hosts.text import inspection_text
    from xlperf.journey.inspection import inspect as inspected

    found = inspected(file, definitions())
    answer(as_document(inspection_form(found)) if as_json else inspection_text(found))
    return exit_code(found.problems)


@commands.command()
@inputs_argument
@period_option
@click.option("--area", "areas", multiple=True, help="An area by name; may be given several times.")
@click.option("--indicator", "codes", multiple=True, help="An indicator by code; may be given several times.")
@click.option("--forecast", "forecasts", is_flag=True, help="Add the forecast to the end of the period's year.")
@click.option("--rows", is_flag=True, help="Add the file, sheet and row of every record counted.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@carried_out
def figures(
    inputs: tuple[Path, ...],
    period: str,
    areas: tuple[str, ...],
    codes: tuple[str, ...],
    forecasts: bool,
    rows: bool,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Print the figures of a period with what stands behind them.

    One figure for each indicator, area and kind. Percentages are printed 0 to 100.
    """
    from xlperf.hosts.forms import FIGURE_COLUMNS, figure_form, figure_row
    from xlperf.hosts.text import figures_text
    from xlperf.journey.figures import FigureMaker
    from xlperf.journey.figures import figures as made_figures
    from xlperf.journey.inputs import read_inputs
    from xlperf.period import Period
    from xlperf.workbook.csv_out import csv_text

    if as_json and as_csv:
        raise RequestError("Ask for --json or --csv, not both.")
    if as_csv and rows:
        raise RequestError("The rows behind a figure do not fit into its line of csv. Ask for --rows with --json.")
    of = Period.parse(period)
    read = read_inputs(inputs, definitions())
    maker = FigureMaker(read.for_areas(areas))
    made = made_figures(maker, of, areas, codes, forecasts)
    if as_json:
        answer(as_document([figure_form(figure, rows) for figure in made]))
    elif as_csv:
        answer_exactly(csv_text(FIGURE_COLUMNS, [figure_row(figure) for figure in made]))
    else:
        answer(figures_text(made, rows))
    problems = (*maker.inputs.problems, *maker.problems)
    say(problems, quietly=as_json)
    return exit_code(problems)


@commands.command()
@click.argument("plan")
@inputs_argument
@period_option
@click.option("--out", required=True, type=FILE, help="The workbook to write (.xlsx).")
@click.option("--area", default="", help="Whose report it is, where the inputs do not say.")
@click.option("--indicator", "codes", multiple=True, help="Report only this indicator, by code; may be repeated.")
@click.option("--dated", default=None, help="The date printed on the cover, YYYY-MM-DD; today when left out.")
@click.option("--pdf", is_flag=True, help="Print the report to a PDF beside it, through LibreOffice or Excel.")
@click.option(
    "--protect", is_flag=True, help="Protect the sheets, without a password: only yellow cells can be changed."
)
@click.option("--records", is_flag=True, help="Add a sheet of the records behind the figures: personal data.")
@click.option("--publish", is_flag=True, help="Make it fit to be published: withhold small numbers.")
@click.option(
    "--small-number", type=click.IntRange(min=1), default=None, help="With --publish: up to which number (5)."
)
@carried_out
def report(
    plan: str,
    inputs: tuple[Path, ...],
    period: str,
    out: Path,
    area: str,
    codes: tuple[str, ...],
    dated: str | None,
    pdf: bool,
    protect: bool,
    records: bool,
    publish: bool,
    small_number: int | None,
) -> int:
    """Write the report of PLAN (such as monthly) from the inputs."""
    from xlperf.hosts.text import printable
    from xlperf.journey.inputs import read_inputs
    from xlperf.journey.report import check_period, plan_in, write_report
    from xlperf.period import Period
    from xlperf.results.suppress import SMALL
    from xlperf.workbook.outputs import check_output
    from xlperf.workbook.pdf import check_printing, print_pdf

    # Everything that can be seen to be wrong is said before the inputs are read.
    of = Period.parse(period)
    check_period(of)
    day = date_of("--dated", dated)
    if publish and records:
        raise RequestError("--records adds personal data, and --publish is for readers outside. Leave out one of them.")
    if small_number is not None and not publish:
        raise RequestError("--small-number says what --publish withholds. Add --publish, or leave it out.")
    catalogue = definitions()
    wanted = plan_in(catalogue, plan)
    check_output(out, inputs, pdf=pdf)
    printers: tuple[Printer, ...] = ()
    if pdf:
        from xlperf.hosts.excel.printing import excel_printers

        printers = excel_printers()
        check_printing(printers)
    read = read_inputs(inputs, catalogue)
    limit = (small_number or SMALL) if publish else None
    content = write_report(
        read,
        wanted,
        of,
        out,
        area=area,
        dated=day,
        with_records=records,
        codes=codes,
        small_number=limit,
        protect=protect,
    )
    answer(printable(str(out)))
    if pdf:
        answer(printable(str(print_pdf(out, printers))))
    say(content.problems)
    return exit_code(content.problems)


@commands.command()
@click.argument("file", type=FILE)
@json_option
@carried_out
def publishable(file: Path, as_json: bool) -> int:
    """Say what in FILE must not be published, where it is, and what to do about it."""
    from xlperf.hosts.forms import finding_form
    from xlperf.hosts.text import findings_text
    from xlperf.journey.publishable import publishable_findings
    from xlperf.workbook.refusal import shown_name

    found = publishable_findings(file, definitions())
    form = {"file": shown_name(file), "findings": [finding_form(one) for one in found]}
    answer(as_document(form) if as_json else findings_text(shown_name(file), found))
    return PROBLEMS_IN_DATA if found else SUCCESS


@commands.command()
@click.argument("folder", type=FILE)
@click.option("--out", required=True, type=FILE, help="The folder to write the reports into.")
@click.option("--plan", default="monthly", show_default=True, help="Which report to make of each return.")
@click.option("--period", default="", help="The period; the last complete month that each return covers when left out.")
@click.option(
    "--with", "beside", multiple=True, type=FILE, help="A workbook to read with every return; may be repeated."
)
@click.option("--area", default="", help="Whose reports they are, where the returns do not say.")
@click.option("--dated", default=None, help="The date printed on the covers, YYYY-MM-DD; today when left out.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=None, help="How many processes; one a core when left out."
)
@click.option("--seconds", type=click.FloatRange(min=1), default=120, show_default=True, help="How long one may take.")
@click.option("--resume", is_flag=True, help="Redo only what is unfinished, or whose return, plan or version changed.")
@click.option("--progress", type=click.Choice(["bar", "lines", "json"]), default=None, help="How progress is told.")
@click.option("--quiet", is_flag=True, help="Tell nothing but what failed.")
@carried_out
def convert(
    folder: Path,
    out: Path,
    plan: str,
    period: str,
    beside: tuple[Path, ...],
    area: str,
    dated: str | None,
    workers: int | None,
    seconds: float,
    resume: bool,
    progress: Literal["bar", "lines", "json"] | None,
    quiet: bool,
) -> int:
    """Make a report of every return in FOLDER, and say what came of each file."""
    from xlperf.hosts.convert_command import convert as converted

    return converted(
        folder,
        out,
        plan=plan,
        period=period,
        beside=beside,
        area=area,
        dated=date_of("--dated", dated),
        catalogue_folder=click.get_current_context().find_root().obj,
        workers=workers,
        seconds=seconds,
        resume=resume,
        way="quiet" if quiet else progress,
    )


@commands.command()
@click.argument("folder", type=FILE)
@carried_out
def verify(folder: Path) -> int:
    """Check that FOLDER, which convert wrote, is as it was delivered."""
    from xlperf.hosts.convert_command import verified

    return verified(folder)


@commands.command()
@click.argument("file", type=FILE)
@click.option("--out", required=True, type=FILE, help="The copy to write, an xlsx or xlsm as FILE is.")
@click.option("--formulas", is_flag=True, help="Write a formula of the spreadsheet's own where there is one.")
@json_option
@carried_out
def freeze(file: Path, out: Path, formulas: bool, as_json: bool) -> int:
    """Copy FILE with every PERF_ formula made its value, for readers without the add-in."""
    from xlperf.hosts.frozen_text import frozen_form, frozen_text
    from xlperf.journey.freeze import freeze as frozen_copy

    done = frozen_copy(file, out, native=formulas)
    answer(as_document(frozen_form(out, done)) if as_json else frozen_text(out, done))
    return PROBLEMS_IN_DATA if done.left else SUCCESS


@commands.command()
@click.argument("file", type=FILE)
@click.option("--out", required=True, type=FILE, help="The copy to write, an xlsx or xlsm as FILE is.")
@json_option
@carried_out
def annotate(file: Path, out: Path, as_json: bool) -> int:
    """Copy the return FILE with every problem marked on its cell and listed in a sheet; nothing else in it changes."""
    from xlperf.hosts.annotated_text import annotated_form, annotated_text
    from xlperf.journey.annotate import annotate as annotated_copy

    done = annotated_copy(file, out, definitions())
    answer(as_document(annotated_form(done)) if as_json else annotated_text(done))
    return exit_code(done.problems)


@commands.command()
@inputs_argument
@json_option
@carried_out
def reconcile(inputs: tuple[Path, ...], as_json: bool) -> int:
    """List every stated percentage or rate that does not follow from its own counts."""
    from xlperf.hosts.forms import mismatch_form
    from xlperf.hosts.text import mismatches_text
    from xlperf.journey.inputs import read_inputs
    from xlperf.journey.reconcile import reconcile as mismatches_of

    read = read_inputs(inputs, definitions())
    mismatches = list(mismatches_of(read))
    answer(as_document([mismatch_form(one) for one in mismatches]) if as_json else mismatches_text(mismatches))
    say(read.problems, quietly=as_json)
    return PROBLEMS_IN_DATA if mismatches else exit_code(read.problems)


@commands.command()
@click.argument("folder", required=False, type=FILE)
@carried_out
def check(folder: Path | None) -> int:
    """Validate the definitions, with a council's FOLDER laid over them, and run their worked examples."""
    from xlperf.definitions.load import load
    from xlperf.journey.check import check_counting, run_examples

    catalogue = load(folder) if folder else definitions()
    check_counting(catalogue)
    results = list(run_examples(catalogue))
    wrong = [result for result in results if result.wrong]
    for result in wrong:
        for sentence in result.wrong:
            tell(f'{result.indicator}, example "{result.title}": {sentence}.')
    answer(
        f"{len(catalogue.indicators)} indicators, {len(catalogue.schemes)} rating schemes, "
        f"{len(catalogue.plans)} report {'plan' if len(catalogue.plans) == 1 else 'plans'}; "
        f"{len(results)} worked examples, {len(wrong)} wrong."
    )
    return CANNOT_BE_DONE if wrong else SUCCESS


@commands.command(context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.argument("arguments", nargs=-1, metavar="ARG…", type=click.UNPROCESSED)
@json_option
@carried_out
def calc(name: str, arguments: tuple[str, ...], as_json: bool) -> int:
    """Work out a worksheet function: xlperf calc percent 33 246.

    A range is written with commas across and semicolons down: "1,2;3,4".
    """
    from xlperf.hosts.calc_command import calc as calculated

    text, code = calculated(name, list(arguments), as_json)
    answer(text)
    return code


@commands.command()
@click.option("--children", type=click.IntRange(min=1), required=True, help="How many invented children.")
@click.option("--seed", type=int, required=True, help="Which world: the same seed gives the same files.")
@click.option("--out", required=True, type=FILE, help="The folder to write into.")
@click.option("--problems", type=float, default=0.0, help="The share of records with something wrong, 0 to 0.5.")
@click.option("--years", type=click.IntRange(min=1), default=4, show_default=True, help="How many financial years.")
@click.option("--to", "last", default="2026-03-31", show_default=True, help="The last day, YYYY-MM-DD.")
@carried_out
def sample(children: int, seed: int, out: Path, problems: float, years: int, last: str) -> int:
    """Write made-up returns of every family about the same invented children."""
    from xlperf.hosts.text import printable
    from xlperf.made_up.sample import write_sample
    from xlperf.workbook.outputs import ensure_folder

    last_day = date_of("--to", last) or dt.date.today()
    ensure_folder(out)
    for path in write_sample(children, seed, out, problems=problems, years=years, last_day=last_day):
        answer(printable(str(path)))
    return SUCCESS


@commands.command()
@click.argument("name", metavar="[ID]", required=False)
@carried_out
def indicators(name: str | None) -> int:
    """List the catalogue, or give one definition in full (by code or id)."""
    from xlperf.hosts.text import catalogue_text

    catalogue = definitions()
    answer(catalogue.describe(name) if name else catalogue_text(catalogue))
    return SUCCESS


def as_document(form: Any) -> str:
    """Return one JSON document; a number that is none could not be read back and is an error here."""
    return json.dumps(form, ensure_ascii=False, indent=2, allow_nan=False)


def date_of(option: str, text: str | None) -> dt.date | None:
    """Return the date given with an option; None when it was left out."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise RequestError(f'{option} "{text}" is not a date. Write it as 2010-02-17.') from None


def say(problems: tuple[Problem, ...], quietly: bool = False) -> None:
    """Print the problems on standard error, so that standard output holds the answer alone."""
    from xlperf.hosts.text import problems_text

    if problems and not quietly:
        tell(problems_text(problems))


def exit_code(problems: tuple[Problem, ...]) -> int:
    """Return 1 when something in the data is wrong; a mere note is no problem."""
    from xlperf.problem import Severity

    return PROBLEMS_IN_DATA if any(problem.severity is not Severity.NOTE for problem in problems) else SUCCESS


def main() -> NoReturn:
    """Run the command line of the process, in UTF-8 whatever the system's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    commands.main()


if __name__ == "__main__":
    main()
