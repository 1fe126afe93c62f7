# What the physician sees and changes of their own request, and what is asked before it ends.

withdraw-title = Retirer la demande?
withdraw-ask-seeking = Nous cessons de chercher, et personne d'autre n'est sollicité. Vous pouvez refaire une demande quand vous voulez.
withdraw-ask-matched = Votre jumelage prend fin. Votre collègue apprend que c'est terminé et qu'il ne faut pas vous appeler. On ne lui dit pas pourquoi.
withdraw-yes = Oui, retirer
leave-for-now-title = En rester là?
leave-for-now-ask = Votre demande se ferme. Vous pourrez demander de nouveau en tout temps.
leave-for-now-yes = Oui, la fermer
ending-erased =
    { $days ->
        [0] Tout lien entre vous et cette demande est effacé ici aussitôt.
        [one] Tout lien entre vous et cette demande est effacé ici dans un délai de { $days } jour.
       *[other] Tout lien entre vous et cette demande est effacé ici dans un délai de { $days } jours.
    }
someone-else-ask = Ce jumelage prend fin. Votre collègue apprend que c'est terminé et qu'il ne faut pas vous appeler. Nous cherchons quelqu'un d'autre pour vous.
someone-else-why = On ne vous demandera pas pourquoi, et personne n'est en faute.
someone-else-yes = Oui, quelqu'un d'autre
done-ask = Votre jumelage prend fin. Votre collègue apprend que c'est terminé. Vous pouvez refaire une demande quand vous voulez.
done-yes = Oui, nous avons terminé

form-department = Service
form-department-other = Autre
form-stage = Carrière
form-stage-trainee = En formation
form-stage-early = Début
form-stage-mid = Milieu
form-stage-late = Fin
form-stage-retired = Retraite

voicemail = Boîte vocale
voicemail-ask = Peut-on laisser un message vocal?
voicemail-yes = Oui, nom et numéro seulement
voicemail-no = Non
voicemail-name-only = Oui. Dites seulement votre nom et votre numéro, rien sur le soutien.
voicemail-none = Pas de message vocal, s'il vous plaît.
voicemail-look-first = Message vocal : seulement si les détails le permettent.

show = Montrer
show-what-i-sent = Montrer ce que j'ai envoyé
change = Modifier
change-title = Modifier ma demande
change-words = Ce que vous modifiez compte dès maintenant.
changed = Voilà, c'est noté.
sent-by-me = Ce que j'ai envoyé
given-title = Qui dira oui verra ceci :
given-words = Votre collègue verra ceci après avoir confirmé.
given-not = Pour la recherche seulement :
wish-is = Souhait
not-these-count =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
step-asked = Vous avez demandé
step-yes = Un ou une collègue dit oui
step-touch = Vous êtes en contact
step-now = { $step } (vous êtes ici)
step-another = Nous sollicitons une autre personne. Vous n'y êtes pour rien.
step-another-asked = Nous sollicitons une autre personne.
step-ended-asked = Le jumelage a pris fin, comme vous l'avez demandé.
step-ended = Le jumelage a pris fin. Vous n'y êtes pour rien.

left-out-coordinators = Avec les personnes tenues à l'écart, la coordination n'apprend rien de votre demande.
left-out-supporters = Avec les personnes tenues à l'écart, il ne reste personne à solliciter.
left-out-everybody = Avec les personnes tenues à l'écart, il ne reste personne à solliciter, et la coordination n'en apprend rien.
left-out-change = Vous pouvez modifier, ou envoyer quand même.
left-out-send = Envoyer quand même

receipt-title = J'ai téléphoné
receipt-words = Qui a demandé par téléphone, par courriel ou en personne a reçu quelques mots : le reçu. Avec eux, votre demande est ici, comme si vous aviez demandé par clavardage. Personne d'autre ne peut le faire.
receipt-said = Les mots du reçu
receipt-unknown = Aucune demande ouverte n'a ces mots. Vous pouvez nous téléphoner.
receipt-not-coordinators = Vous faites partie de la coordination d'ici. Ce n'est pas pour vous. Vous pouvez nous appeler.
receipt-beside = Vous avez déjà une demande ouverte ici. Chacune continue. Pour en retirer une : celle d'ici se retire ici, l'autre par téléphone.
