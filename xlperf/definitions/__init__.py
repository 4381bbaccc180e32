"""
What is defined: TOML files of the catalogue, checked and made into models.

`load` returns the `Catalogue`, with a council's own folder laid over ours; `scheme` one rating scheme by name.
The only room that knows pydantic.
"""

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.definitions.load import load, scheme

__all__ = ["Catalogue", "Indicator", "load", "plain_code", "scheme"]
