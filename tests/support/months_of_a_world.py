"""Series month by month of a made-up world, counted with plain loops, for trying forecasts."""

from __future__ import annotations

from collections import Counter
from datetime import date

from xlperf.made_up.families import make_world
from xlperf.made_up.world import World

Month = int  # year * 12 + month - 1


def month_of(day: date) -> Month:
    return day.year * 12 + day.month - 1


def series_of(children: int, seed: int, years: int, last_day: date) -> dict[str, list[float]]:
    """Return plans open at the end of each month, plans started in it, and referrals, from the first April on."""
    world = make_world(children, seed, years, last_day)
    first, last = month_of(world.first_day), month_of(last_day)
    months = range(first, last + 1)
    started = Counter(month_of(plan.started) for child in world.children for plan in child.plans)
    referred = Counter(month_of(one.referred) for child in world.children for one in child.referrals)
    return {
        "open": [float(_open(world, month)) for month in months],
        "started": [float(started[month]) for month in months],
        "referred": [float(referred[month]) for month in months],
    }


def _open(world: World, month: Month) -> int:
    """Return how many plans had begun by the end of a month and had not ended by then."""
    plans = [plan for child in world.children for plan in child.plans]
    return sum(
        month_of(plan.started) <= month and (plan.ended is None or month_of(plan.ended) > month) for plan in plans
    )
