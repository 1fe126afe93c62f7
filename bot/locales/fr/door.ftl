# La porte d'entrée : bonjour, les lignes, le téléphone, et la seule réponse à tout ce qui est écrit.

footer = En danger, ou besoin de quelqu'un tout de suite? { $lines }.
line-call = { $phone } (appel)
line-call-or-text = { $phone } (appel ou texto)
line-call-text = { $phone } (appel), { $text } (texto)
line-text = { $text } (texto)

hello = Parlez avec un pair formé à l'écoute.
hello-nothing-to-explain = Seul à seul et en confidence, avec une ou un médecin bénévole formé à l'écoute. Sans jugement ni traitement. Vous n'avez rien à expliquer.
hello-any-profession = Seul à seul et en confidence, avec un ou une collègue bénévole formée à l'écoute. Sans jugement ni traitement. Vous n'avez rien à expliquer.
ask = Demander un pair
ask-again = Demander encore
phone-instead = Plutôt par téléphone
what-this-is = Ce que c'est
resources = Lignes et services
privacy = Vie privée
other-language = English
open = Ouvrir
close = Fermer
back = Retour
continue = Continuer
send = Envoyer
wait = Attendre
not-now = Pas maintenant
coordinator = Coordination
step = Étape { $step } de { $steps }
slot-moved = Il y a un message plus récent ci-dessous.

phone-words = Vous pouvez appeler. Une personne répond, sans passer par cet assistant.
# In all of these $site is whose number it is, by the name that the programme file gives it (phone_name).
phone-words-closed = Vous pouvez appeler, sans passer par cet assistant.
phone-line-open = Ouvert jour et nuit : { $name }, { $reach }.
phone-line-open-for = Ouvert jour et nuit : { $name }, { $reach }. { $audience }.
phone-route = Plutôt par téléphone? { $site } : { $phone }.
phone-route-always = Plutôt par téléphone? { $site } : { $phone }, jour et nuit.
phone-route-hours = Plutôt par téléphone? { $site } : { $phone }, { $hours }.
phone-route-open = Plutôt par téléphone? { $site } : { $phone }. Ouvert maintenant.
phone-route-closed = Plutôt par téléphone? { $site } : { $phone }. Fermé maintenant, ouvre { $opens }.
contact-name = Coordination : { $name }.
contact-name-email = Coordination : { $name }, { $email }.
contact-write = Ou écrivez à { $email }.
contact-email = Courriel
phone-span = { $days } de { $opens } à { $closes }
days-all = tous les jours
days-run = du { $first } au { $last }
day-mon = lundi
day-tue = mardi
day-wed = mercredi
day-thu = jeudi
day-fri = vendredi
day-sat = samedi
day-sun = dimanche

guest-words = Merci d'avoir frappé. Cette porte est pour les gens de cette organisation. Si vous en êtes, demandez à la coordination de vous ajouter.
text-lines = En danger, ou besoin de parler à quelqu'un tout de suite? { $lines }.
text-scheduler = Je suis un assistant automatique. Le programme ne lit pas et ne garde pas ce que vous écrivez ici. Votre employeur, par Slack ou Teams, le pourrait.
text-to-ask = Pour parler avec un pair, touchez « Demander un pair ».
worried = Un ou une collègue m'inquiète en ce moment
worried-title = Une personne m'inquiète
worried-lines = Si cette personne peut être en danger, appelez tout de suite : { $lines }.
helps-title = Les mots qui aident
helps-does = Quand une ou un collègue vit un moment difficile, ceci aide :
helps-do-1 = Être là. Trouvez un endroit calme, et rangez le téléphone.
helps-do-2 = Dire ce que l'on voit : « Tu as l'air à bout aujourd'hui. Comment ça va? »
helps-do-3 = Écouter, même sans réponse à donner : « Ça a l'air dur. »
helps-do-4 = Demander ce qui aiderait, et revenir quelques jours plus tard.
helps-does-not = Ceci n'aide pas :
helps-leave-1 = « Ne t'en fais pas », ou « il y a pire ».
helps-leave-2 = « Il m'est arrivé la même chose », avant que l'autre ait fini.
helps-leave-3 = Chercher à qui la faute. Donner un conseil que personne n'a demandé.
helps-point = Vous n'avez pas à tout régler. Un pair formé ou une ligne peut écouter aussi. Vous pouvez montrer le chemin.
worried-words = Restez avec cette personne si vous le pouvez, et prévenez quelqu'un qui peut aider. Rien n'est gardé ici, et personne ne saura que vous avez regardé.

scope-is = Une conversation, ou quelques-unes, avec une ou un médecin formé à l'écoute. Aucune note n'est gardée.
scope-is-any-profession = Une conversation, ou quelques-unes, avec un ou une collègue formée à l'écoute. Aucune note n'est gardée.
scope-is-not = Ce n'est pas une thérapie ni un traitement. Il n'y a pas de diagnostic, ni de conseil clinique ou de carrière.
scope-else = S'agit-il d'idées de suicide, d'alcool ou de drogue, de votre santé mentale ou de vos propres soins? N'attendez pas ici. Appelez : { $lines }. « Lignes et services » en dit plus.
scope-serves = Ce programme s'adresse à : { $stages }. Pour les autres, « Lignes et services » montre le bon endroit.
stage-all = tous les médecins, de la formation à la retraite
stage-practising = médecins en exercice
stage-trainee = personnes en formation
stage-early = médecins en début de carrière
stage-mid = médecins en milieu de carrière
stage-late = médecins en fin de carrière
stage-retired = médecins à la retraite
served-of-stages = { $professions } (étape de carrière : { $stages })
profession-physician = Médecine
profession-physician_assistant = Adjoints au médecin
profession-nurse = Soins infirmiers
profession-midwife = Sage-femme
profession-pharmacist = Pharmacie
profession-dentist = Dentisterie
profession-psychologist = Psychologie
profession-social_worker = Travail social
profession-therapist = Réadaptation
profession-paramedic = Paramédicine
profession-technologist = Laboratoire
profession-other = Autres domaines

