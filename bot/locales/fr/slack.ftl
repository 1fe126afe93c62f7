### Ce dont seul Slack a besoin : les autres plateformes ne demandent pas ces textes.

slack-update = Vous avez du nouveau
slack-title = Pour vous
slack-label = { $label } :
slack-yes = Oui
slack-may-close = Vous pouvez fermer cette fenêtre.
slack-press-again = L'ouverture a pris trop de temps. Rien n'est perdu. Appuyez encore une fois.
slack-install-title = Peerline
slack-installed = C'est installé. Les gens trouvent l'application dans Slack, sous Applications. Vous pouvez fermer cette page.
slack-install-failed = Slack n'a pas installé l'application. Rien n'a été gardé. Ouvrez de nouveau la page d'installation.
slack-install-refused = Cet espace de travail ne fait pas partie du programme. Rien n'a été gardé. Demandez à la personne qui gère Peerline de l'ajouter.
slack-install-later = C'est impossible pour le moment. Rien n'a été gardé. Essayez de nouveau dans quelques minutes.
