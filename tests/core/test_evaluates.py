"""Whom an entry names, through every change of an e-mail (R27, rule 18)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.core.amending import merge
from bot.core.evaluates import Asker, evaluates, forgotten, nameless, resolve_all, resolved
from bot.core.likeness import plain
from bot.core.people import Person

EMAILS = ["a@example.org", "b@example.org", "c@example.org", "d@example.org"]
BEN = Person("ben", "north", email="ben@example.org")
AMI = Person("ami", "north", email="a@example.org")


def asker(*people: Person, emails: tuple[str, ...] = (), departments: tuple[str, ...] = ()) -> Asker:
    return Asker.of(people, emails, departments)


def evaluating(*entries: str) -> Person:
    return replace(BEN, evaluates_people=frozenset(entries))


changes = st.lists(
    st.one_of(
        st.tuples(st.just("renamed"), st.sampled_from(EMAILS)),
        st.tuples(st.just("taken"), st.sampled_from(EMAILS)),  # somebody else has this e-mail from now on
        st.tuples(st.just("import"), st.just("")),  # the evaluator's row comes once more
    ),
    max_size=8,
)


@given(changes)
def test_whoever_was_once_named_is_never_offered_whatever_they_and_others_are_called(steps):
    ami, other = AMI, Person("other", "north")
    (ben,) = resolve_all([evaluating(AMI.email), ami])
    for what, email in steps:
        if what == "renamed" and email != other.email:
            ami = replace(ami, email=email)
        elif what == "taken" and email != ami.email:
            other = replace(other, email=email)
        elif what == "import":
            ben = merge(ben, evaluating(AMI.email))
        ben = next((each for each in resolve_all([ben, ami, other]) if each.id == ben.id), ben)
        assert evaluates(ben, asker(ami))
        assert not nameless(ben, EMAILS, ())
        if other.email == AMI.email:
            assert evaluates(ben, asker(other))  # what was typed counts as well


@given(st.sampled_from(EMAILS), st.sampled_from(EMAILS), st.booleans())
def test_whoever_was_erased_is_known_by_each_email_and_named_nowhere(first, last, again):
    (ben,) = resolve_all([evaluating(first), replace(AMI, email=first)])
    ben = forgotten(ben, replace(AMI, email=last))
    if again:  # the file still has the entry
        ben = merge(ben, evaluating(first))
    assert all(evaluates(ben, asker(Person("new", "north"), emails=(each,))) for each in (first, last))
    assert first not in repr(ben)
    assert "ami" not in repr(ben)
    assert not nameless(ben, EMAILS, ())


def test_erasing_somebody_else_changes_nothing():
    ben = resolved(evaluating(AMI.email), {AMI.email: "ami"})
    assert forgotten(ben, Person("guest", "north")) is ben
    assert forgotten(ben, Person("cleo", "north", email="cleo@example.org")) is ben


def test_an_entry_that_the_file_drops_is_dropped_with_whom_it_named():
    ben = resolved(evaluating(AMI.email), {AMI.email: "ami"})
    assert not evaluates(merge(ben, BEN), asker(AMI))


def test_the_department_that_was_named_counts_and_what_nobody_sees_does_not():
    ben = replace(BEN, evaluates_departments=frozenset({"Family Medicine"}))
    assert evaluates(ben, asker(AMI, departments=("family\u200b  medicine",)))
    assert not evaluates(ben, asker(AMI, departments=("",)))


def test_confirmed_entries_are_not_told():
    ben = replace(
        BEN,
        evaluates_people=frozenset({"x@example.org", "y@example.org"}),
        evaluates_departments=frozenset({"Surgery", "Nights"}),
        evaluates_settled=frozenset({"x@example.org", "dept:Nights"}),
    )
    assert [each.entry for each in nameless(ben, EMAILS, ("Family",))] == ["y@example.org", "dept:Surgery"]
    assert plain("y@example.org") in {plain(each.entry) for each in nameless(ben, EMAILS, ("Surgery",))}
