# Ce que lit le pair aidant.

offer-ask =
    { $hours ->
        [one] Un ou une collègue aimerait parler. Pourriez-vous prendre contact d'ici { $hours } heure?
       *[other] Un ou une collègue aimerait parler. Pourriez-vous prendre contact d'ici { $hours } heures?
    }
offer-reminder =
    { $hours ->
        [one] Un ou une collègue aimerait toujours parler. Pourriez-vous prendre contact d'ici { $hours } heure?
       *[other] Un ou une collègue aimerait toujours parler. Pourriez-vous prendre contact d'ici { $hours } heures?
    }
offer-no-reason =
    { $hours ->
        [one] Aucune raison à donner, dans un sens ou dans l'autre. L'offre se termine d'elle-même après { $hours } heure.
       *[other] Aucune raison à donner, dans un sens ou dans l'autre. L'offre se termine d'elle-même après { $hours } heures.
    }
offer-until = Aucune raison à donner, dans un sens ou dans l'autre. L'offre prend fin d'elle-même d'ici { $by }.
ask-me-tonight = Redemandez-moi ce soir
ask-me-tomorrow = Redemandez-moi demain
offer-later = Nous vous le redemanderons { $at }. Vous pouvez aussi répondre avant.
offer-no-later = Il ne reste pas assez de temps pour cela.
accept = Accepter
decline = Refuser
see-request = Voir la demande
offer-named = Vous avez dit oui en principe. Il reste une question. Répondez-y d'ici { $by }.
offer-seen = Vous avez vu cette demande. Pourriez-vous la prendre? Répondez d'ici { $by }.
offer-declined = Merci d'avoir répondu. On ne vous demandera pas pourquoi.
decline-back-within =
    { $minutes ->
        [one] Vous pouvez changer d'avis pendant { $minutes } minute.
       *[other] Vous pouvez changer d'avis pendant { $minutes } minutes.
    }
decline-back = Je change d'avis
offer-known = Merci. Nous demandons à quelqu'un d'autre, sans garder de raison.
offer-expired = Cette offre est terminée. Aucun souci.
offer-recalled = Ce n'est plus nécessaire. Merci.
offer-passed-on = Quelqu'un d'autre est sollicité à votre place. Merci.
offer-not-possible = Merci. Cette demande n'est plus libre.
offers-card =
    { $count ->
        [0] Rien ne vous attend.
        [one] Une demande est chez vous. Sa carte est plus haut.
       *[other] { $count } demandes sont chez vous. Leurs cartes sont plus haut.
    }
pause = Nous vous avons demandé quelques fois, sans réponse, et c'est bien ainsi. Pause jusqu'à votre retour.
pause-me = Faire une pause
time-away = Absence
time-away-words = Rien de nouveau ne vous est proposé. Un jumelage en cours continue. Vous pouvez revenir plus tôt d'un seul geste.
away-how-long = Combien de temps?
away-days =
    { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }
until-i-am-back = Jusqu'à ce que je dise que je suis de retour
availability = Demandes
available = on peut vous en proposer
available-not-yet = aucune pour l'instant
available-later = aucune avant votre retour
available-after = aucune jusqu'au { $day } inclus
available-leaving = aucune; vous vous retirez le { $day }
i-am-back = Je suis de retour
welcome-back = Bon retour. On peut vous demander de nouveau.
not-away = Vous n'êtes pas en absence. On peut vous solliciter comme toujours.

name-title = Une question
name-title-twice = Avant de dire oui
name-is = Nom
name-know-or-evaluate = Connaissez-vous cette personne personnellement, ou l'évaluez-vous?
name-evaluate = Évaluez-vous cette personne? Elle vous a demandé par votre nom.
name-then = Si oui, nous demandons à quelqu'un d'autre, sans garder de raison. Si non, vous verrez comment la joindre.
name-until = Répondez d'ici { $by }.
no-confirm = Non, je confirme
accept-confirm = J'accepte : ni l'un ni l'autre
yes-someone-else = Oui, quelqu'un d'autre

before-call = Avant d'appeler
prepare-step-1 = Ouvrir : dites qui vous êtes et que vous êtes bénévole. Demandez si la personne peut parler, en privé.
prepare-step-2 = Écouter : laissez l'autre mener. Restez avec ce qui est vécu, pas avec les faits du cas. Rien n'est à réparer.
prepare-step-3 = Bâtir : nommez ce que la personne fait bien. Demandez ce qui l'a déjà aidée.
prepare-step-4 = Conclure : convenez d'une autre conversation, d'un autre soutien, ou de la fin.
prepare-ask = Des questions pour commencer :
prepare-ask-1 = Qu'est-ce qui vous pèse le plus?
prepare-ask-2 = Comment passez-vous vos journées?
prepare-ask-3 = Qui est là pour vous?
prepare-ask-4 = Qu'est-ce qui aiderait au travail : un congé, moins d'heures?