resources-card = Des lignes et services à appeler.
resources-words = Personne ne saura lesquels vous avez regardés.
need-crisis = En danger, ou besoin de quelqu'un tout de suite
need-talk = Quelqu'un à qui parler
need-health = Un programme de santé des médecins
need-peers = D'autres pairs et des groupes
need-legal = Questions de droit
need-disclosure = Informer un patient, s'excuser
need-more = Autres services
resource-audience = { $service }. { $audience }.
resource = { $name } : { $reach }
resource-hours = { $name } : { $reach }. { $hours }

privacy-card = Ce que nous gardons de ce que vous dites ici.
privacy-kept = Rien n'est gardé avant « Envoyer ». Ensuite, nous gardons sous scellé votre demande, vos coordonnées et vos souhaits. Tout est effacé ici { $days ->
        [0] à la fin du jumelage
        [one] un jour après la fin du jumelage
       *[other] { $days } jours après la fin du jumelage
    }. Les copies de sauvegarde sont gardées plus longtemps. Il ne reste que des totaux sans nom.
privacy-seen = La coordination voit le nécessaire. La personne qui dit oui voit d'abord votre nom, puis vos coordonnées après avoir confirmé ne pas vous connaître personnellement ni vous évaluer. La direction ne voit que des totaux.
privacy-employer = Votre employeur pourrait lire Slack ou Teams. C'est pourquoi les messages ici disent si peu.
privacy-exceptions = C'est confidentiel, sans privilège juridique. Les exceptions sont celles de la pratique de tous les jours : un risque grave pour vous ou pour autrui, ou une conduite dangereuse.

not-for-you = Ce bouton ne vous est pas destiné. Rien n'a changé.
for-coordinators = Cette partie est pour la coordination. Pour parler à un ou une collègue, appuyez sur « Demander un pair ». Pour le reste, la coordination peut aider.
for-leads = Les chiffres sont pour la coordination et les responsables. Si vous voulez savoir où on en est, demandez à la coordination.
for-supporters = Cette partie est pour les pairs aidants. Aimeriez-vous en être? Voyez « Plus pour vous » sur la première carte.
for-technical = Cette partie est pour qui s'occupe de la machine. Quelque chose ne marche pas pour vous? Dites-le à la coordination, ou appelez.
moved-on = La situation a changé depuis. Rien n'a été modifié.
closed-already = C'est terminé. Il n'y a plus rien à faire.
too-fast = Quelqu'un a été plus rapide. Veuillez regarder de nouveau.
unavailable = Nous ne pouvons rien enregistrer en ce moment, donc rien n'a été envoyé. Réessayez dans une minute, ou appelez.
still-running = Cela prend du temps. Regardez de nouveau dans une minute avant de recommencer.
went-wrong = Un problème est survenu de notre côté, et rien n'a été changé. Veuillez réessayer. Code { $code }.

system-card = L'état de la machine, pour qui s'en occupe. Quelque chose ne marche pas pour vous? Dites-le à la coordination, ou appelez.
system-title = La machine
system-version = Version
system-programme = Fichier du programme
system-database = Base de données
system-answers = répond
system-messages = Messages
system-deadlines = Échéances
system-on-time = à l'heure
system-again = un nouvel essai est en cours
system-late =
    { $minutes ->
        [one] { $minutes } minute de retard
       *[other] { $minutes } minutes de retard
    }
system-words = Rien ici ne parle de personne. Le contrôle du serveur en dit plus.

## La part de chaque personne, derrière « Plus pour vous »

more-title = Plus pour vous
more-status = Où en sont les choses
more-supporter = Vous êtes pair aidant ici. Vous pouvez faire une pause, être en congé quelques jours ou voir votre page.
more-coordinator = Vous êtes à la coordination ici. Vous suivez les demandes et les gens qui aident.
more-standing-in = Vous prenez la relève d'un poste de responsable. Les demandes qui ont besoin d'une personne vous arrivent.
more-provincial = Vous êtes à la coordination provinciale. Vous suivez les demandes qui cherchent un autre site.
more-lead = Vous êtes responsable ici. Vous voyez les chiffres.
more-technical = Vous vous occupez de la machine ici.
more-typed = Mots à écrire (dans Slack après /peer)
more-rest = Les autres boutons sont là pour tout le monde. Personne n'apprend que vous avez regardé.
more-everybody = Voici ce qui est là pour tout le monde. Personne n'apprend que vous avez regardé.

## Les pages que l'application nomme à Slack et à Teams

page-terms = Conditions d'utilisation
page-where = Ouvrez-le dans Slack ou Teams, puis appuyez sur « Demander un pair ». Tout le reste s'y trouve aussi.
page-visit = Cette page ne dépose aucun témoin et ne demande aucun nom.
page-freely = Demander est votre choix, et aider aussi. Vous pouvez arrêter à tout moment.
page-questions = Des questions? La première carte de la messagerie dit à qui les poser.
