# Le poste de la coordination : en poste, ou en absence avec quelqu'un qui prend la relève.

post-title = Mon poste
post-here = Vous êtes en poste. Ce qui demande une personne vient à vous.
post-words = Pendant votre absence, la relève a ce que vous aviez en main dès la première minute.
post-stands-in = Relève
post-leave = Je m'absente maintenant
post-until = Vous êtes en absence jusqu'au { $until } inclus. Quelqu'un prend la relève.
post-open = Vous êtes en absence jusqu'à votre retour. Quelqu'un prend la relève.
post-welcome = Bon retour. Ce qui vous attend est derrière « Ouvrir ».
post-not-away = Vous n'êtes pas en absence. Ce qui vous attend est derrière « Ouvrir ».
post-alone = Il n'y a que vous en poste en ce moment. Les demandes n'arriveraient à personne.
post-alone-ask = Demandez à un ou une collègue en absence de revenir, ou nommez quelqu'un pour prendre la relève.
post-alone-name = Nommez quelqu'un pour prendre la relève.
post-deputy = Relève
post-deputy-hint = Une personne de la liste de votre site
post-deputy-words = Demandez d'abord à cette personne. Elle tient votre poste dès la première minute et jusqu'à votre retour, noms et coordonnées compris. Le journal note que vous avez nommé quelqu'un.
post-deputy-unfit = Cette personne ne peut pas prendre la relève. Il faut être sur la liste de votre site, sans rôle de direction, n'évaluer personne et ne pas être en absence.
post-name = Nommer
post-left-out = Tout ce qui attend ne peut pas aller à qui prend la relève. D'ici votre retour, la personne qui a demandé a le numéro de téléphone. Pour nommer quelqu'un d'autre, revenez d'abord.
post-nobody = Vous êtes en absence, et personne ne prend la relève.
post-stand-in = Un ou une collègue en absence vous a confié la relève. Ce que cela veut dire est derrière « Ouvrir ».
post-for = Vous prenez la relève de { $names } jusqu'à son retour.
post-for-words = Les demandes et les appels qui ont besoin d'une personne vous arrivent. Un nom ou un numéro ne sert qu'à téléphoner. Tout ne vous est pas montré.
post-cannot = Je ne peux pas prendre la relève
post-cannot-done = Merci de le dire. La personne qui vous a nommé en est informée.
post-deputy-gone = La personne que vous avez nommée ne peut pas prendre la relève. Nommez quelqu'un d'autre, ou revenez.
post-over = Votre collègue est de retour. Merci d'avoir pris la relève.
post-ended = Votre collègue a quitté ce poste : vous ne le remplacez plus. Merci de votre aide.
post-ask = Demander à { $name } de revenir
post-asked = La question est posée.
post-needed = On a besoin de vous en l'absence des autres. Pourriez-vous revenir?
away-which-card = Vos absences sont derrière « Ouvrir ».
away-which-until = Jusqu'au { $until } inclus.
away-from = Vous vous absentez de quoi?
away-from-post = Ce qui demande la coordination
away-from-offers = Les demandes comme pair aidant
away-from-both = De tout
escalation-why-away = Quelqu'un d'autre l'avait en main auparavant.
escalation-passed-on = La demande { $number } est avec la personne qui prend votre relève.
escalation-handed-back = La demande { $number } est maintenant avec quelqu'un d'autre.
call-handed-back = L'appel { $number } est maintenant avec quelqu'un d'autre.
call-why-away = La personne qui devait appeler est en absence.

# La file : qui s'en occupe, et ce qui vient ensuite.

queue-line = { $place }. { $number } : { $state }. { $why } { $hand } { $next }
queue-call = { $place }. { $number } : appel demandé, { $hours } h. Ensuite : appeler.
queue-state = { $state }, { $hours } h
queue-state-of = { $state }, { $hours } h sur { $within }
queue-state-late = { $state }, { $hours } h sur { $within }, en retard
queue-again = Redemander pour tout ce qui attend
queue-asked =
    { $count ->
        [one] Nous redemandons pour { $count } demande.
       *[other] Nous redemandons pour { $count } demandes.
    }
queue-more = Suite
queue-take = Je m'occupe de { $number }
queue-choose = Choisir pour { $number }
queue-contacted = J'ai joint { $number }
queue-end = Terminer { $number }
queue-why-asked = On a sollicité quelqu'un, qui peut encore dire oui.
queue-why-busy = Les personnes qui pourraient aider sont occupées ou absentes.
queue-why-nobody = Plus personne à solliciter.
queue-why-unfit = Personne ici ne peut être sollicité dans l'état actuel.
hand-itself = Cela suit son cours.
hand-nobody = Personne ne s'en occupe encore.
hand-told = Confiée à { $name }, réponse attendue d'ici { $by }.
hand-promised = { $name } communique avec la personne d'ici { $by }.
hand-missed = { $name } a essayé en vain, et réessaie d'ici { $by }.
hand-ending = On demande à la personne si la demande peut se terminer. Sans réponse, elle se ferme d'ici { $by }.
hand-contacted = { $name } est en contact avec la personne.
next-step-none = Ensuite : rien de votre part.
next-step-answer = Ensuite : attendre un oui.
next-step-choose = Ensuite : choisir un pair aidant.
next-step-phone = Ensuite : appeler la personne.
next-step-write = Ensuite : écrire à la personne.
told-phone = La personne a lu que { $name } lui téléphone d'ici { $by }.
told-write = La personne a lu que { $name } lui écrit d'ici { $by }.
told-broken = La personne a lu que nul n'a donné suite comme promis. Elle a d'autres nouvelles d'ici { $by }.
next-step-look = Ensuite : voir ce qu'il faut.
next-step-end = Ensuite : la fermer quand tout est fait.
