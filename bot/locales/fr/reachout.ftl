# Aller vers : penser à un collègue, l'invitation, et « appelez-moi ».

all-quiet = Rien ne vous attend ici en ce moment.
pick-somebody = Choisissez un nom dans la liste.

## Penser à un collègue

refer = Penser à un collègue
refer-card = Vous pensez à quelqu'un? Le formulaire est derrière « Ouvrir ».
refer-title = Penser à un collègue
refer-worried = Une personne vous inquiète en ce moment? N'attendez pas ici. Appelez : { $lines }.
refer-words = Un ou une collègue aimerait parler à un pair? Choisissez son nom. La coordination peut lui poser la question, avec les mêmes mots pour tous. La personne peut dire non.
refer-silence = Elle ne saura pas qui a pensé à elle. Vous ne saurez pas la suite.
refer-colleague = Collègue
refer-colleague-hint = La question lui est posée avant toute chose. Seule la coordination voit le nom. La personne n'est pas sur la liste? Dites-lui vous-même que ce lieu existe, et le téléphone aussi.
refer-thanks = Merci d'avoir pensé à quelqu'un. Si c'est possible, la coordination lui posera la question. Vous n'aurez pas d'autres nouvelles, quelle que soit la suite.
refer-not-here = On ne peut pas inviter un collègue ici par clavardage. Vous pouvez lui dire que cette porte est ouverte. Le téléphone est là pour vous et pour lui.

## La coordination pose la question

invite-card = Les offres de soutien sont derrière « Ouvrir ». C'est pour la coordination.
invite-offer = Offrir du soutien
invite-words = Choisissez les collègues. Chaque personne reçoit un court message, et peut dire non. Personne d'autre ne le sait.
invite-colleagues = Collègues
invite-colleagues-hint = Après un coup dur : toutes les personnes présentes.
invite-moment = Mots
template-routine = Nous prenons des nouvelles
template-event = Après un coup dur
template-loss = Après la perte d'un patient
template-arrival = Nouvelle arrivée
template-return = Retour de congé
ask-them = Poser la question
invite-thanks-title = Merci
invite-thanks = Merci. La question part vers qui peut la recevoir. La réponse leur appartient : vous n'aurez pas d'autres nouvelles.
nominations-card = La liste est derrière « Ouvrir ». C'est pour la coordination.
nominations-new = Il y a du nouveau derrière « Ouvrir ».
nominations-none = Rien ne vous attend ici.
nominations-title = On a pensé à
nomination-line = { $name }, depuis le { $on }
nomination-show = Inviter { $name }?
nomination-name = Collègue
nomination-unlisted = Une personne hors liste ({ $user })
nomination-words = Choisissez les mots et invitez, ou laissez tomber. Personne ne le saura. Vous ne saurez pas la réponse.
let-it-go = Laisser tomber
let-go = C'est fait. Rien n'en est gardé.

## L'invitation

invite-title = Un mot pour vous
moment-routine = Nous prenons souvent des nouvelles des collègues.
moment-event = Après un coup dur, nous prenons des nouvelles de toutes les personnes présentes.
moment-loss = Après la perte d'un patient, nous prenons des nouvelles de toute l'équipe.
moment-arrival = Nous prenons des nouvelles de chaque personne qui arrive ici.
moment-return = Nous prenons des nouvelles de chaque personne qui revient d'un congé.
invite-would-you = Aimeriez-vous parler avec un ou une collègue formé à l'écoute?
invite-no-is-fine =
    { $days ->
        [one] Un non est très bien. Plus de question pendant { $days } jour, et personne ne le saura.
       *[other] Un non est très bien. Plus de question pendant { $days } jours, et personne ne le saura.
    }
invite-goes-away = Sans réponse, ce mot disparaît de lui-même { $by }.
yes = Oui
no-thanks = Non merci
invite-no-words =
    { $days ->
        [one] Merci. Tout est effacé. Il reste un total, et une marque scellée pour que personne ne vous le redemande pendant { $days } jour. Puis la marque part aussi. Vous pouvez venir vous-même quand vous voulez.
       *[other] Merci. Tout est effacé. Il reste un total, et une marque scellée pour que personne ne vous le redemande pendant { $days } jours. Puis la marque part aussi. Vous pouvez venir vous-même quand vous voulez.
    }

## Appelez-moi

phone-me = Appelez-moi
call-title = Appelez-moi
call-words = La coordination vous appelle. D'ici { $by }, c'est fait, ou nous vous disons que personne n'a pu.
call-kept = Seule la personne qui appelle voit votre nom et votre numéro. Tout est effacé quand vous dites que vous vous êtes parlé, ou un jour après notre question.
call-phone = Votre numéro de téléphone
call-not-these = Pas par
phone-bad = Donnez le numéro complet, s'il vous plaît.
call-nobody = Personne ici ne peut vous appeler en ce moment, et rien n'a été gardé. Appelez plutôt vous-même.
call-by = La coordination vous appelle. Vous aurez des nouvelles, d'elle ou de nous, d'ici { $by }.
call-missed = La coordination a appelé sans vous joindre. Votre numéro est-il bon?
call-unmet = Personne n'a pu vous appeler, et nous en sommes désolés. Appelez, ou laissez-nous essayer encore.
call-said = La coordination a noté un appel avec vous. Vous êtes-vous parlé?
call-denied = Personne n'a appelé
call-again-words = Est-ce le bon numéro?
call-try-again = Essayez encore
correct-number = Corriger mon numéro
not-needed = Plus nécessaire
call-gone = C'est fait. Rien n'en est gardé ici.
call-number = Appel { $number }
call-card = Appel { $number } : une personne demande qu'on l'appelle.
call-why-new = Appelez-la pendant les heures de la ligne.
call-why-again = Elle vous demande d'essayer encore.
call-why-denied = Elle dit que personne ne l'a encore appelée. Essayez encore, s'il vous plaît.
call-why-changed = Il y a un nouveau numéro.
call-why-silent = La demande attend depuis un moment.
call-why-told = Elle sait que personne n'a pu l'appeler. Un appel tardif est encore bienvenu.
call-open-label = Ouvrir l'appel { $number }
call-show = Voir l'appel { $number }
i-have-phoned = J'ai appelé
could-not-reach = Sans réponse
call-done = L'appel { $number } est fait. Merci.
call-not-needed = L'appel { $number } n'est plus nécessaire.
call-number-asked = Appel { $number } : on lui demande si le numéro est bon.
call-missed-noted = Merci. Nous lui demandons si le numéro est bon.
