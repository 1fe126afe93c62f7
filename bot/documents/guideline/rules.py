"""The written guideline of a site (R36, R67): when, how to access, how matched, how tracked.

Each number and each choice comes from the programme file, so that the page cannot say anything but what the bot does.
Sites that decide everything alike share one page.
"""

from datetime import time
from itertools import groupby

from bot.core.policy import CareerRule, Disclosure, MatchBy, OpenTo, Pathway, Policy
from bot.core.request import NAMES_SHOWN
from bot.documents.guideline.page import Page
from bot.flows.common import wishes
from bot.flows.common.desk import line_words
from bot.flows.common.risk import adviser
from bot.flows.welcome.hello import posted_route
from bot.programme import Programme, Resource, Site
from bot.programme.phrases import scope_is, served
from bot.surface import Joined, Localised, Phrase, Verbatim, Words, w
from bot.wording import Wording


def guidelines(programme: Programme, wording: Wording, language: str) -> str:
    """One page for each group of sites with the same rules, in the order of the file."""
    groups = [list(sites) for _, sites in groupby(programme.sites.values(), key=_decided)]
    return "\n".join(_guideline(programme, sites, wording, language) for sites in groups)


def _decided(site: Site) -> object:
    """What makes two sites alike; neighbours in the file that share it share a page."""
    told = (site.reasons, site.wishes, site.commitments, site.supporter_advice, site.told_of_reporting)
    return site.policy, told, site.vouched_email


def _guideline(programme: Programme, sites: list[Site], wording: Wording, language: str) -> str:
    page, site = Page(wording, language), sites[0]
    page.title("guide-title", programme=programme.name)
    page.say("guide-sites", sites=Joined(tuple(each.name for each in sites)))
    page.say("guide-made")
    lines = Joined(tuple(line_words(line.phone, line.text) for line in programme.crisis_lines(language)))
    page.say("footer", lines=lines)
    _when(page, site, lines)
    _who(page, site.policy)
    _ways(page, site.policy, sites)
    _match(page, site)
    _contact(page, site.policy)
    _tracked(page, site.policy)
    _supporters(page, site)
    page.heading("guide-lines")
    page.bullets(_resource(resource) for resource in programme.resources_for())
    return str(page)


def _when(page: Page, site: Site, lines: Phrase) -> None:
    page.heading("guide-when")
    what = (w("guide-when-any"), scope_is([site.policy]), w("scope-is-not"))
    page.paragraph(" ".join(page.read(each) for each in what))
    if site.reasons:
        page.say("guide-when-reasons")
        page.bullets(each.words or w(f"reason-{each.id}") for each in site.reasons)
    page.say("scope-else", lines=lines)


def _who(page: Page, policy: Policy) -> None:
    """R07."""
    page.heading("guide-who")
    page.say("scope-serves", stages=served(policy.serves, policy.professions))
    if len(policy.professions) > 1:
        page.say("guide-who-asked")
    page.say("guide-who-workspace" if policy.open_to is OpenTo.WORKSPACE else "guide-who-roster")


def _ways(page: Page, policy: Policy, sites: list[Site]) -> None:
    """R12, R13, R16, R22."""
    page.heading("guide-ways")
    if Pathway.REACH_IN in policy.pathways:
        page.say("guide-ways-in")
        page.say("guide-ways-entered")
    else:
        page.say("guide-ways-no-in")
    if Pathway.REACH_OUT in policy.pathways:
        page.say("guide-ways-out")
        page.say("guide-ways-out-days", open=policy.invite_open_days, again=policy.invite_again_days)
    else:
        page.say("guide-ways-no-out")
    for words in dict.fromkeys(page.read(posted_route(site)) for site in sites):  # several may share a line
        page.paragraph(words)
    reporting = sites[0].told_of_reporting  # the same for all who share the page
    if reporting is not None:
        page.paragraph(page.read(reporting))


def _match(page: Page, site: Site) -> None:
    policy, terms = site.policy, site.policy.terms
    page.heading("guide-match")
    page.say("guide-match-bot" if policy.match_by is MatchBy.AUTOMATIC else "guide-match-hand")
    page.say("guide-never")
    page.bullets(_never(site))
    page.say("guide-stage-unknown", "guide-stage-bent")
    page.say("guide-order" if policy.match_by is MatchBy.AUTOMATIC else "guide-order-hand")
    page.bullets(_order(policy))
    if wishes.own_of(site):
        page.say("guide-wishes", enough=wishes.ENOUGH)
    page.say("guide-offer", open=terms.offer_open_hours, remind=terms.offer_remind_hours)
    if policy.disclosure is Disclosure.NAME_WITH_OFFER:
        page.say("guide-offer-name")
        page.say("guide-offer-names", names=NAMES_SHOWN)
    else:
        page.say("guide-offer-steps", hours=terms.named_hours)
    page.say("guide-knows", "guide-decline")
    page.say("guide-again", hours=terms.ask_again_hours)
    if policy.match_by is MatchBy.AUTOMATIC:
        page.say("guide-told-misses", offers=terms.offers_before_coordinator, hours=terms.seek_escalate_hours)
    page.say("guide-told-deputy", hours=terms.coordinator_answer_hours)
    quiet = policy.quiet_hours
    if quiet is None:
        page.say("guide-no-quiet")
    else:
        page.say("guide-quiet", start=_clock(quiet.start), end=_clock(quiet.end))
    page.say("guide-outside", "guide-inter-site" if policy.inter_site else "guide-no-inter-site")


