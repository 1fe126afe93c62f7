# Ce que `check` imprime : le guide d'un site, tiré du fichier du programme, et la liste des étapes de mise en place.

guide-title = Guide : { $programme }
guide-sites = Pour { $sites }
guide-made = Cette page est tirée du fichier du programme. Ce qu'elle dit est ce que fait l'assistant. Pour la changer, changez le fichier.

guide-when = Quand demander
guide-when-any = Demandez quand vous aimeriez parler à un pair. Il ne faut aucune raison.
guide-when-reasons = On peut cocher une raison de cette liste :

guide-who = À qui cela s'adresse
guide-who-workspace = Toute personne de l'espace de clavardage peut demander.
guide-who-roster = Seules les personnes de la liste du programme peuvent demander.
guide-who-asked = Le formulaire demande leur profession aux personnes dont le dossier ne la dit pas.

guide-ways = Comment demander
guide-ways-in = Touchez « Demander un pair » dans un message direct, puis laissez un numéro ou un courriel.
guide-ways-entered = Qui appelle, écrit ou passe est aussi entendu. La coordination lit qui voit quoi, demande qui ne doit pas savoir, et saisit la demande après un oui. Les mêmes règles valent.
guide-ways-no-in = Ici, on ne demande pas par clavardage. On passe par le téléphone.
guide-ways-out = La coordination peut aussi vous le proposer. Rien ne va plus loin sans votre oui.
guide-ways-out-days = L'invitation attend { $open } { $open ->
        [one] jour
       *[other] jours
    }. Après un non, on ne vous demande plus rien pendant { $again } { $again ->
        [one] jour
       *[other] jours
    }.
guide-ways-no-out = Ici, on ne propose rien d'avance. C'est à chaque personne de demander.

guide-match = Comment se fait un jumelage
guide-match-bot = L'assistant demande à un pair à la fois, selon les règles qui suivent.
guide-match-hand = La coordination choisit chaque pair. L'assistant veille aux règles qui suivent.
guide-never = L'assistant ne demande jamais à un pair qui :
guide-never-training = a moins de { $hours } { $hours ->
        [one] heure
       *[other] heures
    } de formation
guide-never-agreement = n'a pas signé la version { $version } de l'entente
guide-never-away = est absent ou en pause
guide-never-limit = a { $count } { $count ->
        [one] demande
       *[other] demandes
    } en main, ou autant qu'il en veut bien
guide-never-self = est la personne qui demande
guide-never-evaluates = évalue la personne qui demande ou son service : selon la liste, le courriel qu'elle donne, le service qu'elle nomme
guide-never-evaluates-vouched = évalue la personne qui demande ou son service : selon la liste, son courriel de travail, le courriel qu'elle donne, le service qu'elle nomme
guide-never-list = est sur la liste « À tenir à l'écart »
guide-never-tried = a dit non à cette demande
guide-never-lower = est moins avancé en carrière, si la personne qui demande est en milieu ou en fin de carrière (la retraite compte comme la fin)
guide-never-early = est en formation ou en début de carrière, si la personne qui demande est en milieu ou en fin de carrière, ou à la retraite
guide-never-profession = a une autre profession que la personne qui demande
guide-stage-unknown = Le formulaire demande son étape de carrière à qui n'en a pas au dossier; on peut ne pas répondre. Une étape inconnue, d'un côté ou de l'autre, compte comme le milieu de carrière.
guide-stage-bent = La coordination peut lire que l'étape de carrière d'un pair aidant l'écarte, et pourrait en deviner celle de la personne qui demande. Elle peut déroger à la règle de carrière, et à aucune autre, pour une seule demande; le journal en garde une trace.
guide-order = Parmi les autres, cet ordre décide :
guide-order-hand = La coordination voit les autres dans cet ordre :
guide-order-name = la personne demandée par son nom
guide-order-year = qui a eu moins de { $count } jumelages depuis un an
guide-order-language = qui parle la langue voulue
guide-order-wish = qui répond au souhait, ce qui n'est pas toujours possible
guide-order-department = qui est d'un autre service
guide-order-fewest = qui a eu le moins de jumelages depuis un an
guide-order-longest = qui attend depuis le plus longtemps
guide-order-draw = à la fin, le sort
guide-wishes = Les pairs aidants peuvent cocher, sans que personne le voie, les souhaits du site qu'ils comblent. Un tel souhait ne figure au formulaire que si { $enough } d'entre eux le cochent.
guide-offer = Une offre reste ouverte { $open } { $open ->
        [one] heure
       *[other] heures
    }. Un rappel vient après { $remind } { $remind ->
        [one] heure
       *[other] heures
    }.
