"""What is on every piece of the launch kit, in one language."""

from bot.documents.launch.links import Chat, Link
from bot.flows.common.desk import line_words
from bot.flows.welcome.hello import posted_route
from bot.programme import Programme, Site
from bot.programme.phrases import listens, news, served
from bot.surface import Joined, Value, Words
from bot.wording import Wording

APP = "Peerline"  # the name under which people find the app


class Kit:
    def __init__(self, programme: Programme, site: Site, link: Link, language: str, wording: Wording) -> None:
        self.programme, self.site, self.link = programme, site, link
        self.language, self._wording = language, wording

    def say(self, id_: str, /, **args: Value) -> str:
        return self._wording.text(Words(id_, args), self.language)

    def title(self) -> str:
        return self.programme.name.in_(self.language)

    def place(self) -> str:
        return self.site.name.in_(self.language)

    def serves(self) -> str:
        policy = self.site.policy
        return self.say("launch-serves", stages=served(policy.serves, policy.professions))

    def listens(self) -> str:
        return self._wording.text(listens(self.site.policy), self.language)

    def news(self) -> str:
        return self._wording.text(news(self.site.policy, self.site.name), self.language)

    def hours(self) -> float:
        return self.site.policy.terms.connect_within_hours

    def phone(self) -> str:
        return self._wording.text(posted_route(self.site), self.language)

    def lines(self) -> str:
        found = self.programme.crisis_lines(self.language)
        return self.say("footer", lines=Joined(tuple(line_words(line.phone, line.text) for line in found)))

    def code(self) -> str:
        """What is read aloud in the code's place."""
        return self.say("launch-code", link=self.link.address)

    def by_hand(self) -> str:
        """For whoever cannot scan: where to look, or the address itself when it is nobody's we know."""
        if self.link.chat is Chat.SLACK:
            return self.say("launch-slack", app=APP)
        if self.link.chat is Chat.TEAMS:
            return self.say("launch-teams", app=APP)
        return self.say("launch-link", link=self.link.address)
