"""The routing is the sum of what the flow modules declare: nothing is left out, nothing is twice, and who may is
looked at before a flow runs."""

import pkgutil
from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from bot import flows
from bot.flows import routing
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, SUPPORTER, PressRoute, SubmitRoute, Who, on_press, on_submit
from bot.surface import Account, Press, Reply, Submit, Words, w

SOMEBODY = Account("playground", "demo", "somebody")


def thanks(_desk: Desk, _press: Press) -> Reply:
    return Reply(notice=w("reached-thanks"))


def filled(_desk: Desk, submit: Submit) -> Reply:
    return Reply(errors={"name": w("reached-thanks")} if submit.one("name") else {})


def _module(name: str, *declared: Any) -> Any:
    return SimpleNamespace(__name__=name, ROUTES=declared)


def _desk() -> Desk:
    nothing: Any = None
    return Desk(nothing, nothing, datetime(2026, 11, 30, tzinfo=UTC), SOMEBODY)


def test_a_module_of_flows_that_the_list_forgets_is_found() -> None:
    names = [each.name for each in pkgutil.walk_packages(flows.__path__, "bot.flows.")]
    declaring = {name for name in names if hasattr(import_module(name), "ROUTES")}
    assert declaring == {module.__name__ for module in routing.MODULES}


def test_a_verb_that_two_modules_declare_is_refused_with_both_their_names() -> None:
    one = _module("bot.flows.supporter.kudos", on_press("thank", thanks, who=SUPPORTER))
    other = _module("bot.flows.physician.gratitude", on_press("thank", thanks, who=EVERYBODY))
    with pytest.raises(ValueError, match=r"'thank' .* twice, in bot\.flows\.supporter\.kudos and in .*\.gratitude"):
        routing.table(PressRoute, [one, other])


def test_a_verb_may_be_a_button_and_a_form() -> None:
    both = _module("a", on_press("thank", thanks, who=SUPPORTER), on_submit("thank", filled, who=SUPPORTER))
    assert list(routing.table(PressRoute, [both])) == list(routing.table(SubmitRoute, [both])) == ["thank"]


def test_who_may_is_looked_at_before_the_flow_runs() -> None:
    ran = []

    def flow(_desk: Desk, press: Press) -> Reply:
        ran.append(press.verb)
        return Reply()

    with pytest.raises(Sorry) as sorry:
        on_press("thank", flow, who=SUPPORTER)(_desk(), Press("", SOMEBODY, verb="thank"))
    assert isinstance(sorry.value.reply.notice, Words)
    assert sorry.value.reply.notice.id == "for-supporters"
    assert not ran
    on_press("thank", flow, who=Who("whose it is"))(_desk(), Press("", SOMEBODY, verb="thank"))
    assert ran == ["thank"]


def test_a_form_for_a_button_passes_no_type_check() -> None:
    """mypy says so: where it no longer did, it would say that these words to it are needless."""
    on_press("thank", filled, who=SUPPORTER)  # type: ignore[arg-type]
    on_submit("thank", thanks, who=SUPPORTER)  # type: ignore[arg-type]
