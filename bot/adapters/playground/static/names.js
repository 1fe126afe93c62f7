// Every button has a name that is unique on the page: its words, whose pane it is in, and the card where two are alike.

export function uniqueNames(pane, person, cardWord) {
  const cards = [...pane.querySelectorAll(".message[data-ref]")];
  const found = [...pane.querySelectorAll("button[data-says]")];
  const alike = new Map();
  for (const button of found) {
    const says = button.dataset.says;
    alike.set(says, [...(alike.get(says) ?? []), button]);
  }
  for (const [says, group] of alike) {
    const taken = new Set();
    for (const button of group) {
      const card = cards.indexOf(button.closest(".message")) + 1;
      let name = `${says} \u2014 ${person}`;
      if (group.length > 1 && card) name += `, ${cardWord} ${card}`;
      for (let again = 2, stem = name; taken.has(name); again += 1) name = `${stem}, ${again}`;
      taken.add(name);
      if (button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
    }
  }
}
