"""What the codes of returns are called in a breakdown. A code that is not here says nothing, or says "unknown".

The codes are those of the DfE common basic data set (ethnicity) and of the children in need census (category of abuse).
"""

from __future__ import annotations

from collections.abc import Mapping

CATEGORIES_OF_ABUSE: Mapping[str, str] = {
    "NEG": "Neglect",
    "PHY": "Physical abuse",
    "SAB": "Sexual abuse",
    "EMO": "Emotional abuse",
    "MUL": "Multiple",
}

GENDERS: Mapping[str, str] = {"F": "Female", "M": "Male", "I": "Neither", "N": "Neither"}

ETHNICITIES: Mapping[str, str] = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "CHNE": "Chinese",
    "BCRB": "Caribbean",
    "BAFR": "African",
    "BOTH": "Any other Black background",
    "OOTH": "Any other ethnic group",
}
"""Refused (REFU) and not yet obtained (NOBT) are not recorded."""

_GROUPS = {
    "W": "White",
    "M": "Mixed",
    "A": "Asian or Asian British",
    "C": "Asian or Asian British",  # Chinese, as in the censuses of 2011 and 2021
    "B": "Black or Black British",
    "O": "Other ethnic group",
}

ETHNIC_GROUPS: Mapping[str, str] = {code: _GROUPS[code[0]] for code in ETHNICITIES}
"""The five groups of the Department for Education's tables."""
