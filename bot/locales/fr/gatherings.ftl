# Groupes, débreffages, formation : un tableau d'affichage. Personne ne peut voir qui vient.

gatherings-card = Voyez ce qui est prévu.
gatherings-title = Rencontres
gatherings-words = Venez si vous voulez. Personne ne tient de liste.
gatherings-none = Rien n'est prévu pour le moment.
board-line = { $title } : { $at }
board-line-weekly = { $title } : chaque semaine, la prochaine fois { $at }
board-line-asked = { $title } : le jour et l'heure ne sont pas publiés ici. { $where }.
gathering-title = Rencontre
gathering-when = Quand
gathering-moment = { $at }
gathering-where = Où
gathering-seats = Places
seats-left =
    { $left ->
        [0] tout est pris
        [one] { $left } place libre
       *[other] { $left } places libres
    }
gathering-join = En ligne
gathering-calendar = Pour votre agenda (cette adresse vaut quelques minutes)
gathering-no-list-reminded = Personne ne voit qui a demandé un rappel.
remind-me = Me le rappeler
no-reminder = Pas de rappel
reminder-set = Nous vous le rappelons avant le début. Personne ne le saura.
reminder-off = Le rappel est annulé. Personne ne le saura.
gathering-no-list = Personne ne voit qui garde une place.
keep-seat = Me garder une place
give-seat-back = Rendre ma place
back-to-gatherings = Toutes les rencontres
seat-yours = Une place est gardée pour vous.
reminder-yours = Vous avez demandé un rappel.
seat-kept = Votre place est gardée. Nous vous la rappelons avant le début.
seat-given-back = Votre place est libre. Personne n'en est informé.
gathering-full = Toutes les places viennent d'être prises.
gathering-over = Cette rencontre est passée, ou a été retirée.
gathering-off = Une rencontre que vous aviez en tête a été retirée.
gathering-cancel = La retirer
gathering-plan = Prévoir une rencontre
gathering-plan-words = Elle s'affiche au tableau de votre site. Ne nommez personne, s'il vous plaît.
gathering-planned = Elle est au tableau.
gathering-kind-group = un groupe, pour tout le monde
gathering-kind-debrief = un débreffage, pour les pairs aidants
gathering-kind-training = une formation, pour les pairs aidants
gathering-kind-community = pour la coordination et les responsables
plan-title = Son nom
plan-kind = C'est quoi?
plan-day = Jour
plan-day-hint = Année, mois, jour, comme { $example }
plan-hour = Heure
plan-hour-hint = À l'heure de votre site, comme { $example }
plan-weekly = Chaque semaine
plan-where = Où?
plan-link = Lien pour la joindre en ligne
plan-capacity = Nombre de places
plan-capacity-hint = Laissez vide s'il n'y a pas de limite
plan-send = L'afficher
plan-bad-text = Écrivez quelques mots, { $most } caractères au plus.
plan-bad-hour = Donnez un jour comme { $day } et une heure comme { $hour }.
plan-past = Ce jour est passé. Choisissez-en un autre.
plan-bad-link = Donnez un lien qui commence par { $start }
plan-bad-capacity = Donnez un nombre de places.
agenda-title = Ordre du jour
agenda-of = { $site }, { $period }. Ce que les chiffres suggèrent :
agenda-met = Ce qui va bien
agenda-not-met = À discuter
agenda-share = Qu'est-ce qui marche chez vous et que d'autres pourraient essayer?
agenda-care = Comment vont vos pairs aidants et de quoi ont-ils besoin?
agenda-try = Que va essayer chaque site d'ici la prochaine rencontre?
agenda-small = Ici non plus, un nombre inférieur à { $small } n'est pas donné. Ne nommez personne, s'il vous plaît.
