"""Each thing that can be wrong gives one message with its sheet and cell, and everything else is still read."""

from __future__ import annotations

import pytest

from tests.support.books import Rows, book, grid
from tests.support.reading import LONG, only_problem, read
from xlperf.definitions import load
from xlperf.errors import UnreadableFile
from xlperf.problem import Severity
from xlperf.returns.performance import is_performance, read_performance
from xlperf.sheets.grid import Book, CellError, CellValue
from xlperf.symbols import Missing

GOOD = ["NI 65", None, "2010-01", None, 6.0, 39.0, "15.4%"]


def long(*rows: list[CellValue]) -> Rows:
    return [LONG, GOOD, *rows]


def test_two_rows_for_one_figure_name_both_cells_and_the_first_stands() -> None:
    workbook = read(Figures=long(["NI65", "", "Jan-10", "actual", None, None, "99%"]))
    problem = only_problem(workbook, "figure twice")
    assert problem.cell == "G3"
    assert problem.message == (
        "The actual figure for NI65, 2010-01 is given twice, in cell G2 and in cell G3. The first stands; take one of"
        " them out."
    )
    (figure,) = workbook.figures
    assert figure.value is not None
    assert figure.value.text == "15.4%"


def test_a_figure_given_on_two_sheets_names_the_other_sheet() -> None:
    workbook = read(Figures=long(), Figures_2=[["Code", "2010-01"], ["NI 65", "15.4%"]])
    problem = only_problem(workbook, "figure twice")
    assert (problem.sheet, problem.cell) == ("Figures 2", "B2")
    assert "in cell G2 of the sheet Figures and in cell B2" in problem.message


def test_two_wide_rows_for_one_part_are_told_at_their_cells() -> None:
    workbook = read(Figures=[["Code", "2010-01", "2010-02"], ["NI 65", "15%", "16%"], ["NI 65", None, "17%"]])
    assert only_problem(workbook, "figure twice").cell == "C3"
    assert len(workbook.figures) == 2


def test_a_numerator_above_its_denominator_leaves_the_figure_out() -> None:
    workbook = read(Figures=long(["NI 61", None, "2009/10", None, 11.0, 10.0, "50%"]))
    problem = only_problem(workbook, "numerator above denominator")
    assert problem.place == "council.xlsx, Figures, cell E3"
    assert "The numerator 11 is above its denominator 10 in cell F3" in problem.message
    assert "NI 61, 2009/10 is left out until it is corrected" in problem.message
    figure = workbook.figures[1]
    assert (figure.numerator, figure.denominator) == (None, None)
    assert figure.value is not None
    assert (figure.value.value, figure.value.missing) == (None, Missing.NOT_AVAILABLE)


def test_a_rate_may_have_any_counts() -> None:
    workbook = read(Figures=long(["PM04", None, "2011/12 Q3", None, 286.0, 200.0, 56.2]))
    assert workbook.problems == ()


@pytest.mark.parametrize(
    ("row", "cell"), [([-3.0, 10.0, None], "E3"), ([3.0, -10.0, None], "F3"), ([None, None, "−5%"], "G3")]
)
def test_a_negative_number_leaves_the_figure_out(row: list[CellValue], cell: str) -> None:
    workbook = read(Figures=long(["NI 61", None, "2009/10", None, *row]))
    problem = next(problem for problem in workbook.problems if problem.rule == "negative")
    assert problem.cell == cell
    assert "is less than 0. The figure of NI 61, 2009/10 is left out until it is corrected." in problem.message
    assert workbook.figures[1].value is not None
    assert workbook.figures[1].value.missing is Missing.NOT_AVAILABLE


