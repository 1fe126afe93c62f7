# Ce que lit le médecin qui demande.

update = Vous avez du nouveau.

ask-elsewhere = Le bon endroit
ask-no-site = Cet espace de travail n'a pas de programme de pairs ici. Voici qui peut aider.
ask-not-here = On ne peut pas demander ici par clavardage. Vous pouvez téléphoner, ou appeler un de ces services.
ask-not-physician = Ce programme est pour les médecins. Ces services peuvent vous aider, ou vous guider.
ask-not-profession = Ici, ce programme est pour : { $professions }. Ces services peuvent vous aider, ou vous guider.
ask-roster-only = Ce programme est réservé aux personnes de sa liste. Vous pouvez téléphoner, ou appeler un de ces services.
ask-not-served = Ce programme ne couvre pas votre étape de carrière. Ces services le font, ou peuvent vous guider.

before-title = Avant de demander
before-lines = En danger, ou besoin de quelqu'un tout de suite? { $lines }.
before-helper = Vous n'avez rien à expliquer. Ceci est un assistant automatique, pas une personne ni un service d'urgence.
before-no-details = Ne décrivez ni patient, ni événement, ni votre santé.
before-kept = Rien n'est gardé avant « Envoyer ». Ensuite : votre demande, comment vous joindre, vos souhaits. La coordination voit ce qu'il faut.
before-name = La personne qui dit oui voit votre nom, puis vos coordonnées si elle confirme ne pas vous connaître personnellement ni vous évaluer.
before-name-first = Chaque collègue que nous sollicitons voit votre nom, même en disant non. Vos coordonnées suivent s'il ou elle confirme ne pas vous connaître personnellement ni vous évaluer.
before-erased = Tout est effacé ici { $days ->
        [0] à la fin
        [one] un jour après la fin
       *[other] { $days } jours après la fin
    }, et au plus tard { $longest } jours après votre dernier geste (ou le jour prévu pour parler); les copies de sauvegarde sont gardées plus longtemps.
before-employer = Votre employeur pourrait lire Slack ou Teams. Confidentiel, sans privilège juridique. Exceptions : risque grave ou conduite dangereuse.
before-reporting = { $site } : { $words }

form-title = Demander un pair
form-scope = Un pair écoute. Ni thérapie, ni conseil, ni soin.
form-words = Le premier champ suffit. La coordination pourrait déduire votre étape de carrière de qui elle écarte.
form-contact = Téléphone ou courriel
form-contact-hint = Un employeur peut lire le clavardage.
form-site = Votre site
form-way = Comment vous joindre
way-text = Par texto
way-call = Par téléphone
way-email = Par courriel
form-times = Bons moments
form-language = Langue
form-wish = Un souhait, si possible
form-reason = Raison
form-share-reason = Dire la raison. Qui prend la demande la verra.
form-share-reason-each = Dire la raison. Chaque collègue que nous sollicitons la voit avec votre nom.
form-not-these = À tenir à l'écart
form-not-these-hint = Elles ne voient jamais la demande.
form-outside = Quelqu'un hors de mon site
form-profession = Profession
profession-choose = Choisir
profession-missing = Choisissez votre profession, pour que nous sollicitions un pair.
form-asked-for = Quelqu'un en particulier
no-preference = Indifférent
rather-not-say = Sans réponse
nobody-in-particular = Personne
contact-bad = Donnez le numéro complet (204-555-0123) ou une adresse courriel.
contact-no-address = Pour un contact par courriel, donnez une adresse courriel. Ou choisissez un autre moyen.
times-mornings = Matin
times-midday = Midi
times-evenings = Soir
times-weekends = Fin de semaine
language-en = English
language-fr = Français
wish-gender-woman = Une femme
wish-gender-man = Un homme
wish-same-specialty = Ma spécialité
wish-other-specialty = Une autre spécialité
wish-other-department = Un autre service
reason-adverse_event = Événement indésirable
reason-complaint = Plainte
reason-conflict = Conflit
reason-life_stressor = Vie personnelle
reason-burnout = Épuisement, blessure morale
reason-work_change = Changement au travail
reason-discrimination = Discrimination, exclusion
reason-relationship = Relation difficile
reason-workplace_stress = Stress au travail
reason-imposter = Sentiment d'imposture
reason-medical_mistake = Erreur médicale
reason-lawsuit = Poursuite
reason-threat = Menace
reason-sad_case = Cas éprouvant

