# La trousse de lancement : affiches, cartes d'un quart de page, et un texte pour le bulletin. À la vue de tous, peu de mots.

launch-headline = Dure journée?
launch-invites = Parlez à un pair.
launch-listens = Une ou un médecin formé à l'écoute est là pour vous. Vous n'avez rien à expliquer.
launch-listens-any-profession = Un ou une collègue formée à l'écoute est là pour vous. Vous n'avez rien à expliquer.
launch-how = Balayez ce code. Touchez « Demander un pair » et dites comment vous joindre.
launch-how-short = Balayez ce code, puis touchez « Demander un pair ».
launch-code = Un code à balayer. Il ouvre { $link }
launch-hours = Votre pair vous contacte dans { $hours ->
        [one] l'heure qui suit
       *[other] les { $hours } heures qui suivent
    } le jumelage.
launch-helps-point = Vous n'avez pas à tout régler. Un pair formé peut écouter aussi. Ce code y mène :
launch-bounds = Confidentiel, dans les limites de la pratique de tous les jours. Aucune note n'est gardée.
launch-serves = Pour : { $stages }.
launch-slack = Pas de caméra? Dans Slack, cherchez l'application { $app }.
launch-teams = Pas de caméra? Dans Teams, cherchez l'application { $app }.
launch-link = Pas de caméra? Allez à { $link }

news-subject = Quelqu'un à qui parler : { $programme }
news-open = Certains jours nous restent. Vous n'avez pas à les porter sans aide.
news-what = { $site } : des médecins y sont formés à l'écoute. Ils ne jugent pas, et ils ne vous disent pas quoi faire. Vous n'avez rien à expliquer.
news-what-any-profession = { $site } : des collègues y sont formés à l'écoute. Ils ne jugent pas, et ils ne vous disent pas quoi faire. Vous n'avez rien à expliquer.
news-how = Pour demander, écrivez à l'assistant. C'est une machine : { $link }
news-then = Touchez « Demander un pair » et laissez un numéro ou un courriel. Un pair vous contacte dans { $hours ->
        [one] l'heure qui suit
       *[other] les { $hours } heures qui suivent
    } le jumelage.
news-bounds = C'est confidentiel, dans les limites de la pratique de tous les jours. Aucune note n'est gardée, et la direction ne voit que des totaux. Votre employeur pourrait lire le clavardage : on ne vous demande donc jamais d'écrire ce qui s'est passé.
news-month = Pour le message du mois
news-month-how = Choisissez un de ces textes pour un canal que les gens ont rejoint pour cela.
news-month-day = { monthly-day } Demandez ici : { $link }
news-month-small = { monthly-small } Demandez ici : { $link }
news-month-each = { monthly-each } Demandez ici : { $link }
# Le mot du mois, pour qui s'y est inscrit. Il arrive en message direct ; les textes sont ceux du bulletin.

monthly-day = Un cas dur, une conversation dure, une semaine dure : un pair formé vous écoute. Vous n'avez rien à expliquer.
monthly-small = Il ne faut pas que tout aille mal pour demander. Parler une fois avec un pair peut aider.
monthly-each = Vous écoutez les gens toute la journée. Et vous, qui vous écoute? Un pair formé.
monthly-title = Un mot par mois
monthly-words = Une fois par mois, quelques lignes chaleureuses et la façon de demander, ici dans vos messages. Elles ne disent rien de vous.
monthly-joined = Vous recevez ici quelques lignes une fois par mois. Vous pouvez arrêter quand vous voulez.
monthly-kept = Tant que vous êtes inscrit ou inscrite, nous gardons cela, votre compte de clavardage et sa langue, et rien d'autre. La coordination ne voit pas qui s'inscrit. Votre employeur peut peut-être lire ces messages.
monthly-join = M'inscrire
monthly-leave = Me désinscrire
monthly-stop = À propos de ces messages
