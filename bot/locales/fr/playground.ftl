### Les mots de la page d'essai. Ce que dit le service se trouve dans les autres fichiers.

## La page

playground-title = Essai de Peerline
playground-about = Les personnes sont inventées et rien ne quitte cet ordinateur.
playground-loading = Ouverture des conversations
playground-lost = Connexion perdue. Nouvel essai en cours. Ce que vous envoyez attend ici.
playground-refused = Cette page et son serveur ne se comprennent pas. Veuillez recharger la page.
playground-failed = Quelque chose n'a pas fonctionné. Veuillez réessayer. Si cela continue, cherchez ce numéro dans le journal :
playground-chats = Conversations
playground-language = Langue
playground-close = Fermer

## L'horloge

playground-clock = Horloge d'essai
playground-hour = +1 h
playground-day = +24 h
playground-deadline = À la prochaine échéance
playground-deadline-none = Aucune échéance
playground-due-gathering-remind = une rencontre, avant le début
playground-due-quarter = chiffres d'un trimestre
playground-due-monthly = le mot du mois
playground-due-offer-remind = rappel de l'offre
playground-due-offer-expire = fin de l'offre
playground-due-offer-decline = un refus prend effet
playground-due-named-expire = fin de la question
playground-due-seek-news = nouvelles au médecin
playground-due-seek-escalate = coordination prévenue
playground-due-long-wait = coordination prévenue de la longue attente
playground-due-digest = le mot du matin aux responsables
playground-due-post-over = fin d'une relève
playground-due-people-code-over = un code n'est plus affiché
playground-due-escalation = relève prévenue
playground-due-connect-remind = rappel de prise de contact
playground-due-connect-mark = échéance du premier contact
playground-due-connect-over = fin du temps de plus
playground-due-contact-ask = on demande si le contact a eu lieu
playground-due-contact-again = rappel au pair aidant
playground-due-contact-rest = pause des rappels
playground-due-contact-open = contact toujours attendu
playground-due-contact-denied = fin sans contact
playground-due-done-said = fermeture : terminé
playground-due-pointed-said = fermeture : autre soutien
playground-due-track-ask = suivi
playground-due-unreached = coordination prévenue
playground-due-close-silent = fermeture sans réponse
playground-due-nomination-weigh = suite d'une suggestion
playground-due-suggestion-weigh = une personne proposée pour aider
playground-due-nomination-over = une suggestion expire
playground-due-invite-over = une invitation expire
playground-due-call-silent = rappel : la suite
playground-due-step-again = la coordination essaie encore
playground-due-call-ask = on demande si l'appel a eu lieu
playground-due-call-over = un rappel se termine
playground-due-escalation-ask = question sur l'appel
playground-due-escalation-end = fin dite par la coordination
playground-due-months = les mois passés sont effacés
playground-due-erase-silent = durée la plus longue
playground-due-erase = liens effacés
playground-due-forget = oubli de qui a demandé
playground-due-leave = retrait du pair aidant
playground-due-joining = un pair aidant attend un oui
playground-due-agreement = entente à signer
playground-due-refresher = mise à jour à faire
playground-due-scrub = nettoyage

## Une conversation

playground-bot = Peerline
playground-app = appli
playground-card = carte
playground-edited = modifié
playground-typed = Reste dans cette conversation. Peerline ne l'a pas lu.
playground-only-you = Vous seul ou seule le voyez
playground-dialog-note = Hors de la conversation
playground-write = Écrire à Peerline
playground-write-hint = Écrire, ou /peer
playground-send = Envoyer
playground-send-label = Envoyer le message
playground-role-physician = Médecin
playground-role-supporter = Pair aidant
playground-role-coordinator = Coordination

## Un formulaire

playground-choose = Choisir
playground-optional = facultatif
playground-required = Veuillez remplir ce champ.
playground-too-many = Veuillez choisir moins de personnes.

## Le tiroir

playground-drawer = Ce qui est conservé
playground-export = Ce qu'un employeur pourrait exporter
playground-export-note = Chaque message affiché dans les conversations, dans chacune de ses versions, et tout ce que les gens ont tapé. Les fenêtres et les avis privés n'y sont jamais.
playground-database = Ce que contient la base de données
playground-database-note = Les lignes telles qu'elles sont sur le disque. Les cellules scellées ne s'ouvrent qu'avec la clé.
playground-refresh = Actualiser
playground-time = Heure
playground-person = Conversation de
playground-author = Écrit par
playground-text = Texte
playground-buttons = Boutons
playground-empty = Rien pour l'instant
playground-due-account-tell = à qui est un compte, la question
playground-due-account-over = à qui est un compte, sans réponse