def test_more_than_100_percent_is_a_warning_and_stands() -> None:
    workbook = read(Figures=long(["NI 61", None, "2009/10", None, None, None, 120.0]))
    problem = only_problem(workbook, "more than 100%")
    assert problem.severity is Severity.WARNING
    assert problem.message == "120.0% is more than 100%. It is read as it stands; check it."
    assert workbook.figures[1].value is not None
    assert workbook.figures[1].value.value == 1.2


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        (["NI 61", None, "2009/10", None, 33.5, 60.0, None], "E3", '"33.5" is no whole number, and the numerator'),
        (
            ["NI 61", None, "2009/10", None, 33.0, "60.25", None],
            "F3",
            '"60.25" is no whole number, and the denominator',
        ),
        (["PM04", None, "2011/12 Q3", None, 286.5, None, 56.2], "E3", '"286.5" is no whole number'),
        (
            ["CP number", None, "2010-01", None, None, None, 245.5],
            "G3",
            '"245.5" is no whole number, and the value of CP',
        ),
        (["CP number", None, "2010-01", None, 245.5, None, None], "E3", '"245.5" is no whole number'),
    ],
)
def test_a_count_that_is_no_whole_number_is_a_warning_and_stands(row: list[CellValue], cell: str, said: str) -> None:
    workbook = read(Figures=long(row))
    problem = only_problem(workbook, "fraction of a count")
    assert (problem.severity, problem.sheet, problem.cell) == (Severity.WARNING, "Figures", cell)
    assert problem.message.startswith(said)
    assert problem.message.endswith("is a count. It is read as it stands; check it.")
    figure = workbook.figures[1]
    parts = {"E3": figure.numerator, "F3": figure.denominator, "G3": figure.value}
    stated = parts[cell]
    assert stated is not None
    assert stated.value == float(said.split('"')[1])


def test_what_is_no_count_may_have_decimals() -> None:
    measures = [
        ["Code", "Title", "Unit", "Places"],
        ["FTE 1", "Vacant posts, full-time equivalent", "count", 1.0],
        ["BUD 1", "Budget spent", "percent", None],
    ]
    rows = [
        ["FTE 1", None, "2010-01", None, None, None, 3.5],
        ["BUD 1", None, "2010-01", None, 1250.75, 4000.5, None],
        ["PM04", None, "2010-01", None, None, None, 56.25],
        ["NI 61", None, "2009/10", None, 0.1 + 0.2 + 2.7, 6.0, None],  # a sum, wrong in its sixteenth digit
    ]
    assert read(Figures=long(*rows), Measures=measures).problems == ()


@pytest.mark.parametrize("score", [17.0, 3.0, -5.0, "51"])
def test_a_score_that_cannot_be_is_left_out_until_it_is_corrected(score: CellValue) -> None:
    workbook = read(Figures=long(["NI 51", None, "2009/10", None, None, None, score]))
    problem = only_problem(workbook, "score out of range")
    assert (problem.severity, problem.cell) == (Severity.ERROR, "G3")
    shown = f"{score:g}" if isinstance(score, float) else score
    assert problem.message == (
        f'"{shown}" cannot be: the score is from 4 to 16. '
        "The figure of NI 51, 2009/10 is left out until it is corrected."
    )
    assert workbook.figures[1].value is not None
    assert workbook.figures[1].value.missing is Missing.NOT_AVAILABLE


@pytest.mark.parametrize("score", [4.0, 16.0, "15"])
def test_a_score_within_its_limits_is_read(score: CellValue) -> None:
    assert read(Figures=long(["NI 51", None, "2009/10", None, None, None, score])).problems == ()


def test_text_where_a_count_belongs_leaves_the_value_standing() -> None:
    workbook = read(Figures=long(["NI 61", None, "2009/10", None, "five", 10.0, "50%"]))
    problem = only_problem(workbook, "not a number")
    assert problem.cell == "E3"
    assert problem.message.startswith('"five" stands where a number belongs.')
    assert "the numerator of NI 61, 2009/10 is left out" in problem.message
    assert workbook.figures[1].value is not None
    assert workbook.figures[1].value.value == 0.5


