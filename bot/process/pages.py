"""The pages that an app names to Slack and Teams: what this is, privacy, terms of use; in the programme's own words.

They are the same for everybody and ask nobody who they are: no cookie, no script, nothing from elsewhere.
"""

import html
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from aiohttp import web

from bot.flows.common.desk import crisis_lines, erased_after, held, kept_at_most
from bot.flows.match.names import any_shows_first
from bot.programme import Programme, Resource
from bot.programme.in_force import InForce
from bot.programme.phrases import one_to_one, scope_is
from bot.surface import Phrase, w
from bot.wording import Wording

_STYLE = (
    "body{font:1.1em/1.5 sans-serif;max-width:38em;margin:2em auto;padding:0 1em}"
    "nav a{margin-right:1.5em}strong{display:block}"
)
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
    f"style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'",
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language",
    "X-Content-Type-Options": "nosniff",
}


Page = Callable[[Programme, str], tuple[Phrase, ...]]


class Pages:
    def __init__(self, in_force: InForce, wording: Wording) -> None:
        self._in_force = in_force
        self._wording = wording

    def mount(self, app: web.Application) -> None:
        for path in PAGES:
            app.router.add_get(path, self._answer)

    async def _answer(self, request: web.Request) -> web.Response:
        path = "/" + request.path.rpartition("/")[2]
        text = self.html(path, self._language(request))
        return web.Response(text=text, content_type="text/html", headers=_HEADERS)

    def _language(self, request: web.Request) -> str:
        """Of the link, else the first that the browser names and the programme has, else the programme's own."""
        accepted = request.headers.get("Accept-Language", "").split(",")
        for each in (request.query.get("lang", ""), *accepted):
            short = each.partition(";")[0].partition("-")[0].strip().lower()
            if short in self._in_force.programme.languages:
                return short
        return self._in_force.programme.default_language

    def html(self, path: str, language: str) -> str:
        """Links say where they lead from here, since a proxy in front may have put a path before it all."""

        def said(phrase: Phrase) -> str:
            return html.escape(self._wording.text(phrase, language))

        title, words = PAGES[path]
        first, *rest = [said(each) for each in words(self._in_force.programme, language)]
        first = _dialled(first, self._in_force.programme.crisis_lines(language))
        links = [
            f'<a href="{_here(each)}?lang={language}">{said(PAGES[each][0])}</a>' for each in PAGES if each != path
        ]
        links += [
            f'<a href="{_here(path)}?lang={each}" lang="{each}">{said(w(f"language-{each}"))}</a>'
            for each in self._in_force.programme.languages
            if each != language
        ]
        return (
            f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{said(self._in_force.programme.name)}</title><style>{_STYLE}</style>"
            f"<main><h1>{said(self._in_force.programme.name)}</h1><p><strong>{first}</strong></p><h2>{said(title)}</h2>"
            f"{''.join(f'<p>{each}</p>' for each in rest)}</main><nav>{''.join(links)}</nav></html>\n"
        )


def _dialled(line: str, resources: Iterable[Resource]) -> str:
    """The same, in which a touch on a number calls it, or writes to one that takes texts only."""
    links: dict[str, str] = {}
    for each in resources:
        for scheme, number in (("sms", each.text), ("tel", each.phone)):
            if number:
                links[html.escape(held(number))] = f"{scheme}:{_dial(number)}"
    longest = sorted(links, key=len, reverse=True)
    numbers = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest))})(?![\w-])")
    return numbers.sub(lambda found: f'<a href="{links[found[1]]}">{found[1]}</a>', line)


def _dial(number: str) -> str:
    """Its digits, without an extension."""
    return re.sub(r"[^\d+]", "", re.split("[a-z]", number, maxsplit=1, flags=re.IGNORECASE)[0])


def _about(programme: Programme, language: str) -> tuple[Phrase, ...]:
    return (
        _lines(programme, language),
        w("hello"),
        one_to_one(site.policy for site in programme.sites.values()),
        scope_is(site.policy for site in programme.sites.values()),
        w("scope-is-not"),
        w("page-where"),
    )


def _privacy(programme: Programme, language: str) -> tuple[Phrase, ...]:
    """R44, R46, R49: the longest that any site keeps something."""
    sites = tuple(programme.sites.values())
    return (
        _lines(programme, language),
        w("before-no-details"),
        w("before-kept"),
        w("before-name-first") if any_shows_first(sites) else w("before-name"),
        w("before-erased", days=erased_after(sites), longest=kept_at_most(sites)),
        w("privacy-employer"),
        w("privacy-exceptions"),
        w("page-visit"),
    )


def _terms(programme: Programme, language: str) -> tuple[Phrase, ...]:
    told = {site.name: site.told_of_reporting for site in programme.sites.values()}
    return (
        _lines(programme, language),
        w("before-helper"),
        scope_is(site.policy for site in programme.sites.values()),
        w("scope-is-not"),
        w("page-freely"),
        w("privacy-exceptions"),
        *(w("before-reporting", site=site, words=words) for site, words in told.items() if words is not None),
        w("page-questions"),
    )


def _lines(programme: Programme, language: str) -> Phrase:
    return w("before-lines", lines=crisis_lines(programme, language))


def _here(path: str) -> str:
    return path.removeprefix("/") or "./"


PAGES: Mapping[str, tuple[Phrase, Page]] = {
    "/": (w("what-this-is"), _about),
    "/privacy": (w("privacy"), _privacy),
    "/terms": (w("page-terms"), _terms),
}
