"""The launch kit (R19, R70): a code that opens the bot, the phone and the lines on every piece, in both languages."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import segno
from PIL import Image
from pypdf import PageObject, PdfReader

from bot.core.policy import Pathway
from bot.documents import launch
from bot.documents.launch import LaunchError, teams_link
from bot.documents.launch.kit import APP, Kit
from bot.documents.launch.links import Chat, read_link
from bot.documents.launch.papers import PAPERS, poster, what_helps
from bot.documents.launch.sheet import DOTS, LETTER, Area, Code, Sheet, Text
from bot.programme import Programme, Site, load
from bot.surface import Localised, Words
from bot.wording import LANGUAGES, Wording, arguments, message_ids
from tests.doubles.plain import as_read
from tests.wording.screens import GRADES

FOLDER = Path(__file__).parents[2] / "programmes"
SLACK = "https://slack.com/app_redirect?app=A0123ABCD&team=T0123ABCD"
TEAMS = teams_link("00000000-0000-0000-0000-000000000001")
HIGHEST_GRADE = 8.0


def ready(name: str, site: str) -> tuple[Programme, Site]:
    programme = load(FOLDER / f"{name}.toml")
    return programme, programme.site(site)


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """The demo's kit in each language: the end of each file's name -> the file."""
    programme, site = ready("demo", "demo")
    folder = tmp_path_factory.mktemp("kit") / "made" / "anew"
    found = {language: launch.write(programme, site, SLACK, folder, language) for language in LANGUAGES}
    assert sorted(folder.iterdir()) == sorted(path for files in found.values() for path in files)
    return {language: {path.name.removeprefix("demo-"): path for path in files} for language, files in found.items()}


def page(pdf: Path) -> PageObject:
    (only,) = PdfReader(pdf).pages
    return only


def one(programme: Programme, site: Site, folder: Path, language: str = "en", link: str = SLACK) -> Path:
    """The letter poster alone, which is quicker than the whole kit."""
    sheet = poster(Kit(programme, site, read_link(link), language, Wording()), LETTER)
    for name, content in sheet.files("poster").items():
        (folder / name).write_bytes(content)
    return folder / "poster.pdf"


def dots(png: Path | bytes) -> "np.ndarray[Any, Any]":
    """Rows of dots, of which each is red, green and blue from 0 to 1."""
    with Image.open(io.BytesIO(png) if isinstance(png, bytes) else png) as picture:
        return np.asarray(picture.convert("RGB")) / 255


def modules(content: str) -> list[list[bool]]:
    """The code's dark modules, row by row, without the quiet zone."""
    return [[bool(module) for module in row] for row in segno.make_qr(content, error="q").matrix]


def written(pdf: Path) -> str:
    """The words of the page as a screen reader finds them."""
    return as_read(" ".join(page(pdf).extract_text().split()))


def addresses(pdf: Path) -> set[str]:
    """What can be clicked."""
    notes: Any = page(pdf).annotations or []
    return {str(note.get_object()["/A"]["/URI"]) for note in notes}


def printed(kit: dict[str, Path], kind: str) -> list[Path]:
    return [path for name, path in kit.items() if name.endswith(".pdf") and name.startswith(kind)]


# --- the pieces ------------------------------------------------------------------------------------------------------


def test_a_kit_has_posters_cards_and_what_helps_on_both_papers_and_a_newsletter(
    kits: dict[str, dict[str, Path]],
) -> None:
    for language, kit in kits.items():
        sheets = [f"{kind}-{paper}-{language}" for paper, _ in PAPERS for kind in ("poster", "cards", "what-helps")]
        assert set(kit) == {f"{name}.{end}" for name in sheets for end in ("pdf", "png")} | {
            f"newsletter-{language}.md"
        }


