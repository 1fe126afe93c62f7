# Devenir pair aidant, la page, la formation et le départ.

## L'entrée

joining-title = Être pair aidant
joining-is = Un pair aidant écoute un ou une collègue, une fois ou quelques fois. Vous choisissez le rythme et pouvez refuser chaque fois.
joining-steps = La coordination regarde votre offre. Puis vous suivez la formation ({ $hours } h) et signez une entente.
volunteer = J'aimerais aider
suggest = Proposer un collègue
joining-waits = Merci de votre offre. La coordination la regarde, et vous aurez la suite ici.
take-it-back = La retirer
joining-not-now = Merci de votre offre. Ce n'est pas le moment. Vous pourrez la refaire plus tard.
joining-asked = Un ou une collègue a pensé à vous pour ce rôle, et la coordination aussi. Cela vous dit-il?
joining-yes = Oui, avec plaisir
joining-no = Non merci
joining-gone = Merci. Rien n'en est gardé.
joining-nobody = Une autre personne doit dire oui, et votre site n'a personne d'autre à la coordination. Téléphonez au programme.
joining-not-listed = Les pairs aidants sont des collègues de la liste du programme. Pour en être, demandez à la coordination de vous y mettre.
suggest-title = Proposer un pair aidant
suggest-words = La coordination regarde d'abord. La personne ne l'apprend que si c'est oui, et sans savoir qui a pensé à elle.
suggest-who = La personne
suggest-nobody = Un nom, s'il vous plaît.
suggest-thanks = Merci. Si la personne est sur la liste, la coordination regarde. Vous n'en aurez pas d'autres nouvelles.

## Où en est un pair aidant

role-card = Ce qui vous touche comme pair aidant est derrière « Ouvrir ».
role-title = Vous, pair aidant
role-ready = On peut vous demander.
role-away = Votre absence est notée. Rien ne vous est proposé.
role-not-ready = On ne vous demande pas encore. Il manque quelque chose :
training = Formation
training-of = { $hours } h sur { $needed } h
agreement = Entente
agreement-signed-on = signée le { $day }
agreement-older = une nouvelle est à signer
agreement-open = pas encore signée
refresher = Mise à jour
refresher-due = prévue le { $day }
agreement-read = Lire l'entente
agreement-read-and-sign = Lire et signer
my-page = Ma page
save = Enregistrer

## L'entente

agreement-title = L'entente
agreement-keep = Ce qu'un ou une collègue vous dit reste avec vous. Vous ne prenez pas de notes. Sinon, vous les détruisez ensuite.
agreement-listen = Vous écoutez, comme dans la formation. Pas de conseils, pas de soins. Vous dites si vous connaissez ou évaluez la personne.
agreement-version = Numéro
agreement-agreed = J'ai lu, et je suis d'accord.
agreement-sign = Signer
agreement-tick = Cochez ceci pour signer.
agreement-newer = Il y en a une plus récente. Lisez-la d'abord.
agreement-thanks = Merci. C'est signé.

## La page et la liste

profile-words = Tout ceci est à vous, et vous pouvez le changer en tout temps. Ne dites rien des gens que vous aidez.
profile-bio = Quelques mots sur vous
profile-bio-hint = Pour les collègues qui cherchent à qui parler.
profile-bio-long = Au plus { $most } lettres, s'il vous plaît.
profile-as-seen = Voici ce que vos collègues voient.
profile-hidden = Vous n'avez pas de page. Vous seul ou seule voyez ceci.

not-now-open = Pas pour moi en ce moment
not-now-title = Pas en ce moment
not-now-words = Cochez ce dont vous préférez ne pas parler en ce moment. Si un ou une collègue donne cette raison, nous ne vous sollicitons pas. Personne d'autre ne le voit, et vous pouvez le changer quand vous voulez.
tags-title = Souhaits à combler
tags-words = Qui demande un pair peut faire un souhait. Cochez ce qui est vrai pour vous, si vous le voulez. Personne ne voit vos choix, la coordination non plus. Quelqu'un qui a fait ce souhait pourrait le deviner à votre sujet. Un souhait ne figure sur la liste que si { $enough } collègues d'ici le cochent.
shown-page = Montrer ma page aux collègues
shown-stage = Y montrer mon étape de carrière
shown-specialty = Y montrer ma spécialité
shown-picture = Y montrer ma photo de Slack ou de Teams
shown-by-name = On peut me demander par mon nom
shown-thanks = On peut me remercier par mon nom
directory-title = Nos pairs aidants
directory-words = Ces collègues ont choisi d'être ici. Il y en a d'autres. Nul ne sait quelle page vous ouvrez.
directory-empty = Nul n'a encore de page ici. Vous pouvez demander un pair quand même.
directory-line = { $name } : { $about }
directory-choose = La page de
directory-show = Voir
directory-page = Un pair aidant
directory-role = Rôle
directory-supporter = pair aidant
directory-stage = Étape de carrière
directory-languages = Langues
directory-thanks = Avec nos remerciements à
career-trainee = en études ou en résidence
career-early = médecin en début de carrière
career-mid = médecin en milieu de carrière
career-late = médecin en fin de carrière
career-retired = médecin à la retraite
at-stage-trainee = en formation
at-stage-early = en début de carrière
at-stage-mid = en milieu de carrière
at-stage-late = en fin de carrière
at-stage-retired = à la retraite
ask-this-person = Demander cette personne
status-not-available = La personne que vous avez nommée n'est pas disponible. Nous demandons à d'autres.

## L'œil de la coordination

