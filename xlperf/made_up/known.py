"""What was known of a child on a day: everything later is cut off, whatever happened since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xlperf.made_up.world import (
    Adoption,
    Assessment,
    CarePeriod,
    Child,
    EarlyHelp,
    Enquiry,
    LocalAssessment,
    Missing,
    Plan,
    Referral,
)


def known_on(child: Child, day: date) -> Child:
    """Return the child as it was known at the end of a day: what began later is not there, what ended later is open."""
    return replace(
        child,
        contacts=tuple(one for one in child.contacts if one.day <= day),
        early_help=tuple(_early_help(one, day) for one in child.early_help if one.started <= day),
        referrals=tuple(_referral(one, day) for one in child.referrals if one.referred <= day),
        care=tuple(_care(one, day) for one in child.care if one.started <= day),
    )


def by(when: date | None, day: date) -> date | None:
    """Return a date when it has come by the day, else None."""
    return when if when is not None and when <= day else None


def _early_help(one: EarlyHelp, day: date) -> EarlyHelp:
    return replace(one, completed=by(one.completed, day))


def _referral(one: Referral, day: date) -> Referral:
    closed = by(one.closed, day)
    help_ = one.in_need_plan
    return replace(
        one,
        closed=closed,
        reason_closed=one.reason_closed if closed else "",
        assessments=tuple(_assessment(each, day) for each in one.assessments if each.started <= day),
        local_assessments=tuple(_local(each, day) for each in one.local_assessments if each.started <= day),
        enquiries=tuple(_enquiry(each, day) for each in one.enquiries if each.strategy_discussion <= day),
        in_need_plan=replace(help_, ended=by(help_.ended, day)) if help_ and help_.started <= day else None,
        plans=tuple(_plan(each, day) for each in one.plans if each.started <= day),
    )


def _assessment(one: Assessment, day: date) -> Assessment:
    return replace(one, authorised=by(one.authorised, day))


def _local(one: LocalAssessment, day: date) -> LocalAssessment:
    return replace(one, completed=by(one.completed, day))


def _enquiry(one: Enquiry, day: date) -> Enquiry:
    conference = by(one.conference, day)
    return replace(one, conference=conference, led_to_plan=one.led_to_plan and conference is not None)


def _plan(one: Plan, day: date) -> Plan:
    changed = by(one.category_changed, day)
    return replace(
        one,
        ended=by(one.ended, day),
        latest_category=one.latest_category if changed else one.initial_category,
        category_changed=changed,
        reviews=tuple(held for held in one.reviews if held <= day),
    )


def _care(one: CarePeriod, day: date) -> CarePeriod:
    """Return the period with the episodes begun; the one that goes on has no end, and no reason of one."""
    ended = by(one.ended, day)
    episodes = [each for each in one.episodes if each.started <= day]
    last = episodes[-1]
    if by(last.ended, day) is None:
        episodes[-1] = replace(last, ended=None, reason_ended="", reason_of_move="")
    adoption = one.adoption
    return replace(
        one,
        ended=ended,
        reason_ended=one.reason_ended if ended else "",
        episodes=tuple(episodes),
        reviews=tuple(each for each in one.reviews if each.day <= day),
        missing=tuple(_missing(each, day) for each in one.missing if each.started <= day),
        adoption=_adoption(adoption, day) if adoption and adoption.decided <= day else None,
    )


def _missing(one: Missing, day: date) -> Missing:
    return replace(one, ended=by(one.ended, day))


def _adoption(one: Adoption, day: date) -> Adoption:
    return replace(
        one,
        placement_order=by(one.placement_order, day),
        matched=by(one.matched, day),
        placed=by(one.placed, day),
        adopted=by(one.adopted, day),
        reversed=by(one.reversed, day),
        adopters=one.adopters if by(one.matched, day) else None,
    )
