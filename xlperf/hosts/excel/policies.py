"""Rules of the organisation that stop macros, or what the add-in's macros do: where Windows keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Registry = Callable[[str, str, str], str | int | None]

SECURITY = r"SOFTWARE\Policies\Microsoft\office\16.0\excel\security"
COMMON = r"SOFTWARE\Policies\Microsoft\office\16.0\common"
RULES = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
MANAGED_RULES = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"

NO_CHILD_PROCESSES = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
NO_WIN32_FROM_MACROS = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"

ASK = "Ask IT for an exception for xlperf.xlam, or use the web add-in, which needs no macros: docs/web-addin.md."


@dataclass(frozen=True, slots=True)
class Hint:
    """One rule that was found: `wrong` when it stops the add-in, `hint` when it only may."""

    state: Literal["wrong", "hint"]
    said: str
    remedy: str = ASK


def macro_policies(registry: Registry) -> Iterator[Hint]:
    """Yield every rule that is set and that may stop the add-in."""
    if registry("HKCU", COMMON, "vbaoff") == 1 or registry("HKLM", COMMON, "vbaoff") == 1:
        yield Hint("wrong", "VBA is switched off for all of Office (vbaoff).")
    warnings = registry("HKCU", SECURITY, "vbawarnings")
    if warnings == 4:
        yield Hint(
            "hint", "Macros are switched off except in trusted locations (vbawarnings 4); XLSTART is one of them."
        )
    if warnings == 3:
        yield Hint(
            "hint", "Only signed macros run except in trusted locations (vbawarnings 3); XLSTART is one of them."
        )
    if registry("HKCU", rf"{SECURITY}\trusted locations", "alllocationsdisabled") == 1:
        yield Hint("wrong", "Trusted locations are switched off, so Excel treats XLSTART as any folder.")
    if registry("HKCU", SECURITY, "requireaddinsig") == 1:
        yield Hint("wrong", "Only signed add-ins are loaded (requireaddinsig), and xlperf.xlam is not signed.")
    yield from _rule(
        registry, NO_CHILD_PROCESSES, "Office may start no other programs, so the buttons cannot start Python"
    )
    yield from _rule(
        registry, NO_WIN32_FROM_MACROS, "Macros may call no Windows functions, so functions cannot reach Python"
    )


def _rule(registry: Registry, rule: str, said: str) -> Iterator[Hint]:
    match rule_state(registry, rule):
        case "block":
            yield Hint("wrong", f"{said} (Defender rule {rule}).")
        case "warn":
            yield Hint("hint", f"{said} unless the user allows it (Defender rule {rule}).")


def rule_state(registry: Registry, rule: str) -> Literal["block", "audit", "warn", "off"]:
    """Return what a rule of Defender's attack surface reduction does; set by group policy, or as a list by Intune."""
    value = registry("HKLM", RULES, rule)
    if value is None:
        listed = str(registry("HKLM", MANAGED_RULES, "ASRRules") or "")
        pairs = dict(entry.lower().split("=", 1) for entry in listed.split("|") if "=" in entry)
        value = pairs.get(rule)
    match str(value):
        case "1":
            return "block"
        case "2":
            return "audit"
        case "6":
            return "warn"
        case _:
            return "off"