match-title = Comment la joindre
match-by = Prenez contact d'ici { $by }.
match-soon = Petit rappel amical. Prenez contact d'ici { $by }.
contact-is = Coordonnées
way-is = Moyen préféré
times-are = Bons moments
language-is = Langue
reason-is = Raison
match-listen = Écoutez; vous pouvez parler de votre vécu. Pas de conseil, pas de notes. Si vous en avez pris, détruisez-les ensuite.
risk-ask = Si vous avez une crainte, demandez simplement : pensez-vous au suicide? La question ne fait aucun mal.
risk-lines = Si vous craignez pour quelqu'un : { $danger }. Pour en parler : { $talk }.
risk-adviser = { $name } au { $phone }
risk-opens = Ouvre { $opens } : { $name } au { $phone }.
match-exceptions = La confidentialité a les limites de la pratique de tous les jours. Ce sont un risque grave pour la personne ou pour autrui, et de bonnes raisons de craindre une conduite dangereuse.
details = Détails
reached-thanks = Merci à vous.
nudge = Avez-vous pu prendre contact?
left-message = J'ai laissé un message
wrote = J'ai écrit, sans réponse pour l'instant
left-message-noted = Merci d'avoir essayé. La personne le voit. Dites-le-nous ici quand vous vous serez parlé.
longer =
    { $hours ->
        [one] { $hours } heure de plus
       *[other] { $hours } heures de plus
    }
longer-until = Pas de souci. Prenez contact d'ici { $by }.
longer-used = Vous avez déjà eu le temps de plus. Vous pouvez encore prendre contact, ou passer le relais.
hand-over = Passer le relais
hand-over-means = Ce jumelage prend fin, et nous cherchons quelqu'un d'autre pour votre collègue. On ne vous demandera pas pourquoi. Vous ne verrez plus comment joindre la personne.
hand-over-yes = Oui, passer le relais
handed-over = Merci. Ce jumelage est terminé, et nous cherchons quelqu'un d'autre. Détruisez toute note, s'il vous plaît.
contact-changed = Il y a une nouvelle façon de joindre la personne. Voyez les détails.
not-reached-asked = Merci. Nous lui demandons un meilleur moyen et vous tenons au courant.
not-reached-again = Merci. La personne voit que vous avez essayé.
closed-do-not-call = C'est terminé. N'appelez pas; détruisez toute note, s'il vous plaît.
closed-destroy-notes = C'est terminé. Détruisez toute note, s'il vous plaît.

connected = Merci d'avoir pris contact. Trois petites questions suivront le { $day }.
tracker-ask = Trois petites questions sur votre jumelage, quand vous aurez un moment.
tracker-open = Trois questions
tracker-title = Trois questions
tracker-took = Une conversation a-t-elle eu lieu?
took-under-30 = Oui, moins de 30 minutes
took-from-30-to-60 = Oui, 30 à 60 minutes
took-over-60 = Oui, plus de 60 minutes
took-not-yet = Pas encore
took-decided-not-to = La personne a choisi que non
took-not-reached = Je n'ai pas pu la joindre
tracker-able = Avez-vous pu donner le soutien voulu?
able-fully = Tout à fait
able-mostly = En grande partie
able-partly = En partie
able-not-really = Pas vraiment
able-rather-not-say = Je préfère ne pas le dire
tracker-next = Et ensuite?
next-another = Une autre conversation
next-done = Nous avons terminé
next-pointed = Terminé, et j'ai indiqué un autre soutien
next-hand-over = Passer le relais
tracker-usual =
    { $usual ->
        [one] Une conversation est le nombre habituel. Pour la suite, voici qui peut aider :
       *[other] { $usual } conversations, c'est le nombre habituel. Pour la suite, voici qui peut aider :
    }
tracker-saved = C'est noté. Merci. Détruisez toute note, s'il vous plaît.
tracker-had = Nous avons déjà vos réponses. Merci.
talk-title = J'ai eu une conversation
talk-card = Avez-vous eu une conversation que personne n'a organisée ici? Elle compte aussi.
talk-words = Dans un couloir, au téléphone, après une tournée. Nous ne demandons aucun nom, ni rien de ce qui s'est dit. Nous gardons vos réponses, avec votre site et le mois.
talk-took = Avez-vous eu une conversation que personne n'a organisée ici?
debrief = J'aimerais un débreffage
debrief-noted = C'est noté. On vous fera signe pour un débreffage.
worried-safety = Je m'inquiète pour la sécurité de quelqu'un
safety-title = La sécurité d'autrui

away-until = Votre absence est notée jusqu'au { $until }. Rien ne vous est proposé d'ici là.
away-open = Votre absence est notée. Rien ne vous est proposé avant votre retour.
away-bad = Donnez le dernier jour d'absence ainsi : absence { $example }. Ou seulement : absence.
limit-set =
    { $limit ->
        [0] Rien de nouveau ne vous est proposé.
        [one] Au plus une demande à la fois.
       *[other] Au plus { $limit } demandes à la fois.
    }
limit-bad = Donnez un nombre de 0 à { $most }, par exemple : limite { $most }.
leave-ask =
    { $days ->
        [one] Vous pouvez vous retirer maintenant, ou dans { $days } jour.
       *[other] Vous pouvez vous retirer maintenant, ou dans { $days } jours.
    }
leave-now = Me retirer maintenant
leave-later =
    { $days ->
        [one] Dans { $days } jour
       *[other] Dans { $days } jours
    }
stay = Rester
leaving-on = Vous vous retirez le { $day }. Rien de nouveau ne vous est proposé.
left = Votre retrait est fait. Merci pour tout. La coordination s'occupe de tout jumelage en cours.
role-ended = Vous n'êtes plus sur la liste des pairs aidants. Merci pour tout.
role-ended-match = Si un jumelage était en cours, la coordination s'en occupe. N'appelez plus et détruisez toute note.