@pytest.mark.parametrize(
    ("row", "cell", "rule", "says"),
    [
        (["NI 61", None, "2009/11", None, 5.0, 10.0, None], "C3", "unknown period", '"2009/11" is not a period'),
        (["NI 61", None, None, None, 5.0, 10.0, None], "C3", "unknown period", "The period is empty"),
        (["NI 61", None, 2009.0, None, 5.0, 10.0, None], "C3", "unknown period", "Write 2009/10"),
        (["NI 61", None, "2009/10", "actuel", 5.0, 10.0, None], "D3", "unknown kind", 'Did you mean "actual"?'),
        (["NI 61", None, "2009/10", "Target", 5.0, 10.0, None], "D3", "unknown kind", "stands in the sheet Targets"),
        ([None, None, "2009/10", None, 5.0, 10.0, None], "A3", "empty cell", 'The cell under "Code" is empty'),
        (["NI 6l", None, "2009/10", None, 5.0, 10.0, None], "A3", "unknown measure", 'Did you mean "NI 6'),
        (["ZZ 9", None, "2009/10", None, 5.0, 10.0, None], "A3", "unknown measure", "add a row for it in Measures"),
        ([CellError("#REF!"), None, "2009/10", None, 5.0, 10.0, None], "A3", "error cell", "#REF!"),
    ],
)
def test_a_row_that_cannot_be_placed_is_left_out_and_the_rest_is_read(
    row: list[CellValue], cell: str, rule: str, says: str
) -> None:
    workbook = read(Figures=long(row))
    problem = only_problem(workbook, rule)
    assert (problem.severity, problem.sheet, problem.cell) == (Severity.ERROR, "Figures", cell)
    assert says in problem.message
    assert "left out" in problem.message
    assert [figure.code for figure in workbook.figures] == ["NI 65"]


def test_an_unknown_part_is_told() -> None:
    workbook = read(Figures=[["Code", "Part", "2010-01"], ["NI 65", "numerater", 6.0]])
    problem = only_problem(workbook, "unknown part")
    assert problem.cell == "B2"
    assert 'Did you mean "numerator"?' in problem.message


def test_an_unknown_code_is_told_once_for_a_wide_row() -> None:
    workbook = read(Figures=[["Code", "2010-01", "2010-02"], ["ZZ 9", 1.0, 2.0]])
    assert only_problem(workbook, "unknown measure").cell == "A2"


def test_percentages_wholly_between_0_and_1_are_doubtful_and_read_as_they_stand() -> None:
    workbook = read(Figures=[["Code", "2009-12", "2010-01"], ["NI 59", 0.349, 0.414]])
    problem = only_problem(workbook, "doubtful percentage")
    assert problem.severity is Severity.WARNING
    assert (problem.sheet, problem.cell) == ("Figures", "B2")
    assert "From cell B2 to C2 every percentage of NI 59 lies between 0 and 1" in problem.message
    assert [figure.value and figure.value.value for figure in workbook.figures] == [0.00349, 0.00414]


def test_the_rows_of_one_code_are_doubtful_together_in_the_long_form() -> None:
    rows = [
        ["NI 59", None, f"2010-0{month}", None, None, None, number]
        for month, number in ((1, 0.3), (2, 0.4), (3, "0.5"))
    ]
    assert only_problem(read(Figures=[LONG, *rows]), "doubtful percentage").cell == "G2"


@pytest.mark.parametrize(
    "rows",
    [
        [["Code", "2009-12", "2010-01"], ["NI 59", 0.349, 41.4]],  # one of them is plainly 0 to 100
        [["Code", "2009-12", "2010-01"], ["NI 64", 0.0, 0.0]],  # no plans of two years is a true 0
        [["Code", "2009-12"], ["NI 59", "0.5%"]],  # says what it is
        [["Code", "2009-12"], ["PM04", 0.5]],  # a rate
        [
            ["Code", "Part", "2009-12"],
            ["NI 64", "value", 0.4],
            ["NI 64", "numerator", 1.0],
            ["NI 64", "denominator", 250.0],
        ],
    ],
)
def test_percentages_that_are_meant_as_they_stand_are_not_doubtful(rows: Rows) -> None:
    assert read(Figures=rows).problems == ()


def test_fractions_under_a_percent_format_are_not_doubtful() -> None:
    workbook = read(grid([["Code", "2009-12"], ["NI 59", 0.349]], "Figures", {"B2": "0.0%"}))
    assert workbook.problems == ()


# Headings and sheets


def test_a_misspelt_heading_is_a_warning_with_the_right_one() -> None:
    heading = ["Code", "Period", "Numertor", "Denominator", "Value"]
    workbook = read(Figures=[heading, ["NI 65", "2010-01", 6.0, 39.0, "15.4%"]])
    problem = only_problem(workbook, "unknown heading")
    assert (problem.severity, problem.cell) == (Severity.WARNING, "C1")
    assert '"Numertor" is no heading of this sheet. Did you mean "Numerator"?' in problem.message
    assert workbook.figures[0].numerator is None