@pytest.mark.parametrize(("paper", "size"), PAPERS)
def test_each_sheet_has_the_size_of_its_paper(
    kits: dict[str, dict[str, Path]], paper: str, size: tuple[float, float]
) -> None:
    for kind in ("poster", "cards", "what-helps"):
        box = page(kits["en"][f"{kind}-{paper}-en.pdf"]).mediabox
        assert (round(float(box.width) / 72, 2), round(float(box.height) / 72, 2)) == size
        high, wide, _ = dots(kits["en"][f"{kind}-{paper}-en.png"]).shape
        assert (wide, high) == pytest.approx((size[0] * DOTS, size[1] * DOTS), abs=1)


LINES = {
    "en": "In danger, or need someone now? 911 (call), 9-8-8 (call or text).",
    "fr": "En danger, ou besoin de quelqu'un tout de suite? 911 (appel), 9-8-8 (appel ou texto).",
}
PHONE = {
    "en": "Prefer the phone? Lakeside Hospital (demo): 204-555-0142, Monday to Friday 08:30 to 16:30.",
    "fr": "Plutôt par téléphone? Hôpital Lakeside (démo) : 204-555-0142, du lundi au vendredi de 8 h 30 à 16 h 30.",
}
INVITES = {"en": "Talk with a colleague.", "fr": "Dure journée? Parlez à un pair."}