supporters-card = La liste de ceux et celles qui aident est derrière « Ouvrir ».
supporters-title = Pairs aidants
supporters-none = Il n'y a encore personne.
supporter-line = { $name } : { $state }, { $load }
supporter-there = disponible
supporter-away = absence jusqu'au { $until }
supporter-leaving = se retire le { $day }
load-low = charge légère
load-middle = charge moyenne
load-high = charge pleine
capacity-more =
    Vos pairs aidants risquent d'avoir trop à faire cette année. À ce rythme, { $more ->
        [one] une personne de plus permettrait
       *[other] environ { $more } personnes de plus permettraient
    } à chacun et chacune de rester à { $ceiling } jumelages par an au plus.
capacity-mid = Il manque surtout des collègues en milieu de carrière ou plus loin : certaines demandes ne vont qu'à ces personnes.
capacity-late = Il manque surtout des collègues en fin de carrière ou à la retraite : certaines demandes ne vont qu'à ces personnes.
capacity-near = Une personne parmi vos pairs aidants est à un jumelage des { $ceiling } d'une année. Ensuite, on ne lui demande que si personne d'autre n'est libre.
capacity-one-more = C'est le moment de trouver un ou une collègue de plus.
capacity-how = On peut s'offrir, ou penser à un ou une collègue : voyez « Nos pairs aidants » dans la liste.
capacity-enough = Pour le moment, il y a de nouveau assez de gens pour aider.
supporters-overdue = Premier contact en retard
supporters-refresher = Mise à jour à faire
supporter-choose = Choisir une personne
supporter-own = Ce qui vous touche est entre les mains d'une autre personne de la coordination.
supporter-title = Un pair aidant
supporter-state = En ce moment
supporter-load = Charge
supporter-yes = Dire oui
supporter-no = Pas maintenant
supporter-told = C'est fait. La personne le verra.
waiting-volunteered = Cette personne s'offre comme pair aidant.
waiting-suggested = Une personne du milieu la verrait bien comme pair aidant. Elle ne le sait pas encore.
waiting-asked = On lui a demandé; pas encore de réponse.
joinings-card = Il y a peut-être un nouveau pair aidant. On attend votre mot.
joinings-title = En attente d'un oui
joinings-none = Personne n'attend votre mot.
not-yourself = Ceci est pour vous. Une autre personne de la coordination doit le faire.
pause-offers = Faire une pause
paused-for-you = La coordination a mis vos demandes en pause, pour vous laisser souffler. Revenez quand vous voulez.

## La formation

training-title = Noter une formation
training-record = Noter une formation
training-day = Jour
training-day-hint = L'année, le mois et le jour, avec un trait entre eux
training-day-bad = Donnez un jour passé ou aujourd'hui, ainsi : { $example }
training-hours = Heures
training-hours-bad = Donnez les heures en chiffres.
training-kind = Ce que c'était
training-initial = première formation
training-refresher = mise à jour
next-refresher = Prochaine mise à jour le
next-refresher-hint = Laissez vide s'il n'y en a pas
next-refresher-bad = Donnez un jour à venir, ainsi : { $example }
training-line = { $day } : { $hours } h, { $kind }
training-credits = Crédits
training-credits-hint = Laissez vide pour { $credits } par heure
training-pay = Noter comme payé
training-paid-on = Payé le
training-paid-bad = Donnez un jour entre le { $first } et le { $last }.
training-paid = { $line }, payé le { $day }
training-entry = Ligne
training-take-back = Retirer une ligne
refresher-card = Un pair aidant a une mise à jour à faire.
refresher-done = Merci. On s'occupe de cette mise à jour.

## Le départ

leave-kept = Votre page est alors supprimée. Votre formation et votre entente restent dans la liste.
left-kept = Votre page est supprimée. Votre formation et votre entente restent dans la liste; qui vous avez aidé n'y est nulle part.

## Sur la liste, et ce qui y change

supporter-add = Ajouter quelqu'un
supporter-add-words = Cette personne est sur la liste tout de suite. Rien ne lui est demandé avant sa formation et sa signature.
supporter-add-next = Ajouter
supporter-added = C'est fait. Complétez maintenant sa fiche.
supporter-change = Modifier
supporter-off = Enlever de la liste
supporter-off-words = Cette personne ne sera plus pair aidant, et l'apprendra. Une offre ouverte va à quelqu'un d'autre; un jumelage revient à la coordination, et la personne qui a demandé l'apprend. Sa page est supprimée. Sa formation et son entente restent. Vous pourrez l'ajouter de nouveau plus tard.
supporter-off-yes = Oui, l'enlever
supporter-off-done = C'est fait. La personne le verra.
supporter-matching = Pour le jumelage
person-name-bad = Donnez un nom.
email-bad = Donnez une adresse courriel.
email-taken = Cette adresse est celle d'une autre personne de la liste.
email-here = Cette personne est déjà là. « Modifier » est sur sa page.
account-look = Regardez encore le compte plus bas et le nom qu'il porte ici : est-ce bien { $name }? Tout ce qui en vient est ensuite à cette personne.
account-is-theirs = Oui, c'est bien son compte
account-taken = Ce compte est celui d'une autre personne de la liste.
person-phone = Téléphone
person-account = Son compte ici
person-gender = Genre
not-known = Inconnu
person-evaluates = Qui cette personne évalue
person-evaluates-hint = Courriels et services, séparés par des virgules
person-evaluates-bad = « { $entry } » n'est pas un courriel complet.
person-evaluates-nobody = La liste n'a pas « { $entry } ». Si c'est voulu, ajoutez un point d'exclamation.
person-signed-on = Entente signée le
