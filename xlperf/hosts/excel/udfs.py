"""The worksheet functions, as xlwings' server loads them: ``UDF_MODULES=xlperf.hosts.excel.udfs``.

One function for each card, under its Excel name (PERF_RATE …), made when the module is loaded. That the server runs
them is proved with xlwings' own `call_udf` and its Windows modules stubbed; that Excel reaches the server is not.
"""

from __future__ import annotations

from xlperf.functions import CARDS
from xlperf.hosts.excel.registration import excel_function

globals().update({card.name: excel_function(card) for card in CARDS})
