"""The fields of a request, the same when it is asked and when it is changed: one typed line, all else may be left.

Only values of the closed lists get in: whatever else a forged form holds counts as no preference.
"""

from dataclasses import replace

from bot.core.people import Person, Role, Shown, Stage
from bot.core.request import Details
from bot.flows.common import departments, profession, reasons, voicemail, wishes
from bot.flows.common.career_stage import UNSAID, is_asked
from bot.flows.common.contact import read_contact, settled
from bot.flows.common.desk import Desk
from bot.programme.values import Site
from bot.surface import Account, Choice, Field, Line, Option, People, Submit, Tick, Verbatim, w

WAYS = ("text", "call", "email")
TIMES = ("mornings", "midday", "evenings", "weekends")

_ANYONE = Option("", w("no-preference"))
_MOST_LISTED = 20
_MOST_NAMES = 98


def fields(
    desk: Desk, sites: tuple[Site, ...], known: Details | None = None, *, outside: bool = False, first: str = ""
) -> tuple[Field, ...]:
    """`known` is what is there already; `first` the supporter whose page they come from. More than one of `sites`
    only where the request is not sent yet: then it is asked which."""
    site, start = sites[0], known or Details("", "")
    found: list[Field] = [
        Line("contact", w("form-contact"), w("form-contact-hint"), start.contact, kind="text", longest=120)
    ]
    if len(sites) > 1:
        found.append(Choice("site", w("form-site"), tuple(Option(each.id, each.name) for each in sites), site.id))
    found += [
        way_field(start.way),
        voicemail.field(may=start.voicemail),
        Choice(
            "times",
            w("form-times"),
            tuple(Option(each, w(f"times-{each}")) for each in TIMES),
            many=True,
            ticked=start.times,
        ),
    ]
    found += profession.fields(desk, sites, start.profession)
    if is_asked(desk.me):
        stages = (
            Option("", w("rather-not-say")),
            *(Option(each.value, w(f"form-stage-{each.value}")) for each in Stage),
        )
        found.append(Choice("stage", w("form-stage"), stages, "" if start.stage == UNSAID else start.stage))
    asks_department = departments.fields(desk, sites, start.department)
    found += asks_department
    languages = tuple(Option(each, w(f"language-{each}")) for each in desk.programme.languages)
    found.append(Choice("language", w("form-language"), (_ANYONE, *languages), start.language))
    found += wishes.fields(desk, site, start.wish, asks_department=bool(asks_department))
    listed = tuple(Option(*each) for each in reasons.of_site(site))
    found += [
        Choice("reason", w("form-reason"), (Option("", w("rather-not-say")), *listed), start.reason),
        reasons.tick(sites, ticked=start.share_reason),
        People("not_these", w("form-not-these"), w("form-not-these-hint"), chosen=_here(desk, start)),
    ]
    if desk.with_role(Role.PROVINCIAL):
        found.append(Tick("outside", w("form-outside"), outside))
    return (*found, *_by_name_field(desk, site, start.asked_for or first))


def read(desk: Desk, me: Person | None, site: Site, submit: Submit, known: Details | None = None) -> Details:
    """What was filled in, over what is `known` and is in no field."""
    share_reason, with_name = reasons.shared(submit)
    asked_for = submit.one("asked_for")
    named = {each.id for each in _by_name(desk, site)} if asked_for else set()
    found = replace(
        known or Details("", ""),
        contact=read_contact(desk, submit.one("contact")),
        way=read_way(submit),
        times=tuple(each for each in TIMES if each in submit.all("times")),
        voicemail=voicemail.read(submit),
        profession=profession.read(me, submit, known.profession if known else ""),
        stage=_listed(submit.one("stage"), tuple(Stage)) or UNSAID if is_asked(me) else "",
        department=departments.read(desk, submit.one("department")),
        language=_listed(submit.one("language"), desk.programme.languages),
        wish=_listed(submit.one("wish"), tuple(each.id for each in site.wishes)),
        reason=_listed(submit.one("reason"), tuple(each.id for each in site.reasons)),
        share_reason=share_reason,
        reason_with_name=with_name,
        not_these=_not_these(desk, submit, known),
        asked_for=asked_for if asked_for in named else "",
    )
    return settled(found)


def way_field(chosen: str) -> Choice:
    return Choice("way", w("form-way"), (_ANYONE, *(Option(each, w(f"way-{each}")) for each in WAYS)), chosen)


def read_way(submit: Submit) -> str:
    return _listed(submit.one("way"), WAYS)


def outside(desk: Desk, submit: Submit) -> bool:
    """Someone outside the own site, where there is somebody to arrange it (R29)."""
    return submit.one("outside") == "yes" and bool(desk.with_role(Role.PROVINCIAL))


# --- inside --------------------------------------------------------------------------------------------------------


def _by_name_field(desk: Desk, site: Site, chosen: str) -> tuple[Field, ...]:
    """Whoever is chosen is first, so that a long list never hides them."""
    supporters = [each for each in _by_name(desk, site) if desk.me is None or each.id != desk.me.id]
    if not supporters:
        return ()
    supporters.sort(key=lambda each: (each.id != chosen, each.name))
    names = tuple(Option(each.id, Verbatim(each.name)) for each in supporters[:_MOST_NAMES])
    found = chosen if supporters[0].id == chosen else ""
    return (Choice("asked_for", w("form-asked-for"), (Option("", w("nobody-in-particular")), *names), found, ids=True),)


def _by_name(desk: Desk, site: Site) -> list[Person]:
    """The supporters who do not mind to be asked by name, and are peers of whoever asks as far as that is known."""
    there = desk.with_role(Role.SUPPORTER, site.id)
    return [each for each in there if each.shows(Shown.BY_NAME) and profession.is_peer(desk, site, each)]


def _here(desk: Desk, details: Details) -> tuple[str, ...]:
    """Those of the list whom the picker of this workspace knows."""
    here = (desk.account.platform, desk.account.team) if desk.account else ("", "")
    return tuple(user for platform, team, user in details.not_these if (platform, team) == here)


def _not_these(desk: Desk, submit: Submit, known: Details | None) -> tuple[tuple[str, str, str], ...]:
    """What was picked in this workspace; what was picked in another stays."""
    account = desk.account
    if account is None:
        return known.not_these if known else ()
    elsewhere = [each for each in known.not_these if each[:2] != (account.platform, account.team)] if known else []
    return (*elsewhere, *picked(account, submit))


def picked(account: Account, submit: Submit) -> tuple[tuple[str, str, str], ...]:
    """Whom they are to be kept from, as the picker of this workspace names them."""
    return tuple((account.platform, account.team, user) for user in submit.all("not_these")[:_MOST_LISTED])


def _listed(value: str, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else ""