def _never(site: Site) -> list[Phrase]:
    """The hard rules, in the order of core/matching.py."""
    policy = site.policy
    equal = policy.career_rule is CareerRule.EQUAL_OR_HIGHER
    trained = [_item("guide-never-training", hours=policy.training_hours)] if policy.training_hours else []
    return [
        *trained,
        _item("guide-never-agreement", version=policy.agreement_version),
        _item("guide-never-away"),
        _item("guide-never-limit", count=policy.concurrent_limit),
        _item("guide-never-self"),
        _item("guide-never-evaluates-vouched") if site.vouched_email else _item("guide-never-evaluates"),
        _item("guide-never-list"),
        _item("guide-never-tried"),
        _item("guide-never-lower") if equal else _item("guide-never-early"),
        *(() if policy.across_professions else (_item("guide-never-profession"),)),
    ]


def _order(policy: Policy) -> list[Phrase]:
    return [
        _item("guide-order-name"),
        _item("guide-order-year", count=policy.year_ceiling),
        _item("guide-order-language"),
        _item("guide-order-wish"),
        _item("guide-order-department"),
        _item("guide-order-fewest"),
        _item("guide-order-longest"),
        _item("guide-order-draw"),
    ]


def _contact(page: Page, policy: Policy) -> None:
    """R34, R38."""
    terms = policy.terms
    page.heading("guide-contact")
    page.say("guide-contact-hours", hours=terms.connect_within_hours)
    for hours in terms.connect_remind_hours:
        page.say("guide-contact-remind", hours=hours)
    if terms.longer_times:
        page.say("guide-longer", hours=terms.longer_hours, times=terms.longer_times)
    else:
        page.say("guide-no-longer")
    page.say("guide-talks", count=terms.conversations_usual)


def _tracked(page: Page, policy: Policy) -> None:
    """R47, R49, and what is kept."""
    terms = policy.terms
    page.heading("guide-tracked")
    page.say("guide-tracked-ask", hours=terms.tracker_after_hours)
    page.say("guide-tracked-silent", days=terms.close_silent_days)
    page.say("guide-tracked-erase", days=terms.erase_silent_days)
    page.say("privacy-kept", days=terms.keep_days_after_close)
    page.say("guide-tracked-cells", count=policy.small_cell)
    page.say("guide-tracked-looks", days=policy.audit_keep_days)
    page.say("privacy-exceptions")


def _supporters(page: Page, site: Site) -> None:
    """R43, R51, R56, R61."""
    policy = site.policy
    page.heading("guide-supporters")
    if policy.training_hours:
        page.say("guide-supporters-train", hours=policy.training_hours, version=policy.agreement_version)
    else:
        page.say("guide-supporters-none", version=policy.agreement_version)
    if policy.sessional_rate:
        page.say("guide-supporters-paid", rate=policy.sessional_rate)
    if policy.credits_per_hour:
        page.say("guide-supporters-credits", count=policy.credits_per_hour)
    if site.commitments is not None:
        page.say("guide-supporters-site", text=site.commitments)
    if site.supporter_advice is not None:
        page.say("guide-supporters-advice", who=adviser(site.supporter_advice))
    page.say("guide-supporters-pause", count=policy.unanswered_before_pause)
    if policy.leave_notice_days:
        page.say("guide-supporters-leave", days=policy.leave_notice_days)
    else:
        page.say("guide-supporters-leave-now")


def _resource(resource: Resource) -> Phrase:
    reach = line_words(resource.phone, resource.text) if resource.phone or resource.text else Verbatim(resource.url)
    return w("resource-hours", name=resource.name, reach=reach, hours=resource.hours)


def _clock(moment: time) -> Localised:
    """As each language writes it: 07:00, 7 h."""
    french = f"{moment.hour}\u00a0h" + (f"\u00a0{moment:%M}" if moment.minute else "")
    return Localised((("en", f"{moment:%H:%M}"), ("fr", french)))


def _item(id_: str, /, **args: str | float) -> Words:
    """A line of a list. (Not `w`: what is on this page is measured as a page, not as a screen of the chat.)"""
    return Words(id_, args)
