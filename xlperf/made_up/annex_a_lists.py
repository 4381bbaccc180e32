"""The eleven lists of Annex A as records, from children as they were known on the day of the return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from xlperf.made_up.annex_a_care import adopters, adoptions, care_leavers, looked_after
from xlperf.made_up.annex_a_columns import by_staff, latest_visit, of_child, yes_or_no
from xlperf.made_up.chance import days_after, months_after
from xlperf.made_up.records import Record, Tables
from xlperf.made_up.world import Child, Referral

CATEGORIES = {"NEG": "Neglect", "EMO": "Emotional abuse", "PHY": "Physical abuse", "SAB": "Sexual abuse"}


def annex_a_lists(children: Iterable[Child], day: date) -> Tables:
    """Return the records of every list by its key in the catalogue, as at a day."""
    tables: Tables = {key: [] for key in (*LISTS, "adopters")}
    since = days_after(months_after(day, -6), 1)
    for child in children:
        for key, make in LISTS.items():
            tables[key] += [of_child(child, day) | record for record in make(child, since, day)]
        tables["adopters"] += adopters(child, day)
    return tables


# Lists 1 to 6: contacts to children in need


def _contacts(child: Child, since: date, day: date) -> Iterator[Record]:
    for contact in child.contacts:
        if contact.day >= since:
            yield {"contact": contact.day, "source": contact.source}


def _early_help(child: Child, since: date, day: date) -> Iterator[Record]:
    for one in child.early_help:
        if one.completed is None or one.completed >= since:
            yield {
                "assessment_start": one.started,
                "assessment_end": one.completed,
                "organisation": one.organisation,
            }


def _referrals(child: Child, since: date, day: date) -> Iterator[Record]:
    for referral in child.referrals:
        if referral.referred >= since:
            year = months_after(referral.referred, -12)
            yield {
                "referred": referral.referred,
                "source": referral.source,
                "no_further_action": yes_or_no(referral.no_further_action),
                "referrals_before": sum(year <= other.referred < referral.referred for other in child.referrals),
                **by_staff(referral.received_by),
            }


def _assessments(child: Child, since: date, day: date) -> Iterator[Record]:
    for referral in child.referrals:
        for one in referral.assessments:
            if one.authorised is None or one.authorised >= since:
                yield {
                    "started": one.started,
                    "child_seen": yes_or_no(one.child_seen),
                    "authorised": one.authorised,
                    "support_needed": yes_or_no(one.support_needed) if one.authorised else None,
                    **by_staff(referral.received_by),
                }


def _section_47(child: Child, since: date, day: date) -> Iterator[Record]:
    enquiries = [(referral, one) for referral in child.referrals for one in referral.enquiries]
    for referral, one in enquiries:
        to_come = one.conference_required and one.conference is None
        if (one.conference or one.strategy_discussion) < since and not to_come:
            continue
        year = months_after(one.strategy_discussion, -12)
        before = [other for _, other in enquiries if year <= other.strategy_discussion < one.strategy_discussion]
        yield {
            "strategy_discussion": one.strategy_discussion,
            "conference_not_required": yes_or_no(not one.conference_required),
            "conference": one.conference,
            "led_to_plan": yes_or_no(one.led_to_plan) if one.conference else None,
            "enquiries_before": len(before),
            "conferences_before": sum(other.conference is not None for other in before),
            **by_staff(referral.received_by),
        }


def _in_need(child: Child, since: date, day: date) -> Iterator[Record]:
    for referral in child.referrals:
        if referral.no_further_action or (referral.closed and referral.closed < since):
            continue
        yield {
            "started": referral.referred,
            "primary_need": referral.need,
            "last_seen": latest_visit(child, referral.referred, referral.closed or day),
            "ended": referral.closed,
            "reason_closed": referral.reason_closed or None,
            "status": _status(child, referral),
            **by_staff(referral.held_by),
        }


def _status(child: Child, referral: Referral) -> str:
    """Return how the case stands, by the most that is done for the child."""
    if referral.closed:
        return "Closed episode"
    if any(period.ended is None for period in child.care):
        return "Looked after child"
    if any(plan.ended is None for plan in referral.plans):
        return "Child protection plan"
    if any(one.authorised is None for one in referral.assessments):
        return "Open assessment"
    return "Child in need plan"


# List 7: child protection plans


def _plans(child: Child, since: date, day: date) -> Iterator[Record]:
    for referral in child.referrals:
        for plan in referral.plans:
            if plan.ended and plan.ended < since:
                continue
            yield {
                "started": plan.started,
                "initial_category": CATEGORIES[plan.initial_category],
                "latest_category": CATEGORIES[plan.latest_category],
                "last_visit": latest_visit(child, plan.started, plan.ended or day),
                "seen_alone": yes_or_no(plan.seen_alone),
                "latest_review": plan.reviews[-1] if plan.reviews else None,
                "ended": plan.ended,
                "emergency_protection": yes_or_no(plan.emergency_protection),
                "previous_plans": plan.previous_plans,
                **by_staff(referral.held_by),
            }


LISTS = {
    "contacts": _contacts,
    "early_help": _early_help,
    "referrals": _referrals,
    "single_assessments": _assessments,
    "section_47": _section_47,
    "in_need": _in_need,
    "plans": _plans,
    "looked_after": looked_after,
    "care_leavers": care_leavers,
    "adoptions": adoptions,
}