def test_a_heading_that_is_needed_and_misspelt_leaves_the_sheet_unread() -> None:
    workbook = read(Targets=[["Code", "Perid", "Target"], ["NI 65", "2009/10", "10%"]])
    problem = only_problem(workbook, "no headings")
    assert (problem.severity, problem.cell) == (Severity.ERROR, "B1")
    assert 'No column is headed "Period". Did you mean it by "Perid"?' in problem.message
    assert workbook.targets == ()


def test_a_heading_that_stands_twice_is_told() -> None:
    workbook = read(Figures=[["Code", "Period", "Value", "Value"], ["NI 65", "2010-01", "15.4%", "20%"]])
    problem = only_problem(workbook, "heading twice")
    assert (problem.cell, problem.severity) == ("D1", Severity.WARNING)
    assert "C1" in problem.message
    assert workbook.figures[0].value_cell == "C2"


def test_columns_that_are_not_read_are_noted() -> None:
    workbook = read(Figures=[["Code", "Period", "Value", "Colour"], ["NI 65", "2010-01", "15.4%", "red"]])
    problem = only_problem(workbook, "column not read")
    assert problem.severity is Severity.NOTE
    assert '"Colour"' in problem.message


def test_a_column_of_a_wide_table_whose_period_is_wrong_is_told() -> None:
    workbook = read(Figures=[["Code", "2010-01", "2010-13", 2011.0], ["NI 65", "15.4%", "16%", "17%"]])
    assert [problem.cell for problem in workbook.problems] == ["C1", "D1"]
    assert all("the column is not read" in problem.message for problem in workbook.problems)
    assert len(workbook.figures) == 1


def test_a_sheet_without_its_headings_is_told_and_the_others_are_read() -> None:
    workbook = read(Figures=long(), Targets=[["our targets"], ["NI 65", "10%"]])
    problem = only_problem(workbook, "no headings")
    assert problem.sheet == "Targets"
    assert '"Code", "Period", "Target" must stand there' in problem.message
    assert len(workbook.figures) == 1


def test_a_misspelt_sheet_is_told() -> None:
    workbook = read(Figures=long(), Targts=[["Code", "Period", "Target"], ["NI 65", "2009/10", "10%"]])
    problem = only_problem(workbook, "unknown sheet")
    assert problem.message == '"Targts" is no sheet that is read. Did you mean "Targets"? Rename it to have it read.'


def test_an_empty_sheet_is_no_problem() -> None:
    assert read(Figures=long(), Targets=[]).problems == ()


def test_a_workbook_with_none_of_the_sheets_is_refused_with_what_was_found_and_expected() -> None:
    other = book(Sheet1=[["a"]], Figurs=[["b"]], file="staff list.xlsx")
    with pytest.raises(UnreadableFile) as refused:
        read_performance(other, load())
    message = str(refused.value)
    assert message.startswith(
        "staff list.xlsx is no performance workbook: it has none of the sheets About, Measures, Figures"
    )
    assert 'Its sheets are "Sheet1", "Figurs".' in message
    assert 'Did you mean "Figures"' in message
    assert not is_performance(other, load())


# Recognising


def test_a_performance_workbook_is_known_by_a_sheet_and_its_headings() -> None:
    assert is_performance(book(Figures=long()), load())
    assert is_performance(book(Populations=[["Year", "Population"], [2010.0, 50890.0]]), load())
    assert not is_performance(book(Figures=[["Invoices"], ["January", 12.0]]), load())
    assert not is_performance(book(List_7=[["Child Unique ID", "Date of Birth"]]), load())


@pytest.mark.parametrize(
    ("headings", "row", "found"),
    [
        (["code", "area", "period", "value"], ["NI 65", "", "2010-01", "15.4%"], "figures"),
        (["code", "2010-01", "2010-02"], ["NI 65", "15.4%", "16%"], "figures"),
        (["code", "period", "target", "source"], ["NI 65", "2009/10", "10%", "board"], "targets"),
        (["code", "period", "part", "text"], ["NI 65", "2009/10", "", "Words."], "commentary"),
        (["area", "year", "population"], ["", "2010", "50,890"], "populations"),
    ],
)
def test_a_csv_file_is_known_by_its_headings_alone(headings: list[str], row: list[str], found: str) -> None:
    csv = Book("anything.csv", "csv", (grid([headings, row], "anything"),))
    assert is_performance(csv, load())
    assert len(getattr(read_performance(csv, load()), found)) >= 1