sent-title = C'est envoyé
sent-now = C'est envoyé. Nous sollicitons un ou une collègue dès maintenant. Vous aurez des nouvelles d'ici { $by }, même si nous cherchons encore.
sent-later = C'est envoyé. Nous commençons { $starts }. Vous aurez des nouvelles d'ici { $by }, même si nous cherchons encore.
# Où en est la recherche : il reste quelqu'un qui peut aider, ou personne ne peut être sollicité.
search-goes-on = Nous n'avons encore trouvé personne de libre. Nous cherchons toujours.
search-stuck = En ce moment, nous ne pouvons solliciter personne pour votre demande telle qu'elle est. Si cela change, nous le ferons aussitôt.
sent-busy = C'est envoyé. Personne n'est libre en ce moment. Nous cherchons toujours et sollicitons la première personne qui se libère. Vous aurez des nouvelles d'ici { $by }.
sent-words = Vous verrez « Vous avez du nouveau » ici. Le contenu reste derrière « Ouvrir ». Vous pouvez retirer votre demande en tout temps.

heard-ask = Comment avez-vous entendu parler de nous?
heard-title = Une seule question
heard-words = Comment avez-vous connu ce programme? La réponse est seulement comptée, sans votre nom ni votre demande.
heard-colleague = Un ou une collègue
heard-leader = Une ou un responsable
heard-association = Mon association médicale
heard-division = Ma division ou le personnel médical
heard-health = Un programme de santé des médecins
heard-cmpa = Une association de protection médicale
heard-poster = Une affiche, une carte ou une page web
heard-meeting = Une réunion ou un bulletin
heard-other = Autre chose

names-two = Deux collègues ont vu votre nom et n'étaient pas disponibles. Est-ce qu'un ou une troisième peut le voir?
names-more =
    { $count ->
        [one] { $count } collègue a vu votre nom et n'était pas disponible. Est-ce que quelqu'un d'autre peut le voir?
       *[other] { $count } collègues ont vu votre nom et n'étaient pas disponibles. Est-ce que quelqu'un d'autre peut le voir?
    }
names-wait-for-you = Nous ne sollicitons personne sans votre accord. La demande attend votre réponse jusqu'au { $until }. Ensuite elle se ferme d'elle-même.
names-known = { $name } sait que la demande attend, et vous joindra d'ici { $by }.
names-broken = Nous en sommes désolés : personne n'a pris contact avec vous comme nous l'avions dit. Vous aurez d'autres nouvelles d'ici { $by }.
names-next = Vous aurez d'autres nouvelles d'ici { $by }, même sans réponse.
names-no = Non, appelez-moi
names-thanks = Merci. Nous solliciterons un ou une autre collègue dès que quelqu'un sera libre.
names-kept = Personne d'autre ne voit votre nom. La coordination vous appellera d'ici { $by }.
names-kept-phone = Personne d'autre ne voit votre nom.
names-after-all = Une autre personne peut le voir
status-title = Votre demande
status-card = Votre demande, si vous en avez une, est derrière « Ouvrir ».
status-none = Vous n'avez pas de demande en cours. Ce qui est gardé sur vous se lit sous « Vie privée ».
status-asking = Nous cherchons encore. Vous aurez des nouvelles d'ici { $by }.
status-later = Nous commençons { $starts }. Vous aurez des nouvelles d'ici { $by }, même si nous cherchons encore.
status-helped = Nous sollicitons un ou une collègue, et la coordination est au courant. Vous aurez des nouvelles d'ici { $by }.
status-stuck = { $search } Vous aurez des nouvelles d'ici { $by }.
status-looking = { $search } D'ici { $by }, { $name } vous téléphonera pour vous dire ce qui est possible; rien ne vous oblige à nous attendre.
status-looking-write = { $search } D'ici { $by }, { $name } vous écrira pour vous dire ce qui est possible; rien ne vous oblige à nous attendre.
status-choosing = La coordination choisit un ou une collègue pour vous. Vous aurez des nouvelles d'ici { $by }.
status-hand = La coordination est prévenue. Vous aurez des nouvelles d'ici { $by }.
status-unsure = Quelque chose est survenu avec ce jumelage. Ce n'est pas à cause de vous. Vous pouvez demander une autre personne en tout temps.
status-promised = { $name } s'en occupe et vous joindra d'ici { $by }.
status-in-contact = D'après { $name }, vous avez été en contact. Si nul ne vous a joint, dites-le ici. Nous vous le demandons aussi d'ici { $by }.
status-in-contact-ask = D'après { $name }, vous avez été en contact. Est-ce exact?
status-ends-handed-on = D'après { $name }, vous avez été en contact et un autre soutien a été trouvé : votre demande se terminerait. Est-ce exact? Sans réponse de votre part, elle se ferme d'ici { $by }.
status-ends-unreachable = D'après { $name }, on n'arrive plus à vous joindre : votre demande se terminerait. Est-ce exact? Sans réponse de votre part, elle se ferme d'ici { $by }.
status-ends-unfilled = D'après { $name }, vous avez été en contact et nul collègue n'a été trouvé : votre demande se terminerait. Est-ce exact? Sans réponse de votre part, elle se ferme d'ici { $by }.
ending-yes = Oui, la terminer
ending-no = Non, laissez-la ouverte
status-hand-agreed = Vous êtes en contact avec { $name }.
status-hand-missed = { $name } a essayé de vous joindre, sans succès. Un nouvel essai suit d'ici { $by }. Vos coordonnées sont-elles bonnes?
hand-hears-it = Merci de nous le dire. La coordination l'apprend maintenant.
status-honest = Nous en sommes désolés. { $search } Vous aurez des nouvelles d'ici { $by }. Rien ne vous oblige à nous attendre : vous pouvez téléphoner.
status-broken = Nous en sommes désolés : personne n'a pris contact avec vous comme nous l'avions dit. { $search } Vous aurez des nouvelles d'ici { $by }. Rien ne vous oblige à nous attendre : vous pouvez téléphoner.
status-alone = { $search } La coordination n'en sait rien, comme vous l'avez souhaité. Vous aurez des nouvelles d'ici { $by }. Vous pouvez modifier votre demande, ou téléphoner.
status-honest-late = Nous sommes désolés de ce délai. Vous pouvez téléphoner, ou demander une autre personne.
status-somebody = Vous pouvez aussi vous adresser à { $name }, de la coordination : { $email }.
status-somebody-stands-in = Vous pouvez aussi vous adresser à { $name }, qui prend la relève de la coordination : { $email }.
status-somebody-province = Vous pouvez aussi vous adresser à { $name }, de la coordination provinciale : { $email }.
status-matched = Un ou une collègue a dit oui, et vous joindra d'ici { $by }.
status-overdue = Avez-vous eu des nouvelles de votre collègue?
status-connected = Vous êtes en contact avec votre collègue.
status-not-reached = Votre collègue n'a pas pu vous joindre. Vos coordonnées sont-elles bonnes?
see-who = Voir qui
see-who-words = Si vous vous connaissez, ou si vous préférez une autre personne, nul ne demande pourquoi.
your-colleague = Votre collègue
specialty = Spécialité
i-know-them = Je connais cette personne : quelqu'un d'autre
someone-else = Quelqu'un d'autre
reached-yes = Oui
asked-already = Merci. Nous le demandons déjà à votre collègue.
we-are-done = Nous avons terminé
withdraw = Retirer ma demande
correct-contact = Corriger mes coordonnées
correct-contact-words = Votre collègue voit les nouvelles tout de suite.
contact-saved = C'est noté. Votre collègue le voit aussitôt.
contact-saved-by = C'est noté. Votre collègue le voit aussitôt. Nous lui demandons de prendre contact d'ici { $by }.
withdrawn-words =
    { $days ->
        [0] C'est fait. Tout lien entre vous et cette demande est effacé ici. Revenez quand vous voulez.
        [one] C'est fait. Tout lien entre vous et cette demande sera effacé ici dans { $days } jour. Revenez quand vous voulez.
       *[other] C'est fait. Tout lien entre vous et cette demande sera effacé ici dans { $days } jours. Revenez quand vous voulez.
    }
