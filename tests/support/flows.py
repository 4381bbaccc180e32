"""Indicators of a council's own that count events, and one that is extended by a line; the catalogue has none."""

from __future__ import annotations


def events(code: str, title: str, *, code_dates: str = "", rate: bool = False, forecast: str = "") -> str:
    """Return the definition of a number of events, or of their rate per 10,000 children."""
    unit = 'unit = "rate"\npopulation = "Children"\nplaces = 1' if rate else 'unit = "count"\nplaces = 0'
    number = "population = 20_000\nnumerator = 30\nvalue = 15.0" if rate else "value = 30"
    named = f'forecast = "{forecast}"\n' if forecast else ""
    counted = '[numerator]\ncount = "stated"\nlabel = "Contacts"\n' if rate else ""
    return f"""
codes = [{{ code = "{code}"{code_dates} }}]
title = "{title}"
section = "Contacts"
{unit}
timing = "flow"
polarity = "low"
scheme = "brag"
{named}owner = "data team"
reviewed = 2026-11-20
definition = "Contacts in the period."
why = "Each is work done."
sources = ["our own data standard"]
returns = "None gives it."

{counted}
[[example]]
title = "April"
period = "2026-04"
{number.replace("value = 15.0", "")}
shown = "{"15.0" if rate else "30"}"
rating = "no target"
source = "worked by hand"
"""


FLOWS = {
    "indicators/contacts.toml": events("L1", "Contacts"),
    "indicators/contact_rate.toml": events("L2", "Contacts per 10,000", rate=True, forecast="run rate"),
    "indicators/contacts_by_season.toml": events("L3", "Contacts by season", forecast="seasonal profile"),
    "indicators/contacts_on_a_line.toml": events("L4", "Contacts on a line", forecast="linear"),
    "indicators/plan_number.toml": 'forecast = "linear"\n',
    "reports/monthly.toml": "forecasts = true\ndetail_months = 24\n",
}
