"""Invented names, and how often things are among children in need in England.

The shares were written from memory of what is usual in England and not checked against any table; they give a likely
shape and nothing more.
"""

from __future__ import annotations

from random import Random

from xlperf.made_up.chance import Shares
from xlperf.made_up.world import Staff

FIRST_NAMES = (
    *("Anthea", "Barnaby", "Clementine", "Dorian", "Elowen", "Fergal", "Gwendolen", "Hamish", "Isolde", "Jocasta"),
    *("Kerensa", "Lysander", "Morwenna", "Nerys", "Ottoline", "Piers", "Quillan", "Rosamund", "Saskia", "Tobias"),
)
LAST_NAMES = (
    *("Ashenhurst", "Brackenbury", "Coldwater", "Dewsnap", "Eaveswood", "Fallowfield", "Grimshall", "Hartsease"),
    *("Ivelchester", "Jessamine", "Kettlewell", "Larkrise", "Mossbank", "Netherby", "Oxenholme", "Pettigrove"),
)
FRONT_DOOR = ("Harbour Assessment Team", "Lantern Assessment Team", "Meadow Assessment Team")
SAFEGUARDING = ("Heron Team", "Kestrel Team", "Lapwing Team", "Plover Team")
LOOKED_AFTER = ("Beech Team", "Rowan Team", "Willow Team")
DISABILITY = "Compass Disabled Children's Team"
CARE_LEAVERS = "Horizon Care Leavers' Team"
ORGANISATIONS = ("Saltmarsh Family Hub", "Copperfield Primary School", "Early Help Service", "Tidewell Health Centre")
COUNCIL, COUNCIL_CODE = "Wrenmouth", "999"
OTHER_COUNCILS = ("Ashcombe", "Fenbury", "Marlhampton")

ETHNICITIES = Shares(
    {"WBRI": 66.0, "WIRI": 0.4, "WIRT": 0.4, "WROM": 0.8, "WOTH": 6.0, "MWBC": 3.2, "MWBA": 1.6, "MWAS": 2.2}
    | {"MOTH": 2.8, "AIND": 1.4, "APKN": 3.6, "ABAN": 1.7, "AOTH": 2.0, "BCRB": 1.6, "BAFR": 3.6, "BOTH": 1.2}
    | {"CHNE": 0.3, "OOTH": 2.4, "REFU": 0.4, "NOBT": 2.0}
)
ETHNICITIES_OF_THE_UNACCOMPANIED = Shares({"OOTH": 45.0, "BAFR": 25.0, "AOTH": 20.0, "WOTH": 10.0})
SEXES = Shares({"M": 51.5, "F": 48.5})
DISABILITIES = Shares({"LD": 5.0, "AUT": 3.0, "MOB": 1.5, "COMM": 2.0, "BEH": 1.0})

SOURCES = Shares(
    {"6": 29.0, "2A": 18.0, "3A": 6.0, "3D": 3.0, "3E": 4.0, "3F": 2.0, "1A": 6.0, "1D": 2.0, "4": 1.0, "5A": 5.0}
    | {"5B": 5.0, "5C": 3.0, "7": 5.0, "8": 5.0, "1B": 3.0, "9": 2.0, "10": 1.0}
)
NEEDS = Shares({"N1": 57.0, "N2": 8.0, "N3": 3.0, "N4": 9.0, "N5": 12.0, "N6": 3.0, "N7": 1.0, "N8": 4.0, "N9": 3.0})
CATEGORIES = Shares({"NEG": 46.0, "EMO": 37.0, "PHY": 11.0, "SAB": 6.0})


def somebody(random: Random, teams: tuple[str, ...]) -> Staff:
    """Return a worker of one of the teams."""
    return Staff(random.choice(teams), f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}")
