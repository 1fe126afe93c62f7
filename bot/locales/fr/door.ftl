# La porte d'entrée : bonjour, les lignes, le téléphone, et la seule réponse à tout ce qui est écrit.

footer = En danger, ou besoin de quelqu'un tout de suite? { $lines }.
line-call = { $phone } (appel)
line-call-or-text = { $phone } (appel ou texto)
line-call-text = { $phone } (appel), { $text } (texto)
line-text = { $text } (texto)

hello = Parlez avec une ou un collègue de confiance.
hello-nothing-to-explain = Un autre médecin, formé pour cela, vous écoute en toute confidentialité. Vous n'avez rien à expliquer.
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

phone-words = Vous pouvez toujours appeler. Une personne répond, sans passer par cet assistant.
phone-route = Plutôt par téléphone? { $site } : { $phone }.
phone-route-always = Plutôt par téléphone? { $site } : { $phone }, jour et nuit.
phone-route-open = Plutôt par téléphone? { $site } : { $phone }. Ouvert maintenant.
phone-route-closed = Plutôt par téléphone? { $site } : { $phone }. Fermé maintenant, ouvre { $opens }.

text-lines = En danger, ou envie de parler à quelqu'un tout de suite? { $lines }.
text-scheduler = Je suis un assistant automatique. Le programme ne lit pas et ne garde pas ce que vous écrivez ici. Le Slack ou le Teams de votre employeur le peut.
text-to-ask = Pour parler avec un collègue, touchez « Demander un pair ».
worried = Je m'inquiète pour un collègue en ce moment
worried-lines = Si cette personne peut être en danger, appelez tout de suite : { $lines }.
worried-words = Restez avec elle si vous le pouvez, et prévenez quelqu'un qui peut aider. Rien n'est gardé ici, et personne ne saura que vous avez regardé.

scope-is = Une conversation avec un médecin formé qui écoute. En général, une à trois conversations. Aucune note n'est gardée.
scope-is-not = Ce n'est pas une thérapie ni un traitement. Il n'y a pas de diagnostic, ni de conseil clinique ou de carrière.
scope-else = Pensées de suicide, consommation, souci de santé mentale ou avis médical pour vous? Pas besoin d'attendre : { $lines }. Voir aussi « Lignes et services ».
scope-serves = Ce programme s'adresse à : { $stages }. Pour les autres, « Lignes et services » montre le bon endroit.
stage-trainee = personnes en formation
stage-early = médecins en début de carrière
stage-mid = médecins en milieu de carrière
stage-late = médecins en fin de carrière
stage-retired = médecins à la retraite

resources-card = Des lignes et services à appeler.
resources-words = Personne ne saura lesquels vous avez regardés.
resource = { $name } : { $reach }
resource-hours = { $name } : { $reach }. { $hours }

privacy-card = Comment vos renseignements sont gardés.
privacy-kept = Avant « Envoyer », rien n'est gardé d'une demande. Ensuite, nous gardons le fait que vous avez demandé, comment vous joindre et vos souhaits, sous scellé. À la fin du jumelage, tout est effacé ici. Les copies de sécurité peuvent durer plus longtemps. Il ne reste que des totaux sans nom.
privacy-seen = La coordination voit ce qu'il faut. Un collègue qui dit oui voit d'abord votre nom, puis vos coordonnées après avoir confirmé qu'il ne vous connaît pas et ne vous évalue pas. La direction ne voit que des totaux.
privacy-employer = Votre employeur peut peut-être lire Slack ou Teams. C'est pourquoi les messages ici ne disent presque rien.
privacy-exceptions = C'est confidentiel. Ce n'est pas protégé par le secret professionnel au sens de la loi. Les exceptions sont celles de la pratique de tous les jours : un risque grave pour vous ou pour autrui, ou une conduite dangereuse.

not-for-you = Ce bouton ne vous est pas destiné. Rien n'a changé.
moved-on = La situation a changé depuis. Rien n'a été modifié.
closed-already = C'est terminé. Il n'y a plus rien à faire.
too-fast = Quelqu'un a été plus rapide. Veuillez regarder de nouveau.
unavailable = Nous ne pouvons rien enregistrer en ce moment, donc rien n'a été envoyé. Réessayez dans une minute, ou appelez.
went-wrong = Un problème est survenu de notre côté, et rien n'a été changé. Veuillez réessayer. Code { $code }.
