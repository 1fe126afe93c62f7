### Ce dont seul Teams a besoin : les autres plateformes ne demandent pas ces textes.

teams-update = Vous avez du nouveau
teams-title = Pour vous
teams-label = { $label } :
teams-required = Veuillez remplir ce champ.
teams-open = Il y a quelque chose à lire pour vous.
teams-done = C'est fait.
teams-again = Réessayer
teams-cut = Le reste ne tient pas ici.

## Le paquet de l'application, tel que le montrent le catalogue et le menu des commandes

teams-app-full-name = Peerline, soutien entre pairs
teams-app-short = Un moyen discret de parler avec un ou une collègue à l'écoute.
teams-app-full = Peerline met des médecins en contact avec des collègues formés à l'écoute. Tout le monde voit la même application. Elle ne lit pas ce que vous tapez et n'écrit jamais dans un canal ni dans une conversation de groupe. En danger, ou besoin de quelqu'un maintenant? Tapez « urgence » pour voir les lignes.
teams-word-ask = Parler avec un ou une collègue
teams-word-now = Lignes à appeler tout de suite
teams-word-status = Voir où en sont les choses
teams-word-resources = Lignes et services
teams-word-privacy = Comment est gardé ce que vous dites
teams-word-language = Anglais ou français
teams-word-offers = Pairs aidants : ce qui est ouvert
teams-word-away = Absence, aussi avec un jour
teams-word-back = De retour
teams-word-queue = Coordination : ce qui attend