closed-title = Terminé
closed-words =
    { $days ->
        [0] Votre demande est terminée. Tout lien entre vous et elle est effacé ici. Revenez quand vous voulez.
        [one] Votre demande est terminée. Tout lien entre vous et elle sera effacé ici d'ici { $days } jour. Revenez quand vous voulez.
       *[other] Votre demande est terminée. Tout lien entre vous et elle sera effacé ici d'ici { $days } jours. Revenez quand vous voulez.
    }
opened-nothing =
    { $days ->
        [0] Rien n'est ouvert ici. Quand une demande se termine, tout ce qui la concerne est effacé. Revenez quand vous voulez.
        [one] Rien n'est ouvert ici. Quand une demande se termine, tout ce qui la concerne est effacé d'ici { $days } jour. Revenez quand vous voulez.
       *[other] Rien n'est ouvert ici. Quand une demande se termine, tout ce qui la concerne est effacé d'ici { $days } jours. Revenez quand vous voulez.
    }
true-now-title = Ce qui vous attend
closed-why = Une demande se termine quand vous, votre collègue ou la coordination le dites, ou quand une date que nous avons donnée ici passe sans réponse.
closed-sorry = Le téléphone est là aussi.
useful-ask = Si vous le voulez, sans votre nom : était-ce utile?
useful-yes = Oui
useful-somewhat = Un peu
useful-no = Non
useful-skip = Passer
useful-thanks = Merci à vous.
goal-title = Merci
goal-ask = Une question de plus, si vous le voulez, sans votre nom : qu'avez-vous surtout trouvé ici?
goal-safe = Un lieu sûr pour parler
goal-heard = Une oreille attentive
goal-strengths = Mes propres forces
goal-connected = Un chemin vers d'autres aides
goal-community = Une place dans une communauté
goal-none = Rien de tout cela
useful-had = Merci, nous avons déjà votre réponse.