guide-offer-steps = Le pair dit d'abord oui. Puis il voit le nom, et il a { $hours } { $hours ->
        [one] heure
       *[other] heures
    } pour dire qu'il ne connaît pas et n'évalue pas cette personne. Les heures calmes ne comptent pas. Alors seulement, il voit comment la joindre.
guide-offer-name = Le pair ouvre l'offre et voit le nom. Regarder n'est pas dire oui et ne change aucune heure. Il accepte s'il ne connaît pas personnellement cette personne et ne l'évalue pas. Alors seulement, il voit comment la joindre.
guide-offer-names = Si { $names } pairs ont vu le nom sans jumelage, personne d'autre ne le voit avant que la personne qui demande dise oui.
guide-knows = S'ils se connaissent, on demande à quelqu'un d'autre, sauf si le pair a été demandé par son nom.
guide-decline = Un pair peut dire non. On ne demande pas pourquoi, et rien n'en est gardé.
guide-again = S'il ne reste personne d'autre, le robot peut solliciter de nouveau qui n'a pas répondu depuis { $hours } { $hours ->
        [one] heure
       *[other] heures
    }. Un non est définitif.
guide-told-misses = La coordination est prévenue après { $offers } { $offers ->
        [one] offre
       *[other] offres
    } sans jumelage, et au plus tard après { $hours } { $hours ->
        [one] heure
       *[other] heures
    }.
guide-told-deputy = Sans réponse en { $hours } { $hours ->
        [one] heure
       *[other] heures
    }, la relève est prévenue. Puis la personne qui a demandé apprend où l'on en est.
guide-quiet = On ne demande rien de nouveau à personne de { $start } à { $end }.
guide-no-quiet = Une offre peut venir à toute heure.
guide-outside = On peut demander une personne hors du site, là où la province a quelqu'un pour cela.
guide-inter-site = D'autres sites peuvent aussi faire appel aux pairs aidants d'ici.
guide-no-inter-site = Les autres sites ne font pas appel aux pairs aidants d'ici.

guide-contact = Le premier contact et les conversations
guide-contact-hours = Le pair prend contact dans { $hours ->
        [one] l'heure qui suit
       *[other] les { $hours } heures qui suivent
    } le jumelage.
guide-contact-remind = Un rappel vient après { $hours } heures.
guide-longer = Passé ce temps, il peut prendre { $hours } { $hours ->
        [one] heure
       *[other] heures
    } de plus, au plus { $times ->
        [one] une fois
       *[other] { $times } fois
    }.
guide-no-longer = On ne peut pas prendre plus de temps. La coordination est prévenue aussitôt.
guide-talks = { $count ->
        [one] Prévoyez une seule conversation. Ensuite, terminez ou indiquez une autre aide.
       *[other] Prévoyez au plus { $count } conversations. Ensuite, terminez ou indiquez une autre aide.
    }

guide-tracked = Comment se fait le suivi
guide-tracked-ask = Le pair reçoit quelques questions brèves { $hours } { $hours ->
        [one] heure
       *[other] heures
    } après le premier contact. On demande si vous avez parlé, pas ce qui s'est dit.
guide-tracked-silent = Un jumelage sans signe de vie pendant { $days } { $days ->
        [one] jour
       *[other] jours
    } est terminé.
guide-tracked-erase = Quoi qu'il reste ouvert, tout est effacé { $days } { $days ->
        [one] jour
       *[other] jours
    } après le dernier mot de la personne qui a demandé.
guide-tracked-cells = Les rapports ne montrent que des totaux, et aucun sous { $count }.
guide-tracked-looks = L'assistant note chaque regard sur des coordonnées, et garde cette note jusqu'à la fin de la demande, { $days } { $days ->
        [one] jour
       *[other] jours
    } au plus.

