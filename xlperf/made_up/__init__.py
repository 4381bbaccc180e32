"""Made-up returns in volume: one invented world of children, written as every return that a council hands in.

    world             the nouns: Child, Referral, Plan, CarePeriod, Episode …
    families          makes a world from a seed: `courses` (what follows a referral), `referrals` (for one child),
                      `protection` (plans), `care`, `placements`, `adoption`, `contacts`, `posts` are its chapters
    known             what was known of a child on a day, so that a return of 2023 does not know 2024
    annex_a (with annex_a_lists, annex_a_care), ssda903, cin_xml, local_lists   one writer for each family of returns
    dirt              problems planted on purpose: `dirt_in_lists`, `dirt_in_census`
    sample            everything at once: `write_sample`

Nobody here exists. All identifiers, names of teams and workers, postcodes and homes are invented.
"""
