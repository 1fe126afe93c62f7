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
helm-why-nobody = Il n'y a plus personne à qui demander.
helm-why-misses = Quelques offres n'ont rien donné. Nous continuons.
helm-why-long = La recherche est longue.
helm-why-choose = Veuillez choisir un pair aidant.
helm-why-outside = On souhaite quelqu'un d'un autre site.
helm-why-silent = Elle attend une réponse depuis un moment.
helm-why-still = Elle attend toujours une personne.
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
explained = { $name } : { $place }
explained-place = rang { $place }
explained-not-available = non disponible pour cette demande
barrier-training = formation à compléter
barrier-agreement = entente non signée
barrier-away = absence
barrier-limit = à la limite
i-will-see-to-it = Je m'en occupe
promised = Merci. La personne sait maintenant que vous la joindrez.
search-again = Demander encore
choose = Choisir un pair aidant
choose-words = La liste montre seulement qui peut être sollicité. La personne choisie peut refuser comme les autres.
choose-supporter = Pair aidant
send-offer = Envoyer l'offre
nobody-to-ask = On ne peut demander à personne en ce moment.
find-someone-else = Trouver quelqu'un d'autre
see-contact = Nom et coordonnées
contact-words = Cette consultation est notée au journal. N'en gardez pas de copie.
close-handed-on = Terminer : autre soutien trouvé
close-unreachable = Terminer : injoignable
close-unfilled = Terminer : personne trouvé
queue-card = La file est derrière « Ouvrir ».
queue-title = Demandes ouvertes
queue-empty = Aucune demande ouverte n'a besoin de vous.
queue-line = { $number } : { $state }, { $hours } h
show-number = Voir { $number }
no-such-number = Aucune de vos demandes ouvertes n'a ce numéro.
debrief-card = Un pair aidant aimerait un débreffage.
debriefs-title = Débreffages souhaités
debriefs-offered = Tous en ont reçu une offre
debriefs-none = Personne n'en attend.