guide-supporters = Pour les pairs
guide-supporters-paid = Vous recevez { $rate } dollars pour chaque heure de formation.
guide-supporters-credits = Vous obtenez { $count } { $count ->
        [one] crédit
       *[other] crédits
    } pour chaque heure de formation.
guide-supporters-train = Il vous faut { $hours } { $hours ->
        [one] heure
       *[other] heures
    } de formation et une entente signée, version { $version }.
guide-supporters-none = Aucune formation n'est exigée. Il vous faut une entente signée, version { $version }.
guide-supporters-site = À ce site, vous acceptez aussi ceci : { $text }
guide-supporters-advice = Si une conversation touche à un risque, appelez { $who }. Si personne n'y répond, il y a les lignes de chaque écran.
guide-supporters-pause = Après { $count } { $count ->
        [one] offre
       *[other] offres
    } sans réponse, l'assistant ne demande plus rien, jusqu'à votre retour.
guide-supporters-leave = Vous pouvez faire une pause à tout moment, ou partir dans { $days } { $days ->
        [one] jour
       *[other] jours
    }.
guide-supporters-leave-now = Vous pouvez faire une pause à tout moment.

guide-lines = Des lignes et des services

setup-title = Liste de mise en place : { $programme }
setup-words = Une croix marque ce que l'assistant peut voir. Le reste est à cocher par vous.
setup-guides = Entre parenthèses, l'étape de chaque guide :
setup-count = Fait : { $done } sur { $all }.
setup-missing = reste à faire : { $sites }

setup-ready = Se préparer
setup-team = Un ou une médecin et une personne de l'administration préparent le tout.
setup-leaders = La direction sait pourquoi il le faut, et elle est d'accord.
setup-needs = Vous avez demandé aux gens ce qu'il leur faut, et ce qui pourrait nuire.
setup-charter = Une charte dit les buts, qui fait quoi, et pour quand.
setup-others = Cela va avec ce que vous faites déjà pour le mieux-être.
setup-means = Il y a du temps et de l'argent pour commencer et pour durer.
setup-serves = Le fichier dit à qui cela s'adresse : { $stages }.
setup-rules = Écrire les règles
setup-file = Le fichier du programme se lit.
setup-examples = Il ne reste dans le fichier ni adresse ni numéro d'exemple.
setup-fresh = On a appelé chaque ligne, ou revu sa page, depuis { $days } jours au plus.
setup-guideline = Le site a lu son guide et il est d'accord.
setup-adviser = Votre service juridique a lu les textes sur l'accord et la vie privée.
setup-reporting = Le fichier dit si une demande est signalée à quelqu'un, dans les mots de votre service juridique.
setup-owner = Chaque numéro porte le nom de qui y répond.
setup-advice = Un pair aidant qui rencontre un risque a quelqu'un à appeler.
setup-lends = Un site prête ses pairs aidants à d'autres. La coordination provinciale en a besoin.
setup-recruit = Trouver les gens
setup-coordinators = Chaque site a une coordination et une relève que l'assistant peut joindre.
setup-nominate = On a demandé aux gens de nommer un pair, ou de se proposer.
setup-volunteers = Chaque site a des pairs sur sa liste.
setup-train = Les former
setup-trained = Chaque site a un pair qui est formé, a signé, et qu'on peut joindre.
setup-practice = Les pairs ont joué une conversation, et savent quand indiquer une autre aide.
setup-debrief = Chaque site a une rencontre de débreffage ou un rappel de formation à son agenda.
setup-launch = Lancer
setup-ground = La base de données et ses clés sont en ordre.
setup-chat = Slack ou Teams est prêt.
setup-workspaces = Chaque site est lié à son espace de travail.
setup-after = Après un coup dur, on propose un pair à la personne, chaque fois.
setup-no-after = Vous avez songé à proposer un pair d'avance. Le fichier ne le permet pas.
setup-posters = Les affiches et le mot pour le bulletin sont sortis.
setup-talks = Vous en avez parlé dans les réunions et les visites.
setup-keep = Durer
setup-backup = Une copie de sécurité a été faite, et vous avez essayé de la remettre.
setup-report = Quelqu'un lit le rapport de chaque trimestre, et corrige ce qui ne va pas.
setup-feedback = Ce que les gens en disent revient à l'équipe.
setup-thanks = On remercie les pairs, et on en forme d'autres.
