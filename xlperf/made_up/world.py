"""The nouns of the made-up world: a child and what happened to it, as it truly was.

What lies after the day on which a return is made, `known.known_on` cuts off; a date that is None has not come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Staff:
    """Who holds a case."""

    team: str
    worker: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody told the council about the child."""

    day: date
    source: str  # a code of the CIN census: 1A, 2A, 6 …


@dataclass(frozen=True, slots=True)
class EarlyHelp:
    """An early help assessment."""

    started: date
    completed: date | None
    organisation: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A continuous (single) assessment."""

    started: date
    authorised: date | None
    child_seen: bool
    support_needed: bool


@dataclass(frozen=True, slots=True)
class LocalAssessment:
    """An initial or a core assessment, as the council's own list keeps them."""

    kind: str  # "initial" or "core"
    started: date
    completed: date | None


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A section 47 enquiry, with its conference where one was needed."""

    strategy_discussion: date
    conference_required: bool
    conference: date | None
    led_to_plan: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A child protection plan. `reviews` are its review conferences, in order."""

    started: date
    ended: date | None
    initial_category: str  # NEG, EMO, PHY, SAB
    latest_category: str
    category_changed: date | None
    previous_plans: int
    reviews: tuple[date, ...]
    seen_alone: bool
    emergency_protection: bool


@dataclass(frozen=True, slots=True)
class InNeedPlan:
    """A child in need plan (not a child protection plan)."""

    started: date
    ended: date | None


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral and all that followed from it until the case was closed."""

    referred: date
    source: str
    no_further_action: bool
    need: str  # N1 …
    closed: date | None
    reason_closed: str  # RC1 …
    received_by: Staff
    held_by: Staff
    assessments: tuple[Assessment, ...] = ()
    local_assessments: tuple[LocalAssessment, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    in_need_plan: InNeedPlan | None = None
    plans: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a child lives: SSDA903's codes of placement and provider, and which home it is."""

    code: str  # U4, K2, A6 …
    provider: str  # PR1 …
    postcode: str
    home: str  # the home's reference number; two placements with one number are with the same carer
    inside: bool  # within the council's boundary


@dataclass(frozen=True, slots=True)
class Episode:
    """An SSDA903 episode: a stretch of days with one legal status in one placement."""

    started: date
    reason_started: str  # S, L, P, T, B, U
    legal_status: str
    placement: Placement
    ended: date | None
    reason_ended: str  # X1, or why the child is looked after no longer
    reason_of_move: str


@dataclass(frozen=True, slots=True)
class Review:
    """A review of a child looked after."""

    day: date
    code: str  # PN0 …


@dataclass(frozen=True, slots=True)
class Missing:
    """Days on which a child was missing ("M") or away without leave ("A")."""

    started: date
    ended: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class Adopters:
    """The household that adopts: its numbers, and the way its application went."""

    family: int
    people: tuple[tuple[int, str], ...]  # the number and the sex of each
    legal_status: str  # L0, L11 …
    enquiry: date
    stage_1: tuple[date, date]
    stage_2: tuple[date, date]
    approved: date


@dataclass(frozen=True, slots=True)
class Adoption:
    """A decision that the child should be placed for adoption, and how far it came."""

    decided: date
    placement_order: date | None
    matched: date | None
    placed: date | None
    adopted: date | None
    reversed: date | None
    foster_carers: bool  # the child is adopted by those who fostered it
    adopters: Adopters | None  # known once the child is matched with them


@dataclass(frozen=True, slots=True)
class CarePeriod:
    """A period of being looked after, without a gap: its episodes and reviews, each in order."""

    started: date
    ended: date | None
    reason_ended: str
    need: str
    short_breaks: bool  # under V3 or V4
    episodes: tuple[Episode, ...]
    reviews: tuple[Review, ...]
    missing: tuple[Missing, ...]
    adoption: Adoption | None
    permanence_plan: str
    held_by: Staff


@dataclass(frozen=True, slots=True)
class Child:
    """An invented child with everything that happened, each kind in the order of time."""

    identifier: int
    family: int
    upn: str
    born: date
    sex: str  # M or F
    ethnicity: str  # WBRI …
    disability: str  # a code of the CIN census, or "NONE"
    unaccompanied: bool
    visited_every: int  # days; from it follow the dates of the latest visits and checks
    contacts: tuple[Contact, ...] = ()
    early_help: tuple[EarlyHelp, ...] = ()
    referrals: tuple[Referral, ...] = ()
    care: tuple[CarePeriod, ...] = ()

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Every child protection plan, the first one first."""
        return tuple(plan for referral in self.referrals for plan in referral.plans)


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the workforce list. It is filled when both dates are None."""

    post: str
    team: str
    role: str
    full_time_equivalent: float
    vacant_from: date | None
    vacant_to: date | None


@dataclass(frozen=True, slots=True)
class World:
    """
    Everything there is: children known to the council at some time between two days, and its posts.

    `years` are the complete financial years of that time, each by the calendar year in which it starts.
    """

    seed: int
    first_day: date
    last_day: date
    years: tuple[int, ...]
    children: tuple[Child, ...]
    posts: tuple[Post, ...]
