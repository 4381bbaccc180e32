"""Contacts about a child, and early help where a case was closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from xlperf.made_up.chance import days_after, happens, working_days_after
from xlperf.made_up.names import ORGANISATIONS, SOURCES
from xlperf.made_up.world import Child, Contact, EarlyHelp, Referral


def contacts_of(random: Random, referrals: Sequence[Referral], born: date) -> tuple[Contact, ...]:
    """Return the contacts about a child: one for each referral, and some that led to none."""
    found = []
    for referral in referrals:
        if happens(random, 0.45):
            day = days_after(referral.referred, -random.randrange(5, 90))
            if day >= born:
                found.append(Contact(day, SOURCES.pick(random)))
        found.append(Contact(referral.referred, referral.source))
    return tuple(sorted(found, key=lambda contact: contact.day))


def early_help_of(random: Random, started: date) -> EarlyHelp:
    """Return an early help assessment that is done within two months or so."""
    return EarlyHelp(started, working_days_after(started, random.randrange(10, 45)), random.choice(ORGANISATIONS))


def heard_of_on(day: date, children: tuple[Child, ...]) -> tuple[Child, ...]:
    """Return the children with a contact on the last day at least, so that returns are seen to speak for that day."""
    if any(contact.day == day for child in children for contact in child.contacts):
        return children
    youngest = max(range(len(children)), key=lambda place: children[place].born)
    child = children[youngest]
    contacts = tuple(sorted([*child.contacts, Contact(day, "6")], key=lambda contact: contact.day))
    return (*children[:youngest], replace(child, contacts=contacts), *children[youngest + 1 :])
