# Ce que lit la coordination. Des numéros seulement, tant qu'un nom n'est pas nécessaire.

helm-card = La demande { $number } a besoin de vous.
helm-closed = La demande { $number } est terminée.
helm-in-hand = La demande { $number } est prise en charge par la coordination.
helm-at-rest = La demande { $number } n'a pas besoin de vous en ce moment.
helm-open-label = Ouvrir la demande { $number }
helm-title = Demande { $number }
helm-state = État
helm-age = Ouverte depuis
hours-old =
    { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    }
helm-why-nobody = Il n'y a plus personne à qui demander. La personne sait que vous lui téléphonerez.
helm-why-busy = Toutes les personnes qui pourraient aider sont occupées ou absentes. Nous cherchons toujours et sollicitons la première qui se libère. La personne sait que vous lui téléphonerez.
helm-why-unfit = Personne ici ne peut être sollicité pour cette demande dans l'état actuel. Nous cherchons toujours. La personne sait que vous lui téléphonerez.
helm-why-names-asked = On lui demande si un ou une collègue de plus peut voir son nom.
helm-why-none = Personne ne peut être sollicité en ce moment. Vous l'apprendrez dès que quelqu'un peut l'être.
helm-why-misses = Quelques offres n'ont rien donné. Nous continuons.
helm-why-long = La recherche est longue.
helm-why-days = Cette demande est ouverte depuis longtemps.
helm-why-choose = Veuillez choisir un pair aidant.
helm-why-outside = On souhaite quelqu'un d'un autre site.
helm-why-names = Le nom ne va à personne d'autre. Veuillez appeler la personne.
names-wait = La personne n'a pas encore dit si quelqu'un d'autre peut voir son nom. D'ici là, on ne peut solliciter personne.
helm-why-silent = Elle attend une réponse depuis un moment.
helm-why-still = Elle attend toujours une personne.
helm-why-open = Elle est encore ouverte. Terminez-la quand plus rien n'est nécessaire.
helm-why-mark = Aucun contact n'a eu lieu à l'heure convenue.
helm-why-no-contact = Aucun contact n'a eu lieu. Veuillez trouver quelqu'un d'autre.
helm-why-unreached = Le pair aidant n'a joint personne.
helm-why-left = Le pair aidant a dû arrêter.
helm-why-no-chat = Le clavardage ne joint pas la personne. Le téléphone, peut-être.
helm-why-asked = Vous avez demandé à la voir.
state-invited = Invitation envoyée
state-seeking = Recherche d'un pair aidant
state-matched = Jumelée, premier contact attendu
state-connected = En contact
state-closed = Terminée
explained-title = À qui demander
explained-nobody = Ce site n'a pas de pair aidant joignable.
lends-none = Aucun autre site ne prête ses pairs aidants, alors il n'y a personne à solliciter. Un site qui veut en prêter l'indique dans le fichier du programme.
lent-by-nobody = Les sites qui prêtent leurs pairs aidants n'ont personne à solliciter pour le moment.
explained = { $name } : { $place }
explained-place = rang { $place }
explained-asked = sollicitation en cours
explained-not-available = non disponible pour cette demande
barrier-training = formation à compléter
barrier-agreement = entente non signée
barrier-away = absence
barrier-limit = à la limite
barrier-stage = étape de carrière ({ $stage })
barrier-stage-unknown = étape de carrière (aucune au dossier)
i-will-see-to-it = Je m'en occupe
i-have-contacted-them = J'ai joint la personne
helm-in-contact = La demande { $number } est en bonnes mains : la coordination a joint la personne.
contacted = Merci. Terminez la demande quand plus rien n'est nécessaire.
already-in-hand = Une autre personne s'en charge.
end-request = Terminer la demande
end-words = Tout ce qui la lie à une personne est effacé ici. Comment s'est-elle terminée?
promised = Merci. La personne sait maintenant que vous la joindrez.
search-again = Demander encore
choose = Choisir un pair aidant
choose-words = La personne choisie peut refuser comme les autres.
choose-words-bend = Personne ne convient selon la règle de carrière. Vous pouvez y déroger pour cette demande; aucune autre règle ne cède.
choose-supporter = Pair aidant
choose-bend = Déroger à la règle de carrière pour cette demande. Le journal en garde une trace.
choose-bend-first = Cochez d'abord cette case : la règle de carrière écarte cette personne.
send-offer = Envoyer l'offre
nobody-to-ask = On ne peut demander à personne en ce moment.
find-someone-else = Trouver quelqu'un d'autre
see-contact = Nom et coordonnées
contact-words = Cette consultation est notée au journal. N'en gardez pas de copie.
close-handed-on = Terminer : autre soutien trouvé
close-unreachable = Terminer : injoignable
close-unfilled = Terminer : personne trouvé
digest-waiting =
    { $count ->
        [one] { $count } demande vous attend.
       *[other] { $count } demandes vous attendent.
    } La file est derrière « Ouvrir ».
