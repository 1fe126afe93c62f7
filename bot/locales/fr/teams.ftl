### Ce dont seul Teams a besoin : les autres plateformes ne demandent pas ces textes.

teams-update = Vous avez du nouveau
teams-title = Pour vous
teams-label = { $label } :
teams-required = Veuillez remplir ce champ.
teams-open = Il y a quelque chose à lire pour vous.
teams-done = C’est fait.
teams-again = Réessayer
teams-cut = Le reste ne tient pas ici.