HELPS = {"en": ("You need no answer", "This does not:"), "fr": ("Être là", "Ceci n'aide pas")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_r73_what_helps_has_a_page_with_the_way_the_phone_and_the_lines(
    kits: dict[str, dict[str, Path]], language: str
) -> None:
    for pdf in printed(kits[language], "what-helps"):
        for words in (*HELPS[language], PHONE[language], LINES[language]):
            assert words in written(pdf)
        assert SLACK in addresses(pdf)


def test_r73_a_sites_own_words_stand_on_its_page(tmp_path: Path) -> None:
    programme, site = ready("demo", "demo")
    own = Localised((("en", "Bring tea."), ("fr", "Apportez du thé.")))
    sheet = what_helps(Kit(programme, replace(site, what_helps=own), read_link(SLACK), "fr", Wording()), LETTER)
    (tmp_path / "own.pdf").write_bytes(sheet.files("own")["own.pdf"])
    assert "Apportez du thé." in written(tmp_path / "own.pdf")
    assert "Être là" not in written(tmp_path / "own.pdf")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phone_and_the_lines_stand_on_every_piece(kits: dict[str, dict[str, Path]], language: str) -> None:
    kit = kits[language]
    for kind, times in (("poster", 1), ("cards", 4)):
        for pdf in printed(kit, kind):
            text = written(pdf)
            assert text.count(LINES[language]) == text.count(PHONE[language]) == times, pdf.name
            assert text.count(INVITES[language]) == times
    news = as_read(kit[f"newsletter-{language}.md"].read_text(encoding="utf-8")).replace("\u00a0", " ")
    assert PHONE[language] in news
    assert news.count(LINES[language]) == 4  # the text, and each of the three for a month
    assert news.count(SLACK) == 4


def test_the_hours_of_first_contact_and_whom_it_serves_come_from_the_file(
    kits: dict[str, dict[str, Path]], tmp_path: Path
) -> None:
    assert "within 72 hours of your match" in written(kits["en"]["poster-a4-en.pdf"])
    programme, site = ready("demo", "demo")
    policy = site.policy
    quick = replace(
        site, policy=replace(policy, terms=replace(policy.terms, connect_within_hours=1, connect_remind_hours=()))
    )
    text = written(one(programme, quick, tmp_path, "fr"))
    assert "dans l'heure qui suit le jumelage" in text
    assert "Pour : tous les médecins, de la formation à la retraite." in text.replace("\u00a0", " ")
    assert "For every physician, from learners to the retired." in written(kits["en"]["poster-a4-en.pdf"])


def test_letters_with_accents_are_embedded_as_outlines(kits: dict[str, dict[str, Path]]) -> None:
    """A printer without our fonts prints the same page."""
    resources: Any = page(kits["fr"]["poster-letter-fr.pdf"])["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert inner
    assert all("/FontFile2" in font["/FontDescriptor"] for font in inner)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poster_can_be_read_aloud(kits: dict[str, dict[str, Path]], language: str) -> None:
    """Its language, and each part for what it is: a title, sentences, and the code with words in its place."""
    root: Any = PdfReader(kits[language][f"poster-letter-{language}.pdf"]).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    parts = [*tagged(root["/StructTreeRoot"])]
    assert [name for name, _ in parts][:5] == ["/Document", "/H1", "/P", "/P", "/Figure"]
    assert [words for name, words in parts if name == "/Figure"] == [
        {"en": f"A code to scan. It opens {SLACK}", "fr": f"Un code à balayer. Il ouvre {SLACK}"}[language]
    ]


def tagged(node: Any) -> Iterator[tuple[str, str]]:
    """Each tag below it, in the order in which they are read, with the words that stand for a picture."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from tagged(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), as_read(str(node.get("/Alt", "")))
        yield from tagged(node.get("/K", []))


def test_a_sheet_is_black_on_white(kits: dict[str, dict[str, Path]]) -> None:
    """Readable from any printer: no colour, and hardly anything between the two but the edges of letters."""
    pixels = dots(kits["en"]["poster-letter-en.png"])
    assert np.ptp(pixels, axis=2).max() == 0
    grey = pixels[:, :, 0]
    assert ((grey > 0.1) & (grey < 0.9)).mean() < 0.03
    assert (grey < 0.1).mean() > 0.05


def test_the_same_poster_is_the_same_file(tmp_path: Path) -> None:
    """No date and no name of a machine in it."""
    programme, site = ready("demo", "demo")
    first, second = (one(programme, site, tmp_path).read_bytes() for _ in range(2))
    assert first == second


# --- the code --------------------------------------------------------------------------------------------------------


def test_the_code_on_paper_is_the_code_of_the_link() -> None:
    """Every module is looked at in its middle, and the quiet zone around them is white."""
    sheet = Sheet(LETTER, "A code", "en")
    sheet.column([Code(TEAMS, 3.0, "A code", space=0)], Area(1, 1, 6.5, 3.0))
    grey = dots(sheet.files("code")["code.png"])[:, :, 0]
    rows = modules(TEAMS)
    module = 3.0 / (len(rows) + 8)
    left, top = 1 + (6.5 - 3.0) / 2, 1.0

    def dark(across: int, down: int) -> bool:
        x, y = left + (4 + across + 0.5) * module, top + (4 + down + 0.5) * module
        return bool(grey[int(y * DOTS), int(x * DOTS)] < 0.5)

    around = range(-4, len(rows) + 4)
    seen = {(across, down) for across in around for down in around if dark(across, down)}
    assert seen == {(across, down) for down, row in enumerate(rows) for across, black in enumerate(row) if black}


def test_two_links_make_two_codes() -> None:
    assert modules(SLACK) != modules(TEAMS)
    corner = [[True] * 7, [True, *[False] * 5, True]]
    assert [row[:7] for row in modules(SLACK)[:2]] == corner


@pytest.mark.parametrize(
    ("link", "by_hand"),
    [
        (SLACK, f"In Slack, look for the app {APP}."),
        ("slack://app?team=T0123ABCD&id=A0123ABCD", f"In Slack, look for the app {APP}."),
        (TEAMS, f"In Teams, look for the app {APP}."),
        ("https://example.org/peer", "No camera at hand? https://example.org/peer"),
    ],
)
def test_whoever_cannot_scan_is_told_where_to_look_and_can_click(tmp_path: Path, link: str, by_hand: str) -> None:
    programme, site = ready("demo", "demo")
    pdf = one(programme, site, tmp_path, link=link)
    assert by_hand in written(pdf)
    assert addresses(pdf) == {link}


# --- links that lead nowhere -----------------------------------------------------------------------------------------


def test_links_of_both_chats_are_known() -> None:
    assert (read_link(SLACK).chat, read_link(SLACK).team) == (Chat.SLACK, "T0123ABCD")
    assert read_link(TEAMS).chat is Chat.TEAMS
    assert read_link(" https://go.example.org/p ").address == "https://go.example.org/p"


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("", "the link is no web address"),
        ("http://slack.com/app_redirect?app=A1", "the link is no web address"),
        ("https://example.org/a b", "the link is no web address"),
        ("https://example.org/" + "x" * 300, "at most 300 characters"),
        ("https://slack.com/app_redirect?team=T0123ABCD", "the Slack link opens no app"),
        ("https://slack.com/archives/C0123", "the Slack link opens no app"),
        ("slack://channel?team=T0123ABCD&id=A0123ABCD", "the Slack link opens no app"),
        ("https://teams.microsoft.com/l/chat/0/0?users=kim@example.org", "the Teams link opens no bot"),
        ("https://teams.microsoft.com/l/channel/x", "the Teams link opens no bot"),
    ],
)
def test_a_link_that_opens_no_bot_is_refused_before_anything_is_printed(
    tmp_path: Path, link: str, sentence: str
) -> None:
    programme, site = ready("demo", "demo")
    with pytest.raises(LaunchError, match=re.escape(sentence)):
        launch.write(programme, site, link, tmp_path / "kit", "en")
    assert not (tmp_path / "kit").exists()


def test_the_link_of_another_workspace_is_refused(tmp_path: Path) -> None:
    programme, site = ready("demo", "demo")
    elsewhere = replace(site, slack_team="T0OTHER")
    with pytest.raises(LaunchError, match=r"site demo: the link opens the workspace T0123ABCD, .* says T0OTHER"):
        launch.write(programme, elsewhere, SLACK, tmp_path, "en")


def test_no_poster_invites_to_a_door_that_is_closed(tmp_path: Path) -> None:
    programme, site = ready("demo", "demo")
    closed = replace(site, policy=replace(site.policy, pathways=frozenset({Pathway.REACH_OUT})))
    with pytest.raises(LaunchError, match="site demo: nobody can ask here by themselves"):
        launch.write(programme, closed, SLACK, tmp_path, "en")


# --- words that fit --------------------------------------------------------------------------------------------------


def test_long_names_shrink_the_words_and_stay_on_the_sheet(tmp_path: Path) -> None:
    programme, site = ready("demo", "demo")
    long = replace(site, name=Localised.same("The Department of Everything That Has a Very Long Name " * 3))
    pdf = one(programme, long, tmp_path)
    assert written(pdf).count(LINES["en"]) == 1
    grey = dots(pdf.with_suffix(".png"))[:, :, 0]
    margin = DOTS // 2
    assert grey[:, :margin].min() == grey[:, -margin:].min() == grey[:margin].min() == grey[-margin:].min() == 1


def test_what_can_never_fit_is_an_error_and_no_cut_off_poster() -> None:
    sheet = Sheet(LETTER, "A sheet", "en")
    sheet.column([Text("word " * 500, 30)], Area(1, 1, 6, 2))
    with pytest.raises(LaunchError, match="too long for the sheet; expected shorter names"):
        sheet.files("sheet")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_plain(language: str) -> None:
    ours = {id_: text for id_, text in message_ids(language).items() if id_.startswith(("launch-", "news-"))}
    told = {id_: Wording().text(Words(id_, dict.fromkeys(arguments(text), 2)), language) for id_, text in ours.items()}
    assert len(told) > 15
    assert {id_: text for id_, text in told.items() if " " in text and GRADES[language](text) > HIGHEST_GRADE} == {}


@pytest.mark.parametrize(("cloud", "host"), [("gcc", "teams.microsoft.com"), ("dod", "dod.teams.microsoft.us")])
def test_each_cloud_has_its_own_teams(cloud: str, host: str) -> None:
    link = teams_link("00000000-0000-0000-0000-000000000001", cloud)
    assert link.startswith(f"https://{host}/l/chat/")
    assert read_link(link).chat is Chat.TEAMS