digest-nothing = Aucune demande ne vous attend.
queue-card = La file est derrière « Ouvrir ». C'est pour la coordination.
queue-title = Demandes ouvertes
queue-empty = Aucune demande ouverte n'a besoin de vous.
show-number = Voir { $number }
no-such-number = Aucune de vos demandes ouvertes n'a ce numéro.
debrief-card = Un pair aidant aimerait un débreffage.
debriefs-title = Débreffages souhaités
debriefs-offered = Tous en ont reçu une offre
debriefs-none = Personne n'en attend.

clock-match = De la demande au jumelage
clock-contact = Du jumelage au contact
clock-of = { $hours } h sur { $within }
clock-late = { $hours } h sur { $within } : en retard
queue-late =
    { $count ->
        [one] { $count } est en retard.
       *[other] { $count } sont en retard.
    }
choose-ask = Demander à { $name }
choose-rules = Automatique
rematch-words = Le jumelage prend fin ici. Le pair aidant l'apprend, et on demande à quelqu'un d'autre.
helm-why-agreed = On peut la confier par téléphone.
helm-why-refused = Elle reste ici. La recherche continue.
transfer = Confier par téléphone
transfer-words = Pour un site sans ce robot. La personne doit d'abord dire oui. Ensuite, vous appelez l'autre site et terminez la demande ici.
transfer-ask = Lui demander d'abord
transfer-asked = On lui a demandé si vous pouvez la confier par téléphone.
transfer-agreed = C'est oui : vous pouvez la confier par téléphone. Les coordonnées sont sous « Nom et coordonnées ».
transfer-refused = C'est non : la demande n'est pas confiée par téléphone.
transfer-done = Je l'ai confiée
transfer-question = La coordination peut confier votre demande à un autre site, par téléphone. Elle lui donnerait votre nom et vos coordonnées. Cela vous va?
transfer-no-is-fine = Un non va aussi. Personne ne demande pourquoi, et nous cherchons encore.
transfer-thanks = Merci. La coordination appelle l'autre site. Quelqu'un de là vous joindra.
transfer-not = Ne pas la confier
transfer-goes-on = Très bien. Votre demande reste ici, et nous cherchons encore.
export-card = Un fichier des chiffres se fait sur le serveur : app.py export. Les mêmes chiffres sont derrière « Ouvrir ». C'est pour la coordination et les responsables.
audit-card = Ce qui s'est fait ici est derrière « Ouvrir ». C'est pour la coordination.
audit-title = Journal
audit-words = Du plus récent au plus ancien. Rien d'une demande terminée n'y figure.
audit-empty = Il n'y a rien à montrer.
audit-older = Plus ancien
audit-line = { $at } : { $who } { $what }
audit-line-of = { $at } : { $who } { $what }, demande { $number }
audit-physician = la personne qui demande
audit-supporter = un pair aidant
audit-somebody = quelqu'un qui est parti
audit-asked = a demandé un pair
audit-named = a vu le nom
audit-confirmed = a confirmé le jumelage
audit-contact-seen = a vu les coordonnées
audit-promised = s'en est chargé
audit-searched = a cherché encore
audit-bent = a dérogé à la règle de carrière
audit-rematched = a cherché quelqu'un d'autre
audit-contacted = a joint la personne
audit-transfer-asked = a demandé si on peut la confier
audit-invited = a invité quelqu'un
audit-nominations-seen = a vu les suggestions
audit-supporter-yes = a dit oui à un pair aidant
audit-supporter-no = a dit pas maintenant
audit-paused = a suspendu les offres
audit-training = a noté une formation
audit-training-removed = a retiré une formation
audit-agreement-signed = a signé l'entente
audit-gathering = a prévu une rencontre
audit-gathering-off = a annulé une rencontre
audit-call-seen = a vu un appel
